"""The chances of every code for many passages at once, from their features by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from coding.taggers.features import scale, spelling, traits
from coding.taggers.glances import Glance
from coding.taggers.lines import ARE_NUMBERS, STEMS, ByWord, Integers, Lines, each_once
from coding.taggers.matrix import Floats
from coding.taggers.phrases import Phrases
from coding.taggers.ridge import expit
from coding.taggers.vectors import Vectors
from coding.taggers.weights import Weights
from coding.taggers.words import NUMBER_MARK, NUMBERED, WORDS

_DIGITS = 4


class _Index(dict[str, int]):
    """Where a feature's weights stand; a feature that has none finds a row of zeros."""

    def __missing__(self, name: str) -> int:
        return 0


class Scorer:
    """Adds up the weights of what is seen.

    `own` are weights of cues that the fit has not met; `vectors` give the numbers of a trained
    model, where the weights were fitted with them.
    """

    def __init__(
        self,
        weights: Weights,
        own: Mapping[str, tuple[float, ...]],
        vectors: Vectors | None = None,
    ) -> None:
        codes = weights.codes
        self._vectors = vectors
        self._of_vectors = np.array(weights.vectors.rows if weights.vectors else ()).T
        self._rows = {**own, **weights.features}
        self._index = _Index({name: at for at, name in enumerate(self._rows, start=1)})
        self._table = np.array([(0.0,) * len(codes), *self._rows.values()])
        self._words = ByWord(self._spelled)
        self._pairs = Phrases(_pairs(self._index))
        self._slope, self._shift = np.array([weights.platt[code] for code in codes]).T

    def chances(self, glances: Sequence[Glance]) -> list[list[float]]:
        """Return the chance of each code, in the codes' order, for passages seen together."""
        if not glances:
            return []
        lines = glances[0].lines
        margins = self._of_traits(glances) + self._of_words(lines)
        if self._vectors is not None:
            margins += self._vectors.of(lines.texts) @ self._of_vectors
        chances = expit(margins * self._slope + self._shift)
        return np.round(chances, _DIGITS).tolist()  # type: ignore[no-any-return]

    def _of_traits(self, glances: Sequence[Glance]) -> Floats:
        at: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        for glance in glances:
            seen = traits(glance)
            starts.append(len(at))
            at += map(self._index.__getitem__, seen)
            values += seen.values()
        weighed = self._table[at] * np.array(values)[:, np.newaxis]
        return np.asarray(np.add.reduceat(weighed, starts, axis=0))

    def _of_words(self, lines: Lines) -> Floats:
        """Return what each passage's words and pairs of words add up to, each counted once."""
        owner, word = _different(lines)
        counts = np.bincount(owner, minlength=len(lines))
        scales = np.array([scale(count) for count in counts.tolist()])
        table = self._words.table()
        pair_owner, pair = self._known_pairs(lines)
        sums = [
            np.bincount(owner, table[word, code], len(lines))
            + np.bincount(pair_owner, self._table[pair, code], len(lines))
            for code in range(table.shape[1])
        ]
        return np.asarray(np.stack(sums, axis=1) * scales[:, np.newaxis])

    def _known_pairs(self, lines: Lines) -> tuple[Integers, Integers]:
        """Return the pairs of stems that have weights, each once a passage: of which, and row."""
        row, at, _ = self._pairs.find(STEMS.table()[lines.words])
        size = len(self._table)
        once = each_once(lines.owner[at] * size + row)
        owner, row = np.divmod(once, size)
        return owner, row

    def _spelled(self, words: Sequence[str]) -> Floats:
        """Return what the spelling of each word weighs for each code, `[words, codes]`."""
        found = np.zeros((len(words), self._table.shape[1]))
        which: list[int] = []
        rows: list[int] = []
        values: list[float] = []
        for number, word in enumerate(words):
            for name, value in spelling(word).items() if word else ():
                if name in self._rows:
                    which.append(number)
                    rows.append(self._index[name])
                    values.append(value)
        np.add.at(found, which, self._table[rows] * np.array(values)[:, np.newaxis])
        return found

    def weight(self, name: str, number: int) -> float:
        """Return what a feature weighs for the code of that number, in log-odds."""
        row = self._rows.get(name)
        return row[number] if row else 0.0

    def weights_of_words(self, words: Sequence[str], number: int) -> list[float]:
        """Return what each word's spelling weighs for the code of that number."""
        at = [NUMBERED[word] for word in words]
        weights: list[float] = self._words.table()[at, number].tolist()
        return weights


def _pairs(index: Mapping[str, int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the pairs of stems that have weights, each with its row."""
    for name, at in index.items():
        kind, *pair = name.split(" ")
        if kind == "next" and len(pair) == 2:  # noqa: PLR2004 - a pair
            yield at, tuple(pair)


def _different(lines: Lines) -> tuple[Integers, Integers]:
    """Return the different words of each passage, the mark of a number where it has one."""
    mark, size = NUMBERED[NUMBER_MARK], len(WORDS)
    marked = lines.owner[ARE_NUMBERS.table()[lines.words]]
    words = lines.words > 0
    places = [lines.owner[words] * size + lines.words[words], marked * size + mark]
    owner, word = np.divmod(each_once(np.concatenate(places)), size)
    return owner, word
