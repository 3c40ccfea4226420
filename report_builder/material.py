"""The material of a report: everything that `compose` may speak of, as values.

It is read from the store once; nothing further down asks the store, the clock or the
disk, so that the same material gives the same report.
"""

from __future__ import annotations

from dataclasses import dataclass

from coding.codebook import Codebook
from coding.matrix import Passages
from evidence.examination.statistics import Statistics
from evidence.inspection import Inspection
from evidence.masking.outward import NOBODY, Outward
from evidence.sources import Source
from report_builder.findings import Finding


@dataclass(frozen=True, slots=True)
class Material:
    """What was asked, gathered, coded, counted and concluded.

    `sources` are those that count now, duplicates included (they say so); `segments` is
    how many live segments they have; `undecided` how many suggestions nobody has decided on;
    `outward` knows what of the evidence must not leave the team.
    """

    inspection: Inspection
    codebook: Codebook
    sources: tuple[Source, ...]
    segments: int
    passages: Passages
    statistics: Statistics
    findings: tuple[Finding, ...]
    undecided: int = 0
    outward: Outward = NOBODY


@dataclass(frozen=True, slots=True)
class Edition:
    """Which draft this is: its number, its stage, and the date on its title page."""

    number: int
    stage: str
    dated: str
