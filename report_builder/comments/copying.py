"""The copy for the CPS: the file that they sent, with our answers in it."""

from __future__ import annotations

from datetime import datetime

from evidence.workspace import Workspace
from report_builder.comments.entry import CHANGES, Kind, Status
from report_builder.comments.points import raised_in
from report_builder.comments.sheet import said
from report_builder.comments.store import CommentLog, Returned
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.replying import Speaker, Spoken, replied
from report_builder.word.revisions.walking import walk

_INITIALS = 4


def answered_copy(workspace: Workspace, returned: Returned, at: datetime) -> tuple[bytes, int]:
    """Return a returned Word file with each answer as a reply or comment, and how many there are.

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
    for point in raised_in(file, walked).points:
        entry = seen.get(point.fingerprint)
        if entry is None or entry.status is Status.OPEN:
            continue
        spoken = Spoken(said(entry))
        if point.kind is Kind.COMMENT:
            comments[point.fingerprint] = spoken
        elif point.kind in CHANGES and point.elements:
            changes.append((point.elements, spoken))
    speaker = _speaker(workspace, at)
    done = replied(file, walked, comments, changes, speaker)
    return done.save(), len(comments) + len(changes)


def _speaker(workspace: Workspace, at: datetime) -> Speaker:
    name = workspace.inspection.settings.inspectorate
    words = [word for word in name.split() if word[:1].isupper()]
    short = "".join(word[0] for word in words) if len(words) > 1 else name
    return Speaker(name, short[:_INITIALS], at)
