"""The full heading of each column: its own words, and the bands that stand above it.

A band is carried over the columns to its right until the next one, as merged cells show it
and as people leave it where cells were not merged. Rows of titles are no bands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from evidence.examination.grid import Row, Sheet
from evidence.examination.spellings import plain
from evidence.examination.urns import urn_of

BETWEEN = " / "
_MOST_BANDS = 3
_SEPARATORS = re.compile(r"\s[-–—|/]\s|[:\n()?]|\s[-–—]|[-–—]\s|\.\s")
_COUNTED = re.compile(r"(?<=[^\W\d])[. _]?\(?\d\)?$")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column, from the top down; `own` is the lowest of it."""

    column: int
    parts: tuple[str, ...]

    @property
    def own(self) -> str:
        """The words nearest to the column's cells."""
        return self.parts[-1]

    @property
    def shown(self) -> str:
        """The whole heading on one line."""
        return BETWEEN.join(" ".join(part.split()) for part in self.parts)

    @property
    def pieces(self) -> tuple[str, ...]:
        """Each part whole, the lowest first, and then the pieces it can be cut into."""
        found: list[str] = []
        for part in reversed(self.parts):
            found += [part, *(p for p in _SEPARATORS.split(part) if plain(p) and p != part)]
        return tuple(found)


def headings_in(sheet: Sheet, row: Row, is_band: Callable[[Row], bool]) -> tuple[Heading, ...]:
    """Return the headings that end in a row, with the bands above it."""
    above = [
        r
        for r in sheet.rows
        if row.number - _MOST_BANDS <= r.number < row.number and len(r.cells) > 1 and is_band(r)
    ]
    last = max(max(r.cells) for r in (row, *above))
    found = []
    for column in range(min(row.cells), last + 1) if above else sorted(row.cells):
        parts = [text for r in above if (text := _carried(r, column, row))]
        own = row.cells.get(column)
        if own is not None:
            parts.append(own.text)
        if parts and any(column in r.cells for r in (row, *above)):
            found.append(Heading(column, tuple(dict.fromkeys(parts))))
    return tuple(found)


def holds_urn(row: Row) -> bool:
    """Whether a row is one of a case, and so no heading."""
    return any(urn_of(cell.text) for cell in row.cells.values())


def without_count(words: str) -> str:
    """Return a heading's bare words without the number that tells it from its like.

    >>> without_count("reason 2"), without_count("agree")
    ('reason', 'agree')
    """
    return _COUNTED.sub("", words).strip() or words


def _carried(band: Row, column: int, row: Row) -> str:
    """Return what a band says of a column: its cell there, or the nearest to the left.

    A band is not carried over a column without words in the lowest row: there a higher band
    has been joined downwards.
    """
    if column in band.cells:
        return band.cells[column].text
    left = [c for c in band.cells if c < column]
    alone = column not in row.cells
    return band.cells[max(left)].text if left and not alone else ""
