"""Rows and columns of values: which row holds the headings, and what each row says under them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.readers.pieces import Piece
from evidence.readers.tableheadings import ACTION, DUE, OWNER, Headings
from evidence.segments import SegmentStatus

_FIGURE = re.compile(r"^[\s\u00a3$\u20ac(+-]*\d[\d.,:/%\s)-]*$|^(?:TRUE|FALSE|#\w+[!?/\w]*)$")
_LONG_HEADING = 12
_LOOKED_AT = 12
_SEVERAL = 2
_CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its number as the file counts it, and its filled cells by column."""

    number: int
    cells: tuple[tuple[int, str], ...]
    hidden: bool = False

    @property
    def text(self) -> str:
        """Its cells, side by side."""
        return _CELL_GAP.join(words.strip() for _, words in self.cells if words.strip())


def pieces_of(
    rows: list[GridRow], place: Callable[[int], str], *, heading: str = "", page: int | None = None
) -> Iterator[Piece]:
    """Yield a grid's rows as pieces; `place` names a row by its number."""
    names: dict[int, str] = {}
    last, since = None, 0
    for at, row in enumerate(rows):
        gap = last is not None and row.number > last + 1
        if gap and len(row.cells) < _SEVERAL:
            names = {}  # a lone line after an empty row is about what follows it
        since = 0 if gap else since + 1
        begins = gap or (not names and since <= _LOOKED_AT)
        last = row.number
        status = SegmentStatus.HIDDEN if row.hidden else SegmentStatus.LIVE
        if begins and _heads(rows, at):
            names = {column: " ".join(words.split()) for column, words in row.cells}
            yield Piece(row.text, place(row.number), heading, page, status=status, filler=True)
            continue
        columns = tuple(
            (names[column], " ".join(words.split()))
            for column, words in row.cells
            if names.get(column) and words.strip()
        )
        owner, due = _charged(names, dict(row.cells))
        yield Piece(row.text, place(row.number), heading, page, columns, owner, due, status=status)


def _heads(rows: list[GridRow], at: int) -> bool:
    """Whether a row holds the headings of the rows below it."""
    row = rows[at]
    said = [words.strip() for _, words in row.cells if words.strip()]
    if len(said) < _SEVERAL or at + 1 >= len(rows) or len(set(said)) < len(said):
        return False
    if any(_FIGURE.match(w) or len(w.split()) > _LONG_HEADING for w in said):
        return False
    below = rows[at + 1]
    shared = {column for column, _ in row.cells} & {column for column, _ in below.cells}
    return below.number == row.number + 1 and len(shared) * 2 >= min(len(said), len(below.cells))


def _charged(names: dict[int, str], values: dict[int, str]) -> tuple[str, str]:
    """Whose an action is and when it is due, where the row belongs to an action log."""
    columns = sorted(names)
    headings = Headings(tuple(names[column] for column in columns), 1)
    owner, due = headings.column(OWNER), headings.column(DUE)
    if owner is None or (due is None and headings.column(ACTION) is None):
        return "", ""
    said = [values.get(columns[n], "") if n is not None else "" for n in (owner, due)]
    return " ".join(said[0].split()), " ".join(said[1].split())
