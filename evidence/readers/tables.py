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

_OWNER = re.compile(
    r"^(?:action\s+|task\s+|risk\s+)?(?:owners?|who|leads?|lead officer|responsible|responsibility|by whom|"
    r"assigned(?: to)?|action by|actioned by|officer|allocated to|person responsible|"
    r"responsible (?:person|officer|owner)|owned by|whose|initials of owner|owner\W+lead|lead\W+owner)\W*$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"^(?:action\s+)?(?:due|due (?:date|by)|by when|when|deadline|target|target date|date due|"
    r"completion date|complete by|to be done by|timescale|timeline|by|review date|target completion"
    r"(?: date)?|date for completion|expected(?: by)?)\W*$",
    re.IGNORECASE,
)
_ACTION = re.compile(r"^(?:actions?|agreed actions?|action (?:points?|required|agreed|needed)|tasks?|what)\W*$", re.I)
_MINUTE = re.compile(
    r"^(?:discussions?|minutes?|notes?|notes? of (?:the )?(?:discussion|meeting)|details?|"
    r"summary(?: of discussion)?|discussion (?:and|&|/) (?:decisions?|actions?)|key points|"
    r"points? (?:raised|discussed)|narrative|record|matters? discussed|text)\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:items?|no|nos|number|ref|reference|#|agenda(?: item)?|min(?:ute)?(?: (?:no|ref|number))?|"
    r"item (?:no|number)|para|action (?:no|ref|number)|id)\W*$",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"^(?:questions?|question asked|q|topic / question|prompt)\W*$", re.IGNORECASE)
_ANSWER = re.compile(r"^(?:answers?|responses?|replies|reply|a|notes? of (?:answer|response)|notes?)\W*$", re.I)
_PEOPLE = re.compile(
    r"^(?:name|names|role|roles|initials|by initials|grade|title|job title|organisation|position|unit|"
    r"present(?: \(.*\))?|in attendance|attendees?|apologies|area|team|post|member|members|department|"
    r"surname|first name|attended|attendance)\W*$",
    re.IGNORECASE,
)
_KNOWN = (_OWNER, _DUE, _ACTION, _MINUTE, _NUMBER, _QUESTION, _ANSWER, _PEOPLE)
_OTHER_HEADINGS = re.compile(
    r"^(?:status|update|progress|theme|measure|comments?|date|priority|outcome|category|question|total|"
    r"finding|impact|risk|rag|issue|decision|direction|description|evidence)s?\b",
    re.IGNORECASE,
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


@dataclass(frozen=True, slots=True)
class _Headings:
    """A table's headings by column, and how many rows they take."""

    names: tuple[str, ...]
    rows: int

    def column(self, *patterns: re.Pattern[str]) -> int | None:
        """The first column whose heading matches, or None."""
        for place, name in enumerate(self.names):
            if any(pattern.match(name) for pattern in patterns):
                return place
        return None


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
    headings = _headings(table)
    above: dict[int, str] = {}
    state = _Minutes()
    for place, row in enumerate(table.rows):
        if headings is not None and place < headings.rows:
            yield from _fillers(row, number)
            continue
        values = _values(row, above)
        above = values
        if headings is None:
            yield from _plain_row(row, number, place + 1)
        else:
            where = replace(_EMPTY, table=number, row=place + 1 - headings.rows)
            yield from _headed_row(row, headings, values, where, state)


def _values(row: Row, above: dict[int, str]) -> dict[int, str]:
    """The words in each column; a merged cell counts in every column and row it covers."""
    values: dict[int, str] = {}
    for cell in row.cells:
        words = above.get(cell.column, "") if cell.repeats else cell.words
        for column in range(cell.column, cell.column + min(cell.span, _MOST_COLUMNS)):
            values[column] = words
    return values


_MOST_COLUMNS = 64
_EMPTY = Unit(Paragraph(""))


class _Minutes:
    """What a minutes table said last, for its continued items."""

    def __init__(self) -> None:
        self.number = ""
        self.heading = ""


def _headings(table: Table) -> _Headings | None:
    """The headings of a table, or None where it has none."""
    marked = 0
    while marked < len(table.rows) - 1 and table.rows[marked].heading:
        marked += 1
    if marked:
        return _Headings(_names(table.rows[:marked]), marked)
    if len(table.rows) > 1 and _looks_like_headings(table):
        return _Headings(_names(table.rows[:1]), 1)
    return None


def _names(rows: tuple[Row, ...]) -> tuple[str, ...]:
    named: dict[int, list[str]] = {}
    above: dict[int, str] = {}
    for row in rows:
        above = _values(row, above)
        for column, words in above.items():
            said = named.setdefault(column, [])
            flat = " ".join(words.split())
            if flat and flat not in said:
                said.append(flat)
    width = max(named, default=-1) + 1
    return tuple(" / ".join(named.get(column, ())) for column in range(width))


def _looks_like_headings(table: Table) -> bool:
    first, rest = table.rows[0], table.rows[1:]
    words = [cell.words for cell in first.cells]
    said = [w for w in words if w]
    if len(said) < 2 or any(_is_sentence(w) for w in said):  # noqa: PLR2004
        return False
    if len(set(said)) < len(said) or any(re.fullmatch(r"[\d.,%\s-]+", w) for w in said):
        return False
    if all(p.emphatic for cell in first.cells for p in cell.paragraphs if p.words):
        return not _labels_first(table)
    known = sum(_known(w) for w in said)
    if known * 2 >= len(said):
        return True
    return not _labels_first(table) and _differs(words, rest)


def _is_sentence(words: str) -> bool:
    count = len(words.split())
    return count > _SHORT or (words[-1] in ".;" and count > 2)  # noqa: PLR2004 - "Ref. no."


def _known(words: str) -> bool:
    return any(p.match(words) for p in _KNOWN) or bool(_OTHER_HEADINGS.match(words))


def _labels_first(table: Table) -> bool:
    """Whether the first column labels the second ("Date:", "Chair:"), so that no row is a heading."""
    firsts = [row.cells[0] for row in table.rows if row.cells and row.cells[0].words]
    if max((len(row.cells) for row in table.rows), default=0) > 2:  # noqa: PLR2004
        return False
    colons = sum(cell.words.endswith(":") for cell in firsts)
    bold = all(p.emphatic for cell in firsts for p in cell.paragraphs if p.words)
    others = [p for row in table.rows for c in row.cells[1:] for p in c.paragraphs if p.words]
    return colons * 2 > len(firsts) or (bold and not any(p.emphatic for p in others))


def _differs(first: list[str], rest: tuple[Row, ...]) -> bool:
    """Whether the rows below hold figures or prose where the first row has names."""
    for column, name in enumerate(first):
        below = [row.cells[column].words for row in rest if column < len(row.cells)]
        said = [w for w in below if w]
        figures = sum(bool(re.match(r"^[\u00a3\d][\d.,%]*", w)) for w in said)
        if name and said and (figures * 2 > len(said) or _mean(said) > 2 * len(name.split()) + 3):
            return True
    return False


def _mean(texts: list[str]) -> float:
    return sum(len(text.split()) for text in texts) / len(texts)


def _fillers(row: Row, table: int) -> Iterator[Unit]:
    gap = "\n"
    for cell in row.cells:
        whole = _whole(cell)
        if whole.text and not cell.repeats:
            yield Unit(whole, gap=gap, filler=True, table=table)
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
    row: Row, headings: _Headings, values: dict[int, str], where: Unit, state: _Minutes
) -> Iterator[Unit]:
    columns = tuple(
        (name, " ".join(values.get(column, "").split()))
        for column, name in enumerate(headings.names)
        if name and values.get(column)
    )
    owner, due = headings.column(_OWNER), headings.column(_DUE)
    action = headings.column(_ACTION)
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
    asked, answered = headings.column(_QUESTION), headings.column(_ANSWER)
    if asked is not None and answered is not None:
        yield from _question_row(row, unit, asked)
        return
    minute = headings.column(_MINUTE)
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


def _row_number(values: dict[int, str], headings: _Headings) -> str:
    """The row's own number or reference, where a column is for it."""
    words = _flat(values, headings.column(_NUMBER))
    return words if 0 < len(words) <= 12 and " " not in words else ""  # noqa: PLR2004 - "N23/13"


def _is_attendance(headings: _Headings) -> bool:
    names = [name for name in headings.names if name]
    return bool(names) and all(_PEOPLE.match(name) for name in names)


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
    row: Row, headings: _Headings, unit: Unit, minute: int, state: _Minutes
) -> Iterator[Unit]:
    """A row of minutes: the discussion is the segment, the other cells say what it is about."""
    values = {c.column: c.words for c in row.cells if not c.repeats}
    _note_item(values, headings, minute, state)
    action = headings.column(_ACTION)
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


def _note_item(values: dict[int, str], headings: _Headings, minute: int, state: _Minutes) -> None:
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
