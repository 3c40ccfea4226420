"""What the published cells of a table let a reader work out about those that are not.

A table with totals is a circulation: each count flows from its row to its column, each row's
total into the row, each column's total out of it, and the grand total from the columns back
to the rows. Counts are never below 0. So how much more, or less, a cell could be, with all
that is published as it is, is the most that can flow round through other unpublished cells;
and since the flows are whole numbers, the range found is exact.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Node = tuple[str, int]
Place = tuple[int, int]
"""A cell as its row and column; `TOTAL` in place of one is the margin, of both the whole."""

TOTAL = -1
_UNBOUNDED = 10**12


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most that a cell could be, as a reader can work out."""

    least: int
    most: int | None
    """None where nothing bounds it."""

    def within(self, width: int) -> bool:
        """Whether the cell is known to within fewer than `width` whole numbers up or down."""
        return self.most is not None and self.most - self.least < width


def ends_of(place: Place) -> tuple[Node, Node]:
    """Return where a cell's count flows from and to."""
    row, column = place
    if row == TOTAL and column == TOTAL:
        return ("row", TOTAL), ("column", TOTAL)
    if column == TOTAL:
        return ("column", TOTAL), ("row", row)
    if row == TOTAL:
        return ("column", column), ("row", TOTAL)
    return ("row", row), ("column", column)


def range_of(place: Place, counts: Mapping[Place, int], hidden: Iterable[Place]) -> Range:
    """Return what can be worked out about a hidden cell, from all cells that are not hidden."""
    start, end = ends_of(place)
    residual: dict[Node, dict[Node, int]] = {}
    for other in hidden:
        if other != place:
            tail, head = ends_of(other)
            _add(residual, tail, head, _UNBOUNDED)
            _add(residual, head, tail, counts[other])
    value = counts[place]
    up = _most_flow({n: dict(c) for n, c in residual.items()}, end, start, _UNBOUNDED)
    down = _most_flow(residual, start, end, value)
    return Range(value - down, None if up >= _UNBOUNDED else value + up)


def _add(residual: dict[Node, dict[Node, int]], tail: Node, head: Node, capacity: int) -> None:
    to = residual.setdefault(tail, {})
    to[head] = to.get(head, 0) + capacity
    residual.setdefault(head, {}).setdefault(tail, 0)


def _most_flow(residual: dict[Node, dict[Node, int]], start: Node, end: Node, enough: int) -> int:
    """Return how much can flow, by shortest augmenting paths (Edmonds and Karp, 1972)."""
    flow = 0
    while flow < enough:
        before = _path(residual, start, end)
        if end not in before:
            break
        steps = []
        node = end
        while node != start:
            steps.append((before[node], node))
            node = before[node]
        amount = min(enough - flow, *(residual[a][b] for a, b in steps))
        for a, b in steps:
            residual[a][b] -= amount
            residual[b][a] += amount
        flow += amount
    return flow


def _path(residual: dict[Node, dict[Node, int]], start: Node, end: Node) -> dict[Node, Node]:
    before: dict[Node, Node] = {}
    waiting = deque([start])
    while waiting and end not in before:
        node = waiting.popleft()
        for following, capacity in residual.get(node, {}).items():
            if capacity > 0 and following not in before and following != start:
                before[following] = node
                waiting.append(following)
    return before
