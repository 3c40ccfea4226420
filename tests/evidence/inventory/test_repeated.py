"""Copied passages in a real store: pointed out on ingest, and named segment by segment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.inspection import Inspection, RepetitionSettings
from evidence.repeated import alike, repeats
from evidence.workspace import Workspace
from tests.evidence.inventory.asking import a_workspace, take_in

BOARD = (
    "The board noted that reviews seldom set out a trial strategy and asked both units "
    "for a plan by the end of July.",
    "The deputy chief crown prosecutor praised the disclosure records in eight of the ten "
    "files that had been sampled in the quarter.",
)
OWN = "Colleagues, please remember that the car park at the court centre is closed in August."
MINUTES = "\n\n".join(BOARD) + "\n"
BRIEFING = "\n\n".join((OWN, *BOARD)) + "\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with a_workspace(tmp_path / "inspection") as opened:
        yield opened


def near(workspace: Workspace, path: str, text: str) -> list[str]:
    taken = take_in(workspace, path, text, "2024-06-03")
    return [n.message for n in taken.notices if n.code == "near_duplicate"]


def test_a_briefing_that_pastes_the_minutes_says_so_when_it_is_taken_in(
    workspace: Workspace,
) -> None:
    assert near(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES) == []

    said = near(workspace, "Wessex/Team briefing 2024-05-28.txt", BRIEFING)

    assert said == ["It shares 75% of its words with S001."]


def test_minutes_that_come_after_the_briefing_say_so_too(workspace: Workspace) -> None:
    long = MINUTES + "\n" + "\n\n".join(f"Item {n} was about paper {n * 7}." for n in range(40))
    near(workspace, "Wessex/Team briefing 2024-05-28.txt", MINUTES)

    said = near(workspace, "Wessex/CQB minutes 2024-05-20.txt", long)

    assert said == ["It holds 100% of the words of S001."]


def test_a_newer_version_and_an_exact_copy_are_no_near_duplicates(workspace: Workspace) -> None:
    near(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES)

    assert near(workspace, "Wessex/other/The same.txt", MINUTES) == []
    take_in(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES + OWN + "\n", "2024-06-04")
    assert alike(workspace) == []


def test_the_setting_says_from_which_share_it_is_pointed_out(workspace: Workspace) -> None:
    settings = replace(
        workspace.inspection.settings, repetition=RepetitionSettings(notice_percent=80)
    )
    strict = replace(workspace, inspection=Inspection(workspace.inspection.framework, settings))
    near(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES)

    half = f"{OWN}\n\n{BOARD[0]}\n"
    assert near(strict, "Wessex/Team briefing 2024-05-28.txt", half) == []
    assert alike(strict) == []
    assert len(alike(workspace)) == 1


def test_the_pair_is_listed_with_what_each_shares(workspace: Workspace) -> None:
    near(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES)
    near(workspace, "Wessex/Team briefing 2024-05-28.txt", BRIEFING)

    [pair] = alike(workspace)

    assert (pair.source_id, pair.like) == ("S002", "S001")
    assert (round(pair.share, 2), pair.share_of_like, pair.most) == (0.75, 1.0, 1.0)


def test_each_copied_segment_names_the_one_it_repeats(workspace: Workspace) -> None:
    near(workspace, "Wessex/Team briefing 2024-05-28.txt", BRIEFING)
    near(workspace, "Wessex/CQB minutes 2024-05-20.txt", MINUTES)

    found = repeats(workspace)

    # The minutes are the older document, though they came later.
    assert found == {"S001-002": "S002-001", "S001-003": "S002-002"}


def test_a_copy_of_a_copy_leads_to_the_first(workspace: Workspace) -> None:
    for name in ("CQB minutes 2024-05-20", "Team briefing 2024-05-28", "Newsletter 2024-06-01"):
        words = f"{name} was written by hand and says things of its own at some length here."
        near(workspace, f"Wessex/{name}.txt", f"{words}\n\n{BOARD[0]}\n")

    assert repeats(workspace) == {"S002-002": "S001-002", "S003-002": "S001-002"}


def test_short_phrases_of_the_house_are_no_copies(workspace: Workspace) -> None:
    phrase = "There being no further business the chair closed the meeting at noon."
    for number in (1, 2):
        text = f"Item {number} was new and unlike anything else.\n\n{phrase}\n"
        near(workspace, f"Wessex/CQB minutes {number} May 2024.txt", text)

    assert repeats(workspace) == {}


def test_every_focus_group_may_be_asked_the_same_questions(workspace: Workspace) -> None:
    question = (
        "What happens in your unit with the themes that come out of the assessments, and who "
        "tells you about them?"
    )
    for grade, answer in (("SCP", "Nobody tells us anything."), ("DCP", "We read the bulletin.")):
        text = (
            f"WEBVTT\n\n00:01.000 --> 00:05.000\n<v Inspector>{question}\n\n"
            f"00:06.000 --> 00:09.000\n<v {grade}1>{answer}\n"
        )
        near(workspace, f"Wessex/FG {grade} 2024-06-20.vtt", text)

    assert alike(workspace) == []
    assert repeats(workspace) == {}
