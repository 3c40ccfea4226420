"""Counting at once: how often each of two things met, and Wilson's interval of every share."""

from __future__ import annotations

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
