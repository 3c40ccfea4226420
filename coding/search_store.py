"""Looking for words in the store: live passages of the sources that count.

SQLite's index of words says in which passages all the words stand; whether they stand there as
asked is looked up in these. Without an index every passage is read through.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, column, func, select, table, text

from coding.searching import Query
from evidence.database import Database
from evidence.errors import StoreUnusable
from evidence.segments import PlacedSegment, SegmentStatus
from evidence.source_tables import placed_of, segments, sources

_MILLION = 1_000_000
_words = table("passage_words", column("rowid", Integer))
"""A migration makes it, and a trigger keeps it: no store writes to it."""


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
    found = [placed_of(row) for row in _rows(database, asked, query)]
    return [placed for placed in found if query.found(placed.segment.text)]


def _rows(database: Database, asked: Select[Any], query: Query) -> Sequence[Any]:
    """Return the rows that the index leaves, or every row where there is no index."""
    if query.words and database.engine.dialect.name == "sqlite":
        try:
            with database.reading() as connection:
                found = connection.execute(by_index(asked), {"words": " ".join(query.words)})
                return found.mappings().all()
        except StoreUnusable:
            pass  # built without full-text search; if there is more to it, the next says so
    with database.reading() as connection:
        return connection.execute(asked).mappings().all()


def by_index(asked: Select[Any]) -> Select[Any]:
    """Return a question for passages, narrowed to those with some words by the index."""
    place = _words.c.rowid
    return asked.join(
        _words,
        (segments.c.source_id == func.printf("S%03d", place // _MILLION))
        & (segments.c.ordinal == place % _MILLION),
    ).where(text("passage_words match :words").bindparams(bindparam("words", type_=String)))
