"""The interviews and focus groups of an inspection, with the transcripts they left.

Reads what stands in the store, reckons it against a day, and writes what an inspector
says of a meeting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from evidence.audit import act
from evidence.errors import RequestInvalid, UnknownMeeting
from evidence.identity import Actor
from evidence.inventory_store import InventoryStore, put_meeting
from evidence.schedule import Attendance, Planned, Record, attendance, meetings_of, next_extra
from evidence.segments import SegmentStatus
from evidence.timetable import in_words
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Said:
    """What an inspector said of a meeting; None, "" and () where nothing was said."""

    planned: date | None = None
    held: date | None = None
    participants: int | None = None
    source_ids: tuple[str, ...] = ()
    dropped: bool | None = None
    note: str = ""


NOTHING_SAID = Said()


def attendances(workspace: Workspace, today: date) -> tuple[Attendance, ...]:
    """Return every interview and focus group, with what is known of it by a day."""
    recorded = InventoryStore(workspace.database).meetings()
    meetings = meetings_of(workspace.inspection, recorded)
    return attendance(meetings, _records(workspace), workspace.inspection.framework, today)


def of_no_meeting(workspace: Workspace, found: Sequence[Attendance]) -> list[str]:
    """Return the transcripts and notes for which no meeting could be told."""
    known = {record.source_id for attendance in found for record in attendance.records}
    return [r.source_id for r in _records(workspace) if r.source_id not in known]


def record_meetings(
    workspace: Workspace,
    meetings: Sequence[Planned],
    said: Said,
    actor: Actor,
    at: datetime,
    *,
    dry: bool = False,
) -> list[tuple[Planned, bool]]:
    """Record what was said of meetings; return each with whether anything differs.

    Raises:
        RequestInvalid: a meeting would have been held in the future.
        UnknownSource: there is no such source.
    """
    if said.held and said.held > at.date():
        raise RequestInvalid(
            f"{in_words(said.held)} is still to come", way_out="--planned DAY for a coming meeting"
        )
    for source_id in said.source_ids:
        workspace.evidence.source(source_id)
    known = {m.meeting_id: m for m in InventoryStore(workspace.database).meetings()}
    done = [(new, known.get(m.meeting_id) != new) for m in meetings for new in [_with(m, said)]]
    if dry or not any(differs for _, differs in done):
        return done
    summary = f"recorded of {', '.join(m.meeting_id for m in meetings)}"
    with act(
        workspace.database, actor, at, command="transcripts schedule", summary=summary
    ) as doing:
        for meeting, differs in done:
            if differs:
                put_meeting(doing, meeting)
    return done


def meetings_named(workspace: Workspace, names: Sequence[str]) -> list[Planned]:
    """Return the meetings of these ids.

    Raises:
        UnknownMeeting: there is none of an id.
    """
    recorded = InventoryStore(workspace.database).meetings()
    known = {m.meeting_id.casefold(): m for m in meetings_of(workspace.inspection, recorded)}
    for name in names:
        if name.casefold() not in known:
            raise UnknownMeeting(
                f"there is no interview or focus group {name}", way_out="iqa transcripts schedule"
            )
    return [known[name.casefold()] for name in names]


def another_meeting(workspace: Workspace, who: str, area: str, kind_id: str) -> Planned:
    """Return a meeting that the framework does not have; the same words are the same meeting."""
    recorded = InventoryStore(workspace.database).meetings()
    for meeting in recorded:
        if (meeting.area, meeting.kind_id, meeting.who) == (area, kind_id, who):
            return meeting
    return Planned(next_extra(area, recorded), area, kind_id, who)


def _with(meeting: Planned, said: Said) -> Planned:
    return replace(
        meeting,
        planned=said.planned or meeting.planned,
        held=said.held or meeting.held,
        participants=meeting.participants if said.participants is None else said.participants,
        source_ids=tuple(dict.fromkeys((*meeting.source_ids, *said.source_ids))),
        dropped=meeting.dropped if said.dropped is None else said.dropped,
        note=said.note or meeting.note,
    )


def _records(workspace: Workspace) -> list[Record]:
    kinds = {meeting.kind_id for meeting in workspace.inspection.framework.meetings}
    return [
        Record(s.source_id, s.area, s.kind_id, s.group, s.dated, _answering(workspace, s.source_id))
        for s in workspace.evidence.sources()
        if s.kind_id in kinds and not s.duplicate_of
    ]


def _answering(workspace: Workspace, source_id: str) -> int:
    """Count who speaks in a transcript without being the one who asks."""
    live = [
        placed.segment
        for placed in workspace.evidence.segments(source_id)
        if placed.segment.status is SegmentStatus.LIVE and placed.segment.speaker
    ]
    asking = {segment.speaker for segment in live if segment.is_question}
    return len({segment.speaker for segment in live} - asking)
