"""The cells of one row, asked for by what they hold; what is wrong with them is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeVar

from evidence.examination.defects import Defect
from evidence.examination.form import IDENTITY, Field, Place
from evidence.examination.grid import Cell, LineCells, Row
from evidence.examination.headings import Headings
from evidence.examination.sheet_map import place_named

Meaning = TypeVar("Meaning")

_LONGEST_SHOWN = 40
_MOST_REMEMBERED = 5_000
"""So many different wordings of the same cells: free text differs, and need not be kept."""


class RowCells:
    """Reads cells of one row, and collects a defect for each that cannot be taken in."""

    def __init__(self, row: Row, headings: Headings) -> None:
        self.row = row
        self.headings = headings
        self.defects: list[Defect] = []

    def cell(self, place: Field, asked: str = "") -> Cell | None:
        """Return the cell, or None if it is empty or its column is missing."""
        column = self.headings.at.get((place, asked))
        if column:
            return self.row.cells.get(column)
        said = self.headings.every.get((place, asked))
        return Cell(said) if said else None

    def value(self, column: int) -> str:
        """Return what a line says in a column; "" where it is not a line, or ends before."""
        line = self.row.cells
        if isinstance(line, LineCells) and 0 < column <= len(line.said):
            return line.said[column - 1]
        return ""

    def has_column(self, place: Field, asked: str = "") -> bool:
        """Whether the sheet has the column at all; if not, its heading is the defect."""
        at = (place, asked)
        return at in self.headings.at or at in self.headings.every

    def address(self, place: Field, asked: str = "") -> str:
        """Return the cell's address; KeyError if its column is missing."""
        return self.headings.address((place, asked), self.row.number)

    def sound(self, place: Field, asked: str = "") -> Cell | None:
        """Return a cell with a value. None if empty; None and a defect if it is an error."""
        cell = self.cell(place, asked)
        if cell is None:
            return None
        if cell.uncalculated:
            message = "The cell holds a formula whose result was not saved."
            way_out = "Open the workbook in Excel and save it, or type the value."
            self.refuse((place, asked), "formula_without_value", message, way_out)
            return None
        if cell.error:
            message = f"The cell holds the error {shown(cell.text)}."
            self.refuse((place, asked), "error_value", message, "Type the value.")
            return None
        return cell

    def needed(self, place: Field, asked: str, wanted: str) -> str | None:
        """Return what the cell says; None and a defect if it is empty or an error."""
        cell = self.sound(place, asked)
        if cell is not None:
            return cell.text
        if self.has_column(place, asked) and self.cell(place, asked) is None:
            what = f" for {place_named((place, asked))}" if place not in IDENTITY else ""
            code = f"missing_{place}" if place in IDENTITY else "missing_answer"
            self.refuse((place, asked), code, f"The cell{what} is empty.", f"Write {wanted}.")
        return None

    def chosen(
        self,
        place: Field,
        asked: str,
        read: Callable[[str], Meaning | None],
        allowed: Iterable[str],
        *,
        code: str = "unknown_answer",
    ) -> Meaning | None:
        """Return which of the allowed words the cell means; None and a defect if none."""
        held = self.cell(place, asked)
        if held is not None and not (held.error or held.uncalculated):
            known = read(held.text)
            if known is not None:
                return known
        words = or_list(allowed)
        text = self.needed(place, asked, words)
        if text is None:
            return None
        meaning = read(text)
        if meaning is None:
            message = f"'{shown(text)}' is not one of the words for this column."
            self.refuse((place, asked), code, message, f"Write {words}.")
        return meaning

    def refuse(self, at: tuple[Field, str], code: str, message: str, way_out: str) -> None:
        """Note a defect of the cell at a place of the form."""
        on, _, where = self.address(*at).rpartition("!")  # of another sheet, where it is joined
        sheet = on or self.headings.sheet
        held = self.cell(Field.FILE)
        file_ref = shown(held.text) if held else ""
        self.defects.append(Defect(sheet, where, code, message, way_out, file_ref))


class MetBefore(Generic[Meaning]):
    """Reads groups of cells of each row; what lines said before is not worked out again.

    A group is read by `read`, given its number, from the cells at its places and no others.
    Only what gave no defect is remembered, so that a row says the same either way.
    """

    def __init__(
        self,
        headings: Headings,
        groups: Sequence[Sequence[Place]],
        read: Callable[[RowCells, int], Meaning | None],
    ) -> None:
        self._read = read
        self._wordings: list[Callable[[Any], Any]] = [
            in_columns([headings.at[place] for place in group if place in headings.at])
            for group in groups
        ]
        self._known: list[dict[Any, Meaning]] = [{} for _ in groups]

    def said(self, cells: RowCells) -> list[Meaning | None]:
        """Return what each group of a row's cells says; what is wrong is noted in `cells`."""
        line = cells.row.cells
        if not isinstance(line, LineCells):
            return [self._read(cells, number) for number in range(len(self._known))]
        try:
            wordings = [of(line.said) for of in self._wordings]
        except IndexError:  # a line that ends early
            return [self._read(cells, number) for number in range(len(self._known))]
        found = list(map(dict.get, self._known, wordings))
        # Every meaning is true of itself; only what was not met before is None.
        if all(found):
            return found
        return [
            self._learn(cells, number, wordings[number]) if meaning is None else meaning
            for number, meaning in enumerate(found)
        ]

    def _learn(self, cells: RowCells, number: int, wording: Any) -> Meaning | None:
        before = len(cells.defects)
        meaning = self._read(cells, number)
        known = self._known[number]
        if meaning is not None and len(cells.defects) == before and len(known) < _MOST_REMEMBERED:
            known[wording] = meaning
        return meaning


def in_columns(columns: Sequence[int]) -> Callable[[Any], Any]:
    """Return what takes the values in some columns from a line that has them all."""
    places = [column - 1 for column in columns]
    return itemgetter(*places) if places else itemgetter(slice(0, 0))


def shown(text: str) -> str:
    """Return what a cell says, on one line and short enough for a message."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


def or_list(words: Iterable[str]) -> str:
    """Join words as a sentence does.

    >>> or_list(["yes", "no", "not applicable"])
    'yes, no or not applicable'
    """
    listed: Sequence[str] = [str(word) for word in words]
    return " or ".join(part for part in (", ".join(listed[:-1]), *listed[-1:]) if part)
