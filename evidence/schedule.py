"""Interviews and focus groups: which are to be held, which were, with how many people.

The scoping document (F) asks for two focus groups of four to six people in each Area,
interviews with senior managers there, and interviews at headquarters. A meeting has an id
that can be said: M1-aldermere, M6-national. A transcript or note is taken for the meeting
of its Area, kind and grade, unless an inspector has said which meeting it is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evidence.framework import Framework, Meeting
from evidence.identity import spoken
from evidence.inspection import Inspection
from evidence.sources import NATIONAL

EXTRA = "Y"
"""The first letter of the id of a meeting that the framework does not have."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One interview or focus group, in one Area or (`area` "") nationally.

    `wanted` are the fewest and most people it is meant to have; `participants` how many
    there were, None while nobody has said; `source_ids` what an inspector linked to it.
    """

    meeting_id: str
    area: str
    kind_id: str
    who: str
    planned: date | None = None
    held: date | None = None
    participants: int | None = None
    wanted: tuple[int, int] | None = None
    source_ids: tuple[str, ...] = ()
    dropped: bool = False
    note: str = ""

    @property
    def place(self) -> str:
        """The Area's name, or "National"."""
        return self.area or NATIONAL


@dataclass(frozen=True, slots=True)
class Record:
    """A transcript or note of a meeting that is in the evidence.

    `group` is the grade that speaks; `speakers` how many people answered in it.
    """

    source_id: str
    area: str
    kind_id: str
    group: str
    dated: date | None
    speakers: int


class MeetingState(StrEnum):
    """How a meeting stands, in one word."""

    TO_HOLD = "to be held"
    PLANNED = "planned"
    LATE = "late"
    HELD = "held"
    DROPPED = "not to be held"


@dataclass(frozen=True, slots=True)
class Attendance:
    """A meeting with what is known of it on a day."""

    meeting: Planned
    records: tuple[Record, ...]
    today: date

    @property
    def held(self) -> date | None:
        """The day on which it was held; None if it was not, or nothing says when."""
        if self.meeting.held:
            return self.meeting.held
        return min((r.dated for r in self.records if r.dated), default=None)

    @property
    def people(self) -> int | None:
        """How many took part: as recorded, else how many speak in its transcripts."""
        if self.meeting.participants is not None or not self.records:
            return self.meeting.participants
        return max(r.speakers for r in self.records) or None

    @property
    def state(self) -> MeetingState:
        """How the meeting stands; on the day it is planned for it is not late yet."""
        if self.meeting.dropped:
            return MeetingState.DROPPED
        if self.records or (self.meeting.held and self.meeting.held <= self.today):
            return MeetingState.HELD
        if self.meeting.planned is None:
            return MeetingState.TO_HOLD
        return MeetingState.LATE if self.today > self.meeting.planned else MeetingState.PLANNED

    @property
    def wanting(self) -> bool:
        """Whether it is still to be held."""
        return self.state in {MeetingState.TO_HOLD, MeetingState.PLANNED, MeetingState.LATE}

    @property
    def remark(self) -> str:
        """What is odd about it, in a sentence, or ""."""
        wanted, people = self.meeting.wanted, self.people
        if self.state is not MeetingState.HELD:
            return ""
        if wanted is not None and people is not None and not wanted[0] <= people <= wanted[1]:
            were = "person" if people == 1 else "people"
            return f"{people} {were} took part; {wanted[0]} to {wanted[1]} are wanted"
        if not self.records:
            return "no transcript or note is in the evidence"
        return ""


def meetings_of(inspection: Inspection, recorded: Iterable[Planned] = ()) -> tuple[Planned, ...]:
    """Return every meeting to be held: by Area, in the framework's order, extras last.

    A recorded meeting stands in the place of the framework's own.
    """
    expected = {p.meeting_id: p for p in _expected(inspection)}
    order = list(expected)
    places = [*inspection.settings.visited, *(a.name for a in inspection.framework.areas), ""]
    every = expected | {p.meeting_id: p for p in recorded}
    return tuple(
        sorted(
            every.values(),
            key=lambda p: (
                places.index(p.area) if p.area in places else len(places),
                order.index(p.meeting_id) if p.meeting_id in order else len(order),
                p.meeting_id,
            ),
        )
    )


