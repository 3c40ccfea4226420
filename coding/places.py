"""Finding what a person at the keyboard means: a source, a segment, some quoted words.

Words are found whatever their white space and the shape of their quotation marks. Where
they stand in several places, the person is told which, and chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coding.selections import Selection, select
from coding.suggest import codable, require_counting
from evidence.errors import AmbiguousWords, SelectionOutside, UnknownSource
from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.workspace import Workspace

_SEGMENT = re.compile(r"S\d+-\d+", re.I)
_ALIKE = ("'‘’ʼ`", '"“”„', "-‐‑–—", " \u00a0")  # noqa: RUF001 - what Word makes of them
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Some words of a segment that can be coded."""

    placed: PlacedSegment
    selection: Selection


def source_named(workspace: Workspace, name: str) -> Source:
    """Return the source of that id, or the one whose path or title ends with the name.

    Raises:
        UnknownSource: none or several do.
    """
    every = workspace.evidence.sources()
    wanted = name.casefold().replace("\\", "/")
    for source in every:
        if source.source_id.casefold() == wanted:
            return source
    found = [
        s
        for s in every
        if f"/{s.path.casefold()}".endswith(f"/{wanted}") or s.title.casefold() == wanted
    ]
    # The same words in another file are counted, and so coded, where they came first.
    ids = {s.duplicate_of or s.source_id for s in found}
    if len(ids) == 1:
        return workspace.evidence.source(ids.pop())
    if ids:
        raise UnknownSource(
            f"several sources are called '{name}': {', '.join(sorted(ids))}",
            way_out="name one by its id",
        )
    raise UnknownSource(f"there is no source '{name}'", way_out="iqa documents list")


def segments_at(workspace: Workspace, place: str) -> tuple[Source, list[PlacedSegment]]:
    """Return the source that a place names, and the segments in it that it means.

    Raises:
        UnknownSource: no source, or several, go by that name.
        UnknownSegment: the source has no such segment.
    """
    if _SEGMENT.fullmatch(place):
        placed = workspace.evidence.segment(place.upper())
        return workspace.evidence.source(placed.source_id), [placed]
    source = source_named(workspace, place)
    return source, workspace.evidence.segments(source.source_id)


def words_at(workspace: Workspace, place: str, words: str) -> Place:
    """Return the one place where some words stand that can be coded.

    Raises:
        SelectionOutside: nothing that can be coded there has the words.
        AmbiguousWords: they stand in several places.
        UnknownSource: the source does not count, or there is none of that name.
    """
    source, placed = segments_at(workspace, place)
    require_counting(source)
    found = list(places_of(source, placed, words))
    if not found:
        raise SelectionOutside(
            f"no passage of {place} that can be coded has the words '{words[:60]}'",
            way_out=f"iqa documents show {source.source_id}   (copy them from there)",
        )
    if len(found) > 1:
        raise AmbiguousWords(
            f"'{words[:60]}' stands in {len(found)} places of {source.source_id}: {_told(found)}",
            way_out=f"quote more words, or name the segment: iqa code add "
            f"{found[0].placed.segment_id} '{words[:30]}' ...",
        )
    return found[0]


def places_of(source: Source, placed: Sequence[PlacedSegment], words: str) -> Iterator[Place]:
    """Yield each place within the segments at which the words stand."""
    pattern = _pattern(words)
    if pattern is None:
        return
    for segment in placed:
        start, end = segment.segment.start, segment.segment.end
        if start is None or end is None or not codable(segment):
            continue
        for match in pattern.finditer(source.text, start, end):
            yield Place(segment, select(source.source_id, source.text, *match.span()))


def _pattern(words: str) -> re.Pattern[str] | None:
    """Return what finds the words, whole ones only: nobody codes half a word."""
    parts = ["".join(_letter(c) for c in word) for word in words.split()]
    if not parts:
        return None
    stripped = words.strip()
    before = r"(?<![^\W_])" if stripped[0].isalnum() else ""
    after = r"(?![^\W_])" if stripped[-1].isalnum() else ""
    return re.compile(before + r"\s+".join(parts) + after)


def _letter(character: str) -> str:
    for alike in _ALIKE:
        if character in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(character)


def _told(found: Sequence[Place]) -> str:
    told = [
        f"{p.placed.segment_id} ({p.placed.segment.locator})" if p.placed.segment.locator
        else p.placed.segment_id
        for p in found[:_SHOWN]
    ]  # fmt: skip
    more = len(found) - _SHOWN
    return ", ".join(told) + (f" and {more} more" if more > 0 else "")
