"""The command for numbers that an editor typed over: `report overrides`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_builder.overrides import Override


def show_overrides(
    context: typer.Context,
    override: Annotated[str, typer.Argument(help="One to explain, such as O-2-001.")] = "",
    reason: Annotated[str, typer.Option(help="Why it may say what the editor typed.")] = "",
    show_all: Annotated[bool, typer.Option("--all", help="Those with a reason too.")] = False,
    as_json: Json = False,
) -> None:
    """List numbers that an editor typed over and nobody has explained, or explain one."""
    from report_builder.overrides import give_reason, overrides_of

    session: Session = context.obj
    if bool(override) != bool(reason):
        raise typer.BadParameter("to explain one, name it and say --reason")
    with session.workspace() as workspace:
        if override:
            give_reason(workspace, session.actor, session.at, override, reason)
        found = overrides_of(workspace.database)
    waiting = [one for one in found if not one.reason]
    _tell(found if show_all or override else waiting, len(waiting), as_json=as_json)
    if waiting:
        console.leave(console.PERSON_MUST_LOOK)


def _tell(shown: Sequence[Override], waiting: int, *, as_json: bool) -> None:
    if as_json:
        console.show_json({"overrides": [one.json() for one in shown], "waiting": waiting})
    else:
        rows = [
            (o.override_id, o.number or o.block or "-", o.was, o.says, o.now, o.reason or "open")
            for o in shown
        ]
        headings = ("Id", "Where", "It was", "It says", "The evidence says", "Why")
        if rows:
            console.table(headings, rows)
        verb = "waits" if waiting == 1 else "wait"
        console.say(
            f"{console.plural(waiting, 'number')} typed over {verb} for a reason"
            if waiting
            else "No number that was typed over waits for a reason"
        )
    console.next_steps(
        (
            'iqa report overrides ID --reason "..."'
            if waiting
            else "iqa report finalise --dry-run",
            "say why it may stay" if waiting else "what stands against a release",
        ),
        as_json=as_json,
    )
