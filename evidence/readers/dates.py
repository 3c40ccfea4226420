"""Dates as offices write them: 14 March 2024, 14.3.24, 2024-03-14, Mar 2024, Q2 2024-25.

Day first, always. A month without a day is its first day, and a season the first day of its
first month; a quarter is a financial quarter (Q1 is April to June) and stands for its first
day. A date that does not exist is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = "(?:(?:19|20)\\d\\d|['\u2019]?\\d\\d)"
_GAP = r"[\s._,\-/]*"
_PATTERNS = (
    ("day", r"(?<!\d)(?P<y>(?:19|20)\d\d)[-._/ ](?P<m>\d{1,2})[-._/ ](?P<d>\d{1,2})(?!\d)"),
    ("day", r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    (
        "day",
        rf"(?<!\d)(?<!(?-i:[A-Z]))(?P<d>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+of)?{_GAP}"
        rf"(?P<month>{_NAMES})\b{_GAP}(?P<y>{_YEAR})(?!\d)",
    ),
    (
        "day",
        rf"\b(?P<month>{_NAMES})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
        r"(?P<y>(?:19|20)\d\d)(?!\d)",
    ),
    (
        "day",
        r"(?<![\d.])(?P<d>\d{1,2})(?P<sep>[./\-_])(?P<m>\d{1,2})(?P=sep)"
        r"(?P<y>(?:19|20)\d\d|\d\d)(?![\d])",
    ),
    ("day", r"(?<!\d)(?P<d>\d{2})(?P<m>0[1-9]|1[0-2])(?P<y>20[0-4]\d)(?!\d)"),
    ("day", r"(?<![\d/])(?P<d>\d{2}) (?P<m>\d{2}) (?P<y>(?:20)?\d{2})(?!\d)"),
    ("month", rf"\b(?P<month>{_NAMES})\b{_GAP}(?P<y>(?:19|20)\d\d|['\u2019]\d\d)(?!\d)"),
    (
        "month",
        rf"\b(?P<month>{_NAMES})\b[\s\-_]+(?P<y>[1-4]\d)(?!\s*[:.]?\d)(?!\s*(?:st|nd|rd|th)\b)",
    ),
    ("month", r"\b(?P<season>spring|summer|autumn|winter)\s+(?P<y>20\d\d)(?!\d)"),
    ("month", r"(?<![\d-])(?P<y>20\d\d)[-_](?P<m>0[1-9]|1[0-2])(?![\d-])"),
    (
        "quarter",
        r"\b(?:Q|quarter\s+)(?P<q>[1-4]|one|two|three|four)\b(?:\s+of)?[\s,_\-\u2013(]*"
        r"(?:FY\s*)?(?P<y>20\d\d|\d\d)(?:\s*[-/\u2013]\s*(?P<to>20\d\d|\d\d))?(?!\d)",
    ),
    (
        "quarter",
        r"\b(?P<y>20\d\d)\s*[-/\u2013]\s*(?P<to>20\d\d|\d\d)[\s,_\-\u2013(]*"
        r"(?:Q|quarter\s+)(?P<q>[1-4]|one|two|three|four)\b",
    ),
)
_FINDERS = tuple((grain, re.compile(pattern, re.IGNORECASE)) for grain, pattern in _PATTERNS)
_SOME_YEAR = re.compile(r"\d\d")
"""Without which no date is written, and which most lines lack."""
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_ELSEWHEN = re.compile(
    r"\b(?:next|following|previous|last(?! (?:updated|amended|reviewed|revised|saved))|since|"
    r"due|by|before|until|from the minutes of|minutes of the meeting of|agreed at|print(?:ed)?|"
    r"version|review date)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_SHORT_LINE = 80
_FIRST_LINES = 3
_AT_ONCE = 50
_CENTURY = 2000
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_YEAR_OF_TWO = 100
_LAST_QUARTER = 4
_DATING = re.compile(
    r"\b(?:dated?|held|met|meeting|minutes|issued|published|prepared|written|updated|"
    r"day|as at)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_MEETING = re.compile(r"\b(?:date|held|meeting|met|on|day)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date and the place in a text where it is written; `grain` is day, month or quarter."""

    when: date
    start: int
    end: int
    grain: str


def dates_in(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates that a text names, in order.

    >>> [str(d.when) for d in dates_in("CQB 14.3.24, next on 12 June 2024")]
    ['2024-03-14', '2024-06-12']
    >>> [str(d.when) for d in dates_in("IQA themes Q2 2024-25")]
    ['2024-07-01']
    """
    if not _SOME_YEAR.search(text):
        return ()
    found: list[WrittenDate] = []
    taken: list[tuple[int, int]] = []
    for grain, pattern in _FINDERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            # "31 June 2024" is not June 2024 either.
            taken.append((start, end))
            when = _when(match)
            if when is not None:
                found.append(WrittenDate(when, start, end, grain))
    return tuple(sorted(found, key=lambda d: d.start))


def likeliest(lines: tuple[str, ...]) -> tuple[date, ...]:
    """Return the dates of a document's first lines, the likeliest date of the document first.

    A date that belongs to another meeting ("next meeting", "minutes of the last meeting")
    comes last, and one of running text that tells of something else does not count; a line
    of its own comes before a sentence, a full day before a month (unless it tells the day of
    it), and a line that says "date" or a weekday before one that does not.
    """
    ranked = sorted(_ranked(lines), key=lambda entry: entry[0])
    found = [when for _, when in ranked]
    if ranked and ranked[0][0][2]:
        month = (found[0].year, found[0].month)
        days = [w for key, w in ranked if not (key[0] or key[2]) and (w.year, w.month) == month]
        found = [*days[:1], *found]
    return tuple(dict.fromkeys(found))


def _ranked(lines: tuple[str, ...]) -> Iterator[tuple[tuple[bool, bool, bool, bool, int], date]]:
    for place, line in enumerate(lines):
        for written in dates_in(line):
            before = line[: written.start]
            sentence = line.endswith(".") and len(line) >= _SHORT_LINE
            opens = place < _FIRST_LINES and len(before) < _AT_ONCE
            other = bool(_ELSEWHEN.search(before))
            if sentence and (other or not (opens or _DATING.search(before))):
                continue
            coarse = written.grain != "day"
            plain = not (_MEETING.search(before) or len(line) < _SHORT_LINE)
            yield (other, sentence, coarse, plain, place), written.when


def _when(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = _year(parts["y"])
    if parts.get("q"):
        return _quarter(parts, year)
    if parts.get("season"):
        return date(year, _SEASONS[str(parts["season"]).lower()], 1)
    month = _MONTHS[parts["month"].lower()] if parts.get("month") else int(parts["m"])
    try:
        return date(year, month, int(parts.get("d") or 1))
    except ValueError:
        return None


def _quarter(parts: dict[str, str | None], year: int) -> date:
    """The first day of a financial quarter: Q1 2024-25 begins on 1 April 2024.

    Where only one year is given, it is the year in which the financial year began.
    """
    named = str(parts["q"]).lower()
    quarter = _WORDS.get(named) or int(named)
    return date(year + (quarter == _LAST_QUARTER), (quarter * 3) % 12 + 1, 1)


def _year(written: str) -> int:
    digits = written.lstrip("'\u2019")
    return int(digits) if int(digits) >= _YEAR_OF_TWO else _CENTURY + int(digits)
