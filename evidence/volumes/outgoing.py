"""Volumes as they may go out: a unit's numbers are those of the person who runs it.

Beside units' quarters stand their sums: an Area's in a quarter, a court's and everything's over
the twelve months. Where one unit alone gave figures, an Area's sum is that unit's number, so
that it is held back where it is small; and what is hidden must not come back by subtraction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.suppression.ranges import TOTAL, Place
from evidence.suppression.tables import Margins, Side, hidden_cells
from evidence.volumes.compliance import Compliance

_Kept = tuple[str, str]
"""An Area and a quarter's first day."""


@dataclass(frozen=True, slots=True)
class OutgoingRow:
    """A unit's quarter as it may go out; None is what is held back."""

    row: Compliance
    required: int | None
    done: int | None
    shortfall: int | None
    dip_required: int | None
    dip_done: int | None
    dip_shortfall: int | None


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What must not go out: units' quarters by their key, Areas' by Area and first day."""

    units: frozenset[object]
    areas: frozenset[_Kept]
    courts: bool
    """Whether the sums by court stay back; of one Area they are never published."""
    whole: bool
    """Whether the sum of everything stays back: it is a small number of the only unit."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is held back of IQAs, and of dip samples; what goes with each goes with it.

    How many were required goes with how many were done, and what is short with both: from any
    two of them the third follows.
    """

    iqas: HeldBack
    dip_samples: HeldBack

    @property
    def courts(self) -> bool:
        """Whether the sums by court go out."""
        return not (self.iqas.courts or self.dip_samples.courts)

    @property
    def whole(self) -> bool:
        """Whether the sums of everything go out."""
        return not (self.iqas.whole or self.dip_samples.whole)

    def column_of(self, area: str, first_day: str, column: str) -> bool:
        """Whether a number of an Area's quarter goes out: "required", "dip-samples"."""
        few = (area, first_day) in self.iqas.areas
        few_dips = (area, first_day) in self.dip_samples.areas
        if column in _DIPS:
            return not (few_dips if column == "dip-samples" else few or few_dips)
        return not few


_DIPS = frozenset({"dip-required", "dip-samples", "dip-short"})


def going_out(every: Sequence[Compliance], threshold: int) -> Outgoing:
    """Return what is held back of the quarters of all units that the report sums up."""
    return Outgoing(
        _held_back(every, lambda row: row.volume.iqas, threshold),
        _held_back(every, lambda row: row.volume.dip_samples, threshold),
    )


def outgoing(rows: Sequence[Compliance], held: Outgoing) -> tuple[OutgoingRow, ...]:
    """Return units' quarters without what is held back."""
    few, few_dips = held.iqas.units, held.dip_samples.units
    return tuple(_outgoing(row, row.volume.key in few, row.volume.key in few_dips) for row in rows)


def _outgoing(row: Compliance, few: bool, few_dips: bool) -> OutgoingRow:  # noqa: FBT001 - private
    return OutgoingRow(
        row,
        None if few else row.required,
        None if few else row.volume.iqas,
        None if few else row.shortfall,
        None if few or few_dips else row.dip_required,
        None if few_dips else row.volume.dip_samples,
        None if few or few_dips else row.dip_shortfall,
    )


def _held_back(
    rows: Sequence[Compliance], of: Callable[[Compliance], int], threshold: int
) -> HeldBack:
    """Find the numbers to hold back: a row for each Area's quarter, a column for each court."""
    at = {(_kept(row), row.volume.unit): row for row in rows}
    kept = list(dict.fromkeys(area_quarter for area_quarter, _ in at))
    units = list(dict.fromkeys(unit for _, unit in at))
    counts = [[of(at[k, u]) if (k, u) in at else 0 for u in units] for k in kept]
    unreported: list[Place] = [
        (r, c) for r, k in enumerate(kept) for c, u in enumerate(units) if (k, u) not in at
    ]
    by_court = len({area for area, _ in kept}) > 1
    # What several units did in a year stands in the report, however little it was.
    several = len({(area, unit) for (area, _), unit in at}) > 1
    stand = frozenset({Side.WHOLE} if several else ())
    margins = Margins(columns=by_court, stand=stand)
    hidden = hidden_cells(counts, threshold, margins, known=unreported)
    cells = {(kept[r], units[c]) for r, c in hidden if TOTAL not in (r, c)}
    return HeldBack(
        frozenset(at[cell].volume.key for cell in cells if cell in at),
        frozenset(kept[r] for r, c in hidden if c == TOTAL and r != TOTAL),
        courts=not by_court or any(r == TOTAL and c != TOTAL for r, c in hidden),
        whole=(TOTAL, TOTAL) in hidden,
    )


def _kept(row: Compliance) -> _Kept:
    return row.volume.area, row.volume.quarter.first.isoformat()
