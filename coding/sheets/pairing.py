"""Which code of a row speaks of which coding that stood in it.

Codings are matched by what they say before they are matched by where they stand, so that a
code that moved from Code 2 to Code 1 is the same coding still.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from coding.codings import Strength
from coding.sheets.cell_text import print_of
from coding.sheets.filled import FilledRow
from coding.sheets.key import Shown, ShownCoding
from coding.sheets.layout import OF_A_CODE, Field


@dataclass(frozen=True, slots=True)
class Pairs:
    """The codings that stood in a row, and the numbers of the codes that speak of them now."""

    kept: tuple[tuple[ShownCoding, int], ...]
    changed: tuple[tuple[ShownCoding, int], ...]
    new: tuple[int, ...]
    cleared: tuple[ShownCoding, ...]


def paired(row: FilledRow, before: Shown) -> Pairs:
    """Return which code speaks of which coding."""
    pairing = _Pairing(row, before)
    for match in (
        pairing.same_place, pairing.same_said, pairing.same_code, pairing.same_slot,
    ):  # fmt: skip
        pairing.pair(match)
    return Pairs(
        tuple(pairing.kept), tuple(pairing.changed), tuple(pairing.slots),
        tuple(pairing.left.values()),
    )  # fmt: skip


def code_word(text: str) -> str:
    """Return the code that a cell names, without its name, in small letters.

    >>> code_word("4A: Emerging themes")
    '4a'
    """
    return text.partition(":")[0].strip().casefold()


class _Pairing:
    def __init__(self, row: FilledRow, before: Shown) -> None:
        self.row = row
        self.before = before
        self.left = {coding.slot: coding for coding in before.codings}
        self.slots = self._slots()
        self.kept: list[tuple[ShownCoding, int]] = []
        self.changed: list[tuple[ShownCoding, int]] = []

    def pair(self, match: Callable[[int, ShownCoding], bool]) -> None:
        """Pair what is left by one rule."""
        for number in list(self.slots):
            was = next((c for c in self.left.values() if match(number, c)), None)
            if was is not None:
                same = self.same_said(number, was)
                (self.kept if same else self.changed).append((was, number))
                self.slots.remove(number)
                del self.left[was.slot]

    def _slots(self) -> list[int]:
        """Return the numbers of the codes that are filled in, without those taken back."""
        filled = sorted({n for (f, n), text in self.row.cells.items() if f in OF_A_CODE and text})
        before = {c.slot: c for c in (*self.before.emptied, *self.before.codings)}
        return [n for n in filled if not (n in before and self._emptied(n, before[n]))]

    def _emptied(self, slot: int, was: ShownCoding) -> bool:
        """Whether the code was emptied, and nothing else written beside it."""
        if self.row.says(Field.CODE, slot):
            return False
        row = self.row
        return (
            row.says(Field.POLARITY, slot).casefold() in {"", was.polarity}
            and row.says(Field.STRENGTH, slot).casefold() in {"", was.strength}
            and print_of(row.says(Field.MEMO, slot)) in {"", was.memo}
            and print_of(row.says(Field.WORDS, slot)) in {"", was.words}
        )

    def same_place(self, slot: int, was: ShownCoding) -> bool:
        """Whether a code says what it said, where it said it."""
        return slot == was.slot and self.same_said(slot, was)

    def same_said(self, slot: int, was: ShownCoding) -> bool:
        """Whether a code says what a coding said."""
        row = self.row
        return (
            code_word(row.says(Field.CODE, slot)) == was.code.casefold()
            and row.says(Field.POLARITY, slot).casefold() == was.polarity
            and (row.says(Field.STRENGTH, slot).casefold() or Strength.ORDINARY) == was.strength
            and print_of(row.says(Field.MEMO, slot)) == was.memo
            and print_of(row.says(Field.WORDS, slot)) == was.words
        )

    def same_code(self, slot: int, was: ShownCoding) -> bool:
        """Whether the same words have the same code."""
        words = print_of(self.row.says(Field.WORDS, slot)) == was.words
        return words and code_word(self.row.says(Field.CODE, slot)) == was.code.casefold()

    def same_slot(self, slot: int, was: ShownCoding) -> bool:
        """Whether a code stands where a coding stood."""
        return slot == was.slot
