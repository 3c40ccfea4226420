"""Looking up words in a row: short phrases, found in many passages at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from coding.taggers.lines import ByWord, Integers, spread

LONGEST = 3
"""Patterns and list entries of at most so many words in a row are looked up."""
_LAST_BITS = (1 << 18) - 1


class Phrases:
    """Knows phrases of at most three words, each under the number of a key."""

    def __init__(self, phrases: Iterable[tuple[int, tuple[str, ...]]]) -> None:
        known = sorted(set(phrases))
        words = sorted({word for _, phrase in known for word in phrase})
        self._known = {word: at for at, word in enumerate(words, start=1)}
        self._number_of = ByWord(self._numbers)
        self._size = len(words) + 1
        spelled = [(key, [self._known[w] for w in phrase]) for key, phrase in known]
        alone = sorted((phrase[0], key) for key, phrase in spelled if len(phrase) == 1)
        self._alone = _Sorted([word for word, _ in alone], [(key, 0) for _, key in alone])
        more = sorted(
            (phrase[0] * self._size + phrase[1], key, phrase[2] if len(phrase) == LONGEST else 0)
            for key, phrase in spelled
            if len(phrase) > 1
        )
        self._more = _Sorted([pair for pair, _, _ in more], [(k, third) for _, k, third in more])
        begins = np.zeros(self._size, np.bool_)
        begins[[pair // self._size for pair, _, _ in more]] = True
        self._begins = begins

    def _numbers(self, words: Sequence[str]) -> Integers:
        return np.array([self._known.get(word, 0) for word in words], np.int64)

    def find(self, words: Integers) -> tuple[Integers, Integers, Integers]:
        """Return the key, the place of the first word, and the number of words of each phrase.

        Args:
            words: the numbers of words, passage after passage, two noughts behind each.
        """
        numbers = self._number_of.table()[words]
        at = np.flatnonzero(numbers)
        which, alone, _ = self._alone.find(numbers[at])
        begun = at[self._begins[numbers[at]]]
        pairs = numbers[begun] * self._size + numbers[begun + 1]
        two, keys, third = self._more.find(pairs)
        places = begun[two]
        fits = (third == 0) | (numbers[places + 2] == third)
        sizes = np.where(third[fits] == 0, LONGEST - 1, LONGEST)
        return (
            np.concatenate([alone, keys[fits]]),
            np.concatenate([at[which], places[fits]]),
            np.concatenate([np.ones(len(alone), np.int64), sizes]),
        )


class _Sorted:
    """A table from a number to rows of two numbers, in the order of the first."""

    def __init__(self, numbers: Sequence[int], rows: Sequence[tuple[int, int]]) -> None:
        self._names, self._starts, self._counts = np.unique(
            np.array(numbers, np.int64), return_index=True, return_counts=True
        )
        self._last_bits = np.zeros(_LAST_BITS + 1, np.bool_)
        self._last_bits[self._names & _LAST_BITS] = True
        self._first, self._second = np.array(rows, np.int64).reshape(-1, 2).T

    def find(self, wanted: Integers) -> tuple[Integers, Integers, Integers]:
        """Return which of the wanted each row is of, and the rows' numbers."""
        if not len(self._names):
            nothing = np.zeros(0, np.int64)
            return nothing, nothing, nothing
        # Most are not here, which a look at their last bits tells without a search.
        maybe = np.flatnonzero(self._last_bits[wanted & _LAST_BITS])
        at = np.minimum(np.searchsorted(self._names, wanted[maybe]), len(self._names) - 1)
        here = np.flatnonzero(self._names[at] == wanted[maybe])
        known, at = maybe[here], at[here]
        which, rows = spread(self._starts[at], self._counts[at])
        return known[which], self._first[rows], self._second[rows]
