"""Numbers that an editor typed over: respected, and a reason asked for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from evidence.audit import act
from evidence.database import Database
from evidence.errors import ReturnRefused
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.draft_store import DraftStore
from report_builder.override_store import OverrideStore, TypedOver, Why, add_reason
from report_builder.store import ReportStore


@dataclass(frozen=True, slots=True)
class Override:
    """A number that an editor typed over: what it was, what it says, what the evidence says.

    `reason` is "" while nobody has said why it may stay; then `decided_by` and `at` are too.
    """

    override_id: str
    draft: int
    block: str
    number: str
    figure: str
    was: str
    says: str
    now: str
    reason: str = ""
    decided_by: str = ""
    at: str = ""

    @property
    def typed(self) -> TypedOver:
        """What a reason for it is a reason for."""
        return TypedOver(self.block, self.figure, self.says, self.now)

    def json(self) -> dict[str, Any]:
        """Return the JSON form; keys as docs/reference has them."""
        return asdict(self)


def overrides_in(
    record: Mapping[str, Any], draft: int, reasons: Mapping[TypedOver, Why]
) -> tuple[Override, ...]:
    """Return the numbers that a draft's record says were typed over, with their reasons."""
    return tuple(
        _override(f"O-{draft}-{at:03}", draft, one, reasons)
        for at, one in enumerate(record.get("overridden", ()), 1)
    )


def overrides_of(database: Database, draft: int | None = None) -> tuple[Override, ...]:
    """Return the numbers typed over in a draft, the newest if none is named.

    Raises:
        DraftNotFound: there is no such draft.
    """
    number = ReportStore(database).draft(draft).number
    record = DraftStore(database).record(number)
    return overrides_in(record, number, OverrideStore(database).reasons())


def give_reason(
    workspace: Workspace, actor: Actor, at: datetime, override_id: str, reason: str
) -> Override:
    """Say why a number of the newest draft may say what an editor typed.

    Raises:
        ReturnRefused: the newest draft has no such number, or no reason is given.
    """
    found = overrides_of(workspace.database)
    wanted = override_id.strip().casefold()
    meant = [o for o in found if wanted in {o.override_id.casefold(), o.figure.casefold()}]
    if not meant:
        raise ReturnRefused(
            f"nobody typed over a number called {override_id} in the newest draft",
            way_out="iqa report overrides   (lists them)",
        )
    if not reason.strip():
        raise ReturnRefused(
            f"{override_id} needs a reason", way_out=f"iqa report overrides {override_id} --reason"
        )
    summary = f"said why {meant[0].override_id} reads “{meant[0].says}”"
    with act(workspace.database, actor, at, command="report overrides", summary=summary) as doing:
        for typed in dict.fromkeys(one.typed for one in meant):
            add_reason(doing, Why(meant[0].draft, typed, reason.strip(), actor.name, at))
    return meant[0]


def _override(
    override_id: str, draft: int, one: Mapping[str, str], reasons: Mapping[TypedOver, Why]
) -> Override:
    figure = one.get("figure", "")
    why = reasons.get(TypedOver(one["block"], figure, one["says"], one["now"]))
    given = (why.reason, why.decided_by, why.at.isoformat()) if why else ("", "", "")
    place = (one["block"], one["number"], figure)
    return Override(override_id, draft, *place, one["was"], one["says"], one["now"], *given)
