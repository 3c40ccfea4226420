"""Commands that record what was asked for and came: `documents expect|receive|replace`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.listing import National, day_in
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.receipts import Receipt
    from evidence.requests import Request
    from evidence.session import Carried
    from evidence.workspace import Workspace

DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d %B %Y"]
"""How a day may be typed: 2024-05-31, 31/05/2024 or '31 May 2024'."""


def expect_documents(
    context: typer.Context,
    what: Annotated[
        list[str] | None,
        typer.Argument(help="Requests (R1, R1-northshire), or another in words; else all."),
    ] = None,
    areas: Annotated[
        list[str] | None, typer.Option("--area", help="Of which Area; may be given again.")
    ] = None,
    national: National = False,
    kind: Annotated[str, typer.Option(help="The kind of source, such as board_minutes.")] = "",
    number: Annotated[int | None, typer.Option(min=0, help="How many are to come.")] = None,
    any_number: Annotated[
        bool, typer.Option("--any-number", help="As many as there are; at least an answer.")
    ] = False,
    asked: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="The day it was asked for; else today.")
    ] = None,
    due: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="The day by which it is to come.")
    ] = None,
    drop: Annotated[bool | None, typer.Option("--drop/--ask", help="Ask no longer.")] = None,
    note: Annotated[str, typer.Option(help="A note to the request.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Record what was asked of which Area, how many, and by when."""
    from evidence.inventory import Wish, area_meant, expect
    from evidence.inventory_json import request_json

    session: Session = context.obj
    with session.workspace() as workspace:
        _require_kind(workspace, kind)
        places = [place for a in areas or () if (place := area_meant(workspace, a, national=False))]
        places += [""] if national else []
        wish = Wish(number, any_number, _date(asked), _date(due), kind, drop, note)
        meant = _meant(workspace, what or [], places, kind)
        done = expect(workspace, meant, wish, session.actor, session.at, dry=dry_run)
        if as_json:
            told = [{**request_json(r), "outcome": outcome} for r, outcome in done]
            console.show_json({"dry_run": dry_run, "requests": told})
        else:
            _print_requests(done)
        said = "Would ask for" if dry_run else "Asked for"
        changed = sum(outcome != "same" for _, outcome in done)
        console.say(f"{said} {changed}, {len(done) - changed} as before.", as_json=as_json)
        if any(r.due is None and not r.dropped for r, _ in done):
            console.say("Nothing is late without a date: --due DAY", as_json=as_json)
        console.next_steps(("iqa documents list", "what has come, and what not"), as_json=as_json)


def _require_kind(workspace: Workspace, kind: str) -> None:
    known = [k.kind_id for k in workspace.inspection.framework.kinds]
    if kind and kind not in known:
        raise typer.BadParameter(f"there is no kind '{kind}'; one of: {', '.join(known)}")


def _meant(
    workspace: Workspace, what: list[str], places: list[str], kind: str
) -> tuple[Request, ...]:
    """Return the requests that words on the command line mean: by id, or in words of one's own."""
    from evidence.errors import RequestInvalid
    from evidence.inventory import chosen, in_own_words, is_request

    if what and not any(is_request(workspace, name) for name in what):
        if not places:
            raise RequestInvalid(
                "nothing says of whom that is asked", way_out="--area NAME or --national"
            )
        return in_own_words(workspace, " ".join(what), places, kind or "other")
    if not places:
        return chosen(workspace, what, None, kind)
    return tuple(r for place in places for r in chosen(workspace, what, place, kind))


def _print_requests(done: list[tuple[Request, str]]) -> None:
    if not done:
        return
    console.table(
        ("Request", "What", "Expected", "Asked for", "Due", "What happened"),
        [
            (
                r.request_id,
                r.text,
                "any number" if r.expected is None else str(r.expected),
                day_in(r.asked),
                day_in(r.due) or "no date",
                outcome,
            )
            for r, outcome in done
        ],
    )


