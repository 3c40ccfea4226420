"""Ridge logistic regression by Newton's method, in numpy alone.

The weights shrink towards what the rules say of them, not towards nothing: a cue that the
labelled passages never show keeps the weight that its author gave it. Each Newton step is
found by conjugate gradients, so that nothing larger than the passages' own words is held.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coding.taggers.matrix import Floats, Table

_ROUNDS = 15
_STEPS = 40
_ENOUGH = 1e-3
_ENOUGH_FROM_NEAR = 0.02
"""A step by which no passage's log-odds moves more is the last; it moves a chance by 0.005."""
_NEAR_ENOUGH = 0.05
_SMALLEST_PART = 1e-3
_FLAT = 1e-6


@dataclass(frozen=True, slots=True)
class Ridge:
    """A problem to solve for several codes: features, and how hard each is held.

    `hold` is `[features]`, the penalty on each, above 0; `care` `[passages]`, how much each
    passage counts, 1 being usual.
    """

    rows: Table
    hold: Floats
    care: Floats

    def fit(self, truth: Floats, prior: Floats, *, start: Floats | None = None) -> Floats:
        """Return the weights of one code.

        Args:
            truth: `[passages]` of 0 and 1.
            prior: `[features]`, the weights from which to depart.
            start: `[features]`, weights near which the answer is thought to lie; it is found
                sooner from there than from the prior, and not quite as exactly.
        """
        enough = _ENOUGH if start is None else _ENOUGH_FROM_NEAR
        weights = prior.copy() if start is None else start.copy()
        margin = self.rows.times(weights)
        for _ in range(_ROUNDS):
            step = self._step(weights - prior, margin, truth)
            moved = self.rows.times(step)
            part = self._part(truth, (margin, moved), (weights - prior, step))
            weights, margin = weights + part * step, margin + part * moved
            if float(np.abs(part * moved).max(initial=0.0)) < enough:
                break
        return weights

    def _step(self, departed: Floats, margin: Floats, truth: Floats) -> Floats:
        chance = expit(margin)
        curve = self.care * np.maximum(chance * (1 - chance), _FLAT)
        slope = self.rows.transposed_times(self.care * (truth - chance)) - self.hold * departed
        scale = self.rows.squares_times(curve) + self.hold

        def bend(step: Floats) -> Floats:
            return self.rows.transposed_times(curve * self.rows.times(step)) + self.hold * step

        return _solved(bend, slope, scale)

    def _part(
        self, truth: Floats, margins: tuple[Floats, Floats], weights: tuple[Floats, Floats]
    ) -> float:
        """Return how far to go along a step: all the way, or half as far until it helps."""
        part, now = 1.0, self._cost(truth, margins[0], weights[0])
        while part > _SMALLEST_PART:
            there = margins[0] + part * margins[1], weights[0] + part * weights[1]
            if self._cost(truth, *there) <= now:
                break
            part /= 2
        return part

    def _cost(self, truth: Floats, margin: Floats, departed: Floats) -> float:
        missed = float((self.care * (np.logaddexp(0.0, margin) - truth * margin)).sum())
        return missed + float((self.hold * departed**2).sum()) / 2


def _solved(bend: Callable[[Floats], Floats], slope: Floats, scale: Floats) -> Floats:
    """Return about what `bend` turns into `slope`, by preconditioned conjugate gradients."""
    step, left = np.zeros_like(slope), slope
    eased = left / scale
    way, size = eased, float((left * eased).sum())
    enough = _NEAR_ENOUGH * float(np.sqrt((slope**2).sum()))
    for _ in range(_STEPS):
        if float(np.sqrt((left**2).sum())) <= enough:
            break
        bent = bend(way)
        length = size / float((way * bent).sum())
        step, left = step + length * way, left - length * bent
        eased = left / scale
        before, size = size, float((left * eased).sum())
        way = eased + size / before * way
    return step


def expit(margin: Floats) -> Floats:
    """Return the chance for each margin in log-odds, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(margin, -30, 30))))


def platt(margin: Floats, truth: Floats, *, trust: float = 1e-6) -> tuple[float, float]:
    """Return the slope and shift that make margins honest, by Platt's method.

    The truths are drawn in slightly, as Platt does, so that a perfect separation does not
    call for certainty. `trust` holds slope and shift to 1 and 0, which change nothing.
    """
    yes, no = truth.sum(), (1 - truth).sum()
    drawn = np.where(truth > 0, (yes + 1) / (yes + 2), 1 / (no + 2))
    rows = np.column_stack([margin, np.ones_like(margin)])
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        chance = expit(rows @ weights)
        curve = np.maximum(chance * (1 - chance), 1e-9)
        slope = rows.T @ (drawn - chance) - trust * (weights - np.array([1.0, 0.0]))
        bend = (rows * curve[:, None]).T @ rows + trust * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return float(weights[0]), float(weights[1])
