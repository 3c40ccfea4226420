"""What the program asks a reader that works apart, and what it is answered, as messages.

JSON and raw bytes, never pickles: whatever a hostile file makes of the reader, the program
gets plain values or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from evidence.apart.messages import Message
from evidence.errors import UnreadableSource
from evidence.framework import Structure
from evidence.notices import Notice
from evidence.readers.interface import Attachment, Hints, Reading
from evidence.readers.limits import Limits
from evidence.segments import Segment, SegmentStatus, Span, SpanStatus

_SEGMENT = tuple(f.name for f in fields(Segment))
_SPAN = tuple(f.name for f in fields(Span))
_NOTICE = tuple(f.name for f in fields(Notice))
_LIMITS = tuple(f.name for f in fields(Limits))


def question(name: str, data: bytes, hints: Hints) -> Message:
    """Return what a reader is asked: what a file is called, its hints and its bytes."""
    head = {
        "name": name,
        "structure": hints.structure.value if hints.structure else None,
        "interviewers": list(hints.interviewers),
        "limits": [getattr(hints.limits, name) for name in _LIMITS],
    }
    return Message(json.dumps(head).encode(), data)


def asked(message: Message) -> tuple[str, Hints]:
    """Return the file's name and the hints of a question; its body is the file."""
    head = json.loads(message.head)
    structure = head["structure"]
    return head["name"], Hints(
        structure=Structure(structure) if structure else None,
        interviewers=tuple(head["interviewers"]),
        limits=Limits(*head["limits"]),
    )


def answer(outcome: Reading | UnreadableSource) -> Message:
    """Return an outcome as a message; its body is the attachments, one after the other."""
    if isinstance(outcome, UnreadableSource):
        told = {"code": outcome.code, "message": outcome.message, "way_out": outcome.way_out}
        return Message(json.dumps(told).encode())
    read = {
        "format": outcome.format,
        "text": outcome.text,
        "segments": [[getattr(s, name) for name in _SEGMENT] for s in outcome.segments],
        "spans": [[getattr(s, name) for name in _SPAN] for s in outcome.spans],
        "notices": [[getattr(n, name) for name in _NOTICE] for n in outcome.notices],
        "title": outcome.title,
        "speakers": list(outcome.speakers),
        "dates": list(outcome.dates),
        "marks": list(outcome.marks),
        "attachments": [[a.name, len(a.content)] for a in outcome.attachments],
    }
    body = b"".join(a.content for a in outcome.attachments)
    return Message(json.dumps(read).encode(), body)


def answered(message: Message) -> Reading | UnreadableSource:
    """Return the outcome that an answer carries."""
    head = json.loads(message.head)
    if "code" in head:
        return UnreadableSource(head["code"], head["message"], way_out=head["way_out"])
    return Reading(
        format=head["format"],
        text=head["text"],
        segments=tuple(_segment(values) for values in head["segments"]),
        spans=tuple(_span(values) for values in head["spans"]),
        notices=tuple(Notice(*values) for values in head["notices"]),
        title=head["title"],
        speakers=tuple(head["speakers"]),
        dates=tuple(head["dates"]),
        attachments=tuple(_attachments(head["attachments"], message.body)),
        marks=tuple(head["marks"]),
    )


def _attachments(listed: list[list[Any]], body: bytes) -> Iterator[Attachment]:
    start = 0
    for name, size in listed:
        yield Attachment(name, body[start : start + size])
        start += size


def _segment(values: list[Any]) -> Segment:
    given = dict(zip(_SEGMENT, values, strict=True))
    given["status"] = SegmentStatus(given["status"])
    given["columns"] = tuple((heading, cell) for heading, cell in given["columns"])
    return Segment(**given)


def _span(values: list[Any]) -> Span:
    given = dict(zip(_SPAN, values, strict=True))
    given["status"] = SpanStatus(given["status"])
    return Span(**given)
