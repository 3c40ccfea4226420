"""What a table's rows say: their headings, whose the action is, and which cell is the minute.

Four kinds of table meet us in evidence. A list (an action log, a table of figures) is read
row by row, each cell under its heading. A minutes table (Item, Discussion, Action) holds the
minutes in one column. A card says one thing in labels and values (Action, Owner, Deadline).
And a layout table only puts paragraphs beside each other; it is dissolved into them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.readers.blocks import Cell, Paragraph, Row, Table
from evidence.readers.cells import (
    CELL_GAP,
    bar_of,
    by_paragraph,
    count_of,
    flat,
    is_long,
    row_paragraph,
    whole,
)
from evidence.readers.minutetables import MinuteRows, items_of
from evidence.readers.numbers import typed
from evidence.readers.prompts import asks_in_writing
from evidence.readers.questiontables import asking_column, is_mark
from evidence.readers.tableheadings import (
    ACTION,
    DUE,
    NUMBER,
    OWNER,
    PEOPLE,
    Headings,
    headings_of,
    is_label,
    values_of,
)
from evidence.readers.units import Unit

_PROSE = 25
_SHORT = 8
_LONG_TITLE = 14
_MOST_LABELS = 8
_EMPTY = Unit(Paragraph(""))


def units_of(blocks: tuple[Paragraph | Table, ...]) -> list[Unit]:
    """Return the units of a document's blocks in reading order."""
    units: list[Unit] = []
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            units.append(Unit(block))
        elif _is_layout(block):
            units += _dissolved(block)
        elif item := _item_bar(block):
            units += item
        else:
            count += 1
            units += _card(block, count) or _rows(block, count)
    return units


def _dissolved(table: Table) -> Iterator[Unit]:
    cells = [cell for row in table.rows for cell in row.cells if cell.words]
    for row in table.rows:
        for cell in row.cells:
            boxed = len(cells) == 1 and asks_in_writing(cell.words)
            yield from units_of(tuple(_set_apart(b) if boxed else b for b in cell.blocks))


def _set_apart(block: Paragraph | Table) -> Paragraph | Table:
    """A question in a box of its own is set apart as one in bold is."""
    return replace(block, emphatic=True) if isinstance(block, Paragraph) else block


def _is_layout(table: Table) -> bool:
    """Whether a table only places paragraphs: one column, or one row that is no heading."""
    filled = [[c for c in row.cells if c.words and not c.repeats] for row in table.rows]
    if all(len(cells) <= 1 for cells in filled):
        return True
    if len([cells for cells in filled if cells]) == 1:
        return any(len(c.blocks) > 1 or count_of(c) > _PROSE for cells in filled for c in cells)
    nested = any(isinstance(b, Table) for row in table.rows for c in row.cells for b in c.blocks)
    return nested and not any(row.heading for row in table.rows)


def _item_bar(table: Table) -> list[Unit]:
    """An item's number and title in the cells of a table of one row."""
    cells = [cell for row in table.rows for cell in row.cells if cell.words and not cell.repeats]
    if len(cells) != 2 or count_of(cells[1]) > _LONG_TITLE:  # noqa: PLR2004 - a number, a title
        return []
    number, title = whole(cells[0]), whole(cells[1])
    found = typed(f"{number.words}. ")
    if found is None or not number.words[0].isdigit() or "\n" in title.words:
        return []
    title = replace(title, label=found.number, emphatic=True)
    return [Unit(number, filler=True), Unit(title, gap=CELL_GAP)]


def _card(table: Table, count: int) -> list[Unit]:
    """A table of labels and values that is one action; its other rows say more of it."""
    rows = [[cell for cell in row.cells if not cell.repeats] for row in table.rows]
    if len(rows) > _MOST_LABELS or any(len(cells) != 2 for cells in rows):  # noqa: PLR2004
        return []
    said = [(flat(label.words).rstrip(" :"), flat(value.words)) for label, value in rows]
    named = Headings(tuple(label for label, _ in said), 0)
    what, who, when = named.column(ACTION), named.column(OWNER), named.column(DUE)
    if what is None or who is None or count_of(rows[what][1]) <= 1:
        return []
    done = replace(
        _EMPTY,
        columns=tuple((label, value) for label, value in said if label and value),
        owner=said[who][1],
        due=said[when][1] if when is not None else "",
        table=count,
        row=what + 1,
    )
    units = []
    for place, (label, value) in enumerate(rows):
        units.append(Unit(whole(label), filler=True, table=count))
        paragraph = whole(value)
        units.append(
            replace(done, paragraph=paragraph, gap=CELL_GAP)
            if place == what
            else Unit(paragraph, gap=CELL_GAP, filler=True, table=count)
        )
    return units


def _rows(table: Table, number: int) -> Iterator[Unit]:
    titles, table = _titles(table)
    yield from titles
    headings = headings_of(table)
    minutes = items_of(table) if headings is None else MinuteRows(table, headings)
    asked = asking_column(table, headings)
    above: dict[int, str] = {}
    for place, row in enumerate(table.rows):
        if headings is not None and place < headings.rows:
            yield from _fillers(row, number, headings)
            continue
        values = values_of(row, above)
        above = values
        where = replace(_EMPTY, table=number, row=place + 1 - (headings.rows if headings else 0))
        bar = bar_of(table, row)
        if headings is not None and (bar is not None or _heads_again(row, headings)):
            is_list = minutes is None or minutes.minute is None
            yield from (
                [Unit(bar, table=number, bar=is_list)] if bar else _fillers(row, number, headings)
            )
        elif headings is not None:
            yield from _headed_row(row, headings, values, where, minutes, asked)
        elif asked is not None:
            yield from _question_row(row, where, asked)
        elif minutes is not None and minutes.holds(row):
            yield from minutes.row(row, where)
        else:
            yield from _plain_row(row, where)


