"""Ridge logistic regression by Newton's method, in numpy alone.

The weights shrink towards what the rules say of them, not towards nothing: a cue that the
labelled passages never show keeps the weight that its author gave it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ROUNDS = 25
_ENOUGH = 1e-6


@dataclass(frozen=True, slots=True)
class Ridge:
    """A problem to solve for several codes: features, and how hard each is held.

    `rows` is `[passages, features]`; `hold` the penalty on each feature, above 0.
    """

    rows: Floats
    hold: Floats

    def kernel(self) -> Floats:
        """Return `X diag(1/hold) X'`, `[passages, passages]`, which every code shares."""
        return np.asarray((self.rows / self.hold) @ self.rows.T)

    def fit(self, kernel: Floats, truth: Floats, prior: Floats, care: Floats) -> Floats:
        """Return the weights of one code.

        Args:
            kernel: what `kernel` returned.
            truth: `[passages]` of 0 and 1.
            prior: `[features]`, the weights from which to depart.
            care: `[passages]`, how much each passage counts; 1 is usual.
        """
        offset = self.rows @ prior
        dual = np.zeros_like(truth)
        margin = offset
        for _ in range(_ROUNDS):
            chance = expit(margin)
            curve = np.maximum(care * chance * (1 - chance), 1e-9)
            target = (margin - offset) + care * (truth - chance) / curve
            step = np.linalg.solve(kernel + np.diag(1 / curve), target) - dual
            dual = dual + step
            margin = offset + kernel @ dual
            if float(np.abs(step).max()) < _ENOUGH:
                break
        return np.asarray(prior + (self.rows.T @ dual) / self.hold)


def expit(margin: Floats) -> Floats:
    """Return the chance for each margin in log-odds, 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(margin, -30, 30))))


def platt(margin: Floats, truth: Floats) -> tuple[float, float]:
    """Return the slope and shift that make margins honest, by Platt's method.

    The truths are drawn in slightly, as Platt does, so that a perfect separation does not
    call for certainty.
    """
    yes, no = truth.sum(), (1 - truth).sum()
    drawn = np.where(truth > 0, (yes + 1) / (yes + 2), 1 / (no + 2))
    rows = np.column_stack([margin, np.ones_like(margin)])
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        chance = expit(rows @ weights)
        curve = np.maximum(chance * (1 - chance), 1e-9)
        slope = rows.T @ (drawn - chance)
        bend = (rows * curve[:, None]).T @ rows + 1e-6 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        weights = weights + step
        if float(np.abs(step).max()) < _ENOUGH:
            break
    return float(weights[0]), float(weights[1])
