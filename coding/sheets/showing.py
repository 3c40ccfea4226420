"""How evidence is shown in a coding sheet: as it is, or masked where it leaves the team.

A masked sheet shows the same passages with names and numbers hidden. Words that a person
copies out of it are found in the masked passage, and led back to the frozen text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from coding.codings import Coding
from coding.places import places_of
from coding.selections import Selection, select
from evidence.masking.masks import MaskedText
from evidence.masking.outward import Outward
from evidence.segments import PlacedSegment
from evidence.sources import Source


@dataclass(frozen=True, slots=True)
class Plainly:
    """Evidence shown as it is, to the team."""

    def text(self, source: Source, placed: PlacedSegment) -> str:
        """Return a passage."""
        del source
        return placed.segment.text

    def words(self, source: Source, selection: Selection) -> str:
        """Return the words of a selection."""
        del source
        return selection.quote

    def said(self, text: str) -> str:
        """Return words that stand in no source, or a heading."""
        return text

    def find(self, source: Source, placed: PlacedSegment, words: str) -> list[Selection]:
        """Return every selection within a passage that some words can mean."""
        return [place.selection for place in places_of(source, [placed], words)]


class Masked:
    """Evidence shown as it may leave the team."""

    def __init__(self, outward: Outward) -> None:
        self._outward = outward
        self._view = lru_cache(maxsize=None)(outward.text)

    def text(self, source: Source, placed: PlacedSegment) -> str:
        """Return a passage with its masks in place."""
        view = self._view(source.source_id)
        return view.text[slice(*self._within(view, placed))]

    def words(self, source: Source, selection: Selection) -> str:
        """Return the words of a selection with their masks in place."""
        view = self._view(source.source_id)
        return view.text[slice(*view.to_masked(selection.start, selection.end))]

    def said(self, text: str) -> str:
        """Return words that stand in no source, or a heading, with whoever they name hidden."""
        return self._outward.hide(text)

    def find(self, source: Source, placed: PlacedSegment, words: str) -> list[Selection]:
        """Return every selection within a passage that some words of the masked one can mean."""
        view = self._view(source.source_id)
        start, end = self._within(view, placed)
        pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
        found = [view.to_frozen(*m.span()) for m in pattern.finditer(view.text, start, end)]
        return [select(source.source_id, source.text, *span) for span in found]

    def _within(self, view: MaskedText, placed: PlacedSegment) -> tuple[int, int]:
        start, end = placed.segment.start, placed.segment.end
        return view.to_masked(start or 0, end or 0)


Showing = Plainly | Masked


def is_whole(coding: Coding, placed: PlacedSegment) -> bool:
    """Whether a coding is of the whole passage, and not of some words of it."""
    where = coding.selection.start, coding.selection.end
    return where == (placed.segment.start, placed.segment.end)
