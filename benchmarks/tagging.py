"""What suggesting and learning cost, against the plainest programs that do part of the same.

    .venv/bin/python benchmarks/tagging.py [RUNS]

* tagging: the shipped passages, against a blank spaCy pipeline that only cuts the same texts
  into words; processor time, one process, in turn; the ratio is the median of the pairs;
* memory: the most that 100,000 segments take, in a process of their own;
* learning: fitting the weights anew with 2,000 decisions more, against scikit-learn's own
  logistic regression of the same four heads on the same features (left out without it).
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import process_time

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - after the checkout has been found
import spacy  # noqa: E402

from coding.taggers.features import seen_in, spelling  # noqa: E402
from coding.taggers.fit import fit  # noqa: E402
from coding.taggers.labelled import Labelled, shipped_seeds  # noqa: E402
from coding.taggers.matrix import Named, named  # noqa: E402
from coding.taggers.pipeline import default_tagger  # noqa: E402
from coding.taggers.prior import HOLD  # noqa: E402
from coding.taggers.readers import Reader  # noqa: E402
from coding.taggers.rules import CODES, shipped_rules  # noqa: E402
from coding.taggers.weights import shipped_weights  # noqa: E402

SEGMENTS = 100_000
DECISIONS = 2_000


def tagging(runs: int) -> None:
    passages = tuple(seed.passage for seed in shipped_seeds())
    tagger, blank = default_tagger(), spacy.blank("en")

    def plainly() -> None:
        for passage in passages:
            blank.make_doc(passage.text)

    tagger.propose(passages), plainly()
    pairs = [(_seconds(lambda: tagger.propose(passages)), _seconds(plainly)) for _ in range(runs)]
    ours, theirs = (median(side) for side in zip(*pairs, strict=True))
    each = 1e6 / len(passages)
    print(
        f"tagging   {ours * each:7.0f} us a segment, make_doc {theirs * each:5.0f} us, "
        f"ratio {median(a / b for a, b in pairs):5.1f}"
    )


def memory() -> None:
    """Tag so many segments, all different, and say how much memory that took."""
    seeds = shipped_seeds()
    passages = tuple(seed.passage for seed in islice(cycle(seeds), SEGMENTS))
    found = sum(map(len, default_tagger().propose(passages)))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory    {most:7.0f} MB for {SEGMENTS} segments, {found} suggestions")


def learning() -> None:
    decisions = [
        Labelled(f"D{i}", seed.passage, seed.codes, seed.polarity)
        for i, seed in enumerate(islice(cycle(shipped_seeds()), DECISIONS))
    ]
    everything = [*shipped_seeds(), *decisions]
    rules = shipped_rules()
    ours = _seconds(lambda: fit(everything, rules, like=shipped_weights()))
    theirs = _plainly_fitted(everything)
    beside = "scikit-learn is not installed"
    if theirs:
        beside = f"scikit-learn {theirs:.1f} s, ratio {ours / theirs:.1f}"
    print(f"learning  {ours:7.1f} s for {len(everything)} passages, {beside}")


def _plainly_fitted(labelled: list[Labelled]) -> float:
    """Return the seconds that scikit-learn takes, reading the passages included."""
    try:
        from scipy.sparse import csr_matrix  # noqa: PLC0415 - not among our libraries
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    except ImportError:
        return 0.0
    reader = Reader(shipped_rules())
    truth = np.array([[code in item.criteria for code in CODES] for item in labelled])

    def fitted() -> None:
        glances = reader.glances([item.passage for item in labelled])
        rows = [_spelled(named(seen_in(glance))) for glance in glances]
        names = {name: at for at, name in enumerate(sorted({n for row in rows for n in row}))}
        eased = [HOLD.get(name.partition(" ")[0], 4.0) ** -0.5 for name in names]
        ends = np.cumsum([0, *(len(row) for row in rows)])
        columns = [names[name] for row in rows for name in row]
        values = [value * eased[names[name]] for row in rows for name, value in row.items()]
        table = csr_matrix((values, columns, ends), shape=(len(rows), len(names)))
        for number in range(len(CODES)):
            LogisticRegression(C=1.0, max_iter=1000).fit(table, truth[:, number])

    return _seconds(fitted)


def _spelled(row: Named) -> dict[str, float]:
    found = dict(row.traits)
    for word in row.words:
        for name, value in spelling(word).items():
            found[name] = found.get(name, 0.0) + value * row.scale
    return found


def _seconds(step: Callable[[], object]) -> float:
    began = process_time()
    step()
    return process_time() - began


def main() -> None:
    if sys.argv[1:] == ["memory"]:
        memory()
        return
    tagging(int(sys.argv[1]) if sys.argv[1:] else 9)
    subprocess.run([sys.executable, __file__, "memory"], check=True)
    learning()


if __name__ == "__main__":
    main()
