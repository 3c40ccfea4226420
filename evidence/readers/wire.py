"""How a question to a worker and its answer cross the border between two processes.

JSON and raw bytes, never pickles: whatever a hostile file makes of the worker, the parent
gets plain values or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, BinaryIO

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
_HEADER = 8


def send(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Write one message: the length of its head, the head, the length of its body, the body."""
    encoded = json.dumps(head).encode()
    stream.write(len(encoded).to_bytes(_HEADER, "big") + encoded)
    stream.write(len(body).to_bytes(_HEADER, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the next message, or None where the other side has gone."""
    head = _chunk(stream)
    body = None if head is None else _chunk(stream)
    if head is None or body is None:
        return None
    return json.loads(head), body


def _chunk(stream: BinaryIO) -> bytes | None:
    header = stream.read(_HEADER)
    if len(header) < _HEADER:
        return None
    length = int.from_bytes(header, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def question(name: str, hints: Hints) -> dict[str, Any]:
    """Return what a worker is asked about a file besides its bytes."""
    return {
        "name": name,
        "structure": hints.structure.value if hints.structure else None,
        "interviewers": list(hints.interviewers),
        "limits": [getattr(hints.limits, name) for name in _LIMITS],
    }


def asked(head: dict[str, Any]) -> tuple[str, Hints]:
    """Return the file's name and the hints of a question."""
    structure = head["structure"]
    return head["name"], Hints(
        structure=Structure(structure) if structure else None,
        interviewers=tuple(head["interviewers"]),
        limits=Limits(*head["limits"]),
    )


def answer(outcome: Reading | UnreadableSource) -> dict[str, Any]:
    """Return an outcome as plain values."""
    if isinstance(outcome, UnreadableSource):
        return {"code": outcome.code, "message": outcome.message, "way_out": outcome.way_out}
    return {
        "format": outcome.format,
        "text": outcome.text,
        "segments": [[getattr(s, name) for name in _SEGMENT] for s in outcome.segments],
        "spans": [[getattr(s, name) for name in _SPAN] for s in outcome.spans],
        "notices": [[getattr(n, name) for name in _NOTICE] for n in outcome.notices],
        "title": outcome.title,
        "speakers": list(outcome.speakers),
        "dates": list(outcome.dates),
        "attachments": [[a.name, len(a.content)] for a in outcome.attachments],
    }


def enclosed(outcome: Reading | UnreadableSource) -> bytes:
    """Return what goes with an answer: the attachments' bytes, one after the other."""
    if isinstance(outcome, UnreadableSource):
        return b""
    return b"".join(a.content for a in outcome.attachments)


def answered(head: dict[str, Any], body: bytes = b"") -> Reading | UnreadableSource:
    """Return the outcome that an answer carries; `body` is what went with it."""
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
        attachments=tuple(_attachments(head["attachments"], body)),
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
