"""The command of the emerging-findings note: `finding note`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

_CHECK = ("iqa finding check", "findings that rest on too little, or on both sides")
_BUILD = ("iqa report build", "write the draft report")


def note_findings(
    context: typer.Context,
    out: Annotated[Path | None, typer.Option(help="The file, or a folder for it.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the note on emerging findings as a Word file; one that a person edited is kept."""
    from report_builder.note_files import write_emerging

    session: Session = context.obj
    with session.workspace() as workspace:
        made = write_emerging(workspace, session.at.date(), out=out, dry=dry_run)
    if dry_run:
        console.would(f"Would write {made.path.name}.", as_json=as_json)
        return
    if as_json:
        console.show_json({"path": str(made.path), "state": made.state})
    console.say(f"The note on emerging findings is {made.path} ({made.state}).", as_json=as_json)
    if made.state == "beside":
        console.say("The note that somebody has edited was kept.", as_json=as_json)
    console.next_steps(_CHECK, _BUILD, as_json=as_json)
    if made.state == "beside":
        console.leave(console.PERSON_MUST_LOOK)
