"""What was taken out and put in between two sequences, in the fewest pieces.

The longest common part is found by rapidfuzz, which compares numbers: every key is given
one, so that no two keys are ever taken for each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from rapidfuzz.distance import Indel

_ALIKE = 0.25
"""Below this share of common words, a text reads better replaced than mended."""

_SLIGHT, _BIG = 2, 4
"""Two words in common do not part changes of more than four words each."""


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
    begin, end = same_ends(a, b)
    last_a, last_b = len(a) - end, len(b) - end
    found = [Span("equal", 0, begin, 0, begin)] if begin else []
    numbers: defaultdict[str, int] = defaultdict(count().__next__)
    left = [numbers[key] for key in a[begin:last_a]]
    right = [numbers[key] for key in b[begin:last_b]]
    for code in Indel.opcodes(left, right) if left or right else ():
        equal = code.tag == "equal"
        at = Span(
            "equal" if equal else "changed",
            code.src_start + begin,
            code.src_end + begin,
            code.dest_start + begin,
            code.dest_end + begin,
        )
        if found and not equal and not found[-1].equal:
            before = found.pop()
            at = Span("changed", before.a, at.a_end, before.b, at.b_end)
        found.append(at)
    if end:
        found.append(Span("equal", last_a, len(a), last_b, len(b)))
    return found


def same_ends(a: Sequence[str], b: Sequence[str]) -> tuple[int, int]:
    """Return how many keys two sequences share at their beginning, and then at their end."""
    least = min(len(a), len(b))
    begin, end = least, 0
    if a[:least] != b[:least]:
        begin = next(at for at in range(least) if a[at] != b[at])
    while end < least - begin and a[-1 - end] == b[-1 - end]:
        end += 1
    return begin, end


def matching(a: Sequence[int], b: Sequence[int]) -> list[tuple[int, int]]:
    """Return the stretches of `a`, half open, that `b` has too, in order."""
    codes = Indel.opcodes(a, b)
    return [(code.src_start, code.src_end) for code in codes if code.tag == "equal"]


def readable(a: Sequence[str], b: Sequence[str]) -> list[Span]:
    """Return spans as a reader wants them: a word or space does not part two changes."""
    exact = spans(a, b)
    shared = sum(1 for span in exact if span.equal for key in a[span.a : span.a_end] if key.strip())
    most = max(sum(1 for key in a if key.strip()), sum(1 for key in b if key.strip()))
    if most and shared < _ALIKE * most:
        return [Span("changed", 0, len(a), 0, len(b))]
    return _merged(a, b, _merged(a, b, exact, 0), _SLIGHT)


def _merged(a: Sequence[str], b: Sequence[str], exact: list[Span], slight: int) -> list[Span]:
    """Join changes between which two texts share no more than so many words."""
    found: list[Span] = []
    for at, span in enumerate(exact):
        changed = not span.equal
        if span.equal and 0 < at < len(exact) - 1 and _words_in(a, span) <= slight:
            changed = _parts_nothing(a, b, span, (found[-1], exact[at + 1]))
        if changed and found and not found[-1].equal:
            before = found.pop()
            found.append(Span("changed", before.a, span.a_end, before.b, span.b_end))
        else:
            kind = "changed" if changed else "equal"
            found.append(Span(kind, span.a, span.a_end, span.b, span.b_end))
    return found


def _words_in(a: Sequence[str], span: Span) -> int:
    return sum(1 for key in a[span.a : span.a_end] if key.strip())


def _parts_nothing(
    a: Sequence[str], b: Sequence[str], span: Span, around: tuple[Span, Span]
) -> bool:
    """Whether what two texts share here is too slight to part the changes around it.

    A number stays by itself, so that a change of numbers alone can be told from the rest.
    """
    if any(_numbers_only(a, b, change) for change in around):
        return False
    shared = [key for key in a[span.a : span.a_end] if key.strip()]
    if any(key.startswith("\x00") for key in shared):
        return False
    return not shared or all(_extent(a, b, change) > _BIG for change in around)


def _extent(a: Sequence[str], b: Sequence[str], change: Span) -> int:
    """How many words a change takes out and puts in."""
    keys = [*a[change.a : change.a_end], *b[change.b : change.b_end]]
    return sum(1 for key in keys if key.strip())


def _numbers_only(a: Sequence[str], b: Sequence[str], change: Span) -> bool:
    keys = [*a[change.a : change.a_end], *b[change.b : change.b_end]]
    said = [key for key in keys if key.strip()]
    return bool(said) and all(not key[:1].isalpha() for key in said)


def likeness(a: Sequence[int], b: Sequence[int]) -> float:
    """Return the share of two sequences of numbers that they have in common, 0 to 1."""
    return Indel.normalized_similarity(a, b) if a or b else 1.0
