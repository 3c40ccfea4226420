"""What the columns of a sheet laid out by others hold, proposed from their headings.

Each column is read by what stands above it: the question by its id or its words, the part
of the answer (DCP's answer, inspector's view, category, reason) by what people call it. A
part without a question belongs to the question to its left. What is a guess is marked, and
nothing is taken in on a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evidence.examination import column_words
from evidence.examination.column_values import part_by_values, values_of
from evidence.examination.form import Field, Place
from evidence.examination.grid import Row, Sheet
from evidence.examination.heading_meaning import (
    Group,
    Words,
    doubt_about,
    of_file,
    part_of,
    read_heading,
)
from evidence.examination.kept_mapping import KeptMapping, of_the_same_layout
from evidence.examination.record_cells import OPTIONAL, is_readable
from evidence.examination.sheet_map import QUESTION_COLUMN, MappedColumn, SheetMap, place_named
from evidence.examination.spellings import plain
from evidence.examination.stacked_headings import (
    BETWEEN,
    Heading,
    headings_in,
    holds_urn,
)
from evidence.examination.urns import urn_of

_SEARCHED_ROWS = 40
_FEWEST_PLACES = 3


def propose(
    sheet: Sheet,
    words: Words,
    kept: Sequence[KeptMapping] = (),
    said: Mapping[str, Place | None] | None = None,
) -> SheetMap | None:
    """Return what a sheet's columns hold, or None if no row looks like headings.

    `kept` are the mappings of the inspection, the latest first; `said` is what a person says
    just now of headings, by their bare words.
    """
    best: tuple[int, Row, tuple[Heading, ...]] | None = None
    for row in sheet.rows[:_SEARCHED_ROWS]:
        if holds_urn(row):
            continue
        found = headings_in(sheet, row, lambda band: _is_band(band, words))
        score = len({known for h in found if (known := _exactly(h, words))})
        if score >= _FEWEST_PLACES and (best is None or score > best[0]):
            best = (score, row, found)
    if best is None:
        return None
    _, row, found = best
    first = _columns(found, sheet, row, words, {})
    followed = of_the_same_layout(kept, (column.words for column in first))
    chosen = {**(followed.headings if followed else {}), **(said or {})}
    mapped = _columns(found, sheet, row, words, chosen) if chosen else first
    if not {(Field.URN, ""), (Field.FILE, "")} & {c.place for c in mapped}:
        return None
    every = dict(followed.every) if followed else {}
    return SheetMap(
        sheet.name, row.number, mapped, every, every, followed.mapping_id if followed else ""
    )


def _is_band(row: Row, words: Words) -> bool:
    """Whether a row above the headings says what belongs to several columns."""
    if holds_urn(row):
        return False
    return any(
        words.names.named(cell.text)
        or part_of(plain(cell.text))
        or plain(cell.text) in words.of_file
        for cell in row.cells.values()
    )


def _exactly(heading: Heading, words: Words) -> tuple[object, ...] | None:
    """Return something that stands for what a heading surely means, or None."""
    own = plain(heading.own)
    if own in words.of_form:
        return words.of_form[own]
    if whole := of_file(heading, words):
        return whole, ""
    named = next((n for p in heading.pieces if (n := words.names.exactly(p))), None)
    part = next((p for piece in heading.pieces if (p := part_of(plain(piece)))), None)
    if own in column_words.QUESTION_WORDS:
        return QUESTION_COLUMN
    if own in column_words.GRADES:
        return Field.FEEDBACK, ""
    return (named and named.question_id, part) if named or part else None


def _columns(
    found: Sequence[Heading],
    sheet: Sheet,
    row: Row,
    words: Words,
    chosen: Mapping[str, Place | None],
) -> tuple[MappedColumn, ...]:
    mapped: list[MappedColumn] = []
    # A sheet that is named for a question holds the parts of that one.
    titled = words.names.exactly(sheet.name)
    throughout = group = Group(sheet.name, titled) if titled else Group()
    long = sum(plain(h.own) in column_words.QUESTION_WORDS for h in found) == 1
    seen = Counter(plain(h.own) for h in found)
    for heading in found:
        column, group = read_heading(heading, group, words, chosen, long=long)
        group = group if group.named or group.heading else throughout
        mapped.append(column)
        own = plain(heading.own)
        if column.place is None and seen[own] == 1 and part_of(own) is None:
            # It may be a question of which nothing is known: what follows is not the last one's.
            group = Group(heading.shown)
    mapped = _parts_that_are_not_said(mapped, sheet, row)
    mapped = [_with_urns(column, sheet, row, mapped) for column in mapped]
    mapped = [_as_its_cells_say(column, sheet, row, words, chosen) for column in mapped]
    once = _each_once(_doubting_lone_words(mapped), chosen)
    return tuple(_same_beside(column, once, sheet, row) for column in once)


def _same_beside(
    column: MappedColumn, mapped: Sequence[MappedColumn], sheet: Sheet, row: Row
) -> MappedColumn:
    """Doubt no second column that is empty, or says the same: a table beside has its URN again."""
    if not column.doubt or column.place is not None:
        return column
    alike = (c.column for c in mapped if c.words == column.words and c.place is not None)
    first = next(alike, 0)
    below = [r.cells for r in sheet.rows if r.number > row.number]
    pairs = [(cells[column.column], cells.get(first)) for cells in below if column.column in cells]
    same = all(one is not None and one.text == again.text for again, one in pairs)
    return replace(column, doubt="") if same else column


def _parts_that_are_not_said(
    mapped: Sequence[MappedColumn], sheet: Sheet, row: Row
) -> list[MappedColumn]:
    """Settle whether a question's own column is the DCP's answer or the inspector's view."""
    known = {c.place for c in mapped}
    settled = []
    for column in mapped:
        if column.place is None or column.place[0] is not Field.QUESTION or not column.place[1]:
            settled.append(column)
            continue
        asked = column.place[1]
        by_values = part_by_values(values_of(sheet, row, column.column))
        if (Field.DCP_ANSWER, asked) in known and (Field.VIEW, asked) not in known:
            part: Field = Field.VIEW
        elif (Field.DCP_ANSWER, asked) not in known and by_values is not Field.VIEW:
            part = Field.DCP_ANSWER
        else:
            part = by_values or Field.DCP_ANSWER
        doubted = column.doubt or by_values is not part
        doubt = doubt_about((part, asked)) if doubted else ""
        settled.append(replace(column, place=(part, asked), doubt=doubt))
    return settled


