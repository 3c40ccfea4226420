"""Codings follow their words into the newer version of a document.

A corrected file replaces the one before. A coding moves if its quoted words stand in a
live segment of the new text, letter for letter (white space apart); where they stand more
than once, to the place nearest to where they stood. A coding whose words are gone stays
where it was, counts no longer, and is listed for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from coding.codings import Coding
from coding.selections import select
from coding.store import CodingStore, move_coding
from coding.suggest import codable
from evidence.audit import act
from evidence.identity import Actor
from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of the codings of one replaced source."""

    source_id: str
    carried: int
    to_check: tuple[str, ...]


def carry(workspace: Workspace, actor: Actor, at: datetime) -> dict[str, Carried]:
    """Move what can be moved; return, by the id of the newer source, what was and was not."""
    adrift = _adrift(workspace)
    if not adrift:
        return {}
    every = workspace.evidence.sources(current=False)
    newest = {s.replaces: s for s in every if s.replaces and not s.withdrawn}
    by_id = {s.source_id: s for s in every}
    found: dict[str, Carried] = {}
    for old_id, codings in adrift.items():
        target = _last(old_id, newest)
        if target is None:
            continue
        placed = [p for p in workspace.evidence.segments(target.source_id) if codable(p)]
        moves = [(c, _place(c, by_id[old_id], target, placed)) for c in codings]
        moved = [(c, new) for c, new in moves if new is not None]
        lost = tuple(c.coding_id for c, new in moves if new is None)
        if moved:
            summary = f"carried {len(moved)} codings from {old_id} to {target.source_id}"
            with act(workspace.database, actor, at, command="carry", summary=summary) as doing:
                for _, new in moved:
                    move_coding(doing, new)
        found[target.source_id] = Carried(target.source_id, len(moved), lost)
    return found


def unplaced(workspace: Workspace) -> list[Coding]:
    """Return the codings whose words the newest version of their document no longer has."""
    return [coding for codings in _adrift(workspace).values() for coding in codings]


def _adrift(workspace: Workspace) -> dict[str, list[Coding]]:
    adrift: dict[str, list[Coding]] = {}
    for coding in CodingStore(workspace.database).superseded_codings():
        adrift.setdefault(coding.selection.source_id, []).append(coding)
    return adrift


def _last(old_id: str, newest: dict[str, Source]) -> Source | None:
    """Follow replacements to the version that counts now."""
    found = None
    while old_id in newest:
        found = newest[old_id]
        old_id = found.source_id
    return found


def _place(
    coding: Coding, old: Source, target: Source, placed: Iterable[PlacedSegment]
) -> Coding | None:
    """Return the coding as it stands in the newer text, or None if its words are gone."""
    was = coding.selection.start / max(1, len(old.text))
    places = [
        (abs(start / max(1, len(target.text)) - was), start, end, segment)
        for segment in placed
        for start, end in _occurrences(coding.selection.quote, target.text, segment)
    ]
    if not places:
        return None
    _, start, end, segment = min(places, key=lambda place: place[:2])
    selection = select(target.source_id, target.text, start, end)
    return replace(coding, selection=selection, segment_id=segment.segment_id)


def _occurrences(quote: str, text: str, placed: PlacedSegment) -> Iterator[tuple[int, int]]:
    words = quote.split()
    start, end = placed.segment.start, placed.segment.end
    if not words or start is None or end is None:
        return
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    for match in pattern.finditer(text, start, end):
        yield match.span()
