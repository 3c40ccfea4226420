"""The command that follows a correction forward: `exam changes`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.examination.moved import Value
    from report_builder.consequences import Consequence


def show_changes(
    context: typer.Context,
    since: Annotated[
        int | None,
        typer.Option(help="An act of the log; else the latest draft, or the last workbook."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show which statistics moved, from what to what, and what in the report rests on them."""
    from report_builder.consequences import consequences

    session: Session = context.obj
    with session.workspace() as workspace:
        found = consequences(workspace, since)
    if as_json:
        console.show_json(
            {
                "since": found.since,
                "draft": found.draft,
                "moved": [_json(item) for item in found.items],
            }
        )
    if not found.items:
        console.say(f"No statistic has moved since act {found.since}.", as_json=as_json)
        console.next_steps(("iqa exam stats", "the statistics as they are"), as_json=as_json)
        return
    used = [item for item in found.items if item.findings or item.places]
    if used and not as_json:
        rows = [
            (
                item.moved.statistic_id,
                _words(item.moved.before),
                _words(item.moved.after),
                ", ".join((*item.findings, *item.places)),
            )
            for item in used
        ]
        console.table(("Statistic", "Was", "Is", "What rests on it"), rows)
    others = "" if as_json or len(used) == len(found.items) else " The others are in --json."
    console.say(
        f"{console.plural(len(found.items), 'statistic')} moved since act {found.since}, "
        f"{len(used)} of them used.{others}",
        as_json=as_json,
    )
    console.next_steps(
        ("iqa report build", "a draft with the numbers as they are"),
        ("iqa finding list", "see whether the findings still hold"),
        as_json=as_json,
    )
    if used:
        console.leave(console.PERSON_MUST_LOOK)


def _words(value: Value | None) -> str:
    return "-" if value is None else str(value)


def _value_json(value: Value | None) -> dict[str, Any] | None:
    from evidence.examination.moved import Count
    from evidence.examination.rates import Rate
    from evidence.examination.stats_json import rate_json

    if isinstance(value, Rate):
        return rate_json(value)
    if isinstance(value, Count):
        return {"count": value.count}
    return None if value is None else {"ac1": value.ac1, "kappa": value.kappa}


def _json(item: Consequence) -> dict[str, Any]:
    moved = item.moved
    return {
        "id": moved.statistic_id,
        "label": moved.label,
        "before": _value_json(moved.before),
        "after": _value_json(moved.after),
        "findings": list(item.findings),
        "places": list(item.places),
    }
