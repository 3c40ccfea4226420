"""What `iqa status` says of documents and meetings, and what is late against the timetable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.attendances import Said, meetings_named, record_meetings
from evidence.inspection import Inspection
from evidence.inventory import Wish, chosen, expect
from evidence.workspace import Workspace
from report_builder.progress import Part, progress_of
from tests.evidence.inventory.asking import MARSH, WESSEX, a_workspace, day, noon, take_in

DOCUMENTS, MEETINGS, FILES = "Documents received", "Interviews and focus groups", "Files examined"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path / "inspection") as opened:
        yield opened


def with_timetable(workspace: Workspace, **starts: date) -> Workspace:
    settings = replace(workspace.inspection.settings, timetable=starts)
    return replace(workspace, inspection=Inspection(workspace.inspection.framework, settings))


def part(workspace: Workspace, name: str, today: str) -> Part:
    return next(p for p in progress_of(workspace, day(today)) if p.part == name)


def test_documents_are_counted_and_the_late_ones_named_by_area(workspace: Workspace) -> None:
    due = Wish(due=day("2024-05-31"))
    expect(workspace, chosen(workspace, ["R1"], WESSEX), due, MARSH, noon("2024-05-07"))
    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", "The board met.\n", "2024-05-21")

    before = part(workspace, DOCUMENTS, "2024-05-31")
    after = part(workspace, DOCUMENTS, "2024-06-01")

    assert (before.done, before.of) == (1, 16)
    assert before.look == "15 to come: London North (8), Wessex (7)"
    assert after.look == "2 late: Wessex (2); 13 to come: London North (8), Wessex (5)"


def test_meetings_that_are_late_and_those_to_be_held_are_told_apart(workspace: Workspace) -> None:
    meant = meetings_named(workspace, ["M1-wessex"])
    record_meetings(workspace, meant, Said(planned=day("2024-06-20")), MARSH, noon("2024-06-01"))

    on_the_day = part(workspace, MEETINGS, "2024-06-20").look
    after = part(workspace, MEETINGS, "2024-06-21").look

    assert on_the_day == "14 to be held: London North (5), Wessex (5), National (4)"
    assert after.startswith("1 late: M1-wessex; 13 to be held: ")


def test_a_stage_that_is_over_says_what_it_left_undone(workspace: Workspace) -> None:
    dated = with_timetable(workspace, file_examination=day("2024-06-17"))

    assert part(dated, FILES, "2024-08-04").look == ""
    assert part(dated, FILES, "2024-08-05").look == "late: file examination ended on 4 August 2024"


def test_without_a_timetable_no_stage_makes_anything_late(workspace: Workspace) -> None:
    assert not any("late" in p.look for p in progress_of(workspace, day("2099-01-01")))


def test_what_has_a_day_of_its_own_is_not_late_by_a_stage(workspace: Workspace) -> None:
    starts = {"pre_inspection": day("2024-05-07"), "document_reading": day("2024-06-03")}
    dated = with_timetable(workspace, **starts)

    undated = part(dated, DOCUMENTS, "2024-06-10").look
    due = Wish(due=day("2024-06-30"))
    expect(dated, chosen(dated, [], None), due, MARSH, noon("2024-05-07"))

    assert undated.startswith("late: pre-inspection stage ended on 2 June 2024; ")
    assert "late" not in part(dated, DOCUMENTS, "2024-06-10").look
