"""The chances of every code for many passages at once, from their features by name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat

import numpy as np

from coding.taggers.features import Glance, seen_in, spelling
from coding.taggers.matrix import Floats
from coding.taggers.ridge import expit
from coding.taggers.weights import Weights

_DIGITS = 4
_ROOM = 4096
"""For how many words there is room at first."""


class _Index(dict[str, int]):
    """Where a feature's weights stand; a feature that has none finds a row of zeros."""

    def __missing__(self, name: str) -> int:
        return 0


class _Words(dict[str, int]):
    """Where what a word's spelling weighs stands in `table`; added up once for each word."""

    def __init__(self, rows: Mapping[str, tuple[float, ...]], codes: int) -> None:
        super().__init__()
        self._rows = rows
        self.table = np.zeros((_ROOM, codes))

    def __missing__(self, word: str) -> int:
        if len(self) == len(self.table):
            self.table = np.concatenate([self.table, np.zeros_like(self.table)])
        at = self[word] = len(self)
        for name, value in spelling(word).items():
            if name in self._rows:
                self.table[at] += value * np.array(self._rows[name])
        return at


class Scorer:
    """Adds up the weights of what is seen; `own` are weights of cues that the fit has not met."""

    def __init__(self, weights: Weights, own: Mapping[str, tuple[float, ...]]) -> None:
        codes = weights.codes
        self._rows = {**own, **weights.features}
        self._index = _Index({name: at for at, name in enumerate(self._rows, start=1)})
        # By the first stem of a pair, then by its second.
        self._pairs: dict[str, dict[str, int]] = {}
        for name, at in self._index.items():
            if name.startswith("next ") and name.count(" ") == 2:  # noqa: PLR2004
                _, first, second = name.split(" ")
                self._pairs.setdefault(first, {})[second] = at
        self._words = _Words(self._rows, len(codes))
        self._table = np.array([(0.0,) * len(codes), *self._rows.values()])
        self._slope, self._shift = np.array([weights.platt[code] for code in codes]).T

    def chances(self, glances: Sequence[Glance]) -> list[list[float]]:
        """Return each passage's chance of each code, in the codes' order."""
        if not glances:
            return []
        traits, words = _Sum(), _Sum()
        for glance in glances:
            seen = seen_in(glance)
            traits.begin()
            traits.at.extend(map(self._index.__getitem__, seen.traits))
            traits.values.extend(seen.traits.values())
            pairs = self._known(seen.pairs)
            traits.at.extend(pairs)
            traits.values.extend(repeat(seen.scale, len(pairs)))
            words.begin()
            words.at.extend(map(self._words.__getitem__, seen.words))
            words.values.extend(repeat(seen.scale, len(words.at) - len(words.values)))
        margins = traits.total(self._table) + words.total(self._words.table)
        chances = expit(margins * self._slope + self._shift)
        return np.round(chances, _DIGITS).tolist()  # type: ignore[no-any-return]

    def _known(self, pairs: Iterable[tuple[str, str]]) -> Collection[int]:
        """Return where the weights of the pairs that have any stand, each once."""
        by_first = self._pairs
        found = [
            by_first[first][second]
            for first, second in pairs
            if first in by_first and second in by_first[first]
        ]
        return dict.fromkeys(found)

    def weight(self, name: str, number: int) -> float:
        """Return what a feature weighs for the code of that number, in log-odds."""
        row = self._rows.get(name)
        return row[number] if row else 0.0

    def weights_of_words(self, words: Sequence[str], number: int) -> list[float]:
        """Return what each word's spelling weighs for the code of that number."""
        at = [self._words[word] for word in words]
        weights: list[float] = self._words.table[at, number].tolist()
        return weights


class _Sum:
    """Rows of weights to be added up for one passage after another."""

    def __init__(self) -> None:
        self.at: list[int] = []
        self.values: list[float] = []
        self._starts: list[int] = []

    def begin(self) -> None:
        """Begin with the next passage; a nought stands for one of which nothing is seen."""
        self._starts.append(len(self.at))
        self.at.append(0)
        self.values.append(0.0)

    def total(self, table: Floats) -> Floats:
        """Return what each passage's rows add up to."""
        weighed = table[self.at] * np.array(self.values)[:, np.newaxis]
        return np.asarray(np.add.reduceat(weighed, self._starts, axis=0))
