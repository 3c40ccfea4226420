"""The copy for the CPS: the file that they sent, with our answers in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from evidence.readers.wordml import Element
from evidence.workspace import Workspace
from report_builder.comments.bases import Bases
from report_builder.comments.entry import Entry, Kind, Status
from report_builder.comments.opening import Asked, opened_again
from report_builder.comments.points import Point, raised_in
from report_builder.comments.sheet import said
from report_builder.comments.store import CommentLog, Returned
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.replying import Speaker, Spoken, replied
from report_builder.word.revisions.walking import Walked, walk

_INITIALS = 4


@dataclass(frozen=True, slots=True)
class Answered:
    """The copy, how many answers are in it, and the entries whose answers have no place there."""

    data: bytes
    count: int
    elsewhere: tuple[str, ...]


def answered_copy(workspace: Workspace, returned: Returned, at: datetime) -> Answered:
    """Return a returned Word file with each answer as a reply or comment in it.

    Answers are signed by the inspectorate, never by a person.

    Raises:
        UnreadableSource: the file cannot be read.
    """
    log = CommentLog(workspace.database)
    entries = {entry.entry_id: entry for entry in log.entries()}
    seen = {
        s.fingerprint: entries[s.entry_id]
        for s in log.sightings()
        if s.return_id == returned.return_id and s.entry_id in entries
    }
    file = WordFile(log.file_of(returned.return_id))
    walked = walk(file)
    comments: dict[str, Spoken] = {}
    changes = []
    raised = raised_in(file, walked).points
    for point in (*raised, *_unmarked(workspace, log, returned, seen)):
        entry = seen.get(point.fingerprint)
        if entry is None or entry.status is Status.OPEN:
            continue
        spoken = Spoken(said(entry))
        if point.kind is Kind.COMMENT:
            comments[point.fingerprint] = spoken
        elif marks := _marks(point, walked):
            changes.append((marks, spoken))
        else:
            continue
        del seen[point.fingerprint]
    done = replied(file, walked, comments, changes, _speaker(workspace, at))
    left = sorted({e.entry_id for e in seen.values() if e.status is not Status.OPEN})
    return Answered(done.save(), len(comments) + len(changes), tuple(left))


def _unmarked(
    workspace: Workspace, log: CommentLog, returned: Returned, seen: Mapping[str, Entry]
) -> Iterator[Point]:
    """What the file changed with tracking off: it is found beside the draft that was sent."""
    if not any(entry.kind is Kind.UNTRACKED for entry in seen.values()):
        return
    again = opened_again(
        returned.name,
        log.file_of(returned.return_id),
        Bases(workspace),
        Asked(returned.draft, returned.author),
        workspace.inspection.settings,
    )
    yield from (p for p in again.raised.points if p.kind is Kind.UNTRACKED)


def _marks(point: Point, walked: Walked) -> tuple[Element, ...]:
    """What the answer to a change stands beside: its marks, or its whole paragraph."""
    if point.kind is not Kind.UNTRACKED:
        return point.elements
    element = walked.paragraphs[point.paragraph].element if point.paragraph >= 0 else None
    return () if element is None else (element,)


def _speaker(workspace: Workspace, at: datetime) -> Speaker:
    name = workspace.inspection.settings.inspectorate
    words = [word for word in name.split() if word[:1].isupper()]
    short = "".join(word[0] for word in words) if len(words) > 1 else name
    return Speaker(name, short[:_INITIALS], at)
