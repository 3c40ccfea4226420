"""Which rows of a sheet are examined files, and which were passed over, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.examination.column_words import FILE_WORDS
from evidence.examination.defects import Defect
from evidence.examination.form import Field
from evidence.examination.grid import Row, Sheet, address
from evidence.examination.headings import Headings
from evidence.examination.long_layout import gather
from evidence.examination.rows import is_note, is_totals, is_unfilled
from evidence.examination.sheet_map import QUESTION_COLUMN
from evidence.examination.spellings import plain
from evidence.framework import Framework
from evidence.notices import Notice


def rows_of_files(
    sheet: Sheet, headings: Headings, framework: Framework
) -> tuple[list[tuple[Row, Headings]], list[Defect], list[Notice]]:
    """Return a row for each examined file, and say which others were passed over."""
    rows, notices = _rows_with_files(sheet, headings)
    if QUESTION_COLUMN not in headings.at:
        return [(row, headings) for row in rows], [], notices
    gathered, defects = gather(rows, headings, framework)
    filled = []
    for row, made in gathered:
        if not is_unfilled(row, made):
            filled.append((row, made))
        else:
            message = "The file that begins here has not been examined yet."
            notices.append(Notice("not_examined", message, f"{sheet.name}, row {row.number}"))
    begun = {row.number for row, _ in filled}
    return filled, [d for d in defects if filled and d.row >= min(begun)], notices


def _rows_with_files(sheet: Sheet, headings: Headings) -> tuple[list[Row], list[Notice]]:
    """Return the rows that hold something of a file, and say which others were passed over."""
    rows: list[Row] = []
    notices: list[Notice] = []
    used = set(headings.at.values())
    for row in _below(sheet, headings):
        where = f"{sheet.name}, row {row.number}"
        if used.isdisjoint(row.cells):
            where = f"{sheet.name}, {address(min(row.cells), row.number)}"
            notices.append(Notice("outside_form", "Cells outside the form were not read.", where))
        elif passed := _passed_over(row, headings, where):
            notices.append(passed)
        else:
            rows.append(row)
            if row.hidden:
                notices.append(
                    Notice("hidden_row", "A hidden row was read like the others.", where)
                )
    return rows, notices


def _below(sheet: Sheet, headings: Headings) -> Iterator[Row]:
    """Yield the rows below the headings, without what the form works out by itself."""
    for row in sheet.rows:
        if row.number <= headings.row:
            continue
        if not any(column in row.cells for column in headings.computed):
            yield row
        elif kept := {c: cell for c, cell in row.cells.items() if c not in headings.computed}:
            yield Row(row.number, kept, row.hidden)


def _passed_over(row: Row, headings: Headings, where: str) -> Notice | None:
    """Return the notice of a row that is no examined file, or None."""
    if is_totals(row, headings):
        return Notice("totals_row", "A row of totals was not read as a file.", where)
    if is_note(row, headings):
        return Notice("note_row", "A row of words was not read as a file.", where)
    if _repeats_headings(row, headings):
        return Notice("repeated_headings", "A second row of headings was passed over.", where)
    if is_unfilled(row, headings):
        return Notice("not_examined", "The file of this row has not been examined yet.", where)
    return None


def _repeats_headings(row: Row, headings: Headings) -> bool:
    words = {f: (f.value, *FILE_WORDS[f]) for f in (Field.URN, Field.AREA, Field.COURT)}
    held = [
        (row.cells.get(headings.at[f, ""]), known)
        for f, known in words.items()
        if (f, "") in headings.at
    ]
    return bool(held) and all(
        cell is not None and plain(cell.text) in known for cell, known in held
    )
