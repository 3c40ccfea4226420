"""The material of a report: everything that `compose` may speak of, as values.

It is read from the store once; nothing further down asks the store, the clock or the
disk, so that the same material gives the same report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from coding.codebook import Codebook
from coding.matrix import Passages
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistics
from evidence.inspection import Inspection
from evidence.masking.outward import NOBODY, Outward
from evidence.sources import Source
from report_builder.conduct import Conduct
from report_builder.findings import Finding


@dataclass(frozen=True, slots=True)
class Material:
    """What was asked, gathered, coded, counted and concluded.

    `sources` are those that count now, duplicates included (they say so); `segments` is
    how many live segments they have; `undecided` how many suggestions nobody has decided on;
    `outward` knows what of the evidence must not leave the team; `copies` which segment is
    copied from which.
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
    copies: Mapping[str, str] = field(default_factory=dict)
    conduct: Conduct = field(default_factory=Conduct)
    """How the files were drawn and looked at again, and the CPS's own data."""
    earlier: Mapping[tuple[str, str], Rate | None] = field(default_factory=dict)
    """By finding and statistic, what a statistic was when the finding was last said, where it
    says something else now."""
    earlier_counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The same of counts of codings: passages, sources and Areas."""

    @property
    def copied(self) -> tuple[tuple[Source, Source], ...]:
        """For each copied segment, the source it stands in and the one that had it first."""
        by_id = {source.source_id: source for source in self.sources}
        pairs = (
            (copy.rpartition("-")[0], first.rpartition("-")[0])
            for copy, first in self.copies.items()
        )
        return tuple((by_id[a], by_id[b]) for a, b in pairs if a in by_id and b in by_id)


@dataclass(frozen=True, slots=True)
class Edition:
    """Which draft this is: its number, its stage, and the date on its title page."""

    number: int
    stage: str
    dated: str
