"""Many passages' words at once, as numbers, so that numpy does for all what each would need.

The words of all passages stand one after another, with two places of no word (number 0)
behind each passage, so that a look at the next two words never reaches into another passage.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coding.taggers.inflections import stem
from coding.taggers.words import NUMBERED, WORDS, is_number, numbers_of

Integers = NDArray[np.int64]
Values = NDArray[Any]
_APART = (0, 0)


class ByWord:
    """What is known of each word met so far, worked out once for each word.

    `work_out` returns an array of what is known of each of the words that it is given.
    """

    def __init__(self, work_out: Callable[[Sequence[str]], Values]) -> None:
        self._work_out = work_out
        self._known = 0
        self._table: Values = np.zeros(0)

    def table(self) -> Values:
        """Return the array, at each word's number what is known of it."""
        known = len(WORDS)
        if self._known < known:
            new = self._work_out(WORDS[self._known : known])
            if not self._known:
                self._table = np.zeros_like(new)
            if known > len(self._table):
                room = np.zeros((2 * known, *new.shape[1:]), new.dtype)
                room[: self._known] = self._table[: self._known]
                self._table = room
            self._table[self._known : known] = new
            self._known = known
        return self._table


LENGTHS = ByWord(lambda words: np.array([len(word) + 1 for word in words], np.int64))
"""How many characters each word takes on a line, with the space before it."""
STEMS = ByWord(lambda words: np.array([NUMBERED[stem(word)] for word in words], np.int64))
"""The number of each word's stem, which is a word as well."""
ARE_NUMBERS = ByWord(lambda words: np.array([is_number(word) for word in words], np.bool_))


class Lines:
    """The words of several passages.

    `words` are the numbers of the words of all, and `owner` says of each to which passage it
    belongs; the words of passage `i` stand in `[begins[i], ends[i])`.
    """

    __slots__ = ("_spelled", "begins", "ends", "owner", "texts", "words")

    def __init__(self, texts: Sequence[str]) -> None:
        numbers: list[int] = []
        begins: list[int] = []
        ends: list[int] = []
        for text in texts:
            begins.append(len(numbers))
            numbers += numbers_of(text)
            ends.append(len(numbers))
            numbers += _APART
        self.texts = texts
        self.begins = begins
        self.ends = ends
        self.words = np.array(numbers, np.int64)
        lengths = [end + len(_APART) - begin for begin, end in zip(begins, ends, strict=True)]
        self.owner = np.repeat(np.arange(len(texts)), np.array(lengths, np.int64))
        self._spelled = list(map(WORDS.__getitem__, numbers))

    def __len__(self) -> int:
        return len(self.texts)

    def of(self, number: int) -> list[str]:
        """Return the words of a passage."""
        return self._spelled[self.begins[number] : self.ends[number]]

    def on_one_line(self, number: int) -> str:
        """Return the words of a passage with a space before, between and behind them."""
        return f" {' '.join(self.of(number))} "

    def offsets(self) -> Integers:
        """Return for each word where the space before it stands on its passage's one line."""
        lengths: Integers = LENGTHS.table()[self.words]
        before: Integers = np.cumsum(lengths) - lengths
        begins: Integers = before[np.array(self.begins, np.int64)]
        return np.asarray(before - begins[self.owner], np.int64)


def each_once(numbers: Integers) -> Integers:
    """Return the numbers in their order, each once; sorting beats numpy's own `unique` here."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def spread(starts: Integers, counts: Integers) -> tuple[Integers, Integers]:
    """Return, for stretches `[start, start + count)`, which each place is of, and the places."""
    which = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return which, np.arange(len(which)) + (starts - before)[which]
