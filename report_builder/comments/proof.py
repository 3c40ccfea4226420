"""Proof that no comment was lost: every returned file read again, every point in the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.errors import InspectionError
from evidence.workspace import Workspace
from report_builder.comments.bases import Bases
from report_builder.comments.entry import Category, Entry
from report_builder.comments.opening import Asked, opened_again
from report_builder.comments.store import CommentLog, Returned


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person must see to: which entry or file, what, and the way out."""

    code: str
    about: str
    message: str
    way_out: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the check found: how many points of how many files, and what is wrong."""

    files: int
    points: int
    entries: int
    remarks: tuple[Remark, ...]


def prove(workspace: Workspace) -> Proof:
    """Read every returned file again, and look whether each point is in the log and answered."""
    log = CommentLog(workspace.database)
    entries = {entry.entry_id: entry for entry in log.entries()}
    bases = Bases(workspace)
    points, remarks = 0, list[Remark]()
    seen: dict[int, Counter[str]] = {}
    for sighting in log.sightings():
        if sighting.entry_id in entries:
            seen.setdefault(sighting.return_id, Counter())[sighting.fingerprint] += 1
    returns = log.returns()
    for returned in returns:
        found, lost = _compared(workspace, log, returned, bases, seen)
        points += found
        remarks += lost
    remarks += unanswered(entries.values())
    return Proof(len(returns), points, len(entries), tuple(remarks))


def unanswered(entries: Iterable[Entry]) -> list[Remark]:
    """Return what keeps the log from being closed."""
    return [remark for entry in entries for remark in _open(entry)]


def _open(entry: Entry) -> list[Remark]:
    found: list[Remark] = []
    answer = f"iqa comments respond {entry.entry_id} accept"
    if entry.reopened:
        found.append(Remark("reopened", entry.entry_id, "Something was added since.", answer))
    elif not entry.answered:
        found.append(Remark("unanswered", entry.entry_id, "Nobody has answered it.", answer))
    if not entry.placed:
        way_out = f"iqa comments assign {entry.entry_id} --paragraph 4.12"
        found.append(
            Remark("unplaced", entry.entry_id, "It is not known which paragraph it means.", way_out)
        )
    if entry.answered and entry.category is Category.JUDGEMENT and not entry.reviewer:
        way_out = f"iqa comments assign {entry.entry_id} --reviewer NAME"
        message = "It questions a judgement, and nobody independent has looked."
        found.append(Remark("unreviewed", entry.entry_id, message, way_out))
    return found


def _compared(
    workspace: Workspace,
    log: CommentLog,
    returned: Returned,
    bases: Bases,
    seen: dict[int, Counter[str]],
) -> tuple[int, list[Remark]]:
    try:
        again = opened_again(
            returned.name,
            log.file_of(returned.return_id),
            bases,
            Asked(returned.draft, returned.author),
            workspace.inspection.settings,
        )
    except InspectionError as error:
        message = f"It cannot be read again: {error.message}"
        return 0, [Remark("unreadable", returned.name, message, "iqa doctor")]
    left = Counter(point.fingerprint for point in again.raised.points)
    left.subtract(seen.get(returned.return_id, Counter()))
    lost = sum(count for count in left.values() if count > 0)
    way_out = "iqa undo   (the act that took it out of the log), or import the file again"
    found = [Remark("lost", returned.name, f"{lost} of its points are not in the log.", way_out)]
    unread = again.raised.held - again.raised.comments - again.raised.replies
    message = f"{unread} of the comments in it cannot be read."
    way_out = "open it in Word, and send the comments that the log has not as a table"
    remarks = [*(found if lost else ())]
    if unread > 0:
        remarks.append(Remark("lost", returned.name, message, way_out))
    return len(again.raised.points), remarks
