"""A mapping as it is kept: what each heading of a layout was taken for.

A layout is known again by its headings, in any order: three fourths of them are enough,
so that a column that somebody added does not make it unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evidence.examination.form import Place

_ENOUGH_ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class KeptMapping:
    """What was kept: the place of each heading in bare words, or None for of no use.

    `every` is what all files of such a workbook have in common, for which there is no column.
    """

    name: str
    headings: Mapping[str, Place | None]
    every: Mapping[Place, str] = field(default_factory=dict)
    mapping_id: str = ""


def of_the_same_layout(kept: Iterable[KeptMapping], headings: Iterable[str]) -> KeptMapping | None:
    """Return the mapping whose headings are likest to those of a sheet, or None."""
    there = frozenset(headings)
    best: KeptMapping | None = None
    most = _ENOUGH_ALIKE
    for mapping in kept:
        known = frozenset(mapping.headings)
        alike = len(there & known) / max(len(there | known), 1)
        if alike > most or (alike == most and best is None):
            best, most = mapping, alike
    return best
