"""Workbooks of others that keep part of a file on another sheet: joined by URN or reference.

Feedback, say, stands on a second sheet with a row for each URN, or for each URN and question;
or each question has a sheet. Each cell keeps the sheet and address at which it stands, so that
a defect names the cell to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evidence.examination.defects import Defect
from evidence.examination.form import IDENTITY, Field, Place
from evidence.examination.grid import Cell, Row, Sheet, address
from evidence.examination.headings import Headings
from evidence.examination.long_layout import PARTS, question_of
from evidence.examination.question_names import QuestionNames
from evidence.examination.sheet_map import QUESTION_COLUMN, SheetMap
from evidence.examination.urns import same_case, urn_of
from evidence.framework import Framework
from evidence.notices import Notice

_FIRST_JOINED = 40_000
"""Columns from here on are of no sheet: they stand for cells of another one."""
_URN_LENGTH = 11
_OF_QUESTIONS = frozenset({Field.DCP_ANSWER, Field.VIEW, Field.QUESTION})
_KEYS = (Field.URN, Field.FILE)

Beside = tuple[Sheet, SheetMap]
Rows = list[tuple[Row, Headings]]


@dataclass(slots=True)
class _Adding:
    """What a sheet says of one file: where its first row is, and each cell with its address."""

    first: int
    cells: dict[Place, tuple[Cell | None, str]] = field(default_factory=dict)


def beside_others(maps: Sequence[SheetMap]) -> tuple[SheetMap, ...]:
    """Return the maps of sheets that only add to the files of another one.

    Where some sheets say of which Area, court and day a file is, those that name the file
    alone add to them.
    """
    named_only = [m for m in maps if _keys(m) and not _identifies(m)]
    if any(_identifies(m) for m in maps) and any(_has_questions(m) for m in named_only):
        return tuple(named_only)
    adding = [m for m in maps if not _has_questions(m) and _keys(m)]
    adding += [m for m in named_only if m.graded and m not in adding]
    adding += _of_other_questions([m for m in maps if m not in adding and _keys(m)])
    return tuple(adding) if any(_has_questions(m) and m not in adding for m in maps) else ()


def _of_other_questions(maps: Sequence[SheetMap]) -> list[SheetMap]:
    """Return the sheets that ask none of the first one's questions: parts of the same files."""
    asked = [{q for part, q in m.at if part in (Field.DCP_ANSWER, Field.VIEW) and q} for m in maps]
    return [
        m
        for m, own in zip(maps[1:], asked[1:], strict=True)
        if own and asked[0] and not own & asked[0]
    ]


def given_beside(
    main: SheetMap, beside: Iterable[SheetMap], framework: Framework
) -> frozenset[Place]:
    """Return the places that other sheets give for the files of one."""
    return frozenset(
        place
        for m in beside
        if set(_keys(m)) & set(_keys(main))
        for place in (_of_rows(m, framework) if m.long else _added(m, main.at))
    )


def join(
    rows: Rows, beside: Sequence[Beside], framework: Framework
) -> tuple[Rows, list[Defect], list[Notice]]:
    """Return rows of files with what stands of them on other sheets."""
    defects: list[Defect] = []
    notices: list[Notice] = []
    names = QuestionNames(framework)
    for sheet, found in beside:
        known = [_adds(found, headings.at, framework) for _, headings in rows[:1]]
        if known and not known[0]:
            message = "The sheet adds nothing to the files of the others; it was not read."
            notices.append(Notice("sheet_not_read", message, sheet.name))
            continue
        by_key, wrong = _by_key(sheet, found, names)
        joined, met = _joined(rows, by_key, sheet, defects)
        defects += wrong
        rows = joined
        for key, adding in by_key.items():
            if key not in met:
                _without_file(found, sheet, adding, defects, notices)
    told = {(d.sheet, d.cell) for d in defects}
    wanting = [d for row, headings in rows for d in _said_nowhere(row, headings)]
    return rows, [*defects, *(d for d in wanting if (d.sheet, d.cell) not in told)], notices


