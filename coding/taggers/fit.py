"""Fits the scorecard on labelled passages: `python -m coding.taggers.fit` rewrites the weights.

The same rules and the same passages give the same file, byte for byte.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from coding.taggers.features import seen_in, spelling
from coding.taggers.fit_polarity import fit_polarity
from coding.taggers.labelled import Labelled, shipped_seeds
from coding.taggers.matrix import Beside, Floats, Named, Table, named, pruned, spelled, started
from coding.taggers.prior import holds, prior_of
from coding.taggers.readers import reader_of
from coding.taggers.ridge import Ridge, expit, platt
from coding.taggers.rules import CODES, RuleSet, shipped_rules
from coding.taggers.vectors import Vectors
from coding.taggers.weights import FILE, OfVectors, Weights

_HOLD_NUMBERS = 2.0
_FEWEST = 2
_ALONE = 12
"""An answer of fewer words means nothing without its question."""
_DIGITS = 3
_TRUST = 20.0
"""How firmly chances are held to what they were when they are adapted, in passages."""
_LEAST_CHANCE = 0.0005
_MOST_FALSE = 0.165
"""Most of the shipped passages without a code are traps, so fewer in real evidence."""
_CUTS = tuple(round(0.2 + step / 100, 2) for step in range(41))


def fit(
    labelled: Sequence[Labelled],
    rules: RuleSet,
    *,
    care: Sequence[float] = (),
    like: Weights | None = None,
    vectors: Vectors | None = None,
) -> Weights:
    """Fit weights.

    Args:
        labelled: the passages; questions among them are passed over.
        rules: the rules whose cues are weighed.
        care: how much each passage counts, 1 if not given.
        like: earlier weights, whose calibration and thresholds are kept; without them both
            are found by leaving out one author at a time, which takes longer.
        vectors: a trained model whose numbers are weighed as well.
    """
    weigh = list(care) or [1.0] * len(labelled)
    kept = [(p, c) for p, c in zip(labelled, weigh, strict=True) if not p.passage.is_question]
    kept += [(_alone(p), c) for p, c in kept if _stands_alone(p)]
    passages = [p for p, _ in kept]
    reader = reader_of(rules)
    glances = reader.glances([p.passage for p in passages])
    data = _Data(
        seen=[named(seen_in(glance)) for glance in glances],
        truth=np.array([[float(code in p.criteria) for code in CODES] for p in passages]),
        care=np.array([c for _, c in kept]),
        author=np.array([p.author for p in passages]),
    )
    names = _vocabulary(data.seen, rules)
    scales, thresholds = (like.platt, like.thresholds) if like else _calibration(data, rules)
    numbers = vectors.of([p.passage.text for p in passages]) if vectors else None
    solved = _solve(data, names, rules, like, numbers)
    return Weights(
        codes=CODES,
        features=pruned(names, solved[:, : len(names)]),
        platt=scales,
        thresholds=thresholds,
        polarity=fit_polarity(
            [(p, reader.closely(g)) for p, g in zip(passages, glances, strict=True) if p.codes],
            like.polarity if like else {},
        ),
        rules=rules.version,
        vectors=OfVectors(vectors.name, _rounded(solved[:, len(names) :])) if vectors else None,
    )


def _rounded(table: Floats) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(row) for row in (np.round(table, _DIGITS) + 0.0).tolist())


def adapted(weights: Weights, chances: Floats, labelled: Sequence[Labelled]) -> Weights:
    """Return weights whose chances fit what these passages turned out to hold.

    Args:
        weights: fitted weights.
        chances: `[passages, codes]`, what weights that had not met these passages gave them.
        labelled: the passages, with the codes that people gave them.
    """
    truth = np.array([[float(code in p.criteria) for code in CODES] for p in labelled])
    inside = np.clip(chances, _LEAST_CHANCE, 1 - _LEAST_CHANCE)
    odds = np.log(inside / (1 - inside))
    scales: dict[str, tuple[float, float]] = {}
    for number, code in enumerate(CODES):
        slope, shift = platt(odds[:, number], truth[:, number], trust=_TRUST)
        steep, level = weights.platt[code]
        scales[code] = round(slope * steep, _DIGITS), round(slope * level + shift, _DIGITS)
    return replace(weights, platt=scales)


def _calibration(
    data: _Data, rules: RuleSet
) -> tuple[dict[str, tuple[float, float]], dict[str, float]]:
    """Return what makes the chances honest, and the chances from which to propose."""
    margins = out_of_author(data, rules)
    scales = {code: platt(margins[:, i], data.truth[:, i]) for i, code in enumerate(CODES)}
    honest = np.column_stack(
        [expit(scales[c][0] * margins[:, i] + scales[c][1]) for i, c in enumerate(CODES)]
    )
    rounded = {code: (round(a, _DIGITS), round(b, _DIGITS)) for code, (a, b) in scales.items()}
    return rounded, _thresholds(honest, data.truth, data.author)


@dataclass(frozen=True, slots=True)
class _Data:
    """The passages as what is seen; those of one author are judged by weights without them."""

    seen: list[Named]
    truth: Floats
    care: Floats
    author: np.ndarray

    def part(self, keep: np.ndarray) -> _Data:
        """Return the passages that a mask keeps."""
        seen = [row for row, kept in zip(self.seen, keep, strict=True) if kept]
        return _Data(seen, self.truth[keep], self.care[keep], self.author[keep])


def _stands_alone(labelled: Labelled) -> bool:
    passage = labelled.passage
    around = passage.question or passage.heading
    return bool(around) and len(passage.text.split()) >= _ALONE


def _alone(labelled: Labelled) -> Labelled:
    """The same passage as a source gives it that keeps neither question nor heading."""
    return replace(labelled, passage=replace(labelled.passage, question="", heading=""))


def _vocabulary(seen: Sequence[Named], rules: RuleSet) -> list[str]:
    counts = Counter(name for row in seen for name in row.traits)
    for word, count in Counter(word for row in seen for word in row.words).items():
        for name in spelling(word):
            counts[name] += count
    kept = {f"cue {family.family_id}" for family in rules.families if _is_cue(family.code)}
    return sorted(kept | {name for name, count in counts.items() if count >= _FEWEST})


def _is_cue(code: str) -> bool:
    return code.partition("-")[0] in CODES or code in {"about", "trap", "single"}


def _solve(
    data: _Data,
    names: Sequence[str],
    rules: RuleSet,
    like: Weights | None = None,
    numbers: Floats | None = None,
) -> Floats:
    """Return the weights `[codes, names]`, behind them those of `numbers` per passage, if any."""
    hold = holds(names)
    table: Table = spelled(data.seen, names)
    prior = prior_of(names, rules)
    starts: list[Floats | None] = [None] * len(CODES)
    if like:
        starts = [*started(names, like.features, prior)]
    if numbers is not None:
        width = numbers.shape[1]
        table, hold = Beside(table, numbers), np.append(hold, np.full(width, _HOLD_NUMBERS))
        prior = np.pad(prior, ((0, 0), (0, width)))
        starts = [None if start is None else np.pad(start, (0, width)) for start in starts]
    ridge = Ridge(table, hold, data.care)
    return np.stack(
        [ridge.fit(data.truth[:, i], prior[i], start=start) for i, start in enumerate(starts)]
    )


def out_of_author(data: _Data, rules: RuleSet) -> Floats:
    """Return the margin of each passage under weights fitted without its author's."""
    margins = np.zeros_like(data.truth)
    authors = sorted(set(data.author.tolist()))
    for author in authors if len(authors) > 1 else ():
        outside = data.author == author
        inside = data.part(~outside)
        names = _vocabulary(inside.seen, rules)
        rows = spelled(data.part(outside).seen, names)
        table = _solve(inside, names, rules)
        margins[outside] = np.column_stack([rows.times(weights) for weights in table])
    return margins


