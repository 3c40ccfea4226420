"""The command that writes copies of a draft for other readers: `report copies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session
from report_builder.commands.reporting import DraftNumber

if TYPE_CHECKING:
    from report_builder.copies.making import Copied

_TOLD = {
    "clean": "without our marks, as it may be shown",
    "evidence": "with its evidence in the margin; it never leaves the team",
    "redline": "with what changed since the draft before, as tracked changes",
    "html": "to be read on screen",
    "pdf": "tagged, for screen readers (PDF/UA)",
}


def write_copies(
    context: typer.Context,
    only: Annotated[
        list[str] | None,
        typer.Option(help="clean, evidence, redline, html or pdf; may be repeated. Else all."),
    ] = None,
    draft: DraftNumber = None,
    as_json: Json = False,
) -> None:
    """Write a draft's copies: clean, with its evidence, as a redline, a web page, a PDF."""
    from report_builder.copies.making import KINDS, copy_all, kinds_of
    from report_builder.store import ReportStore

    session: Session = context.obj
    if not set(only or ()) <= set(KINDS):
        raise typer.BadParameter(f"--only is one of {', '.join(KINDS)}")
    with session.workspace() as workspace:
        found = ReportStore(workspace.database).draft(draft)
        kinds = tuple(only) if only else kinds_of(workspace, found)
        made = copy_all(workspace, found, kinds, session.at)
    if as_json:
        told = [
            {"kind": c.kind, "path": str(c.path) if c.path else None, "reason": c.reason or None}
            for c in made
        ]
        console.show_json({"draft": found.number, "copies": told})
    else:
        _say(made)
    console.next_steps(
        ("iqa report finalise --dry-run", "what stands against a release"), as_json=as_json
    )
    if any(copy.path is None for copy in made):
        console.leave(console.PERSON_MUST_LOOK)


def _say(made: tuple[Copied, ...]) -> None:
    for copy in made:
        if copy.path is None:
            console.say(f"No {copy.kind} copy: {copy.reason}")
        else:
            console.say(f"Wrote {copy.path}: {_TOLD[copy.kind]}")
