"""Selections: the words that a coding is about.

A selection is a half-open range of code points in the frozen text of one source, as a
REFI-QDA `PlainTextSelection`, kept together with the quoted words, so that a shifted
offset can never go unnoticed.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.errors import SelectionOutside
from evidence.identity import sha256_of


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a source: `[start, end)` in code points of its frozen text."""

    source_id: str
    start: int
    end: int
    quote: str

    @property
    def quote_sha256(self) -> str:
        """The hash that proves the quoted words are still the ones selected."""
        return sha256_of(self.quote)


def select(source_id: str, text: str, start: int, end: int) -> Selection:
    """Return the selection of `text[start:end]`.

    Raises:
        SelectionOutside: the range is empty, or not within the text.
    """
    if not 0 <= start < end <= len(text):
        raise SelectionOutside(
            f"characters {start} to {end} do not lie within {source_id}, "
            f"which has {len(text)} characters",
        )
    return Selection(source_id, start, end, text[start:end])
