"""What the cells of a workbook show: numbers as their styles show them, dates as dates.

ECMA-376 Part 1, 18.8.30: how a number looks is told by the format of its cell's style.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from evidence.readers.wordml import Element, local, number

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_DATES = frozenset({14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)})
_TIMES = frozenset({18, 19, 20, 21, 45, 46, 47})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.|\*.', re.IGNORECASE)
_PLACES = re.compile(r"0(?:\.(0+))?(%?)")
_FIRST_DAY, _FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = 2_958_465
_FEW_DAYS = 60
"""Excel counts a 29 February 1900 that there never was."""


class Formats:
    """The number formats of a workbook's styles, by the number of the style."""

    def __init__(self, styles: Element | None, *, since_1904: bool = False) -> None:
        self._first = _FIRST_DAY_1904 if since_1904 else _FIRST_DAY
        self._since_1904 = since_1904
        self._ids: list[int] = []
        self._codes = dict(_BUILT_IN)
        for element in styles.iter() if styles is not None else ():
            if local(element) == "numFmt":
                self._codes[number(element.get("numFmtId", ""))] = element.get("formatCode", "")
            elif local(element) == "cellXfs":
                self._ids = [number(xf.get("numFmtId", "")) for xf in element]

    def shown(self, value: str, style: str) -> str:
        """Return a number as its style shows it; what is no number comes back as it is.

        >>> Formats(None).shown("0.30000000000000004", "")
        '0.3'
        """
        try:
            amount = float(value)
        except ValueError:
            return value
        if amount != amount or abs(amount) == float("inf"):  # noqa: PLR0124 - not a number
            return value
        place = number(style, -1)
        format_id = self._ids[place] if 0 <= place < len(self._ids) else 0
        code = _QUOTED.sub("", self._codes.get(format_id, "")).split(";")[0]
        if format_id in _DATES | _TIMES or _is_date(code):
            return self._moment(amount) or value
        return _figure(amount, code)

    def _moment(self, amount: float) -> str:
        """A date, a time, or both, as offices write them; "" where it is out of reach."""
        if not 0 <= amount <= _LAST_DAY:
            return ""
        lost = 1 if not self._since_1904 and 1 <= amount < _FEW_DAYS else 0
        when = self._first + timedelta(days=int(amount) + lost)
        seconds = round((amount - int(amount)) * 86_400)
        when += timedelta(seconds=seconds)
        clock = f"{when:%H:%M}" if seconds else ""
        if amount < 1:
            return clock or "00:00"
        return f"{when.day} {when:%B %Y}{' ' + clock if clock else ''}"


def _is_date(code: str) -> bool:
    return (
        bool(code) and "general" not in code.casefold() and bool(re.search(r"[dyhms]", code, re.I))
    )


def _figure(amount: float, code: str) -> str:
    match = _PLACES.search(code)
    percent = "%" in code
    if match and (percent or re.fullmatch(r"[#,0. ?()_-]+", code.strip())):
        places = len(match[1] or "")
        said = f"{amount * (100 if percent else 1):{',' if ',' in code else ''}.{places}f}"
        return f"{said}%" if percent else said
    return f"{amount:.15g}"


def column_of(reference: str, otherwise: int) -> int:
    """Return the column, counted from 0, of a cell's reference ("B7").

    >>> column_of("B7", 0), column_of("XFD1048576", 0), column_of("", 4)
    (1, 16383, 4)
    """
    column = 0
    for letter in reference[:3].upper():
        if not "A" <= letter <= "Z":
            break
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1 if column else otherwise
