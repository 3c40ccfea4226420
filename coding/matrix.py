"""The code matrix: what was coded where, and the coded passages behind each cell.

Counts are of passages and of the sources and Areas they come from, never of people.
Suggestions are not counted: only what a person decided is evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from coding.codings import Coding, Polarity
from evidence.segments import PlacedSegment, Segment
from evidence.sources import Level, Source

NO_COPIES: Final[Mapping[str, str]] = MappingProxyType({})
"""No segment is copied from another."""


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """A coding together with the segment and the source it was made in."""

    coding: Coding
    segment: Segment
    source: Source


@dataclass(frozen=True, slots=True)
class Passages:
    """Coded passages, in the order of their codings; narrowed by what one asks for."""

    items: tuple[CodedPassage, ...]

    def __len__(self) -> int:
        return len(self.items)

    def where(self, keep: Callable[[CodedPassage], bool]) -> Passages:
        """Return the passages that a condition keeps."""
        return Passages(tuple(item for item in self.items if keep(item)))

    def coded(self, *code_ids: str) -> Passages:
        """Return the passages that carry one of the codes."""
        return self.where(lambda item: item.coding.code_id in code_ids)

    def polarity(self, polarity: Polarity) -> Passages:
        """Return the passages of one polarity."""
        return self.where(lambda item: item.coding.polarity is polarity)

    def in_area(self, area: str) -> Passages:
        """Return the passages from one Area."""
        return self.where(lambda item: item.source.area == area)

    def national(self) -> Passages:
        """Return the passages from national evidence, which is outside every Area count."""
        return self.where(lambda item: item.source.level is Level.NATIONAL)

    @property
    def areas(self) -> tuple[str, ...]:
        """The Areas that the passages come from, by name; national evidence has none."""
        return tuple(sorted({i.source.area for i in self.items if i.source.area}))

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources that the passages come from, by id."""
        return tuple(sorted({item.source.source_id for item in self.items}))

    @property
    def coding_ids(self) -> tuple[str, ...]:
        """The codings themselves, by id."""
        return tuple(sorted(item.coding.coding_id for item in self.items))


def passages(
    codings: Iterable[Coding],
    placed: Iterable[PlacedSegment],
    sources: Iterable[Source],
    copies: Mapping[str, str] = NO_COPIES,
) -> Passages:
    """Join codings with their segments and sources, so that no evidence is counted twice.

    Where several coders say the same of words that overlap, that is one passage: the first's.
    Codings in a source that repeats another's words are left out. `copies` says which
    segment is copied from which: under one code such a passage counts where it stood first,
    or, if nobody coded it there, in the earliest source in which somebody did.
    """
    return Passages(tuple(_once(_said_once(joined(codings, placed, sources)), copies)))


def joined(
    codings: Iterable[Coding], placed: Iterable[PlacedSegment], sources: Iterable[Source]
) -> list[CodedPassage]:
    """Join every coding with its segment and its source, leaving out sources counted elsewhere."""
    segment_of = {p.segment_id: p.segment for p in placed}
    source_of = {s.source_id: s for s in sources if not s.duplicate_of}
    return [
        CodedPassage(c, segment_of[c.segment_id], source_of[c.selection.source_id])
        for c in codings
        if c.segment_id in segment_of and c.selection.source_id in source_of
    ]


def _said_once(found: Iterable[CodedPassage]) -> list[CodedPassage]:
    """Leave out what another coder has said already, of words that overlap."""
    kept: list[CodedPassage] = []
    said: dict[tuple[str, str, Polarity], list[Coding]] = {}
    for item in found:
        coding = item.coding
        before = said.setdefault((coding.segment_id, coding.code_id, coding.polarity), [])
        if not any(one.coder != coding.coder and _overlap(one, coding) for one in before):
            before.append(coding)
            kept.append(item)
    return kept


def _overlap(one: Coding, other: Coding) -> bool:
    a, b = one.selection, other.selection
    return a.start < b.end and b.start < a.end


def _once(found: list[CodedPassage], copies: Mapping[str, str]) -> Iterator[CodedPassage]:
    """Yield what counts where passages are copied: one segment's codings for each code."""
    origins = set(copies.values())
    counted: dict[tuple[str, str], tuple[bool, date, str]] = {}
    places: list[tuple[CodedPassage, tuple[str, str], tuple[bool, date, str]]] = []
    for item in found:
        segment = item.coding.segment_id
        if segment not in copies and segment not in origins:
            places.append((item, ("", ""), (False, date.min, "")))
            continue
        key = (copies.get(segment, segment), item.coding.code_id)
        place = (segment in copies, item.source.dated or date.max, segment)
        counted[key] = min(place, counted.get(key, place))
        places.append((item, key, place))
    for item, key, place in places:
        if key not in counted or counted[key] == place:
            yield item


@dataclass(frozen=True, slots=True)
class Cell:
    """A code in an Area: how many passages of each polarity, from how many places.

    `segments` and `sources` are how many different ones the passages stand in; `kind` is the
    kind of source that was looked at, or "" for all.
    """

    code_id: str
    place: str
    positive: int
    negative: int
    mixed: int
    sources: int
    segments: int
    kind: str = ""

    @property
    def total(self) -> int:
        """All passages."""
        return self.positive + self.negative + self.mixed


def matrix(
    found: Passages, code_ids: Iterable[str], places: Iterable[str], kinds: Iterable[str] = ("",)
) -> tuple[Cell, ...]:
    """Return a cell for each code, place (an Area, or "National") and kind, row by row.

    The kind "" stands for all kinds together.
    """
    columns = [(place, kind) for place in places for kind in kinds]
    held: dict[tuple[str, str, str], list[CodedPassage]] = {}
    for item in found.items:
        for kind in {"", item.source.kind_id}:
            held.setdefault((item.coding.code_id, item.source.place, kind), []).append(item)
    return tuple(
        _cell(tuple(held.get((code, place, kind), ())), code, place, kind)
        for code in code_ids
        for place, kind in columns
    )


def _cell(items: tuple[CodedPassage, ...], code_id: str, place: str, kind: str) -> Cell:
    here = Passages(items)
    counts = {polarity: len(here.polarity(polarity)) for polarity in Polarity}
    return Cell(
        code_id,
        place,
        counts[Polarity.POSITIVE],
        counts[Polarity.NEGATIVE],
        counts[Polarity.MIXED],
        len(here.source_ids),
        len({item.coding.segment_id for item in items}),
        kind,
    )
