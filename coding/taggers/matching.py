"""Finding the cues in lines of words.

Patterns that are a few words in a row are looked up; the others are searched for, each only
where it can match. spaCy's own matcher costs over a hundred times as much as tokenising when
patterns have gaps.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import prod
from typing import NamedTuple

import numpy as np

from coding.taggers.lines import Integers, Lines
from coding.taggers.patterns import Pattern
from coding.taggers.phrases import LONGEST, Phrases
from coding.taggers.searched import Search

_MOST_PHRASES = 400
"""A pattern that can stand in more ways is searched for and not looked up."""


class Match(NamedTuple):
    """The words `[first, last)` of a line that a pattern or phrase of the family `key` matched."""

    key: str
    first: int
    last: int


class Found(NamedTuple):
    """What is found in several lines, an array each: in which, of which key, and its words.

    In the order of the lines, of the keys' names, and of the words.
    """

    owner: Integers
    key: Integers
    first: Integers
    last: Integers


class Matcher:
    """Finds every family's matches in lines, each pattern tried only where it can match.

    `keys` are the names by their number; `phrases` are words in a row, each under a key.
    """

    def __init__(
        self,
        patterns: Iterable[tuple[str, Pattern]],
        phrases: Iterable[tuple[str, tuple[str, ...]]] = (),
    ) -> None:
        given, plain = list(patterns), list(phrases)
        self.keys = sorted({key for key, _ in given} | {key for key, _ in plain})
        number = {key: at for at, key in enumerate(self.keys)}
        searched: list[tuple[int, Pattern]] = []
        looked_up = [(number[key], phrase) for key, phrase in plain]
        for key, pattern in given:
            if _is_plain(pattern.plain):
                looked_up += [(number[key], phrase) for phrase in product(*pattern.plain or ())]
            else:
                searched.append((number[key], pattern))
        self._phrases = Phrases(looked_up)
        self._search = Search(searched)

    def find(self, lines: Lines) -> Found:
        """Return all matches in the lines."""
        begins = np.array(lines.begins, np.int64)
        key, at, size = self._phrases.find(lines.words)
        owner = lines.owner[at]
        first = at - begins[owner]
        rows = [(owner, key, first, first + size), self._search.find(lines)]
        owner, key, first, last = (np.concatenate(column) for column in zip(*rows, strict=True))
        order = np.lexsort((last, first, key, owner))
        return Found(owner[order], key[order], first[order], last[order])

    def matches(self, lines: Lines) -> list[list[Match]]:
        """Return the matches in each line, by the name of their key."""
        found = self.find(lines)
        each: list[list[Match]] = [[] for _ in range(len(lines))]
        columns = (column.tolist() for column in found)
        for owner, key, first, last in zip(*columns, strict=True):
            each[owner].append(Match(self.keys[key], first, last))
        return each


def _is_plain(plain: tuple[frozenset[str], ...] | None) -> bool:
    """Say whether a pattern is a few words in a row, which is looked up and not searched for."""
    return plain is not None and len(plain) <= LONGEST and prod(map(len, plain)) <= _MOST_PHRASES
