"""The columns of a Rich Text table, which says of each cell only where its right edge lies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evidence.readers.blocks import Row, Table

_NEAR = 40
"""Edges within so many twips of each other are one."""


@dataclass(frozen=True, slots=True)
class EdgedRow:
    """A row, and the right edges of its cells in twips, as far as they are given."""

    row: Row
    edges: tuple[int, ...]


def table_of(rows: list[EdgedRow]) -> Table:
    """Return the rows as a table, a wide cell across all the columns that it covers."""
    grid: list[int] = []
    for edge in sorted(edge for row in rows for edge in row.edges):
        if not grid or edge > grid[-1] + _NEAR:
            grid.append(edge)
    return Table(tuple(_placed(row, grid) for row in rows))


def _placed(row: EdgedRow, grid: list[int]) -> Row:
    if len(row.edges) < len(row.row.cells) or list(row.edges) != sorted(row.edges):
        return row.row
    cells, first = [], 0
    for cell, edge in zip(row.row.cells, row.edges, strict=False):
        last = sum(line <= edge + _NEAR for line in grid)
        cells.append(replace(cell, column=first, span=max(1, last - first)))
        first = max(first + 1, last)
    return replace(row.row, cells=tuple(cells))
