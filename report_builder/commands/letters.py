"""The commands that write to Areas: `documents chase` and `exam ask-comments`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session


def chase_documents(
    context: typer.Context,
    area: Annotated[
        str, typer.Argument(metavar="[AREA]", help="An Area; else each that owes something.")
    ] = "",
    national: Annotated[bool, typer.Option("--national", help="Write to headquarters.")] = False,
    out: Annotated[
        Path | None, typer.Option(help="A file, or a folder; else letters/ in the inspection.")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write a Word letter to an Area with the list of what is outstanding, and what is late."""
    from evidence.inventory import area_meant
    from report_builder.chase import chase

    session: Session = context.obj
    with session.workspace() as workspace:
        place = area_meant(workspace, area, national=national)
        letters = chase(workspace, place, session.actor, session.at, out=out, dry=dry_run)
        settings = workspace.inspection.settings
    if as_json:
        told = [
            {
                "area": c.area or None,
                "path": str(c.path),
                "outstanding": c.outstanding,
                "late": c.late,
            }
            for c in letters
        ]
        console.show_json({"dry_run": dry_run, "letters": told})
    said = "Would write" if dry_run else "Wrote"
    for c in letters:
        late = f", {c.late} of them late" if c.late else ""
        line = f"{said} {c.path}: {c.place}, {c.outstanding} outstanding{late}"
        console.say(line, as_json=as_json)
    if not (settings.requests.reply_to or settings.contact):
        console.say(
            "The letter names no address to reply to: iqa config set requests.reply_to ADDRESS",
            as_json=as_json,
        )
    console.next_steps(
        ("iqa documents receive REQUEST", "record what came in reply"), as_json=as_json
    )


def ask_comments(
    context: typer.Context,
    area: Annotated[
        str, typer.Argument(metavar="[AREA]", help="An Area; else each that has some.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(help="A file, or a folder; else letters/ in the inspection.")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write a Word letter to an Area with the URNs on which no comments are recorded."""
    from evidence.areas import area_named
    from report_builder.comment_letters import ask_for_comments

    session: Session = context.obj
    with session.workspace() as workspace:
        place = area_named(workspace.inspection.framework, area) if area else ""
        letters = ask_for_comments(workspace, place, session.at, out=out, dry=dry_run)
        marking = workspace.inspection.settings.requests.marking
    if as_json:
        told = [{"area": a.area, "path": str(a.path), "cases": a.cases} for a in letters]
        console.show_json({"dry_run": dry_run, "letters": told})
    said = "Would write" if dry_run else "Wrote"
    for a in letters:
        cases = console.plural(a.cases, "case")
        console.say(f"{said} {a.path}: {a.area}, {cases}, with their URNs", as_json=as_json)
    console.say(f"Each is marked {marking}, and goes to its own Area only.", as_json=as_json)
    console.next_steps(
        ("iqa exam missing-comments --received FILE --source S", "record what has come"),
        as_json=as_json,
    )
