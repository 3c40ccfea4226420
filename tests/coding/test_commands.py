"""Suggesting, deciding and counting from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import inspection, iqa, write

MINUTES = """CQB minutes 2 May 2024

1. IQA themes

The same three weaknesses came up in the IQAs of both units this quarter.

Good practice from IQAs was shared with every team in the bulletin.

The lift is mended.
"""
HEAD = "file,locator,words,suggested,decision,code,polarity,strength,memo\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", MINUTES)
    assert iqa(place, "ingest", tmp_path / "inbox").code == 0
    return place


@pytest.fixture
def tagged(folder: Path) -> Path:
    assert iqa(folder, "tag").code == 0
    return folder


def open_ones(folder: Path) -> list[dict[str, str]]:
    found = iqa(folder, "code", "review", "--list", "--json").json["suggestions"]
    assert isinstance(found, list)
    return found


def cells(folder: Path) -> dict[tuple[str, str], tuple[int, int, int]]:
    told = iqa(folder, "matrix", "--json").json["cells"]
    return {(c["code_id"], c["place"]): (c["positive"], c["negative"], c["mixed"]) for c in told}


def test_tag_tells_what_it_suggests_and_by_which_rules(folder: Path) -> None:
    told = iqa(folder, "tag", "--json").json

    assert told["rules"]
    assert told["model"]
    assert told["suggestions"]
    for suggestion in told["suggestions"]:
        keys = {"segment_id", "code", "polarity", "score", "reason", "spans"}
        assert set(suggestion) >= keys
        assert 0 <= suggestion["score"] <= 1


def test_tag_names_the_codes_as_the_codebook_stands_now(folder: Path) -> None:
    wanted = ("codebook", "add", "4c-paper", "--parent", "4c", "--name", "Use through our paper")
    assert iqa(folder, *wanted).code == 0
    before = {s["code"] for s in iqa(folder, "tag", "--dry-run", "--json").json["suggestions"]}
    channel = next(code for code in before if code.startswith("4c-"))
    assert iqa(folder, "codebook", "merge", channel, "4c-paper", "--why", "one channel").code == 0

    assert "Use through our paper" in " ".join(iqa(folder, "tag").out.split())


def test_a_dry_run_of_tag_leaves_nothing_to_decide(folder: Path) -> None:
    assert iqa(folder, "tag", "--dry-run", "--json").json["suggestions"]
    assert open_ones(folder) == []


def test_suggestions_are_listed_likeliest_first_and_none_counts(tagged: Path) -> None:
    scores = [float(s["score"]) for s in open_ones(tagged)]

    assert scores == sorted(scores, reverse=True)
    assert cells(tagged) == {}


def test_accepting_makes_a_coding_in_the_name_of_who_decides(tagged: Path) -> None:
    first = open_ones(tagged)[0]

    told = iqa(tagged, "code", "review", first["suggestion_id"], "--accept", "--json").json

    assert told == {
        "suggestion_id": first["suggestion_id"],
        "outcome": "accepted",
        "coding_id": "C0001",
    }
    assert list(cells(tagged)) == [(first["code"], "Northshire")]
    assert iqa(tagged, "log", "--json").json["acts"][0]["actor"] == "J Marsh"


def test_amending_keeps_the_words_and_changes_what_they_show(tagged: Path) -> None:
    first = open_ones(tagged)[0]["suggestion_id"]

    told = iqa(
        tagged, "code", "review", first, "--code", "2a", "--polarity", "negative", "--json"
    ).json

    assert told["outcome"] == "amended"
    assert cells(tagged) == {("2a", "Northshire"): (0, 1, 0)}


def test_a_rejected_suggestion_does_not_come_back(tagged: Path) -> None:
    first = open_ones(tagged)[0]["suggestion_id"]

    iqa(tagged, "code", "review", first, "--reject")
    iqa(tagged, "tag")

    assert first not in {s["suggestion_id"] for s in open_ones(tagged)}
    assert cells(tagged) == {}


@pytest.mark.parametrize("verb", [["--accept"], ["--reject"], ["--code", "2a"]])
def test_a_dry_run_decides_nothing(tagged: Path, verb: list[str]) -> None:
    before = open_ones(tagged)

    done = iqa(tagged, "code", "review", before[0]["suggestion_id"], *verb, "--dry-run", "--json")

    assert done.json["dry_run"] is True
    assert open_ones(tagged) == before


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--accept", "--reject"],
        ["--accept", "--polarity", "good"],
        ["--accept", "--strength", "weak"],
    ],
)
def test_a_decision_that_says_nothing_or_two_things_is_wrong_usage(
    tagged: Path, words: list[str]
) -> None:
    first = open_ones(tagged)[0]["suggestion_id"]

    assert iqa(tagged, "code", "review", first, *words).code == 2
    assert cells(tagged) == {}


def test_deciding_in_turn_asks_until_the_person_stops(tagged: Path) -> None:
    waiting = [s["suggestion_id"] for s in open_ones(tagged)]
    assert len(waiting) >= 2

    done = iqa(tagged, "code", "review", typed="+a\nr\nq\n" if len(waiting) > 2 else "+a\nr\n")

    assert done.code == 0, done.err
    assert "weaknesses" in done.out or "practice" in done.out
    assert [s["suggestion_id"] for s in open_ones(tagged)] == waiting[2:]
    assert sum(sum(cell) for cell in cells(tagged).values()) == 1


def test_deciding_in_turn_is_for_people_and_not_for_scripts(tagged: Path) -> None:
    for option in ("--json", "--dry-run"):
        assert iqa(tagged, "code", "review", option).code == 2


def test_unknown_ids_are_a_sentence_with_a_way_out(tagged: Path) -> None:
    for words in (
        ("code", "review", "G-nothing", "--accept"),
        ("code", "add", "S009-001", "4a", "--polarity", "positive"),
        ("code", "add", "S001", "4a", "--polarity", "positive"),
        ("code", "add", "S001-001", "9z", "--polarity", "positive"),
        ("code", "remove", "C0099"),
        ("tag", "--source", "S009"),
        ("documents", "show", "S009"),
        ("code", "review", "--decisions", "missing.csv"),
    ):
        done = iqa(tagged, *words)
        assert done.code == 1, words
        assert done.err.startswith("Error: "), words
        assert "Traceback" not in done.err


def test_a_withdrawn_coding_leaves_the_matrix_and_stays_in_the_log(folder: Path) -> None:
    iqa(folder, "code", "add", "S001-003", "4d", "--polarity", "mixed", "--memo", "odd")
    assert cells(folder) == {("4d", "Northshire"): (0, 0, 1)}

    iqa(folder, "code", "remove", "C0001", "--reason", "it is about a lift")

    assert cells(folder) == {}
    assert "it is about a lift" in iqa(folder, "log").out
    assert iqa(folder, "code", "remove", "C0001").code == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_decisions_file_from_any_office_is_read(folder: Path, encoding: str) -> None:
    path = write(folder.parent, "decisions.csv", "")
    row = "Northshire/CQB.txt,,The lift is mended,,add,4d,negative,strong,“odd” – not IQA\n"
    path.write_bytes((HEAD + row).encode(encoding))

    done = iqa(folder, "code", "review", "--decisions", path, "--json")

    assert done.json["added"] == 1
    assert cells(folder) == {("4d", "Northshire"): (0, 1, 0)}


def test_a_decisions_file_applied_twice_even_by_another_person_counts_once(
    tagged: Path,
) -> None:
    first = open_ones(tagged)[0]
    row = f'Northshire/CQB.txt,,"{first["text"]}",{first["code"]},accept,{first["code"]},'
    path = write(tagged.parent, "decisions.csv", f"{HEAD}{row}positive,,\n")
    assert iqa(tagged, "code", "review", "--decisions", path).code == 0
    before = cells(tagged)

    again = iqa(tagged, "--as", "P Quill", "code", "review", "--decisions", path, "--json")

    assert again.json["same"] == 1
    assert cells(tagged) == before
    assert len(iqa(tagged, "log", "--json").json["acts"]) == 3


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("CQB.txt,,No such words,,add,4d,negative,,", "no live segment of CQB.txt has the words"),
        ("No.txt,,lift,,add,4d,negative,,", "no source is called No.txt"),
        ("CQB.txt,,lift,,add,9z,negative,,", "the codebook has no code '9z'"),
        ("CQB.txt,,lift,,add,4d,bad,,", "polarity 'bad' is none of"),
        ("CQB.txt,,lift,,drop,4d,negative,,", "decision 'drop' is none of"),
        ("CQB.txt,,IQAs,,add,4d,negative,,", "'IQAs' stands in several places"),
        ("CQB.txt,,lift,,accept,4d,negative,,", "accept needs the code that was suggested"),
    ],
)
def test_a_row_at_fault_is_told_with_its_line_and_nothing_is_applied(
    folder: Path, row: str, fault: str
) -> None:
    good = "CQB.txt,,The lift is mended,,add,4d,negative,,\n"
    path = write(folder.parent, "decisions.csv", f"{HEAD}{good}{row}\n")

    for words in (["--dry-run"], []):
        done = iqa(folder, "code", "review", "--decisions", path, *words)
        assert done.code == 1
        assert f"decisions.csv:3: {fault}" in done.err
    assert cells(folder) == {}


def test_a_table_with_more_areas_than_fit_is_shown_in_parts(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    iqa(folder, "code", "add", "S001-003", "4d", "--polarity", "mixed")
    monkeypatch.setenv("COLUMNS", "30")

    told = iqa(folder, "matrix").out

    table = [line for line in told.split("\n") if line.startswith(" ") and "next:" not in line]
    assert all(len(line) <= 30 for line in table)
    assert "4d" in told
