"""How well a tagger does on passages that a person has coded: `iqa tag evaluate`.

A channel ("4c-cqb") counts as its criterion. Ranking figures use every chance that the
tagger gives; the others use what it proposes. What each figure is:

    macro_f1               mean over the criteria of F1 of what is proposed
    mean_average_precision mean over the criteria of average precision of the ranking
    recall_at_30_percent   true pairs of passage and criterion in the top 30% of all pairs
    top_quarter_precision  true among the quarter of the proposals with the highest scores
    uncoded_suggested      passages without a code for which something is proposed
    polarity_accuracy      true pairs whose polarity the tagger names rightly
    polarity_balanced      mean of that over the polarities that occur; guessing the
                           commonest for all gives 1 / their number
    work_saved_at_95       mean over the criteria of the share of passages that need no
                           reading to find 95% of the true ones, less 5%

Criteria without a true passage take no part in a mean.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from coding.codings import Polarity
from coding.taggers.figures import (
    Bin,
    CodeFigures,
    Judged,
    balanced,
    calibration,
    code_figures,
    mean,
    recall_at,
    top_quarter_precision,
    uncoded_suggested,
    work_saved,
)
from coding.taggers.interface import Passage, Proposal, Tagger
from coding.taggers.labelled import Labelled
from evidence.errors import DecisionsInvalid

CRITERIA = ("4a", "4b", "4c", "4d")
_TOP_SHARE = 0.30


@runtime_checkable
class Ranks(Protocol):
    """A tagger that also gives a chance to every code, however unlikely."""

    def rank(self, passages: tuple[Passage, ...]) -> tuple[tuple[Proposal, ...], ...]:
        """Return every code for each passage, likeliest first."""
        ...


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All figures of one run; proportions from 0 to 1, counts whole."""

    passages: int
    macro_f1: float
    mean_average_precision: float
    recall_at_30_percent: float
    top_quarter_precision: float
    uncoded_suggested: float
    polarity_accuracy: float
    polarity_balanced: float
    work_saved_at_95: float
    codes: dict[str, CodeFigures]
    registers: dict[str, tuple[float, int]]
    calibration: tuple[Bin, ...]
    rules: str
    model: str
    learned_from: int | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the figures as `iqa tag evaluate --json` prints them."""
        named = {
            name: getattr(self, name)
            for name in (
                "passages", "macro_f1", "mean_average_precision", "recall_at_30_percent",
                "top_quarter_precision", "uncoded_suggested", "polarity_accuracy",
                "polarity_balanced", "work_saved_at_95",
            )
        }  # fmt: skip
        codes = {
            code: {
                "precision": c.precision,
                "recall": c.recall,
                "f1": c.f1,
                "average_precision": c.average_precision,
                "support": c.support,
            }
            for code, c in self.codes.items()
        }
        registers = {
            register: {"macro_f1": f1, "passages": n}
            for register, (f1, n) in self.registers.items()
        }
        bins = [
            {
                "from": b.low,
                "to": b.high,
                "predicted": b.predicted,
                "observed": b.observed,
                "n": b.n,
            }
            for b in self.calibration
        ]
        learned = {} if self.learned_from is None else {"learned_from": self.learned_from}
        return {
            **named,
            "codes": codes,
            "registers": registers,
            "calibration": bins,
            "rules": self.rules,
            "model": self.model,
            **learned,
        }


def evaluate(
    gold: Sequence[Labelled],
    tagger: Tagger,
    *,
    criteria: Sequence[str] = CRITERIA,
    learned_from: int | None = None,
) -> Evaluation:
    """Measure a tagger on coded passages.

    Raises:
        DecisionsInvalid: there is no passage to measure on.
    """
    if not gold:
        raise DecisionsInvalid(
            "there is no coded passage to measure on", way_out="name a file with at least one"
        )
    passages = tuple(item.passage for item in gold)
    proposed = tagger.propose(passages)
    ranked = tagger.rank(passages) if isinstance(tagger, Ranks) else proposed
    judged = _judge(gold, proposed, ranked, criteria)
    codes = {code: code_figures([j for j in judged if j.criterion == code]) for code in criteria}
    present = [figures for figures in codes.values() if figures.support]
    sides = _polarities(gold, ranked, criteria)
    return Evaluation(
        passages=len(gold),
        macro_f1=mean([c.f1 for c in present]),
        mean_average_precision=mean([c.average_precision for c in present]),
        recall_at_30_percent=recall_at(judged, _TOP_SHARE),
        top_quarter_precision=top_quarter_precision(judged),
        uncoded_suggested=uncoded_suggested(judged),
        polarity_accuracy=mean([float(told is true) for told, true in sides]),
        polarity_balanced=balanced(sides),
        work_saved_at_95=mean(
            [
                work_saved([j for j in judged if j.criterion == c])
                for c in criteria
                if codes[c].support
            ]
        ),
        codes=codes,
        registers=_by_register(gold, judged, criteria),
        calibration=calibration(judged),
        rules=tagger.rules,
        model=tagger.model,
        learned_from=learned_from,
    )


def evaluate_learning(
    gold: Sequence[Labelled],
    learn: Callable[[Sequence[Labelled]], Tagger],
    *,
    passages: int,
    seed: int,
) -> Evaluation:
    """Fit on passages drawn at random from the coded ones, and measure on the rest.

    Args:
        gold: the coded passages.
        learn: makes a tagger that has also learned from the passages given.
        passages: how many to learn from.
        seed: the same seed draws the same passages.

    Raises:
        DecisionsInvalid: nothing would be left to measure on.
    """
    if not 0 <= passages < len(gold):
        raise DecisionsInvalid(
            f"{passages} of {len(gold)} coded passages leave none to measure on",
            way_out=f"learn from fewer than {len(gold)}",
        )
    drawn = frozenset(random.Random(seed).sample(range(len(gold)), passages))  # noqa: S311
    tagger = learn([gold[i] for i in sorted(drawn)])
    rest = [item for i, item in enumerate(gold) if i not in drawn]
    return evaluate(rest, tagger, learned_from=passages)


# --- Pairs of passage and criterion -----------------------------------------------------------


def _judge(
    gold: Sequence[Labelled],
    proposed: Sequence[Sequence[Proposal]],
    ranked: Sequence[Sequence[Proposal]],
    criteria: Sequence[str],
) -> list[Judged]:
    judged: list[Judged] = []
    for number, (item, made, all_ranked) in enumerate(zip(gold, proposed, ranked, strict=True)):
        codes = {_criterion(p.code_id) for p in made}
        chances = {_criterion(p.code_id): p.score for p in reversed(all_ranked)}
        judged += [
            Judged(number, c, c in item.criteria, chances.get(c, 0.0), c in codes) for c in criteria
        ]
    return judged


def _polarities(
    gold: Sequence[Labelled],
    ranked: Sequence[Sequence[Proposal]],
    criteria: Sequence[str],
) -> list[tuple[Polarity | None, Polarity]]:
    """Return, for each true pair with a polarity, what the tagger says and what is true."""
    sides: list[tuple[Polarity | None, Polarity]] = []
    for item, made in zip(gold, ranked, strict=True):
        told = {_criterion(p.code_id): p.polarity for p in made}
        for criterion in criteria:
            true = item.polarity_of(criterion)
            if criterion in item.criteria and true is not None:
                sides.append((told.get(criterion), true))
    return sides


def _by_register(
    gold: Sequence[Labelled], judged: Sequence[Judged], criteria: Sequence[str]
) -> dict[str, tuple[float, int]]:
    found: dict[str, tuple[float, int]] = {}
    for register in sorted({item.passage.register for item in gold}):
        inside = {n for n, item in enumerate(gold) if item.passage.register == register}
        figures = [
            code_figures([j for j in judged if j.passage in inside and j.criterion == code])
            for code in criteria
        ]
        found[register] = (mean([f.f1 for f in figures if f.support]), len(inside))
    return found


def _criterion(code_id: str) -> str:
    return code_id.partition("-")[0]
