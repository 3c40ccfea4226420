"""Answers corrected, and a draft sent back, after the first draft was made."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.builders import WORKBOOK, workbook
from tests.report_builder.rebuild.reports import edited, retyped


def corrected(place: Path) -> Path:
    """Turn the first "agree" on Q01 of the example's workbook into "cannot tell"."""
    sheet = openpyxl.load_workbook(WORKBOOK).worksheets[0]
    top = next(c.row for c in sheet["A"] if c.value == "File")
    judging = next(
        c for c in sheet[top] if "Q01" in str(c.value) and "inspector" in str(c.value).casefold()
    )
    row = next(
        r for r in range(top + 1, sheet.max_row) if sheet.cell(r, judging.column).value == "agree"
    )
    cell = sheet.cell(row, judging.column).coordinate
    return workbook(place.parent, "corrected.xlsx", **{cell: "cannot tell"})


def sent_back(place: Path) -> Path:
    """Return the first draft as an editor sends it back, with a word of their own."""
    draft = (place / "drafts" / "report-draft-1.docx").read_bytes()
    path = place / "returned.docx"
    path.write_bytes(edited(draft, retyped("foreword", "own foreword")))
    return path
