"""Taking evidence in: `ingest`."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.inventory import DAYS
from evidence.commands.options import Dry, Json
from evidence.session import Carried, Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from evidence.describing import Given
    from evidence.errors import UnreadableSource
    from evidence.ingest import Ingested
    from evidence.masking.noticed import Noticed
    from evidence.noticing import Looking
    from evidence.workspace import Workspace

app = typer.Typer()


_NEXT = (
    ("iqa documents list", "what has come, and what is still to come"),
    ("iqa tag", "suggest themes for the new segments"),
)
_TAKEN_IN = frozenset({"new", "changed"})


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
    received: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="The day on which they came; else today.")
    ] = None,
    group: Annotated[str, typer.Option(help="The grade that speaks, such as SCP.")] = "",
    title: Annotated[str, typer.Option(help="A title, for a single file.")] = "",
    interviewer: Annotated[
        list[str] | None, typer.Option(help="A speaker who asks; may be given again.")
    ] = None,
    cluster: Annotated[
        str, typer.Option(help="Read on the Dask cluster whose scheduler is at this address.")
    ] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take evidence in: minutes, briefings, transcripts, notes."""
    session: Session = context.obj
    said = (area, national, kind, dated, received, group, title, interviewer, cluster, as_json)
    if not any(said) and _told_unchanged(session, paths):
        return
    from evidence.describing import Given
    from evidence.ingest import Intake, found
    from evidence.ingest import ingest as take_in
    from evidence.reading import allowed, reading_on

    with session.workspace() as workspace:
        given = _given(
            workspace, Given(kind, area, national, dated.date() if dated else None, group, title)
        )
        _require_past(received, session)
        files = found(paths)
        intake = Intake(session.actor, session.at, given, tuple(interviewer or ()), dry=dry_run)
        costs = workspace.inspection.settings.reading
        working = reading_on(cluster, allowed(costs), costs.workers or None)
        with working as readers, console.progress("Reading", len(files)) as advance:
            results, looking = [], None
            for result in take_in(workspace, files, intake, readers):
                results.append(result.without_text())
                if result.source and not dry_run and result.outcome.value in _TAKEN_IN:
                    looking = looking or _looking(workspace, readers)
                    looking.at(result.path, result.source, result.answer)
                advance()
            masks = looking.found() if looking else {}
        # Also what an interrupted run left behind: it costs one look when there is nothing.
        carried = {} if dry_run else session.carry(workspace, session.actor, session.at)
        if received is not None and not dry_run:
            _received(workspace, results, received.date(), session)
        _tell_ingested(results, carried, masks, as_json=as_json)


def _told_unchanged(session: Session, paths: list[Path]) -> bool:
    """Say so if every file was taken in before; the usual way would say the same, later."""
    from evidence.finding import find_files
    from evidence.glance import nothing_new
    from evidence.place import find_folder

    files = find_files(paths)
    if not files or not nothing_new(find_folder(session.inspection, Path.cwd()), files):
        return False
    console.say(f" {console.plural(len(files), 'file')} the same as before")
    console.say(f"{len(files)} same")
    console.next_steps(*_NEXT)
    return True


def _looking(workspace: Workspace, readers: Executor) -> Looking:
    from evidence.noticing import Looking  # a folder taken in again needs none of it

    return Looking(workspace, readers)


def _require_past(received: datetime | None, session: Session) -> None:
    if received is not None and received.date() > session.at.date():
        raise typer.BadParameter(f"--received {received:%Y-%m-%d} is still to come")


def _received(
    workspace: Workspace, results: Sequence[Ingested], day: date, session: Session
) -> None:
    """Date the arrival of what was taken in, for the requests that it answers."""
    from evidence.deliveries import came_on

    names = [r.source.source_id for r in results if r.source and r.outcome.value != "refused"]
    came_on(workspace, names, day, session.actor, session.at)


