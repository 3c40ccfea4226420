"""What a table's rows say: their headings, whose the action is, and which cell is the minute.

Three kinds of table meet us in evidence. A list (an action log, a table of figures) is read
row by row, each cell under its heading. A minutes table (Item, Discussion, Action) holds the
minutes in one column. And a layout table only puts paragraphs beside each other; it is
dissolved into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.readers.blocks import Cell, Paragraph, Row, Table, joined
from evidence.readers.numbers import typed
from evidence.readers.tableheadings import (
    ACTION,
    ANSWER,
    DUE,
    MINUTE,
    NUMBER,
    OWNER,
    PEOPLE,
    QUESTION,
    Headings,
    headings_of,
    values_of,
)

_CONTINUED = re.compile(r"\s*\(?\bcont(?:inued|['\u2019]?d|\.)?\)?\.?\s*$", re.IGNORECASE)
_PROSE = 25
_SHORT = 8
_LONG_ROW = 90
_CELL_GAP = " | "


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph on its way to becoming a segment, with what its table says of it.

    `gap` is what stands before it in the frozen text. A `filler` is in the text (the number
    column of minutes, a heading row) but makes no segment of its own.
    """

    paragraph: Paragraph
    gap: str = "\n"
    filler: bool = False
    columns: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    due: str = ""
    number: str = ""
    heading: str = ""
    table: int = 0
    row: int = 0
    is_log: bool = False
    question: bool = False
    answer: bool = False
    attendance: bool = False


def units_of(blocks: tuple[Paragraph | Table, ...]) -> list[Unit]:
    """Return the units of a document's blocks in reading order."""
    units: list[Unit] = []
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            units.append(Unit(block))
        elif _is_layout(block):
            units += _dissolved(block)
        else:
            count += 1
            units += _rows(block, count)
    return units


def _dissolved(table: Table) -> Iterator[Unit]:
    """A layout table's paragraphs; a table within it is read as the table that it is."""
    for row in table.rows:
        for cell in row.cells:
            if not cell.repeats:
                yield from units_of(cell.blocks)


def _is_layout(table: Table) -> bool:
    """Whether a table only places paragraphs: one column, or one row that is no heading."""
    filled = [[c for c in row.cells if c.words and not c.repeats] for row in table.rows]
    if all(len(cells) <= 1 for cells in filled):
        return True
    if len([cells for cells in filled if cells]) == 1:
        return any(len(c.blocks) > 1 or _count(c) > _PROSE for cells in filled for c in cells)
    nested = any(isinstance(b, Table) for row in table.rows for c in row.cells for b in c.blocks)
    return nested and not any(row.heading for row in table.rows)


def _rows(table: Table, number: int) -> Iterator[Unit]:
    headings = headings_of(table)
    above: dict[int, str] = {}
    state = _Minutes()
    for place, row in enumerate(table.rows):
        if headings is not None and place < headings.rows:
            yield from _fillers(row, number, headings)
            continue
        values = values_of(row, above)
        above = values
        if headings is None:
            yield from _plain_row(row, number, place + 1)
        else:
            where = replace(_EMPTY, table=number, row=place + 1 - headings.rows)
            yield from _headed_row(row, headings, values, where, state)


_EMPTY = Unit(Paragraph(""))


class _Minutes:
    """What a minutes table said last, for its continued items."""

    def __init__(self) -> None:
        self.number = ""
        self.heading = ""


def _fillers(row: Row, table: int, headings: Headings) -> Iterator[Unit]:
    gap = "\n"
    for cell in row.cells:
        whole = _whole(cell)
        if whole.text and not cell.repeats:
            yield Unit(
                whole, gap=gap, filler=True, table=table, attendance=_is_attendance(headings)
            )
            gap = _CELL_GAP


def _whole(cell: Cell) -> Paragraph:
    return joined(tuple(p for p in cell.paragraphs if p.text or p.marks), "\n")


def _plain_row(row: Row, table: int, place: int) -> Iterator[Unit]:
    """A row without headings: a label and its value, or cells side by side."""
    cells = [cell for cell in row.cells if not cell.repeats]
    filled = [cell for cell in cells if cell.words]
    columns: tuple[tuple[str, str], ...] = ()
    if len(filled) == 2 and _count(filled[0]) <= _SHORT:  # noqa: PLR2004 - a label and its value
        columns = ((filled[0].words.rstrip(" :"), filled[1].words),)
    unit = Unit(Paragraph(""), columns=columns, table=table, row=place)
    if _is_long(filled):
        yield from _by_paragraph(cells, unit)
    else:
        yield replace(unit, paragraph=_row_paragraph(cells))


def _row_paragraph(cells: list[Cell]) -> Paragraph:
    return joined(tuple(_whole(cell) for cell in cells), _CELL_GAP)


def _is_long(cells: list[Cell]) -> bool:
    """Whether a row is prose that is better read paragraph by paragraph."""
    most = max((sum(bool(p.words) for p in cell.paragraphs) for cell in cells), default=0)
    return most > 1 and sum(_count(cell) for cell in cells) > _LONG_ROW


