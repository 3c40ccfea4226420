"""Minutes that are kept in a table: the discussion is the segment, the other cells frame it.

The columns before the discussion number and name the item; those behind it say who acts and
by when. Such a table may have headings (Item, Discussion, Action), or only look like one: a
numbered title on the left, what was said on the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.readers.actions import is_action
from evidence.readers.blocks import Cell, Paragraph, Row, Table
from evidence.readers.cells import CELL_GAP, count_of, flat, whole
from evidence.readers.numbers import typed
from evidence.readers.tableheadings import (
    ACTION,
    DISCUSSION,
    MINUTE,
    OWNER,
    TOPIC,
    Headings,
)
from evidence.readers.units import Unit

_CONTINUED = re.compile(r"\s*\(?\bcont(?:inued|['\u2019]?d|\.)?\)?\.?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:[./]\d{1,3})*[a-z]?\.?")
_SOMEBODY = re.compile(
    r"(?!(?i:none|nil|noted|closed|completed?|agreed)\b)[A-Z][\w.\u2019'-]*"
    r"(?: (?:[A-Z(][\w.()\u2019'-]*|of|the|heads?|leads?|managers?|teams?|members?|staff))*"
)
_LONG_TITLE = 14
_SEVERAL = 2
_LETTERS = re.compile(r"[^\W\d_]{3}")


class MinuteRows:
    """The rows of one table of minutes; it knows what the rows above said, for continued items."""

    def __init__(self, table: Table, headings: Headings, column: int | None = None) -> None:
        self.headings = headings
        self.minute = minute_column(table, headings) if column is None else column
        self.titled = False
        if self.minute is None:
            self.minute = _told_under_topics(table, headings)
            self.titled = self.minute is not None
        self.number = ""
        self.heading = ""

    def holds(self, row: Row) -> bool:
        """Whether a row is one of minutes."""
        if self.minute is None:
            return False
        return bool(self.headings.rows) or bool(self.number or _item_at(row, self.minute))

    def row(self, row: Row, unit: Unit) -> Iterator[Unit]:
        """The units of a row: its minute, its action, and the rest as filler."""
        values = {c.column: c.words for c in row.cells if not c.repeats}
        self._note_item(values)
        action = self.headings.column(ACTION)
        said = flat(values.get(action, "")) if action is not None else ""
        owned = self.headings.column(OWNER) is not None
        described = bool(said) and (owned or not _names_people(said))
        unit = replace(
            unit,
            number=self.number,
            heading=self.heading,
            owner=unit.owner or ("" if described else said),
        )
        gap = "\n"
        for cell in row.cells:
            if cell.repeats:
                continue
            if cell.column == self.minute:
                title = _title_in(cell) if self.titled else None
                if title is not None:
                    self.heading = title.words.rstrip(" .:")
                    yield replace(unit, paragraph=title, gap=gap, filler=True)
                    unit = replace(unit, heading=self.heading)
                    cell, gap = replace(cell, blocks=cell.blocks[1:]), "\n"  # noqa: PLW2901
                yield from _minute(cell, unit, gap, charged=not described)
            elif described and cell.column == action:
                yield from _by_line(cell, unit, gap)
            else:
                yield from _beside(cell, unit, gap)
            gap = CELL_GAP

    def _note_item(self, values: dict[int, str]) -> None:
        """Take the item's number and title from the columns before the discussion."""
        beside = self.headings.charged
        columns = [c for c in range(self.minute or 0) if c not in beside]
        before = [flat(values.get(column, "")) for column in columns]
        said = " ".join(words for words in before if words)
        if not said or _CONTINUED.fullmatch(said):
            return
        if _NUMBER.fullmatch(said):
            self.number, self.heading = said.rstrip("."), ""
            return
        number = typed(said, bare=True) or typed(f"{said} ")
        title = said[number.end :] if number else said
        continued = _CONTINUED.search(title)
        if continued:
            title = title[: continued.start()]
        if number and self.number == number.number and not title:
            return
        self.number = number.number if number else ""
        self.heading = title.strip(" .:")


def minute_column(table: Table, headings: Headings) -> int | None:
    """The column that holds what was said, or None where the table is no minutes.

    An action log may have a column of notes too: there the action comes first, or nothing
    before the notes says what they are about.
    """
    action = headings.column(ACTION)
    owner, due = headings.charged
    is_log = owner is not None and (due is not None or action is not None)
    for column, name in enumerate(headings.names):
        early = action is None or column < action
        if DISCUSSION.match(name) and early and column != owner:
            return column
        if MINUTE.match(name) and (not is_log or (early and _has_topics(table, headings, column))):
            return column
    return None


