"""Which words of a passage are meant, where the words around them have been changed.

Two texts are compared word by word. A selection in words that both have comes back to the
letter; in a word or two that were typed over it means what stood there before; in words
that a person typed in it means nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_FEW = 3
"""So many words that were typed over are the same words, corrected."""


@dataclass(frozen=True, slots=True)
class _Block:
    """`[a, b)` of the changed text stands for `[c, d)` of the text as it was."""

    a: int
    b: int
    c: int
    d: int
    same: bool
    few: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts side by side; `likeness` is the share of words that they have in common."""

    blocks: tuple[_Block, ...]
    likeness: float

    def meant(self, start: int, end: int) -> tuple[int, int, bool] | None:
        """Return the words that `[start, end)` means, and whether to the letter.

        None where all of it was typed in.
        """
        touched = [block for block in self.blocks if block.a < end and block.b > start]
        kept = [block for block in touched if block.same or block.few]
        if not kept:
            return None
        first, last = kept[0], kept[-1]
        begin = first.c + max(0, start - first.a) if first.same else first.c
        stop = last.c + min(end, last.b) - last.a if last.same else last.d
        return (begin, stop, all(block.same for block in touched)) if begin < stop else None


def aligned(changed: str, was: str) -> Alignment:
    """Return how a text that came back lies against the text as it was."""
    if changed == was:
        return Alignment((_Block(0, len(was), 0, len(was), same=True, few=False),), 1.0)
    left, right = _TOKEN.findall(changed), _TOKEN.findall(was)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    a, c = _offsets(left), _offsets(right)
    blocks = tuple(
        _Block(
            a[i1], a[i2], c[j1], c[j2],
            same=kind == "equal",
            few=kind == "replace" and i2 - i1 <= _FEW and j2 - j1 <= _FEW,
        )
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
    )  # fmt: skip
    return Alignment(blocks, matcher.ratio())


def _offsets(tokens: list[str]) -> list[int]:
    found = [0]
    for token in tokens:
        found.append(found[-1] + len(token))
    return found
