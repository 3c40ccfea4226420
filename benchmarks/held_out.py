"""How good the suggestions are on an author whose passages the weights have not met.

    .venv/bin/python benchmarks/held_out.py [AUTHOR ...]

The figures in docs/measurements.md come from here; with an author named, how much learning
from some of that author's passages adds is measured too.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - after the checkout has been found

from coding.evaluation import Evaluation, evaluate, evaluate_learning  # noqa: E402
from coding.taggers.fit import adapted, fit  # noqa: E402
from coding.taggers.labelled import Labelled, shipped_seeds  # noqa: E402
from coding.taggers.pipeline import CueTagger  # noqa: E402
from coding.taggers.rules import shipped_rules  # noqa: E402
from coding.taggers.weights import Weights  # noqa: E402

COUNTS = (50, 100, 210)
DRAWS = (1, 2, 3, 4, 5)
CARE = 2.0
FEWEST_TO_ADAPT = 40


def shown(name: str, *told: Evaluation) -> str:
    """One line of figures: the mean of all that were told."""

    def mean(figure: str) -> float:
        return float(np.mean([getattr(each, figure) for each in told]))

    return (
        f"{name:16} F1 {mean('macro_f1'):.3f}  AP {mean('mean_average_precision'):.3f}  "
        f"top 30% {mean('recall_at_30_percent'):.3f}  "
        f"top quarter {mean('top_quarter_precision'):.3f}  "
        f"uncoded {mean('uncoded_suggested'):.3f}  polarity {mean('polarity_accuracy'):.3f}  "
        f"work saved {mean('work_saved_at_95'):.2f}"
    )


def learning(rest: Sequence[Labelled], theirs: Sequence[Labelled], before: Weights) -> None:
    rules = shipped_rules()
    present = CueTagger(rules, before)

    def learn(part: Sequence[Labelled]) -> CueTagger:
        care = [1.0] * len(rest) + [CARE] * len(part)
        weights = fit([*rest, *part], rules, care=care, like=before)
        if len(part) >= FEWEST_TO_ADAPT:
            chances = np.array(present.chances([item.passage for item in part]))
            weights = adapted(weights, chances, part)
        return CueTagger(rules, weights)

    for count in COUNTS:
        pairs = [
            tuple(
                evaluate_learning(theirs, how, passages=count, seed=seed)
                for how in (lambda _: present, learn)
            )
            for seed in DRAWS
        ]
        for when, side in zip(("before", "after"), zip(*pairs, strict=True), strict=True):
            print(shown(f"{count:5} {when}", *side), flush=True)


def main() -> None:
    seeds = shipped_seeds()
    named = sys.argv[1:]
    for author in named or sorted({seed.author for seed in seeds}):
        rest = [seed for seed in seeds if seed.author != author]
        theirs = [seed for seed in seeds if seed.author == author]
        weights = fit(rest, shipped_rules())
        told = evaluate(theirs, CueTagger(shipped_rules(), weights))
        print(shown(author, told), flush=True)
        if named:
            learning(rest, theirs, weights)


if __name__ == "__main__":
    main()
