"""Agreement beyond chance, against a published example."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import approx_fprime
from scipy.stats import binomtest, norm

from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.chance import Interval, TwoByTwo, two_by_two


def test_kappa_and_ac1_are_those_of_gwets_example() -> None:
    """K. L. Gwet, Statistical Methods for Inter-Rater Reliability Assessment 1, 2002, p. 3."""
    table = TwoByTwo(yes_yes=118, yes_no=5, no_yes=2, no_no=0)

    assert table.kappa() == pytest.approx(-0.0234, abs=5e-5)
    assert table.ac1() == pytest.approx(0.9408, abs=5e-5)


def test_kappa_of_a_textbook_table() -> None:
    """20 and 15 agreed of 50, chance 0.5: (0.7 - 0.5) / (1 - 0.5)."""
    assert TwoByTwo(20, 5, 10, 15).kappa() == pytest.approx(0.4)


def test_neither_is_defined_without_files() -> None:
    assert TwoByTwo(0, 0, 0, 0).kappa() is None
    assert TwoByTwo(0, 0, 0, 0).ac1() is None


def test_kappa_is_not_defined_where_nothing_but_yes_is_said() -> None:
    table = TwoByTwo(10, 0, 0, 0)

    assert table.kappa() is None
    assert table.ac1() == 1.0


def test_disagreeing_with_a_no_means_yes() -> None:
    answers = [
        Answer("Q01", DcpAnswer.YES, Judgement.DISAGREE),
        Answer("Q01", DcpAnswer.NO, Judgement.DISAGREE),
        Answer("Q01", DcpAnswer.NO, Judgement.AGREE),
        Answer("Q01", DcpAnswer.NO, Judgement.CANNOT_TELL),
        Answer("Q01", DcpAnswer.NOT_APPLICABLE, Judgement.AGREE),
    ]

    assert two_by_two(answers) == TwoByTwo(yes_yes=0, yes_no=1, no_yes=1, no_no=1)


def kappa_of(shares: np.ndarray) -> float:
    table = shares.reshape(2, 2)
    by_chance = float(table.sum(axis=1) @ table.sum(axis=0))
    return (float(table.trace()) - by_chance) / (1 - by_chance)


def ac1_of(shares: np.ndarray) -> float:
    table = shares.reshape(2, 2)
    yes = float(table[0].sum() + table[:, 0].sum()) / 2
    return (float(table.trace()) - 2 * yes * (1 - yes)) / (1 - 2 * yes * (1 - yes))


def by_the_covariance(
    counts: tuple[int, int, int, int], of: Callable[[np.ndarray], float], free: int
) -> Interval:
    """The delta method by the book: slopes by differences, covariance of a multinomial."""
    shares = np.array(counts) / sum(counts)
    slopes = approx_fprime(shares, of, 1e-7)
    covariance = np.diag(shares) - np.outer(shares, shares)
    margin = norm.ppf(0.975) * np.sqrt(max(0.0, float(slopes @ covariance @ slopes)) / free)
    return max(-1.0, of(shares) - margin), min(1.0, of(shares) + margin)


@settings(max_examples=40)
@given(st.tuples(*[st.integers(1, 60)] * 4))
def test_intervals_are_those_of_the_delta_method(counts: tuple[int, int, int, int]) -> None:
    table, total = TwoByTwo(*counts), sum(counts)

    assert table.kappa_interval() == pytest.approx(
        by_the_covariance(counts, kappa_of, total), abs=1e-5
    )
    assert table.ac1_interval() == pytest.approx(
        by_the_covariance(counts, ac1_of, total - 1), abs=1e-5
    )


def test_intervals_of_the_two_by_two_table_of_a_textbook() -> None:
    """The standard error of kappa by the formula of Fleiss, Cohen and Everitt, 1969, (14)."""
    table = TwoByTwo(20, 5, 10, 15)
    p, rows, columns = np.array([[0.4, 0.1], [0.2, 0.3]]), (0.5, 0.5), (0.6, 0.4)
    kappa, by_chance = 0.4, 0.5
    a = sum(p[i, i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in (0, 1))
    b = (1 - kappa) ** 2 * sum(p[i, 1 - i] * (columns[i] + rows[1 - i]) ** 2 for i in (0, 1))
    c = (kappa - by_chance * (1 - kappa)) ** 2
    error = np.sqrt((a + b - c) / 50) / (1 - by_chance)

    assert table.kappa_interval() == pytest.approx(
        (0.4 - 1.96 * error, 0.4 + 1.96 * error), abs=1e-4
    )


def test_where_nobody_parted_the_interval_is_that_of_the_share() -> None:
    low = binomtest(15, 15).proportion_ci(method="wilson").low

    assert TwoByTwo(15, 0, 0, 0).ac1_interval() == pytest.approx((low, 1.0))
    assert TwoByTwo(15, 0, 0, 0).kappa_interval() is None
    assert TwoByTwo(10, 0, 0, 5).kappa_interval() == pytest.approx(((low - 5 / 9) / (4 / 9), 1.0))
    assert TwoByTwo(0, 0, 0, 0).ac1_interval() is None


@settings(max_examples=30)
@given(st.tuples(*[st.integers(0, 9)] * 4))
def test_an_interval_holds_its_value_and_stays_within_one(
    counts: tuple[int, int, int, int],
) -> None:
    table = TwoByTwo(*counts)

    for value, bounds in (
        (table.kappa(), table.kappa_interval()),
        (table.ac1(), table.ac1_interval()),
    ):
        assert (value is None) == (bounds is None)
        if value is not None and bounds is not None:
            assert -1 <= bounds[0] <= value + 1e-12
            assert value - 1e-12 <= bounds[1] <= 1
