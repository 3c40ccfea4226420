"""What the coded evidence says as a whole: coverage, contradiction, saturation, search."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coding.searching import parse
from tests.builders import inspection, iqa, write

MINUTES = "CQB minutes {day} May 2024\n\n1. Themes\n\nWe measure what IQA does, every month.\n"
GROUP = """WEBVTT

00:01.000 --> 00:05.000
<v SCP1>Nobody measures whether any of it works, 100% of the time.</v>

00:06.000 --> 00:09.000
<v SCP2>It’s the “same” _theme_ each quarter.</v>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    for day, area in ((2, "Northshire"), (3, "Eastmarch")):
        write(tmp_path, f"inbox/{area}/CQB.txt", MINUTES.format(day=day))
    write(tmp_path, "inbox/Northshire/FG SCPs.vtt", GROUP)
    done = iqa(place, "ingest", tmp_path / "inbox")
    assert done.code in {0, 3}, done.err
    return place


def source(folder: Path, place: str) -> str:
    told = iqa(folder, "documents", "list", "--json").json["sources"]
    return str(next(s["source_id"] for s in told if place in s["path"]))


def code(folder: Path, place: str, words: str, polarity: str, code_id: str = "4d") -> None:
    done = iqa(folder, "code", "add", source(folder, place), words, "--code", code_id,
               "--polarity", polarity)  # fmt: skip
    assert done.code == 0, done.err


def test_a_contradiction_names_the_kinds_and_the_area(folder: Path) -> None:
    code(folder, "Northshire/CQB", "We measure", "positive")
    code(folder, "Northshire/FG", "Nobody measures", "negative")

    [told] = iqa(folder, "matrix", "contradictions", "--json").json["contradictions"]

    assert told["code"] == "4d"
    assert told["positive_in"]["positive"] == ["Northshire"]
    assert (told["not_in"]["kind"], told["not_in"]["negative"]) == ("focus_group", ["Northshire"])
    assert told["within"] == ["Northshire"]
    assert "none in focus groups" in told["said"]


def test_silence_contradicts_only_where_all_was_read(folder: Path) -> None:
    code(folder, "Northshire/CQB", "We measure", "positive")
    assert iqa(folder, "matrix", "contradictions", "--json").json["contradictions"] == []

    iqa(folder, "code", "read", source(folder, "Northshire/FG"), "--nothing")

    [told] = iqa(folder, "matrix", "contradictions", "--json").json["contradictions"]
    assert told["not_in"]["silent"] == ["Northshire"]


def test_what_a_sub_code_found_is_not_silence_on_its_parent(folder: Path) -> None:
    code(folder, "Northshire/CQB", "We measure", "positive", "4c")
    code(folder, "Northshire/FG", "Nobody measures", "positive", "4c-cqb")
    iqa(folder, "code", "read", source(folder, "Northshire/FG"))

    told = iqa(folder, "matrix", "contradictions", "--json").json["contradictions"]
    codes = {c["code"]: c for c in iqa(folder, "matrix", "coverage", "--json").json["codes"]}

    assert [c for c in told if c["code"] == "4c"] == []
    assert source(folder, "Northshire/FG") in codes["4c"]["found"]


def test_saturation_tells_which_source_still_brought_a_new_code(folder: Path) -> None:
    code(folder, "Northshire/CQB", "We measure", "positive")
    code(folder, "Eastmarch/CQB", "We measure", "positive")
    code(folder, "Northshire/FG", "theme", "negative", "4a")

    told = iqa(folder, "matrix", "saturation", "--json").json

    new = {step["source"]: step["new"] for step in told["steps"]}
    assert sorted(code for codes in new.values() for code in codes) == ["4a", "4d"]
    assert told["steps"][-1]["so_far"] == 2
    iqa(folder, "undo")
    assert iqa(folder, "matrix", "saturation", "--json").json["since_new"] == 1


def test_the_matrix_by_kind_adds_up_to_the_matrix(folder: Path) -> None:
    code(folder, "Northshire/CQB", "We measure", "positive")
    code(folder, "Northshire/FG", "Nobody measures", "negative")

    whole = iqa(folder, "matrix", "--json").json["cells"]
    parts = iqa(folder, "matrix", "--by-kind", "--json").json["cells"]

    assert [(c["positive"], c["negative"], c["sources"]) for c in whole] == [(1, 1, 2)]
    assert {(c["kind"], c["positive"], c["negative"]) for c in parts} == {
        ("board_minutes", 1, 0), ("focus_group", 0, 1),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nobody works", 1),
        ('"whether any of"', 1),
        ("it's", 1),
        ('"same" theme', 1),
        ("_theme_", 1),
        ("measure*", 3),
        ("measure* -nobody", 2),
        ("100%", 1),
        ("10%", 0),
        ("meas_re", 0),
        ("' or 1=1 --", 0),
        ('say "the roof', 0),
    ],
)
def test_search_finds_what_stands_there(folder: Path, query: str, found: int) -> None:
    done = iqa(folder, "matrix", "search", "--json", "--", query)

    assert done.code == 0, done.err
    assert len(done.json["passages"]) == found


def test_search_filters_by_what_is_coded(folder: Path) -> None:
    code(folder, "Northshire/FG", "Nobody measures", "negative")

    def hits(*words: str) -> list[str]:
        told = iqa(folder, "matrix", "search", "measure*", *words, "--json").json["passages"]
        return [str(p["area"]) for p in told]

    assert hits("--code", "4d") == ["Northshire"]
    assert hits("--code", "4d", "--polarity", "positive") == []
    assert len(hits("--uncoded")) == 2
    assert hits("--area", "Eastmarch") == ["Eastmarch"]
    assert hits("--kind", "focus_group", "--coder", "J Marsh") == ["Northshire"]
    assert iqa(folder, "matrix", "search", "x", "--code", "9z").code == 1
    assert iqa(folder, "matrix", "search", '""').code == 2


@given(st.text(), st.text())
def test_no_query_breaks_the_search(query: str, text: str) -> None:
    for start, end in parse(query).found(text):
        assert 0 <= start <= end <= len(text)


@given(st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1), st.text())
def test_a_word_is_found_where_it_stands_alone(word: str, around: str) -> None:
    assert parse(word).found(f"{around} {word} {around}")
