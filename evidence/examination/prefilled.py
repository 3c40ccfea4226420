"""Whether what a form was pre-filled with is still there: altered, swapped, moved, taken out.

A case that is another one now is a defect, for its answers would count for the wrong file. A
day or a grade that was corrected, rows that were sorted and rows that were taken out do no
such harm, and are said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from evidence.examination.defects import Defect
from evidence.examination.form import Field
from evidence.examination.grid import Sheet
from evidence.examination.headings import Headings
from evidence.examination.row_marks import Identity, marks_in
from evidence.examination.sheet_map import place_named
from evidence.notices import Notice

_NAMES = {Field.URN: "URN", Field.AREA: "Area", Field.COURT: "court"}
_OF_THE_CASE = frozenset(_NAMES)
_SHOWN = 5


class Identified(Protocol):
    """A row of a form that says which file it is of."""

    @property
    def row(self) -> int:
        """The row's number in its sheet."""
        ...

    @property
    def identity(self) -> Identity:
        """What identifies the file, as far as it could be read."""
        ...


Marks = Mapping[str, Mapping[Field, str]]
"""The marks of each file that a form was made with, by its reference."""


def marks_of(key_rows: Mapping[tuple[str, str], str]) -> Marks:
    """Return the marks that the hidden sheet holds, in the order of the form."""
    return {name: marks_in(text) for (kind, name), text in key_rows.items() if kind == "row"}


def altered(
    marks: Marks, readings: Iterable[tuple[Headings, Identified]]
) -> tuple[list[Defect], list[Notice]]:
    """Return what says something else than the form was made with."""
    exactly = {name.casefold(): name for name in marks}
    of_urn = {m[Field.URN]: name for name, m in marks.items() if Field.URN in m}
    defects: list[Defect] = []
    notices: list[Notice] = []
    for headings, reading in readings:
        said = reading.identity
        known = exactly.get(said.file_ref.casefold())
        if known is None:
            defects += _other_reference(headings, reading, of_urn)
            continue
        now = said.marks()
        for part, mark in marks[known].items():
            if part not in now or now[part] == mark:
                continue
            if part in _OF_THE_CASE:
                defects.append(_altered(headings, reading, part, of_urn.get(now[part], "")))
            else:
                message = f"{place_named((part, ''))} was changed since the form was made."
                where = f"{headings.sheet}, {headings.address((part, ''), reading.row)}"
                notices.append(Notice("prefilled_changed", message, where))
    return defects, notices


def _altered(headings: Headings, reading: Identified, part: Field, of_file: str) -> Defect:
    name = _NAMES[part]
    message = f"The {name} is not the one that the form was made with for this file."
    way_out = (
        "Undo the change. If the form was wrong, correct the sample and make a new form: "
        "`iqa sample show`, `iqa exam sheets`."
    )
    if of_file:
        message = f"This is the {name} with which the form was made for {of_file}."
        way_out = f"See which file these answers are of, and put its own {name} back."
    where = headings.address((part, ""), reading.row)
    file_ref = reading.identity.file_ref
    return Defect(headings.sheet, where, "prefilled_altered", message, way_out, file_ref)


def _other_reference(
    headings: Headings, reading: Identified, of_urn: Mapping[str, str]
) -> list[Defect]:
    """Return a defect for a file of the form that has another reference now."""
    meant = of_urn.get(reading.identity.marks().get(Field.URN, ""))
    if meant is None or (Field.FILE, "") not in headings.at:
        return []
    where = headings.address((Field.FILE, ""), reading.row)
    message = f"On the form as it was made, the case of this URN is {meant}."
    file_ref = reading.identity.file_ref
    return [
        Defect(headings.sheet, where, "reference_altered", message, f"Write {meant}.", file_ref)
    ]


def gone_or_moved(marks: Marks, found: Sequence[tuple[Sheet, Headings]]) -> list[Notice]:
    """Say which files of a form are in it no more, and whether rows stand in another order."""
    every = [name for sheet, headings in found for name in _references(sheet, headings)]
    there = list(dict.fromkeys(every))  # a row that was copied has not moved the others
    known = [name.casefold() for name in marks]
    notices = []
    if gone := [name for name in marks if name.casefold() not in there]:
        named = ", ".join(gone[:_SHOWN]) + (" and others" if len(gone) > _SHOWN else "")
        have = "has" if len(gone) == 1 else "have"
        message = f"{len(gone)} of the form's {len(marks)} files {have} no row any more: {named}."
        notices.append(Notice("rows_missing", message, found[0][0].name))
    order = [known.index(name) for name in there if name in known]
    if order != sorted(order):
        message = "The rows stand in another order than the form was made in."
        notices.append(Notice("rows_moved", message, found[0][0].name))
    return notices


def _references(sheet: Sheet, headings: Headings) -> list[str]:
    column = headings.at.get((Field.FILE, ""), 0)
    below = (row for row in sheet.rows if row.number > headings.row)
    return [row.cells[column].text.casefold() for row in below if column in row.cells]
