"""Which cells of a table must not be published, so that no small number can be found out.

A count that is above 0 and below the threshold is hidden (primary suppression). Where only
such cells were hidden, subtraction from a total would bring them back; so the cheapest other
cells are hidden too (secondary suppression), until no hidden cell can be worked out to within
fewer whole numbers than the threshold. Totals are hidden last. Nothing tells the one kind of
hidden cell from the other.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.suppression.ranges import TOTAL, Node, Place, ends_of, range_of

_OF_A_TOTAL = 1_000_000
"""What hiding a total costs, in counts hidden: more than any table holds."""
_OF_THE_WHOLE = 1_000 * _OF_A_TOTAL
"""What hiding the grand total costs: more than all totals."""


class Side(StrEnum):
    """A kind of total: of each row, of each column, of the whole table."""

    ROWS = "rows"
    COLUMNS = "columns"
    WHOLE = "whole"


EVERY_SIDE = frozenset(Side)


@dataclass(frozen=True, slots=True)
class Margins:
    """Which totals are published beside the cells of a table, and which may not be hidden.

    Those that `stand` are published elsewhere in any case. Where such a total is small
    itself, what can be found out about its cells is at most how small it is.
    """

    rows: bool = True
    columns: bool = True
    whole: bool = True
    stand: frozenset[Side] = frozenset()


def hidden_cells(
    counts: Sequence[Sequence[int]],
    threshold: int,
    margins: Margins = Margins(),
    *,
    also: Iterable[Place] = (),
    known: Iterable[Place] = (),
) -> frozenset[Place]:
    """Return the cells and totals not to publish of a table of counts that is added up.

    A row is a list of counts; `TOTAL` stands for a margin in a place. A table of one row is a
    one-way table. `also` are cells to hide for another reason, `known` those of which every
    reader knows that they are empty. A threshold of 1 or less hides nothing else.
    """
    table = with_totals(counts)
    small = {p for p, n in table.items() if 0 < n < threshold and _may_hide(p, margins)}
    return protected(table, small | set(also), threshold, margins, known=known)


def protected(
    table: Mapping[Place, int],
    wanted: Iterable[Place],
    width: int,
    margins: Margins,
    *,
    known: Iterable[Place] = (),
) -> frozenset[Place]:
    """Return cells to hide, with those that must be hidden for their sake; never one `known`.

    `table` holds its totals; afterwards no hidden cell can be worked out to within fewer than
    `width` whole numbers.
    """
    unpublished = {place for place in table if not _published(place, margins)}
    hidden = unpublished | set(wanted)
    never = {p for p in table if _side(p) in margins.stand} - hidden | set(known)
    waiting = _smallest_last(hidden - unpublished, table)
    while waiting:
        place = waiting.pop()
        if not range_of(place, table, hidden).within(width):
            continue
        added = _cheapest_way(
            place, {p: n for p, n in table.items() if p not in never}, hidden, width
        )
        if added:
            hidden |= added
            waiting = _smallest_last(hidden - unpublished, table)
    return frozenset(hidden - unpublished)


def _smallest_last(places: Iterable[Place], table: Mapping[Place, int]) -> list[Place]:
    return sorted(places, key=lambda p: (table[p], p), reverse=True)


def with_totals(counts: Sequence[Sequence[int]]) -> dict[Place, int]:
    """Return the cells of a table with its margins."""
    table = {(r, c): n for r, row in enumerate(counts) for c, n in enumerate(row)}
    rows = {r for r, _ in table}
    columns = {c for _, c in table}
    sums = {(r, TOTAL): sum(counts[r]) for r in rows}
    sums |= {(TOTAL, c): sum(row[c] for row in counts) for c in columns}
    return {**table, **sums, (TOTAL, TOTAL): sum(map(sum, counts))}


def _side(place: Place) -> Side | None:
    """Return which kind of total a place is, or None of a cell."""
    row, column = place
    if row == TOTAL:
        return Side.WHOLE if column == TOTAL else Side.COLUMNS
    return Side.ROWS if column == TOTAL else None


def _may_hide(place: Place, margins: Margins) -> bool:
    return _side(place) not in margins.stand and _published(place, margins)


def _published(place: Place, margins: Margins) -> bool:
    side = _side(place)
    return (
        side is None
        or {
            Side.ROWS: margins.rows,
            Side.COLUMNS: margins.columns,
            Side.WHOLE: margins.whole,
        }[side]
    )


def _cheapest_way(
    place: Place, table: Mapping[Place, int], hidden: set[Place], width: int
) -> set[Place]:
    """Return the cells to hide so that a cell could be more, or else less: the cheapest way round.

    Cells on the way that would be less must hold as much as the cell is to vary. Where no way
    does, that which holds most of what is asked is taken, and the search begins again. Beside
    a small total that stands, a cell cannot be more; it can be as much less as it holds.
    """
    tail, head = ends_of(place)
    for start, goal, most in ((head, tail, width), (tail, head, min(width, table[place]))):
        for needed in range(most, 0, -1):
            new = _way_round(_ways(place, table, needed), start, goal, (table, hidden)) - hidden
            if new:
                return new
    return set()


def _way_round(
    ways: Mapping[Node, list[tuple[Node, Place]]],
    start: Node,
    goal: Node,
    among: tuple[Mapping[Place, int], set[Place]],
) -> set[Place]:
    """Return the cells on the way that hides least; `among` are all counts and what is hidden."""
    table, hidden = among
    best = {start: 0}
    came: dict[Node, tuple[Node, Place]] = {}
    queue: list[tuple[int, Node]] = [(0, start)]
    while queue:
        cost, node = heapq.heappop(queue)
        if node == goal:
            return _cells(came, start, goal)
        for following, other in ways.get(node, ()) if cost == best[node] else ():
            further = cost + (0 if other in hidden else _cost(other, table))
            if further < best.get(following, further + 1):
                best[following] = further
                came[following] = (node, other)
                heapq.heappush(queue, (further, following))
    return set()


def _ways(
    place: Place, table: Mapping[Place, int], needed: int
) -> dict[Node, list[tuple[Node, Place]]]:
    """Return where more of a count could go on to, from each line of the table."""
    ways: dict[Node, list[tuple[Node, Place]]] = {}
    for other, count in table.items():
        if other != place:
            tail, head = ends_of(other)
            ways.setdefault(tail, []).append((head, other))
            if count >= needed:
                ways.setdefault(head, []).append((tail, other))
    return ways


def _cells(came: Mapping[Node, tuple[Node, Place]], start: Node, goal: Node) -> set[Place]:
    cells = set()
    node = goal
    while node != start:
        node, cell = came[node]
        cells.add(cell)
    return cells


def _cost(place: Place, table: Mapping[Place, int]) -> int:
    side = _side(place)
    extra = {None: 0, Side.WHOLE: _OF_THE_WHOLE}.get(side, _OF_A_TOTAL)
    return table[place] + 1 + extra
