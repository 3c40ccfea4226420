"""Volumes by unit as they may go out: a unit's numbers are those of the person who runs it.

Sums of an Area's units stand in the report; so what is hidden of one unit must not come back by
subtracting the others from them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.suppression.tables import Margins, hidden_cells
from evidence.volumes.compliance import Compliance

_MARGINS = Margins(rows=False, may_hide=False)


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


def outgoing(rows: Sequence[Compliance], threshold: int) -> tuple[OutgoingRow, ...]:
    """Return units' quarters without the small numbers, and without what would give them away.

    How many were required goes with how many were done, and what is short with both: from any
    two of them the third follows.
    """
    few = _hidden(rows, lambda row: row.volume.iqas, threshold)
    few_dips = _hidden(rows, lambda row: row.volume.dip_samples, threshold)
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


def _hidden(
    rows: Sequence[Compliance], of: Callable[[Compliance], int], threshold: int
) -> set[object]:
    """Return the keys of the units' quarters whose number must not go out, Area by Area."""
    found: set[object] = set()
    for area in dict.fromkeys(row.volume.area for row in rows):
        here = [row for row in rows if row.volume.area == area]
        units = list(dict.fromkeys(row.volume.unit for row in here))
        quarters = list(dict.fromkeys(row.volume.quarter for row in here))
        at = {(row.volume.unit, row.volume.quarter): row for row in here}
        counts = [[of(at[u, q]) if (u, q) in at else 0 for q in quarters] for u in units]
        for line, column in hidden_cells(counts, threshold, _MARGINS):
            if (row := at.get((units[line], quarters[column]))) is not None:
                found.add(row.volume.key)
    return found
