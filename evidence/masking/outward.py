"""What may leave the team: the one place that every report, letter and export asks.

outward.clear("S004", 120, 180)     whether words of a source identify, or may identify, nobody
outward.text("S004")                a source as it may be seen, with the way back
outward.hide("as Ms Keane wrote")   words that stand in no source

"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.masking.finding import Masking
from evidence.masking.hiding import Hider, numbers_hidden
from evidence.masking.masks import Mask, MaskedText, masked, settled, touches
from evidence.masking.plain import plain


@dataclass(frozen=True, slots=True)
class Outward:
    """The masks of an inspection, by source, and everybody whom any source names.

    `texts` are the frozen texts of the same sources. Without `everybody` only what
    identifies by its form is found in words that stand in no source.
    """

    maskings: Mapping[str, Masking]
    texts: Mapping[str, str]
    everybody: Hider | None = None

    def clear(self, source_id: str, start: int, end: int) -> bool:
        """Whether words of a source touch no mask, and nothing that may be a name."""
        masking = self.maskings.get(source_id)
        if masking is None:
            return True
        return not (touches(masking.masks, start, end) or touches(masking.doubts, start, end))

    def text(self, source_id: str) -> MaskedText:
        """Return a source's text as it may leave the team; offsets lead back to the frozen one."""
        return masked(self.texts[source_id], self.maskings[source_id].masks)

    def words(self, source_id: str, start: int, end: int) -> str:
        """Return some words of a source as they may leave the team; a name goes whole."""
        view = self.text(source_id)
        return view.text[slice(*view.to_masked(start, end))]

    def hide(self, text: str) -> str:
        """Return words that stand in no source as they may leave the team."""
        if self.everybody is not None:
            return self.everybody.hide(text)
        return masked(text, settled(numbers_hidden(plain(text), len(text)))).text

    def identifies(self, text: str) -> str:
        """Return what words that stand in no source hold: "a case", "a person", or ""."""
        hidden: tuple[Mask, ...] = settled(numbers_hidden(plain(text), len(text)))
        doubts: tuple[Mask, ...] = ()
        if self.everybody is not None:
            hidden, doubts = self.everybody.found(text)
        if any(mask.mask == "[URN]" for mask in hidden):
            return "a case"
        return "a person" if hidden or doubts else ""


NOBODY = Outward({}, {})
"""What is known before any evidence has come: what identifies by its form."""
