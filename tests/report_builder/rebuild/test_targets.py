"""A paragraph that the new report is the first to refer to is marked in the editor's file too."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.readers.wordml import Element, W
from report_builder.document import Block, CrossReference, Paragraph
from report_builder.word.revisions.package import WordFile
from tests.report_builder.rebuild.reports import (
    edited,
    merged,
    paragraph,
    report,
    retyped,
    table,
)
from tests.report_builder.word.validity import faults

FIRST = paragraph("first", "We read twelve files of the unit.")
TABLE = table("counts", [["North", "12"]], ["Area", "Files"])


def referring(target: str) -> Paragraph:
    made = paragraph("second", "It is told at length.")
    whole = replace(
        made.sentences[0], parts=("It is told at length in ", CrossReference(target), ".")
    )
    return replace(made, sentences=(whole,))


def marked(file: WordFile, name: str) -> str:
    """Return the words that a bookmark stands around."""
    root = file.trees(file.document)
    start = next(b for b in root.iter(f"{W}bookmarkStart") if b.get(f"{W}name") == name)
    said: list[Element] = []
    for after in start.itersiblings():
        if after.tag == f"{W}bookmarkEnd" and after.get(f"{W}id") == start.get(f"{W}id"):
            break
        said += after.iter(f"{W}t")
    return "".join(text.text or "" for text in said)


@pytest.mark.parametrize(
    ("target", "words"),
    [("first", "We read twenty files of the unit."), ("counts", "Table 1")],
)
def test_a_new_reference_finds_what_it_leads_to(target: str, words: str) -> None:
    before: tuple[Block, ...] = (FIRST, TABLE, paragraph("second", "It is told at length."))
    held = report(*before)
    theirs = edited(held, retyped("twelve", "twenty"))

    file = merged(held, theirs, report(FIRST, TABLE, referring(target))).file

    assert marked(file, f"_Ref_{target}") == words
    assert faults(file.save()) == []
