"""Features by name as rows of numbers, and fitted weights as features by name again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from coding.taggers.features import Seen, pair_name, spelling

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
_DIGITS = 3
_LEAST = 0.03
_SMALLEST = {"part": 0.06, "next": 0.06}
"""Weights nearer to nothing are left out of the file."""


class Table(Protocol):
    """A table `[passages, features]`, as a fit uses it."""

    def times(self, weights: Floats) -> Floats:
        """Return what each passage's features add up to, `[passages]`."""
        ...

    def transposed_times(self, amounts: Floats) -> Floats:
        """Return what each feature gets of amounts per passage, `[features]`."""
        ...

    def squares_times(self, amounts: Floats) -> Floats:
        """Return about the same with every value squared."""
        ...


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of which only what is not zero is kept.

    Each of `value` stands in the row and column of the same place in `row` and `column`.
    Sums are made one after another in that order, so they are the same on every machine.
    """

    row: Places
    column: Places
    value: Floats
    shape: tuple[int, int]

    def times(self, weights: Floats) -> Floats:
        """Return what each row's features add up to."""
        return _summed(self.row, self.value * weights[self.column], self.shape[0])

    def transposed_times(self, amounts: Floats) -> Floats:
        """Return what each feature gets of amounts per row."""
        return _summed(self.column, self.value * amounts[self.row], self.shape[1])

    def squares_times(self, amounts: Floats) -> Floats:
        """Return the same with every value squared."""
        return _summed(self.column, self.value**2 * amounts[self.row], self.shape[1])


@dataclass(frozen=True, slots=True)
class Spelled:
    """A table in which words count through their spelling: `traits + words x spelling`.

    A word's letters are the same in every passage, so they are gone through once for each
    word and not once for each passage.
    """

    traits: Rows
    words: Rows
    spelling: Rows

    def times(self, weights: Floats) -> Floats:
        """Return what each passage's features add up to, `[passages]`."""
        return self.traits.times(weights) + self.words.times(self.spelling.times(weights))

    def transposed_times(self, amounts: Floats) -> Floats:
        """Return what each feature gets of amounts per passage, `[features]`."""
        through = self.spelling.transposed_times(self.words.transposed_times(amounts))
        return self.traits.transposed_times(amounts) + through

    def squares_times(self, amounts: Floats) -> Floats:
        """Return about the same squared, as if no two words of a passage shared letters."""
        through = self.spelling.squares_times(self.words.squares_times(amounts))
        return self.traits.squares_times(amounts) + through


@dataclass(frozen=True, slots=True)
class Beside:
    """A table with columns of plain numbers behind its own: `[passages, width]`."""

    table: Table
    numbers: Floats

    def times(self, weights: Floats) -> Floats:
        """Return what each passage's features add up to, `[passages]`."""
        own = weights.size - self.numbers.shape[1]
        return np.asarray(self.table.times(weights[:own]) + self.numbers @ weights[own:])

    def transposed_times(self, amounts: Floats) -> Floats:
        """Return what each feature gets of amounts per passage, `[features]`."""
        return np.concatenate([self.table.transposed_times(amounts), self.numbers.T @ amounts])

    def squares_times(self, amounts: Floats) -> Floats:
        """Return about the same with every value squared."""
        return np.concatenate([self.table.squares_times(amounts), self.numbers.T**2 @ amounts])


def _summed(at: Places, amounts: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(at, weights=amounts, minlength=size), np.float64)


def rows_of(seen: Sequence[Mapping[str, float]], names: Sequence[str]) -> Rows:
    """Return the table `[rows, names]`; a feature that is not named is left out."""
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


def spelled(seen: Sequence[Named], names: Sequence[str]) -> Spelled:
    """Return the table `[passages, names]` of passages; a feature not named is left out."""
    known = sorted({word for row in seen for word in row.words})
    return Spelled(
        rows_of([row.traits for row in seen], names),
        rows_of([dict.fromkeys(row.words, row.scale) for row in seen], known),
        rows_of([spelling(word) for word in known], names),
    )


class Named(NamedTuple):
    """What is added up for a passage, the pairs of words by name among the traits."""

    traits: dict[str, float]
    words: tuple[str, ...]
    scale: float


def named(seen: Seen) -> Named:
    """Return what is seen in a passage with every feature by name."""
    traits = seen.traits | {pair_name(pair): seen.scale for pair in sorted(set(seen.pairs))}
    return Named(traits, tuple(seen.words), seen.scale)


def started(
    names: Sequence[str], like: Mapping[str, tuple[float, ...]], prior: Floats
) -> list[Floats]:
    """Return the weights from which to start, `[names]` for each code: `like`, else the prior."""
    rows = [like.get(name, row) for name, row in zip(names, prior.T.tolist(), strict=True)]
    return list(np.array(rows).T)


def pruned(names: Sequence[str], table: Floats) -> dict[str, tuple[float, ...]]:
    """Return the weights `[codes, names]` by name, rounded, without those too small to matter."""
    kept: dict[str, tuple[float, ...]] = {}
    for number, name in enumerate(names):
        kind = name.partition(" ")[0]
        row = tuple(round(float(weight), _DIGITS) + 0.0 for weight in table[:, number])
        if kind == "cue" or max(abs(weight) for weight in row) >= _SMALLEST.get(kind, _LEAST):
            kept[name] = row
    return kept