def _by_paragraph(cells: list[Cell], unit: Unit) -> Iterator[Unit]:
    for cell in cells:
        for paragraph in cell.paragraphs:
            yield replace(unit, paragraph=paragraph)


def _headed_row(
    row: Row, headings: Headings, values: dict[int, str], where: Unit, state: _Minutes
) -> Iterator[Unit]:
    columns = tuple(
        (name, " ".join(values.get(column, "").split()))
        for column, name in enumerate(headings.names)
        if name and values.get(column)
    )
    owner, due = headings.column(OWNER), headings.column(DUE)
    action = headings.column(ACTION)
    is_log = owner is not None and (due is not None or action is not None)
    unit = replace(
        where,
        columns=columns,
        owner=_flat(values, owner),
        # "Due" may also head a column of figures; with nobody's name it is no deadline.
        due=_flat(values, due) if is_log or action is not None else "",
        is_log=is_log,
        attendance=_is_attendance(headings),
    )
    asked, answered = headings.column(QUESTION), headings.column(ANSWER)
    if asked is not None and answered is not None:
        yield from _question_row(row, unit, asked)
        return
    minute = headings.column(MINUTE)
    if minute is not None and not unit.is_log:
        yield from _minute_row(row, headings, unit, minute, state)
        return
    cells = [cell for cell in row.cells if not cell.repeats]
    if _is_long(cells):
        yield from _by_paragraph(cells, unit)
    else:
        yield replace(unit, paragraph=_row_paragraph(cells), number=_row_number(values, headings))


def _flat(values: dict[int, str], column: int | None) -> str:
    words = "" if column is None else " ".join(values.get(column, "").split())
    return "" if words in {"-", "\u2013", "\u2014", "n/a", "N/A"} else words


def _row_number(values: dict[int, str], headings: Headings) -> str:
    """The row's own number or reference, where a column is for it."""
    words = _flat(values, headings.column(NUMBER))
    return words if 0 < len(words) <= 12 and " " not in words else ""  # noqa: PLR2004 - "N23/13"


def _is_attendance(headings: Headings) -> bool:
    names = [name for name in headings.names if name]
    return bool(names) and all(PEOPLE.match(name) for name in names)


def _question_row(row: Row, unit: Unit, asked: int) -> Iterator[Unit]:
    gap = "\n"
    for cell in row.cells:
        if cell.repeats:
            continue
        inside = cell.column == asked
        if inside:
            yield replace(unit, paragraph=_whole(cell), gap=gap, question=True)
        else:
            for paragraph in cell.paragraphs:
                yield replace(unit, paragraph=paragraph, gap=gap, answer=True)
                gap = "\n"
        gap = "\n"


def _minute_row(
    row: Row, headings: Headings, unit: Unit, minute: int, state: _Minutes
) -> Iterator[Unit]:
    """A row of minutes: the discussion is the segment, the other cells say what it is about."""
    values = {c.column: c.words for c in row.cells if not c.repeats}
    _note_item(values, headings, minute, state)
    action = headings.column(ACTION)
    said = " ".join(values.get(action, "").split()) if action is not None else ""
    owner = unit.owner or (said if _names_people(said) else "")
    unit = replace(unit, number=state.number, heading=state.heading, owner=owner)
    gap = "\n"
    for cell in row.cells:
        if cell.repeats:
            continue
        if cell.column == minute or (cell.column == action and said and not _names_people(said)):
            for paragraph in cell.paragraphs:
                yield replace(unit, paragraph=paragraph, gap=gap)
                gap = "\n"
        else:
            whole = _whole(cell)
            if whole.text or whole.marks:
                yield replace(unit, paragraph=whole, gap=gap, filler=True)
        gap = _CELL_GAP


def _note_item(values: dict[int, str], headings: Headings, minute: int, state: _Minutes) -> None:
    """Take the item's number and title from the columns before the discussion."""
    before = [" ".join(values.get(column, "").split()) for column in range(minute)]
    said = " ".join(words for words in before if words)
    if not said or _CONTINUED.fullmatch(said):
        return
    number = typed(said, bare=True) or typed(f"{said} ")
    title = said[number.end :] if number else said
    if not number and re.fullmatch(r"\d{1,3}(?:\.\d{1,2})*[a-z]?\.?", said):
        state.number, state.heading = said.rstrip("."), ""
        return
    continued = _CONTINUED.search(title)
    if continued:
        title = title[: continued.start()]
    if number and state.number == number.number and not title:
        return
    state.number = number.number if number else ""
    state.heading = title.strip(" .:")


def _names_people(words: str) -> bool:
    """Whether a cell of an Action column says who, and not what: "AK, NB", "All", "SDCPs".

    >>> _names_people("GS / NB"), _names_people("NB to circulate the note by Friday")
    (True, False)
    """
    parts = [part for part in re.split(r"\s*(?:[,;/&+]|\band\b|\bwith\b)\s*", words) if part]
    return bool(parts) and all(
        len(part.split()) <= 3 and part[0].isupper() and not part.endswith(".")  # noqa: PLR2004
        for part in parts
    )


def _count(cell: Cell) -> int:
    return len(cell.words.split())
