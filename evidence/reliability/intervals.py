"""How sure a coefficient of agreement is: percentile bootstrap over the units.

The units are drawn again with replacement, as often as told, and the coefficient worked out
of each draw; the interval holds the middle of what came out (B. Efron, Ann. Stat. 7, 1979,
1-26). It takes the units for a simple random sample of what there is to judge; units that
belong together, such as the codes of one passage, are drawn together. The seed makes the
same draw anywhere.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from evidence.reliability.coefficients import Coefficient
from evidence.reliability.ratings import Ratings, Said, Unit

DRAWS = 1000
"""Enough for two decimals; a thousand draws of 120 units take a tenth of a second."""


def bootstrap(
    ratings: Ratings,
    coefficient: Coefficient,
    *,
    seed: int,
    draws: int = DRAWS,
    confidence: float = 0.95,
    together: Callable[[str], str] = str,
) -> tuple[float, float] | None:
    """Return the lower and upper bound of a coefficient.

    `together` gives, of a unit's id, that of the group that is drawn as one. None where the
    coefficient has no value on the units as they are. Draws on which it has none, since all
    fell in one category, count as 1: nobody parted there.
    """
    if coefficient(ratings) is None:
        return None
    chosen = random.Random(seed)  # noqa: S311 (a reproducible draw, not a secret)
    kinds, held = _alike(ratings, together)
    known: dict[tuple[int, ...], float] = {}
    found = []
    for _ in range(draws):
        drawn = Counter(chosen.choices(held, k=len(held)))
        times = tuple(map(drawn.__getitem__, range(len(kinds))))
        if (value := known.get(times)) is None:
            value = known[times] = _value(coefficient, kinds, times)
        found.append(value)
    found.sort()
    tail = (1 - confidence) / 2
    return _quantile(found, tail), _quantile(found, 1 - tail)


@dataclass(frozen=True, slots=True)
class _Drawn(Ratings):
    """Units that were drawn several times each; one stands for all in which the same was said."""

    counted: Counter[Said]

    def patterns(self) -> Counter[Said]:
        return self.counted


_Kind = tuple[Unit, ...]
"""Units that are drawn together, standing for all groups in which people said the same."""


def _alike(ratings: Ratings, together: Callable[[str], str]) -> tuple[list[_Kind], list[int]]:
    """Return the kinds of groups that there are, and for each group the number of its kind.

    There are many groups and few kinds: a draw is told by how often it holds each kind.
    """
    groups: dict[str, list[Unit]] = {}
    for unit in ratings.paired:
        groups.setdefault(together(unit.unit_id), []).append(unit)
    numbers: dict[tuple[Said, ...], int] = {}
    kinds: list[_Kind] = []
    held: list[int] = []
    for group in groups.values():
        number = numbers.setdefault(tuple(unit.said for unit in group), len(numbers))
        if number == len(kinds):
            kinds.append(tuple(group))
        held.append(number)
    return kinds, held


def _value(coefficient: Coefficient, kinds: list[_Kind], times: tuple[int, ...]) -> float:
    """Return a coefficient of a draw that holds each kind of group so many times."""
    units: list[Unit] = []
    counted: Counter[Said] = Counter()
    for kind, often in zip(kinds, times, strict=True):
        if often:
            units += kind
            for unit in kind:
                counted[unit.said] += often
    value = coefficient(_Drawn(tuple(units), counted))
    return 1.0 if value is None else value


def _quantile(ordered: list[float], share: float) -> float:
    """Return a quantile, on the line between the two values about it."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