def next_extra(area: str, recorded: Iterable[Planned]) -> str:
    """Return the id of the next meeting in an Area that the framework does not have."""
    where = f"-{spoken(area or NATIONAL)}"
    numbers = [
        int(found[1])
        for p in recorded
        if (found := re.fullmatch(rf"{EXTRA}(\d+){re.escape(where)}", p.meeting_id))
    ]
    return f"{EXTRA}{max(numbers, default=0) + 1}{where}"


def attendance(
    meetings: Sequence[Planned], records: Sequence[Record], framework: Framework, today: date
) -> tuple[Attendance, ...]:
    """Return each meeting with its transcripts and notes."""
    by_id = {record.source_id: record for record in records}
    linked = {name for meeting in meetings for name in meeting.source_ids}
    held: dict[str, list[Record]] = {
        m.meeting_id: [by_id[name] for name in m.source_ids if name in by_id] for m in meetings
    }
    grades = {m.meeting_id: grades_in(m.who, framework) for m in meetings}
    left = [record for record in records if record.source_id not in linked]
    for choose in (_claimed, _left_over):
        for record in list(left):
            here = [m for m in meetings if _may_be(m, record)]
            found = choose(record, here, grades, held)
            if found:
                held[found].append(record)
                left.remove(record)
    return tuple(Attendance(m, tuple(held[m.meeting_id]), today) for m in meetings)


def grades_in(who: str, framework: Framework) -> frozenset[str]:
    """Return the grades that a description names, longest names first.

    A "senior district crown prosecutor" is no crown prosecutor.
    """
    spellings = sorted(
        (
            (text.casefold(), grade.abbreviation)
            for grade in framework.grades
            for text in (grade.abbreviation, grade.name, grade.plural)
        ),
        key=lambda pair: -len(pair[0]),
    )
    rest, found = who.casefold(), set()
    for text, abbreviation in spellings:
        rest, times = re.subn(rf"\b{re.escape(text)}\b", " | ", rest)
        if times:
            found.add(abbreviation)
    return frozenset(found)


def _expected(inspection: Inspection) -> Iterator[Planned]:
    for area in (*inspection.settings.visited, ""):
        level = "area" if area else "national"
        for meeting in inspection.framework.meetings:
            if meeting.level == level:
                yield from _each(meeting, area)


def _each(meeting: Meeting, area: str) -> Iterator[Planned]:
    for number in range(1, meeting.expected + 1):
        name = f"{meeting.meeting_id}-{spoken(area or NATIONAL)}"
        yield Planned(
            meeting_id=name if number == 1 else f"{name}-{number}",
            area=area,
            kind_id=meeting.kind_id,
            who=meeting.who,
            wanted=meeting.participants,
        )


def _may_be(meeting: Planned, record: Record) -> bool:
    there = (meeting.area, meeting.kind_id) == (record.area, record.kind_id)
    return there and not meeting.dropped


def _claimed(
    record: Record,
    here: Sequence[Planned],
    grades: dict[str, frozenset[str]],
    held: dict[str, list[Record]],
) -> str:
    """Return the meeting of a record's grade, or "": one without records before others."""
    names = [m.meeting_id for m in here if record.group in grades[m.meeting_id]]
    return next(iter([n for n in names if not held[n]] or names), "")


def _left_over(
    record: Record,
    here: Sequence[Planned],
    grades: dict[str, frozenset[str]],
    held: dict[str, list[Record]],
) -> str:
    """Return the meeting of which a record is where its grade does not tell, or "".

    A record of a grade is of a meeting that names none; a record without one is of the only
    meeting that is left.
    """
    free = [m.meeting_id for m in here if not held[m.meeting_id]]
    if record.group:
        return next((name for name in free if not grades[name]), "")
    return free[0] if len(free) == 1 else ""
