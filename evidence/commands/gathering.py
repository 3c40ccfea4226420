"""Commands that gather: `ingest`, `documents`, `areas`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.session import Carried, Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence.describing import Given
    from evidence.ingest import Ingested
    from evidence.workspace import Workspace

app = typer.Typer()
documents = typer.Typer(no_args_is_help=True, help="What was asked for and what has come.")
areas = typer.Typer(no_args_is_help=True, help="The Areas of this inspection.")
app.add_typer(documents, name="documents", rich_help_panel="Evidence")
app.add_typer(areas, name="areas", rich_help_panel="Evidence")

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


@app.command(rich_help_panel="Every day")
def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files.")],
    area: Annotated[str, typer.Option(help="The Area they come from.")] = "",
    national: Annotated[
        bool, typer.Option("--national", help="National evidence, outside every Area count.")
    ] = False,
    kind: Annotated[str, typer.Option(help="The kind of source, such as board_minutes.")] = "",
    dated: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The date of it.")
    ] = None,
    group: Annotated[str, typer.Option(help="The grade that speaks, such as SCP.")] = "",
    title: Annotated[str, typer.Option(help="A title, for a single file.")] = "",
    interviewer: Annotated[
        list[str] | None, typer.Option(help="A speaker who asks; may be given again.")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take evidence in: minutes, briefings, transcripts, notes."""
    from evidence.describing import Given
    from evidence.ingest import Intake, found
    from evidence.ingest import ingest as take_in

    session: Session = context.obj
    with session.workspace() as workspace:
        given = _given(
            workspace, Given(kind, area, national, dated.date() if dated else None, group, title)
        )
        files = found(paths)
        intake = Intake(session.actor, session.at, given, tuple(interviewer or ()), dry=dry_run)
        with console.progress("Reading", len(files)) as advance:
            results = []
            for result in take_in(workspace, files, intake):
                results.append(result)
                advance()
        # Also what an interrupted run left behind: it costs one look when there is nothing.
        carried = {} if dry_run else session.carry(workspace, session.actor, session.at)
        _tell_ingested(results, carried, as_json=as_json)


def _given(workspace: Workspace, given: Given) -> Given:
    from evidence.areas import area_named

    framework = workspace.inspection.framework
    if given.area:
        area_named(framework, given.area)
    if given.kind_id and given.kind_id not in {k.kind_id for k in framework.kinds}:
        known = ", ".join(k.kind_id for k in framework.kinds)
        raise typer.BadParameter(f"there is no kind '{given.kind_id}'; one of: {known}")
    return given


def _tell_ingested(
    results: list[Ingested], carried: Mapping[str, Carried], *, as_json: bool
) -> None:
    from evidence.source_json import ingested_json
    from evidence.sources import Outcome

    told = ingested_json(results, carried)
    refused = told["counts"][Outcome.REFUSED.value]
    if as_json:
        console.show_json(told)
    else:
        _print_ingested(results, carried)
    counts = {name: n for name, n in told["counts"].items() if n}
    said = ", ".join(
        f"{n} {'not read' if name == 'refused' else name}" for name, n in counts.items()
    )
    console.say(said or "No files were found.", as_json=as_json)
    if refused < len(results):
        console.next_steps(
            ("iqa documents list", "what has come, and what is still to come"),
            ("iqa tag", "suggest themes for the new segments"),
            as_json=as_json,
        )
    if not results or refused == len(results):
        console.leave(1)
    if refused or any(c.to_check for c in carried.values()):
        console.leave(console.PERSON_MUST_LOOK)


def _print_ingested(results: list[Ingested], carried: Mapping[str, Carried]) -> None:
    same = [r for r in results if r.outcome.value == "same"]
    shown = [r for r in results if r.outcome.value != "same"]
    if shown:
        console.table(
            ("File", "Kind", "Area", "Date", "Segments", "What happened"),
            [_row(result, carried) for result in shown],
            right=(4,),
        )
    if same:
        console.say(f" {console.plural(len(same), 'file')} the same as before")


