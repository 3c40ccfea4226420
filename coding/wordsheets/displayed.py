"""A source's text as a document shows it, and the way back to the frozen text.

Every code point is shown as one, so that a selection comes back as it was made: what XML
cannot hold is shown as a replacement, and every kind of line break as a line break. In a
masked document a name is one piece, and comes back whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coding.selections import Selection, select
from evidence.masking.masks import MaskedText
from evidence.segments import PlacedSegment
from evidence.sources import Source

_BREAK = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_UNSAFE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
_REPLACEMENT = "\ufffd"


def showable(text: str) -> str:
    r"""Return a text of the same length that XML can hold.

    >>> showable("a\x00b\r\nc\x0bd")
    'a\ufffdb \nc\nd'
    """
    return _UNSAFE.sub(_REPLACEMENT, _BREAK.sub("\n", text).replace("\r", " "))


@dataclass(frozen=True, slots=True)
class Displayed:
    """A source as it is shown; `view` has the masks, or is None where nothing is hidden."""

    source: Source
    view: MaskedText | None = None

    def span(self, placed: PlacedSegment) -> tuple[int, int]:
        """Return where a segment stands in the shown text; (0, 0) for what is not in the text."""
        start, end = placed.segment.start, placed.segment.end
        return self.shown_span(start or 0, end or 0)

    def shown_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of the frozen text stand in the shown one."""
        return (start, end) if self.view is None else self.view.to_masked(start, end)

    def text(self, placed: PlacedSegment) -> str:
        """Return a segment's words as they are shown."""
        whole = self.source.text if self.view is None else self.view.text
        return showable(whole[slice(*self.span(placed))])

    def selection(self, placed: PlacedSegment, start: int, end: int) -> Selection:
        """Return the words of the frozen text that `[start, end)` of a shown segment are.

        Raises:
            SelectionOutside: the range is empty.
        """
        base, _ = self.span(placed)
        where = (base + start, base + end)
        frozen = where if self.view is None else self.view.to_frozen(*where)
        first, last = placed.segment.start or 0, placed.segment.end or 0
        within = max(first, frozen[0]), min(last, frozen[1])
        return select(self.source.source_id, self.source.text, *within)
