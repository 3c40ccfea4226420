"""What was taken out and put in between two sequences, in the fewest pieces.

The longest common part is found by rapidfuzz, which compares numbers: every key is given
one, so that no two keys are ever taken for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_ALIKE = 0.25
"""Below this share of common words, a text reads better replaced than mended."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of both sequences, half open: "equal", or "changed" from one to the other."""

    kind: str
    a: int
    a_end: int
    b: int
    b_end: int

    @property
    def equal(self) -> bool:
        """Whether both have the same here."""
        return self.kind == "equal"


def spans(a: Sequence[str], b: Sequence[str]) -> list[Span]:
    """Return how `a` becomes `b`: equal and changed spans in turn."""
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(key, len(numbers)) for key in a]
    right = [numbers.setdefault(key, len(numbers)) for key in b]
    found: list[Span] = []
    for code in Indel.opcodes(left, right):
        equal = code.tag == "equal"
        at = Span(
            "equal" if equal else "changed",
            code.src_start,
            code.src_end,
            code.dest_start,
            code.dest_end,
        )
        if found and not equal and not found[-1].equal:
            before = found.pop()
            at = Span("changed", before.a, at.a_end, before.b, at.b_end)
        found.append(at)
    return found


def readable(a: Sequence[str], b: Sequence[str]) -> list[Span]:
    """Return spans as a reader wants them: a space alone does not part two changes."""
    exact = spans(a, b)
    shared = sum(1 for span in exact if span.equal for key in a[span.a : span.a_end] if key.strip())
    most = max(sum(1 for key in a if key.strip()), sum(1 for key in b if key.strip()))
    if most and shared < _ALIKE * most:
        return [Span("changed", 0, len(a), 0, len(b))]
    found: list[Span] = []
    for at, span in enumerate(exact):
        inside = 0 < at < len(exact) - 1
        slight = span.equal and inside and not "".join(a[span.a : span.a_end]).strip()
        changed = slight or not span.equal
        if changed and found and not found[-1].equal:
            before = found.pop()
            found.append(Span("changed", before.a, span.a_end, before.b, span.b_end))
        else:
            found.append(
                Span("changed" if changed else "equal", span.a, span.a_end, span.b, span.b_end)
            )
    return found


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Return the share of two sequences of numbers that they have in common, 0 to 1."""
    return Indel.normalized_similarity(a, b) if a or b else 1.0
