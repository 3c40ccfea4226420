"""Commands of the notes on Areas: `een build|list|questions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.workspace import Workspace
    from report_builder.area_notes import NoteFile

app = typer.Typer()
een = typer.Typer(no_args_is_help=True, help="The note on each Area, for inspectors to complete.")
app.add_typer(een, name="een", rich_help_panel="Report")

OneArea = Annotated[str, typer.Option(help="One Area; else all of them.")]
Label = Annotated[
    str, typer.Option(help="What the note is called; else as the setting area_note has it.")
]
_LIST = ("iqa een list", "which Areas have a note, and which were edited")


@een.command("build")
def build(
    context: typer.Context,
    area: OneArea = "",
    label: Label = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write the note on each Area as a Word file; one that a person has edited is kept."""
    from report_builder.area_notes import build_notes, called_here

    session: Session = context.obj
    with session.workspace() as workspace:
        areas, called = _areas(workspace, area), called_here(workspace, label)
        made = build_notes(workspace, areas, session.at.date(), label=called, dry=dry_run)
    if dry_run:
        notes = console.plural(len(made), "note")
        console.would(f"Would write {notes} ({called}).", as_json=as_json)
        return
    _tell(made, called, as_json=as_json)
    kept = sum(one.state == "beside" for one in made)
    if kept:
        said = console.plural(kept, "note")
        console.say(f"Edited since it was built, and kept: {said}.", as_json=as_json)
    console.next_steps(_LIST, as_json=as_json)
    if kept:
        console.leave(console.PERSON_MUST_LOOK)


@een.command("list")
def list_notes(
    context: typer.Context, area: OneArea = "", label: Label = "", as_json: Json = False
) -> None:
    """List the Areas with their notes, and whether a person has worked on them."""
    from report_builder.area_notes import called_here
    from report_builder.area_notes import list_notes as listed

    session: Session = context.obj
    with session.workspace() as workspace:
        called = called_here(workspace, label)
        found = listed(workspace, _areas(workspace, area), label=called)
    _tell(found, called, as_json=as_json)
    console.next_steps(("iqa een build", "write or renew the notes"), as_json=as_json)


@een.command("questions")
def plan_questions(
    context: typer.Context,
    area: Annotated[str, typer.Option(help="One Area; else all that are visited.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Write what to ask whom in each visited Area, and why; an edited plan is kept."""
    from report_builder.note_files import write_questions

    session: Session = context.obj
    with session.workspace() as workspace:
        visited = list(workspace.inspection.settings.visited)
        areas = visited if visited and not area else _areas(workspace, area)
        made = write_questions(workspace, areas, session.at.date(), dry=dry_run)
    if dry_run:
        console.would(f"Would write {console.plural(len(made), 'plan')}.", as_json=as_json)
        return
    if as_json:
        told = [{"area": one.about, "path": str(one.path), "state": one.state} for one in made]
        console.show_json({"plans": told})
    else:
        rows = [(one.about, one.state, one.path.name) for one in made]
        console.table(("Area", "Plan", "File"), rows)
    kept = sum(one.state == "beside" for one in made)
    if kept:
        said = console.plural(kept, "plan")
        console.say(f"Edited since it was written, and kept: {said}.", as_json=as_json)
    console.next_steps(("iqa een build", "the note on each Area"), as_json=as_json)
    if kept:
        console.leave(console.PERSON_MUST_LOOK)


def _areas(workspace: Workspace, area: str) -> list[str]:
    from evidence.inventory import area_meant

    if area:
        meant = area_meant(workspace, area, national=False)
        return [meant] if meant else []
    return [one.name for one in workspace.inspection.framework.areas]


def _tell(found: list[NoteFile], called: str, *, as_json: bool) -> None:
    if as_json:
        notes = [{"area": n.area, "path": str(n.path), "state": n.state} for n in found]
        console.show_json({"label": called, "notes": notes})
        return
    rows = [(n.area, n.state, n.path.name if n.state != "none" else "") for n in found]
    console.table(("Area", called, "File"), rows)
