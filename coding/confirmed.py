"""The passages on which people have decided: gold for `tag evaluate`, lessons for `tag learn`.

A segment is decided where it holds a coding, where a suggestion for it was decided, or where
somebody read it and found nothing. What holds none of these is not known, and left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from coding.codebook_tables import readings
from coding.codings import Coding
from coding.store import CodingStore
from coding.suggest import codable, passage
from coding.suggestions import SuggestionStatus
from coding.taggers.interface import Passage
from coding.taggers.labelled import Labelled
from coding.taggers.rules import CODES
from evidence.database import Database
from evidence.segments import PlacedSegment
from evidence.workspace import Workspace

_DECIDED = frozenset(
    {SuggestionStatus.ACCEPTED, SuggestionStatus.AMENDED, SuggestionStatus.REJECTED}
)


def confirmed(workspace: Workspace) -> tuple[Labelled, ...]:
    """Return the decided passages, with the codes of sub-question 4 that people gave them."""
    store = CodingStore(workspace.database)
    sources = {s.source_id: s for s in workspace.evidence.sources()}
    placed = [p for p in workspace.evidence.segments() if codable(p) and p.source_id in sources]
    coded = by_segment(store.codings())
    known = {s.segment_id for s in store.suggestions() if s.status in _DECIDED}
    known |= set(coded) | read_segments(workspace.database, placed)
    framework = workspace.inspection.framework
    return tuple(
        _labelled(p, passage(p, sources[p.source_id], framework), coded.get(p.segment_id, []))
        for p in placed
        if p.segment_id in known
    )


def by_segment(codings: list[Coding]) -> dict[str, list[Coding]]:
    """Return codings by the segment in which they stand."""
    found: dict[str, list[Coding]] = {}
    for coding in codings:
        found.setdefault(coding.segment_id, []).append(coding)
    return found


def read_segments(database: Database, placed: list[PlacedSegment]) -> set[str]:
    """Return the segments that somebody has read for every code."""
    query = select(readings).where(~readings.c.withdrawn)
    with database.reading() as connection:
        ranges = [
            (row["source_id"], row["first"], row["last"])
            for row in connection.execute(query).mappings()
            if row["codes"] == "[]"
        ]
    return set(_within(ranges, placed))


def _within(ranges: list[tuple[str, int, int]], placed: list[PlacedSegment]) -> Iterator[str]:
    for p in placed:
        if any(s == p.source_id and a <= p.segment.ordinal <= b for s, a, b in ranges):
            yield p.segment_id


def _labelled(placed: PlacedSegment, seen: Passage, codings: list[Coding]) -> Labelled:
    of_four = [c for c in codings if c.code_id.partition("-")[0] in CODES]
    return Labelled(
        placed.segment_id,
        seen,
        frozenset(c.code_id for c in of_four),
        {c.code_id: c.polarity for c in of_four},
    )
