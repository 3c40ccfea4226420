"""Finding the cues in a line of words.

Matching is anchored: a pattern is tried only on a line that holds a word of each of its
fixed elements, and only where its first word stands, so that most patterns cost one look-up
per passage and no search. Which elements a line has is one whole number, a bit for each;
whether it has all that a pattern needs is then one comparison. spaCy's own matcher costs
over a hundred times as much as tokenising when patterns have gaps.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import product
from math import prod
from typing import NamedTuple

from coding.taggers.patterns import NUMBER_MARK, Pattern
from coding.taggers.words import NUMBERS, Line

LONGEST = 3
"""Patterns and list entries of at most so many words in a row are looked up."""
_MOST_PHRASES = 400


class Match(NamedTuple):
    """A stretch `[start, end)` of a line that a pattern of the family `key` matched.

    A named tuple, since thousands are made and a frozen dataclass takes three times as long.
    """

    key: str
    start: int
    end: int


class _Ready:
    """A pattern as it is tried; compiled on first use, since most meet few of the passages."""

    __slots__ = ("first", "key", "match", "pattern")

    def __init__(self, key: str, pattern: Pattern) -> None:
        self.key = key
        self.pattern = pattern
        self.first = pattern.first
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def _first_match(self, text: str, at: int) -> re.Match[str] | None:
        self.match = re.compile(self.pattern.expression).match
        return self.match(text, at)

    def all_in(self, text: str) -> Iterator[Match]:
        """Yield the matches wherever they begin."""
        for match in re.compile(self.pattern.expression).finditer(text):
            yield Match(self.key, match.start() + 1, match.end())


class Phrases:
    """Looks up words in a row: what is known of each phrase of at most three words."""

    def __init__(self) -> None:
        self._one: dict[str, list[str]] = {}
        self._more: dict[str, dict[str, list[tuple[str, str]]]] = {}
        # Kept beside the tables: two sets are intersected twice as fast as a set and keys.
        self._alone: set[str] = set()
        self._begins: set[str] = set()

    def add(self, phrase: tuple[str, ...], key: str) -> None:
        """Know a phrase under a key."""
        first, *rest = phrase
        if not rest:
            self._alone.add(first)
            known = self._one.setdefault(first, [])
            if key not in known:
                known.append(key)
            return
        self._begins.add(first)
        second, third = rest[0], rest[1] if len(rest) > 1 else ""
        thirds = self._more.setdefault(first, {}).setdefault(second, [])
        if (third, key) not in thirds:
            thirds.append((third, key))

    def keys(self, places: Places) -> set[str]:
        """Return the keys of the phrases that are there."""
        found: set[str] = set()
        for word in places.words & self._alone:
            found.update(self._one[word])
        words = places.line
        for word in places.words & self._begins:
            seconds = self._more[word]
            for first in places.of[word]:
                if (second := words[first + 1]) in seconds:
                    third = words[first + 2]
                    found.update(key for last, key in seconds[second] if last in {"", third})
        return found

    def find(self, places: Places) -> Iterator[tuple[str, int, int]]:
        """Yield the key of each phrase that is there, and its words `[first, last)`."""
        for word in places.words & self._alone:
            for key in self._one[word]:
                yield from ((key, first, first + 1) for first in places.of[word])
        words = places.line
        for word in places.words & self._begins:
            seconds = self._more[word]
            for first in places.of[word]:
                for third, key in seconds.get(words[first + 1], ()):
                    if not third:
                        yield key, first, first + 2
                    elif words[first + 2] == third:
                        yield key, first, first + 3


class Matcher:
    """Finds every family's matches in a line, each pattern tried only where it can match."""

    def __init__(self, patterns: Iterable[tuple[str, Pattern]]) -> None:
        self._phrases = Phrases()
        self._by_anchor: dict[str, list[tuple[int, _Ready]]] = {}
        self._bits: dict[str, int] = {}
        searched = [(key, p) for key, p in patterns if not self._is_plain(key, p.plain)]
        uses = Counter(need for _, pattern in searched for need in pattern.others)
        # The needs of most patterns get the lowest bits: small numbers are compared faster.
        order = sorted(uses, key=lambda need: (-uses[need], sorted(need)))
        bit_of = {need: 1 << number for number, need in enumerate(order)}
        for key, pattern in searched:
            ready = _Ready(key, pattern)
            needs = sum({bit_of[need] for need in pattern.others})
            for word in pattern.anchor:
                self._by_anchor.setdefault(word, []).append((needs, ready))
        for need, bit in bit_of.items():
            for word in need:
                self._bits[word] = self._bits.get(word, 0) | bit
        self._with_bits = frozenset(self._bits)
        self._all = (1 << len(order)) - 1
        self._anchors = frozenset(self._by_anchor)

    def _is_plain(self, key: str, plain: tuple[frozenset[str], ...] | None) -> bool:
        """Take in a pattern of a few words in a row, which is looked up and not searched for."""
        if plain is None or len(plain) > LONGEST or prod(map(len, plain)) > _MOST_PHRASES:
            return False
        for phrase in product(*plain):
            self._phrases.add(phrase, key)
        return True

    def find(self, line: Line) -> list[Match]:
        """Return the matches in a line of words, in a fixed order."""
        return self.find_at(line.line, Places(line.words))

    def find_at(self, text: str, places: Places) -> list[Match]:
        """Return the matches where it is known already at which places which words stand."""
        starts, of, words = places.starts, places.of, places.words
        found = [
            Match(key, starts[first] + 1, starts[last])
            for key, first, last in self._phrases.find(places)
        ]
        for ready in self._possible(places.words):
            if ready.first is None:
                found += ready.all_in(text)
                continue
            last = 0
            first = ready.first & words
            if len(first) == 1:
                (word,) = first
                tries = of[word]
            else:
                tries = sorted([index for word in first for index in of[word]])
            for index in tries:
                at = starts[index]
                if at >= last and (matched := ready.match(text, at)):
                    last = matched.end()
                    found.append(Match(ready.key, at + 1, last))
        found.sort()
        return found

    def _possible(self, words: Set[str]) -> Iterable[_Ready]:
        """Return the patterns of which a line with those words has all that they need."""
        has = 0
        bits = self._bits
        for word in words & self._with_bits:
            has |= bits[word]
        missing = self._all & ~has
        return {
            ready
            for word in self._anchors & words
            for needs, ready in self._by_anchor[word]
            if not needs & missing
        }


class Places:
    """Where each word of a line stands.

    `of` gives the indexes of each word, and of the numbers; `starts` the offset of the space
    before each word; `line` the words, with two empty ones behind them.
    """

    __slots__ = ("line", "of", "starts", "words")

    def __init__(self, words: list[str]) -> None:
        self.line = [*words, "", ""]
        self.of: dict[str, list[int]] = {}
        self.starts = [0]
        at = 0
        for index, word in enumerate(words):
            if word in self.of:
                self.of[word].append(index)
            else:
                self.of[word] = [index]
            at += len(word) + 1
            self.starts.append(at)
        self.words = set(self.of)
        if numbers := self.words & NUMBERS:
            self.of[NUMBER_MARK] = sorted([i for number in numbers for i in self.of[number]])
            self.words.add(NUMBER_MARK)

    def within(self, match: Match) -> tuple[int, int]:
        """Return which words `[first, last)` a match covers."""
        return bisect_right(self.starts, match.start - 1) - 1, bisect_left(self.starts, match.end)
