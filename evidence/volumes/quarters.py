"""Quarters of the financial year, as people write them: "Q1 2023-24", "Apr-Jun 2023"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from evidence.readers.dates import dates_in

_MONTHS = 12
_FIRST = 4
"""April begins the financial year."""
_SPANS = (("apr", "jun"), ("jul", "sep"), ("oct", "dec"), ("jan", "mar"))


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months, by their first day."""

    first: date

    def __str__(self) -> str:
        """The quarter as a report calls it.

        >>> str(Quarter(date(2024, 1, 1)))
        'Q4 2023-24'
        """
        year = self.first.year - (self.first.month < _FIRST)
        number = (self.first.month - _FIRST) % _MONTHS // 3 + 1
        return f"Q{number} {year}-{(year + 1) % 100:02}"


def twelve_months(last: Quarter) -> tuple[Quarter, ...]:
    """Return the four quarters of the twelve months that end with a quarter, the first first.

    >>> [str(quarter) for quarter in twelve_months(Quarter(date(2023, 4, 1)))]
    ['Q2 2022-23', 'Q3 2022-23', 'Q4 2022-23', 'Q1 2023-24']
    """
    months = last.first.year * _MONTHS + last.first.month - 1
    starts = (months - back for back in (9, 6, 3, 0))
    return tuple(Quarter(date(start // _MONTHS, start % _MONTHS + 1, 1)) for start in starts)


def quarter_with(day: date) -> Quarter:
    """Return the quarter in which a day lies.

    >>> str(quarter_with(date(2023, 6, 30)))
    'Q1 2023-24'
    """
    return Quarter(date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


def quarter_of(text: str) -> Quarter | None:
    """Return the quarter that a text names, or None.

    One year alone beside "Q" is the year in which the financial year began; beside months it
    is the year of those months.

    >>> [str(quarter_of(t)) for t in ("Q4 2023/24", "2023-24 Q1", "Apr to Jun 2023", "soon")]
    ['Q4 2023-24', 'Q1 2023-24', 'Q1 2023-24', 'None']
    """
    spans = re.search(
        r"\b([a-z]{3})[a-z]*\.?\s*(?:20\d\d|\d\d)?\s*(?:-|\u2013|to|/|until)\s*([a-z]{3})[a-z]*\.?,?"
        r"\s*'?(20\d\d|\d\d)\b",
        text.casefold(),
    )
    if spans:
        return _spanned(spans[1], spans[2], int(spans[3]) % 100 + 2000)
    found = dates_in(text)
    return quarter_with(found[0].when) if len({quarter_with(d.when) for d in found}) == 1 else None


def _spanned(first: str, last: str, year: int) -> Quarter | None:
    if (first, last) not in _SPANS:
        return None
    month = (_SPANS.index((first, last)) * 3 + _FIRST - 1) % _MONTHS + 1
    return Quarter(date(year, month, 1))
