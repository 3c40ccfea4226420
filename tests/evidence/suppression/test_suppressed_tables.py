"""No hidden number can be found out from what is published: every way to fill it in is tried."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from evidence.examination.rates import Rate
from evidence.suppression.markers import legend
from evidence.suppression.people import outward_rates
from evidence.suppression.ranges import TOTAL, range_of
from evidence.suppression.tables import EVERY_SIDE, Margins, hidden_cells, with_totals

tables = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(
            st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 30]), min_size=columns, max_size=columns
        ),
        min_size=1,
        max_size=5,
    )
)
margins = st.builds(Margins, st.booleans(), st.booleans(), st.booleans())


def bounds(
    counts: list[list[int]], place: tuple[int, int], hidden: set[tuple[int, int]]
) -> tuple[float, float]:
    """What a reader with a solver finds: each sum is an equation, each hidden cell an unknown."""
    table = with_totals(counts)
    at = {cell: n for n, cell in enumerate(sorted(hidden))}
    rows = [*range(len(counts)), TOTAL]
    columns = [*range(len(counts[0])), TOTAL]
    equations, sums = [], []
    lines = [[(r, c) for c in columns] for r in rows] + [[(r, c) for r in rows] for c in columns]
    for line in lines:
        weights, known = [0.0] * len(at), 0
        for cell in line:
            sign = -1 if cell == line[-1] else 1
            if cell in at:
                weights[at[cell]] = sign
            else:
                known += sign * table[cell]
        equations.append(weights)
        sums.append(-known)
    goal = [1.0 if cell == place else 0.0 for cell in at]
    found = []
    for sign in (1, -1):
        solved = linprog([sign * g for g in goal], A_eq=equations, b_eq=sums, bounds=(0, None))
        found.append(float("inf") if solved.status == 3 else sign * solved.fun)
    return found[0], found[1]


@settings(max_examples=40, deadline=None)
@given(tables, margins)
def test_no_hidden_cell_can_be_worked_out_from_what_is_published(
    counts: list[list[int]], published: Margins
) -> None:
    hidden = hidden_cells(counts, 5, published)
    table = with_totals(counts)
    unknown = set(hidden) | {p for p in table if not _is_published(p, published)}
    everything = all(p in unknown for p in table)

    for place in hidden:
        least, most = bounds(counts, place, unknown)
        assert everything or most - least >= 5 - 1e-6, (counts, place)
        assert least <= table[place] <= most + 1e-6


def _is_published(place: tuple[int, int], published: Margins) -> bool:
    if place == (TOTAL, TOTAL):
        return published.whole
    return (place[1] != TOTAL or published.rows) and (place[0] != TOTAL or published.columns)


@settings(max_examples=40, deadline=None)
@given(tables, st.integers(2, 6))
def test_every_small_number_is_hidden_and_nothing_without_need(
    counts: list[list[int]], threshold: int
) -> None:
    hidden = hidden_cells(counts, threshold)
    small = {p for p, n in with_totals(counts).items() if 0 < n < threshold}

    assert small <= hidden
    assert bool(small) or not hidden


@settings(max_examples=25, deadline=None)
@given(tables)
def test_the_range_is_what_a_solver_finds(counts: list[list[int]]) -> None:
    hidden = set(hidden_cells(counts, 5))
    table = with_totals(counts)

    for place in hidden:
        found = range_of(place, table, hidden)
        least, most = bounds(counts, place, hidden)
        assert found.least == pytest.approx(least)
        assert (found.most if found.most is not None else float("inf")) == pytest.approx(most)


def test_one_small_number_in_a_row_takes_the_next_smallest_with_it() -> None:
    assert hidden_cells([[3, 20, 9, 40]], 5, Margins(columns=False)) == {(0, 0), (0, 2)}


def test_a_cell_alone_in_its_row_and_column_hides_a_rectangle() -> None:
    hidden = hidden_cells([[2, 20, 30], [20, 10, 20], [30, 20, 15]], 5)

    assert hidden == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_small_numbers_whose_sum_is_known_are_not_safe_together() -> None:
    hidden = hidden_cells([[1, 1, 30, 50]], 5, Margins(columns=False))

    assert hidden == {(0, 0), (0, 1), (0, 2)}


def test_a_total_that_is_small_itself_is_hidden() -> None:
    hidden = hidden_cells([[1, 2], [20, 30]], 5)

    assert (0, TOTAL) in hidden


def test_a_table_without_small_numbers_is_published_whole() -> None:
    assert hidden_cells([[5, 0], [7, 20]], 5) == frozenset()


def test_a_threshold_of_one_publishes_everything() -> None:
    assert not any(hidden_cells([list(row)], 1) for row in product([0, 1, 2], repeat=3))


@settings(max_examples=25, deadline=None)
@given(tables)
def test_totals_that_stand_elsewhere_are_not_hidden(counts: list[list[int]]) -> None:
    hidden = hidden_cells(counts, 5, Margins(stand=EVERY_SIDE))
    table = with_totals(counts)

    assert not any(TOTAL in place for place in hidden)
    assert {p for p, n in table.items() if 0 < n < 5 and TOTAL not in p} <= hidden


def test_beside_a_total_that_stands_elsewhere_both_parts_are_hidden() -> None:
    hidden = hidden_cells([[3, 20], [9, 20]], 5, Margins(rows=False, stand=EVERY_SIDE))

    assert hidden == {(0, 0), (1, 0)}


def test_a_cell_that_everybody_knows_to_be_empty_hides_nothing() -> None:
    beside = hidden_cells([[3, 0], [20, 9]], 5, Margins(columns=False), known=[(0, 1)])

    assert (0, 1) not in beside
    assert {(0, 0), (0, TOTAL)} <= beside


rates = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: Rate(min(p), max(p)))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(rates, min_size=3, max_size=3), min_size=2, max_size=4))
def test_rates_of_few_cases_do_not_go_out(table: list[list[Rate]]) -> None:
    out = outward_rates(table, 5, Margins())

    for row, published in zip(table, out, strict=False):
        for rate, said in zip(row, published, strict=False):
            assert said in (None, rate)
            assert said is None or not 0 < rate.total < 5
    bases = with_totals([[r.total for r in row] for row in table])
    assert [[r and r.total for r in row] for row in out][-1][-1] in (None, bases[TOTAL, TOTAL])


def test_a_hidden_rate_cannot_be_had_back_from_its_counts() -> None:
    out = outward_rates([[Rate(0, 3), Rate(0, 9), Rate(8, 15)]], 5, Margins(columns=False))

    assert out == ((None, None, None, Rate(8, 27)),)


def test_the_legend_explains_the_marks_that_stand_there() -> None:
    assert [mark for mark, _ in legend(["[x]", "12 of 15", "[c]"])] == ["[c]", "[x]"]
