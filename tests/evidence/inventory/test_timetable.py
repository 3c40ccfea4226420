"""Where a day stands in the timetable."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.timetable import dated_stages, where
from tests.evidence.inventory.asking import FRAMEWORK, day

START = {"pre_inspection": day("2024-05-07"), "document_reading": day("2024-06-03")}
STAGES = dated_stages(FRAMEWORK.stages, START)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2024-05-06", "pre-inspection stage begins on 7 May 2024"),
        ("2024-05-07", "pre-inspection stage, week 1"),
        ("2024-06-02", "pre-inspection stage, week 4"),
        ("2024-06-03", "document reading stage, week 1 of 2"),
        ("2024-06-16", "document reading stage, week 2 of 2"),
        ("2024-07-01", "file examination, week 3 of 7"),
        ("2024-08-10", "internal quality assurance, week 1 of 1"),
        ("2024-10-20", "post-onsite stage, week 8 of 8"),
        ("2024-10-21", "after post-onsite stage"),
    ],
)
def test_a_day_stands_in_a_stage_and_week(today: str, said: str) -> None:
    assert where(STAGES, day(today)) == said


def test_without_dates_there_is_nothing_to_say() -> None:
    stages = dated_stages(FRAMEWORK.stages, {})

    assert where(stages, day("2024-07-01")) == ""
    assert not any(stage.over(day("2099-01-01")) for stage in stages)


def test_interleaved_stages_are_both_named() -> None:
    stages = dated_stages(FRAMEWORK.stages, {**START, "onsite": day("2024-07-22")})

    said = where(stages, day("2024-07-23"))

    assert said == "file examination, week 6 of 7; onsite stage, week 1 of 2"


def test_a_gap_between_stages_names_both_its_ends() -> None:
    stages = dated_stages(FRAMEWORK.stages, {**START, "file_examination": day("2024-07-01")})

    said = where(stages, day("2024-06-20"))

    assert said == "after document reading stage; file examination begins on 1 July 2024"


def test_a_stage_without_a_length_lasts_until_the_next_begins() -> None:
    first = STAGES[0]

    assert not first.over(day("2024-06-02"))
    assert first.over(day("2024-06-03"))


@given(st.integers(-400, 400).map(lambda n: day("2024-06-03") + timedelta(days=n)))
def test_no_stage_is_over_while_it_lasts_or_before_it_begins(today: date) -> None:
    for stage in STAGES:
        assert not (stage.current(today) and stage.over(today))
        if stage.begins is not None and today < stage.begins:
            assert not stage.over(today)
