"""The numbers a reader sees: chapter.paragraph, Table n, Chart n, Annex A.

Word counts for itself (multi-level list, SEQ fields); this module counts the same way,
so that cross-references are right at first opening and `iqa report trace 4.12` finds
its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase

from report_builder.document import (
    Block,
    Chart,
    CrossReference,
    Document,
    FigureUse,
    Heading,
    Inline,
    Paragraph,
    Sentence,
    Table,
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Each numbered block's number, and how a cross-reference to it reads."""

    number: dict[str, str] = field(default_factory=dict)
    reference: dict[str, str] = field(default_factory=dict)

    def text(self, parts: tuple[Inline, ...]) -> str:
        """Return a sentence's or cell's words, with its figures and references in place."""
        return "".join(self._word(part) for part in parts)

    def sentence(self, sentence: Sentence) -> str:
        """Return a sentence as it reads."""
        return self.text(sentence.parts)

    def _word(self, part: Inline) -> str:
        if isinstance(part, FigureUse):
            return part.text
        if isinstance(part, CrossReference):
            return self.reference.get(part.target, "")
        return part


class _Count:
    def __init__(self) -> None:
        self.chapter = self.paragraph = self.table = self.chart = self.annex = 0
        self.prefix = ""

    def of(self, block: Block) -> tuple[str, str] | None:
        """Return a block's number and the words that refer to it, or None."""
        if isinstance(block, Heading):
            return self._heading(block)
        if isinstance(block, Paragraph) and block.numbered and self.prefix:
            self.paragraph += 1
            number = f"{self.prefix}.{self.paragraph}"
            return number, f"paragraph {number}"
        if isinstance(block, Table):
            self.table += 1
            return str(self.table), f"Table {self.table}"
        if isinstance(block, Chart):
            self.chart += 1
            return str(self.chart), f"Chart {self.chart}"
        return None

    def _heading(self, block: Heading) -> tuple[str, str] | None:
        if block.level != 1:
            return None
        self.paragraph = 0
        if block.annex:
            self.annex += 1
            self.prefix = annex_letters(self.annex)
            return self.prefix, f"Annex {self.prefix}"
        if not block.numbered:
            self.prefix = ""
            return None
        self.chapter += 1
        self.prefix = str(self.chapter)
        return self.prefix, f"chapter {self.prefix}"


def annex_letters(ordinal: int) -> str:
    """Return the n-th annex's letters as Word counts: A to Z, then AA, BB, CC (not AB)."""
    times, letter = divmod(ordinal - 1, len(ascii_uppercase))
    return ascii_uppercase[letter] * (times + 1)


def number(document: Document) -> Numbers:
    """Return the numbers that Word will show for a document's blocks."""
    numbers = Numbers()
    count = _Count()
    for block in document.blocks:
        found = count.of(block)
        if found is not None:
            numbers.number[block.block_id], numbers.reference[block.block_id] = found
    return numbers
