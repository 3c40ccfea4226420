"""Which block of one text is which block of another.

Equal blocks are joined first, in order; between them blocks of one kind are joined
by likeness, again in order, so that what was reworded is shown as reworded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report_builder.word.revisions.words import likeness, spans

_WORD = re.compile(r"\w+|[^\w\s]|\x00\S*")
_LIKE = 0.4
_MOST_PAIRS = 250_000


@dataclass(frozen=True, slots=True)
class Block:
    """A block as it is compared: its kind ("p", "tbl", "sdt", "tr") and what it shows."""

    kind: str
    shows: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step through both texts: a pair, or a block that only one of them has (-1)."""

    a: int
    b: int


def aligned(a: Sequence[Block], b: Sequence[Block]) -> list[Step]:
    """Return the steps through both texts, each block once, in order."""
    found: list[Step] = []
    for span in spans(_keys(a), _keys(b)):
        if span.equal:
            found += map(Step, range(span.a, span.a_end), range(span.b, span.b_end))
            continue
        pairs = _alike(a[span.a : span.a_end], b[span.b : span.b_end])
        at_a, at_b = span.a, span.b
        for i, j in [*pairs, (span.a_end - span.a, span.b_end - span.b)]:
            found += [Step(k, -1) for k in range(at_a, span.a + i)]
            found += [Step(-1, k) for k in range(at_b, span.b + j)]
            if span.a + i < span.a_end:
                found.append(Step(span.a + i, span.b + j))
            at_a, at_b = span.a + i + 1, span.b + j + 1
    return found


def _keys(blocks: Sequence[Block]) -> list[str]:
    return [f"{block.kind}\x02{block.shows}" for block in blocks]


def _alike(a: Sequence[Block], b: Sequence[Block]) -> list[tuple[int, int]]:
    """The pairs of a gap: the most likeness that an order-keeping pairing can have."""
    if len(a) == len(b) == 1 and a[0].kind == b[0].kind:
        return [(0, 0)]
    if not a or not b or len(a) * len(b) > _MOST_PAIRS:
        return []
    numbers: dict[str, int] = {}
    left = [_numbered(block, numbers) for block in a]
    right = [_numbered(block, numbers) for block in b]
    worth = [
        [_worth(x, y) if a[i].kind == b[j].kind else 0.0 for j, y in enumerate(right)]
        for i, x in enumerate(left)
    ]
    gain = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            joined = gain[i + 1][j + 1] + worth[i][j] if worth[i][j] else 0.0
            gain[i][j] = max(gain[i + 1][j], gain[i][j + 1], joined)
    return _path(gain, worth)


def _worth(a: list[int], b: list[int]) -> float:
    like = likeness(a, b)
    return like if like >= _LIKE else 0.0


def _path(gain: list[list[float]], worth: list[list[float]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(worth) and j < len(worth[0]):
        if worth[i][j] and gain[i][j] == gain[i + 1][j + 1] + worth[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif gain[i][j] == gain[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _numbered(block: Block, numbers: dict[str, int]) -> list[int]:
    words = _WORD.findall(block.shows)
    return [numbers.setdefault(word, len(numbers)) for word in words]
