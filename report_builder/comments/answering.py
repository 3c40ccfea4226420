"""Answering an entry: accept, part or reject, with a reason; who decides and who looks again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evidence.audit import act
from evidence.errors import CommentsInvalid, UnknownComment
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.comments.entry import Category, Entry, Status
from report_builder.comments.store import CommentLog, change_entry

_NEEDS_REASON = frozenset({Status.PART, Status.REJECTED})
_USUAL = {
    Status.ACCEPTED: "Accepted.",
    Status.PART: "Accepted in part. {reason}",
    Status.REJECTED: "Not accepted. {reason}",
    Status.NOTED: "Noted, with thanks.",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision on one or several entries.

    `response` is what the CPS reads, made of the decision and the reason where it is "".
    `replacement` are the words that stand in the next draft in place of those quoted.
    """

    status: Status
    reason: str = ""
    response: str = ""
    replacement: str = ""
    category: Category | None = None
    reviewer: str = ""


def answer(
    workspace: Workspace, given: Sequence[tuple[str, Answer]], actor: Actor, at: datetime
) -> list[Entry]:
    """Record decisions, each with the id of its entry; all of them, or none.

    Raises:
        UnknownComment: there is no entry of that id.
        CommentsInvalid: a rejection without a reason, or a review by who decided.
    """
    if not given:
        return []
    entries = chosen(workspace, [entry_id for entry_id, _ in given])
    answers = {entry_id.upper(): one for entry_id, one in given}
    for entry in entries:
        _require(entry, answers[entry.entry_id], actor)
    done = [_answered(entry, answers[entry.entry_id], actor, at) for entry in entries]
    told = ", ".join(f"{entry.entry_id} {entry.status.value}" for entry in done)
    with act(
        workspace.database, actor, at, command="comments respond", summary=f"answered {told}"[:200]
    ) as doing:
        for before, after in zip(entries, done, strict=True):
            change_entry(doing, before, after)
    return done


def assign(  # noqa: PLR0913 - what may be set of an entry before it is decided
    workspace: Workspace,
    entry_ids: Sequence[str],
    actor: Actor,
    at: datetime,
    *,
    to: str = "",
    category: Category | None = None,
    reviewer: str = "",
    block: tuple[str, str] | None = None,
    evidence: str = "",
) -> list[Entry]:
    """Say who deals with entries, what they are about, who looks again, or where they belong.

    Raises:
        UnknownComment: there is no entry of that id.
        CommentsInvalid: a review by who decided.
    """
    entries = chosen(workspace, entry_ids)
    done = []
    for entry in entries:
        if reviewer and reviewer.casefold() == entry.decided_by.casefold():
            raise _own_review(entry, reviewer)
        after = replace(
            entry,
            assigned_to=to or entry.assigned_to,
            category=category or entry.category,
            reviewer=reviewer or entry.reviewer,
            evidence=evidence or entry.evidence,
        )
        if block is not None:
            after = replace(after, block_id=block[0], number=block[1])
        done.append(after)
    summary = f"assigned {', '.join(e.entry_id for e in entries)}"
    with act(
        workspace.database, actor, at, command="comments assign", summary=summary[:200]
    ) as doing:
        for before, after in zip(entries, done, strict=True):
            change_entry(doing, before, after)
    return done


def chosen(workspace: Workspace, entry_ids: Sequence[str]) -> list[Entry]:
    """Return the entries named, in that order.

    Raises:
        UnknownComment: there is no entry of that id.
    """
    known = {entry.entry_id: entry for entry in CommentLog(workspace.database).entries()}
    found: dict[str, Entry] = {}
    for said in entry_ids:
        entry = known.get(said.upper())
        if entry is None:
            raise UnknownComment(f"there is no comment {said}", way_out="iqa comments list")
        found[entry.entry_id] = entry
    return list(found.values())


def _require(entry: Entry, given: Answer, actor: Actor) -> None:
    if given.status in _NEEDS_REASON and not given.reason.strip():
        raise CommentsInvalid(
            f"{entry.entry_id} cannot be answered '{given.status.value}' without a reason",
            way_out="give --reason 'why'",
        )
    if given.reviewer and given.reviewer.casefold() == actor.name.casefold():
        raise _own_review(entry, given.reviewer)


def _own_review(entry: Entry, reviewer: str) -> CommentsInvalid:
    return CommentsInvalid(
        f"{reviewer} decided {entry.entry_id} and cannot be its independent reviewer",
        way_out="name somebody else with --reviewer",
    )


def _answered(entry: Entry, given: Answer, actor: Actor, at: datetime) -> Entry:
    usual = _USUAL[given.status].format(reason=given.reason.strip()).strip()
    return replace(
        entry,
        status=given.status,
        reason=given.reason.strip(),
        response=given.response.strip() or usual,
        replacement=given.replacement.strip() or entry.replacement,
        category=given.category or entry.category,
        decided_by=actor.name,
        decided_at=at.isoformat(),
        reviewer=given.reviewer or entry.reviewer,
        reopened=False,
    )
