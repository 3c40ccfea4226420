"""A mapping becomes headings to read by; what is guessed or lacking in it becomes defects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.areas import area_of
from evidence.examination.defects import Defect
from evidence.examination.form import Field, Place
from evidence.examination.grid import Sheet, address
from evidence.examination.headings import Headings
from evidence.examination.kept_mapping import KeptMapping
from evidence.examination.row_cells import shown
from evidence.examination.sheet_map import MappedColumn, SheetMap, missing_from, place_named
from evidence.examination.spellings import plain
from evidence.framework import Framework
from evidence.notices import Notice

_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class OthersLayouts:
    """What is known of workbooks laid out by others.

    `kept` are the inspection's mappings, the latest first; `references` gives the reference
    of a case's file by its URN; `name` is the workbook's, for messages.
    """

    kept: tuple[KeptMapping, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    name: str = "WORKBOOK"


def with_sheets_name(found: SheetMap, sheet: Sheet, framework: Framework, name: str) -> SheetMap:
    """Return a map with the Area and the court from the sheet's or workbook's name, or titles.

    Only where there is no column for them, and a person has not said them.
    """
    titles = [sheet.name] + [
        " ".join(cell.text for cell in row.cells.values())
        for row in sheet.rows
        if row.number < found.row
    ]
    titles.append(name)
    every: dict[Place, str] = dict(found.every)
    titled = {
        (Field.AREA, ""): [area_of(framework, title) for title in titles],
        (Field.COURT, ""): [_court_in(title, framework) for title in titles],
    }
    for place, named in titled.items():
        said = next(filter(None, named), "")
        if said and place not in found.at and place not in every:
            every[place] = said
    return SheetMap(found.sheet, found.row, found.columns, every, found.said, found.kept)


def headings_from(
    found: SheetMap, framework: Framework, name: str, beside: frozenset[Place] = frozenset()
) -> Headings:
    """Return the headings that a map makes, with its defects and oddities.

    `beside` are the places that another sheet gives.
    """
    defects = unsure_headings(found, name)
    lacking: dict[str, list[Place]] = {}
    for place in (p for p in missing_from(found, framework) if p not in beside):
        lacking.setdefault(place[1] or place_named(place), []).append(place)
    defects += [_lacking(found, places, name) for places in lacking.values()]
    agreed = frozenset(
        c.place[1] for c in found.columns if c.place and c.asks_agreement and c.place[0] == "view"
    )
    return Headings(
        found.sheet,
        found.row,
        found.at,
        tuple(defects),
        tuple(_notices(found)),
        every=found.every,
        asks_agreement=agreed,
        beside=beside,
        others=True,
    )


def unsure_headings(found: SheetMap, name: str) -> list[Defect]:
    """Return a defect for each heading of a sheet whose meaning is a guess."""
    return [_unsure(found, column, name) for column in found.unsure]


def _unsure(found: SheetMap, column: MappedColumn, name: str) -> Defect:
    heading = f"'{shown(column.heading.rpartition(' / ')[2])}'"
    message = f"It is not sure what the heading {heading} means. {column.doubt}"
    way_out = f"`iqa exam map {name}` shows how to say what it means."
    return Defect(found.sheet, found.where(column), "unsure_heading", message, way_out)


def _lacking(found: SheetMap, places: Iterable[Place], name: str) -> Defect:
    named = " or ".join(place_named(place) for place in places)
    message = f"There is no column for {named}."
    way_out = f"`iqa exam map {name}` shows how to say which column it is, or add one."
    first = min((c.column for c in found.columns), default=1)
    return Defect(found.sheet, address(first, found.row), "missing_column", message, way_out)


def _notices(found: SheetMap) -> Iterable[Notice]:
    for column in found.columns:
        if column.place is None and not column.doubt:
            message = "A column that is no part of the form was not read."
            yield Notice("unknown_column", message, f"{found.sheet}, {found.where(column)}")
    for place, value in found.every.items():
        origin = "as was said" if place in found.said else "as the sheet is titled"
        message = f"{place_named(place)} of every file here is '{value}', {origin}."
        yield Notice("same_for_all", message, found.sheet)


def _court_in(text: str, framework: Framework) -> str:
    """Return the name of the one court that a title names, or ""."""
    said = f" {plain(text)} "
    named = {
        court.name
        for court in framework.courts
        for words in (court.name, *court.variants)
        if len(words) > _SHORTEST_NAME and f" {plain(words)} " in said
    }
    return named.pop() if len(named) == 1 else ""
