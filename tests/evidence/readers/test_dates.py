"""Dates as offices write them, day first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.readers.dates import dates_in, likeliest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-14", "2024-03-14"),
        ("20240314 board", "2024-03-14"),
        ("14 March 2024", "2024-03-14"),
        ("Thursday, 14th of March, 2024", "2024-03-14"),
        ("14 Mar 24", "2024-03-14"),
        ("14-Mar-2024", "2024-03-14"),
        ("March 14, 2024", "2024-03-14"),
        ("14.3.24", "2024-03-14"),
        ("03/04/2024", "2024-04-03"),
        ("26-06-24", "2024-06-26"),
        ("CQB_14_03_2024", "2024-03-14"),
        ("14032024", "2024-03-14"),
        ("Mar 2024", "2024-03-01"),
        ("Sept '23", "2023-09-01"),
        ("minutes 2024-03", "2024-03-01"),
        ("Q2 2024-25", "2024-07-01"),
        ("Quarter four, 2023-24", "2024-01-01"),
        ("2023/24 Q1", "2023-04-01"),
    ],
)
def test_a_date_is_read(text: str, expected: str) -> None:
    assert [str(d.when) for d in dates_in(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2024",
        "item 4.2",
        "10.30",
        "99NN0004417",
        "13/13/2024",
        "may 5",
        "54 of 62",
        "v1.2.3",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates_in(text) == ()


def test_dates_come_in_order_with_their_places() -> None:
    text = "from 1 May 2024 to 3 June 2024"

    assert [text[d.start : d.end] for d in dates_in(text)] == ["1 May 2024", "3 June 2024"]


def test_the_date_of_the_meeting_wins_over_other_meetings() -> None:
    lines = (
        "Minutes of the meeting of 4 January 2024 were agreed.",
        "Next meeting: 12 June 2024",
        "Held on 14 March 2024",
    )

    assert likeliest(lines)[0] == date(2024, 3, 14)


def test_a_day_wins_over_a_month() -> None:
    assert likeliest(("Board, March 2024", "14 March 2024"))[0] == date(2024, 3, 14)


@given(
    st.dates(date(2000, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%d %B %Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y"]),
)
def test_every_day_is_read_back(day: date, form: str) -> None:
    assert [d.when for d in dates_in(day.strftime(form))] == [day]


def test_a_season_is_its_first_month() -> None:
    assert [str(d.when) for d in dates_in("Casework newsletter, spring 2024")] == ["2024-03-01"]


def test_a_grade_with_a_number_is_no_day_of_a_month() -> None:
    assert [(str(d.when), d.grain) for d in dates_in("IQA form DCP1 May 2024")] == [
        ("2024-05-01", "month")
    ]