def _thresholds(honest: Floats, truth: Floats, author: np.ndarray) -> dict[str, float]:
    """Return the chance from which to propose: the best mean F1 among those that stay discreet.

    Discreet is to propose something for at most `_MOST_FALSE` of an author's passages without
    a code, on average over the authors. One chance for all codes, so that a score means the
    same whatever the code.
    """
    authors = sorted(set(author.tolist()))
    best, chosen = -1.0, _CUTS[-1]
    for cut in _CUTS:
        judged = [_judged(honest[author == a] >= cut, truth[author == a]) for a in authors]
        score = float(np.mean([f1 for f1, _ in judged]))
        false = float(np.mean([share for _, share in judged]))
        if false <= _MOST_FALSE and score > best:
            best, chosen = score, cut
    return dict.fromkeys(CODES, chosen)


def _judged(proposed: np.ndarray, truth: Floats) -> tuple[float, float]:
    """Return the mean F1 over the codes, and for what share of uncoded passages one is proposed."""
    uncoded = truth.sum(axis=1) == 0
    false = float(proposed[uncoded].any(axis=1).mean()) if uncoded.any() else 0.0
    return float(np.mean([_f1(proposed[:, i], truth[:, i]) for i in range(len(CODES))])), false


def _f1(proposed: np.ndarray, true: Floats) -> float:
    both = float((proposed * true).sum())
    either = float(proposed.sum() + true.sum())
    return 2 * both / either if either else 0.0


def main() -> None:
    """Rewrite the shipped weights from the shipped rules and passages."""
    weights = fit(shipped_seeds(), shipped_rules())
    Path(__file__).with_name(FILE).write_text(weights.written(), encoding="utf-8")


if __name__ == "__main__":
    main()
