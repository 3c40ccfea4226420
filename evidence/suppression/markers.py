"""Marks that stand where a number does not, and what each of them means.

The Government Statistical Service's harmonised symbols, as the report prints them.
"""

from __future__ import annotations

from collections.abc import Iterable

CONFIDENTIAL = "[c]"
LOW = "[low]"
NOT_APPLICABLE = "[z]"
NOT_AVAILABLE = "[x]"
PROVISIONAL = "[p]"
REVISED = "[r]"

MEANINGS = {
    CONFIDENTIAL: "confidential: a small number, or one from which a small number could be found,"
    " that could tell of one person's work",
    LOW: "low: the total is too small for a share",
    NOT_APPLICABLE: "not applicable",
    NOT_AVAILABLE: "not available",
    PROVISIONAL: "provisional: not yet confirmed",
    REVISED: "revised since it was last published",
}


def legend(used: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return the marks that stand in cells, each with its meaning, in a fixed order.

    >>> legend(["12", "[z]", "[c]"])[1]
    ('[z]', 'not applicable')
    """
    met = set(used)
    return tuple((mark, words) for mark, words in MEANINGS.items() if mark in met)
