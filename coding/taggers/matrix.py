"""Features by name as rows of numbers, and fitted weights as features by name again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
_DIGITS = 3
_SMALLEST = 0.03


@dataclass(frozen=True, slots=True)
class Rows:
    """A table `[passages, features]` of which only what is not zero is kept.

    Each of `value` stands in the row and column of the same place in `row` and `column`.
    Sums are made one after another in that order, so they are the same on every machine.
    """

    row: Places
    column: Places
    value: Floats
    shape: tuple[int, int]

    def times(self, weights: Floats) -> Floats:
        """Return what each passage's features add up to, `[passages]`."""
        weighed = self.value * weights[self.column]
        return _summed(self.row, weighed, self.shape[0])

    def transposed_times(self, amounts: Floats) -> Floats:
        """Return what each feature gets of amounts per passage, `[features]`."""
        weighed = self.value * amounts[self.row]
        return _summed(self.column, weighed, self.shape[1])

    def squares_times(self, amounts: Floats) -> Floats:
        """Return the same with every value squared."""
        weighed = self.value**2 * amounts[self.row]
        return _summed(self.column, weighed, self.shape[1])


def _summed(at: Places, amounts: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(at, weights=amounts, minlength=size), np.float64)


def rows_of(seen: Sequence[Mapping[str, float]], names: Sequence[str]) -> Rows:
    """Return the table `[passages, names]`; a feature that is not named is left out."""
    at = {name: number for number, name in enumerate(names)}
    columns: list[int] = []
    values: list[float] = []
    ends: list[int] = []
    for row in seen:
        kept = [(at[name], value) for name, value in row.items() if name in at]
        columns += [column for column, _ in kept]
        values += [value for _, value in kept]
        ends.append(len(columns))
    rows = np.repeat(np.arange(len(seen)), np.diff(np.array([0, *ends])))
    return Rows(rows, np.array(columns, np.intp), np.array(values), (len(seen), len(names)))


def pruned(names: Sequence[str], table: Floats) -> dict[str, tuple[float, ...]]:
    """Return the weights `[codes, names]` by name, rounded, without those too small to matter."""
    kept: dict[str, tuple[float, ...]] = {}
    for number, name in enumerate(names):
        row = tuple(round(float(weight), _DIGITS) + 0.0 for weight in table[:, number])
        if name.startswith("cue ") or max(abs(weight) for weight in row) >= _SMALLEST:
            kept[name] = row
    return kept
