"""References for files that a workbook names by their URN alone.

A URN stands nowhere that people can see, so each file needs a reference: the one it has in
the sample or was examined under, or else the next that is free in its Area.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence.areas import area_named
from evidence.errors import UnknownArea
from evidence.examination.file_references import area_codes
from evidence.examination.form import Field
from evidence.examination.grid import Cell, Row
from evidence.examination.headings import Headings
from evidence.examination.urns import same_case, urn_of
from evidence.framework import Framework

_REFERENCE_COLUMN = 30_000
"""A column of no sheet."""
_URN_LENGTH = 11


def with_references(
    rows: Sequence[tuple[Row, Headings]], framework: Framework, known: Mapping[str, str]
) -> list[tuple[Row, Headings]]:
    """Return rows of files, each with a reference; `known` gives it by the case's URN."""
    if all((Field.FILE, "") in headings.at for _, headings in rows):
        return list(rows)
    codes = area_codes(framework)
    taken = {reference.casefold() for reference in known.values()}
    return [
        _with_reference(row, headings, framework, codes, known, taken) for row, headings in rows
    ]


def _with_reference(
    row: Row,
    headings: Headings,
    framework: Framework,
    codes: Mapping[str, str],
    known: Mapping[str, str],
    taken: set[str],
) -> tuple[Row, Headings]:
    if (Field.FILE, "") in headings.at or (Field.URN, "") not in headings.at:
        return row, headings
    cell = row.cells.get(headings.at[Field.URN, ""])
    said = "" if cell is None else cell.text
    urn = urn_of(said.zfill(_URN_LENGTH) if cell is not None and cell.is_number else said)
    reference = known.get(same_case(urn), "") if urn else ""
    if not reference:
        reference = _next_free(codes.get(_area(row, headings, framework), "FILE"), taken)
    taken.add(reference.casefold())
    where = headings.address((Field.URN, ""), row.number)
    return (
        Row(row.number, {**row.cells, _REFERENCE_COLUMN: Cell(reference)}, row.hidden),
        replace(
            headings,
            at={**headings.at, (Field.FILE, ""): _REFERENCE_COLUMN},
            elsewhere={**headings.elsewhere, _REFERENCE_COLUMN: where},
        ),
    )


def _area(row: Row, headings: Headings, framework: Framework) -> str:
    column = headings.at.get((Field.AREA, ""))
    cell = row.cells.get(column) if column else None
    said = cell.text if cell else headings.every.get((Field.AREA, ""), "")
    try:
        return area_named(framework, said)
    except UnknownArea:
        return ""


def _next_free(code: str, taken: set[str]) -> str:
    number = 1
    while f"{code}-{number:02d}".casefold() in taken:
        number += 1
    return f"{code}-{number:02d}"
