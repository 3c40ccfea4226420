"""The tables of the inventory: requests, receipts, meetings, letters, and marks of likeness.

Only what an inspector said is kept here. What follows from it (how many came, what is
late, which transcript is of which meeting) is reckoned anew each time, so that a source
that is taken out, replaced or put back is never counted wrongly.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    insert,
    select,
)

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.identity import numbered
from evidence.receipts import Receipt
from evidence.requests import Request
from evidence.schedule import Planned
from evidence.source_tables import sources

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


class InventoryStore:
    """What inspectors recorded of requests, receipts, meetings and letters."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def requests(self) -> list[Request]:
        """Return the requests that were recorded or changed."""
        return [_request(row) for row in self._rows(requests, "request_id")]

    def receipts(self) -> list[Receipt]:
        """Return what was recorded as come, in the order in which it was."""
        return [_receipt(row) for row in self._rows(receipts, "receipt_id")]

    def meetings(self) -> list[Planned]:
        """Return the meetings of which something was recorded."""
        return [_meeting(row) for row in self._rows(meetings, "meeting_id")]

    def letters(self) -> list[Letter]:
        """Return the letters that were written, in order."""
        return [_letter(row) for row in self._rows(letters, "letter_id")]

    def marks(self) -> dict[str, frozenset[int]]:
        """Return the marks of each source that was ever taken in, by its id."""
        with self.database.reading() as connection:
            rows = connection.execute(select(marks)).mappings()
            return {row["source_id"]: _unpacked(row["packed"]) for row in rows}

    def _rows(self, table: Table, key: str) -> list[Row]:
        query = select(table).where(~table.c.withdrawn).order_by(table.c[key])
        with self.database.reading() as connection:
            return list(connection.execute(query).mappings())


def put_request(doing: Act, request: Request) -> None:
    """Record a request, or change what was recorded of it."""
    row = {
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
    _put(doing, requests, "request_id", row)


def put_meeting(doing: Act, meeting: Planned) -> None:
    """Record a meeting, or change what was recorded of it."""
    row = {
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
    _put(doing, meetings, "meeting_id", row)


def add_receipt(doing: Act, receipt: Receipt) -> str:
    """Record that something came, and return the receipt's id."""
    number = doing.next_number(receipts, "receipt_id", "D")
    receipt_id = numbered("D", number, width=4)
    doing.insert(
        receipts,
        {
            "receipt_id": receipt_id,
            "request_id": receipt.request_id,
            "source_id": receipt.source_id or None,
            "received": receipt.received.isoformat(),
            "number": receipt.number,
            "none_held": receipt.nothing,
            "note": receipt.note,
            "at": doing.at.isoformat(),
            "withdrawn": False,
        },
    )
    return receipt_id


def change_receipt(doing: Act, receipt: Receipt) -> None:
    """Correct the day or the note of a receipt."""
    said = {"received": receipt.received.isoformat(), "note": receipt.note}
    doing.update(receipts, {"receipt_id": receipt.receipt_id}, said)


def add_letter(doing: Act, area: str, request_ids: Iterable[str], sha256: str) -> None:
    """Record that a letter was written to an Area on the day of the act."""
    number = doing.next_number(letters, "letter_id", "L")
    doing.insert(
        letters,
        {
            "letter_id": numbered("L", number, width=3),
            "area": area,
            "dated": doing.at.date().isoformat(),
            "request_ids": json.dumps(list(request_ids)),
            "sha256": sha256,
            "withdrawn": False,
        },
    )


def mark_replacement(doing: Act, old_id: str, new_id: str) -> None:
    """Record that a source is the newer version of another."""
    doing.update(sources, {"source_id": new_id}, {"replaces": old_id})


def add_marks(doing: Act, source_id: str, its_marks: Iterable[int]) -> None:
    """Keep the marks of a source that is being taken in."""
    row = {"source_id": source_id, "packed": _packed(its_marks)}
    doing.connection.execute(insert(marks), row)


def _put(doing: Act, table: Table, key: str, row: dict[str, Any]) -> None:
    query = select(table.c[key]).where(table.c[key] == row[key])
    if doing.connection.execute(query).first() is None:
        doing.insert(table, row)
    else:
        doing.update(table, {key: row[key]}, {k: v for k, v in row.items() if k != key})


def _packed(numbers: Iterable[int]) -> bytes:
    ordered = sorted(numbers)
    return struct.pack(f"<{len(ordered)}Q", *ordered)


def _unpacked(packed: bytes) -> frozenset[int]:
    return frozenset(struct.unpack(f"<{len(packed) // 8}Q", packed))


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _request(row: Row) -> Request:
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


def _receipt(row: Row) -> Receipt:
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


def _meeting(row: Row) -> Planned:
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


def _letter(row: Row) -> Letter:
    return Letter(
        letter_id=row["letter_id"],
        area=row["area"],
        dated=date.fromisoformat(row["dated"]),
        request_ids=tuple(json.loads(row["request_ids"])),
        sha256=row["sha256"],
    )