def _titles(table: Table) -> tuple[list[Unit], Table]:
    """What stands above a table's headings in rows of one cell, and the table without it."""
    titles: list[Unit] = []
    rows = table.rows
    while len(rows) > 2 and not rows[0].heading:  # noqa: PLR2004 - headings, and a row
        bar = bar_of(table, rows[0])
        if bar is None or bar_of(table, rows[1]) is not None or len(rows[1].cells) == 1:
            break
        titles.append(Unit(bar))
        rows = rows[1:]
    return titles, replace(table, rows=rows)


def _heads_again(row: Row, headings: Headings) -> bool:
    """Whether a row says the headings once more, as at the top of a page."""
    said = [(cell.column, flat(cell.words)) for cell in row.cells if cell.words]
    names = headings.names
    return len(said) > 1 and all(c < len(names) and names[c] == words for c, words in said)


def _fillers(row: Row, table: int, headings: Headings) -> Iterator[Unit]:
    gap = "\n"
    for cell in row.cells:
        words = whole(cell)
        if words.text and not cell.repeats:
            yield Unit(
                words, gap=gap, filler=True, table=table, attendance=_is_attendance(headings)
            )
            gap = CELL_GAP


def _plain_row(row: Row, where: Unit) -> Iterator[Unit]:
    """A row without headings: a label and its value, or cells side by side."""
    cells = [cell for cell in row.cells if not cell.repeats]
    filled = [cell for cell in cells if cell.words]
    columns: tuple[tuple[str, str], ...] = ()
    labelled = all(is_label(flat(cell.words)) for cell in filled[::2])
    if (len(filled) == 2 and count_of(filled[0]) <= _SHORT) or (  # noqa: PLR2004 - a label, a value
        labelled and filled and len(filled) % 2 == 0
    ):
        pairs = zip(filled[::2], filled[1::2], strict=True)
        columns = tuple((label.words.rstrip(" :"), value.words) for label, value in pairs)
    unit = replace(where, columns=columns, labels=bool(columns))
    if is_long(filled):
        yield from by_paragraph(cells, unit)
    else:
        yield replace(unit, paragraph=row_paragraph(cells))


def _headed_row(
    row: Row,
    headings: Headings,
    values: dict[int, str],
    where: Unit,
    minutes: MinuteRows | None,
    asked: int | None,
) -> Iterator[Unit]:
    columns = tuple(
        (name, flat(values.get(column, "")))
        for column, name in enumerate(headings.names)
        if name and values.get(column)
    )
    owner, due = headings.charged
    action = headings.column(ACTION)
    is_minutes = minutes is not None and minutes.holds(row)
    is_log = owner is not None and (due is not None or action is not None) and not is_minutes
    unit = replace(
        where,
        columns=columns,
        owner=_said(values, owner),
        # "Due" may also head a column of figures; with nobody's name it is no deadline.
        due=_said(values, due) if is_log or is_minutes or action is not None else "",
        is_log=is_log,
        attendance=_is_attendance(headings),
    )
    if asked is not None:
        yield from _question_row(row, unit, asked)
        return
    if minutes is not None and is_minutes:
        yield from minutes.row(row, unit)
        return
    cells = [cell for cell in row.cells if not cell.repeats]
    if is_long(cells):
        yield from by_paragraph(cells, unit, headings.names)
    else:
        yield replace(unit, paragraph=row_paragraph(cells), number=_row_number(values, headings))


def _said(values: dict[int, str], column: int | None) -> str:
    words = "" if column is None else flat(values.get(column, ""))
    return "" if words in {"-", "\u2013", "\u2014", "n/a", "N/A"} else words


def _row_number(values: dict[int, str], headings: Headings) -> str:
    """The row's own number or reference, where a column is for it."""
    words = _said(values, headings.column(NUMBER))
    return words if 0 < len(words) <= 12 and " " not in words else ""  # noqa: PLR2004 - "N23/13"


def _is_attendance(headings: Headings) -> bool:
    names = [name for name in headings.names if name]
    return bool(names) and all(PEOPLE.match(name) for name in names)


def _question_row(row: Row, unit: Unit, asked: int) -> Iterator[Unit]:
    gap = "\n"
    for cell in row.cells:
        if cell.repeats:
            continue
        if cell.column == asked:
            yield replace(unit, paragraph=whole(cell), gap=gap, question=True)
        elif is_mark(cell):
            yield replace(unit, paragraph=whole(cell), gap=gap, filler=True)
        else:
            yield from _answers(cell, unit, gap)
        gap = "\n"


def _answers(cell: Cell, unit: Unit, gap: str) -> Iterator[Unit]:
    for paragraph in cell.paragraphs:
        yield replace(unit, paragraph=paragraph, gap=gap, answer=True)
        gap = "\n"
