"""Interviews and focus groups: which were held, with how many people, which are to come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.schedule import (
    Attendance,
    MeetingState,
    Planned,
    Record,
    attendance,
    grades_in,
    meetings_of,
    next_extra,
)
from tests.evidence.inventory.asking import FRAMEWORK, WESSEX, an_inspection, day

TODAY = day("2024-07-01")
EVERY = meetings_of(an_inspection())


def named(meeting_id: str) -> Planned:
    return next(m for m in EVERY if m.meeting_id == meeting_id)


def a_record(name: str, group: str, *, kind: str = "focus_group", speakers: int = 5) -> Record:
    return Record(name, WESSEX, kind, group, day("2024-06-20"), speakers)


def found(*records: Record, meetings: tuple[Planned, ...] = EVERY) -> dict[str, Attendance]:
    held = attendance(meetings, records, FRAMEWORK, TODAY)
    return {a.meeting.meeting_id: a for a in held}


def test_each_area_has_two_focus_groups_and_three_interviews() -> None:
    here = [m for m in EVERY if m.area == WESSEX]

    assert [m.meeting_id for m in here] == [f"M{number}-wessex" for number in range(1, 6)]
    assert [m.wanted for m in here] == [(4, 6), (4, 6), None, None, None]


def test_headquarters_has_its_interviews_once() -> None:
    assert [m.meeting_id for m in EVERY if not m.area] == [
        f"M{number}-national" for number in range(6, 10)
    ]


@pytest.mark.parametrize(
    ("who", "grades"),
    [
        ("senior crown prosecutors and crown prosecutors", {"SCP", "CP"}),
        ("district crown prosecutors", {"DCP"}),
        ("senior district crown prosecutor, Crown Court unit", {"SDCP"}),
        ("those involved in the development of the application", set()),
    ],
)
def test_a_longer_grade_is_not_taken_for_a_shorter(who: str, grades: set[str]) -> None:
    assert grades_in(who, FRAMEWORK) == grades


def test_a_transcript_is_taken_for_the_meeting_of_its_grade() -> None:
    held = found(a_record("S001", "DCP"), a_record("S002", "SCP"))

    assert [r.source_id for r in held["M1-wessex"].records] == ["S002"]
    assert [r.source_id for r in held["M2-wessex"].records] == ["S001"]


def test_two_interviews_of_one_grade_are_two_meetings() -> None:
    held = found(
        a_record("S001", "SDCP", kind="interview"), a_record("S002", "SDCP", kind="interview")
    )

    assert [r.source_id for r in held["M3-wessex"].records] == ["S001"]
    assert [r.source_id for r in held["M4-wessex"].records] == ["S002"]


def test_a_transcript_of_no_grade_is_of_the_only_meeting_left() -> None:
    one_left = found(a_record("S001", "DCP"), a_record("S002", ""))
    two_left = found(a_record("S002", ""))

    assert [r.source_id for r in one_left["M1-wessex"].records] == ["S002"]
    assert not any(a.records for a in two_left.values())


def test_an_inspector_says_of_which_meeting_a_record_is() -> None:
    linked = replace(named("M1-wessex"), source_ids=("S001",))
    meetings = tuple(linked if m.meeting_id == "M1-wessex" else m for m in EVERY)

    held = found(a_record("S001", "DCP"), meetings=meetings)

    assert [r.source_id for r in held["M1-wessex"].records] == ["S001"]
    assert not held["M2-wessex"].records


def test_a_meeting_is_late_only_after_its_day() -> None:
    planned = replace(named("M1-wessex"), planned=TODAY)
    later = replace(planned, planned=day("2024-06-30"))

    assert Attendance(planned, (), TODAY).state is MeetingState.PLANNED
    assert Attendance(later, (), TODAY).state is MeetingState.LATE
    assert Attendance(named("M1-wessex"), (), TODAY).state is MeetingState.TO_HOLD


def test_a_transcript_shows_that_it_was_held_and_when() -> None:
    held = found(a_record("S001", "DCP"))["M2-wessex"]

    assert (held.state, held.held, held.people) == (MeetingState.HELD, day("2024-06-20"), 5)
    assert held.remark == ""


@pytest.mark.parametrize(
    ("people", "remark"),
    [
        (3, "3 people took part; 4 to 6 are wanted"),
        (4, ""),
        (6, ""),
        (7, "7 people took part; 4 to 6 are wanted"),
        (1, "1 person took part; 4 to 6 are wanted"),
    ],
)
def test_too_few_or_too_many_people_are_remarked(people: int, remark: str) -> None:
    meeting = replace(named("M1-wessex"), participants=people)
    record = a_record("S001", "SCP", speakers=5)

    assert Attendance(meeting, (record,), TODAY).remark == remark


def test_a_meeting_without_a_transcript_is_remarked() -> None:
    held = Attendance(replace(named("M3-wessex"), held=day("2024-06-20")), (), TODAY)

    assert held.state is MeetingState.HELD
    assert held.remark == "no transcript or note is in the evidence"


def test_a_meeting_that_is_not_to_be_held_is_not_wanting() -> None:
    dropped = Attendance(replace(named("M3-wessex"), dropped=True), (), TODAY)

    assert (dropped.state, dropped.wanting) == (MeetingState.DROPPED, False)


def test_other_meetings_are_numbered_by_area_and_come_last() -> None:
    extra = Planned(next_extra(WESSEX, []), WESSEX, "interview", "the Area's IQA lead")

    here = [m.meeting_id for m in meetings_of(an_inspection(), [extra]) if m.area == WESSEX]

    assert here[-1] == "Y1-wessex"
    assert next_extra(WESSEX, [extra]) == "Y2-wessex"
