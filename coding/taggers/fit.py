"""Fits the scorecard on labelled passages: `python -m coding.taggers.fit` rewrites the weights.

The same rules and the same passages give the same file, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from coding.codings import Polarity
from coding.taggers.features import Reader, Reading, features
from coding.taggers.labelled import Labelled, shipped_seeds
from coding.taggers.polarity import PRIOR, polarity_features
from coding.taggers.ridge import Floats, Ridge, expit, platt
from coding.taggers.rules import CODES, RuleSet, shipped_rules
from coding.taggers.weights import FILE, Weights

HOLD: Mapping[str, float] = {
    "always": 0.05,
    "cue": 1.0,
    "several": 1.0,
    "about": 2.0,
    "trap": 2.0,
    "single": 2.0,
    "list": 3.0,
    "pair": 10.0,
    "word": 3.0,
    "words": 6.0,
    "asked": 2.0,
    "speech": 1.0,
    "holds": 3.0,
}
"""How hard each kind of feature is held to its prior: a cue may move more than a word."""
_HOLD_OTHERS = 2.0
_FOLDS = 6
_FEWEST = 2
_FEWEST_PAIRS = 4
_SMALLEST = 0.02
_ASKED = 0.3
_CONTEXT = 0.5
_INTERCEPT = -3.0
_POLARITY_HOLD = 3.0
_WORD_HOLD = 8.0
_DIGITS = 3

Seen = Sequence[Mapping[str, float]]


def fit(labelled: Sequence[Labelled], rules: RuleSet, *, care: Sequence[float] = ()) -> Weights:
    """Fit weights.

    Args:
        labelled: the passages; questions among them are passed over.
        rules: the rules whose cues are weighed.
        care: how much each passage counts, 1 if not given.
    """
    weigh = list(care) or [1.0] * len(labelled)
    kept = [(p, c) for p, c in zip(labelled, weigh, strict=True) if not p.passage.is_question]
    passages = [p for p, _ in kept]
    counts = np.array([c for _, c in kept])
    reader = Reader(rules)
    readings = [reader.read(p.passage) for p in passages]
    seen = [features(reading) for reading in readings]
    truth = np.array([[float(code in p.criteria) for code in CODES] for p in passages])
    names = _vocabulary(seen, rules)
    margins = _held_out(seen, truth, names, (rules, counts))
    table = _solve(seen, truth, names, (rules, counts))
    scales = {code: platt(margins[:, i], truth[:, i]) for i, code in enumerate(CODES)}
    honest = np.column_stack(
        [expit(scales[c][0] * margins[:, i] + scales[c][1]) for i, c in enumerate(CODES)]
    )
    return Weights(
        codes=CODES,
        features=_pruned(names, table),
        platt={code: (round(a, _DIGITS), round(b, _DIGITS)) for code, (a, b) in scales.items()},
        thresholds=_thresholds(honest, truth),
        polarity=_polarity(passages, readings),
        rules=rules.version,
    )


def _vocabulary(seen: Seen, rules: RuleSet) -> list[str]:
    counts = Counter(name for row in seen for name in row)
    kept = {f"cue {family.family_id}" for family in rules.families if _is_cue(family.code)}
    for name, count in counts.items():
        fewest = _FEWEST_PAIRS if name.startswith(("pair ", "words ")) else _FEWEST
        if count >= fewest:
            kept.add(name)
    return sorted(kept)


def _is_cue(code: str) -> bool:
    return code.partition("-")[0] in CODES or code in {"about", "trap", "single"}


def _rows(seen: Seen, names: Sequence[str]) -> Floats:
    at = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names)))
    for number, row in enumerate(seen):
        for name, value in row.items():
            if name in at:
                rows[number, at[name]] = value
    return rows


def _prior(names: Sequence[str], rules: RuleSet) -> Floats:
    """Return what the rules say of each feature, `[codes, features]`, in log-odds."""
    families = {family.family_id: family for family in rules.families}
    prior = np.zeros((len(CODES), len(names)))
    for j, name in enumerate(names):
        kind, _, rest = name.partition(" ")
        family = families.get(rest) if kind in {"cue", "asked"} else None
        if name == "always":
            prior[:, j] = _INTERCEPT
        elif family is None:
            continue
        elif family.criterion in CODES:
            share = 1.0 if kind == "cue" else _ASKED
            prior[CODES.index(family.criterion), j] = family.weight * share
        elif kind == "cue":
            prior[:, j] = family.weight * _CONTEXT
    return prior


def _solve(
    seen: Seen, truth: Floats, names: Sequence[str], given: tuple[RuleSet, Floats]
) -> Floats:
    rules, care = given
    hold = np.array([HOLD.get(name.partition(" ")[0], _HOLD_OTHERS) for name in names])
    ridge = Ridge(_rows(seen, names), hold)
    kernel, prior = ridge.kernel(), _prior(names, rules)
    return np.stack([ridge.fit(kernel, truth[:, i], prior[i], care) for i in range(len(CODES))])


def _held_out(
    seen: Seen, truth: Floats, names: Sequence[str], given: tuple[RuleSet, Floats]
) -> Floats:
    """Return the margin of each passage under weights fitted without its fold."""
    rules, care = given
    margins = np.zeros_like(truth)
    fold = np.arange(len(seen)) % _FOLDS
    for number in range(_FOLDS):
        inside = [i for i in range(len(seen)) if fold[i] != number]
        outside = [i for i in range(len(seen)) if fold[i] == number]
        if not inside or not outside:
            continue
        table = _solve([seen[i] for i in inside], truth[inside], names, (rules, care[inside]))
        margins[outside] = _rows([seen[i] for i in outside], names) @ table.T
    return margins


def _pruned(names: Sequence[str], table: Floats) -> dict[str, tuple[float, ...]]:
    kept: dict[str, tuple[float, ...]] = {}
    for j, name in enumerate(names):
        row = tuple(round(float(weight), _DIGITS) + 0.0 for weight in table[:, j])
        if name.startswith("cue ") or max(abs(weight) for weight in row) >= _SMALLEST:
            kept[name] = row
    return kept


def _thresholds(honest: Floats, truth: Floats) -> dict[str, float]:
    """Return the chance from which to propose each code: the best F1 that stays discreet."""
    found: dict[str, float] = {}
    grid = np.arange(0.25, 0.66, 0.01)
    for i, code in enumerate(CODES):
        scores = [_f1(honest[:, i] >= cut, truth[:, i] > 0) for cut in grid]  # noqa: PLR2004
        best = max(scores)
        near = [cut for cut, score in zip(grid, scores, strict=True) if score >= best - 0.01]
        found[code] = round(float(np.mean(near)), 2)
    return found


def _f1(proposed: np.ndarray, true: np.ndarray) -> float:
    both = float((proposed & true).sum())
    either = float(proposed.sum() + true.sum())
    return 2 * both / either if either else 0.0


def _polarity(
    passages: Sequence[Labelled], readings: Sequence[Reading]
) -> dict[str, tuple[float, ...]]:
    """Fit negative and mixed on the pairs of passage and code that people found."""
    rows: list[dict[str, float]] = []
    sides: list[Polarity] = []
    for passage, reading in zip(passages, readings, strict=True):
        for code in CODES:
            side = passage.polarity_of(code)
            if code in passage.criteria and side is not None:
                rows.append(polarity_features(reading, code))
                sides.append(side)
    if not rows:
        return {name: pair for name, pair in PRIOR.items()}
    counts = Counter(name for row in rows for name in row)
    names = sorted({name for name, n in counts.items() if n >= _FEWEST} | set(PRIOR))
    matrix = _rows(rows, names)
    hold = np.array([_WORD_HOLD if n.startswith("word ") else _POLARITY_HOLD for n in names])
    ridge = Ridge(matrix, hold)
    kernel = ridge.kernel()
    tables = []
    for number, side in enumerate((Polarity.NEGATIVE, Polarity.MIXED)):
        truth = np.array([float(s is side) for s in sides])
        share = max(float(truth.mean()), 1e-3)
        care = np.where(truth > 0, 0.5 / share, 0.5 / (1 - share))  # noqa: PLR2004
        prior = np.array([PRIOR.get(name, (0.0, 0.0))[number] for name in names])
        tables.append(ridge.fit(kernel, truth, prior, care))
    return _pruned(names, np.stack(tables))


def main() -> None:
    """Rewrite the shipped weights from the shipped rules and passages."""
    weights = fit(shipped_seeds(), shipped_rules())
    Path(__file__).with_name(FILE).write_text(weights.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
