"""Saturation: whether reading more still brings codes that nobody had found before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from coding.coverage import Looked


@dataclass(frozen=True, slots=True)
class Step:
    """A source in the order in which it was first read, and the codes that were new in it."""

    source_id: str
    title: str
    place: str
    kind: str
    first_read: datetime
    codings: int
    new: tuple[str, ...]
    so_far: int


def saturation(looked: Looked) -> tuple[Step, ...]:
    """Return the sources in the order read, each with the codes first found in it."""
    began: dict[str, datetime] = {}
    for source_id, at in _times(looked):
        began[source_id] = min(at, began.get(source_id, at))
    order = [s for s in looked.sources if s.source_id in began]
    order.sort(key=lambda s: (began[s.source_id], len(s.source_id), s.source_id))
    seen: set[str] = set()
    steps = []
    for source in order:
        mine = [c for c in looked.codings if c.selection.source_id == source.source_id]
        new = sorted({c.code_id for c in mine} - seen)
        seen.update(new)
        steps.append(
            Step(
                source.source_id,
                source.title,
                source.place,
                source.kind_id,
                began[source.source_id],
                len(mine),
                tuple(new),
                len(seen),
            )
        )
    return tuple(steps)


def since_new(steps: Iterable[Step]) -> int:
    """Return how many sources have been read since the last one that brought a new code."""
    count = 0
    for step in steps:
        count = 0 if step.new else count + 1
    return count


def _times(looked: Looked) -> Iterable[tuple[str, datetime]]:
    yield from ((c.selection.source_id, c.at) for c in looked.codings)
    yield from ((r.source_id, r.at) for r in looked.readings)
