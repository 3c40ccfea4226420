"""What stands beside a document's text: notes, comments, headers, footers, descriptions.

Notes are live words with an anchor and stand at the end of the text; the others are not in
the text and have no offsets. What was deleted or is hidden in a comment, a header or a
deleted note has no place in the text either, and stands after it on its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from evidence.readers.blocks import Aside, Document, Mark
from evidence.segments import Segment, SegmentStatus, Span, SpanStatus

_APART = {
    SpanStatus.DELETED: SegmentStatus.DELETED,
    SpanStatus.HIDDEN: SegmentStatus.HIDDEN,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """All the segments of a document, and what its notes append to the text."""

    all: tuple[Segment, ...]
    appended: tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    """Segments and spans so far, and how long the text has become."""

    segments: list[Segment]
    spans: list[Span]
    length: int
    appended: list[str] = field(default_factory=list)

    def add(self, segment: Segment) -> None:
        self.segments.append(replace(segment, ordinal=len(self.segments) + 1))


def with_asides(
    document: Document,
    text: str,
    segments: list[Segment],
    spans: list[Span],
    anchors: dict[str, tuple[int, int]],
) -> tuple[Parts, list[Span]]:
    """Return the segments of the body followed by notes, comments and furniture."""
    done = _Gathered(list(segments), list(spans), len(text))
    by_ordinal = {segment.ordinal: segment for segment in segments}
    for note in document.notes:
        anchor, place = anchors.get(note.aside_id, (None, None))
        heading = by_ordinal[anchor].heading if anchor in by_ordinal and anchor else ""
        if note.text.strip():
            _note(done, note, Segment(0, 0, 0, "", "", heading=heading, anchor=anchor), place)
        else:
            _apart(done, note, anchor)
    for aside, status in _beside(document):
        anchor, _ = anchors.get(aside.aside_id, (None, None))
        if aside.text.strip():
            done.add(
                Segment(
                    0, None, None, aside.text, aside.locator,
                    status=status, author=aside.author, at=aside.at, anchor=anchor,
                )
            )  # fmt: skip
        _apart(done, aside, anchor)
    done.spans.sort(key=lambda span: (span.start, span.end))
    return Parts(tuple(done.segments), tuple(done.appended)), done.spans


def _beside(document: Document) -> Iterator[tuple[Aside, SegmentStatus]]:
    yield from ((aside, SegmentStatus.COMMENT) for aside in document.comments)
    for aside in (*document.furniture, *document.pictures):
        yield aside, SegmentStatus.FURNITURE


def _note(done: _Gathered, note: Aside, hung: Segment, place: int | None) -> None:
    """A note at the end of the text, and the mark at which it hangs."""
    gap = "\n" if done.length else ""
    bare = note.text.strip()
    begins = done.length + len(gap)
    start = begins + note.text.index(bare)
    done.add(replace(hung, start=start, end=start + len(bare), text=bare, locator=note.locator))
    ordinal = len(done.segments)
    done.spans += [_moved(mark, ordinal, begins) for mark in note.marks]
    if place is not None:
        done.spans.append(Span(place, place, SpanStatus.NOTE, bare, ordinal=hung.anchor))
    done.appended.append(gap + note.text)
    done.length = begins + len(note.text)


def _apart(done: _Gathered, aside: Aside, anchor: int | None) -> None:
    """What was deleted or is hidden where there is no text for it to hang on."""
    for kept, status in _APART.items():
        marks = [mark for mark in aside.marks if mark.status is kept and mark.text.strip()]
        if marks:
            words = "".join(mark.text for mark in marks).strip()
            done.add(
                Segment(
                    0, None, None, words, f"{aside.locator}, {status.value}", status=status,
                    author=marks[0].author, at=marks[0].at, anchor=anchor,
                )
            )  # fmt: skip


def _moved(mark: Mark, ordinal: int, by: int) -> Span:
    moved = mark.moved(by)
    return Span(moved.start, moved.end, mark.status, mark.text, mark.author, mark.at, ordinal)
