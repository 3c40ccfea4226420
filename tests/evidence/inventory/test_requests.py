"""What is asked of whom, and what counts as late."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evidence.inspection import RequestSettings
from evidence.requests import Arrival, Standing, State, next_extra, requests_of
from tests.evidence.inventory.asking import LONDON, WESSEX, a_request, an_inspection, day

DUE = day("2024-05-31")


def standing(today: str, *came: str, number: int | None = 3, nothing: str = "") -> Standing:
    arrivals = tuple(Arrival(day(text)) for text in came)
    return Standing(a_request(number, due="2024-05-31"), arrivals, day(today), nothing)


def test_every_visited_area_is_asked_for_what_the_framework_asks() -> None:
    asked = requests_of(an_inspection())

    assert [r.request_id for r in asked if r.area == WESSEX] == [
        f"R{number}-wessex" for number in range(1, 7)
    ]
    assert {r.area for r in asked} == {WESSEX, LONDON}
    assert asked[0].request_id == "R1-london-north"


def test_a_setting_asks_every_area() -> None:
    every = requests_of(an_inspection(requests=RequestSettings(every_area=True)))

    assert len({r.area for r in every}) == 14


def test_the_days_of_the_settings_hold_where_a_request_has_none() -> None:
    dates = RequestSettings(asked=day("2024-05-07"), due=DUE)
    own = a_request(due="2024-06-15")

    asked = {r.request_id: r.due for r in requests_of(an_inspection(requests=dates), [own])}

    assert asked["R1-wessex"] == day("2024-06-15")
    assert asked["R2-wessex"] == DUE


def test_what_was_recorded_of_an_area_no_longer_visited_stays() -> None:
    recorded = a_request(area="North East", request_id="R1-north-east")

    assert recorded in requests_of(an_inspection(), [recorded])


def test_requests_in_words_are_numbered_by_area_and_come_last() -> None:
    extra = a_request(request_id="X1-wessex", framework_id="", text="A training plan")

    asked = [r.request_id for r in requests_of(an_inspection(), [extra]) if r.area == WESSEX]

    assert asked[-1] == "X1-wessex"
    assert next_extra(WESSEX, [extra]) == "X2-wessex"
    assert next_extra("", [extra]) == "X1-national"


def test_nothing_is_late_on_the_day_it_is_due() -> None:
    assert standing("2024-05-31").late == 0
    assert standing("2024-05-31").state is State.OUTSTANDING
    assert standing("2024-06-01").late == 3
    assert standing("2024-06-01").state is State.LATE


def test_without_a_day_nothing_is_ever_late() -> None:
    undated = Standing(a_request(), (Arrival(day("2030-01-01")),), day("2031-01-01"))

    assert (undated.outstanding, undated.late) == (2, 0)


def test_what_came_after_its_day_is_late_though_it_came() -> None:
    some = standing("2024-07-01", "2024-05-31", "2024-06-01")

    assert (some.received, some.outstanding, some.overdue, some.received_late) == (2, 1, 1, 1)
    assert some.late == 2


def test_where_any_number_may_come_an_area_must_still_answer() -> None:
    assert standing("2024-06-01", number=None).outstanding == 1
    assert standing("2024-06-01", "2024-05-01", number=None).outstanding == 0
    assert standing("2024-06-01", number=None, nothing="none made").state is State.NOTHING


def test_an_area_that_has_no_more_owes_nothing() -> None:
    closed = standing("2024-06-01", "2024-05-01", nothing="only one was held")

    assert (closed.outstanding, closed.late, closed.state) == (0, 0, State.RECEIVED)


def test_what_is_asked_no_longer_is_owed_no_longer() -> None:
    dropped = Standing(a_request(due="2024-05-31", dropped=True), (), day("2024-07-01"))

    assert (dropped.needed, dropped.outstanding, dropped.late) == (0, 0, 0)
    assert dropped.state is State.DROPPED


DAYS = st.integers(-40, 40).map(lambda n: DUE + timedelta(days=n))


@given(st.lists(DAYS, max_size=6), DAYS, st.none() | st.integers(0, 6))
def test_nothing_is_late_before_its_date(came: list[date], today: date, number: int | None) -> None:
    seen = tuple(Arrival(when) for when in came if when <= today)
    one = Standing(a_request(number, due=DUE.isoformat()), seen, today)

    if today <= DUE:
        assert one.late == 0
    assert 0 <= one.overdue <= one.outstanding
    assert one.late <= one.received + one.outstanding
