"""Looking for words in the store: live passages of the sources that count."""

from __future__ import annotations

from sqlalchemy import func, select

from coding.searching import Query
from evidence.database import Database
from evidence.segments import PlacedSegment, SegmentStatus
from evidence.source_tables import placed_of, segments, sources


def passages_with(
    database: Database, query: Query, *, area: str | None = None, kind: str = ""
) -> list[PlacedSegment]:
    """Return the live passages that hold what is asked for, in the order of the evidence.

    `area` is an Area's name, "" for national evidence, or None for all.
    """
    asked = (
        select(segments)
        .join(sources, sources.c.source_id == segments.c.source_id)
        .where(
            ~sources.c.superseded,
            ~sources.c.withdrawn,
            sources.c.duplicate_of == "",
            segments.c.status == SegmentStatus.LIVE.value,
            *(segments.c.text.icontains(run, autoescape=True) for run in query.runs),
        )
        .order_by(func.length(sources.c.source_id), sources.c.source_id, segments.c.ordinal)
    )
    if area is not None:
        asked = asked.where(sources.c.area == area)
    if kind:
        asked = asked.where(sources.c.kind_id == kind)
    with database.reading() as connection:
        found = [placed_of(row) for row in connection.execute(asked).mappings()]
    return [placed for placed in found if query.found(placed.segment.text)]
