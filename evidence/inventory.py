"""The inventory of an inspection: what was asked for, and how that stands on a day.

Reads what stands in the store, reckons it against a day, and writes what an inspector
asks for: each time as one act, and nothing where nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from evidence.areas import area_named
from evidence.audit import act
from evidence.errors import RequestInvalid, UnknownRequest
from evidence.identity import Actor
from evidence.inventory_store import InventoryStore, put_request
from evidence.receipts import documents_of, reckon
from evidence.requests import Request, Standing, next_extra, request_id, requests_of
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
    today = at.date()
    done: list[tuple[Request, str]] = []
    for request in requests:
        # What an inspector thinks of later was not asked for on the day of all the others.
        wished = _wished(request, wish, usual if request.framework_id else today)
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
