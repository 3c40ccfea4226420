"""Where the form's columns stand in a sheet that people have worked in.

There may be title rows above the headings, columns may have been moved or added, and a
heading may be written another way. The row with the most known headings is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evidence.examination.defects import Defect
from evidence.examination.form import COMPUTED, Column, Field, Place
from evidence.examination.grid import Row, Sheet, address
from evidence.examination.spellings import plain
from evidence.notices import Notice

_SEARCHED_ROWS = 40
_FEWEST_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Headings:
    """A sheet's last heading row, and the number of the column in which each place stands."""

    sheet: str
    row: int
    at: Mapping[Place, int]
    defects: tuple[Defect, ...] = ()
    notices: tuple[Notice, ...] = ()
    every: Mapping[Place, str] = field(default_factory=dict)
    """What all files have in common, for which there is no column."""
    asks_agreement: frozenset[str] = frozenset()
    """The questions whose view is asked for as agreement, so that "yes" means agree."""
    elsewhere: Mapping[int, str] = field(default_factory=dict)
    """The addresses of cells that were gathered from other rows, by their column here."""
    computed: frozenset[int] = frozenset()
    """The columns that the form works out by itself: no part of what anybody answered."""
    beside: frozenset[Place] = frozenset()
    """What another sheet gives of the same files."""
    others: bool = False
    """Whether the sheet was laid out by others: what it does not say may be unknown."""

    def address(self, place: Place, row: int) -> str:
        """Return the address of a place's cell in a row; KeyError if it has no column."""
        if place not in self.at and place in self.every:
            return address(1, self.row)
        column = self.at[place]
        return self.elsewhere.get(column) or address(column, row)


def headings_of(sheet: Sheet, form: Sequence[Column], layout: int = 1) -> Headings | None:
    """Return the headings of a sheet, or None if it is not a sheet of examined files.

    `layout` is the version of the form: a column that came later is not missed in it.
    """
    known = {
        words: column.place
        for column in form
        for words in (plain(column.heading), *column.spellings)
    }
    best: Row | None = None
    most = _FEWEST_HEADINGS - 1
    for row in sheet.rows[:_SEARCHED_ROWS]:
        places = {known[said] for cell in row.cells.values() if (said := plain(cell.text)) in known}
        if len(places) > most and places & {(Field.FILE, ""), (Field.URN, "")}:
            best, most = row, len(places)
    if best is None:
        return None
    needed = [c for c in form if c.since <= layout and c.field not in COMPUTED]
    return _placed(sheet, best, needed, known)


def _placed(
    sheet: Sheet, row: Row, needed: Sequence[Column], known: Mapping[str, Place]
) -> Headings:
    at: dict[Place, int] = {}
    defects: list[Defect] = []
    notices: list[Notice] = []
    for number, cell in sorted(row.cells.items()):
        where = address(number, row.number)
        place = known.get(plain(cell.text))
        if place is None:
            message = "A column that is no part of the form was not read."
            notices.append(Notice("unknown_column", message, f"{sheet.name}, {where}"))
        elif place in at:
            first = address(at[place], row.number)
            message = f"The same heading stands in {first} and {where}."
            way_out = "Delete the column that is not in use."
            defects.append(Defect(sheet.name, where, "duplicate_column", message, way_out))
        else:
            at[place] = number
    defects += _missing(sheet, row, needed, at)
    computed = frozenset(at.pop((part, "")) for part in COMPUTED if (part, "") in at)
    return Headings(sheet.name, row.number, at, tuple(defects), tuple(notices), computed=computed)


def _missing(
    sheet: Sheet, row: Row, needed: Sequence[Column], at: Mapping[Place, int]
) -> list[Defect]:
    """Return one defect for each question, and each other column, that has lost a column."""
    lost: dict[str, list[str]] = {}
    for column in needed:
        if column.place not in at:
            lost.setdefault(column.question_id or column.heading, []).append(column.heading)
    cell = address(min(row.cells), row.number)
    return [
        Defect(
            sheet.name,
            cell,
            "missing_column",
            f"There is no column headed {' or '.join(headings)}.",
            "Put the heading back in this row, or copy the rows into a new form.",
        )
        for headings in lost.values()
    ]
