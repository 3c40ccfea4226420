"""What a correction moved: statistics before and after, by the name that lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.examination.chance import two_places
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Count:
    """How many files: those left out of a rate, those that share a reason, all of them."""

    count: int

    def __str__(self) -> str:
        return f"{self.count:,}"


@dataclass(frozen=True, slots=True)
class BeyondChance:
    """Agreement beyond chance; None where a coefficient has no value."""

    ac1: float | None
    kappa: float | None

    def __str__(self) -> str:
        """As a table has it: "AC1 0.93, kappa 0.57"."""
        shown = (("AC1", self.ac1), ("kappa", self.kappa))
        return ", ".join(f"{name} {two_places(v)}" for name, v in shown if v is not None) or "-"


Value = Rate | Count | BeyondChance


@dataclass(frozen=True, slots=True)
class Moved:
    """A statistic that says something else than before; None where there was, or is, none."""

    statistic_id: str
    label: str
    before: Value | None
    after: Value | None


def moved(before: Statistics, after: Statistics) -> tuple[Moved, ...]:
    """Return the statistics that say something else, in their order, gone ones last."""
    was = {name: (label, value) for name, label, value in _values(before)}
    now = {name: (label, value) for name, label, value in _values(after)}
    found = [
        Moved(name, label, was[name][1] if name in was else None, value)
        for name, (label, value) in now.items()
        if name not in was or was[name][1] != value
    ]
    found += [
        Moved(name, label, value, None) for name, (label, value) in was.items() if name not in now
    ]
    return tuple(found)


def _values(found: Statistics) -> Iterator[tuple[str, str, Value]]:
    """Yield the name, the words and the value of all that is counted of the files."""
    yield "files/examined", "files examined", Count(found.files)
    for item in found:
        yield item.statistic_id, item.label, item.rate
    for chance in found.chance:
        label = f"agreement beyond chance, {chance.name}"
        yield f"chance/{chance.name}", label, BeyondChance(chance.ac1, chance.kappa)
    for left in found.left_out:
        name = f"left-out/{left.question_id}"
        label = f"files left out of {left.question_id}"
        yield f"{name}/not-applicable", f"{label}, not applicable", Count(len(left.not_applicable))
        yield f"{name}/cannot-tell", f"{label}, cannot tell", Count(len(left.cannot_tell))
    ranks: dict[str, int] = {}
    for reason in found.reasons:
        rank = ranks[reason.question_id] = ranks.get(reason.question_id, 0) + 1
        label = f"files that share a reason for disagreement on {reason.question_id}"
        yield f"reason/{reason.question_id}/{rank}", label, Count(len(reason.file_refs))
