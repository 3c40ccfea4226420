"""Finding the passages and the key in a workbook, whatever its sheets are called now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coding.sheets.key import MARK, KeyDamaged, SheetKey, key_of
from coding.sheets.layout import LAYOUT_VERSION, Field, Place, place_of
from coding.sheets.remarks import Remark
from evidence.examination.grid import Row, Sheet

EXPORT_AGAIN = "Make a new one with: iqa code sheet export"
_NEEDED = frozenset({Field.SEGMENT, Field.TEXT})


@dataclass(frozen=True, slots=True)
class Table:
    """The sheet of passages: its heading row and the places of its columns."""

    sheet: Sheet
    heading: Row
    places: Sequence[tuple[int, Place | None, str]]


def key_in(sheets: Iterable[Sheet]) -> SheetKey | Remark:
    """Return the key of a workbook, or why it has none that can be used."""
    lines = next(filter(None, map(_lines, sheets)), None)
    if lines is None:
        return Remark(
            "", "", "not_a_coding_sheet",
            "The workbook is no coding sheet, or the hidden sheet that says what it is has gone.",
            EXPORT_AGAIN,
        )  # fmt: skip
    if ("layout", str(LAYOUT_VERSION)) not in lines:
        return Remark(
            "", "", "other_layout", "The sheet was made by another version of iqa.", EXPORT_AGAIN
        )  # fmt: skip
    try:
        return key_of(lines)
    except (KeyDamaged, json.JSONDecodeError, KeyError, TypeError, IndexError):
        return Remark(
            "", "", "key_changed",
            "The hidden sheet that says what stood in the workbook was changed.", EXPORT_AGAIN,
        )  # fmt: skip


def _lines(sheet: Sheet) -> list[tuple[str, str]]:
    lines = [
        (row.cells[1].text, row.cells[2].text)
        for row in sheet.rows
        if 1 in row.cells and 2 in row.cells  # noqa: PLR2004 - the key has two columns
    ]
    return lines if lines and lines[0] == ("iqa", MARK) else []


def table_in(sheet: Sheet) -> Table | None:
    """Return where a sheet holds passages, or None if it holds none."""
    for row in sheet.rows:
        places = [(number, place_of(cell.text), cell.text) for number, cell in row.cells.items()]
        if {place[0] for _, place, _ in places if place} >= _NEEDED:
            return Table(sheet, row, places)
    return None


def not_one(tables: Sequence[Table]) -> Remark:
    """Say that no sheet holds passages, or that several do."""
    if not tables:
        return Remark(
            "", "", "no_passages",
            f"No sheet has the headings {Field.SEGMENT} and {Field.TEXT}.",
            f"Put the headings back as they were. {EXPORT_AGAIN}",
        )  # fmt: skip
    names = " and ".join(table.sheet.name for table in tables)
    return Remark(
        "", "", "several_sheets", f"The sheets {names} both hold passages.",
        "Delete the one that should not be taken in.",
    )  # fmt: skip
