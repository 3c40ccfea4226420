"""Defects as a person mends them: what is one slip in many cells is told on one line.

A form that lacks its last columns has hundreds of empty cells, and one thing to do. Nothing is
left out: each line says how many cells it stands for, and where they begin and end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evidence.examination.defects import Defect

_Rows = list[list[Defect]]
"""Of one row after the other, the defects that are told together."""
_A_ROW = 4
"""So many empty cells of one row are told together."""


@dataclass(frozen=True, slots=True)
class DefectLine:
    """What is wrong in `cells` cells of a sheet; `where` is an address or a range of them."""

    sheet: str
    where: str
    files: str
    message: str
    way_out: str
    cells: int = 1


def defect_lines(defects: Iterable[Defect]) -> Iterator[DefectLine]:
    """Yield the defects of a workbook in the order in which they were found, slips together.

    Empty cells of a row are one line, and rows below it that lack the same cells belong to it.
    Other defects are told together where one column says the same in row after row.

    >>> empty = [Defect("Files", f"B{n}", "missing_answer", "It is empty.", "Write yes or no.",
    ...     f"A-{n}") for n in (5, 6, 7)]
    >>> [(line.where, line.files, line.cells) for line in defect_lines(empty)]
    [('B5:B7', 'A-5 to A-7', 3)]
    """
    groups: list[_Rows] = []
    open_ones: list[_Rows] = []
    for line in _rows(defects):
        above = next((g for g in open_ones if _follows(g[-1], line)), None)
        if above is None:
            groups.append([line])
            open_ones.append(groups[-1])
        else:
            above.append(line)
        open_ones = [g for g in open_ones if g[-1][0].row >= line[0].row - 1]
    yield from map(_told, groups)


def _rows(defects: Iterable[Defect]) -> Iterator[list[Defect]]:
    """Yield what is told together of each row: its empty cells, if many, and else cell by cell."""
    for _, found in groupby(defects, key=lambda d: (d.sheet, d.row)):
        row = list(found)
        empty = [d for d in row if d.code == "missing_answer"]
        together = empty if len(empty) >= _A_ROW else []
        for defect in row:
            if defect not in together:
                yield [defect]
            elif defect is together[0]:
                yield together


def _follows(above: Sequence[Defect], below: Sequence[Defect]) -> bool:
    """Whether a row's defects are those of the row just above it."""
    return above[0].row == below[0].row - 1 and list(map(_said, above)) == list(map(_said, below))


def _said(defect: Defect) -> tuple[str, ...]:
    column = defect.cell.rstrip("0123456789")
    return defect.sheet, column, defect.code, defect.message, defect.way_out


def _told(group: _Rows) -> DefectLine:
    first, last = group[0][0], group[-1][-1]
    cells = sum(map(len, group))
    across = len(group[0]) > 1
    files = tuple(dict.fromkeys(row[0].file_ref for row in group if row[0].file_ref))
    ways = {defect.way_out for defect in group[0]}
    return DefectLine(
        first.sheet,
        first.cell if cells == 1 else f"{first.cell}:{last.cell}",
        f"{files[0]} to {files[-1]}" if len(files) > 1 else "".join(files),
        f"{cells} cells here are empty." if across else first.message,
        first.way_out if len(ways) == 1 else "Answer each of them.",
        cells,
    )
