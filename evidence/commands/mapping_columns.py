"""The command for workbooks laid out by others: `exam map`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence.exam_mapping import Mapped
    from evidence.examination.sheet_map import MappedColumn, SheetMap


def map_columns(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A workbook or csv laid out by others.")
    ],
    means: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HEADING=PLACE",
            help="What a heading, or `column F`, holds; HEADING= for nothing. Repeatable.",
        ),
    ] = None,
    every: Annotated[
        list[str] | None,
        typer.Option(metavar="PLACE=VALUE", help="What all its files have in common. Repeatable."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Take every guess for what it proposes.")
    ] = False,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Say which column of another's workbook is what, and keep it for those laid out like it."""
    from evidence.exam_mapping import Said, keep, map_workbook

    session: Session = context.obj
    said = Said(_pairs(means, "HEADING=PLACE"), _pairs(every, "PLACE=VALUE"), accept)
    with session.workspace() as workspace:
        mapped = map_workbook(workspace, file, said)
        ids = () if dry_run else keep(workspace, mapped, session.actor, session.at)
    if as_json:
        console.show_json(_json(mapped, ids))
    else:
        for found, missing in zip(mapped.sheets, mapped.missing, strict=True):
            _print_sheet(found, missing)
    if dry_run:
        console.would(f"Would keep the mapping of {file.name}", as_json=as_json)
    else:
        console.say(f"{file.name}: kept as {', '.join(ids)}", as_json=as_json)
    if mapped.settled:
        console.next_steps(
            (f"iqa exam validate {file}", "look for slips before taking it in"), as_json=as_json
        )
        return
    console.next_steps(*_ways_on(mapped, file), as_json=as_json)
    console.leave(console.PERSON_MUST_LOOK)


def _pairs(said: list[str] | None, form: str) -> dict[str, str]:
    pairs = {}
    for one in said or []:
        name, equals, value = one.rpartition("=")
        if not equals or not name.strip():
            raise typer.BadParameter(f"{one} is not {form}")
        pairs[name.strip()] = value.strip()
    return pairs


def _print_sheet(found: SheetMap, missing: Iterable[Any]) -> None:
    from evidence.examination.sheet_map import place_named

    layout = "a row for each question" if found.long else "a row for each file"
    console.say(f"{found.sheet}: headings in row {found.row}, {layout}")
    console.table(
        ("Column", "Heading", "Taken for", "Unsure"),
        [(_letter(found, c), c.heading, _taken(c), c.doubt) for c in found.columns],
    )
    for place, value in found.every.items():
        console.say(f"{place_named(place)} of every file: {value}")
    lacking = [place_named(place) for place in missing]
    if lacking:
        console.say(f"No column for: {', '.join(lacking)}")


def _letter(found: SheetMap, column: MappedColumn) -> str:
    return found.where(column).rstrip("0123456789")


def _taken(column: MappedColumn) -> str:
    from evidence.examination.sheet_map import place_named

    return place_named(column.place) if column.place else "(not read)"


def _ways_on(mapped: Mapped, file: Path) -> list[tuple[str, str]]:
    from evidence.examination.sheet_map import place_named

    steps = []
    unsure = [(found, c) for found in mapped.sheets for c in found.unsure]
    missing = [place for places in mapped.missing for place in places]
    if unsure:
        found, column = unsure[0]
        place = place_named(column.place) if column.place else ""
        says = f'--means "column {_letter(found, column)}={place}"'
        steps.append((f"iqa exam map {file} {says}", "say what an unsure heading means"))
        steps.append((f"iqa exam map {file} --accept", "take all guesses as they are"))
    if missing:
        place = place_named(missing[0])
        steps.append((f'iqa exam map {file} --means "HEADING={place}"', "name a column"))
        steps.append((f'iqa exam map {file} --every "{place}=VALUE"', "the same for every file"))
    return steps


def _json(mapped: Mapped, ids: tuple[str, ...]) -> dict[str, Any]:
    from evidence.examination.sheet_map import place_named

    return {
        "kept": list(ids),
        "settled": mapped.settled,
        "sheets": [
            {
                "sheet": found.sheet,
                "row": found.row,
                "layout": "long" if found.long else "wide",
                "columns": [
                    {
                        "column": _letter(found, c),
                        "heading": c.heading,
                        "place": place_named(c.place) if c.place else None,
                        "unsure": c.doubt or None,
                    }
                    for c in found.columns
                ],
                "every": {place_named(p): value for p, value in found.every.items()},
                "missing": [place_named(p) for p in missing],
            }
            for found, missing in zip(mapped.sheets, mapped.missing, strict=True)
        ],
    }
