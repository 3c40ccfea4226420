"""What a correction moved: statistics before and after, by the name that lasts."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Moved:
    """A statistic that says something else than before; None where there was, or is, none."""

    statistic_id: str
    label: str
    before: Rate | None
    after: Rate | None


def moved(before: Statistics, after: Statistics) -> tuple[Moved, ...]:
    """Return the statistics whose count or total differ, in their order, gone ones last."""
    was = {item.statistic_id: item for item in before}
    now = {item.statistic_id: item for item in after}
    found = [
        Moved(name, item.label, was[name].rate if name in was else None, item.rate)
        for name, item in now.items()
        if name not in was or was[name].rate != item.rate
    ]
    found += [Moved(name, was[name].label, was[name].rate, None) for name in was if name not in now]
    return tuple(found)
