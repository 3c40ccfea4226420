"""Coverage: what has been read and by whom, what has not, and where the evidence is silent.

Somebody has read a segment if they coded it, decided on a suggestion in it, or said that
they read it. A source is silent on a code only where every segment that can be evidence was
read and nobody found the code.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from coding.codings import Coding
from coding.readings import Reading
from evidence.segments import PlacedSegment
from evidence.sources import Source

NO_CODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
"""No code is asked about."""


@dataclass(frozen=True, slots=True)
class Looked:
    """Everything that tells who has looked at what; `decided` pairs segments with people."""

    sources: tuple[Source, ...]
    segments: tuple[PlacedSegment, ...]
    codings: tuple[Coding, ...]
    readings: tuple[Reading, ...]
    decided: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SourceShare:
    """How much of a source was read, in segments that can be evidence.

    `silent` are those of which somebody said that they hold nothing; `readers` says how many
    each person read.
    """

    source_id: str
    title: str
    place: str
    kind: str
    segments: int
    read: int
    coded: int
    silent: int
    readers: tuple[tuple[str, int], ...]

    @property
    def whole(self) -> bool:
        """Whether all of it was read."""
        return self.read == self.segments


@dataclass(frozen=True, slots=True)
class CoderShare:
    """What one person has done; `segments` is how many they read, `silent` how many in vain."""

    coder: str
    codings: int
    codes: int
    sources: int
    segments: int
    silent: int


@dataclass(frozen=True, slots=True)
class CodeShare:
    """In how many sources a code was found, was not although all was read, or may be still."""

    code_id: str
    found: tuple[str, ...]
    silent: tuple[str, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """What has been read of everything that counts."""

    sources: tuple[SourceShare, ...]
    coders: tuple[CoderShare, ...]
    codes: tuple[CodeShare, ...]

    @property
    def segments(self) -> int:
        """All segments that can be evidence."""
        return sum(s.segments for s in self.sources)

    @property
    def read(self) -> int:
        """Those that somebody has read."""
        return sum(s.read for s in self.sources)


def coverage(looked: Looked, families: Mapping[str, tuple[str, ...]] = NO_CODES) -> Coverage:
    """Return what has been read, source by source, coder by coder, and for each code.

    `families` are the codes, each with those that count towards it: itself and its sub-codes.
    """
    readers = _readers(looked)
    shares = tuple(_sources(looked, readers))
    return Coverage(shares, _coders(looked, readers), tuple(_codes(looked, shares, families)))


def _readers(looked: Looked) -> dict[str, set[str]]:
    """Return who has read each segment."""
    found: dict[str, set[str]] = {p.segment_id: set() for p in looked.segments}
    for segment_id, coder in looked.decided:
        found.setdefault(segment_id, set()).add(coder)
    for coding in looked.codings:
        found.setdefault(coding.segment_id, set()).add(coding.coder)
    for placed, reading in _covered(looked):
        found[placed.segment_id].add(reading.coder)
    return found


def _covered(looked: Looked) -> Iterable[tuple[PlacedSegment, Reading]]:
    """Pair each segment with each reading that says it was read."""
    by_source: dict[str, list[Reading]] = {}
    for reading in looked.readings:
        by_source.setdefault(reading.source_id, []).append(reading)
    for placed in looked.segments:
        for reading in by_source.get(placed.source_id, ()):
            if reading.covers(placed.segment.ordinal):
                yield placed, reading


def _sources(looked: Looked, readers: Mapping[str, set[str]]) -> Iterable[SourceShare]:
    coded = {c.segment_id for c in looked.codings}
    silent = {p.segment_id for p, r in _covered(looked) if r.silent and not r.codes}
    held: dict[str, list[str]] = {}
    for placed in looked.segments:
        held.setdefault(placed.source_id, []).append(placed.segment_id)
    for source in looked.sources:
        mine = held.get(source.source_id, [])
        if not mine:
            continue
        people = Counter(name for one in mine for name in readers[one])
        yield SourceShare(
            source.source_id,
            source.title,
            source.place,
            source.kind_id,
            len(mine),
            sum(bool(readers[one]) for one in mine),
            len(coded.intersection(mine)),
            len((silent - coded).intersection(mine)),
            tuple(sorted(people.items())),
        )


def _coders(looked: Looked, readers: Mapping[str, set[str]]) -> tuple[CoderShare, ...]:
    names = {name for people in readers.values() for name in people}
    silent: dict[str, set[str]] = {}
    for placed, reading in _covered(looked):
        if reading.silent:
            silent.setdefault(reading.coder, set()).add(placed.segment_id)
    source_of = {p.segment_id: p.source_id for p in looked.segments}
    found = []
    for name in sorted(names):
        mine = [c for c in looked.codings if c.coder == name]
        read = [one for one, people in readers.items() if name in people]
        sources = {source_of[one] for one in read if one in source_of}
        found.append(
            CoderShare(
                name,
                len(mine),
                len({c.code_id for c in mine}),
                len(sources | {c.selection.source_id for c in mine}),
                len(read),
                len(silent.get(name, ())),
            )
        )
    return tuple(found)


def _codes(
    looked: Looked, shares: tuple[SourceShare, ...], families: Mapping[str, tuple[str, ...]]
) -> Iterable[CodeShare]:
    found: dict[str, set[str]] = {}
    for coding in looked.codings:
        found.setdefault(coding.code_id, set()).add(coding.selection.source_id)
    for code_id, family in families.items():
        here = {source for one in family for source in found.get(one, ())}
        rest = [share for share in shares if share.source_id not in here]
        yield CodeShare(
            code_id,
            tuple(s.source_id for s in shares if s.source_id in here),
            tuple(s.source_id for s in rest if s.whole),
            tuple(s.source_id for s in rest if not s.whole),
        )
