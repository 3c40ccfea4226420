"""The example's evidence is written file by file, and what is coded in it can be found.

The example stands for real paper: no sentence was made by pasting another. Its codings are
the yardstick against which suggestions are measured, so each must mean one place.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from evidence.config import load_framework
from evidence.describing import Given, hints_for
from evidence.readers.interface import Reading
from evidence.reading import find_files, read_files
from evidence.segments import Segment, SegmentStatus

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented-inspection"
EVIDENCE = EXAMPLE / "evidence"
RUN = 5
"""Words in a run; five in a row are seldom the same by chance."""
LARGEST_SHARE = 0.02


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    """Every file of the evidence as the program reads it, by its path within the folder."""
    framework = load_framework(EXAMPLE / "framework.yaml")
    reads = read_files(
        find_files([EVIDENCE]),
        hints_of=lambda file: hints_for(file.place, framework, Given()),
    )
    found = {}
    for read in list(reads):
        name = read.file.path.relative_to(EVIDENCE).as_posix()
        assert isinstance(read.outcome, Reading), f"{name}: {read.outcome}"
        found[name] = read.outcome
    return found


def test_no_two_files_share_their_sentences(readings: dict[str, Reading]) -> None:
    runs = {name: runs_of(reading.text) for name, reading in readings.items()}
    shares = [
        (len(runs[one] & runs[other]) / min(len(runs[one]), len(runs[other])), one, other)
        for one, other in combinations(runs, 2)
    ]
    share, one, other = max(shares)
    shared = sorted(" ".join(run) for run in runs[one] & runs[other])
    assert share < LARGEST_SHARE, f"{one} and {other} share {share:.1%}: {shared[:20]}"


def test_every_coding_stands_in_one_place_of_live_evidence(readings: dict[str, Reading]) -> None:
    astray = [
        f"{row['file']}: {row['words']!r} {fault}"
        for row in codings()
        if (fault := fault_of(row["words"], readings[row["file"]]))
    ]
    assert not astray, "\n".join(astray)


def test_every_file_that_is_evidence_has_been_coded(readings: dict[str, Reading]) -> None:
    assert {row["file"] for row in codings()} == set(readings)


def test_the_example_is_as_large_as_a_week_of_reading(readings: dict[str, Reading]) -> None:
    counts = {name: sum(map(is_evidence, r.segments)) for name, r in readings.items()}
    per_file = "\n".join(f"{count:5} {name}" for name, count in counts.items())
    assert 800 <= sum(counts.values()) <= 1500, f"{sum(counts.values())} segments\n{per_file}"


def runs_of(text: str) -> set[tuple[str, ...]]:
    """The runs of five words in a text, without regard to case and punctuation."""
    words = re.findall(r"[\w']+", text.casefold().replace("’", "'"))
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def codings() -> Iterator[dict[str, str]]:
    """The rows of every author's codings."""
    for path in sorted(EXAMPLE.glob("making/*/codings.csv")):
        with path.open(encoding="utf-8", newline="") as rows:
            yield from csv.DictReader(rows)


def is_evidence(segment: Segment) -> bool:
    """Whether a segment is live and somebody's answer."""
    return segment.status is SegmentStatus.LIVE and not segment.is_question


def fault_of(words: str, reading: Reading) -> str:
    """What is wrong with the place of these words, or ""."""
    times = reading.text.count(words)
    if times != 1:
        return f"occurs {times} times"
    start = reading.text.index(words)
    for segment in filter(is_evidence, reading.segments):
        if segment.start is None or segment.end is None:
            continue
        if segment.start <= start and start + len(words) <= segment.end:
            return ""
    return "is not within one segment that is evidence"
