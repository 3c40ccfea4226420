"""The evidence floor's tables, and their rows as frozen values.

Nothing is deleted: a source is superseded by a newer version or withdrawn. Its text and
segments are written once and stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    and_,
    insert,
    select,
)
from sqlalchemy.sql import ColumnElement, Select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.errors import UnknownSegment, UnknownSource
from evidence.notices import Notice
from evidence.segments import (
    PlacedSegment,
    Segment,
    SegmentStatus,
    Span,
    SpanStatus,
    segment_id,
    segment_of_id,
)
from evidence.sources import Level, Source

Row = Mapping[Any, Any]

sources = Table(
    "sources",
    metadata,
    Column("source_id", String(20), primary_key=True),
    Column("path", Text, nullable=False, index=True),
    Column("kind_id", String(60), nullable=False),
    Column("level", String(10), nullable=False),
    Column("area", String(120), nullable=False),
    Column("dated", String(10), nullable=True),
    Column("title", Text, nullable=False),
    Column("speaking", String(40), nullable=False),
    Column("format", String(20), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("text_sha256", String(64), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("notices", Text, nullable=False),
    Column("added_at", String(40), nullable=False),
    Column("added_by", String(200), nullable=False),
    Column("duplicate_of", String(20), nullable=False),
    Column("replaces", String(20), nullable=False),
    Column("superseded", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

segments = Table(
    "segments",
    metadata,
    Column("source_id", String(20), ForeignKey("sources.source_id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=True),
    Column("end", Integer, nullable=True),
    Column("text", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("number", String(40), nullable=False),
    Column("heading", Text, nullable=False),
    Column("page", Integer, nullable=True),
    Column("speaker", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("cells", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("anchor", Integer, nullable=True),
    Column("is_question", Boolean, nullable=False),
)

spans = Table(
    "spans",
    metadata,
    Column("source_id", String(20), ForeignKey("sources.source_id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("ordinal", Integer, nullable=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("status", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(40), nullable=False),
)


class EvidenceStore:
    """Sources and their segments, as values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def sources(self, *, current: bool = True) -> list[Source]:
        """Return the sources in the order in which they came; `current` leaves out old ones."""
        query = select(sources).order_by(sources.c.source_id)
        if current:
            query = query.where(~sources.c.superseded, ~sources.c.withdrawn)
        with self.database.reading() as connection:
            return [_source(row) for row in connection.execute(query).mappings()]

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
        return _source(row)

    def by_hash(self, sha256: str) -> Source | None:
        """Return the source whose file had these bytes, the newest if there are several."""
        return self._newest(sources.c.sha256 == sha256, current=False)

    def earlier_version(self, path: str, area: str, *, before: datetime) -> Source | None:
        """Return the source that a file of this name in this folder was before.

        Compared are the file's name, its folder's name and its Area. A file that came in
        the same run is another document, never an older version.
        """
        name = "/".join(path.split("/")[-2:])
        where = and_(
            sources.c.path.endswith(name, autoescape=True),
            sources.c.area == area,
            sources.c.added_at != before.isoformat(),
        )
        return self._newest(where, current=True)

    def by_text(self, text_sha256: str) -> Source | None:
        """Return the source that counts now and has the same words."""
        return self._newest(
            and_(sources.c.text_sha256 == text_sha256, sources.c.duplicate_of == ""),
            current=True,
        )

    def _newest(self, where: ColumnElement[bool], *, current: bool) -> Source | None:
        query = select(sources).where(where).order_by(sources.c.source_id.desc()).limit(1)
        if current:
            query = query.where(~sources.c.superseded, ~sources.c.withdrawn)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else _source(row)

    def segments(self, source_id: str | None = None) -> list[PlacedSegment]:
        """Return the segments of one source, or of every source that counts now."""
        query = (
            select(segments)
            .join(sources, sources.c.source_id == segments.c.source_id)
            .order_by(segments.c.source_id, segments.c.ordinal)
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
            return [_span(row) for row in connection.execute(query).mappings()]

    def _placed(self, query: Select[Any]) -> list[PlacedSegment]:
        with self.database.reading() as connection:
            return [_segment(row) for row in connection.execute(query).mappings()]


def add_source(
    doing: Act, source: Source, its_segments: Iterable[Segment], its_spans: Iterable[Span]
) -> None:
    """Write a source with its segments and spans; the log keeps all but the long texts."""
    doing.insert(sources, _source_row(source), unlogged=("text", "notices"))
    rows = [{"source_id": source.source_id, **_segment_row(s)} for s in its_segments]
    if rows:
        doing.connection.execute(insert(segments), rows)
    marked = [
        {"source_id": source.source_id, "seq": seq, **_span_row(span)}
        for seq, span in enumerate(its_spans)
    ]
    if marked:
        doing.connection.execute(insert(spans), marked)


def next_source_number(doing: Act) -> int:
    """Return the number that the next source gets."""
    return doing.next_number(sources, "source_id", "S")


def supersede(doing: Act, source_id: str) -> None:
    """Mark a source as replaced by a newer version."""
    doing.update(sources, {"source_id": source_id}, {"superseded": True})


def reinstate_source(doing: Act, source_id: str) -> None:
    """Take a withdrawn source back into the evidence."""
    doing.update(sources, {"source_id": source_id}, {"withdrawn": False})


def withdraw_source(doing: Act, source_id: str) -> None:
    """Take a source out of the evidence; it stays in the store."""
    doing.update(sources, {"source_id": source_id}, {"withdrawn": True})


def _source_row(source: Source) -> dict[str, Any]:
    return {
        "source_id": source.source_id,
        "path": source.path,
        "kind_id": source.kind_id,
        "level": source.level.value,
        "area": source.area,
        "dated": source.dated.isoformat() if source.dated else None,
        "title": source.title,
        "speaking": source.group,
        "format": source.format,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "text": source.text,
        "notices": json.dumps([[n.code, n.message, n.locator] for n in source.notices]),
        "added_at": source.added_at.isoformat(),
        "added_by": source.added_by,
        "duplicate_of": source.duplicate_of,
        "replaces": source.replaces,
        "superseded": source.superseded,
        "withdrawn": source.withdrawn,
    }


def _source(row: Row) -> Source:
    return Source(
        source_id=row["source_id"],
        path=row["path"],
        kind_id=row["kind_id"],
        level=Level(row["level"]),
        area=row["area"],
        dated=date.fromisoformat(row["dated"]) if row["dated"] else None,
        title=row["title"],
        group=row["speaking"],
        format=row["format"],
        sha256=row["sha256"],
        text_sha256=row["text_sha256"],
        text=row["text"],
        notices=tuple(Notice(*parts) for parts in json.loads(row["notices"])),
        added_at=datetime.fromisoformat(row["added_at"]),
        added_by=row["added_by"],
        duplicate_of=row["duplicate_of"],
        replaces=row["replaces"],
        superseded=row["superseded"],
        withdrawn=row["withdrawn"],
    )


def _segment_row(segment: Segment) -> dict[str, Any]:
    return {
        "ordinal": segment.ordinal,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "locator": segment.locator,
        "number": segment.number,
        "heading": segment.heading,
        "page": segment.page,
        "speaker": segment.speaker,
        "question": segment.question,
        "cells": json.dumps(segment.columns, ensure_ascii=False),
        "owner": segment.owner,
        "due": segment.due,
        "status": segment.status.value,
        "author": segment.author,
        "at": segment.at,
        "anchor": segment.anchor,
        "is_question": segment.is_question,
    }


def _segment(row: Row) -> PlacedSegment:
    segment = Segment(
        ordinal=row["ordinal"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        locator=row["locator"],
        number=row["number"],
        heading=row["heading"],
        page=row["page"],
        speaker=row["speaker"],
        question=row["question"],
        columns=tuple((heading, cell) for heading, cell in json.loads(row["cells"])),
        owner=row["owner"],
        due=row["due"],
        status=SegmentStatus(row["status"]),
        author=row["author"],
        at=row["at"],
        anchor=row["anchor"],
        is_question=row["is_question"],
    )
    reference = segment_id(row["source_id"], row["ordinal"])
    return PlacedSegment(reference, row["source_id"], segment)


def _span_row(span: Span) -> dict[str, Any]:
    return {
        "ordinal": span.ordinal,
        "start": span.start,
        "end": span.end,
        "status": span.status.value,
        "text": span.text,
        "author": span.author,
        "at": span.at,
    }


def _span(row: Row) -> Span:
    return Span(
        row["start"],
        row["end"],
        SpanStatus(row["status"]),
        row["text"],
        row["author"],
        row["at"],
        row["ordinal"],
    )