def receive_document(
    context: typer.Context,
    what: Annotated[list[str], typer.Argument(help="A request, or sources that each answer one.")],
    area: Annotated[str, typer.Option(help="Of which Area, where the request is of several.")] = "",
    national: National = False,
    source: Annotated[str, typer.Option(help="The source that came for it, such as S014.")] = "",
    number: Annotated[int, typer.Option(min=1, help="How many came that are no sources yet.")] = 1,
    on: Annotated[
        datetime | None, typer.Option(formats=DAYS, help="The day on which it came; else today.")
    ] = None,
    nothing: Annotated[
        bool, typer.Option("--nothing", help="The Area says that it has no more of this.")
    ] = False,
    note: Annotated[str, typer.Option(help="A note, such as how it came.")] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Record that something came: by hand, or a source for the request that it answers."""
    from evidence.deliveries import Came, receive
    from evidence.errors import RequestInvalid
    from evidence.inventory import area_meant, request_named
    from evidence.inventory_json import receipt_json

    if nothing and source:
        raise RequestInvalid("a source came, or there is nothing", way_out="leave one out")
    session: Session = context.obj
    with session.workspace() as workspace:
        place = area_meant(workspace, area, national=national)
        meant = [_answered(workspace, name, source, session.at.date()) for name in what]
        done = []
        for name, its_source in meant:
            request = request_named(workspace, name, place)
            came = Came(_date(on), number, its_source, nothing, note)
            done.append(receive(workspace, request, came, session.actor, session.at, dry=dry_run))
        if as_json:
            told = [{**receipt_json(r), "outcome": outcome} for r, outcome in done]
            console.show_json({"dry_run": dry_run, "receipts": told})
        for receipt, outcome in done:
            said = "Would record" if dry_run else "As before" if outcome == "same" else "Recorded"
            console.say(f"{said}: {_in_words(receipt)}.", as_json=as_json)
        console.next_steps(("iqa documents list", "what has come, and what not"), as_json=as_json)


def _in_words(receipt: Receipt) -> str:
    thing = receipt.source_id or console.plural(receipt.number, "document")
    if receipt.nothing:
        thing = "nothing more to come"
    return f"{thing} for {receipt.request_id}, on {day_in(receipt.received)}"


def _answered(workspace: Workspace, what: str, source: str, today: date) -> tuple[str, str]:
    """Return the request and the source that are meant; a source alone names its request."""
    from evidence.errors import UnknownRequest
    from evidence.inventory import is_request, standings

    if is_request(workspace, what):
        return what, source
    if not source:
        workspace.evidence.source(what)  # says so where there is no such source either
        for standing in standings(workspace, today):
            if what in {a.source_id for a in standing.arrivals}:
                return standing.request.request_id, what
        raise UnknownRequest(
            f"{what} answers no request by its Area and kind",
            way_out=f"iqa documents receive REQUEST --source {what}",
        )
    raise UnknownRequest(f"there is no request {what}", way_out="iqa documents list")


def replace_document(
    context: typer.Context,
    old: Annotated[str, typer.Argument(help="The source that was corrected, such as S014.")],
    new: Annotated[str, typer.Argument(help="The newer source, or its file.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Let a corrected document replace another, whatever its name; codings move along."""
    from evidence.deliveries import replace_source

    session: Session = context.obj
    with session.workspace() as workspace:
        newer = new
        if Path(new).is_file():
            newer = _taken_in(workspace, Path(new), old, session, dry=dry_run)
        if dry_run and not newer:
            console.would(f"Would take in {new} and replace {old} by it.", as_json=as_json)
            return
        outcome = replace_source(workspace, old, newer, session.actor, session.at, dry=dry_run)
        if dry_run:
            console.would(f"Would replace {old} by {newer}.", as_json=as_json)
            return
        carried = session.carry(workspace, session.actor, session.at).get(newer)
        _tell_replaced(old, newer, outcome, carried, as_json=as_json)


def _taken_in(workspace: Workspace, path: Path, old: str, session: Session, *, dry: bool) -> str:
    """Take a file in as what the older source is, and return its id; "" in a dry run."""
    from evidence.describing import Given
    from evidence.errors import UnreadableSource
    from evidence.ingest import Intake, found, ingest

    before = workspace.evidence.source(old)
    given = Given(before.kind_id, before.area, not before.area, None, before.group)
    intake = Intake(session.actor, session.at, given, dry=dry)
    result = next(ingest(workspace, found([path]), intake))
    if result.source is None:
        raise result.refusal or UnreadableSource("unreadable", f"{path.name} cannot be read")
    return result.source.source_id


def _tell_replaced(
    old: str, new: str, outcome: str, carried: Carried | None, *, as_json: bool
) -> None:
    to_check = carried.to_check if carried else ()
    moved = carried.carried if carried else 0
    if as_json:
        console.show_json(
            {
                "source_id": new,
                "replaces": old,
                "outcome": outcome,
                "codings_carried": moved,
                "codings_to_check": list(to_check),
            }
        )
    said = f"{new} replaces {old}" + (" already" if outcome == "same" else "")
    console.say(f"{said}; {console.plural(moved, 'coding')} carried over.", as_json=as_json)
    if to_check:
        words = f"To check, their words are gone: {', '.join(to_check)}"
        console.say(words, as_json=as_json)
    console.next_steps(
        (f"iqa documents show {new}", "read the newer version"),
        ("iqa undo", "take it back"),
        as_json=as_json,
    )
    if to_check:
        console.leave(console.PERSON_MUST_LOOK)


def _date(typed: datetime | None) -> date | None:
    return typed.date() if typed else None
