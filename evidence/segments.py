"""Segments: the units that inspectors read and code.

A segment is one paragraph, bullet, table row, speaker's turn or answer, with a locator
that a person can use ("item 4.2", "SCP2, 00:12:31"). Parts of a file that are not live
text (comments, headers, deleted words) are kept as segments or spans with a status and
an anchor, and are never evidence by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SegmentStatus(StrEnum):
    """What kind of part a segment is; only live segments are suggested and counted."""

    LIVE = "live"
    COMMENT = "comment"
    FURNITURE = "furniture"
    HIDDEN = "hidden"
    QUOTED = "quoted"
    DELETED = "deleted"


class SpanStatus(StrEnum):
    """What is special about some words within a segment."""

    INSERTED = "inserted"
    DELETED = "deleted"
    HIDDEN = "hidden"
    LINK = "link"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """Words within a source that carry a status; a deleted span has start == end."""

    start: int
    end: int
    status: SpanStatus
    text: str
    author: str = ""
    at: str = ""
    ordinal: int | None = None
    """The ordinal of the segment it belongs to, if any."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One unit of a source. Offsets are code points of the source's text, half-open.

    `start` and `end` are None for a part that is not in the text (a comment, a header).
    `question` is what this turn or answer replies to; `columns` pairs a table row's
    headings with its cells, in order; `anchor` is the ordinal of the segment to which a
    comment or note belongs.
    """

    ordinal: int
    start: int | None
    end: int | None
    text: str
    locator: str
    number: str = ""
    heading: str = ""
    page: int | None = None
    speaker: str = ""
    question: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    due: str = ""
    status: SegmentStatus = SegmentStatus.LIVE
    author: str = ""
    at: str = ""
    anchor: int | None = None
    is_question: bool = False
    """True for a chair's or inspector's question, which is never evidence itself."""


def segment_id(source_id: str, ordinal: int) -> str:
    """Return the id of a source's segment.

    >>> segment_id("S014", 12)
    'S014-012'
    """
    return f"{source_id}-{ordinal:03d}"


@dataclass(frozen=True, slots=True)
class PlacedSegment:
    """A segment together with the source that it belongs to, as higher floors use it."""

    segment_id: str
    source_id: str
    segment: Segment


def segment_of_id(reference: str) -> tuple[str, int]:
    """Split a segment id into its source id and ordinal; ValueError if it is none.

    >>> segment_of_id("S014-012")
    ('S014', 12)
    """
    source, _, ordinal = reference.rpartition("-")
    return source, int(ordinal)
