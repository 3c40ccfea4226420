"""Coding by hand at a terminal: quoted words, silence, memos, and who did what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import inspection, iqa, run, write

MINUTES = """CQB minutes 2 May 2024

1. IQA themes

The same three weaknesses came up in the IQAs of both units. We don’t keep a list.

Good practice from IQAs was shared with every team. The same three weaknesses remain.

The lift is mended.
"""
WEAKNESSES = "same three weaknesses"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB.txt", MINUTES)
    assert iqa(place, "ingest", tmp_path / "inbox").code == 0
    return place


def other(folder: Path, *words: str) -> None:
    """Somebody else does something."""
    done = run("--inspection", str(folder), "--as", "K Osei", "--at", "2026-01-06T09:00:00", *words)
    assert done.code == 0, done.err


def add(folder: Path, place: str, words: str, code: str = "4a", polarity: str = "positive") -> str:
    done = iqa(
        folder, "code", "add", place, words, "--code", code, "--polarity", polarity, "--json"
    )
    assert done.code == 0, done.err
    return str(done.json["coding_id"])


def found(folder: Path, *words: str) -> list[dict[str, object]]:
    codings = iqa(folder, "code", "find", *words, "--json").json["codings"]
    assert isinstance(codings, list)
    return codings


@pytest.mark.parametrize("place", ["S001", "CQB.txt", "northshire/cqb.txt", "S001-001"])
def test_quoted_words_are_found_wherever_the_source_is_named(folder: Path, place: str) -> None:
    add(folder, place, "We don't   keep a list", polarity="negative")

    [coding] = found(folder, "4a")
    assert coding["quote"] == "We don’t keep a list"
    text = iqa(folder, "documents", "show", "S001", "--json").json["text"]
    assert text[coding["start"] : coding["end"]] == coding["quote"]
    assert (coding["codebook"], coding["coder"]) == (1, "J Marsh")


def test_words_in_two_places_are_told_apart_by_their_segment(folder: Path) -> None:
    words = ("code", "add", "S001", WEAKNESSES, "--code", "4a", "--polarity", "mixed")
    refused = iqa(folder, *words)

    assert refused.code == 1
    assert "2 places of S001: S001-001" in refused.err
    assert "S001-002" in refused.err
    assert found(folder) == []
    add(folder, "S001-002", WEAKNESSES)
    assert [c["segment_id"] for c in found(folder)] == ["S001-002"]


def test_words_that_stand_nowhere_and_sources_that_are_not_there(folder: Path) -> None:
    for place, words in (("S001", "the roof"), ("APR.txt", "lift"), ("S001", "CQB minutes roof")):
        done = iqa(folder, "code", "add", place, words, "--code", "4a", "--polarity", "mixed")
        assert done.code == 1, words
        assert "Try:" in done.err


def test_two_coders_may_say_the_same_and_it_is_one_passage(folder: Path) -> None:
    add(folder, "S001-001", "The same three weaknesses came up")
    other(folder, "code", "add", "S001-001", "4a", "--polarity", "positive")

    assert [c["coder"] for c in found(folder, "4a")] == ["J Marsh", "K Osei"]
    [cell] = iqa(folder, "matrix", "--json").json["cells"]
    assert (cell["positive"], cell["segments"], cell["sources"]) == (1, 1, 1)

    again = iqa(folder, "code", "add", "S001", "The same three weaknesses came up", "--code", "4a",
                "--polarity", "positive")  # fmt: skip
    assert "already, as C0001" in again.err


def test_a_coding_is_changed_and_the_change_taken_back(folder: Path) -> None:
    coding = add(folder, "S001", "The lift is mended")

    done = iqa(folder, "code", "change", coding, "--code", "4c-cqb", "--strength", "strong",
               "--memo", "not IQA", "--json")  # fmt: skip

    assert done.json["code"] == "4c-cqb"
    [now] = found(folder, "4c")
    assert (now["code"], now["strength"], now["memo"]) == ("4c-cqb", "strong", "not IQA")
    iqa(folder, "undo")
    [before] = found(folder)
    assert (before["code"], before["strength"], before["memo"]) == ("4a", "ordinary", "")


def test_silence_is_recorded_once_and_read_as_evidence(folder: Path) -> None:
    add(folder, "S001-001", "We don't keep a list")
    for _ in range(2):
        done = iqa(folder, "code", "read", "S001", "--nothing", "--code", "4d", "--json")
        assert done.json["reading_id"] == "R0001"
        assert done.json["codes"] == ["4d"]

    told = iqa(folder, "matrix", "coverage", "--json").json
    assert told["read"] == told["segments"] > 0
    codes = {c["code"]: c for c in told["codes"]}
    assert (codes["4a"]["found"], codes["4d"]["silent"]) == (["S001"], ["S001"])
    assert told["sources"][0]["readers"] == {"J Marsh": told["segments"]}


def test_nothing_found_where_something_was_found_is_refused(folder: Path) -> None:
    coding = add(folder, "S001-001", "We don't keep a list")

    refused = iqa(folder, "code", "read", "S001", "--nothing")
    assert refused.code == 1
    assert coding in refused.err
    assert iqa(folder, "code", "read", "S001", "--segments", "2-3", "--nothing").code == 0
    assert iqa(folder, "code", "read", "S001", "--segments", "2-99", "--nothing").code == 1
    told = iqa(folder, "matrix", "coverage", "--json").json["sources"][0]
    assert told["nothing"] == told["read"] - 1


def test_memos_are_in_one_place_whatever_they_are_about(folder: Path) -> None:
    coding = add(folder, "S001", "The lift is mended")
    for about in (coding, "CQB.txt", "4c-cqb", "inspection"):
        assert iqa(folder, "code", "memo", "add", about, f"about {about}").code == 0
    assert iqa(folder, "code", "memo", "add", "9z", "x").code == 1
    iqa(folder, "code", "change", coding, "--memo", "a remark")

    memos = iqa(folder, "code", "memo", "list", "--json").json["memos"]
    assert {(m["about"], m["about_id"]) for m in memos} == {
        ("coding", "C0001"), ("source", "S001"), ("code", "4c-cqb"), ("inspection", None),
    }  # fmt: skip
    assert len(memos) == 5
    iqa(folder, "code", "memo", "remove", "M0002")
    assert len(iqa(folder, "code", "memo", "list", "--json").json["memos"]) == 4
    assert iqa(folder, "code", "memo", "remove", "M0002").code == 1


def test_a_coding_on_which_a_memo_rests_is_not_taken_back_first(folder: Path) -> None:
    add(folder, "S001", "The lift is mended")
    iqa(folder, "code", "memo", "add", "C0001", "ask about this")
    first = iqa(folder, "log", "--json").json["acts"][1]["act"]

    assert iqa(folder, "undo", str(first)).code == 1
    assert iqa(folder, "undo").code == 0
    assert iqa(folder, "undo").code == 0
    assert found(folder) == []


def test_who_tells_each_coders_share(folder: Path) -> None:
    add(folder, "S001-001", "We don't keep a list")
    other(folder, "code", "read", "S001", "--nothing")

    coders = {c["coder"]: c for c in iqa(folder, "code", "who", "--json").json["coders"]}
    assert (coders["J Marsh"]["codings"], coders["J Marsh"]["segments"]) == (1, 1)
    assert (coders["K Osei"]["codings"], coders["K Osei"]["silent"]) == (0, 3)
    here = iqa(folder, "code", "who", "S001-002", "--json").json["coders"]
    assert [c["coder"] for c in here] == ["K Osei"]


def test_what_is_found_is_written_without_formulas(folder: Path, tmp_path: Path) -> None:
    write(
        tmp_path, "inbox/Northshire/mail.txt", "CQB minutes 3 May 2024\n\n=SUM(A1) is no theme.\n"
    )
    iqa(folder, "ingest", tmp_path / "inbox")
    add(folder, "S002", "=SUM(A1) is no theme")

    assert iqa(folder, "code", "find", "--out", tmp_path / "found.csv").code == 0
    assert ",'=SUM(A1) is no theme" in (tmp_path / "found.csv").read_text("utf-8-sig")
    assert iqa(folder, "code", "find", "--out", tmp_path / "found.xlsx").code == 0
    assert iqa(folder, "code", "find", "--out", tmp_path / "found.txt").code == 2
