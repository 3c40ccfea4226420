"""The lines of a text that hold figures enough to be somebody's number.

Most lines hold none. Looking for the forms of numbers in the others alone takes a fraction
of the time.
"""

from __future__ import annotations

import re

Lines = tuple[tuple[int, int], ...]
"""Where lines lie in a text, half-open."""

_FIGURES = re.compile(r"\d(?:[^\n\d]{0,9}\d){4}")
"""Five digits, not far from each other: fewer than any case or telephone has."""


def lines_with_figures(text: str) -> Lines:
    """Return the lines of a levelled text that may hold a number of a case or a person."""
    found: list[tuple[int, int]] = []
    at = 0
    while (match := _FIGURES.search(text, at)) is not None:
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        at = len(text) if end < 0 else end
        found.append((start, at))
    return tuple(found)
