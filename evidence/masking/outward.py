"""What may leave the team: the one place that every report, letter and export asks.

outward.clear("S004", 120, 180)     whether words of a source identify, or may identify, nobody
outward.text("S004")                a source as it may be seen, with the way back
outward.hide("as Ms Keane wrote")   words that stand in no source

"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from evidence.masking.hiding import Hider, numbers_hidden
from evidence.masking.masks import Kind, Mask, MaskedText, first_touched, masked, settled
from evidence.masking.plain import plain


class Hidden(Protocol):
    """What is hidden in one source, and what may be a name; each in order and apart."""

    @property
    def masks(self) -> tuple[Mask, ...]:
        """What is hidden."""
        ...

    @property
    def doubts(self) -> tuple[Mask, ...]:
        """What may be a name, and a person decides."""
        ...


@dataclass(frozen=True, slots=True)
class Outward:
    """The masks of an inspection, by source, and everybody whom any source names.

    `texts` are the frozen texts of the same sources. Without `everybody` only what
    identifies by its form is found in words that stand in no source.
    """

    maskings: Mapping[str, Hidden]
    texts: Mapping[str, str]
    everybody: Hider | None = None

    def clear_to(self, source_id: str, start: int, end: int) -> int:
        """Return where the first mask in words of a source begins, or what may be a name.

        That is `end` where nobody is named; the words before may leave as they are.
        """
        masking = self.maskings.get(source_id)
        if masking is None:
            return end
        first = (first_touched(m, start, end) for m in (masking.masks, masking.doubts))
        return min([end, *(max(start, mask.start) for mask in first if mask is not None)])

    def text(self, source_id: str) -> MaskedText:
        """Return a source's text as it may leave the team; offsets lead back to the frozen one."""
        return masked(self.texts[source_id], self.maskings[source_id].masks)

    def words(self, source_id: str, start: int, end: int) -> str:
        """Return some words of a source as they may leave the team; a name goes whole."""
        view = self.text(source_id)
        return view.text[slice(*view.to_masked(start, end))]

    def hide(self, text: str) -> str:
        """Return words that stand in no source as they may leave the team."""
        return masked(text, self._found(text)[0]).text

    def hides(self, text: str) -> str:
        """Return what `hide` would hide in such words: "a case", "a person", or ""."""
        return _what(self._found(text)[0])

    def identifies(self, text: str) -> str:
        """Return the same, what may be a name included."""
        hidden, doubts = self._found(text)
        return _what((*hidden, *doubts))

    def _found(self, text: str) -> tuple[tuple[Mask, ...], tuple[Mask, ...]]:
        if self.everybody is not None:
            return self.everybody.found(text)
        return settled(numbers_hidden(plain(text), len(text))), ()


def _what(found: tuple[Mask, ...]) -> str:
    if any(mask.kind is Kind.URN for mask in found):
        return "a case"
    return "a person" if found else ""


NOBODY = Outward({}, {})
"""What is known before any evidence has come: what identifies by its form."""
