"""Rows and columns of values: which row holds the headings, and what each row says under them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.readers.blocks import Paragraph
from evidence.readers.pieces import Piece
from evidence.readers.tableheadings import ACTION, Headings, is_label
from evidence.readers.wordcharts import chart_blocks
from evidence.readers.wordml import Element
from evidence.segments import SegmentStatus

_FIGURE = re.compile(r"^[\s\u00a3$\u20ac(+-]*\d[\d.,:/%\s)-]*$|^(?:TRUE|FALSE|#\w+[!?/\w]*)$")
_LONG_HEADING = 12
_LOOKED_AT = 12
_SEVERAL = 2
_CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: its number as the file counts it, and its filled cells by column."""

    number: int
    cells: tuple[tuple[int, str], ...]
    hidden: bool = False

    @property
    def text(self) -> str:
        """Its cells, side by side."""
        return _CELL_GAP.join(words.strip() for _, words in self.cells if words.strip())


def pieces_of(
    rows: list[GridRow], place: Callable[[int], str], *, heading: str = "", page: int | None = None
) -> Iterator[Piece]:
    """Yield a grid's rows as pieces; `place` names a row by its number."""
    names: dict[int, str] = {}
    last, since, under = None, 0, 0
    for at, row in enumerate(rows):
        gap = last is not None and row.number > last + 1
        if gap and len(row.cells) < _SEVERAL:
            names = {}  # a lone line after an empty row is about what follows it
        since = 0 if gap else since + 1
        begins = gap or (not names and since <= _LOOKED_AT)
        last = row.number
        status = SegmentStatus.HIDDEN if row.hidden else SegmentStatus.LIVE
        if under == row.number or (begins and (_groups(rows, at) or _heads(rows, at))):
            grouped = under != row.number and _groups(rows, at)
            names = _named(rows, at) if grouped else names if under == row.number else _plain(row)
            under = rows[at + 1].number if grouped else under
            yield Piece(row.text, place(row.number), heading, page, status=status, filler=True)
            continue
        columns = _labelled(rows, at) or tuple(
            (names[column], " ".join(words.split()))
            for column, words in row.cells
            if names.get(column) and words.strip()
        )
        owner, due = _charged(names, dict(row.cells))
        yield Piece(row.text, place(row.number), heading, page, columns, owner, due, status=status)


def _plain(row: GridRow) -> dict[int, str]:
    return {column: " ".join(words.split()) for column, words in row.cells}


def _labelled(rows: list[GridRow], at: int) -> tuple[tuple[str, str], ...]:
    """A label and its value, among others like it: "Area | Wessex", "Quarter | Q1"."""
    near = [
        row for row in rows[max(0, at - 1) : at + 2] if abs(row.number - rows[at].number) < _SEVERAL
    ]
    pairs = [row for row in near if len(row.cells) == _SEVERAL and _is_label(row.cells[0][1])]
    if rows[at] not in pairs or len(pairs) < _SEVERAL:
        return ()
    (_, label), (_, value) = rows[at].cells
    return ((label.strip().rstrip(" :"), " ".join(value.split())),)


def _is_label(words: str) -> bool:
    return words.rstrip().endswith(":") or is_label(words.strip())


def _groups(rows: list[GridRow], at: int) -> bool:
    """Whether a row names groups of the columns that the row below it heads.

    "Crown Court" above Required and Done, "Magistrates" above Required and Done again.
    """
    if at + 2 >= len(rows) or any(rows[at + n].number != rows[at].number + n for n in (1, 2)):
        return False
    group, below, first = rows[at], rows[at + 1], rows[at + 2]
    if not group.cells or len(group.cells) * _SEVERAL > len(below.cells):
        return False
    if any(_FIGURE.match(w) or len(w.split()) > _LONG_HEADING for _, w in group.cells):
        return False
    if len(group.cells) == 1 and group.cells[0][0] <= below.cells[0][0]:
        return False  # a title
    figures = sum(bool(_FIGURE.match(w)) for _, w in below.cells)
    long = any(len(w.split()) > _LONG_HEADING for _, w in below.cells)
    under = {column for column, _ in below.cells}
    values = [w for column, w in first.cells if column in under]
    told = sum(bool(re.match(r"[\u00a3\d]", w)) for w in values)
    return not long and figures * 4 <= len(below.cells) and told * 3 >= len(values) > 1


def _named(rows: list[GridRow], at: int) -> dict[int, str]:
    """Headings of two rows: each column under the group that begins at it or before it."""
    groups, names, group, last = _plain(rows[at]), {}, "", -2
    for column, words in rows[at + 1].cells:
        group = groups.get(column, group if column == last + 1 else "")
        names[column] = " / ".join(w for w in (group, " ".join(words.split())) if w)
        last = column
    return names


def chart_pieces(root: Element, place: str, *, page: int | None = None) -> Iterator[Piece]:
    """Yield a chart's titles, and its points as the rows of a table."""
    for block in chart_blocks(root):
        if isinstance(block, Paragraph):
            yield Piece(block.text, f"{place}, title", page=page)
            continue
        names = {cell.column: cell.words for row in block.rows[:1] for cell in row.cells}
        for number, row in enumerate(block.rows):
            said = [(cell.column, cell.words) for cell in row.cells if cell.words]
            columns = tuple((names[at], words) for at, words in said if names.get(at) and number)
            text = _CELL_GAP.join(words for _, words in said)
            at = f"{place}, row {number}"
            yield Piece(text, at, page=page, columns=columns, filler=number == 0)


def _heads(rows: list[GridRow], at: int) -> bool:
    """Whether a row holds the headings of the rows below it."""
    row = rows[at]
    said = [words.strip() for _, words in row.cells if words.strip()]
    if len(said) < _SEVERAL or at + 1 >= len(rows) or len(set(said)) < len(said):
        return False
    if any(_FIGURE.match(w) or len(w.split()) > _LONG_HEADING for w in said) or _labelled(rows, at):
        return False
    below = rows[at + 1]
    shared = {column for column, _ in row.cells} & {column for column, _ in below.cells}
    return below.number == row.number + 1 and len(shared) * 2 >= min(len(said), len(below.cells))


def _charged(names: dict[int, str], values: dict[int, str]) -> tuple[str, str]:
    """Whose an action is and when it is due, where the row belongs to an action log."""
    columns = sorted(names)
    headings = Headings(tuple(names[column] for column in columns), 1)
    owner, due = headings.charged
    if owner is None or (due is None and headings.column(ACTION) is None):
        return "", ""
    said = [values.get(columns[n], "") if n is not None else "" for n in (owner, due)]
    return " ".join(said[0].split()), " ".join(said[1].split())
