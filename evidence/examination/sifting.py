"""Which rows of a sheet are examined files, and which were passed over, with the reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from evidence.examination.column_words import FILE_WORDS
from evidence.examination.defects import Defect
from evidence.examination.form import IDENTITY, Field
from evidence.examination.grid import Cell, LineCells, Row, Sheet, address
from evidence.examination.headings import Headings
from evidence.examination.long_layout import gather
from evidence.examination.sheet_map import QUESTION_COLUMN
from evidence.examination.spellings import plain
from evidence.examination.urns import urn_of
from evidence.framework import Framework
from evidence.notices import Notice

_FIGURE = re.compile(r"\d+(?:[.,]\d+)?\s*%?|\d+\s*(?:/|of|out of)\s*\d+")
_BEGINS_A_SUM = frozenset("gstamcpGSTAMCP")
"""With what the words of `_TOTALS` begin."""
_TOTALS = re.compile(r"(grand |sub ?)?totals?\b|(sum|average|mean|count|percentage)\b")


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
        if not _is_unfilled(row, made):
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
    is_plainly_one = at_a_glance(headings)
    for row in _below(sheet, headings):
        if is_plainly_one(row):
            rows.append(row)
            continue
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


def at_a_glance(headings: Headings) -> Callable[[Row], bool]:
    """Return what tells a line that is a file's by a few of its cells, as nearly all are.

    False is no answer: the line has to be looked at closely.
    """
    at = headings.at
    answered = [c for (f, _), c in at.items() if f not in IDENTITY and f is not Field.QUESTION]
    urn = at.get((Field.URN, ""))
    if not urn or not answered or urn == 1:
        return lambda _: False
    urn_at, answer_at = urn - 1, answered[0] - 1

    def is_plainly_one(row: Row) -> bool:
        line = row.cells
        if row.hidden or not isinstance(line, LineCells):
            return False
        said = line.said
        if len(said) <= urn_at or len(said) <= answer_at:
            return False
        name, case, answer = said[0], said[urn_at], said[answer_at]
        # It has a number, begins no word for a sum, and its case is no heading and not alone.
        return (
            bool(answer and not answer.isspace())
            and case[:1].isdecimal()
            and name[-1:].isdecimal()
            and name.isascii()
            and name[0].isalnum()
            and name[0] not in _BEGINS_A_SUM
        )

    return is_plainly_one


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
    if _is_totals(row, headings):
        return Notice("totals_row", "A row of totals was not read as a file.", where)
    if _is_note(row, headings):
        return Notice("note_row", "A row of words was not read as a file.", where)
    if _repeats_headings(row, headings):
        return Notice("repeated_headings", "A second row of headings was passed over.", where)
    if _is_unfilled(row, headings):
        return Notice("not_examined", "The file of this row has not been examined yet.", where)
    return None


def _is_totals(row: Row, headings: Headings) -> bool:
    """Whether a row sums up the rows above it: it says so, or is nothing but numbers."""
    if not any(column in row.cells for column in headings.at.values()):
        return False
    identified = any(headings.at.get((f, "")) in row.cells for f in IDENTITY)
    if not identified and all(
        row.cells[c].is_number for c in headings.at.values() if c in row.cells
    ):
        return True
    said = row.cells[row.first].text
    if not any(c.isdigit() for c in said):
        others = [cell for column, cell in row.cells.items() if column != row.first]
        if others and all(_is_figure(cell) for cell in others):
            return True
    return bool(_TOTALS.match(plain(said)))


def _is_figure(cell: Cell) -> bool:
    return cell.is_number or bool(_FIGURE.fullmatch(cell.text))


def _is_note(row: Row, headings: Headings) -> bool:
    """Whether a row is a line of words below or between files: one cell, and no number in it."""
    if len(list(islice(row.cells, 2))) != 1:
        return False
    ((column, cell),) = row.cells.items()
    named = column in {headings.at.get((f, "")) for f in (Field.FILE, Field.URN)}
    return named and len(cell.text.split()) > 1 and urn_of(cell.text) is None


def _is_unfilled(row: Row, headings: Headings) -> bool:
    """Whether a row holds at most the identity of a file that is still to be examined."""
    return not any(
        column in row.cells
        for (f, _), column in headings.at.items()
        if f not in IDENTITY and f is not Field.QUESTION
    )


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
