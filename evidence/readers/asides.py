"""What stands beside a document's text: notes, comments, headers and footers.

Notes are live words with an anchor and stand at the end of the text; comments, headers and
footers are not in the text and have no offsets.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.blocks import Document, Mark
from evidence.segments import Segment, SegmentStatus, Span, SpanStatus


@dataclass(frozen=True, slots=True)
class Parts:
    """All the segments of a document, and what its notes append to the text."""

    all: tuple[Segment, ...]
    appended: tuple[str, ...]


def with_asides(
    document: Document,
    text: str,
    segments: list[Segment],
    spans: list[Span],
    anchors: dict[str, tuple[int, int]],
) -> tuple[Parts, list[Span]]:
    """Return the segments of the body followed by notes, comments and furniture."""
    every, marks, appended = list(segments), list(spans), []
    length = len(text)
    by_ordinal = {segment.ordinal: segment for segment in segments}
    for note in document.notes:
        gap = "\n" if length else ""
        bare = note.text.strip()
        start = length + len(gap) + note.text.index(bare)
        ordinal = len(every) + 1
        anchor, place = anchors.get(note.aside_id, (None, None))
        heading = by_ordinal[anchor].heading if anchor in by_ordinal and anchor else ""
        every.append(
            Segment(
                ordinal,
                start,
                start + len(bare),
                bare,
                note.locator,
                heading=heading,
                anchor=anchor,
            )
        )
        marks += [_moved(mark, ordinal, length + len(gap)) for mark in note.marks]
        if place is not None:
            marks.append(Span(place, place, SpanStatus.NOTE, bare, ordinal=anchor))
        appended.append(gap + note.text)
        length += len(gap) + len(note.text)
    beside = [(c, SegmentStatus.COMMENT) for c in document.comments]
    beside += [(f, SegmentStatus.FURNITURE) for f in document.furniture]
    for aside, status in beside:
        anchor, _ = anchors.get(aside.aside_id, (None, None))
        every.append(
            Segment(
                len(every) + 1, None, None, aside.text, aside.locator,
                status=status, author=aside.author, at=aside.at, anchor=anchor,
            )
        )  # fmt: skip
    marks.sort(key=lambda span: (span.start, span.end))
    return Parts(tuple(every), tuple(appended)), marks


def _moved(mark: Mark, ordinal: int, by: int) -> Span:
    moved = mark.moved(by)
    return Span(moved.start, moved.end, mark.status, mark.text, mark.author, mark.at, ordinal)
