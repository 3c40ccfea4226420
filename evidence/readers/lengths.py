"""Long turns, cut into lengths that can be read and coded.

Somebody who speaks for three minutes says several things. A turn of more than 150 words is
cut at the ends of sentences into stretches of about a hundred words.
"""

from __future__ import annotations

import re
from bisect import bisect_left

_LONG = 150
_WANTED = 80
_SENTENCE = re.compile(r"[.!?\u2026][\"'\u2019\u201d)\]]*\s+(?=[^\W_a-z]|[\"'\u2018\u201c(\[])")
_ABBREVIATION = re.compile(
    r"\b(?:nos?|mr|mrs|ms|dr|st|rev|hon|q|para|paras|fig|vol|cf|e\.g|i\.e|approx|v|vs|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|[A-Z])\.\s*$",
    re.IGNORECASE,
)
_BEFORE = 12
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\s+")


def _abbreviates(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends a word that is cut short: "No. 4", "K. Ruane"."""
    return bool(_ABBREVIATION.search(text[max(0, stop.start() - _BEFORE) : stop.end()]))


def stretches(text: str) -> list[tuple[int, int]]:
    """Return where the stretches of a turn begin and end, as offsets in its text.

    >>> stretches("Never. Not once.")
    [(0, 16)]
    """
    words = [match.start() for match in _WORD.finditer(text)]
    if len(words) <= _LONG:
        return [(0, len(text))]
    ends = [match.end() for match in _SENTENCE.finditer(text) if not _abbreviates(text, match)]
    if len(ends) * _LONG < len(words):  # speech that was written without full stops
        ends = [match.end() for match in _GAP.finditer(text)]
    found: list[tuple[int, int]] = []
    start = first = 0
    for end in ends:
        last = bisect_left(words, end)
        if last - first >= _WANTED and len(words) - last >= _WANTED // 2:
            found.append((start, start + len(text[start:end].rstrip())))
            start, first = end, last
    return [*found, (start, len(text))]
