"""What stands before the business: who was there, when and where."""

from __future__ import annotations

import re

from evidence.readers.dates import dates_in
from evidence.readers.lines import Line

ATTENDANCE = "Attendance"
DETAILS = "Meeting details"
_ATTENDANCE = re.compile(
    r"^(?:present|attending|attendees?|attendance|in attendance|also (?:present|in attendance)|"
    r"apolog(?:y|ies)|sorry not to be (?:there|with us)|round the table|here today|"
    r"(?:on the call|in the room|with us)(?=:)|attended|"
    r"(?:not able|unable) to attend|absent|observing|members present|"
    r"those present|(?:names? of )?participants|invited|guests?|circulation|distribution|cc)\b"
    r"\s*(?:\([^)]*\))?\s*"
    r"(?::|\||\u2013|-|$|(?<=\t)|had been|were|from|by|for|received)",
    re.IGNORECASE,
)
_DETAIL = re.compile(
    r"^(?:date|time|venue|location|place|held|minutes of|notes? (?:of|by)|meeting held|prepared by|"
    r"draft|written|edited|chair|chaired|secretary|author|version|area|seen|interviewers?|"
    r"inspectors?|interviewees?|week beginning|reporting period|period|issued)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"^(?:\*\*|__)|(?<=:)(?:\*\*|__)")
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_INITIALS = re.compile(r"\([A-Z]{2,4}(?=[,;)])")
_SEVERAL = 2
_OPENING = 200
_LONG_DETAIL = 45
_LONG_NAME = 6
_LONG_LIST = 14
_MANY_COMMAS = 4


def opening_heading(line: Line, before: str) -> str:
    """Return the heading of a line that stands before the first item; "" for any other words.

    `before` is the heading of the line above it, since lists of names go on.
    """
    if (
        _ATTENDANCE.match(_SIGNS.sub("", line.text[:_OPENING]))
        or len(_INITIALS.findall(line.text)) >= _SEVERAL
    ):
        return ATTENDANCE
    if before == ATTENDANCE and _is_name_list(line) and not _is_dated(line):
        return ATTENDANCE
    return DETAILS if not line.speaker and _is_detail(line) else ""


def names_detail(text: str) -> bool:
    """Whether a line gives a detail of the meeting under its name: "Area: Wessex"."""
    return ":" in text and bool(_DETAIL.match(text))


def _is_detail(line: Line) -> bool:
    """Whether a line says when, where or by whom: a date, a place, a name."""
    if line.unit.labels:  # "Date | 12 March", "Chair | AK"
        return True
    if line.count <= _LONG_NAME and line.text[-1] not in ".!?:,":
        return True
    if line.count > _LONG_DETAIL:
        return False
    return _is_dated(line) or bool(_DETAIL.match(_SIGNS.sub("", line.text)))


def _is_dated(line: Line) -> bool:
    """Whether a line gives a date or a time, and is no sentence that happens to."""
    if line.text.endswith(".") and line.count > _LONG_LIST and not _DETAIL.match(line.text):
        return False
    return bool(dates_in(line.text) or _CLOCK.search(line.text))


def _is_name_list(line: Line) -> bool:
    """Whether a line goes on with a list of names: short, no sentence."""
    if re.match(r"(?:dear|hello|hi|colleagues)\b", line.text, re.IGNORECASE):
        return False
    short = line.count <= _LONG_LIST and not line.text.endswith((".", "?", "!"))
    return short or line.text.count(",") >= _MANY_COMMAS
