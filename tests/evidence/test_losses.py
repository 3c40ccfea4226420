"""What each format loses is what losses.yaml says, and what the page about formats says."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.readers.builtin import READERS, read
from evidence.readers.interface import Hints, Reading
from tests.evidence.example_files import example
from tests.evidence.office import needs_office, saved_as
from tests.evidence.word_files import dele, ins, p, r, tbl, tr, word

TABLE = Path(__file__).with_name("losses.yaml")
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "formats.md"
BEGINS = "<!-- Written from tests/evidence/losses.yaml; renewed by test_losses.py --accept -->"
ENDS = "<!-- The end of what is written from losses.yaml -->"
FORMATS: dict[str, dict[str, Any]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
SUFFIXES = {"text": "txt"}
ALIKE = {"srt": "vtt", "xls": "doc", "xlsb": "doc", "ppt": "doc", "docx": "docx"}
"""Formats that one table answers for; Word has tables of its own on the page."""
STATUSES = {"live", "comment", "furniture", "hidden", "quoted", "deleted"}
SPANS = {"inserted": "inserted", "removed": "deleted", "concealed": "hidden", "link": "link"}
SHOWN = {
    "heading": "heads what follows it", "columns": "column heading", "number": "number",
    "speaker": "speaker", "title": "title", "removed": "deleted", "concealed": "hidden",
    "note": "live, note", "file": "a file of its own",
}  # fmt: skip


@cache
def reading_of(form: str) -> Reading:
    return read(example(form), f"example.{SUFFIXES.get(form, form)}", Hints())


def places(reading: Reading, way: str) -> list[str]:
    """The words that a reading keeps in one way."""
    if way in STATUSES:
        return [s.text for s in reading.segments if s.status == way]
    if way in SPANS:
        spans = [s.text for s in reading.spans if s.status == SPANS[way]]
        return spans + [s.text for s in reading.segments if s.status == SPANS[way]]
    return {
        "heading": [s.heading for s in reading.segments],
        "columns": [name for s in reading.segments for name, _ in s.columns],
        "number": [s.number for s in reading.segments],
        "speaker": [s.speaker for s in reading.segments],
        "title": [reading.title],
        "note": [s.text for s in reading.segments if "note" in s.locator],
        "file": [file.name for file in reading.attachments],
    }[way]


def everything(reading: Reading) -> str:
    said = [reading.text, reading.title, *reading.speakers]
    said += [f"{s.text} {s.heading} {s.author}" for s in reading.segments]
    return "\n".join([*said, *(s.text for s in reading.spans)])


def check(reading: Reading, row: dict[str, Any]) -> None:
    if row["as"] == "lost":
        assert not row["words"] or row["words"] not in everything(reading)
    elif row["words"]:
        assert any(row["words"] in said for said in places(reading, row["as"]))
    if row.get("notice"):
        assert row["notice"] in {notice.code for notice in reading.notices}


@pytest.mark.parametrize(
    ("form", "row"),
    [
        pytest.param(form, row, id=f"{form}: {row['class']}")
        for form, told in FORMATS.items()
        for row in told["classes"]
        if form != "doc"
    ],
)
def test_a_class_of_text_is_kept_or_lost_as_told(form: str, row: dict[str, Any]) -> None:
    check(reading_of(form), row)


@needs_office
def test_an_old_word_document_keeps_what_is_told(tmp_path: Path) -> None:
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    today = word(
        p(r("Cover is ") + dele("never") + ins(r("often")) + r(" thin."))
        + tbl(grid, tr("Action", "Owner"), tr("Review the rota", "AK"))
        + p("The end.")
    )
    old = saved_as(today, "docx", "doc:MS Word 97", tmp_path)

    for row in FORMATS["doc"]["classes"]:
        check(read(old, "old.doc", Hints()), row)


def test_every_format_that_is_read_has_its_table() -> None:
    assert {ALIKE.get(form, form) for form in READERS} - {"docx"} == set(FORMATS)


def page_of(formats: dict[str, dict[str, Any]]) -> str:
    """The tables as the page shows them."""
    done = []
    for told in formats.values():
        rows = ["| Class of text | What becomes of it |", "| --- | --- |"]
        for row in told["classes"]:
            way = row["as"]
            fate = SHOWN.get(way, way)
            if way == "lost":
                fate = f"lost; notice `{row['notice']}`" if row.get("notice") else "lost"
            elif row.get("notice"):
                fate += f"; notice `{row['notice']}`"
            if row.get("note"):
                fate += f": {row['note']}"
            rows.append(f"| {row['class']} | {fate} |")
        done.append("\n".join([f"## {told['called']}", "", *rows]))
    return "\n\n".join(done)


def test_the_page_about_formats_says_the_same(request: pytest.FixtureRequest) -> None:
    written = f"{BEGINS}\n\n{page_of(FORMATS)}\n\n{ENDS}\n"
    page = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        kept = page.split(BEGINS, 1)[0].rstrip("\n")
        PAGE.write_text(f"{kept}\n\n{written}", encoding="utf-8")
        page = PAGE.read_text(encoding="utf-8")

    assert page.endswith(written), "pytest tests/evidence/test_losses.py --accept renews it"
