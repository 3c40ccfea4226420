"""Learning from the inspectors' decisions: `iqa tag learn`.

The weights are fitted anew on the shipped passages and the decisions, of which one counts as
much as two of the shipped ones. Before that the same is tried on part of the decisions, and
measured on the rest: a model that finds less than the shipped one is not taken. One that was
learned before is no measure, as it has met the decisions it would be measured on.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coding.evaluation import Evaluation, evaluate
from coding.taggers.interface import Tagger
from coding.taggers.labelled import Labelled
from evidence.errors import NothingToLearn

FEWEST = 40
"""From fewer decided passages nothing is learned."""
_FEWEST_CODED = 10
_PARTS = 3
_WORSE = 0.005
"""Less than this is the luck of the draw."""

Learn = Callable[[Sequence[Labelled]], Tagger]


@dataclass(frozen=True, slots=True)
class Trial:
    """How a model that met none of the decisions and a new one do on those held out; means."""

    passages: int
    f1: tuple[float, float]
    average_precision: tuple[float, float]

    @property
    def worse(self) -> bool:
        """Whether the new one finds less, or ranks worse."""
        return (
            self.f1[1] < self.f1[0] - _WORSE
            or self.average_precision[1] < self.average_precision[0] - _WORSE
        )

    def figures(self) -> dict[str, float]:
        """Return the figures by name, as they are kept with the model."""
        return {
            "f1_before": self.f1[0],
            "f1": self.f1[1],
            "average_precision_before": self.average_precision[0],
            "average_precision": self.average_precision[1],
        }


def trial(decided: Sequence[Labelled], present: Tagger, learn: Learn, *, seed: int) -> Trial:
    """Learn from two thirds of the decisions and measure on the other, for each third.

    `present` is a tagger that has met none of the decisions.

    Raises:
        NothingToLearn: too few passages are decided, or too few of them have a code.
    """
    coded = sum(bool(passage.codes) for passage in decided)
    if len(decided) < FEWEST or coded < _FEWEST_CODED:
        raise NothingToLearn(
            f"{len(decided)} passages are decided, {coded} of them with a code; "
            f"learning takes {FEWEST} and {_FEWEST_CODED}",
            way_out="iqa code review",
        )
    order = list(range(len(decided)))
    random.Random(seed).shuffle(order)  # noqa: S311 - a draw that can be repeated
    found: list[tuple[Evaluation, Evaluation]] = []
    for part in range(_PARTS):
        held = [decided[i] for i in sorted(order[part::_PARTS])]
        rest = [decided[i] for i in sorted(set(order) - set(order[part::_PARTS]))]
        found.append((evaluate(held, present), evaluate(held, learn(rest))))
    return Trial(
        len(decided),
        _means([(before.macro_f1, after.macro_f1) for before, after in found]),
        _means(
            [(b.mean_average_precision, a.mean_average_precision) for b, a in found],
        ),
    )


def _means(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    before, after = zip(*pairs, strict=True)
    return sum(before) / len(before), sum(after) / len(after)
