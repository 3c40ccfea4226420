"""Counting at once: how often each of two things met, and Wilson's interval of every share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import NormalDist
from typing import Any

import numpy as np

Counts = np.ndarray[Any, np.dtype[np.int64]]
Shares = np.ndarray[Any, np.dtype[np.float64]]


def crossed(lines: Any, values: Any, marked: Any, shape: tuple[int, int]) -> Counts:
    """Return how often each line met each value: `[line, value, 0]` unmarked, 1 marked.

    Lines and values are whole numbers from 0, below those of `shape`.
    """
    places = (lines * shape[1] + values) * 2 + marked
    counts: Counts = np.bincount(places, minlength=shape[0] * shape[1] * 2)
    return counts.reshape(*shape, 2)


def added_up(counts: Any, kinds: Sequence[str], groups: Sequence[str]) -> Counts:
    """Return counts of all questions, of those of each group, and of each question.

    The first axis of `counts` is a line for each question, after one for those that are asked
    no longer; `kinds` are the questions' groups.
    """
    asked = len(kinds)
    sums = np.zeros((1 + len(groups) + asked, asked + 1), dtype=np.int64)
    sums[0] = 1
    for row, group in enumerate(groups, start=1):
        sums[row, 1:] = [kind == group for kind in kinds]
    sums[len(sums) - asked :, 1:] = np.eye(asked, dtype=np.int64)
    found: Counts = np.tensordot(sums, counts, axes=1)
    return found


def marks_at(places: Iterable[int], many: int) -> Any:
    """Return as many marks, those at the places set."""
    marks = np.zeros(many, dtype=bool)
    marks[np.fromiter(places, np.intp)] = True
    return marks


def with_any(owners: Any, marks: Any, many: int) -> Any:
    """Return which of so many owners have any row that is marked."""
    return np.bincount(owners[marks], minlength=many) > 0


def wilson(counts: Any, totals: Any, confidence: float = 0.95) -> tuple[Shares, Shares]:
    """Return Wilson's lower and upper bounds of many shares; not a number where a total is 0.

    The same as `Rate.interval`, for all of them at once.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    totals = np.asarray(totals, dtype=np.float64)
    n = np.where(totals > 0, totals, np.nan)
    p = counts / n
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    margin = z / (1 + z**2 / n) * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    # The exact bounds at 0 and n are 0 and 1; floating point falls a hair to one side.
    low = np.where(p == 0, 0.0, np.maximum(0.0, centre - margin))
    high = np.where(p == 1, 1.0, np.minimum(1.0, centre + margin))
    return low, high
