"""The command that shows what changed between two drafts: `report redline`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session


def redline_drafts(
    context: typer.Context,
    earlier: Annotated[str, typer.Argument(help="A draft's number, or a Word file.")],
    later: Annotated[str, typer.Argument(help="A draft's number, or a Word file.")],
    out: Annotated[
        Path | None, typer.Option(help="The file to write; else drafts/redline-A-B.docx.")
    ] = None,
    author: Annotated[
        str, typer.Option(help="Under whose name the changes stand; else the inspectorate.")
    ] = "",
    formatting: Annotated[
        bool, typer.Option("--formatting", help="Mark changes of form alone, too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write what changed from one draft to another as tracked changes."""
    from report_builder.comparing import Sides, compare

    session: Session = context.obj
    with session.workspace() as workspace:
        sides = Sides(_side(earlier), _side(later))
        done = compare(workspace, sides, session.at, out, author=author, formatting=formatting)
    if as_json:
        console.show_json(
            {
                "path": str(done.path),
                "insertions": done.insertions,
                "deletions": done.deletions,
                "figures": done.figures,
            }
        )
    said = (
        f"{console.plural(done.insertions, 'insertion')}, "
        f"{console.plural(done.deletions, 'deletion')}, {done.figures} of them numbers alone"
    )
    console.say(f"Wrote {done.path}: {said}", as_json=as_json)
    console.next_steps(
        ("iqa comments list", "what the CPS said of the draft that was sent"), as_json=as_json
    )


def _side(said: str) -> int | Path:
    return int(said) if said.isdigit() else Path(said)
