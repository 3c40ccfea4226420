"""Agreement is worked out as in the published examples, and obeys its laws."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap as scipy_bootstrap

from evidence.reliability.coefficients import ac1, alpha, kappa, percent_agreement, reliability
from evidence.reliability.intervals import bootstrap
from evidence.reliability.ratings import Ratings, ratings_of

FOUR_OBSERVERS = {
    "A": "1 2 3 3 2 1 4 1 2 . . .",
    "B": "1 2 3 3 2 2 4 1 2 5 . 3",
    "C": ". 3 3 3 2 3 4 2 2 5 1 .",
    "D": "1 2 3 3 2 4 4 1 2 5 1 .",
}
"""K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C."""


def table(by_rater: dict[str, str]) -> Ratings:
    columns = {rater: row.split() for rater, row in by_rater.items()}
    length = len(next(iter(columns.values())))
    return ratings_of(
        (f"u{i:03}", {r: row[i] for r, row in columns.items() if row[i] != "."})
        for i in range(length)
    )


def two_by_two(both: int, first: int, second: int, neither: int) -> Ratings:
    said = [("y", "y")] * both + [("y", "n")] * first + [("n", "y")] * second
    said += [("n", "n")] * neither
    return ratings_of((f"u{i:03}", {"RA": a, "RB": b}) for i, (a, b) in enumerate(said))


def test_alpha_is_that_of_krippendorffs_four_observers_with_gaps() -> None:
    assert alpha(table(FOUR_OBSERVERS)) == pytest.approx(0.743, abs=0.0005)


def test_ac1_and_percent_are_gwets_for_the_same_four_observers() -> None:
    """K. L. Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014, table 2.13 and on."""
    ratings = table(FOUR_OBSERVERS)

    assert percent_agreement(ratings) == pytest.approx(0.818, abs=0.0005)
    assert ac1(ratings) == pytest.approx(0.775, abs=0.0005)


def test_kappa_is_that_of_a_hand_computed_table() -> None:
    """Observed 35 of 50; expected (25 x 30 + 25 x 20) / 50 squared = 0.5."""
    assert kappa(two_by_two(20, 5, 10, 15)) == pytest.approx((0.7 - 0.5) / (1 - 0.5))


def test_ac1_stays_high_where_kappa_collapses() -> None:
    """Feinstein and Cicchetti's paradox: 118 of 125 alike, kappa below nothing."""
    ratings = two_by_two(118, 5, 2, 0)

    assert kappa(ratings) == pytest.approx(-0.0234, abs=0.0005)
    assert ac1(ratings) == pytest.approx(0.9409, abs=0.0005)


def test_nothing_rated_twice_has_no_agreement() -> None:
    alone = ratings_of([("u1", {"RA": "y"}), ("u2", {"RB": "n"})])

    found = reliability(alone)

    assert (found.units, found.percent, found.kappa, found.ac1, found.alpha) == (
        0, None, None, None, None,
    )  # fmt: skip


def test_all_in_one_category_has_agreement_but_no_alpha_or_kappa() -> None:
    found = reliability(two_by_two(0, 0, 0, 9), categories=2)

    assert (found.percent, found.ac1, found.kappa, found.alpha) == (1.0, 1.0, None, None)


def test_kappa_is_asked_of_two_raters_only() -> None:
    with pytest.raises(ValueError, match="two raters, not 4"):
        kappa(table(FOUR_OBSERVERS))


def test_two_raters_are_compared_on_what_both_rated() -> None:
    between = table(FOUR_OBSERVERS).between("A", "C")

    assert [unit.unit_id for unit in between.units] == [f"u{i:03}" for i in range(1, 9)]


def test_an_interval_is_the_same_for_the_same_seed_and_holds_the_value() -> None:
    ratings = two_by_two(20, 5, 10, 15)
    value = alpha(ratings)

    interval = bootstrap(ratings, alpha, seed=7, draws=400)

    assert interval == bootstrap(ratings, alpha, seed=7, draws=400)
    assert interval is not None
    assert value is not None
    assert interval[0] < value < interval[1]
    assert interval != bootstrap(ratings, alpha, seed=8, draws=400)


def test_an_interval_narrows_with_more_units() -> None:
    few = bootstrap(two_by_two(4, 1, 2, 3), percent_agreement, seed=1, draws=400)
    many = bootstrap(two_by_two(40, 10, 20, 30), percent_agreement, seed=1, draws=400)

    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


def test_intervals_are_those_of_scipys_percentile_bootstrap() -> None:
    """Draws differ, so that the bounds are alike to about two decimals."""
    said = np.repeat([[1, 1], [1, 0], [0, 1], [0, 0]], [60, 15, 30, 45], axis=0)

    def kappa_of(one: np.ndarray, other: np.ndarray) -> float:
        by_chance = one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean())
        return float(((one == other).mean() - by_chance) / (1 - by_chance))

    def same(one: np.ndarray, other: np.ndarray) -> float:
        return float((one == other).mean())

    for coefficient, of in ((kappa, kappa_of), (percent_agreement, same)):
        theirs = scipy_bootstrap(
            (said[:, 0], said[:, 1]), of, paired=True, vectorized=False, n_resamples=1500,
            method="percentile", rng=3,
        ).confidence_interval  # fmt: skip
        ours = bootstrap(two_by_two(60, 15, 30, 45), coefficient, seed=5, draws=1500)

        assert ours == pytest.approx((theirs.low, theirs.high), abs=0.025)


SAID = st.lists(
    st.dictionaries(st.sampled_from(["RA", "RB", "RC"]), st.sampled_from("xyz"), max_size=3),
    max_size=12,
)


def numbered(said: list[dict[str, str]]) -> Ratings:
    return ratings_of((f"u{i:03}", s) for i, s in enumerate(said))


@given(SAID, st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(
    said: list[dict[str, str]], chance: random.Random
) -> None:
    mixed = list(said)
    chance.shuffle(mixed)

    one, other = reliability(numbered(said)), reliability(numbered(mixed))

    assert (one.units, one.contested) == (other.units, other.contested)
    for name in ("percent", "ac1", "alpha"):
        assert getattr(one, name) == pytest.approx(getattr(other, name))


@given(SAID)
def test_other_names_for_the_categories_change_nothing(said: list[dict[str, str]]) -> None:
    renamed = [{r: {"x": "q", "y": "a", "z": "m"}[c] for r, c in s.items()} for s in said]

    one, other = reliability(numbered(said)), reliability(numbered(renamed))

    for name in ("percent", "ac1", "alpha"):
        assert getattr(one, name) == pytest.approx(getattr(other, name))


@given(SAID)
def test_no_coefficient_passes_one_and_full_agreement_reaches_it(
    said: list[dict[str, str]],
) -> None:
    found = reliability(numbered(said))

    for name in ("percent", "ac1", "alpha"):
        value = getattr(found, name)
        assert value is None or value <= 1 + 1e-9
        if value is not None and not found.contested:
            assert value == pytest.approx(1)
