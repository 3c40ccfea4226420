"""Cells and rows of a table as paragraphs: side by side, one by one, or a bar across all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.readers.blocks import Cell, Paragraph, Row, Table, joined
from evidence.readers.units import Unit

CELL_GAP = " | "
_LONG_ROW = 90
_LONG_BAR = 14
_FEW = 12
_ENOUGH = 50
_SEVERAL = 2


def whole(cell: Cell) -> Paragraph:
    """A cell's paragraphs as one, each on a line."""
    return joined(tuple(p for p in cell.paragraphs if p.text or p.marks), "\n")


def flat(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


def row_paragraph(cells: list[Cell]) -> Paragraph:
    """Return a row's cells side by side."""
    return joined(tuple(whole(cell) for cell in cells), CELL_GAP)


def is_long(cells: list[Cell]) -> bool:
    """Whether a row is prose that is better read paragraph by paragraph."""
    most = max((sum(bool(p.words) for p in cell.paragraphs) for cell in cells), default=0)
    return most > 1 and sum(count_of(cell) for cell in cells) > _LONG_ROW


def by_paragraph(cells: list[Cell], unit: Unit, names: tuple[str, ...] = ()) -> Iterator[Unit]:
    """Each paragraph of a row for itself; the few words of a cell beside it frame it.

    A paragraph knows the short cells of its row and the heading of its own column (`names`),
    and not what the other columns say at length.
    """
    prose = {cell.column for cell in cells if count_of(cell) > _FEW or not names}
    for cell in cells:
        if cell.column not in prose:
            if cell.words:
                yield replace(unit, paragraph=whole(cell), filler=True)
            continue
        others = {names[c] for c in prose - {cell.column} if c < len(names)}
        own = replace(unit, columns=tuple(pair for pair in unit.columns if pair[0] not in others))
        for paragraph in cell.paragraphs:
            yield replace(own, paragraph=paragraph)


def count_of(cell: Cell) -> int:
    """How many words a cell holds."""
    return len(cell.words.split())


def bar_of(table: Table, row: Row) -> Paragraph | None:
    """The few words of a row that go across a table of several columns, or None.

    Such a bar heads the rows below it: "2. MATTERS ARISING".
    """
    filled = [cell for cell in row.cells if cell.words and not cell.repeats]
    if len(filled) != 1 or row.heading:
        return None
    # The first rows tell how wide it is: a table may have twenty thousand.
    above = (cell for each in table.rows[:_ENOUGH] for cell in each.cells)
    width = max((cell.column + cell.span for cell in (*above, *row.cells)), default=0)
    if width < _SEVERAL:
        return None
    cell = filled[0]
    across = cell.span >= width or (len(row.cells) == 1 and cell.span >= width - 1)
    if cell.column == 0 and len(row.cells) > 1:  # the other cells were left empty
        across = (
            across or row is table.rows[0] or all(p.emphatic for p in cell.paragraphs if p.text)
        )
    if not across or count_of(cell) > _LONG_BAR or len(cell.blocks) > 1:
        return None
    bar = whole(cell)
    if bar.words.endswith((".", ";", ",")):
        return None
    return replace(bar, emphatic=True)
