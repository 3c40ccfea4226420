"""Counts of coded passages: of passages, sources and Areas, never of people.

Only evidence from the Areas that were visited is counted here; national evidence, and
evidence from an Area that was not visited, stands outside every count of Areas and is
counted by itself (`level=national`, `level=elsewhere`).

An Area leans one way on a criterion when more of its passages show that the thing is done
than that it is not; mixed passages do not weigh.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coding.codings import Polarity
from coding.matrix import CodedPassage, Passages
from evidence.examination.statistics import slug
from evidence.framework import SourceKind
from evidence.sources import Level, Source
from report_builder.material import Material
from report_builder.metrics import Metric

BALANCED = "balanced"
_FACTS = frozenset({"family", "kind", "area", "level", "group"})
"""The filters that are facts of a source."""
_SAYING = {
    "too-early": re.compile(
        r"too (?:early|soon)|early days|remains? to be seen|time will tell|yet to (?:be )?"
        r"(?:see|seen|measured?|check(?:ed)?|know)|not yet (?:clear|known|been|possible|measured)"
        r"|(?:cannot|can't|can’t|couldn't|couldn’t) (?:yet )?(?:say|tell|know)|effect not known",
        re.IGNORECASE,
    ),
    "planned": re.compile(
        r"\b(?:will|plan|plans|planned|intends?|intended|propose[sd]?|means to|going to|to be)\b"
        r"|\bnext (?:week|month|quarter|year)\b|\bdue (?:in|by|on)\b|’ll\b|'ll\b",
        re.IGNORECASE,
    ),
}
"""Words by which a mixed passage, or the inspector's memo on it, says that it is too early to
judge, or speaks of a plan."""


class CodedCounts:
    """The coded passages of one material, counted by criterion, code, kind and Area."""

    def __init__(self, material: Material) -> None:
        framework = material.inspection.framework
        self.sources = tuple(
            sorted((s for s in material.sources if _stands(s)), key=lambda source: source.source_id)
        )
        self.visited = material.inspection.settings.visited or tuple(
            area.name for area in framework.areas if any(s.area == area.name for s in self.sources)
        )
        self._kinds = {kind.kind_id: kind for kind in framework.kinds}
        self._codebook = material.codebook
        self._criteria = {c.criterion_id for c in framework.criteria}
        self._held = {s.source_id: s for s in self.sources}
        self._held |= {i.source.source_id: i.source for i in material.passages.items}
        self._found: dict[str, Passages] = {}
        self._facts: dict[str, dict[str, str]] = {}
        self._spoken: dict[str, tuple[str, str]] = {}
        self._kept: dict[tuple[tuple[str, str], ...], frozenset[str]] = {}
        self._by_code: dict[tuple[str, str], list[CodedPassage]] = {}
        for item in sorted(material.passages.items, key=lambda i: i.coding.coding_id):
            if not item.coding.withdrawn and _stands(item.source):
                key = (item.coding.code_id, self.place_of(item.source))
                self._by_code.setdefault(key, []).append(item)

    def kind_of(self, source: Source) -> SourceKind | None:
        """Return a source's kind as the framework describes it."""
        return self._kinds.get(source.kind_id)

    def family_of(self, source: Source) -> str:
        """Return whether a source is a document, a focus group or an interview."""
        kind = self.kind_of(source)
        return kind.family if kind is not None else "documents"

    def place_of(self, source: Source) -> str:
        """Return which counts a source belongs to: "visited", "national" or "elsewhere"."""
        if source.level is Level.NATIONAL or not source.area:
            return "national"
        return "visited" if source.area in self.visited else "elsewhere"

    def keeps(self, metric: Metric, source: Source) -> bool:
        """Whether a metric's filters keep a source."""
        facts = self._facts.get(source.source_id)
        if facts is None:
            facts = self._facts[source.source_id] = self._facts_of(source)
        return all(facts[name] == value for name, value in metric.filters.items() if name in facts)

    def kept(self, metric: Metric) -> tuple[Source, ...]:
        """Return the sources that a metric's filters keep, duplicates left out."""
        kept = self._kept_by(metric)
        return tuple(s for s in self.sources if s.source_id in kept)

    def _kept_by(self, metric: Metric) -> frozenset[str]:
        """Return the ids of the sources that a metric's filters keep, looked through once."""
        asked = tuple((n, v) for n, v in metric.filters.items() if n in _FACTS)
        if asked not in self._kept:
            found = (key for key, s in self._held.items() if self.keeps(metric, s))
            self._kept[asked] = frozenset(found)
        return self._kept[asked]

    def _facts_of(self, source: Source) -> dict[str, str]:
        return {
            "family": slug(self.family_of(source)),
            "kind": slug(source.kind_id),
            "area": slug(source.area),
            "level": self.place_of(source),
            "group": slug(source.group) or "none",
        }

    def passages(self, metric: Metric) -> Passages:
        """Return the coded passages that a metric is about, by coding id."""
        about = metric.name.partition("/")[2]  # passages/4a, sources/4a and areas/4a are alike
        if about not in self._found:
            self._found[about] = self._passages(metric)
        return self._found[about]

    def _passages(self, metric: Metric) -> Passages:
        codes = (
            (self._code(metric.filters["code"]),)
            if "code" in metric.filters
            else self._codes(metric.subject)
        )
        polarity = next((Polarity(p) for p in metric.rest if p in set(Polarity)), None)
        place = metric.filters.get("level", "visited")
        saying = _SAYING.get(metric.filters.get("saying", ""))
        kept = self._kept_by(metric)
        found = [
            item
            for code in codes
            for item in self._by_code.get((code, place), ())
            if (polarity is None or item.coding.polarity is polarity)
            and item.source.source_id in kept
            and (
                saying is None
                or saying.search(f"{item.coding.selection.quote} / {item.coding.memo}")
            )
        ]
        return Passages(tuple(sorted(found, key=lambda item: item.coding.coding_id)))

    def count(self, metric: Metric) -> int:
        """Return a count of passages, sources or Areas."""
        if metric.unit == "passages":
            return len(self.passages(metric))
        if metric.unit == "sources":
            return len(self.passages(metric).source_ids)
        return len(self.areas(metric))

    def areas(self, metric: Metric) -> tuple[str, ...]:
        """Return the visited Areas that a metric is about, in the order they were visited."""
        found = self.passages(metric)
        if "lean" in metric.filters:
            wanted, told = metric.filters["lean"], _by_area(found)
            return tuple(a for a in self.visited if _lean(told.get(a, ())) == wanted)
        if "silent" in metric.rest:
            heard = {s.area for s in self.kept(metric)}
            return tuple(a for a in self.visited if a in heard and a not in found.areas)
        for relation in ("agree", "contrast"):
            if relation in metric.filters:
                one, other = metric.filters[relation].split("+")
                told = _by_area(found)
                return tuple(
                    a
                    for a in self.visited
                    if self._relation(told.get(a, ()), one, other) == relation
                )
        return tuple(a for a in self.visited if a in found.areas)

    def lean(self, metric: Metric) -> str:
        """Return which way the passages of a metric lean: a polarity, "balanced", or ""."""
        return _lean(self.passages(metric).items)

    def _relation(self, found: Sequence[CodedPassage], one: str, other: str) -> str:
        """Compare two voices in one Area: "agree", "contrast" (one for, other against), or ""."""
        first, second = (
            _lean(item for item in found if voice in self._voices(item.source))
            for voice in (one, other)
        )
        if first and first == second != BALANCED:
            return "agree"
        against = (str(Polarity.POSITIVE), str(Polarity.NEGATIVE))
        return "contrast" if (first, second) == against else ""

    def _voices(self, source: Source) -> tuple[str, str]:
        """Return a source's family, and whether it is paper or people."""
        known = self._spoken.get(source.kind_id)
        if known is None:
            family = slug(self.family_of(source))
            known = family, family if family == "documents" else "people"
            self._spoken[source.kind_id] = known
        return known

    def _codes(self, subject: str) -> tuple[str, ...]:
        return self._codebook.family(subject)

    def _code(self, name: str) -> str:
        for code in self._codebook.codes:
            if slug(code.code_id) == name:
                return code.code_id
        return name


def _by_area(found: Passages) -> dict[str, list[CodedPassage]]:
    """Return the passages of each Area, looked through once."""
    told: dict[str, list[CodedPassage]] = {}
    for item in found.items:
        told.setdefault(item.source.area, []).append(item)
    return told


def _lean(items: Iterable[CodedPassage]) -> str:
    """Return the side that at least three in five of the passages for and against take."""
    polarities = [item.coding.polarity for item in items]
    if not polarities:
        return ""
    plus, minus = polarities.count(Polarity.POSITIVE), polarities.count(Polarity.NEGATIVE)
    if max(plus, minus) * 5 < (plus + minus) * 3 or plus == minus:
        return BALANCED
    return str(Polarity.POSITIVE if plus > minus else Polarity.NEGATIVE)


def _stands(source: Source) -> bool:
    return not (source.duplicate_of or source.superseded or source.withdrawn)
