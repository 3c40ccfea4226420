"""What has come and what not: `documents list`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence.repeated import Alike
    from evidence.requests import Arrival, Standing
    from evidence.sources import Source
    from evidence.workspace import Workspace

National = Annotated[bool, typer.Option("--national", help="What is asked of headquarters.")]


def list_documents(
    context: typer.Context,
    area: Annotated[str, typer.Option(help="Only what concerns one Area.")] = "",
    national: National = False,
    late: Annotated[bool, typer.Option("--late", help="Only what is late or came late.")] = False,
    copies: Annotated[
        bool, typer.Option("--repeats", help="Which segments are copied from another source.")
    ] = False,
    masked: Annotated[
        bool, typer.Option("--masked", help="As it may leave the team: titles and files masked.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the sources taken in, and what was asked for: received, late, outstanding, replaced."""
    from evidence.inventory import area_meant, standings
    from evidence.inventory_json import alike_json, repeats_json, standing_json
    from evidence.repeated import alike, repeats
    from evidence.source_json import source_json

    session: Session = context.obj
    with session.workspace() as workspace:
        place = area_meant(workspace, area, national=national)
        asked = [
            s
            for s in standings(workspace, session.at.date())
            if place in {None, s.request.area} and (s.late or not late)
        ]
        sources = _shown(workspace, asked, place, late=late)
        tallies, pairs = workspace.evidence.tallies(), alike(workspace)
        copied = repeats(workspace) if copies else {}
        if as_json:
            like = alike_json(pairs)
            told = [
                {
                    **source_json(s, tallies[s.source_id]),
                    "near_duplicates": like.get(s.source_id, []),
                }
                for s in sources
            ]
            if masked:
                told = _masked(workspace, told)
            found = {"sources": told, "requests": [standing_json(s) for s in asked]}
            console.show_json({**found, "repeats": repeats_json(copied)} if copies else found)
        else:
            remarks = {p.source_id: _shares(p) for p in reversed(pairs)}
            sources = _titles_masked(workspace, sources) if masked else sources
            _print_sources(
                [] if late else sources, {name: t.segments for name, t in tallies.items()}, remarks
            )
            names = {k.kind_id: k.plural for k in workspace.inspection.framework.kinds}
            _print_standings(asked, names)
            if not asked and not late and not workspace.inspection.settings.visited:
                console.say(
                    "Nothing is asked for: no Area is said to be visited. "
                    "iqa config set visited '[\"AREA\"]'"
                )
            if late and not asked:
                console.say("Nothing is late.")
            for copy, first in sorted(copied.items()):
                console.say(f"{copy} repeats {first}")
        console.next_steps(*_next_of(sources, asked), as_json=as_json)


def _shown(
    workspace: Workspace, asked: Iterable[Standing], place: str | None, *, late: bool
) -> list[Source]:
    sources = [s for s in workspace.evidence.sources() if place in {None, s.area}]
    if not late:
        return sources
    names = {a.source_id for s in asked for a in s.arrivals if s.came_late(a)}
    return [s for s in sources if s.source_id in names]


def _masked(workspace: Workspace, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from evidence.maskings import maskings
    from evidence.masks_json import listed_masked

    found = {m.source.source_id: m for m in maskings(workspace)}
    return [listed_masked(source, found[source["source_id"]]) for source in told]


def _titles_masked(workspace: Workspace, sources: Iterable[Source]) -> list[Source]:
    from evidence.maskings import maskings

    hide = {m.source.source_id: m.masking.hide for m in maskings(workspace)}
    return [replace(s, title=hide[s.source_id](s.title)) for s in sources]


def _shares(pair: Alike) -> str:
    if pair.share == pair.most:
        return f"{pair.share:.0%} of it as in {pair.like}"
    return f"{pair.share:.0%} of it as in {pair.like}, of which it has {pair.most:.0%}"


def _print_sources(
    sources: list[Source], segments: dict[str, int], remarks: dict[str, str]
) -> None:
    rows = []
    for source in sources:
        said = [f"the same words as {source.duplicate_of}"] if source.duplicate_of else []
        said += [f"replaces {source.replaces}"] if source.replaces else []
        said += [remarks[source.source_id]] if source.source_id in remarks else []
        rows.append(
            (
                source.source_id,
                source.kind_id.replace("_", " "),
                source.place,
                source.dated.isoformat() if source.dated else "no date",
                str(segments.get(source.source_id, 0)),
                source.title + (f" ({'; '.join(said)})" if said else ""),
            )
        )
    if rows:
        console.table(("Id", "Kind", "Area", "Date", "Segments", "Title"), rows, right=(4,))


def _print_standings(asked: list[Standing], names: dict[str, str]) -> None:
    if not asked:
        return
    console.say()
    console.table(
        ("Request", "Asked for", "Due", "Received", "How it stands"),
        [
            (
                s.request.request_id,
                names.get(s.request.kind_id, "") if s.request.framework_id else s.request.text,
                day_in(s.request.due) or "no date",
                f"{s.received} of {s.request.expected}" if s.request.expected else str(s.received),
                "; ".join(_stands(s)),
            )
            for s in asked
        ],
        right=(3,),
    )
    outstanding, overdue = sum(s.outstanding for s in asked), sum(s.overdue for s in asked)
    came_late = sum(s.received_late for s in asked)
    console.say(
        f"{sum(s.received for s in asked)} received, {came_late} of them late; "
        f"{outstanding} outstanding, {overdue} of them late"
    )


def _stands(standing: Standing) -> list[str]:
    """Say in words how a request stands, what to look at first."""
    if standing.request.dropped:
        return [f"no longer asked: {standing.request.note}".removesuffix(": ")]
    said: list[str] = []
    if standing.outstanding:
        any_number = standing.request.expected is None
        much = "nothing yet," if any_number else str(standing.outstanding)
        said.append(f"{much} {'late' if standing.overdue else 'outstanding'}")
    said += [
        f"{a.source_id} replaces {', '.join(a.versions)}" for a in standing.arrivals if a.versions
    ]
    for day in sorted({a.received for a in standing.arrivals}):
        said += _came_on(day, [a for a in standing.arrivals if a.received == day], standing)
    if standing.nothing:
        said.append(f"no more to come: {standing.nothing}")
    return said or ["received"]


def _came_on(day: date, arrivals: list[Arrival], standing: Standing) -> list[str]:
    """Say what came on a day, where there is something to say of it."""
    by_hand = sum(not a.source_id for a in arrivals)
    names = [a.source_id for a in arrivals if a.source_id]
    if standing.came_late(arrivals[0]):
        named = [*names, *([f"{by_hand} not taken in yet"] if by_hand else [])]
        return [f"{', '.join(named)} came late, on {day_in(day)}"]
    return [f"{by_hand} came on {day_in(day)}, not taken in yet"] if by_hand else []


def day_in(day: date | None) -> str:
    """Return a day as a table writes it; "" for none."""
    return f"{day:%d %b %Y}" if day else ""


def _next_of(sources: list[Source], asked: list[Standing]) -> list[tuple[str, str]]:
    steps: list[tuple[str, str]] = []
    late = next((s.request.place for s in asked if s.overdue), "")
    if late:
        place = "--national" if late == "National" else f"'{late}'"
        steps.append((f"iqa documents chase {place}", "a letter with what is outstanding"))
    if sources:
        first = sources[0].source_id
        steps.append((f"iqa documents show {first}", "read a source with its segments"))
    elif not late:
        steps.append(("iqa ingest FOLDER", "take in minutes, briefings and transcripts"))
    return steps
