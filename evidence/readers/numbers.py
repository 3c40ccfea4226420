"""The numbers of items: those that a program shows, and those that a secretary typed.

A number is kept as a person says it: "4", "4.2", "3a"; a letter or a roman numeral keeps its
brackets, "(a)", so that it can stand behind the item to which it belongs: "4.2(a)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DECIMAL = re.compile(r"(?<![\d.])(\d{1,3}(?:\.\d{1,3})*[a-z]?)\W*$")
_LETTERS = re.compile(r"^\W*([a-z]{1,2}|[A-Z]{1,2}|[ivxlc]{1,6}|[IVXLC]{1,6})\W*$")
_WORD = r"(?:(?:agenda\s+)?item|para(?:graph)?|section|minute)\s+(?:no\.?\s*)?"
_TYPED = re.compile(
    rf"^\s*(?:(?P<word>{_WORD})(?P<worded>\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?)(?:\s*[.):\-\u2013\u2014]+\s*|\s+|$)"
    r"|(?P<dotted>\d{1,3}(?:\.\d{1,2}){1,3}[a-z]?)(?P<dotted_end>[.)]?)(?:[\s\u00a0]+|$)"
    r"|(?P<plain>\d{1,3}[a-z]?)(?:[.)]{1,2}|\s*[:\u2013]|\t)(?:[\s\u00a0]+|$)"
    r"|(?P<coded>(?-i:[A-PR-Z])\d{1,2})[.):][\s\u00a0]+(?=\S)"
    r"|(?P<slashed>\d\d/\d{3}|20\d\d/\d{3}|\d\d/\d{1,2}(?=[.):]|\t))[.):]?[\s\u00a0]+(?=\S)"
    r"|\((?P<bracketed>\d{1,2}|[a-z]|[ivx]{1,5})\)[\s\u00a0]+"
    r"|(?P<letter>[a-z]|[ivx]{1,5})\)[\s\u00a0]+)",
    re.IGNORECASE,
)
_BARE = re.compile(r"^\s*(?P<plain>\d{1,2}(?:\.\d{1,2})*)[\s\u00a0]+(?=[A-Z\"'\u2018\u201c])")
_YEAR = 1_000


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed at the start of a line; the words begin at `end`."""

    number: str
    end: int


def said(label: str) -> str:
    """Return a shown number as a person says it.

    >>> said("4.2."), said("Item 4:"), said("(a)"), said("iv."), said("Q3")
    ('4.2', '4', '(a)', '(iv)', 'Q3')
    """
    label = label.strip()
    if re.fullmatch(r"[A-Za-z]\d+", label.strip(".:)")):
        return label.strip(".:)")
    decimal = _DECIMAL.search(label)
    if decimal:
        return decimal.group(1)
    letters = _LETTERS.match(label)
    return f"({letters.group(1)})" if letters else label.strip(" .:;,)(")


def typed(text: str, *, bare: bool = False) -> Typed | None:
    """Return the number typed at the start of a line, or None.

    With `bare`, as for a line that is known to be a heading, "4 Themes" is numbered too.

    >>> typed("4.2 GT welcomed CH"), typed("(a) every review"), typed("12 March 2024")
    (Typed(number='4.2', end=4), Typed(number='(a)', end=4), None)
    """
    match = _TYPED.match(text)
    if match is None:
        match = _BARE.match(text) if bare else None
        return Typed(match["plain"], match.end()) if match else None
    if _is_figure(match, text):
        return None
    decimal = match["worded"] or match["dotted"] or match["plain"]
    decimal = decimal or match["coded"] or match["slashed"]
    if decimal:
        return Typed(decimal, match.end())
    return Typed(f"({match['bracketed'] or match['letter']})", match.end())


def _is_figure(match: re.Match[str], text: str) -> bool:
    """Whether the number is an amount, a time or a date and not an item's number."""
    rest = text[match.end() :]
    if match["dotted"]:
        # "4.2 per cent", "10.30 am": an item's text begins with a capital or a quotation.
        if match["dotted_end"] or not rest:
            return False
        return not (rest[0].isupper() or rest[0] in "\"'\u2018\u201c[(") or _dated(
            match["dotted"], rest
        )
    return bool(match["plain"]) and rest[:1].isdigit() and ":" in match.group()


def _dated(number: str, rest: str) -> bool:
    parts = [int(re.sub(r"\D", "", part)) for part in number.split(".")]
    looks_like_date = len(parts) == 3 and parts[1] <= 12 and parts[2] > 20  # noqa: PLR2004 - 14.3.24
    return looks_like_date or bool(re.match(r"(?:AM|PM|A\.M|P\.M)\b", rest))


def is_decimal(number: str) -> bool:
    """Whether a number counts items ("4", "4.2"), and does not letter a limb of one."""
    return number[:1].isdigit()
