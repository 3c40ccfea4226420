"""The draw: ten magistrates' and five Crown Court files of each Area, seeded and repeatable.

The scoping document asks for "the most recently completed" files and for a random choice
(F, file examination). Both are had by a window: the newest assessments of an Area and court,
a multiple of what is wanted (setting `sampling.newest`), of which the files are then drawn at
random. 1 takes the newest themselves, 0 draws from all.

Chance is a keyed order, not a stream of numbers: each case gets the SHA-256 of the seed,
its stratum and itself, and the lowest are drawn. So the draw does not depend on the order of
the list, on Python's version or on what happened in another Area, anybody can repeat it with
any tool, and the next in order is the replacement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.framework import Framework
from evidence.identity import sha256_of
from evidence.sampling.cases import Case


@dataclass(frozen=True, slots=True)
class Drawn:
    """A case that was drawn; `place` is its place in the order of its stratum, from 1."""

    case: Case
    place: int


@dataclass(frozen=True, slots=True)
class Stratum:
    """One Area and court: what was wanted, what was eligible, and the whole order."""

    area: str
    court: str
    wanted: int
    window: int
    """How many of the newest the files were drawn from."""
    order: tuple[Case, ...]
    """Every eligible case, in the order in which it is drawn or replaces another."""

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The cases drawn, in their order."""
        return tuple(Drawn(case, n) for n, case in enumerate(self.order[: self.wanted], start=1))

    @property
    def short_by(self) -> int:
        """How many files are missing for want of eligible ones."""
        return max(0, self.wanted - len(self.order))


@dataclass(frozen=True, slots=True)
class Draw:
    """A whole draw, and what is needed to repeat it."""

    seed: int
    newest: int
    list_sha256: str
    strata: tuple[Stratum, ...]

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """Every case drawn, by Area and court."""
        return tuple(drawn for stratum in self.strata for drawn in stratum.drawn)

    @property
    def shortfalls(self) -> tuple[Stratum, ...]:
        """The strata that have too few eligible cases."""
        return tuple(stratum for stratum in self.strata if stratum.short_by)


def draw(eligible: Sequence[Case], framework: Framework, *, seed: int, newest: int) -> Draw:
    """Draw the files of every Area and court; `newest` is the window, in times of the wanted."""
    by_stratum: dict[tuple[str, str], list[Case]] = {}
    for case in eligible:
        by_stratum.setdefault((case.area, case.court), []).append(case)
    strata = tuple(
        _stratum(
            (area.name, court.court_id),
            by_stratum.get((area.name, court.court_id), []),
            court.files_per_area,
            seed=seed,
            newest=newest,
        )
        for area in framework.areas
        for court in framework.courts
    )
    return Draw(seed, newest, list_hash(eligible), strata)


def list_hash(cases: Iterable[Case]) -> str:
    """Return the SHA-256 of the sorted list of cases, one key a line."""
    return sha256_of("\n".join(sorted(case.key for case in cases)))


def _stratum(
    name: tuple[str, str], cases: Sequence[Case], wanted: int, *, seed: int, newest: int
) -> Stratum:
    area, court = name
    ranked = sorted(cases, key=lambda case: _chance(seed, area, court, case))
    window = _window(ranked, wanted * newest) if newest else ranked
    inside = {id(case) for case in window}
    beyond = sorted(
        (case for case in ranked if id(case) not in inside),
        key=_day,
        reverse=True,
    )
    return Stratum(area, court, wanted, len(window), (*window, *beyond))


def _window(ranked: Sequence[Case], size: int) -> list[Case]:
    """Return the newest cases, in the order of chance; those of the last day count together."""
    if len(ranked) <= size:
        return list(ranked)
    last = sorted((_day(case) for case in ranked), reverse=True)[size - 1]
    return [case for case in ranked if _day(case) >= last]


def _day(case: Case) -> str:
    return case.assessed_on.isoformat() if case.assessed_on else ""


def _chance(seed: int, area: str, court: str, case: Case) -> str:
    return sha256_of("|".join((str(seed), area, court, case.key)))
