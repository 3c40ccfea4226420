"""The tables of the inventory: requests, receipts, meetings, letters, and marks of likeness.

Each value and its row, and nothing of how they are looked up or written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from evidence.database import metadata
from evidence.receipts import Receipt
from evidence.requests import Request
from evidence.schedule import Planned

Row = Mapping[Any, Any]

requests = Table(
    "requests",
    metadata,
    Column("request_id", String(140), primary_key=True),
    Column("area", String(120), nullable=False),
    Column("kind_id", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("expected", Integer, nullable=True),
    Column("asked", String(10), nullable=True),
    Column("due", String(10), nullable=True),
    Column("framework_id", String(40), nullable=False),
    Column("dropped", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

receipts = Table(
    "receipts",
    metadata,
    Column("receipt_id", String(20), primary_key=True),
    Column("request_id", String(140), nullable=False, index=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=True),
    Column("received", String(10), nullable=False),
    Column("number", Integer, nullable=False),
    Column("none_held", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

meetings = Table(
    "meetings",
    metadata,
    Column("meeting_id", String(140), primary_key=True),
    Column("area", String(120), nullable=False),
    Column("kind_id", String(60), nullable=False),
    Column("who", Text, nullable=False),
    Column("planned", String(10), nullable=True),
    Column("held", String(10), nullable=True),
    Column("participants", Integer, nullable=True),
    Column("wanted", Text, nullable=False),
    Column("source_ids", Text, nullable=False),
    Column("dropped", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

letters = Table(
    "letters",
    metadata,
    Column("letter_id", String(20), primary_key=True),
    Column("area", String(120), nullable=False),
    Column("dated", String(10), nullable=False),
    Column("request_ids", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("source_id", String(20), ForeignKey("sources.source_id"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""The marks of each source's text, eight bytes each; they follow from the text alone."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that asked an Area for what was outstanding."""

    letter_id: str
    area: str
    dated: date
    request_ids: tuple[str, ...]
    sha256: str


def request_row(request: Request) -> dict[str, Any]:
    """Return a request's row."""
    return {
        "request_id": request.request_id,
        "area": request.area,
        "kind_id": request.kind_id,
        "text": request.text,
        "expected": request.expected,
        "asked": _written(request.asked),
        "due": _written(request.due),
        "framework_id": request.framework_id,
        "dropped": request.dropped,
        "note": request.note,
        "withdrawn": False,
    }


def meeting_row(meeting: Planned) -> dict[str, Any]:
    """Return a meeting's row."""
    return {
        "meeting_id": meeting.meeting_id,
        "area": meeting.area,
        "kind_id": meeting.kind_id,
        "who": meeting.who,
        "planned": _written(meeting.planned),
        "held": _written(meeting.held),
        "participants": meeting.participants,
        "wanted": json.dumps(meeting.wanted),
        "source_ids": json.dumps(meeting.source_ids),
        "dropped": meeting.dropped,
        "note": meeting.note,
        "withdrawn": False,
    }


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def request_of(row: Row) -> Request:
    """Return a request from its row."""
    return Request(
        request_id=row["request_id"],
        area=row["area"],
        kind_id=row["kind_id"],
        text=row["text"],
        expected=row["expected"],
        asked=_read(row["asked"]),
        due=_read(row["due"]),
        framework_id=row["framework_id"],
        dropped=row["dropped"],
        note=row["note"],
    )


def receipt_of(row: Row) -> Receipt:
    """Return a receipt from its row."""
    return Receipt(
        receipt_id=row["receipt_id"],
        request_id=row["request_id"],
        received=date.fromisoformat(row["received"]),
        number=row["number"],
        source_id=row["source_id"] or "",
        nothing=row["none_held"],
        note=row["note"],
        at=datetime.fromisoformat(row["at"]),
    )


def meeting_of(row: Row) -> Planned:
    """Return a meeting from its row."""
    wanted = json.loads(row["wanted"])
    return Planned(
        meeting_id=row["meeting_id"],
        area=row["area"],
        kind_id=row["kind_id"],
        who=row["who"],
        planned=_read(row["planned"]),
        held=_read(row["held"]),
        participants=row["participants"],
        wanted=tuple(wanted) if wanted else None,
        source_ids=tuple(json.loads(row["source_ids"])),
        dropped=row["dropped"],
        note=row["note"],
    )


def letter_of(row: Row) -> Letter:
    """Return a letter from its row."""
    return Letter(
        letter_id=row["letter_id"],
        area=row["area"],
        dated=date.fromisoformat(row["dated"]),
        request_ids=tuple(json.loads(row["request_ids"])),
        sha256=row["sha256"],
    )
