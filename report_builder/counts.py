"""Counts: every number that a report may print, by a name that lasts.

A figure in a sentence carries the name of what it counts. Whoever doubts it can ask here:
the same name and the same material give the number again. Statistics of the file examination
keep their own ids (`agreement/Q03`); everything else is named here.

    framework/areas                       what the inspection set out to do
    files/examined/court=crown            files, from the rows behind the statistics
    sources/read/family=documents         sources that count, duplicates left out
    areas/read                            Areas from which there are any
    copies/passages/kind=briefing         passages copied from another source
    copies/sources                        sources that hold such passages
    passages/4a/positive                  coded passages from the Areas that were visited
    areas/4a/negative/family=interviews   visited Areas with such a passage
    areas/4a/lean=positive                visited Areas whose passages lean that way
    areas/4a/silent/family=documents      visited Areas with such sources and no such passage
    reason/Q03/1                          files that share the commonest reason
    findings/kind=recommendation          findings

Those of sample/, exercise/, recheck/, volumes/ and uncommented/ are listed in `conduct_counts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evidence.examination.rates import Rate
from evidence.examination.statistics import Chance, Statistic, slug
from evidence.sources import Source
from report_builder import conduct_counts
from report_builder.coded_counts import CodedCounts
from report_builder.findings import Finding
from report_builder.material import Material
from report_builder.metrics import Metric, parsed

COUNT = "count"
TOTAL = "total"
PERCENT = "percent"
WORD = "word"
LOW = "low"
HIGH = "high"
KAPPA = "kappa"
AC1 = "ac1"
DAY = "day"
_CODED = frozenset({"passages", "areas", "sources"})
_ON_EVERY_FILE = "comments/dcp/missing"
"""A statistic that has every file of an Area or court as its base, so that no other need be
looked through for them."""


class UnknownMetric(LookupError):
    """A figure names something that nothing counts: a fault of the program."""


def figure_value(material: Material, metric: str, facet: str) -> float:
    """Return the unrounded value of a figure, counted afresh.

    Proportions are from 0 to 1; a day is its proleptic ordinal.

    Raises:
        UnknownMetric: nothing of that name is counted.
    """
    return Counts(material).value(metric, facet)


def definition(material: Material, metric: str) -> str:
    """Return in words what a metric counts."""
    return Counts(material).definition(metric)


class Counts:
    """The counts of one material, each reckoned once."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.coded = CodedCounts(material)
        rates = (*material.statistics, *material.conduct.statistics())
        self._statistics = {s.statistic_id: s for s in rates}
        self._by_chance = {c.name: c for c in material.statistics.chance}
        self._known: dict[str, float] = {}
        self._files: dict[str, frozenset[str]] = {}
        self._counting: dict[str, Callable[[Metric], float]] = {
            "sources/read": self._sources,
            "areas/read": self._areas_read,
            "areas/examined": self._areas_examined,
            "copies/passages": lambda metric: len(self._copied(metric)),
            "copies/sources": lambda metric: len({copy for copy, _ in self._copied(metric)}),
            "copies/left-out": lambda _: sum(1 for s in material.sources if s.duplicate_of),
            "segments/read": lambda _: material.segments,
            "suggestions/undecided": lambda _: material.undecided,
            "dates": self._day,
            "planned": self._planned,
            "framework": self._framework,
            "files/examined": self._examined,
            "reason": self._reason,
            "left-out": self._left_out,
            "findings/all": self._findings,
        }

    def is_statistic(self, metric: str) -> bool:
        """Whether a metric is a statistic of the file examination."""
        return metric in self._statistics

    def knows(self, metric: str) -> bool:
        """Whether something of that name can be counted."""
        try:
            self.value(metric, COUNT)
        except UnknownMetric:
            return False
        return True

    def statistic(self, statistic_id: str) -> Statistic | None:
        """Return a statistic that has a base, or None where there is nothing to say."""
        found = self._statistics.get(statistic_id)
        return found if found is not None and found.rate.total else None

    def rate(self, statistic_id: str) -> Rate | None:
        """Return a statistic's rate, or None where no file bears on it."""
        found = self.statistic(statistic_id)
        return found.rate if found is not None else None

    def count(self, metric: str) -> int:
        """Return a count."""
        return int(self.value(metric, COUNT))

    def value(self, metric: str, facet: str) -> float:
        """Return the unrounded value of a figure.

        Raises:
            UnknownMetric: nothing of that name is counted, or it has no such side.
        """
        statistic = self._statistics.get(metric)
        if statistic is not None:
            return _side(metric, statistic.rate, facet)
        if facet.partition("-")[0] in {KAPPA, AC1}:
            return self._chance(metric, facet)
        if facet not in {COUNT, DAY}:
            raise UnknownMetric(f"{metric} has no side called {facet}")
        if metric not in self._known:
            self._known[metric] = float(self._reckon(parsed(metric)))
        return self._known[metric]

    def definition(self, metric: str) -> str:
        """Return in words what a metric counts."""
        statistic = self._statistics.get(metric)
        if statistic is not None:
            return f"{statistic.label} ({statistic.unit})"
        return parsed(metric).definition()

    def _reckon(self, metric: Metric) -> float:
        if metric.unit in _CODED and metric.subject not in {"read", "examined"}:
            return self.coded.count(metric)
        if metric.unit in conduct_counts.UNITS:
            found = conduct_counts.count(self.material.conduct, metric)
            if found is None:
                raise UnknownMetric(f"nothing counts {metric.name}")
            return found
        named = self._counting
        counting = named.get(f"{metric.unit}/{metric.subject}") or named.get(metric.unit)
        if counting is None:
            raise UnknownMetric(f"nothing counts {metric.name}")
        return counting(metric)

    def read(self, metric: Metric) -> tuple[Source, ...]:
        """Return the sources that a metric's filters keep, duplicates left out."""
        return self.coded.kept(metric)

    def _sources(self, metric: Metric) -> int:
        return len(self.read(metric))

    def _areas_read(self, metric: Metric) -> int:
        return len({s.area for s in self.read(metric) if s.area})

    def _copied(self, metric: Metric) -> list[tuple[str, str]]:
        """The copied passages, each as the source it stands in and the one that had it first."""
        kind, of = metric.filters.get("kind"), metric.filters.get("of")
        return [
            (copy.source_id, first.source_id)
            for copy, first in self.material.copied
            if kind in {None, slug(copy.kind_id)} and of in {None, slug(first.kind_id)}
        ]

    def _day(self, metric: Metric) -> int:
        days = [s.dated.toordinal() for s in self.read(metric) if s.dated is not None]
        if not days:
            raise UnknownMetric(f"no source for {metric.name} has a date")
        return min(days) if metric.subject == "earliest" else max(days)

    def _planned(self, metric: Metric) -> int:
        framework = self.material.inspection.framework
        court = metric.filters.get("court")
        per_area = sum(
            c.files_per_area for c in framework.courts if court is None or slug(c.court_id) == court
        )
        areas = len(framework.areas) if metric.subject == "files" else 1
        return per_area * areas

    def _framework(self, metric: Metric) -> int:
        framework = self.material.inspection.framework
        return {
            "areas": len(framework.areas),
            "visited": len(self.coded.visited),
            "questions": len(framework.questions),
            "feedback": len(framework.feedback),
            "categories": len(framework.categories),
            "sub-questions": len(framework.sub_questions),
        }[metric.subject]

    def _examined(self, metric: Metric) -> int:
        if not metric.filters:
            return self.material.statistics.files
        return len(self.file_refs(metric.filters))

    def _areas_examined(self, _: Metric) -> int:
        areas = self.material.inspection.framework.areas
        return sum(1 for area in areas if self.file_refs({"area": slug(area.name)}))

    def file_refs(self, filters: dict[str, str]) -> frozenset[str]:
        """Return the files of an Area or court, or all, from the rows behind the statistics."""
        wanted = [f"/{name}={value}" for name, value in filters.items()]
        return frozenset.intersection(*map(self._files_under, wanted or [""]))

    def _files_under(self, ending: str) -> frozenset[str]:
        """Return the files behind statistics whose names end so, each ending looked at once."""
        if ending not in self._files:
            every = self._statistics.get(f"{_ON_EVERY_FILE}{ending}")
            behind = (every,) if every is not None else self._ending(ending)
            self._files[ending] = frozenset(
                row.split(" ")[0] for statistic in behind for row in statistic.base
            )
        return self._files[ending]

    def _ending(self, ending: str) -> tuple[Statistic, ...]:
        found = self.material.statistics
        return tuple(s for s in found if s.statistic_id.endswith(ending))

    def _reason(self, metric: Metric) -> int:
        found = [r for r in self.material.statistics.reasons if r.question_id == metric.subject]
        place = int(metric.rest[0]) - 1
        if not 0 <= place < len(found):
            raise UnknownMetric(f"there is no reason {metric.name}")
        return len(found[place].file_refs)

    def _left_out(self, metric: Metric) -> int:
        for left in self.material.statistics.left_out:
            if left.question_id == metric.subject:
                unclear = metric.rest[0] == "cannot-tell"
                return len(left.cannot_tell if unclear else left.not_applicable)
        return 0

    def _chance(self, metric: str, facet: str) -> float:
        """Return a coefficient, or one of its bounds, such as "ac1-low"."""
        chance = self._by_chance.get(metric.partition("/")[2])
        coefficient, _, side = facet.partition("-")
        if chance is not None and metric.startswith("chance/"):
            value, bounds = coefficient_of(chance, coefficient)
            found = bounds[(LOW, HIGH).index(side)] if bounds and side else value
            if found is not None:
                return found
        raise UnknownMetric(f"{metric} has no {facet}")

    def _findings(self, metric: Metric) -> int:
        kind = metric.filters.get("kind")
        return sum(1 for f in self.material.findings if _counts(f, kind))


def coefficient_of(
    chance: Chance, coefficient: str
) -> tuple[float | None, tuple[float, float] | None]:
    """Return AC1 or kappa, and its 95% interval."""
    if coefficient == KAPPA:
        return chance.kappa, chance.kappa_interval
    return chance.ac1, chance.ac1_interval


def _side(metric: str, rate: Rate, facet: str) -> float:
    if facet in {COUNT, TOTAL}:
        return rate.count if facet == COUNT else rate.total
    proportion, interval = rate.proportion, rate.interval()
    if proportion is None or interval is None:
        raise UnknownMetric(f"{metric} has no {facet}, since no file bears on it")
    sides = {PERCENT: proportion, WORD: proportion, LOW: interval[0], HIGH: interval[1]}
    if facet not in sides:
        raise UnknownMetric(f"{metric} has no side called {facet}")
    return sides[facet]


def _counts(finding: Finding, kind: str | None) -> bool:
    return not finding.withdrawn and (kind is None or slug(finding.kind.value) == kind)


def definitions(counts: Counts, metrics: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return each metric with what it counts, by name."""
    return tuple((metric, counts.definition(metric)) for metric in sorted(set(metrics)))
