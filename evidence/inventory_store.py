"""The inventory's store: what inspectors said of requests, receipts, meetings and letters.

Only what an inspector said is kept here. What follows from it (how many came, what is
late, which transcript is of which meeting) is reckoned anew each time, so that a source
that is taken out, replaced or put back is never counted wrongly.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, insert, select

from evidence.audit import Act
from evidence.database import Database
from evidence.identity import numbered
from evidence.inventory_tables import (
    Letter,
    Row,
    letter_of,
    letters,
    marks,
    meeting_of,
    meeting_row,
    meetings,
    receipt_of,
    receipts,
    request_of,
    request_row,
    requests,
)
from evidence.receipts import Receipt
from evidence.requests import Request
from evidence.schedule import Planned
from evidence.source_tables import sources


class InventoryStore:
    """What inspectors recorded of requests, receipts, meetings and letters."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def requests(self) -> list[Request]:
        """Return the requests that were recorded or changed."""
        return [request_of(row) for row in self._rows(requests, "request_id")]

    def receipts(self) -> list[Receipt]:
        """Return what was recorded as come, in the order in which it was."""
        return [receipt_of(row) for row in self._rows(receipts, "receipt_id")]

    def meetings(self) -> list[Planned]:
        """Return the meetings of which something was recorded."""
        return [meeting_of(row) for row in self._rows(meetings, "meeting_id")]

    def letters(self) -> list[Letter]:
        """Return the letters that were written, in order."""
        return [letter_of(row) for row in self._rows(letters, "letter_id")]

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
    _put(doing, requests, "request_id", request_row(request))


def put_meeting(doing: Act, meeting: Planned) -> None:
    """Record a meeting, or change what was recorded of it."""
    _put(doing, meetings, "meeting_id", meeting_row(meeting))


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
