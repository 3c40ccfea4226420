"""Features by name as rows of numbers, and fitted weights as features by name again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from coding.taggers.ridge import Floats

_DIGITS = 3
_SMALLEST = 0.03


def rows_of(seen: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """Return `[passages, names]`; a feature that is not named is left out."""
    at = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names)))
    for number, row in enumerate(seen):
        for name, value in row.items():
            if name in at:
                rows[number, at[name]] = value
    return rows


def pruned(names: Sequence[str], table: Floats) -> dict[str, tuple[float, ...]]:
    """Return the weights `[codes, names]` by name, rounded, without those too small to matter."""
    kept: dict[str, tuple[float, ...]] = {}
    for number, name in enumerate(names):
        row = tuple(round(float(weight), _DIGITS) + 0.0 for weight in table[:, number])
        if name.startswith("cue ") or max(abs(weight) for weight in row) >= _SMALLEST:
            kept[name] = row
    return kept