def _joined(
    rows: Rows, by_key: Mapping[str, _Adding], sheet: Sheet, defects: list[Defect]
) -> tuple[Rows, set[str]]:
    """Return the rows with what a sheet adds, and the files that it spoke of."""
    joined: Rows = []
    met: set[str] = set()
    for row, headings in rows:
        key = next((k for k in _keys_of(row, headings.at) if k in by_key), "")
        met.add(key)
        if key:
            joined.append(_with(row, headings, by_key[key]))
        else:
            joined.append((row, headings))
            defects.append(_nothing_beside(row, headings, sheet))
    return joined, met


def _without_file(
    found: SheetMap,
    sheet: Sheet,
    adding: _Adding,
    defects: list[Defect],
    notices: list[Notice],
) -> None:
    """Say that a row belongs to no file; one with answers may be a file that would be lost."""
    message = "This row belongs to no file of the other sheets."
    if _has_questions(found):
        where = address(found.at[_keys(found)[0]], adding.first)
        way_out = "Correct its URN, or add the file to the sheet that has its Area and court."
        defects.append(Defect(sheet.name, where, "row_without_file", message, way_out))
    else:
        notices.append(Notice("row_without_file", message, f"{sheet.name}, row {adding.first}"))


def _identifies(found: SheetMap) -> bool:
    """Whether a sheet says more of a file than which it is."""
    return any((part, "") in found.at for part in (Field.AREA, Field.COURT, Field.IQA_DATE))


def _adds(found: SheetMap, known: Mapping[Place, int], framework: Framework) -> bool:
    """Whether a sheet gives anything that is not known without it."""
    if found.long:
        return any(place not in known for place in _of_rows(found, framework))
    return bool(_added(found, known))


def _of_rows(found: SheetMap, framework: Framework) -> list[Place]:
    """Return what a sheet with a row for each question can say."""
    graded = [(Field.FEEDBACK, f.question_id) for f in framework.feedback]
    parts = [part for part in PARTS if (part, "") in found.at]
    asked = framework.questions if parts else ()
    return [*graded, *((part, q.question_id) for q in asked for part in parts)]


def _has_questions(found: SheetMap) -> bool:
    return any(place[0] in _OF_QUESTIONS for place in found.at)


def _keys(found: SheetMap) -> tuple[Place, ...]:
    return tuple((part, "") for part in _KEYS if (part, "") in found.at)


def _added(found: SheetMap, known: Mapping[Place, int]) -> dict[Place, int]:
    """Return the columns that a sheet adds to those that are known."""
    kept = {c.place: c.column for c in found.columns if c.place is not None and not c.doubt}
    identity = {(part, "") for part in IDENTITY} & set(known)
    return {
        p: c for p, c in kept.items() if p not in known and p not in identity and p[0] not in _KEYS
    }


def _keys_of(row: Row, at: Mapping[Place, int]) -> list[str]:
    """Return what tells a row's file: its URN, and its reference."""
    found = []
    for part in _KEYS:
        cell = row.cells.get(at.get((part, ""), 0))
        if cell is not None:
            text = cell.text.zfill(_URN_LENGTH) if cell.is_number else cell.text
            urn = urn_of(text) if part is Field.URN else None
            found.append(same_case(urn) if urn else cell.text.casefold())
    return found


