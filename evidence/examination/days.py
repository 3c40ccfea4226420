"""Days as they stand in cells: a date, Excel's number for one, or words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from evidence.examination.grid import Cell
from evidence.examination.spellings import day_of

# Days as Excel counts them, for a date that was typed into a cell formatted as a number.
_EXCEL_DAY_NOUGHT = date(1899, 12, 30)
_PLAUSIBLE_DAYS = range(40_000, 60_000)


def day_in(cell: Cell) -> date | None:
    """Return the day that a cell holds, or None if it is no date."""
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and int(value) in _PLAUSIBLE_DAYS:
        return _EXCEL_DAY_NOUGHT + timedelta(days=int(value))
    return day_of(cell.text) if isinstance(value, str) else None


def in_words(day: date) -> str:
    """Return a day as people write it.

    >>> in_words(date(2023, 7, 1))
    '1 July 2023'
    """
    return f"{day.day} {day:%B %Y}"