def _told_under_topics(table: Table, headings: Headings) -> int | None:
    """The column of topics where what was said stands below each topic, in the same cell."""
    owner, due = headings.charged
    if owner is not None and due is not None:
        return None
    for column, name in enumerate(headings.names):
        if TOPIC.match(name):
            rows = table.rows[headings.rows :]
            cells = [c for row in rows for c in row.cells if c.column == column and c.words]
            told = sum(_title_in(cell) is not None for cell in cells)
            if told >= _SEVERAL and told * 2 >= len(cells):
                return column
    return None


def _title_in(cell: Cell) -> Paragraph | None:
    """The first paragraph of a cell, where it is no sentence and more stands below it."""
    first = cell.blocks[0] if cell.blocks else None
    if not isinstance(first, Paragraph) or not cell.words or len(cell.paragraphs) < _SEVERAL:
        return None
    short = 0 < len(first.words.split()) <= _LONG_TITLE
    return first if short and first.words[-1] not in ".;,!?" else None


def items_of(table: Table) -> MinuteRows | None:
    """A table without headings whose rows are items: "2. Listing" beside what was said."""
    width = max((len(row.cells) for row in table.rows), default=0)
    for minute in range(1, min(width, 3)):
        if sum(_item_at(row, minute) for row in table.rows) >= _SEVERAL:
            names = ("",) * (minute + 1) + ("Action",) * (width > minute + 1)
            return MinuteRows(table, Headings(names, 0), minute)
    return None


def _item_at(row: Row, minute: int) -> bool:
    """Whether a row begins with a number and a title, and goes on with a longer text."""
    cells = {cell.column: cell for cell in row.cells if cell.words and not cell.repeats}
    if minute not in cells or not any(column < minute for column in cells):
        return False
    said = " ".join(flat(cells[c].words) for c in sorted(cells) if c < minute)
    number = typed(said, bare=True)
    if number is None or not number.number[0].isdigit() or not said[number.end :]:
        return False
    title = len(said.split())
    return title <= _LONG_TITLE and count_of(cells[minute]) > title + 1


def _has_topics(table: Table, headings: Headings, minute: int) -> bool:
    """Whether a column before the minute says in words what it is about."""
    for column, name in enumerate(headings.names[:minute]):
        if TOPIC.match(name) and not OWNER.match(name):
            cells = [c for row in table.rows[headings.rows :] for c in row.cells]
            return any(_LETTERS.search(c.words) for c in cells if c.column == column)
    return False


def _minute(cell: Cell, unit: Unit, gap: str, *, charged: bool) -> Iterator[Unit]:
    """The paragraphs of a discussion; who acts is told of those that are actions, if any are."""
    acting = [is_action(p.words) for p in cell.paragraphs]
    for paragraph, acts in zip(cell.paragraphs, acting, strict=True):
        mine = charged and (acts or not any(acting))
        own = unit if mine else replace(unit, owner="", due="")
        yield replace(own, paragraph=paragraph, gap=gap)
        gap = "\n"


def _by_line(cell: Cell, unit: Unit, gap: str) -> Iterator[Unit]:
    """Each action of a cell for itself."""
    lines: list[Paragraph] = [line for p in cell.paragraphs for line in p.by_line()]
    for line in lines:
        yield replace(unit, paragraph=line, gap=gap)
        gap = "\n"


def _beside(cell: Cell, unit: Unit, gap: str) -> Iterator[Unit]:
    words = whole(cell)
    if words.text or words.marks:
        yield replace(unit, paragraph=words, gap=gap, filler=True)


def _names_people(words: str) -> bool:
    """Whether a cell of an Action column says who, and not what: "AK, NB", "All", "SDCPs".

    >>> _names_people("GS / NB"), _names_people("Unit heads"), _names_people("Tell the court")
    (True, True, False)
    """
    parts = [part for part in re.split(r"\s*(?:[,;/&+]|\band\b|\bwith\b)\s*", words) if part]
    return bool(parts) and all(
        len(part.split()) <= 3 and _SOMEBODY.fullmatch(part)  # noqa: PLR2004
        for part in parts
    )
