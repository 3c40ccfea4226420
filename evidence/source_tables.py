"""The tables of the evidence: sources, their segments and marked words, as frozen values.

A source's text and segments are written once and stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from evidence.database import metadata
from evidence.notices import Notice
from evidence.segments import (
    PlacedSegment,
    Segment,
    SegmentStatus,
    Span,
    SpanStatus,
    segment_id,
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


def source_row(source: Source) -> dict[str, Any]:
    """Return a source as its row."""
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


def source_of(row: Row) -> Source:
    """Return a row as the source that it holds."""
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


def segment_row(segment: Segment) -> dict[str, Any]:
    """Return a segment as its row, without its source."""
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


def placed_of(row: Row) -> PlacedSegment:
    """Return a row as the segment that it holds, with its source's id."""
    return placed_from([row[name] for name in _SEGMENT_COLUMNS])


def placed_from(columns: Iterable[Any]) -> PlacedSegment:
    """Return the columns of the table of segments, in their order, as `placed_of` does."""
    source_id, *told = columns
    told[_CELLS] = _cells(told[_CELLS])
    told[_STATUS] = _STATUSES[told[_STATUS]]
    segment = Segment(*told)  # its fields stand in the order of the columns
    return PlacedSegment(segment_id(source_id, segment.ordinal), source_id, segment)


def _cells(written: str) -> tuple[tuple[str, str], ...]:
    if written == "[]":  # most segments are no rows of tables
        return ()
    return tuple((heading, cell) for heading, cell in json.loads(written))


_SEGMENT_COLUMNS: Final = tuple(column.name for column in segments.columns)
_CELLS, _STATUS = (_SEGMENT_COLUMNS.index(name) - 1 for name in ("cells", "status"))
_STATUSES: Final = {status.value: status for status in SegmentStatus}


def span_row(span: Span) -> dict[str, Any]:
    """Return marked words as their row, without their source."""
    return {
        "ordinal": span.ordinal,
        "start": span.start,
        "end": span.end,
        "status": span.status.value,
        "text": span.text,
        "author": span.author,
        "at": span.at,
    }


def span_of(row: Row) -> Span:
    """Return a row as the marked words that it holds."""
    return Span(
        row["start"],
        row["end"],
        SpanStatus(row["status"]),
        row["text"],
        row["author"],
        row["at"],
        row["ordinal"],
    )
