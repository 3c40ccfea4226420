"""From a document's blocks to the segments that inspectors read and code.

Headings make no segments: they become the `heading` of what follows them, unless nothing
does. Attendance and the lines that say when and where a meeting was stay live, under the
headings "Attendance" and "Meeting details", by which taggers may leave them. A question of
an interview is a segment that is never evidence, and the `question` of the answers to it.
"""

from __future__ import annotations

from evidence.readers.asides import with_asides
from evidence.readers.blocks import Document
from evidence.readers.dates import likeliest
from evidence.readers.interface import Hints, Reading
from evidence.readers.lines import Line, Role, laid_out, numbered
from evidence.readers.outline import outlined
from evidence.readers.spoken import lines_apart, speakers_of, spoken
from evidence.readers.tables import units_of
from evidence.readers.walk import Walk

_OPENING_LINES = 25


def assembled(document: Document, hints: Hints, *, text: str | None = None) -> Reading:
    """Return the reading of a document; `text` is the file itself where it is plain text."""
    blocks = document.blocks if text is not None else lines_apart(document.blocks)
    text, lines = laid_out(units_of(blocks), text)
    lines = spoken(lines, hints)
    lines = numbered(lines)
    lines = outlined(lines, hints)
    walk = Walk()
    for place, line in enumerate(lines):
        walk.take(line, _next_role(lines, place))
    walk.finish()
    segments, spans = with_asides(document, text, walk.segments, walk.spans, walk.anchors)
    text += "".join(segments.appended)
    return Reading(
        format=document.format,
        text=text,
        segments=segments.all,
        spans=tuple(spans),
        notices=document.notices,
        title=_title(document, lines),
        speakers=speakers_of(lines),
        dates=tuple(d.isoformat() for d in likeliest(_opening(document, lines))),
    )


def _title(document: Document, lines: list[Line]) -> str:
    for line in lines:
        if line.role is Role.TITLE:
            return " ".join(line.text.split())
    for line in lines:
        if line.role is Role.HEADING and not line.number:
            return document.title or " ".join(line.text.split())
    return document.title


def _opening(document: Document, lines: list[Line]) -> tuple[str, ...]:
    said = [" ".join(line.paragraph.text.split()) for line in lines if line.text]
    headers = [aside.text for aside in document.furniture]
    return (*said[:_OPENING_LINES], *headers)


def _next_role(lines: list[Line], place: int) -> Role | None:
    """The role of the next line with words; None at the end of the document."""
    for line in lines[place + 1 :]:
        if line.live and line.role is not Role.SKIPPED:
            return line.role
    return None
