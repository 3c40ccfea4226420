"""Tables of a PDF's page, found by the lines that are ruled around their cells."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace

from evidence.readers.blocks import Cell, Paragraph, Row, Table, joined

Box = tuple[float, float, float, float]
_THIN = 6.0
_SHORT = 12.0
_NEAR = 4.0
_SEVERAL = 3
_MOST_RULES = 2_000


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of one table: from left to right, and from bottom to top."""

    across: tuple[float, ...]
    upward: tuple[float, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.upward[-1]

    def holds(self, box: Box) -> bool:
        """Whether words stand within the table."""
        x, y = box[0] + 1.0, (box[1] + box[3]) / 2
        return self.across[0] <= x <= self.across[-1] and self.upward[0] <= y <= self.upward[-1]

    def cell(self, box: Box) -> tuple[int, int]:
        """The row, from the top, and the column in which words stand."""
        row = bisect_right(self.upward, (box[1] + box[3]) / 2)
        return len(self.upward) - 1 - row, max(0, bisect_right(self.across, box[0] + 1.0) - 1)


def grids(rules: list[Box]) -> list[Grid]:
    """Return the tables that ruled lines make, from the top of the page to its bottom."""
    level = [r for r in rules if r[3] - r[1] < _THIN and r[2] - r[0] > _SHORT][:_MOST_RULES]
    upright = [r for r in rules if r[2] - r[0] < _THIN and r[3] - r[1] > _SHORT][:_MOST_RULES]
    found = []
    for low, high in _stretches([(r[1], r[3]) for r in upright]):
        lines = [r for r in upright if low - _NEAR <= r[1] and r[3] <= high + _NEAR]
        across = _apart([(r[0] + r[2]) / 2 for r in lines])
        ends = [y for r in lines for y in (r[1], r[3])] if not level else []
        upward = _apart(
            [low, high, *ends]
            + [(r[1] + r[3]) / 2 for r in level if low - _NEAR <= r[1] and r[3] <= high + _NEAR]
        )
        if len(across) >= _SEVERAL and len(upward) >= _SEVERAL:
            found.append(Grid(tuple(across), tuple(upward)))
    return sorted(found, key=lambda grid: -grid.top)


def columns(grid: Grid, box: Box, from_x: float) -> bool:
    """Whether a line of the table stands between a place and the box to the right of it."""
    if not grid.upward[0] <= (box[1] + box[3]) / 2 <= grid.upward[-1]:
        return False
    return any(from_x - 1.0 <= x <= box[0] + 1.0 for x in grid.across)


def _stretches(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that overlap or touch, put together."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1] + _NEAR:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined


def _apart(places: list[float]) -> list[float]:
    """Places in order, each once, however thick the line that was ruled there."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def table_of(grid: Grid, cells: dict[tuple[int, int], tuple[Paragraph, ...]]) -> Table:
    """Return the words of cells as a table; rows without words are left out."""
    rows = []
    for row in range(len(grid.upward) - 1):
        said = [cells.get((row, column), ()) for column in range(len(grid.across) - 1)]
        if any(said):
            rows.append(Row(tuple(Cell(words, column) for column, words in enumerate(said))))
    return Table(tuple(rows))


def carried_on(before: Table, after: Table) -> Table | None:
    """Return two tables as one where the second goes on from the page before, or None."""
    first, second = before.rows[0], after.rows[0]
    if len(first.cells) != len(second.cells):
        return None
    said = [[cell.words for cell in row.cells] for row in (first, second)]
    rest = after.rows[1:] if said[0] == said[1] else after.rows
    if rest and not rest[0].cells[0].words and before.rows[-1].cells[0].words:
        broken = zip(before.rows[-1].cells, rest[0].cells, strict=True)
        whole = Row(tuple(_continued(above, below) for above, below in broken))
        return Table((*before.rows[:-1], whole, *rest[1:]))
    return Table((*before.rows, *rest))


def _continued(above: Cell, below: Cell) -> Cell:
    """A cell whose last lines stand on the next page."""
    paragraphs = tuple(p for p in (*above.paragraphs, *below.paragraphs) if p.text)
    return replace(above, blocks=(joined(paragraphs, " "),) if paragraphs else ())
