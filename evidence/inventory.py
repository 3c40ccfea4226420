"""The inventory of an inspection: what was asked for, what came, and what is recorded of it.

Reads what stands in the store, reckons it against a day, and writes what an inspector
says: each time as one act, and nothing where nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from evidence.areas import area_named
from evidence.audit import act
from evidence.errors import RequestInvalid, UnknownRequest
from evidence.identity import Actor
from evidence.inventory_store import (
    InventoryStore,
    add_receipt,
    change_receipt,
    mark_replacement,
    put_request,
)
from evidence.receipts import Receipt, documents_of, reckon, same_as_before
from evidence.requests import Request, Standing, next_extra, request_id, requests_of
from evidence.sources import Source
from evidence.store import supersede
from evidence.timetable import in_words
from evidence.workspace import Workspace

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class Wish:
    """What an inspector said of requests; None where nothing was said.

    `any_number` takes back a number that was expected.
    """

    expected: int | None = None
    any_number: bool = False
    asked: date | None = None
    due: date | None = None
    kind_id: str = ""
    dropped: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """What an inspector said of something that came; `received` None is today."""

    received: date | None = None
    number: int = 1
    source_id: str = ""
    nothing: bool = False
    note: str = ""


def standings(workspace: Workspace, today: date) -> tuple[Standing, ...]:
    """Return everything that is asked, with what came for it by a day."""
    store = InventoryStore(workspace.database)
    asked = requests_of(workspace.inspection, store.requests())
    documents = documents_of(workspace.evidence.sources(current=False))
    return reckon(asked, documents, store.receipts(), today)


def chosen(
    workspace: Workspace, names: Sequence[str], area: str | None, kind_id: str = ""
) -> tuple[Request, ...]:
    """Return the requests that are meant; all where nothing narrows them.

    A name is an id (R1-aldermere) or a request of the framework (R1); `area` is "" for
    national requests and None for all.

    Raises:
        UnknownRequest: nothing is asked under a name.
    """
    asked = requests_of(workspace.inspection, InventoryStore(workspace.database).requests())
    for name in names:
        if not any(_is_called(r, name) for r in asked):
            raise UnknownRequest(f"there is no request {name}", way_out="iqa documents list")
    found = tuple(
        request
        for request in asked
        if (not names or any(_is_called(request, name) for name in names))
        and (area is None or request.area == area)
        and (not kind_id or request.kind_id == kind_id)
    )
    if names and not found:
        where = "headquarters" if area == "" else area
        raise UnknownRequest(
            f"{', '.join(names)} is not asked of {where}", way_out="iqa documents list"
        )
    return found


def is_request(workspace: Workspace, name: str) -> bool:
    """Whether a word on the command line is the id of a request."""
    asked = requests_of(workspace.inspection, InventoryStore(workspace.database).requests())
    return any(_is_called(request, name) for request in asked)


def in_own_words(
    workspace: Workspace, text: str, areas: Iterable[str], kind_id: str
) -> tuple[Request, ...]:
    """Return requests that the framework does not have, one for each Area ("" is national).

    The same words to the same Area are the same request.
    """
    recorded = InventoryStore(workspace.database).requests()
    made: list[Request] = []
    for area in areas:
        known = [r for r in recorded if (r.area, r.text) == (area, text) and not r.framework_id]
        new = Request(next_extra(area, [*recorded, *made]), area, kind_id, text)
        made.append(known[0] if known else new)
    return tuple(made)


def expect(
    workspace: Workspace,
    requests: Sequence[Request],
    wish: Wish,
    actor: Actor,
    at: datetime,
    *,
    dry: bool = False,
) -> list[tuple[Request, str]]:
    """Record that requests were made, and return each with "new", "changed" or "same".

    Raises:
        RequestInvalid: a request is due before it was asked for, or expects nothing.
    """
    known = {r.request_id: r for r in InventoryStore(workspace.database).requests()}
    usual = workspace.inspection.settings.requests.asked or at.date()
    done: list[tuple[Request, str]] = []
    for request in requests:
        wished = _wished(request, wish, usual)
        before = known.get(request.request_id)
        done.append((wished, NEW if before is None else SAME if before == wished else CHANGED))
    if dry:
        return done
    written = [request for request, outcome in done if outcome != SAME]
    summary = f"asked for {len(written)} kinds of document"
    if len(written) == 1:
        summary = f"asked for {written[0].request_id}: {written[0].text}"
    with act(workspace.database, actor, at, command="documents expect", summary=summary) as doing:
        for request in written:
            put_request(doing, request)
    return done


def receive(
    workspace: Workspace,
    request: Request,
    came: Came,
    actor: Actor,
    at: datetime,
    *,
    dry: bool = False,
) -> tuple[Receipt, str]:
    """Record that something came for a request, and return it with "new", "changed" or "same".

    Raises:
        RequestInvalid: it came after today, or its source counts no longer.
        UnknownSource: there is no such source.
    """
    received = came.received or at.date()
    if received > at.date():
        raise RequestInvalid(f"{in_words(received)} is still to come", way_out="--on DAY")
    if came.source_id:
        received = came.received or _counting(workspace, came.source_id).added_at.date()
    receipt = Receipt(
        "", request.request_id, received, came.number, came.source_id, came.nothing, came.note
    )
    recorded = InventoryStore(workspace.database).receipts()
    before = same_as_before(receipt, recorded)
    if before is not None:
        return before, SAME
    linked = [
        r
        for r in recorded
        if r.source_id and (r.source_id, r.request_id) == (came.source_id, request.request_id)
    ]
    outcome = CHANGED if linked else NEW
    if dry:
        return receipt, outcome
    what = came.source_id or (came.note if came.nothing else f"{came.number} by hand")
    summary = f"received for {request.request_id}: {what}"
    with act(workspace.database, actor, at, command="documents receive", summary=summary) as doing:
        if linked:
            receipt = replace(linked[0], received=received, note=came.note or linked[0].note)
            change_receipt(doing, receipt)
        else:
            receipt = replace(receipt, receipt_id=add_receipt(doing, receipt), at=at)
    return receipt, outcome


def replace_source(
    workspace: Workspace, old_id: str, new_id: str, actor: Actor, at: datetime, *, dry: bool = False
) -> str:
    """Let one source be the newer version of another; return "new" or "same".

    Raises:
        RequestInvalid: they cannot be two versions of one document.
        UnknownSource: there is no such source.
    """
    old, new = workspace.evidence.source(old_id), workspace.evidence.source(new_id)
    if new.replaces == old_id and old.superseded:
        return SAME
    _require_two_versions(old, new)
    if dry:
        return NEW
    copies = [
        s
        for s in workspace.evidence.sources()
        if s.duplicate_of == old_id
        and s.source_id != new_id
        and (s.area, s.kind_id) == (old.area, old.kind_id)
    ]
    summary = f"replaced {old_id} by {new_id}"
    with act(workspace.database, actor, at, command="documents replace", summary=summary) as doing:
        # Copies first, so that the words do not pass to a copy of what was corrected.
        for copy in copies:
            supersede(doing, copy.source_id)
        supersede(doing, old_id)
        mark_replacement(doing, old_id, new_id)
    return NEW


def area_meant(workspace: Workspace, area: str, *, national: bool) -> str | None:
    """Return the Area that options mean: "" for national, None where none was named.

    Raises:
        RequestInvalid: both were named.
        UnknownArea: the inspection has no such Area.
    """
    if area and national:
        raise RequestInvalid("it cannot be of an Area and national", way_out="--area or --national")
    if national:
        return ""
    return area_named(workspace.inspection.framework, area) if area else None


def _is_called(request: Request, name: str) -> bool:
    said = name.casefold()
    return said in {request.request_id.casefold(), request.framework_id.casefold()} - {""}


def _wished(request: Request, wish: Wish, usual: date) -> Request:
    expected = request.expected if wish.expected is None else wish.expected
    wished = replace(
        request,
        expected=None if wish.any_number else expected,
        asked=wish.asked or request.asked or usual,
        due=wish.due or request.due,
        kind_id=wish.kind_id or request.kind_id,
        dropped=request.dropped if wish.dropped is None else wish.dropped,
        note=wish.note or request.note,
    )
    if wished.due and wished.asked and wished.due < wished.asked:
        raise RequestInvalid(
            f"{wished.request_id} would be due on {in_words(wished.due)}, "
            f"before it was asked for on {in_words(wished.asked)}",
            way_out="--asked DAY --due DAY",
        )
    return wished


def _counting(workspace: Workspace, source_id: str) -> Source:
    source = workspace.evidence.source(source_id)
    if source.superseded or source.withdrawn:
        said = "was replaced by a newer version" if source.superseded else "was taken out"
        raise RequestInvalid(f"{source_id} {said}", way_out="iqa documents list")
    return source


def _require_two_versions(old: Source, new: Source) -> None:
    if old.source_id == new.source_id:
        raise RequestInvalid(f"{old.source_id} cannot replace itself")
    for source in (old, new):
        if source.withdrawn:
            raise RequestInvalid(
                f"{source.source_id} was taken out of the evidence", way_out="iqa log"
            )
        if source.superseded:
            raise RequestInvalid(
                f"{source.source_id} was replaced already", way_out="iqa documents list"
            )
    if new.replaces:
        raise RequestInvalid(f"{new.source_id} is the newer version of {new.replaces} already")
    if old.area != new.area:
        raise RequestInvalid(
            f"{old.source_id} is of {old.place}, and {new.source_id} of {new.place}",
            way_out="two versions of one document come from one Area",
        )


def request_named(workspace: Workspace, name: str, area: str | None) -> Request:
    """Return the one request that is meant.

    Raises:
        UnknownRequest: there is none, or it is asked of several Areas and none was named.
    """
    found = chosen(workspace, [name], area)
    if len(found) > 1:
        raise UnknownRequest(
            f"{name} is asked of {len(found)} Areas",
            way_out=f"{request_id(name, found[0].area)}, or --area NAME",
        )
    return found[0]
