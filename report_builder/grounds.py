"""The grounds of a criterion: everything coded to it, as a section of the report needs it.

A criterion's passages are looked at by what they show, by Area, and by kind of source:
documents, focus groups and interviews. That comparison (triangulation) says where the kinds
agree, where they conflict, and where one of them is silent.
"""

from __future__ import annotations

from collections import Counter

from coding.codings import Polarity
from coding.matrix import Passages
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from report_builder.counts import Counts
from report_builder.metrics import named, parsed

FAMILIES = ("documents", "focus groups", "interviews")


class Grounds:
    """What was coded to one criterion, or to one code beneath it."""

    def __init__(self, counts: Counts, criterion: Criterion, *, code: str = "") -> None:
        self.counts = counts
        self.criterion = criterion
        self.code = code

    def metric(self, unit: str, *rest: str, **filters: str) -> str:
        """Return the name of a count on these grounds."""
        return named(unit, self.criterion.criterion_id, *rest, code=slug(self.code), **filters)

    def passages(self, *rest: str, **filters: str) -> Passages:
        """Return the passages from visited Areas, narrowed."""
        return self.counts.coded.passages(parsed(self.metric("passages", *rest, **filters)))

    def count(self, unit: str, *rest: str, **filters: str) -> int:
        """Return a count on these grounds."""
        return self.counts.count(self.metric(unit, *rest, **filters))

    def lean(self, **filters: str) -> str:
        """Return which way the passages lean: a polarity, "balanced", or "" for none."""
        return self.counts.coded.lean(parsed(self.metric("passages", **filters)))

    @property
    def national(self) -> Passages:
        """The passages from national evidence, which is outside every count of Areas."""
        return self.passages(level="national")

    @property
    def families(self) -> tuple[str, ...]:
        """The families of source that say something here."""
        return tuple(f for f in FAMILIES if self.count("passages", family=slug(f)))

    def silent_kinds(self) -> tuple[tuple[str, str], ...]:
        """Return the kinds of document that at least one Area gave and that are silent there.

        Each as its kind's id and the count of such Areas; the kinds with most Areas first.
        """
        found: list[tuple[int, int, str, str]] = []
        for place, kind in enumerate(self.counts.material.inspection.framework.kinds):
            if kind.family != FAMILIES[0]:
                continue
            metric = self.metric("areas", "silent", kind=slug(kind.kind_id))
            if areas := self.counts.count(metric):
                found.append((-areas, place, kind.kind_id, metric))
        return tuple((kind_id, metric) for _, _, kind_id, metric in sorted(found))

    def commonest(self, found: Passages) -> tuple[tuple[str, str], ...]:
        """Return the kinds of source and grade groups that passages come from, most first."""
        order = {
            kind.kind_id: n
            for n, kind in enumerate(self.counts.material.inspection.framework.kinds)
        }
        tally = Counter((i.source.kind_id, i.source.group) for i in found.items)
        ranked = sorted(tally, key=lambda key: (-tally[key], order.get(key[0], 99), key[1]))
        return tuple(ranked)

    def mixed(self) -> Passages:
        """Return the passages that show both, or a plan."""
        return self.passages(str(Polarity.MIXED))