def _given(workspace: Workspace, given: Given) -> Given:
    from evidence.areas import area_named

    if given.area and given.national:
        raise typer.BadParameter("say --area or --national, not both")
    framework = workspace.inspection.framework
    if given.area:
        area_named(framework, given.area)
    if given.kind_id and given.kind_id not in {k.kind_id for k in framework.kinds}:
        known = ", ".join(k.kind_id for k in framework.kinds)
        raise typer.BadParameter(f"there is no kind '{given.kind_id}'; one of: {known}")
    return given


def _tell_ingested(
    results: list[Ingested],
    carried: Mapping[str, Carried],
    masks: Mapping[str, Noticed | None],
    *,
    as_json: bool,
) -> None:
    from evidence.source_json import ingested_json
    from evidence.sources import Outcome

    fates = Counter(result.outcome for result in results)
    refused = fates[Outcome.REFUSED]
    if as_json:
        console.show_json(ingested_json(results, carried, masks))
    else:
        _print_ingested(results, carried, masks)
    said = ", ".join(
        f"{fates[fate]} {'not read' if fate is Outcome.REFUSED else fate.value}"
        for fate in Outcome
        if fates[fate]
    )
    if said:
        console.say(said, as_json=as_json)
    if not results or refused == len(results):
        raise _nothing_taken(results)
    to_check = any(found is None or found.possible for found in masks.values())
    console.next_steps(
        *(
            [("iqa transcripts check", "what is masked, and what may be a name")]
            if to_check
            else []
        ),
        *_NEXT,
        as_json=as_json,
    )
    if refused or any(c.to_check for c in carried.values()):
        console.leave(console.PERSON_MUST_LOOK)


def _nothing_taken(results: list[Ingested]) -> UnreadableSource:
    """Return what to say where nothing could be done: the reason, if there is one only."""
    from evidence.errors import UnreadableSource

    told = {(r.refusal.code, r.refusal.message, r.refusal.way_out) for r in results if r.refusal}
    if not told:
        return UnreadableSource(
            "empty", "No files were found there.", way_out="Name a file, or a folder of files."
        )
    if len(told) > 1:
        return UnreadableSource(
            "unreadable",
            f"None of the {len(results)} files could be taken in.",
            way_out="The table says why, file by file.",
        )
    ((code, message, way_out),) = told
    name = Path(results[0].path).name if len(results) == 1 else f"{len(results)} files"
    return UnreadableSource(code, f"{name}: {message}", way_out=way_out)


def _print_ingested(
    results: list[Ingested], carried: Mapping[str, Carried], masks: Mapping[str, Noticed | None]
) -> None:
    same = [r for r in results if r.outcome.value == "same"]
    shown = [r for r in results if r.outcome.value != "same"]
    if shown:
        console.table(
            ("File", "Kind", "Area", "Date", "Segments", "What happened"),
            [_row(result, carried, masks) for result in shown],
            right=(4,),
        )
    if same:
        console.say(f" {console.plural(len(same), 'file')} the same as before")


def _row(
    result: Ingested, carried: Mapping[str, Carried], masks: Mapping[str, Noticed | None]
) -> tuple[str, ...]:
    name = "/".join(Path(result.path).parts[-2:])
    source = result.source
    if source is None:
        refusal = result.refusal
        told = f"NOT READ: {refusal.message} {refusal.way_out}" if refusal else "NOT READ"
        return (name, "-", "-", "-", "-", told)
    happened = [result.outcome.value]
    if source.duplicate_of and happened != ["same"]:
        happened = [f"the same words as {source.duplicate_of}, counted there"]
    if result.outcome.value == "changed":
        happened = [f"changed: replaces {source.replaces}"]
        happened += _carried_words(carried.get(source.source_id))
    if result.speakers:
        happened.append(console.plural(len(result.speakers), "speaker"))
    if result.path in masks:
        found = masks[result.path]
        happened.append(found.in_words() if found else "TOO LARGE to be looked through for names")
    happened = [said for said in happened if said]
    happened += [
        n.message.rstrip(".") + (f" ({n.locator})" if n.locator else "") for n in result.notices
    ]
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
