"""From a document's blocks to the segments that inspectors read and code.

Headings make no segments: they become the `heading` of what follows them, unless nothing
does. Attendance and the lines that say when and where a meeting was stay live, under the
headings "Attendance" and "Meeting details", by which taggers may leave them. A question of
an interview is a segment that is never evidence, and the `question` of the answers to it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from evidence.readers.actions import charged
from evidence.readers.asides import with_asides
from evidence.readers.blocks import Document
from evidence.readers.dates import likeliest
from evidence.readers.interface import Hints, Reading
from evidence.readers.leadins import with_leads
from evidence.readers.lengths import stretches
from evidence.readers.lines import Line, Role, laid_out, numbered
from evidence.readers.mails import folded_blocks
from evidence.readers.outline import outlined
from evidence.readers.spoken import lines_apart, speakers_of, spoken
from evidence.readers.tables import units_of
from evidence.readers.talktables import talk_apart
from evidence.readers.walk import Walk
from evidence.segments import Segment, SegmentStatus

_OPENING_LINES = 25
_LONG_LINE = 2_000
_SHORT_TITLE = 3
_FIRST_LINES = 8
_LONG_PARAGRAPH = 250


def assembled(document: Document, hints: Hints, *, text: str | None = None) -> Reading:
    """Return the reading of a document; `text` is the file itself where it is plain text."""
    blocks, subject = document.blocks, ""
    if text is None:
        mail, subject = folded_blocks(blocks)
        blocks = lines_apart(talk_apart(tuple(mail), hints))
    text, lines = laid_out(units_of(blocks), text)
    lines = spoken(lines, hints)
    lines = numbered(lines)
    lines = with_leads(charged(outlined(lines, hints)), text)
    lines = in_stretches(lines)
    walk = Walk()
    for line, following in zip(lines, _following_roles(lines), strict=True):
        walk.take(line, following)
    walk.finish()
    told = told_apart(walk.segments)
    segments, spans = with_asides(document, text, told, walk.spans, walk.anchors)
    text += "".join(segments.appended)
    return Reading(
        format=document.format,
        text=text,
        segments=segments.all,
        spans=tuple(spans),
        notices=document.notices,
        title=subject or _title(document, lines),
        speakers=speakers_of(lines),
        dates=tuple(d.isoformat() for d in likeliest(_opening(document, lines))),
    )


def told_apart(segments: list[Segment]) -> list[Segment]:
    """Return the segments, places of the same name counted: "What went well, para 1 (2)".

    Headings come again in a long document, and so do the numbers of lists.
    """
    seen: Counter[str] = Counter()
    done: list[Segment] = []
    for segment in segments:
        locator = segment.locator
        if segment.status is SegmentStatus.LIVE and not segment.is_question:
            seen[locator] += 1
            if seen[locator] > 1:
                locator = f"{locator} ({seen[locator]})"
        done.append(replace(segment, locator=locator))
    return done


def in_stretches(lines: list[Line]) -> list[Line]:
    """Return the lines, a paragraph of a page's length cut between its sentences."""
    cut: list[Line] = []
    for line in lines:
        running = line.live and line.role is Role.BODY and not (line.speaker or line.unit.row)
        if running and line.count > _LONG_PARAGRAPH:
            places = enumerate(stretches(line.text), start=1)
            cut += [replace(line.stretch(*place), part=part) for part, place in places]
        else:
            cut.append(line)
    return cut


def _title(document: Document, lines: list[Line]) -> str:
    titles = [" ".join(line.text.split()) for line in lines if line.role is Role.TITLE]
    if titles:
        more = [title for title in titles[1:2] if len(titles[0].split()) <= _SHORT_TITLE]
        return " \u2013 ".join([titles[0], *more])
    for line in [line for line in lines if line.text][:_FIRST_LINES]:
        if line.role is Role.HEADING and not line.number:
            return document.title or " ".join(line.text.split())
    return document.title


def _opening(document: Document, lines: list[Line]) -> tuple[str, ...]:
    opening = [line for line in lines if line.text and not _tabled(line)][:_OPENING_LINES]
    said = [" ".join(line.paragraph.text[:_LONG_LINE].split()) for line in opening]
    headers = [aside.text[:_LONG_LINE] for aside in document.furniture]
    return (*said, *headers)


def _tabled(line: Line) -> bool:
    """Whether a line is a row of several columns, whose dates are deadlines and the like."""
    unit = line.unit
    return bool(unit.row) and (unit.is_log or (len(unit.columns) > 1 and not unit.labels))


def _following_roles(lines: list[Line]) -> list[Role | None]:
    """For each line, the role of the next line with words; None at the end of the document."""
    roles: list[Role | None] = []
    following: Role | None = None
    for line in reversed(lines):
        roles.append(following)
        if line.live and line.role is not Role.SKIPPED:
            following = line.role
    return roles[::-1]
