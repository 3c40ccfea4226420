"""Unique reference numbers of cases, as people type them.

Two digits for the police force, two letters or digits for the unit, five for the serial
number and two for the year; then perhaps M or S (bare or in brackets), and perhaps a slash
and the number of a part of a split case. People put spaces, slashes, dots and hyphens
between the parts. A URN identifies a live case: it never goes into a report.
"""

from __future__ import annotations

import re

_BARE = 11
_FORM = re.compile(
    r"""
    (?P<force>\d{2}) [\s/.-]*
    (?P<unit>[A-Z0-9]{2}) [\s/.-]*
    (?P<serial>\d{5}) [\s/.-]*
    (?P<year>\d{2})
    \s* (?:\(\s*(?P<bracketed>[MS])\s*\) | (?P<bare>[MS]))?
    \s* (?:/\s*(?P<split>\d{1,2}))?
    """,
    re.VERBOSE,
)


def urn_of(text: str) -> str | None:
    """Return a URN in its settled form, or None if the text is not one.

    >>> urn_of("00 ab 12345/23 (m)"), urn_of("00AB1234523/2"), urn_of("00AB12345")
    ('00AB1234523M', '00AB1234523/2', None)
    """
    match = _FORM.fullmatch(text.strip().upper())
    if match is None or not text.isascii():
        return None
    urn = match["force"] + match["unit"] + match["serial"] + match["year"]
    urn += match["bracketed"] or match["bare"] or ""
    return urn + (f"/{int(match['split'])}" if match["split"] else "")


def same_case(urn: str) -> str:
    """Return what two spellings of one case have in common: the URN without M or S.

    >>> same_case("00AB1234523M") == same_case("00AB1234523")
    True
    """
    return urn[:_BARE] + urn[_BARE:].lstrip("MS")
