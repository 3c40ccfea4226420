"""Requests, meetings and likenesses as the JSON of `documents` and `transcripts` commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from evidence.receipts import Receipt
from evidence.repeated import Alike
from evidence.requests import Arrival, Request, Standing
from evidence.schedule import Attendance, Planned


def standing_json(standing: Standing) -> dict[str, Any]:
    """Return a request with what came for it, as `documents list` shows it.

    `expected` is null where any number may come; `late` counts what came after its day and
    what has not come though its day is past.
    """
    return {
        **request_json(standing.request),
        "received": standing.received,
        "outstanding": standing.outstanding,
        "late": standing.late,
        "overdue": standing.overdue,
        "received_late": standing.received_late,
        "replaced": standing.replaced,
        "state": standing.state.value,
        "nothing": standing.nothing or None,
        "arrivals": [_arrival(standing, arrival) for arrival in standing.arrivals],
    }


def request_json(request: Request) -> dict[str, Any]:
    """Return what was asked, of whom and by when; `area` is null for headquarters."""
    return {
        "id": request.request_id,
        "area": request.area or None,
        "kind": request.kind_id,
        "text": request.text,
        "expected": request.expected,
        "asked": _day(request.asked),
        "due": _day(request.due),
        "dropped": request.dropped,
        "note": request.note or None,
    }


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """Return what was recorded as come."""
    return {
        "receipt_id": receipt.receipt_id or None,
        "id": receipt.request_id,
        "received": _day(receipt.received),
        "number": receipt.number,
        "source_id": receipt.source_id or None,
        "nothing": receipt.nothing,
        "note": receipt.note or None,
    }


def meeting_json(meeting: Planned) -> dict[str, Any]:
    """Return a meeting as it was planned and recorded."""
    return {
        "id": meeting.meeting_id,
        "area": meeting.area or None,
        "kind": meeting.kind_id,
        "who": meeting.who,
        "planned": _day(meeting.planned),
        "held": _day(meeting.held),
        "participants": meeting.participants,
        "wanted": list(meeting.wanted) if meeting.wanted else None,
        "source_ids": list(meeting.source_ids),
        "dropped": meeting.dropped,
        "note": meeting.note or None,
    }


def attendance_json(attendance: Attendance) -> dict[str, Any]:
    """Return a meeting with what is known of it; `participants` may be counted from speakers."""
    return {
        **meeting_json(attendance.meeting),
        "held": _day(attendance.held),
        "participants": attendance.people,
        "source_ids": [record.source_id for record in attendance.records],
        "state": attendance.state.value,
        "remark": attendance.remark or None,
    }


def alike_json(pairs: Iterable[Alike]) -> dict[str, list[dict[str, Any]]]:
    """Return, by source, which others share its words, with proportions 0 to 1."""
    found: dict[str, list[dict[str, Any]]] = {}
    for pair in pairs:
        for one, other, share in (
            (pair.source_id, pair.like, pair.share),
            (pair.like, pair.source_id, pair.share_of_like),
        ):
            told = {"source_id": other, "share": round(share, 4)}
            found.setdefault(one, []).append(told)
    return found


def repeats_json(repeats: Mapping[str, str]) -> list[dict[str, str]]:
    """Return which segment is a copy of which."""
    return [{"segment_id": copy, "repeats": first} for copy, first in sorted(repeats.items())]


def _arrival(standing: Standing, arrival: Arrival) -> dict[str, Any]:
    return {
        "received": arrival.received.isoformat(),
        "source_id": arrival.source_id or None,
        "late": standing.came_late(arrival),
        "replaced": list(arrival.versions),
        "note": arrival.note or None,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