def _with_urns(
    column: MappedColumn, sheet: Sheet, row: Row, mapped: Sequence[MappedColumn]
) -> MappedColumn:
    """Take a column of references that are URNs for the URNs, where no other is."""
    if any(c.place == (Field.URN, "") for c in mapped):
        return column
    if column.place not in (None, (Field.FILE, "")):
        return column
    values = values_of(sheet, row, column.column)
    if not values or sum(urn_of(value) is not None for value in values) * 2 <= len(values):
        return column
    return replace(column, place=(Field.URN, ""), doubt="")


def _as_its_cells_say(
    column: MappedColumn,
    sheet: Sheet,
    row: Row,
    words: Words,
    chosen: Mapping[str, Place | None],
) -> MappedColumn:
    """Leave a column aside that is headed like a record and holds something else: notes, say."""
    place = column.place
    if place is None or place[0] not in OPTIONAL or column.words in chosen:
        return column
    cells = (r.cells.get(column.column) for r in sheet.rows if r.number > row.number)
    if all(is_readable(place, cell, words.framework) for cell in cells if cell is not None):
        return column
    return replace(column, place=None)


def _doubting_lone_words(mapped: Sequence[MappedColumn]) -> list[MappedColumn]:
    """Doubt a weak word that one question alone was given: it may be of the whole file."""
    seen = Counter(_last(column) for column in mapped)
    return [
        replace(column, doubt=doubt_about(column.place))
        if column.place
        and column.place[1]
        and BETWEEN in column.heading
        and _last(column) in column_words.WEAK
        and seen[_last(column)] == 1
        else column
        for column in mapped
    ]


def _last(column: MappedColumn) -> str:
    return plain(column.heading.rpartition(BETWEEN)[2])


def _each_once(
    mapped: Sequence[MappedColumn], chosen: Mapping[str, Place | None]
) -> tuple[MappedColumn, ...]:
    """Give each place one column: what a person said, then what is sure, then the first."""
    first: dict[Place, MappedColumn] = {}
    ranked = sorted(mapped, key=lambda c: (c.words not in chosen, bool(c.doubt), c.column))
    for column in ranked:
        if column.place is not None:
            first.setdefault(column.place, column)
    return tuple(
        column
        if column.place is None or first[column.place] is column
        else replace(column, place=None, doubt=_second(column, first[column.place]))
        for column in mapped
    )


def _second(column: MappedColumn, first: MappedColumn) -> str:
    """Say that a heading stands there twice; another heading for the same is of no use."""
    if column.place is not None and column.place[0] is Field.CATEGORY:
        return (
            f"Another column was taken for {place_named(column.place)}: write both categories "
            "into that one, with a semicolon between."
        )
    if column.words != first.words or column.place is None:
        return ""
    return f"Another column of this heading was taken for {place_named(column.place)}."
