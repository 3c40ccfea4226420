"""The figures that say how good a ranking and its proposals are, each from pairs judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from coding.codings import Polarity

_BINS = 10
_WANTED_RECALL = 0.95


@dataclass(frozen=True, slots=True)
class Judged:
    """One pair of passage and criterion: the truth, the chance given, and what was proposed."""

    passage: int
    criterion: str
    true: bool
    chance: float
    proposed: bool


@dataclass(frozen=True, slots=True)
class CodeFigures:
    """How well one criterion is found; all but `support`, a count, are proportions."""

    precision: float
    recall: float
    f1: float
    average_precision: float
    support: int


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose chance lies in `[low, high)`: the mean chance, and how many were true."""

    low: float
    high: float
    predicted: float
    observed: float
    n: int


def code_figures(judged: Sequence[Judged]) -> CodeFigures:
    """Return precision, recall, F1 and average precision; 0 where they are not defined."""
    both = sum(j.proposed and j.true for j in judged)
    proposed = sum(j.proposed for j in judged)
    true = sum(j.true for j in judged)
    return CodeFigures(
        precision=both / proposed if proposed else 0.0,
        recall=both / true if true else 0.0,
        f1=2 * both / (proposed + true) if proposed + true else 0.0,
        average_precision=average_precision(judged),
        support=true,
    )


def average_precision(judged: Sequence[Judged]) -> float:
    """Return the mean, over the true pairs, of the precision down to each; ties count together."""
    true = sum(j.true for j in judged)
    if not true:
        return 0.0
    total, found, seen = 0.0, 0, 0
    for tied in _tied(judged):
        found_here = sum(j.true for j in tied)
        found, seen = found + found_here, seen + len(tied)
        total += found_here * found / seen
    return total / true


def _tied(judged: Sequence[Judged]) -> list[list[Judged]]:
    """Return the pairs from the highest chance down, those of one chance together."""
    groups: dict[float, list[Judged]] = {}
    for pair in judged:
        groups.setdefault(pair.chance, []).append(pair)
    return [groups[chance] for chance in sorted(groups, reverse=True)]


def recall_at(judged: Sequence[Judged], share: float) -> float:
    """Return the share of the true pairs that stand in the top `share` of all pairs."""
    true = sum(j.true for j in judged)
    top = _ranked(judged)[: ceil(share * len(judged))]
    return sum(j.true for j in top) / true if true else 0.0


def top_quarter_precision(judged: Sequence[Judged]) -> float:
    """Return how many of the best-scored quarter of the proposals are true."""
    proposals = _ranked([j for j in judged if j.proposed])
    top = proposals[: ceil(len(proposals) / 4)]
    return sum(j.true for j in top) / len(top) if top else 0.0


def uncoded_suggested(judged: Sequence[Judged]) -> float:
    """Return the share of passages without a code for which something is proposed."""
    coded = {j.passage for j in judged if j.true}
    uncoded = {j.passage for j in judged} - coded
    suggested = {j.passage for j in judged if j.proposed} & uncoded
    return len(suggested) / len(uncoded) if uncoded else 0.0


def work_saved(judged: Sequence[Judged]) -> float:
    """Return the share that need not be read to find 95% of the true, less 5%."""
    wanted = ceil(_WANTED_RECALL * sum(j.true for j in judged))
    found = 0
    for number, pair in enumerate(_ranked(judged), start=1):
        found += pair.true
        if found >= wanted:
            return (len(judged) - number) / len(judged) - (1 - _WANTED_RECALL)
    return 0.0


def calibration(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Return ten bins of equal width; an empty bin is left out."""
    bins: list[Bin] = []
    for number in range(_BINS):
        low, high = number / _BINS, (number + 1) / _BINS
        inside = [j for j in judged if min(int(j.chance * _BINS), _BINS - 1) == number]
        if inside:
            predicted = mean([j.chance for j in inside])
            observed = mean([float(j.true) for j in inside])
            bins.append(Bin(low, high, predicted, observed, len(inside)))
    return tuple(bins)


def balanced(sides: Sequence[tuple[Polarity | None, Polarity]]) -> float:
    """Return the mean, over the polarities that occur, of the share told rightly."""
    occurring = {true for _, true in sides}
    return mean(
        [
            mean([float(told is true) for told, true in sides if true is side])
            for side in sorted(occurring)
        ]
    )


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def _ranked(judged: Sequence[Judged]) -> list[Judged]:
    return sorted(judged, key=lambda j: (-j.chance, j.passage, j.criterion))
