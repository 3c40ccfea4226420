"""The chances of every code for many passages at once, from their features by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat

import numpy as np

from coding.taggers.features import WORD_NAME, Glance, traits, word_scale
from coding.taggers.ridge import expit
from coding.taggers.weights import Weights

_DIGITS = 4


class _Index(dict[str, int]):
    """Where a feature's weights stand; a feature that has none finds a row of zeros."""

    def __missing__(self, name: str) -> int:
        return 0


class _WordIndex(dict[str, int]):
    """Where a word's weights stand; worked out once for each word that is met."""

    def __init__(self, index: Mapping[str, int]) -> None:
        super().__init__()
        self._of = index

    def __missing__(self, word: str) -> int:
        at = self[word] = self._of[WORD_NAME[word]]
        return at


class Scorer:
    """Adds up the weights of what is seen; `own` are weights of cues that the fit has not met."""

    def __init__(self, weights: Weights, own: Mapping[str, tuple[float, ...]]) -> None:
        codes = weights.codes
        rows = {**own, **weights.features}
        self._index = _Index({name: number for number, name in enumerate(rows, start=1)})
        self._words = _WordIndex(self._index)
        self._rows = rows
        self._table = np.array([(0.0,) * len(codes), *rows.values()])
        self._slope, self._shift = np.array([weights.platt[code] for code in codes]).T

    def chances(self, seen: Sequence[Glance]) -> list[list[float]]:
        """Return each passage's chance of each code, in the codes' order."""
        if not seen:
            return []
        at: list[int] = []
        values: list[float] = []
        starts: list[int] = []
        for glance in seen:
            starts.append(len(at))
            found = traits(glance)
            at.extend(map(self._index.__getitem__, found))
            values.extend(found.values())
            # Words that share a stem count once; those without a weight stand together.
            words = dict.fromkeys(map(self._words.__getitem__, glance.places.of))
            at.extend(words)
            values.extend(repeat(word_scale(len(glance.places.of)), len(words)))
        weighed = self._table[at] * np.array(values)[:, np.newaxis]
        margins = np.add.reduceat(weighed, starts, axis=0)
        chances = expit(margins * self._slope + self._shift)
        return np.round(chances, _DIGITS).tolist()  # type: ignore[no-any-return]

    def weight(self, name: str, number: int) -> float:
        """Return what a feature weighs for the code of that number, in log-odds."""
        row = self._rows.get(name)
        return row[number] if row else 0.0
