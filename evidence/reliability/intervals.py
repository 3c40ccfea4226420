"""How sure a coefficient of agreement is: percentile bootstrap over the units.

The units are drawn again with replacement, as often as told, and the coefficient worked out
of each draw; the interval holds the middle of what came out (B. Efron, Ann. Stat. 7, 1979,
1-26). It takes the units for a simple random sample of what there is to judge; units that
belong together, such as the codes of one passage, are drawn together. The seed makes the
same draw anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from evidence.reliability.coefficients import Coefficient
from evidence.reliability.ratings import Ratings, Unit

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
    groups: dict[str, list[Unit]] = {}
    for unit in ratings.paired:
        groups.setdefault(together(unit.unit_id), []).append(unit)
    held = list(groups.values())
    found = []
    for _ in range(draws):
        drawn = chosen.choices(held, k=len(held))
        value = coefficient(Ratings(tuple(unit for group in drawn for unit in group)))
        found.append(1.0 if value is None else value)
    found.sort()
    tail = (1 - confidence) / 2
    return _quantile(found, tail), _quantile(found, 1 - tail)


def _quantile(ordered: list[float], share: float) -> float:
    """Return a quantile, on the line between the two values about it."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
