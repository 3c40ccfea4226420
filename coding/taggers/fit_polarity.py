"""Fits what tells negative and mixed from positive, each against the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from coding.codings import Polarity
from coding.taggers.glances import Reading
from coding.taggers.labelled import Labelled
from coding.taggers.matrix import Floats, Rows, pruned, rows_of, started
from coding.taggers.polarity import PRIOR, polarity_features, polarity_words
from coding.taggers.ridge import Ridge
from coding.taggers.rules import CODES

_SIDES = (Polarity.NEGATIVE, Polarity.MIXED)
_FEWEST = 2
_HOLD = 3.0
_WORD_HOLD = 1.5
_HALF = 0.5
_EVEN = 0.6
"""How far a rare side is made to count as much as the rest: 0 not at all, 1 in full."""


def fit_polarity(
    read: Iterable[tuple[Labelled, Reading]], like: Mapping[str, tuple[float, ...]]
) -> dict[str, tuple[float, ...]]:
    """Return each feature's weight for negative and for mixed, in log-odds.

    Only pairs of passage and code that people found are looked at. A rare side counts for
    more than its number, so that the commonest is not always named. `like` are earlier
    weights, from which the fit starts.
    """
    rows: list[dict[str, float]] = []
    sides: list[Polarity] = []
    for passage, reading in read:
        for code in CODES:
            side = passage.polarity_of(code)
            if code in passage.criteria and side is not None:
                rows.append(polarity_features(reading, code) | polarity_words(reading.words))
                sides.append(side)
    counts = Counter(name for row in rows for name in row)
    names = sorted({name for name, count in counts.items() if count >= _FEWEST} | set(PRIOR))
    hold = np.array([_WORD_HOLD if name.startswith("word ") else _HOLD for name in names])
    table = rows_of(rows, names)
    prior = np.array([PRIOR.get(name, (0.0, 0.0)) for name in names]).T
    if not rows:
        return pruned(names, prior)
    starts = started(names, like, prior) if like else [None] * len(_SIDES)
    return pruned(names, _solve(table, hold, sides, (prior, starts)))


def _solve(
    table: Rows,
    hold: Floats,
    sides: Sequence[Polarity],
    begun: tuple[Floats, Sequence[Floats | None]],
) -> Floats:
    prior, starts = begun
    tables = []
    for number, side in enumerate(_SIDES):
        truth = np.array([float(each is side) for each in sides])
        share = min(max(float(truth.mean()), 1 / (len(sides) + 1)), len(sides) / (len(sides) + 1))
        care = np.where(truth > 0, _HALF / share, _HALF / (1 - share)) ** _EVEN
        tables.append(Ridge(table, hold, care).fit(truth, prior[number], start=starts[number]))
    return np.stack(tables)