def _by_key(
    sheet: Sheet, found: SheetMap, names: QuestionNames
) -> tuple[dict[str, _Adding], list[Defect]]:
    """Return what a sheet says of each file, by the file's URN or reference."""
    by_key: dict[str, _Adding] = {}
    defects: list[Defect] = []
    key = ""
    for row in sheet.rows:
        if row.number <= found.row:
            continue
        keys = _keys_of(row, found.at)
        if keys and not any(c.isdigit() for c in keys[0]):
            continue  # a total or a note
        key = keys[0] if keys else key if found.long else ""
        if not key:
            continue
        there = by_key.get(key)
        adding = by_key.setdefault(key, _Adding(row.number))
        if found.long:
            defects += _add_question(adding, row, sheet, found, names)
        elif there is None:
            for place, column in _added(found, {}).items():
                where = f"{sheet.name}!{address(column, row.number)}"
                adding.cells[place] = (row.cells.get(column), where)
        else:
            where = address(found.at[_keys(found)[0]], row.number)
            message = f"This file is also in row {there.first} of this sheet."
            way_out = "Correct one of them, or take one row out."
            defects.append(Defect(sheet.name, where, "duplicate_urn", message, way_out))
    return by_key, defects


def _add_question(
    adding: _Adding, row: Row, sheet: Sheet, found: SheetMap, names: QuestionNames
) -> list[Defect]:
    """Keep what one row says of one question of a file."""
    asked = question_of(row, sheet.name, found.at[QUESTION_COLUMN], names)
    if isinstance(asked, Defect):
        # A line below the table that names no file and no question is a note.
        return [asked] if _keys_of(row, found.at) else []
    graded = any(f.question_id == asked for f in names.framework.feedback)
    parts = (Field.FEEDBACK, Field.VIEW, Field.DCP_ANSWER) if graded else PARTS
    columns = {part: found.at[part, ""] for part in parts if (part, "") in found.at}
    if graded:
        column = next((c for c in columns.values() if c in row.cells), next(iter(columns.values())))
        columns = {Field.FEEDBACK: column}
    if any((part, asked) in adding.cells for part in columns):
        where = address(found.at[QUESTION_COLUMN], row.number)
        message = f"{asked} of this file is also in another row of this sheet."
        way_out = "Take one of the rows out."
        return [Defect(sheet.name, where, "duplicate_question", message, way_out)]
    for part, column in columns.items():
        where = f"{sheet.name}!{address(column, row.number)}"
        adding.cells[part, asked] = (row.cells.get(column), where)
    return []


def _with(row: Row, headings: Headings, adding: _Adding) -> tuple[Row, Headings]:
    cells: dict[int, Cell] = dict(row.cells)
    at, elsewhere = dict(headings.at), dict(headings.elsewhere)
    identity = {(part, "") for part in IDENTITY} & set(headings.at)
    for place, (cell, where) in adding.cells.items():
        if place in headings.at or place in identity:
            continue
        joined = _FIRST_JOINED + len(elsewhere)
        at[place] = joined
        elsewhere[joined] = where
        if cell is not None:
            cells[joined] = cell
    return Row(row.number, cells, row.hidden), replace(headings, at=at, elsewhere=elsewhere)


def _said_nowhere(row: Row, headings: Headings) -> list[Defect]:
    """Return a defect for the questions of which another sheet has rows, but none for this file."""
    needed = {Field.DCP_ANSWER, Field.VIEW, Field.FEEDBACK}
    lacking = sorted({q for part, q in headings.beside - set(headings.at) if part in needed and q})
    if not lacking:
        return []
    message = f"No sheet has a row of this file for {', '.join(lacking)}."
    way_out = "Add the rows, or correct the URN of those that are elsewhere."
    where = _where(row, headings)
    return [Defect(headings.sheet, where, "missing_question_row", message, way_out)]


def _where(row: Row, headings: Headings) -> str:
    """Return the address of the cell that names a row's file."""
    place = next((p for part in _KEYS if (p := (part, "")) in headings.at), None)
    return headings.address(place, row.number) if place else address(1, row.number)


def _nothing_beside(row: Row, headings: Headings, sheet: Sheet) -> Defect:
    where = _where(row, headings)
    message = f"The sheet {sheet.name} has no row for this file."
    way_out = f"Add its row to {sheet.name}, or correct the URN in one of the two."
    return Defect(headings.sheet, where, "missing_beside", message, way_out)
