"""What stands in a workbook: the cells that hold something, and nothing else.

A sheet is kept as the cells that are there, never as a rectangle: one stray cell in the
last row and column (XFD1048576) would otherwise stand for 17 thousand million empty ones.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

CellValue = str | int | float | bool | date
_DOWN = re.compile(r"([A-Z]{1,3})(\d{1,7}):\1(\d{1,7})")
"""Cells of one column that were made one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something.

    `error` is true for "#REF!" and the like; `uncalculated` for a formula whose result was
    not saved with the workbook.
    """

    value: CellValue
    error: bool = False
    uncalculated: bool = False

    @property
    def text(self) -> str:
        """What the cell says, on one line or several, without blanks around it."""
        value = self.value
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, datetime):
            return value.date().isoformat()
        if isinstance(value, date):
            return value.isoformat()
        return str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\xa0", " ").strip()

    @property
    def is_number(self) -> bool:
        """Whether the cell holds a number, and not yes or no."""
        return isinstance(self.value, int | float) and not isinstance(self.value, bool)


class LineCells(Mapping[int, Cell]):
    """The cells of a line of separated values, made when they are asked for.

    An archive's lines hold millions of values, most of which were met before: whoever knows
    what was `said` need not look at their cells.
    """

    __slots__ = ("said",)

    def __init__(self, said: tuple[str, ...]) -> None:
        self.said = said

    def __getitem__(self, column: int) -> Cell:
        value = self.said[column - 1] if 0 < column <= len(self.said) else ""
        if not value or value.isspace():
            raise KeyError(column)
        return Cell(value.strip())

    def __contains__(self, column: object) -> bool:
        if not isinstance(column, int) or not 0 < column <= len(self.said):
            return False
        value = self.said[column - 1]
        return bool(value) and not value.isspace()

    def __iter__(self) -> Iterator[int]:
        for column, value in enumerate(self.said, start=1):
            if value and not value.isspace():
                yield column

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, by the number of their column, counted from 1."""

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False

    @property
    def first(self) -> int:
        """The column of its first cell."""
        return next(iter(self.cells)) if isinstance(self.cells, LineCells) else min(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that hold something, from the top; `merged` are ranges such as "B4:C5"."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[str, ...] = ()


def joined_below(sheet: Sheet, columns: Container[int]) -> Sheet:
    """Return a sheet in which cells made one over several rows of a column are filled in each.

    Only of some columns: what one cell says of all rows that it spans.
    """
    said: dict[int, dict[int, Cell]] = {}
    at = {row.number: row for row in sheet.rows}
    for ends in sheet.merged:
        match = _DOWN.fullmatch(ends)
        if match is None:
            continue
        column, first, last = column_of(match[1]), int(match[2]), int(match[3])
        top = at[first].cells.get(column) if first in at else None
        if top is not None and column in columns:
            for number in range(first + 1, min(last, sheet.rows[-1].number) + 1):
                said.setdefault(number, {})[column] = top
    if not said:
        return sheet
    rows = (
        replace(row, cells={**row.cells, **said[row.number]}) if row.number in said else row
        for row in sheet.rows
    )
    return replace(sheet, rows=tuple(rows))


def column_of(letters: str) -> int:
    """Return the number of a column.

    >>> column_of("A"), column_of("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def address(column: int, row: int) -> str:
    """Return a cell's address.

    >>> address(1, 4), address(28, 12), address(16384, 1048576)
    ('A4', 'AB12', 'XFD1048576')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
