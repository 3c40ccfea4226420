"""The evidence floor's store: what counts now, and how it is added and taken out.

Nothing is deleted: a source is superseded by a newer version or withdrawn. Words that
stand in several files count once, in one of them; when that one stops counting, another
takes its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, literal, select, true
from sqlalchemy.sql import ColumnElement, Select

from evidence.audit import Act, acts
from evidence.database import Database
from evidence.errors import UnknownSegment, UnknownSource
from evidence.segments import PlacedSegment, Segment, Span, segment_of_id
from evidence.source_tables import (
    placed_from,
    segment_row,
    segments,
    source_of,
    source_row,
    sources,
    span_of,
    span_row,
    spans,
)
from evidence.sources import Source

_IN_ORDER = (func.length(sources.c.source_id), sources.c.source_id)
"""S999 comes before S1000."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many segments a source has, and who speaks in it, in order of first word."""

    segments: int
    speakers: tuple[str, ...]


class EvidenceStore:
    """Sources and their segments, as values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def sources(self, *, current: bool = True) -> list[Source]:
        """Return the sources in the order in which they came; `current` leaves out old ones."""
        query = select(sources).order_by(*_IN_ORDER)
        if current:
            query = query.where(~sources.c.superseded, ~sources.c.withdrawn)
        with self.database.reading() as connection:
            return [source_of(row) for row in connection.execute(query).mappings()]

    def source(self, source_id: str) -> Source:
        """Return one source.

        Raises:
            UnknownSource: there is none of that id.
        """
        query = select(sources).where(sources.c.source_id == source_id)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise UnknownSource(f"there is no source {source_id}", way_out="iqa documents list")
        return source_of(row)

    def tally(self, source_id: str) -> Tally:
        """Return how much one source holds."""
        return self._tallies(segments.c.source_id == source_id)[source_id]

    def tallies(self) -> Mapping[str, Tally]:
        """Return how much each source holds, counted in one go."""
        return self._tallies(true())

    def _tallies(self, where: ColumnElement[bool]) -> Mapping[str, Tally]:
        speaking = (
            select(segments.c.source_id, segments.c.speaker)
            .where(segments.c.speaker != "", where)
            .group_by(segments.c.source_id, segments.c.speaker)
            .order_by(func.min(segments.c.ordinal))
        )
        counting = (
            select(segments.c.source_id, func.count()).where(where).group_by(segments.c.source_id)
        )
        speakers: dict[str, list[str]] = {}
        with self.database.reading() as connection:
            for source_id, speaker in connection.execute(speaking):
                speakers.setdefault(source_id, []).append(speaker)
            found = {
                source_id: Tally(count, tuple(speakers.get(source_id, ())))
                for source_id, count in connection.execute(counting)
            }
        return defaultdict(lambda: Tally(0, ()), found)

    def segments(self, source_id: str | None = None) -> list[PlacedSegment]:
        """Return the segments of one source, or of every source that counts now."""
        query = (
            select(segments)
            .join(sources, sources.c.source_id == segments.c.source_id)
            .order_by(*_IN_ORDER, segments.c.ordinal)
        )
        if source_id is None:
            query = query.where(~sources.c.superseded, ~sources.c.withdrawn)
        else:
            query = query.where(segments.c.source_id == source_id)
        return self._placed(query)

    def segment(self, reference: str) -> PlacedSegment:
        """Return one segment by its id, such as S014-012.

        Raises:
            UnknownSegment: there is none of that id.
        """
        try:
            source_id, ordinal = segment_of_id(reference)
        except ValueError:
            source_id, ordinal = reference, 0
        found = self._placed(
            select(segments).where(segments.c.source_id == source_id, segments.c.ordinal == ordinal)
        )
        if not found:
            raise UnknownSegment(
                f"there is no segment {reference}",
                way_out="iqa documents show SOURCE   (lists its segments)",
            )
        return found[0]

    def spans(self, source_id: str) -> list[Span]:
        """Return the marked words of a source: inserted, deleted, hidden, linked."""
        query = select(spans).where(spans.c.source_id == source_id).order_by(spans.c.seq)
        with self.database.reading() as connection:
            return [span_of(row) for row in connection.execute(query).mappings()]

    def _placed(self, query: Select[Any]) -> list[PlacedSegment]:
        with self.database.reading() as connection:
            return [placed_from(row) for row in connection.execute(query).all()]


def add_source(
    doing: Act, source: Source, its_segments: Iterable[Segment], its_spans: Iterable[Span]
) -> None:
    """Write a source with its segments and spans; the log keeps all but the long texts."""
    doing.insert(sources, source_row(source), unlogged=("text", "notices"))
    rows = [{"source_id": source.source_id, **segment_row(s)} for s in its_segments]
    if rows:
        doing.connection.execute(insert(segments), rows)
    marked = [
        {"source_id": source.source_id, "seq": seq, **span_row(span)}
        for seq, span in enumerate(its_spans)
    ]
    if marked:
        doing.connection.execute(insert(spans), marked)


def last_act(connection: Connection) -> int:
    """Return the number of the newest act in the log; 0 if there is none."""
    return int(connection.execute(select(func.max(acts.c.act_id))).scalar() or 0)


def shelved(connection: Connection, text_sha256: Collection[str] = ()) -> list[Source]:
    """Return every source there ever was, or those with these words; their texts are ""."""
    columns = [column for column in sources.c if column.name != "text"]
    query = select(*columns, literal("").label("text"))
    if text_sha256:
        query = query.where(sources.c.text_sha256.in_(text_sha256))
    return [source_of(row) for row in connection.execute(query).mappings()]


def supersede(doing: Act, source_id: str) -> None:
    """Mark a source as replaced by a newer version."""
    doing.update(sources, {"source_id": source_id}, {"superseded": True})
    _pass_on(doing, source_id)


def reinstate_source(doing: Act, source: Source) -> None:
    """Take a withdrawn source back into the evidence, described as it is now."""
    row = source_row(source)
    described = ("path", "kind_id", "level", "area", "dated", "title", "speaking")
    kept = {name: row[name] for name in (*described, "duplicate_of", "replaces")}
    doing.update(
        sources,
        {"source_id": source.source_id},
        {**kept, "withdrawn": False, "superseded": False},
    )


def withdraw_source(doing: Act, source_id: str) -> None:
    """Take a source out of the evidence; it stays in the store."""
    doing.update(sources, {"source_id": source_id}, {"withdrawn": True})
    _pass_on(doing, source_id)


def _pass_on(doing: Act, source_id: str) -> None:
    """Let the next file with the same words count in the place of one that no longer does."""
    heirs = select(sources.c.source_id).where(
        sources.c.duplicate_of == source_id, ~sources.c.superseded, ~sources.c.withdrawn
    )
    first = ""
    for heir in doing.connection.execute(heirs.order_by(*_IN_ORDER)).scalars().all():
        doing.update(sources, {"source_id": heir}, {"duplicate_of": first})
        first = first or heir
