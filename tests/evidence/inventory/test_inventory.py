"""The inventory in a real store: written as acts, undone, and read anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.attendances import (
    Said,
    another_meeting,
    attendances,
    meetings_named,
    of_no_meeting,
    record_meetings,
)
from evidence.deliveries import Came, came_on, receive, replace_source
from evidence.errors import (
    InspectionError,
    RequestInvalid,
    UnknownArea,
    UnknownMeeting,
    UnknownRequest,
    UnknownSource,
)
from evidence.inventory import (
    CHANGED,
    NEW,
    SAME,
    Wish,
    area_meant,
    chosen,
    expect,
    in_own_words,
    request_named,
    standings,
)
from evidence.inventory_store import InventoryStore
from evidence.logbook import records
from evidence.requests import Standing
from evidence.undo import act_to_undo, undo
from evidence.workspace import Workspace
from tests.evidence.inventory.asking import LONDON, MARSH, WESSEX, a_workspace, day, noon, take_in

AT = noon("2024-05-07")
DUE = Wish(due=day("2024-05-31"))
MINUTES = "The board met on 20 May 2024.\n\nIt noted the themes of the quarter.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path / "inspection") as opened:
        yield opened


def standing(workspace: Workspace, name: str, today: str = "2024-06-10") -> Standing:
    found = {s.request.request_id: s for s in standings(workspace, day(today))}
    return found[name]


def undo_last(workspace: Workspace) -> None:
    undo(workspace.database, [act_to_undo(workspace.database, None)], MARSH, AT)


def test_requests_are_recorded_once_with_their_days(workspace: Workspace) -> None:
    asked = chosen(workspace, [], WESSEX)

    first = expect(workspace, asked, DUE, MARSH, AT)
    again = expect(workspace, chosen(workspace, [], WESSEX), DUE, MARSH, noon("2024-05-09"))

    assert {outcome for _, outcome in first} == {NEW}
    assert {outcome for _, outcome in again} == {SAME}
    assert standing(workspace, "R1-wessex").request.asked == day("2024-05-07")
    assert standing(workspace, "R1-london-north").request.due is None


def test_a_changed_day_changes_the_request_and_undo_brings_it_back(workspace: Workspace) -> None:
    expect(workspace, chosen(workspace, ["R1"], WESSEX), DUE, MARSH, AT)
    later = Wish(due=day("2024-06-15"), expected=4)

    done = expect(workspace, chosen(workspace, ["R1-wessex"], None), later, MARSH, AT)

    assert [outcome for _, outcome in done] == [CHANGED]
    assert standing(workspace, "R1-wessex").request.expected == 4
    undo_last(workspace)
    assert standing(workspace, "R1-wessex").request.due == day("2024-05-31")
    undo_last(workspace)
    assert standing(workspace, "R1-wessex").request.due is None


def test_a_request_that_was_undone_can_be_made_again(workspace: Workspace) -> None:
    expect(workspace, chosen(workspace, ["R1"], WESSEX), DUE, MARSH, AT)
    undo_last(workspace)

    expect(workspace, chosen(workspace, ["R1"], WESSEX), DUE, MARSH, AT)

    assert standing(workspace, "R1-wessex").request.due == day("2024-05-31")


def test_a_dry_run_writes_nothing(workspace: Workspace) -> None:
    request = request_named(workspace, "R1", WESSEX)

    expect(workspace, [request], DUE, MARSH, AT, dry=True)
    receive(workspace, request, Came(), MARSH, AT, dry=True)

    assert records(workspace.database) == []


def test_a_request_in_words_is_one_request_however_often_it_is_made(workspace: Workspace) -> None:
    for _ in range(2):
        words = in_own_words(workspace, "A training plan", [WESSEX, ""], "other")
        expect(workspace, words, Wish(expected=1), MARSH, AT)

    extras = [r.request_id for r in InventoryStore(workspace.database).requests()]
    assert extras == ["X1-national", "X1-wessex"]
    assert standing(workspace, "X1-national").outstanding == 1


def test_a_request_due_before_it_is_asked_for_is_refused(workspace: Workspace) -> None:
    wish = Wish(due=day("2024-05-01"))

    with pytest.raises(RequestInvalid, match="before it was asked for on 7 May 2024"):
        expect(workspace, chosen(workspace, ["R1"], WESSEX), wish, MARSH, AT)


def test_ingest_finds_the_request_by_area_and_kind(workspace: Workspace) -> None:
    expect(workspace, chosen(workspace, [], WESSEX), DUE, MARSH, AT)

    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES, "2024-06-03")

    minutes = standing(workspace, "R1-wessex")
    assert [a.source_id for a in minutes.arrivals] == ["S001"]
    assert (minutes.received_late, minutes.overdue) == (1, 2)
    assert standing(workspace, "R1-london-north").received == 0


def test_a_receipt_dates_a_source_and_a_second_one_corrects_it(workspace: Workspace) -> None:
    expect(workspace, chosen(workspace, [], WESSEX), DUE, MARSH, AT)
    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES, "2024-06-03")
    request, at = request_named(workspace, "R1", WESSEX), noon("2024-06-04")

    outcomes = [
        receive(workspace, request, Came(day(on), source_id="S001"), MARSH, at)[1]
        for on in ("2024-05-30", "2024-05-30", "2024-05-29")
    ]

    assert outcomes == [NEW, SAME, CHANGED]
    [arrival] = standing(workspace, "R1-wessex").arrivals
    assert arrival.received == day("2024-05-29")


def test_an_area_says_that_it_has_none_and_undo_asks_again(workspace: Workspace) -> None:
    request = request_named(workspace, "R3-wessex", None)
    nothing = Came(nothing=True, note="no themed review was made")

    receive(workspace, request, nothing, MARSH, AT)

    assert standing(workspace, "R3-wessex").nothing == "no themed review was made"
    undo_last(workspace)
    assert standing(workspace, "R3-wessex").outstanding == 1


def test_nothing_came_tomorrow(workspace: Workspace) -> None:
    request = request_named(workspace, "R1-wessex", None)

    with pytest.raises(RequestInvalid, match="8 May 2024 is still to come"):
        receive(workspace, request, Came(day("2024-05-08")), MARSH, AT)


def test_a_corrected_file_of_another_name_replaces_the_first(workspace: Workspace) -> None:
    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES, "2024-05-21")
    corrected = MINUTES + "\nCorrected: the chair was absent.\n"
    take_in(workspace, "Wessex/Board minutes CORRECTED.txt", corrected, "2024-06-03")

    first = replace_source(workspace, "S001", "S002", MARSH, noon("2024-06-03"))
    again = replace_source(workspace, "S001", "S002", MARSH, noon("2024-06-03"))

    assert (first, again) == (NEW, SAME)
    [arrival] = standing(workspace, "R1-wessex").arrivals
    assert (arrival.source_id, arrival.versions) == ("S002", ("S001",))
    assert arrival.received == day("2024-05-21")
    undo_last(workspace)
    assert standing(workspace, "R1-wessex").received == 2


def test_a_copy_of_what_was_corrected_does_not_count_in_its_place(workspace: Workspace) -> None:
    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES, "2024-05-21")
    take_in(workspace, "Wessex/CQB minutes again.txt", f"\ufeff{MINUTES}", "2024-05-21")
    take_in(workspace, "Wessex/Board minutes FINAL.txt", MINUTES + "\nMore.\n", "2024-06-03")

    replace_source(workspace, "S001", "S003", MARSH, noon("2024-06-03"))

    assert [s.source_id for s in workspace.evidence.sources()] == ["S003"]


def test_what_is_no_version_of_a_document_is_refused_with_its_reason(workspace: Workspace) -> None:
    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES, "2024-05-21")
    take_in(workspace, "London North/CQB minutes.txt", "Other words.\n", "2024-05-21")
    take_in(workspace, "Wessex/Board minutes FINAL.txt", MINUTES + "\nMore.\n", "2024-06-03")
    replace_source(workspace, "S001", "S003", MARSH, noon("2024-06-03"))

    for old, new, said in (
        ("S002", "S002", "cannot replace itself"),
        ("S002", "S003", "is the newer version of S001 already"),
        ("S001", "S002", "S001 was replaced already"),
        ("S003", "S002", "S003 is of Wessex, and S002 of London North"),
    ):
        with pytest.raises(RequestInvalid, match=said):
            replace_source(workspace, old, new, MARSH, noon("2024-06-03"))
    with pytest.raises(UnknownSource):
        replace_source(workspace, "S001", "S099", MARSH, AT)


def test_what_is_not_asked_is_refused_with_a_way_out(workspace: Workspace) -> None:
    attempts = (
        (lambda: chosen(workspace, ["R9"], None), UnknownRequest),
        (lambda: chosen(workspace, ["R1"], "North East"), UnknownRequest),
        (lambda: request_named(workspace, "R1", None), UnknownRequest),
        (lambda: area_meant(workspace, WESSEX, national=True), RequestInvalid),
        (lambda: area_meant(workspace, "Nowhere", national=False), UnknownArea),
        (lambda: meetings_named(workspace, ["M77-wessex"]), UnknownMeeting),
    )

    for attempt, expected in attempts:
        with pytest.raises(expected) as raised:
            attempt()
        assert isinstance(raised.value, InspectionError)
        assert raised.value.way_out


def test_meetings_are_planned_held_and_linked_to_their_transcripts(workspace: Workspace) -> None:
    transcript = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v SCP1>We hear about themes.\n"
    take_in(workspace, "Wessex/FG SCP 2024-06-20.vtt", transcript, "2024-06-21")
    take_in(workspace, "Wessex/Interview 2024-06-20.txt", "Themes are known.\n", "2024-06-21")
    at = noon("2024-06-25")

    unplaced = of_no_meeting(workspace, attendances(workspace, at.date()))
    meant = meetings_named(workspace, ["M3-wessex", "M4-wessex"])
    record_meetings(workspace, meant, Said(source_ids=("S002",), participants=2), MARSH, at)
    planned = meetings_named(workspace, ["M5-wessex"])
    record_meetings(workspace, planned, Said(planned=day("2024-06-24")), MARSH, at)

    held = {a.meeting.meeting_id: a for a in attendances(workspace, at.date())}
    assert unplaced == ["S002"]
    assert held["M1-wessex"].held == day("2024-06-20")
    assert held["M1-wessex"].remark == "1 person took part; 4 to 6 are wanted"
    assert held["M4-wessex"].people == 2
    assert held["M5-wessex"].state.value == "late"


def test_what_was_said_of_a_meeting_can_be_undone(workspace: Workspace) -> None:
    meant = meetings_named(workspace, ["M3-wessex"])
    extra = another_meeting(workspace, "the Area's IQA lead", WESSEX, "interview")
    record_meetings(workspace, [*meant, extra], Said(planned=day("2024-06-24")), MARSH, AT)
    known = another_meeting(workspace, "the Area's IQA lead", WESSEX, "interview")

    undo_last(workspace)

    assert known.meeting_id == "Y1-wessex"
    found = {a.meeting.meeting_id: a for a in attendances(workspace, AT.date())}
    assert found["M3-wessex"].meeting.planned is None
    assert "Y1-wessex" not in found


def test_a_meeting_was_not_held_tomorrow(workspace: Workspace) -> None:
    meant = meetings_named(workspace, ["M3-wessex"])

    with pytest.raises(RequestInvalid, match="still to come"):
        record_meetings(workspace, meant, Said(held=day("2024-05-08")), MARSH, AT)


def test_the_store_keeps_what_was_said_to_the_letter(workspace: Workspace) -> None:
    request = replace(
        request_named(workspace, "R1", LONDON),
        expected=None,
        note="\u201cif any\u201d",
        dropped=True,
    )

    expect(workspace, [request], Wish(asked=day("2024-05-01")), MARSH, AT)

    [kept] = InventoryStore(workspace.database).requests()
    assert kept == replace(request, asked=day("2024-05-01"))


def test_files_that_were_taken_in_later_came_on_the_day_that_is_said(workspace: Workspace) -> None:
    taken = take_in(workspace, "Wessex/CQB minutes 2024-03-12.txt", "1. IQA", "2024-07-10")
    note = take_in(workspace, "Wessex/Interview DCCP 2024-07-03.txt", "We rang.", "2024-07-10")
    assert taken.source
    assert note.source
    names = [taken.source.source_id, note.source.source_id]

    told = came_on(workspace, names, day("2024-05-28"), MARSH, noon("2024-07-10"))
    again = came_on(workspace, names, day("2024-05-28"), MARSH, noon("2024-07-10"))

    assert told == again == [taken.source.source_id]
    arrivals = [a for s in standings(workspace, day("2024-07-10")) for a in s.arrivals]
    assert [(a.source_id, a.received) for a in arrivals] == [(names[0], day("2024-05-28"))]
