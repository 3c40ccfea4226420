"""How a conflict between an editor and the evidence was settled, by whom and why."""

from __future__ import annotations

from datetime import datetime

from evidence.audit import act
from evidence.errors import ReturnRefused
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.draft_store import DraftStore, settle_conflict

CHOICES = ("theirs", "ours", "both")


def settle(
    workspace: Workspace, actor: Actor, at: datetime, conflict_id: str, said: tuple[str, str]
) -> None:
    """Note how a conflict was settled (one of CHOICES) and why.

    Raises:
        ReturnRefused: there is no such conflict or choice.
    """
    choice, reason = said
    known = {one.conflict_id for one in DraftStore(workspace.database).conflicts()}
    if conflict_id not in known:
        raise ReturnRefused(f"there is no conflict {conflict_id}", way_out="iqa report conflicts")
    if choice not in CHOICES:
        raise ReturnRefused(f"'{choice}' settles nothing", way_out="theirs, ours or both")
    summary = f"settled {conflict_id}: {choice}"
    with act(workspace.database, actor, at, command="report conflicts", summary=summary) as doing:
        settle_conflict(doing, conflict_id, choice, reason, actor.name)
