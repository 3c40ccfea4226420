"""A reader with a solver: what can be worked out of numbers from all that is published of them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

from scipy.optimize import linprog

Sum = tuple[frozenset[Hashable], int]
"""Numbers that are published added up, and what they come to."""


def range_known(
    of: Hashable,
    sums: Iterable[Sum],
    at_most: Iterable[tuple[Hashable, Hashable]] = (),
) -> tuple[float, float]:
    """Return the least and the most that a number could be; none is below 0.

    `at_most` are pairs of which everybody knows that the first is no more than the second.
    """
    sums = list(sums)
    pairs = list(at_most)
    names = {name for group, _ in sums for name in group} | {n for pair in pairs for n in pair}
    place = {name: n for n, name in enumerate(sorted(names | {of}, key=repr))}
    known = [[1.0 if name in group else 0.0 for name in place] for group, _ in sums]
    below = [[float(n == a) - float(n == b) for n in place] for a, b in pairs]
    goal = [1.0 if name == of else 0.0 for name in place]
    found = []
    for sign in (1, -1):
        solved = linprog(
            [sign * g for g in goal],
            A_eq=known or None,
            b_eq=[total for _, total in sums] or None,
            A_ub=below or None,
            b_ub=[0.0] * len(below) or None,
            bounds=(0, None),
        )
        found.append(float("inf") if solved.status == 3 else sign * solved.fun)
    return found[0], found[1]


def single(published: Mapping[Hashable, int | None]) -> list[Sum]:
    """Return numbers that are published as they stand."""
    return [(frozenset({name}), n) for name, n in published.items() if n is not None]
