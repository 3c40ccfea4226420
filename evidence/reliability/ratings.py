"""Ratings: what each person said of each unit, before anyone asks how far they agree.

A unit is whatever was judged twice: a passage under one code, or a question on one file.
A person may not have rated a unit; what is missing is left out, and never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Said = tuple[tuple[str, str], ...]
"""Pairs of rater and category, in order of rater; each rater once."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that was judged: its id, and the category each rater put it in."""

    unit_id: str
    said: Said

    @property
    def counts(self) -> Counter[str]:
        """How many raters put the unit in each category."""
        return Counter(category for _, category in self.said)

    @property
    def is_paired(self) -> bool:
        """Whether at least two people rated it, so that they can agree or part."""
        return len(self.said) > 1

    @property
    def is_contested(self) -> bool:
        """Whether people who rated it parted."""
        return len(self.counts) > 1


@dataclass(frozen=True, slots=True)
class Ratings:
    """All units that were judged, in order of their ids."""

    units: tuple[Unit, ...]

    @property
    def raters(self) -> tuple[str, ...]:
        """Everybody who rated anything, in order of name."""
        return tuple(sorted({rater for unit in self.units for rater, _ in unit.said}))

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category that was used, in order."""
        return tuple(sorted({category for unit in self.units for _, category in unit.said}))

    @property
    def paired(self) -> tuple[Unit, ...]:
        """The units that at least two people rated."""
        return tuple(unit for unit in self.units if unit.is_paired)

    def patterns(self) -> Counter[Said]:
        """Return how many units have each combination of raters and categories.

        Coefficients depend on nothing else, and there are few combinations.
        """
        return Counter(unit.said for unit in self.units)

    def between(self, one: str, other: str) -> Ratings:
        """Return what two of the raters said of the units that both rated."""
        kept = (
            Unit(unit.unit_id, tuple(pair for pair in unit.said if pair[0] in {one, other}))
            for unit in self.units
        )
        return Ratings(tuple(unit for unit in kept if unit.is_paired))

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return every two raters, in order of name."""
        return tuple(combinations(self.raters, 2))


def ratings_of(said: Iterable[tuple[str, Mapping[str, str]]]) -> Ratings:
    """Return ratings from pairs of a unit's id and what each rater said of it.

    >>> ratings_of([("A07-03 Q1", {"RA": "agree", "RB": "disagree"})]).raters
    ('RA', 'RB')
    """
    units = (Unit(unit_id, tuple(sorted(by_rater.items()))) for unit_id, by_rater in said)
    return Ratings(tuple(sorted((u for u in units if u.said), key=lambda unit: unit.unit_id)))
