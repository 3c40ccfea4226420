"""Tables of questions and answers: which column asks.

Seldom do their headings say so: "Area response", "Comments", "Evidence". A table asks where
most cells of a column do, whatever stands above them, and where statements are to be
assessed.
"""

from __future__ import annotations

import re

from evidence.readers.blocks import Cell, Table
from evidence.readers.prompts import asks_in_writing
from evidence.readers.tableheadings import ANSWER, QUESTION, Headings

_STATEMENT = re.compile(
    r"^(?:statements?|standards?|criteri(?:on|a)|expectations?|requirements?)\W*$", re.IGNORECASE
)
_ASSESSED = re.compile(
    r"^(?:self[- ]assess\w+|(?:area|your|our|team|unit|cps) (?:assessment|position|response|rating|"
    r"answer|comments?)|(?:current )?position|how (?:we|you) (?:meet|know)\b.*)\W*$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:Q?\d{1,3}(?:\.\d{1,2})?[.)]?|[\u2610-\u2612\u2713\u2714\u2717xX-]|n/?a)", re.IGNORECASE
)
_LEAST = 3
_MOST = 0.6
_WIDEST = 6


def asking_column(table: Table, headings: Headings | None) -> int | None:
    """Return the column that asks; None where the table holds no questions."""
    if headings is not None:
        told = headings.column(QUESTION)
        if told is not None and headings.column(ANSWER) is not None:
            return told
        stated = headings.column(_STATEMENT)
        if stated is not None and headings.column(_ASSESSED) is not None:
            return stated
        if headings.charged[0] is not None:  # an action log, whatever it asks for
            return None
    rows = table.rows[headings.rows if headings is not None else 0 :]
    return _by_cells([[cell for cell in row.cells if not cell.repeats] for row in rows])


def is_mark(cell: Cell) -> bool:
    """Whether a cell only numbers a question or ticks an answer."""
    return bool(_MARK.fullmatch(cell.words.strip()))


def _by_cells(rows: list[list[Cell]]) -> int | None:
    filled = [row for row in rows if sum(bool(cell.words) for cell in row) > 1]
    if len(filled) < _LEAST or max(len(row) for row in filled) > _WIDEST:
        return None
    for column in range(max(len(row) for row in filled) - 1):
        cells = [cell for row in filled for cell in row if cell.column == column and cell.words]
        asking = sum(asks_in_writing(cell.words) for cell in cells)
        if asking >= max(_LEAST, len(filled) * _MOST):
            return column
    return None
