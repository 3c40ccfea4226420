"""The statistics of counted blocks, each made when somebody asks for it.

There are some thousands of them, of which a page or a JSON document names a part. All are
counted at once, with their intervals; what reads like a statistic is made of the counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from evidence.examination.blocks import Block
from evidence.examination.crossed import wilson
from evidence.examination.statistics import Figures, Statistic

Place = tuple[int, int, int]
"""The number of a block, of one of its lines, and of one of its breakdowns."""


class Tabulated(Sequence[Statistic]):
    """Statistics in their order: some lines of blocks, each with all its breakdowns."""

    def __init__(self, blocks: Sequence[Block], order: Iterable[tuple[int, int]]) -> None:
        """Take blocks, and the number of the block and of its line in the order wanted."""
        self.blocks = tuple(blocks)
        self.order = tuple(order)
        self._named = {self.blocks[b].lines[line].name: (b, line) for b, line in self.order}
        self._suffixes = [{p.suffix: n for n, p in enumerate(b.breakdowns)} for b in self.blocks]
        self._figures = [_figures(block) for block in self.blocks]
        self._made: tuple[Statistic, ...] | None = None

    def find(self, statistic_id: str) -> Statistic | None:
        """Return the statistic of that id, or None."""
        place = self._place(statistic_id)
        return None if place is None else self._statistic(place)

    def figures(self, statistic_id: str) -> Figures | None:
        """Return the count, the total and the interval of the statistic of that id, or None."""
        place = self._place(statistic_id)
        if place is None:
            return None
        block, line, part = place
        return Figures(*(values[line][part] for values in self._figures[block]))

    def __len__(self) -> int:
        return sum(len(self.blocks[block].breakdowns) for block, _ in self.order)

    @overload
    def __getitem__(self, place: int) -> Statistic: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Statistic, ...]: ...
    def __getitem__(self, place: int | slice) -> Statistic | tuple[Statistic, ...]:
        return self._all()[place]

    def __iter__(self) -> Iterator[Statistic]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Tabulated | tuple):
            return len(self) == len(other) and tuple(self) == tuple(other)
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def _all(self) -> tuple[Statistic, ...]:
        if self._made is None:
            self._made = tuple(
                self._statistic((block, line, part))
                for block, line in self.order
                for part in range(len(self.blocks[block].breakdowns))
            )
        return self._made

    def _statistic(self, place: Place) -> Statistic:
        block, line, part = place
        counts, totals, *_ = self._figures[block]
        return self.blocks[block].statistic(line, part, counts[line][part], totals[line][part])

    def _place(self, statistic_id: str) -> Place | None:
        """Return where a statistic stands: its id is a line's name, and a breakdown's suffix."""
        name, suffix = statistic_id, ""
        while name:
            block, line = self._named.get(name, (0, -1))
            part = self._suffixes[block].get(suffix) if line >= 0 else None
            if part is not None:
                return block, line, part
            name, _, last = name.rpartition("/")
            suffix = f"/{last}{suffix}"
        return None


def _figures(block: Block) -> tuple[list[Any], ...]:
    """Return a block's counts, totals and bounds, each by line and breakdown."""
    bounds = wilson(block.counts, block.totals)
    return tuple(values.tolist() for values in (block.counts, block.totals, *bounds))
