"""Finding the cues in a line of words.

Matching is anchored: a pattern is tried only on a line that holds a word of each of its
fixed elements, and only where its first word stands, so that most patterns cost one look-up
per passage and no search. spaCy's own matcher costs over a hundred times as much as
tokenising when patterns have gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from coding.taggers.patterns import NUMBER, NUMBER_MARK, Pattern

_Anchored = tuple[int, str, Pattern]


class Match(NamedTuple):
    """A stretch `[start, end)` of a line that a pattern of the family `key` matched.

    A named tuple, since thousands are made and a frozen dataclass takes three times as long.
    """

    key: str
    start: int
    end: int


class Matcher:
    """Finds every family's matches in a line, each pattern tried only where it can match."""

    def __init__(self, patterns: Iterable[tuple[str, Pattern]]) -> None:
        self._by_anchor: dict[str, list[_Anchored]] = {}
        for number, (key, pattern) in enumerate(patterns):
            for word in pattern.anchor:
                self._by_anchor.setdefault(word, []).append((number, key, pattern))
        self._anchors = frozenset(self._by_anchor)

    def find(self, line: str) -> list[Match]:
        """Return the matches in a line of words, in a fixed order."""
        places = _places(line)
        words = frozenset(places)
        found: list[Match] = []
        for _, key, pattern in sorted(self._possible(words), key=itemgetter(0)):
            expression = _ready(pattern.expression)
            if pattern.first is None:
                found += [Match(key, m.start() + 1, m.end()) for m in expression.finditer(line)]
                continue
            starts = [at for word in pattern.first & words for at in places[word]]
            last = 0
            for at in sorted(starts) if len(starts) > 1 else starts:
                matched = expression.match(line, at) if at >= last else None
                if matched:
                    last = matched.end()
                    found.append(Match(key, at + 1, last))
        return found

    def _possible(self, words: frozenset[str]) -> Iterable[_Anchored]:
        """Return the patterns of which a line with those words has all that they need."""
        possible: dict[int, _Anchored] = {}
        for word in words & self._anchors:
            for anchored in self._by_anchor[word]:
                for need in anchored[2].others:
                    if need.isdisjoint(words):
                        break
                else:
                    possible[anchored[0]] = anchored
        return possible.values()


def _places(line: str) -> dict[str, list[int]]:
    """Return where each word and each number stands, by the offset of the space before it."""
    places: dict[str, list[int]] = {}
    at = 0
    for word in line.split():
        places.setdefault(word, []).append(at)
        if _is_number(word):
            places.setdefault(NUMBER_MARK, []).append(at)
        at += len(word) + 1
    return places


@cache
def _is_number(word: str) -> bool:
    return re.fullmatch(NUMBER, word) is not None


@cache
def _ready(expression: str) -> re.Pattern[str]:
    """Compile on first use: most passages meet few of the patterns."""
    return re.compile(expression)
