"""Commands of what has come: `documents show|remove` and `areas list`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.segments import Segment
from evidence.session import Session

app = typer.Typer()
documents = typer.Typer(no_args_is_help=True, help="What was asked for and what has come.")
areas = typer.Typer(no_args_is_help=True, help="The Areas of this inspection.")
app.add_typer(documents, name="documents", rich_help_panel="Evidence")
app.add_typer(areas, name="areas", rich_help_panel="Evidence")


@documents.command("show")
def show_document(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source, such as S014.")],
    masked: Annotated[
        bool, typer.Option("--masked", help="As it may leave the team: names and numbers masked.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show a source: its segments with their places, and what is not live in it."""
    from evidence.maskings import maskings
    from evidence.masks_json import as_masked, with_masks
    from evidence.source_json import shown_json

    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.evidence.source(source)
        placed = workspace.evidence.segments(source)
        spans = workspace.evidence.spans(source)
        if as_json or masked:
            told = shown_json(found, placed, spans)
            hidden = maskings(workspace, [source])[0]
            told = as_masked(told, hidden) if masked else with_masks(told, hidden)
        if as_json:
            console.show_json(told)
            return
        if masked:
            _print_masked(told)
            return
        dated = found.dated.isoformat() if found.dated else "no date"
        console.say(f"{found.source_id}  {found.title}  ({found.place}, {dated})")
        for notice in found.notices:
            console.say(f"notice: {notice.message} {notice.locator}".rstrip())
        console.table(
            ("Segment", "Where", "Status", "Words"),
            [
                (p.segment_id, p.segment.locator, p.segment.status.value, _with_owner(p.segment))
                for p in placed
            ],
        )
        for span in spans:
            console.say(f"{span.status.value}: '{span.text}' {span.author} {span.at}".rstrip())
        console.next_steps((f"iqa tag --source {source}", "suggest themes for this source"))


def _with_owner(segment: Segment) -> str:
    """The words, and whose the action is and by when, where the words do not say it."""
    told = [said for said in (segment.owner, segment.due) if said and said not in segment.text]
    return f"{segment.text} [{', '.join(told)}]" if told else segment.text


def _print_masked(told: dict[str, Any]) -> None:
    about = told["source"]
    console.say(f"{about['source_id']}  {about['title']}  ({about['area'] or 'National'})")
    console.table(
        ("Segment", "Where", "Status", "Words"),
        [(s["segment_id"], s["locator"], s["status"], s["text"]) for s in told["segments"]],
    )
    console.next_steps((f"iqa transcripts check {about['source_id']}", "what is not masked"))


@documents.command("remove")
def remove_document(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source, such as S014.")],
    reason: Annotated[str, typer.Option(help="Why it is taken out; kept in the log.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take a source out of the evidence; it stays in the store and can come back."""
    from evidence.audit import act
    from evidence.errors import UnknownSource
    from evidence.store import withdraw_source

    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.evidence.source(source)
        if found.withdrawn:
            raise UnknownSource(f"{source} was taken out already", way_out="iqa log")
        if dry_run:
            console.would(f"Would take out {found.source_id}, {found.title}.", as_json=as_json)
            return
        summary = f"took out {source}: {reason}"
        with act(
            workspace.database,
            session.actor,
            session.at,
            command="documents remove",
            summary=summary,
        ) as doing:
            withdraw_source(doing, source)
        if as_json:
            console.show_json({"source_id": found.source_id, "withdrawn": True})
        console.say(f"Took out {found.source_id}, {found.title}.", as_json=as_json)
        console.next_steps(("iqa undo", "take it back in"), as_json=as_json)


@areas.command("list")
def list_areas(context: typer.Context, as_json: Json = False) -> None:
    """List the Areas, how else they are written, and which were visited."""
    session: Session = context.obj
    with session.workspace() as workspace:
        visited = set(workspace.inspection.settings.visited)
        told = [
            {"area": a.name, "variants": list(a.variants), "visited": a.name in visited}
            for a in workspace.inspection.framework.areas
        ]
        if as_json:
            console.show_json({"areas": told})
            return
        console.table(
            ("Area", "Visited", "Also written"),
            [
                (a.name, "yes" if a.name in visited else "no", ", ".join(a.variants))
                for a in workspace.inspection.framework.areas
            ],
        )
        console.next_steps(("iqa config show", "every setting of this inspection"))
