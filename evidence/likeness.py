"""What one text has copied from another: runs of words that both have.

A briefing that pastes the minutes is not a second witness. Texts are compared by their
runs of five words in a row, without regard to case and punctuation: the share of a text's
words that lie in a run which the other text has too.

Comparing every text with every other would take hours for thousands, so each text leaves
marks: out of every sixteen runs in a row the one with the smallest number (winnowing:
Schleimer, Wilkerson, Aiken, SIGMOD 2003, 76-85). Any twenty words in a row that two
passages have in common leave a mark in both, so only texts with a common mark are compared
word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

from evidence.segments import Segment, SegmentStatus, segment_id

RUN = 5
"""How many words in a row are compared."""

WINDOW = 16
"""Out of how many runs in a row one leaves a mark."""

_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_MASK = (1 << 63) - 1
_STEP = 1_000_003
_LAST = pow(_STEP, RUN, 1 << 63)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that stands by itself, with its id; runs do not cross passages."""

    passage_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common: the words of each that lie in common runs, and their total.

    `one` and `other` are (words in common, words).
    """

    one: tuple[int, int]
    other: tuple[int, int]

    @property
    def share_of_one(self) -> float:
        """The proportion of the one text's words that the other has too, 0 to 1."""
        return self.one[0] / self.one[1] if self.one[1] else 0.0

    @property
    def share_of_other(self) -> float:
        """The proportion of the other text's words that the one has too, 0 to 1."""
        return self.other[0] / self.other[1] if self.other[1] else 0.0

    @property
    def share(self) -> float:
        """The larger of the two: a short text pasted whole into a long one is all of it."""
        return max(self.share_of_one, self.share_of_other)


def words_of(text: str) -> tuple[str, ...]:
    """Return a text's words as they are compared.

    >>> print(*words_of("The Board's view: IQAs, 12 of 14."))
    the board's view iqas 12 of 14
    """
    return tuple(word.replace("\u2019", "'") for word in _WORD.findall(text.casefold()))


def passages_of(source_id: str, segments: Iterable[Segment]) -> list[Passage]:
    """Return the segments of a source that are compared.

    Only those that speak for themselves: every focus group is asked the same questions.
    """
    return [
        Passage(segment_id(source_id, segment.ordinal), words_of(segment.text))
        for segment in segments
        if segment.status is SegmentStatus.LIVE and not segment.is_question
    ]


def marks_of(passages: Iterable[Passage]) -> frozenset[int]:
    """Return the marks that a text leaves, the same on every machine."""
    return frozenset(mark for passage in passages for mark in _winnowed(runs_of(passage.words)))


def runs_of(words: Sequence[str]) -> list[int]:
    """Return a number for each run of five words, in order; none for a shorter text."""
    numbers = [_number(word) for word in words]
    if len(numbers) < RUN:
        return []
    rolling = 0
    for number in numbers[:RUN]:
        rolling = (rolling * _STEP + number) & _MASK
    runs = [rolling]
    for gone, number in zip(numbers, numbers[RUN:], strict=False):
        rolling = (rolling * _STEP + number - gone * _LAST) & _MASK
        runs.append(rolling)
    return runs


def likeness(one: Sequence[Passage], other: Sequence[Passage]) -> Likeness:
    """Compare two texts word for word."""
    here, there = _all_runs(one), _all_runs(other)
    return Likeness(_covered(one, there), _covered(other, here))


def copied(passage: Passage, others: Iterable[Passage]) -> tuple[str, float]:
    """Return the passage that has most of a passage's words, and their proportion; "" if none."""
    best = ("", 0.0)
    for other in others:
        held, total = _covered([passage], frozenset(runs_of(other.words)))
        if total and held / total > best[1]:
            best = (other.passage_id, held / total)
    return best


def _all_runs(passages: Iterable[Passage]) -> frozenset[int]:
    return frozenset(run for passage in passages for run in runs_of(passage.words))


def _covered(passages: Iterable[Passage], runs: frozenset[int]) -> tuple[int, int]:
    """Count the words that lie in one of the runs, and all words."""
    held = total = 0
    for passage in passages:
        total += len(passage.words)
        counted_to = 0
        for place, run in enumerate(runs_of(passage.words)):
            if run in runs:
                held += place + RUN - max(place, counted_to)
                counted_to = place + RUN
    return held, total


def _winnowed(runs: Sequence[int]) -> Iterator[int]:
    if len(runs) <= WINDOW:
        if runs:
            yield min(runs)
        return
    smallest, place = min((run, n) for n, run in enumerate(runs[:WINDOW]))
    yield smallest
    for end in range(WINDOW, len(runs)):
        if place <= end - WINDOW:
            first = end - WINDOW + 1
            smallest, place = min((run, n) for n, run in enumerate(runs[first : end + 1], first))
            yield smallest
        elif runs[end] < smallest:
            smallest, place = runs[end], end
            yield smallest


@lru_cache(maxsize=200_000)
def _number(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest()) & _MASK
