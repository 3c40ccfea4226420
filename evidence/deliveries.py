"""Deliveries: what came for a request, when, and what was sent again corrected.

What an inspector says is written as one act, and nothing where nothing differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from evidence.audit import act
from evidence.errors import RequestInvalid
from evidence.identity import Actor
from evidence.inventory import CHANGED, NEW, SAME, standings
from evidence.inventory_store import (
    InventoryStore,
    add_receipt,
    change_receipt,
    mark_replacement,
)
from evidence.receipts import Receipt, same_as_before
from evidence.requests import Request
from evidence.sources import Source
from evidence.store import supersede
from evidence.timetable import in_words
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Came:
    """What an inspector said of something that came; `received` None is today."""

    received: date | None = None
    number: int = 1
    source_id: str = ""
    nothing: bool = False
    note: str = ""


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


def came_on(
    workspace: Workspace, source_ids: Iterable[str], received: date, actor: Actor, at: datetime
) -> list[str]:
    """Record the day on which sources came that were taken in later, and return those told.

    A source that answers no request has no day to record.

    Raises:
        RequestInvalid: they would have come after today.
    """
    answered = {
        arrival.source_id: standing.request
        for standing in standings(workspace, at.date())
        for arrival in standing.arrivals
    }
    told = [name for name in source_ids if name in answered]
    for name in told:
        receive(workspace, answered[name], Came(received, source_id=name), actor, at)
    return told


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
