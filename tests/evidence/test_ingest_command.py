"""`iqa ingest` answers for every path, in words and in JSON that scripts rely on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.builders import inspection, iqa, write
from tests.inspections import EXAMPLE

MINUTES = "CQB minutes 2 May 2024\n\nThe same three weaknesses came up in the IQAs.\n"
KEYS = {
    "path",
    "outcome",
    "source_id",
    "kind",
    "area",
    "date",
    "segments",
    "speakers",
    "duplicate_of",
    "reason",
    "notices",
}
LISTED = KEYS - {"outcome"}
SEGMENT = {
    "segment_id",
    "ordinal",
    "start",
    "end",
    "text",
    "locator",
    "number",
    "heading",
    "page",
    "speaker",
    "question",
    "columns",
    "owner",
    "due",
    "status",
    "author",
    "at",
    "anchor",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def put(folder: Path, place: str, text: str = MINUTES) -> Path:
    return write(folder.parent, place, text)


def test_a_new_file_is_told_with_every_key(folder: Path) -> None:
    path = put(folder, "inbox/Northshire/CQB 2024-05-02.txt")

    done = iqa(folder, "ingest", path, "--json")

    assert done.code == 0
    [source] = done.json["sources"]
    assert set(source) >= KEYS
    assert source["path"] == str(path)
    assert (source["outcome"], source["source_id"]) == ("new", "S001")
    assert (source["area"], source["date"]) == ("Northshire", "2024-05-02")
    assert source["kind"] == "board_minutes"
    assert source["segments"] > 0
    assert source["reason"] is None
    assert done.json["counts"] == {
        "new": 1,
        "same": 0,
        "changed": 0,
        "duplicate": 0,
        "refused": 0,
    }


def test_progress_and_next_steps_stay_off_standard_output(folder: Path) -> None:
    done = iqa(folder, "ingest", put(folder, "inbox/Northshire/CQB.txt"), "--json")

    assert done.out.startswith("{")
    assert done.out.endswith("}\n")
    assert "next: iqa tag" in done.err


def test_the_list_and_the_document_say_the_same_as_ingest(folder: Path) -> None:
    told = iqa(folder, "ingest", EXAMPLE / "evidence" / "Northshire", "--json").json["sources"]

    listed = iqa(folder, "documents", "list", "--json").json

    assert len(told) == len(listed["sources"]) == 11
    for one, other in zip(told, listed["sources"], strict=True):
        assert set(other) >= LISTED
        assert {k: one[k] for k in LISTED - {"path"}} == {k: other[k] for k in LISTED - {"path"}}
    shown = iqa(folder, "documents", "show", told[0]["source_id"], "--json").json
    assert len(shown["segments"]) == told[0]["segments"]
    for segment in shown["segments"]:
        assert set(segment) >= SEGMENT
        if segment["start"] is not None:
            assert shown["text"][segment["start"] : segment["end"]]
    assert {"area", "kind", "expected", "received", "late"} <= set(listed["requests"][0])


def test_a_dry_run_says_what_would_be_and_keeps_nothing(folder: Path) -> None:
    path = put(folder, "inbox/Northshire/CQB.txt")

    done = iqa(folder, "ingest", path, "--dry-run", "--json")

    [source] = done.json["sources"]
    assert (source["outcome"], source["source_id"]) == ("new", None)
    assert iqa(folder, "documents", "list", "--json").json["sources"] == []
    assert not list(folder.glob("originals/*"))


def test_one_file_that_cannot_be_read_ends_with_a_sentence_and_a_way_out(folder: Path) -> None:
    done = iqa(folder, "ingest", put(folder, "inbox/Nowhere/CQB.txt"))

    assert done.code == 1
    assert "Error: CQB.txt: Cannot tell which Area it belongs to.\n" in done.err
    assert "Try:   Use --area NAME or --national" in done.err


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"", "empty"),
        ("a.zip", b"PK\x05\x06" + b"\0" * 18, "unsupported"),
        ("a.docx", b"PK\x03\x04 cut off", "unreadable"),
        ("a.txt", b"   \n", "empty"),
        ("a.exe", b"MZ\x90\0\3\0\0\0", "unsupported"),
    ],
)
def test_a_refusal_has_its_code_and_what_to_do(
    folder: Path, name: str, content: bytes, code: str
) -> None:
    path = put(folder, f"inbox/Northshire/{name}")
    path.write_bytes(content)

    done = iqa(folder, "ingest", path, "--json")

    [source] = done.json["sources"]
    assert done.code == 1
    assert source["outcome"] == "refused"
    assert source["source_id"] is None
    assert source["reason"]["code"] == code
    assert source["reason"]["message"]
    assert source["reason"]["try"]
    assert done.err.count("Error:") == 1


def test_some_read_and_some_not_is_for_a_person_to_look_at(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt")
    put(folder, "inbox/Northshire/empty.docx", "")

    done = iqa(folder, "ingest", folder.parent / "inbox")

    assert done.code == 3
    assert "NOT READ" in done.out
    assert "1 new, 1 not read" in done.out


def test_what_an_inspector_says_wins(folder: Path) -> None:
    path = put(folder, "inbox/Northshire/CQB 2024-05-02.txt")
    words = ["--area", "Aldermere", "--date", "2024-06-01", "--kind", "briefing", "--title", "X"]

    [source] = iqa(folder, "ingest", path, *words, "--json").json["sources"]

    assert (source["area"], source["date"], source["title"]) == ("Aldermere", "2024-06-01", "X")
    assert source["kind"] == "briefing"


def test_national_evidence_has_no_area(folder: Path) -> None:
    path = put(folder, "inbox/CQB.txt")

    [source] = iqa(folder, "ingest", path, "--national", "--json").json["sources"]

    assert (source["area"], source["level"]) == (None, "national")


@pytest.mark.parametrize(
    "words",
    [
        ["--area", "Northshire", "--national"],
        ["--kind", "gossip"],
        ["--date", "2 May"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_ends_with_two(folder: Path, words: list[str]) -> None:
    done = iqa(folder, "ingest", put(folder, "inbox/Northshire/CQB.txt"), *words)

    assert done.code == 2
    assert done.out == ""


def test_an_unknown_area_is_told_with_the_nearest_name(folder: Path) -> None:
    done = iqa(folder, "ingest", put(folder, "inbox/CQB.txt"), "--area", "Northshyre")

    assert done.code == 1
    assert "Northshire" in done.err
    assert iqa(folder, "documents", "list", "--json").json["sources"] == []


def test_the_same_bytes_at_two_places_are_one_source_and_both_are_answered(folder: Path) -> None:
    put(folder, "inbox/Northshire/a.txt")
    put(folder, "inbox/Northshire/b.txt")

    told = iqa(folder, "ingest", folder.parent / "inbox", "--json").json

    assert [(s["outcome"], s["source_id"]) for s in told["sources"]] == [
        ("new", "S001"),
        ("same", "S001"),
    ]


def test_a_path_named_twice_is_answered_once(folder: Path) -> None:
    path = put(folder, "inbox/Northshire/a.txt")

    told = iqa(folder, "ingest", path, path.parent, path, "--json").json

    assert len(told["sources"]) == 1


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_nothing_to_take_in_is_said(folder: Path, name: str) -> None:
    (folder.parent / "empty").mkdir()

    done = iqa(folder, "ingest", folder.parent / name, "--json")

    assert done.code == 1
    assert "sources" in done.json
    assert "Error:" in done.err
    assert "Try:" in done.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_pipe_does_not_keep_anybody_waiting(folder: Path) -> None:
    put(folder, "inbox/Northshire/a.txt")
    os.mkfifo(folder.parent / "inbox" / "Northshire" / "pipe.txt")

    done = iqa(folder, "ingest", folder.parent / "inbox", "--json")

    fates = {Path(s["path"]).name: s["outcome"] for s in done.json["sources"]}
    assert fates == {"a.txt": "new", "pipe.txt": "refused"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
@pytest.mark.parametrize(
    "name",
    [
        "two words.txt",
        "Sitzung – Überblick 会議.txt",
        "line\nbreak.txt",
        "\x1b[31mred\x07.txt",
        "x" * 240 + ".txt",
        os.fsdecode(b"not \xff utf-8.txt"),
        "-rf.txt",
        "%s {0} $HOME.txt",
    ],
)
def test_a_file_of_any_name_is_taken_in_and_cannot_move_the_cursor(folder: Path, name: str) -> None:
    put(folder, f"inbox/Northshire/{name}")

    done = iqa(folder, "ingest", folder.parent / "inbox")
    listed = iqa(folder, "documents", "list")
    logged = iqa(folder, "log")

    assert done.code == 0, done.err
    for said in (done.out, listed.out, logged.out):
        assert all(c.isprintable() or c == "\n" for c in said)
    again = iqa(folder, "ingest", folder.parent / "inbox", "--json").json
    assert again["counts"]["same"] == 1


def test_what_a_file_may_cost_is_a_setting(folder: Path) -> None:
    put(folder, "inbox/Northshire/CQB.txt")
    put(folder, "inbox/Northshire/long.txt", "Words were said. " * 600_000)
    settings = folder / "inspection.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(f"{told}\n[reading]\nfile_mib = 1\nworkers = 1\n", encoding="utf-8")

    done = iqa(folder, "ingest", folder.parent / "inbox", "--json")

    reasons = {Path(s["path"]).name: s["reason"] for s in done.json["sources"]}
    assert reasons["CQB.txt"] is None
    assert reasons["long.txt"]["code"] == "too_large"
    assert "1 MiB" in reasons["long.txt"]["message"]


def test_words_in_two_files_are_suggested_coded_and_counted_once(folder: Path) -> None:
    told = "CQB minutes 2 May 2024\n\nNobody tells us what the themes from the IQAs are.\n"
    put(folder, "inbox/Northshire/a.txt", told)
    put(folder, "inbox/Northshire/b.txt", told.replace("\n", "\r\n"))
    iqa(folder, "ingest", folder.parent / "inbox")

    suggested = iqa(folder, "tag", "--json").json["suggestions"]
    assert {s["segment_id"].partition("-")[0] for s in suggested} == {"S001"}
    iqa(folder, "code", "review", suggested[0]["suggestion_id"], "--accept")

    cells = iqa(folder, "matrix", "--json").json["cells"]
    assert sum(cell["total"] for cell in cells) == 1


def test_what_came_earlier_is_dated_by_the_day_on_which_it_came(folder: Path) -> None:
    inbox = put(folder, "inbox/Northshire/CQB minutes 2024-05-02.txt").parent
    iqa(folder, "config", "set", "requests.asked", "2024-05-07")
    iqa(folder, "config", "set", "requests.due", "2024-05-31")

    done = iqa(folder, "ingest", inbox, "--received", "2024-05-28")

    assert done.code == 0
    asked = iqa(folder, "documents", "list", "--json").json["requests"]
    minutes = next(r for r in asked if r["kind"] == "board_minutes" and r["area"] == "Northshire")
    assert minutes["received"] == 1
    assert "came late" not in iqa(folder, "documents", "list", "--area", "Northshire").out
    assert iqa(folder, "ingest", inbox, "--received", "2999-01-01").code == 2


def test_an_action_is_shown_with_whose_it_is_where_its_words_do_not_say(folder: Path) -> None:
    table = "<table><tr><th>Item</th><th>Discussion</th><th>Action</th></tr><tr><td>1. Listing</td>"
    put(folder, "Northshire/CQB 2 May 2024.html", f"{table}<td>Agreed to ask.</td><td>KB</td></tr>")
    iqa(folder, "ingest", str(folder.parent / "Northshire"))

    assert "Agreed to ask. [KB]" in iqa(folder, "documents", "show", "S001").out
