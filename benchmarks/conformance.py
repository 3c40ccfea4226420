"""What becomes of a folder of odd office files: text, or a refusal in one sentence.

    .venv/bin/python benchmarks/conformance.py FOLDER [--list]

Reads every file in the folder through the product's own workers and prints a row for each
kind (by suffix): how many gave text and what share that is, how many were refused and under
which code, and how long the slowest took; files within files have a row of their own. With
--list each refused file is named with its sentence. Nothing may hang, and nothing may raise:
either is counted as "bad" and ends the run with exit code 1.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from evidence.errors import UnreadableSource  # noqa: E402 - after the checkout has been found
from evidence.reading import find_files, read_files  # noqa: E402

KNOWN = {
    "unsupported",
    "unreadable",
    "empty",
    "encrypted",
    "no_text",
    "too_large",
    "timed_out",
    "unsafe",
}
HANG_SECONDS = 30.0
WITHIN = "within"


def main() -> int:
    folder = Path(sys.argv[1])
    listing = "--list" in sys.argv
    fates: defaultdict[str, Counter[str]] = defaultdict(Counter)
    slowest: defaultdict[str, float] = defaultdict(float)
    bad = 0
    began = perf_counter()
    with closing(read_files(find_files([folder]), workers=2)) as reads:
        last = perf_counter()
        for read in reads:
            took, last = perf_counter() - last, perf_counter()
            kind = read.file.path.suffix.lower().lstrip(".") or "-"
            if not read.file.path.exists():
                kind = WITHIN
            slowest[kind] = max(slowest[kind], took)
            outcome = read.outcome
            if not isinstance(outcome, UnreadableSource):
                fates[kind]["text"] += 1
                continue
            fates[kind][outcome.code] += 1
            bad += outcome.code not in KNOWN or not outcome.message or took > HANG_SECONDS
            if listing:
                print(f"{outcome.code:<12} {read.file.place}: {outcome.message}")
    for kind in sorted(fates):
        told = ", ".join(f"{code} {n}" for code, n in fates[kind].most_common())
        every = sum(fates[kind].values())
        share = fates[kind]["text"] / every
        print(f"{kind:<7}{every:>5} files: {share:>4.0%} ({told}); {slowest[kind]:.1f} s")
    files = sum(sum(fate.values()) for fate in fates.values())
    print(f"{files} files in {perf_counter() - began:.1f} s; bad: {bad}")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
