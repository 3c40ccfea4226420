"""Volumes against what the guidance requires: one IQA a prosecutor, a tenth dip sampled.

"DCPs ... are required to carry out one non-advocacy (casework) assessment per prosecutor
every quarter", and SDCPs or DCCPs dip sample 10% of IQAs each quarter (scoping document,
Background). What a tenth of 13 is, the guidance does not say: rounding is a setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evidence.inspection import VolumeSettings
from evidence.volumes.figures import Volume


@dataclass(frozen=True, slots=True)
class Compliance:
    """What one unit did in a quarter, and what was required of it; shortfalls are never below 0."""

    volume: Volume
    required: int
    dip_required: int

    @property
    def asked(self) -> bool:
        """Whether anything was required; not of a unit without prosecutors and IQAs."""
        return bool(self.required or self.dip_required)

    @property
    def met(self) -> bool:
        """Whether something was required, and none of it is missing."""
        return self.asked and not (self.shortfall or self.dip_shortfall)

    @property
    def shortfall(self) -> int:
        """How many IQAs are missing."""
        return max(0, self.required - self.volume.iqas)

    @property
    def dip_shortfall(self) -> int:
        """How many dip samples are missing."""
        return max(0, self.dip_required - self.volume.dip_samples)


@dataclass(frozen=True, slots=True)
class Total:
    """Several quarters or units together, summed; a surplus in one does not mend another."""

    required: int
    done: int
    shortfall: int
    dip_required: int
    dip_done: int
    dip_shortfall: int
    met: int
    """How many of the quarters met both requirements."""
    quarters: int
    """Those in which anything was required."""
    unasked: int
    """Those in which nothing was: nobody was in post."""


def compliance_of(volume: Volume, settings: VolumeSettings) -> Compliance:
    """Return what was required of a unit in a quarter."""
    return Compliance(
        volume,
        volume.prosecutors * settings.iqas_per_prosecutor,
        rounded(Fraction(volume.iqas * settings.dip_percent, 100), settings.rounding),
    )


def rounded(share: Fraction, rounding: str) -> int:
    """Round a share of IQAs to whole ones, "up", "down" or "half" (halves up).

    >>> [rounded(Fraction(13, 10), how) for how in ("up", "down", "half")]
    [2, 1, 1]
    """
    if rounding == "up":
        return ceil(share)
    return floor(share) if rounding == "down" else floor(share + Fraction(1, 2))


def total_of(found: Iterable[Compliance]) -> Total:
    """Return the sum over units and quarters."""
    every: Sequence[Compliance] = tuple(found)
    return Total(
        required=sum(c.required for c in every),
        done=sum(c.volume.iqas for c in every),
        shortfall=sum(c.shortfall for c in every),
        dip_required=sum(c.dip_required for c in every),
        dip_done=sum(c.volume.dip_samples for c in every),
        dip_shortfall=sum(c.dip_shortfall for c in every),
        met=sum(c.met for c in every),
        quarters=sum(c.asked for c in every),
        unasked=sum(not c.asked for c in every),
    )
