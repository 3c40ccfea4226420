"""What two texts have in common, paragraph by paragraph, told by their words.

Most paragraphs of a returned file say what they said, so that words are taken apart only for
those that somebody asks about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count

from report_builder.word.merging.units import Unit
from report_builder.word.revisions.words import likeness, matching

_WORD = re.compile(r"\w+")
_RAREST = 12
"""By so many of its words, the rarest, a text is looked for."""
Row = tuple[int, int, int]
"""A row of three words."""


class Wordings:
    """The words of a draft's paragraphs and of an edited copy's, as numbers."""

    def __init__(self, base: Sequence[Unit], edited: Sequence[Unit]) -> None:
        self._base, self._edited = base, edited
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)
        self._b: list[list[int] | None] = [None] * len(base)
        self._e: list[list[int] | None] = [None] * len(edited)

    def base(self, source: int) -> list[int]:
        """Return the words of one of the draft's units."""
        words = self._b[source]
        if words is None:
            words = self._b[source] = self._words(self._base[source].text)
        return words

    def edited(self, at: int) -> list[int]:
        """Return the words of an edited unit."""
        words = self._e[at]
        if words is None:
            words = self._e[at] = self._words(self._edited[at].text)
        return words

    def _words(self, text: str) -> list[int]:
        return [self._numbers[word] for word in _WORD.findall(text.casefold())]

    def like(self, at: int, source: int) -> float:
        """Return the share of words that two units have in common, in order."""
        if self._edited[at].text == self._base[source].text:
            return 1.0
        return likeness(self.base(source), self.edited(at))

    def holds(self, at: int, source: int) -> float:
        """Return the share of the shorter unit's words that the longer one has, in order."""
        least = min(len(self.base(source)), len(self.edited(at)))
        return common(self.base(source), self.edited(at)) / least if least else 0.0

    def rows(self, wanted: Iterable[int]) -> dict[Row, list[int]]:
        """Return the rows of words of edited units, with the draft's paragraphs that have them."""
        asked = {row for at in wanted for row in rows(self.edited(at))}
        having: defaultdict[Row, list[int]] = defaultdict(list)
        for source, unit in enumerate(self._base if asked else ()):
            if unit.kind == "p":
                for row in asked.intersection(rows(self.base(source))):
                    having[row].append(source)
        return dict(having)

    @cached_property
    def _counted(self) -> Counter[Row]:
        """How many of the draft's units have each row of words."""
        return Counter(r for b in range(len(self._base)) for r in set(rows(self.base(b))))

    def own(self, source: int) -> set[Row]:
        """Return the rows of words that only this one of the draft's units has."""
        return {row for row in rows(self.base(source)) if self._counted[row] == 1}


def rows(words: Sequence[int]) -> Iterator[Row]:
    """Return a text's rows of three words, first to last."""
    return zip(words, words[1:], words[2:], strict=False)


def common(a: Sequence[int], b: Sequence[int]) -> int:
    """Return how many words two texts have in common, in order."""
    return round(likeness(a, b) * (len(a) + len(b)) / 2) if a and b else 0


def covered(base: Sequence[int], text: Sequence[int]) -> set[int]:
    """Return the places in a draft's words that a text has, in order."""
    return {place for begin, end in matching(base, text) for place in range(begin, end)}


class ByWords:
    """Finds texts by the words that they share with another, of which rare ones count more."""

    def __init__(self, texts: Mapping[int, Sequence[int]]) -> None:
        self._having: defaultdict[int, list[int]] = defaultdict(list)
        for name, words in texts.items():
            for word in set(words):
                self._having[word].append(name)

    def likest(self, words: Iterable[int], most: int) -> list[int]:
        """Return the names of at most so many texts, the likest first."""
        weights: defaultdict[int, float] = defaultdict(float)
        known = (self._having[word] for word in sorted(set(words)) if word in self._having)
        for names in sorted(known, key=len)[:_RAREST]:
            for name in names:
                weights[name] += 1 / len(names)
        return sorted(weights, key=lambda name: (-weights[name], name))[:most]
