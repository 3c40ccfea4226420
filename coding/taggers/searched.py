"""Searching for patterns in lines of words.

A pattern is tried only on a line that holds a word of each of its fixed elements, and only
where its first word stands, so that most patterns cost a few bits per passage and no search.
Which passages hold an element is a row of bits; those that hold all that a pattern needs are
the rows' common bits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from coding.taggers.lines import ByWord, Integers, Lines, spread
from coding.taggers.patterns import Pattern
from coding.taggers.words import NUMBER_MARK, is_number

_FURTHEST = 8
"""Further behind the first word it is not worth the while to look for another."""
_BYTE = 8
_PLACE = 32
"""Bits that hold a place among the words; what stands there is numbered in those above."""
_NOTHING: frozenset[str] = frozenset()


class _Ready:
    """A pattern as it is tried; compiled on first use, since most meet few of the passages."""

    __slots__ = ("expression", "match")

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def _first_match(self, text: str, at: int) -> re.Match[str] | None:
        self.match = re.compile(self.expression).match
        return self.match(text, at)


class Search:
    """Patterns that are searched for, those that need most first."""

    def __init__(self, patterns: Sequence[tuple[int, Pattern]]) -> None:
        asked = [(key, pattern, _needs(pattern)) for key, pattern in patterns]
        asked.sort(key=lambda each: -len(each[2]))
        self._keys = [key for key, _, _ in asked]
        self._ready = [_Ready(pattern.expression) for _, pattern, _ in asked]
        sets = _Numbered()
        self._needs = _columns([[sets[need] for need in needs] for _, _, needs in asked])
        self._first_of = np.array([sets[p.first or _NOTHING] for _, p, _ in asked], np.int64)
        self._anywhere = sets[_NOTHING]
        thens = [_near(pattern.then) for _, pattern, _ in asked]
        self._then_of = np.array([(sets[words], a, b) for words, a, b in thens], np.int64)
        self._furthest = max((most for words, _, most in thens if words), default=0)
        self._known = {word: at for at, word in enumerate(sorted(set().union(*sets)), start=1)}
        self._number_of = ByWord(self._numbers)
        held = [_held(words, self._known) for words in sets]
        self._words_of, self._counts = np.concatenate(held), np.array([len(row) for row in held])
        self._starts = np.cumsum(self._counts) - self._counts
        self._holds = np.zeros((len(held), len(self._known) + 1), np.bool_)
        for at, row in enumerate(held):
            self._holds[at, row] = True
        self._holds[:, 0] = False

    def _numbers(self, words: Sequence[str]) -> Integers:
        """A number that no pattern names counts as the mark of a number."""
        mark = self._known.get(NUMBER_MARK, 0)
        return np.array([self._known.get(w, mark if is_number(w) else 0) for w in words], np.int64)

    def find(self, lines: Lines) -> tuple[Integers, Integers, Integers, Integers]:
        """Return owner, key, first and last word of every match."""
        found: list[tuple[int, int, int, int]] = []
        if self._ready and len(lines):
            words = self._number_of.table()[lines.words]
            has = np.zeros((len(self._known) + 1, -(-len(lines) // _BYTE) * _BYTE), np.bool_)
            has[words, lines.owner] = True
            has[0] = False
            pattern, owner = self._possible(has)
            found += self._tried(lines, *self._places(lines, words, has, (pattern, owner)))
            anywhere = np.flatnonzero(self._first_of[pattern] == self._anywhere)
            found += self._everywhere(lines, pattern[anywhere].tolist(), owner[anywhere].tolist())
        owner, key, first, last = np.array(found, np.int64).reshape(-1, 4).T
        return owner, key, first, last

    def _possible(self, has: NDArray[np.bool_]) -> tuple[Integers, Integers]:
        """Return the patterns of which a line has all that they need, with the line.

        Args:
            has: `[words, lines]`, which lines have which words.
        """
        bits = np.packbits(has, axis=1)[self._words_of]
        some = np.bitwise_or.reduceat(bits, self._starts, axis=0)
        common = some[self._needs[0]]
        for column in self._needs[1:]:
            common[: len(column)] &= some[column]
        # As truth values: numpy looks for those that are true ten times as fast as for numbers.
        flat = np.flatnonzero(np.unpackbits(common, axis=1).ravel().view(np.bool_))
        pattern, owner = np.divmod(flat, has.shape[1])
        return pattern, owner

    def _places(
        self,
        lines: Lines,
        words: Integers,
        has: NDArray[np.bool_],
        possible: tuple[Integers, Integers],
    ) -> tuple[Integers, Integers, Integers]:
        """Return where possible patterns may begin: pattern, line and word, in this order."""
        pattern, owner = possible
        sets = self._first_of[pattern]
        which, at = spread(self._starts[sets], self._counts[sets])
        first = self._words_of[at]
        here = np.flatnonzero(has[first, owner[which]])
        which = which[here]
        wanted = (first[here] * len(lines) + owner[which]) << _PLACE
        known = np.flatnonzero(words)
        standing = np.sort(((words[known] * len(lines) + lines.owner[known]) << _PLACE) + known)
        low, high = np.searchsorted(standing, [wanted, wanted + (1 << _PLACE)])
        each, places = spread(low, high - low)
        at = standing[places] & ((1 << _PLACE) - 1)
        which, at = np.divmod(np.sort((which[each] << _PLACE) + at), 1 << _PLACE)
        if self._furthest:
            behind = self._goes_on(pattern[which], words, at)
            which, at = which[behind], at[behind]
        return pattern[which], owner[which], at

    def _tried(
        self, lines: Lines, patterns: Integers, owners: Integers, places: Integers
    ) -> Iterator[tuple[int, int, int, int]]:
        """Yield what is found where a pattern may begin, no two of one overlapping."""
        offsets = lines.offsets()
        starts = offsets.tolist()
        columns = (column.tolist() for column in (patterns, owners, places, offsets[places]))
        before, last = (-1, -1), 0
        texts = _Texts(lines)
        ready, keys = self._ready, self._keys
        for number, line, word, start in zip(*columns, strict=True):
            if before != (number, line):
                before, last = (number, line), 0
            if start < last:
                continue
            matched = ready[number].match(texts[line], start)
            if matched:
                last = matched.end()
                begin, end = lines.begins[line], lines.ends[line]
                yield line, keys[number], word - begin, bisect_left(starts, last, word, end) - begin

    def _goes_on(self, patterns: Integers, words: Integers, at: Integers) -> Integers:
        """Return which of the places have a word behind them with which the pattern goes on."""
        thens, least, most = self._then_of[patterns].T
        fits = thens == self._anywhere
        for far in range(1, self._furthest + 1):
            there = np.minimum(at + far, len(words) - 1)
            fits |= self._holds[thens, words[there]] & (least <= far) & (far <= most)
        return np.flatnonzero(fits)

    def _everywhere(
        self, lines: Lines, patterns: Sequence[int], owners: Sequence[int]
    ) -> Iterator[tuple[int, int, int, int]]:
        """Yield the matches of patterns that any word can begin."""
        offsets = lines.offsets().tolist() if patterns else []
        for number, line in zip(patterns, owners, strict=True):
            begin, end = lines.begins[line], lines.ends[line]
            starts = offsets[begin:end]
            found = re.compile(self._ready[number].expression).finditer(lines.on_one_line(line))
            for match in found:
                first, last = (bisect_left(starts, at) for at in match.span())
                yield line, self._keys[number], first, last


class _Texts(dict[int, str]):
    """Passages on one line each, joined when they are first asked for."""

    def __init__(self, lines: Lines) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, number: int) -> str:
        found = self[number] = self._lines.on_one_line(number)
        return found


class _Numbered(dict[frozenset[str], int]):
    """The number of a set of words, given when it is first met."""

    def __missing__(self, words: frozenset[str]) -> int:
        at = self[words] = len(self)
        return at


def _held(words: frozenset[str], known: Mapping[str, int]) -> Integers:
    """Return the numbers of the words of a set, and of all numbers where their mark is in it.

    An empty set has word 0, which no line has.
    """
    held = {known[word] for word in words}
    if NUMBER_MARK in words:
        held |= {at for word, at in known.items() if is_number(word)}
    return np.array(sorted(held) or [0], np.int64)


def _needs(pattern: Pattern) -> list[frozenset[str]]:
    """Return the sets of words of which a line needs one each, the word to begin with among them.

    Where any word can begin a match, the anchor is still needed.
    """
    first = [pattern.first] if pattern.first else []
    return list(dict.fromkeys([pattern.anchor, *pattern.others, *first]))


def _near(then: tuple[frozenset[str], int, int] | None) -> tuple[frozenset[str], int, int]:
    """Return the words with which a pattern goes on, none where it may do so far behind."""
    return then if then and then[2] <= _FURTHEST else (_NOTHING, 0, 0)


def _columns(needs: Sequence[Sequence[int]]) -> list[Integers]:
    """Return the first need of all, the second of those that have one, and so on."""
    most = max(map(len, needs), default=0)
    return [np.array([row[at] for row in needs if len(row) > at], np.int64) for at in range(most)]
