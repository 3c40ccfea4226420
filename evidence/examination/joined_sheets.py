"""Workbooks of others that keep part of a file on another sheet: joined by URN or reference.

Feedback, say, stands on a second sheet with a row for each URN. Each cell keeps the sheet and
address at which it stands, so that a defect names the cell to mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evidence.examination.defects import Defect
from evidence.examination.form import IDENTITY, Field, Place
from evidence.examination.grid import Cell, Row, Sheet, address
from evidence.examination.headings import Headings
from evidence.examination.sheet_map import SheetMap
from evidence.examination.urns import same_case, urn_of
from evidence.notices import Notice

_FIRST_JOINED = 40_000
"""Columns from here on are of no sheet: they stand for cells of another one."""
_URN_LENGTH = 11
_OF_QUESTIONS = frozenset({Field.DCP_ANSWER, Field.VIEW, Field.QUESTION})
_KEYS = (Field.URN, Field.FILE)

Beside = tuple[Sheet, SheetMap]
Rows = list[tuple[Row, Headings]]


def beside_others(maps: Sequence[SheetMap]) -> tuple[SheetMap, ...]:
    """Return the maps of sheets that only add to the files of another one."""
    adding = [m for m in maps if not _has_questions(m) and _keys(m)]
    return tuple(adding) if any(_has_questions(m) for m in maps) else ()


def given_beside(main: SheetMap, beside: Iterable[SheetMap]) -> frozenset[Place]:
    """Return the places that other sheets give for the files of one."""
    return frozenset(
        place for m in beside for place in _added(m, main.at) if set(_keys(m)) & set(_keys(main))
    )


def join(rows: Rows, beside: Sequence[Beside]) -> tuple[Rows, list[Defect], list[Notice]]:
    """Return rows of files with what stands of them on other sheets."""
    defects: list[Defect] = []
    notices: list[Notice] = []
    for sheet, found in beside:
        if rows and not any(_added(found, headings.at) for _, headings in rows):
            message = "The sheet adds nothing to the files of the others; it was not read."
            notices.append(Notice("sheet_not_read", message, sheet.name))
            continue
        by_key, wrong = _rows_by_key(sheet, found)
        defects += wrong
        joined: Rows = []
        met: set[str] = set()
        for row, headings in rows:
            keys = _keys_of(row, headings.at)
            key = next((k for k in keys if k in by_key), "")
            met.add(key)
            if key:
                joined.append(_with(row, headings, by_key[key], sheet, found))
            else:
                joined.append((row, headings))
                defects.append(_nothing_beside(row, headings, sheet))
        rows = joined
        for key, row in by_key.items():
            if key not in met:
                message = "This row belongs to no file of the other sheets."
                where = f"{sheet.name}, row {row.number}"
                notices.append(Notice("row_without_file", message, where))
    return rows, defects, notices


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


def _rows_by_key(sheet: Sheet, found: SheetMap) -> tuple[dict[str, Row], list[Defect]]:
    rows: dict[str, Row] = {}
    defects = []
    for row in sheet.rows:
        if row.number <= found.row or not (keys := _keys_of(row, found.at)):
            continue
        if keys[0] in rows:
            where = address(found.at[_keys(found)[0]], row.number)
            message = f"This file is also in row {rows[keys[0]].number} of this sheet."
            way_out = "Correct one of them, or take one row out."
            defects.append(Defect(sheet.name, where, "duplicate_urn", message, way_out))
        rows.setdefault(keys[0], row)
    return rows, defects


def _with(
    row: Row, headings: Headings, other: Row, sheet: Sheet, found: SheetMap
) -> tuple[Row, Headings]:
    cells: dict[int, Cell] = dict(row.cells)
    at, elsewhere = dict(headings.at), dict(headings.elsewhere)
    for place, column in _added(found, headings.at).items():
        joined = _FIRST_JOINED + len(elsewhere)
        at[place] = joined
        elsewhere[joined] = f"{sheet.name}!{address(column, other.number)}"
        if column in other.cells:
            cells[joined] = other.cells[column]
    return Row(row.number, cells, row.hidden), replace(headings, at=at, elsewhere=elsewhere)


def _nothing_beside(row: Row, headings: Headings, sheet: Sheet) -> Defect:
    place = next((p for part in _KEYS if (p := (part, "")) in headings.at), None)
    where = headings.address(place, row.number) if place else address(1, row.number)
    message = f"The sheet {sheet.name} has no row for this file."
    way_out = f"Add its row to {sheet.name}, or correct the URN in one of the two."
    return Defect(headings.sheet, where, "missing_beside", message, way_out)
