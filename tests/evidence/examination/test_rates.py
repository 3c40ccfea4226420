"""Rates carry their counts, stay inside 0 and 1, and round halves up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.rates import Rate, agreement

RATES = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
YES, NO, NOT_APPLICABLE = DcpAnswer


def an_answer(judgement: Judgement, dcp_answer: DcpAnswer = YES) -> Answer:
    return Answer("Q01", dcp_answer, judgement)


def test_a_rate_reads_with_its_counts() -> None:
    assert str(Rate(132, 210)) == "132 of 210 (62.9%)"


def test_a_rate_of_no_files_says_so_and_has_no_interval() -> None:
    rate = Rate(0, 0)

    assert str(rate) == "no files"
    assert rate.interval() is None
    assert rate.proportion is None


def test_a_rate_of_no_files_has_no_percentage() -> None:
    with pytest.raises(ValueError, match="no percentage"):
        Rate(0, 0).percentage()


@pytest.mark.parametrize(("count", "total"), [(3, 2), (-1, 4), (1, 0)])
def test_a_count_outside_its_total_is_a_mistake(count: int, total: int) -> None:
    with pytest.raises(ValueError, match="is not a rate"):
        Rate(count, total)


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(count: int, total: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3."""
    assert Rate(count, total).interval() == pytest.approx((low, high), abs=5e-5)


def test_twelve_of_an_areas_fifteen_files_is_a_wide_range() -> None:
    assert Rate(12, 15).interval() == pytest.approx((0.548, 0.930), abs=5e-4)


@given(RATES)
def test_the_interval_holds_the_proportion_within_0_and_1(rate: tuple[int, int]) -> None:
    interval = Rate(*rate).interval()

    assert interval is not None
    assert 0 <= interval[0] <= rate[0] / rate[1] <= interval[1] <= 1


@given(RATES, st.integers(0, 3))
def test_percentages_round_halves_up(rate: tuple[int, int], decimals: int) -> None:
    exact = Decimal(100 * rate[0] * 10**decimals) / Decimal(rate[1])
    # 28 digits are enough to tell a half from anything near it at totals up to 500.
    expected = exact.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-decimals)

    assert Decimal(Rate(*rate).percentage(decimals)) == expected
    assert len(Rate(*rate).percentage(decimals).partition(".")[2]) == decimals


def test_only_yes_and_no_that_were_judged_count_towards_agreement() -> None:
    answers = [
        an_answer(Judgement.AGREE),
        an_answer(Judgement.AGREE, NO),
        an_answer(Judgement.DISAGREE),
        an_answer(Judgement.NOT_APPLICABLE),
        an_answer(Judgement.CANNOT_TELL),
        an_answer(Judgement.AGREE, NOT_APPLICABLE),
        an_answer(Judgement.DISAGREE, NOT_APPLICABLE),
    ]

    assert agreement(answers) == Rate(2, 3)