def _row(result: Ingested, carried: Mapping[str, Carried]) -> tuple[str, ...]:
    name = "/".join(Path(result.path).parts[-2:])
    source = result.source
    if source is None:
        refusal = result.refusal
        told = f"NOT READ: {refusal.message} {refusal.way_out}" if refusal else "NOT READ"
        return (name, "-", "-", "-", "-", told)
    happened = [result.outcome.value]
    if source.duplicate_of:
        happened = [f"the same words as {source.duplicate_of}, counted there"]
    if source.replaces:
        happened = [f"changed: replaces {source.replaces}"]
        happened += _carried_words(carried.get(source.source_id))
    if result.speakers:
        happened.append(console.plural(len(result.speakers), "speaker"))
    happened += [f"{n.message}{f' ({n.locator})' if n.locator else ''}" for n in result.notices]
    dated = source.dated.strftime("%d %b %Y") if source.dated else "no date"
    return (
        name,
        source.kind_id.replace("_", " "),
        source.place,
        dated,
        str(result.segments),
        "; ".join(happened),
    )


def _carried_words(moved: Carried | None) -> list[str]:
    if moved is None:
        return []
    words = [f"{console.plural(moved.carried, 'coding')} carried over"] if moved.carried else []
    if moved.to_check:
        words.append(f"{len(moved.to_check)} to check: {', '.join(moved.to_check)}")
    return words


@documents.command("list")
def list_documents(context: typer.Context, as_json: Json = False) -> None:
    """List the sources taken in, and what each visited Area was asked for."""
    from evidence.source_json import requests_json, source_json

    session: Session = context.obj
    with session.workspace() as workspace:
        sources = workspace.evidence.sources()
        placed = {s.source_id: workspace.evidence.segments(s.source_id) for s in sources}
        requests = requests_json(workspace.inspection, sources)
        if as_json:
            told = [source_json(s, placed[s.source_id]) for s in sources]
            console.show_json({"sources": told, "requests": requests})
            return
        console.table(
            ("Id", "Kind", "Area", "Date", "Segments", "Title"),
            [
                (
                    s.source_id,
                    s.kind_id.replace("_", " "),
                    s.place,
                    s.dated.isoformat() if s.dated else "no date",
                    str(len(placed[s.source_id])),
                    s.title + (f" (the same words as {s.duplicate_of})" if s.duplicate_of else ""),
                )
                for s in sources
            ],
            right=(4,),
        )
        missing = [r for r in requests if r["expected"] and r["received"] < r["expected"]]
        for request in missing:
            came = f"{request['received']} of {request['expected']}"
            console.say(f"Outstanding: {request['area']}, {request['kind']}: {came} received")
        first = sources[0].source_id if sources else ""
        console.next_steps(
            (f"iqa documents show {first}", "read a source with its segments")
            if first
            else ("iqa ingest FOLDER", "take in minutes, briefings and transcripts")
        )


@documents.command("show")
def show_document(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source, such as S014.")],
    as_json: Json = False,
) -> None:
    """Show a source: its segments with their places, and what is not live in it."""
    from evidence.source_json import shown_json

    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.evidence.source(source)
        placed = workspace.evidence.segments(source)
        spans = workspace.evidence.spans(source)
        if as_json:
            console.show_json(shown_json(found, placed, spans))
            return
        dated = found.dated.isoformat() if found.dated else "no date"
        console.say(f"{found.source_id}  {found.title}  ({found.place}, {dated})")
        for notice in found.notices:
            console.say(f"notice: {notice.message} {notice.locator}".rstrip())
        console.table(
            ("Segment", "Where", "Status", "Words"),
            [
                (p.segment_id, p.segment.locator, p.segment.status.value, p.segment.text)
                for p in placed
            ],
        )
        for span in spans:
            console.say(f"{span.status.value}: '{span.text}' {span.author} {span.at}".rstrip())
        console.next_steps((f"iqa tag --source {source}", "suggest themes for this source"))


@documents.command("remove")
def remove_document(
    context: typer.Context,
    source: Annotated[str, typer.Argument(help="The id of a source, such as S014.")],
    reason: Annotated[str, typer.Option(help="Why it is taken out; kept in the log.")],
    dry_run: Dry = False,
) -> None:
    """Take a source out of the evidence; it stays in the store and can come back."""
    from evidence.audit import act
    from evidence.store import withdraw_source

    session: Session = context.obj
    with session.workspace() as workspace:
        found = workspace.evidence.source(source)
        if dry_run:
            console.say(f"Would take out {found.source_id}, {found.title}.")
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
        console.say(f"Took out {found.source_id}, {found.title}.")
        console.next_steps(("iqa undo", "take it back in"))


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
