"""Reading a case list: its sheets or lines become cases, with what was passed over told."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from evidence.areas import area_of
from evidence.columns import ColumnMap
from evidence.errors import CaseListInvalid
from evidence.examination.grid import Cell, LineCells, Row, Sheet
from evidence.examination.spellings import day_of, plain
from evidence.examination.urns import urn_of
from evidence.framework import Framework
from evidence.notices import Notice
from evidence.sampling.cases import Case, CaseField

_DELIMITERS = ",;\t|"
_SAMPLE = 65_536
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
"""Excel's days from 2000 to 2099, as a list without formats gives them."""
_EXCEL_EPOCH = date(1899, 12, 30)


def sheet_of_lines(text: str, name: str) -> Sheet:
    """Return the sheet that lines with separated values make.

    Raises:
        CaseListInvalid: a line cannot be read.
    """
    rows = []
    lines = (found.group() for found in _LINE.finditer(text))
    reader = csv.reader(lines, delimiter=_delimiter(text))
    try:
        for number, values in enumerate(reader, start=1):
            # An archive says the same words in most of its cells, and keeps each of them once.
            cells = LineCells(tuple(map(sys.intern, values)))
            if next(iter(cells), None) is not None:
                rows.append(Row(number, cells))
    except csv.Error as error:
        raise CaseListInvalid(
            f"line {reader.line_num} of {name} cannot be read as separated values",
            way_out="open it in Excel and save it as .xlsx",
        ) from error
    return Sheet(name, tuple(rows))


def cases_of(
    sheets: Sequence[Sheet], columns: ColumnMap, framework: Framework
) -> tuple[tuple[Case, ...], tuple[Notice, ...]]:
    """Return the cases of a mapped list, and notices of the rows that are none."""
    sheet = next(sheet for sheet in sheets if sheet.name == columns.sheet)
    cases = []
    passed = []
    for row in sheet.rows:
        if row.number <= columns.row:
            continue
        case = _case(row, columns, framework)
        if _is_case(case):
            cases.append(case)
        elif row.cells:
            passed.append(row.number)
    return tuple(cases), tuple(_notices(sheets, columns, passed))


def _notices(
    sheets: Sequence[Sheet], columns: ColumnMap, passed: Sequence[int]
) -> Iterator[Notice]:
    if passed:
        shown = ", ".join(str(number) for number in passed[:5])
        more = f" and {len(passed) - 5} more" if len(passed) > 5 else ""  # noqa: PLR2004
        yield Notice(
            "row_without_case",
            "Rows with neither a URN nor a date were not taken for cases.",
            f"{columns.sheet}, row {shown}{more}",
        )
    for sheet in sheets:
        if sheet.name != columns.sheet and sheet.rows:
            yield Notice("sheet_not_read", "Only the sheet with the headings was read.", sheet.name)


def _case(row: Row, columns: ColumnMap, framework: Framework) -> Case:
    at = columns.columns

    def cell(field: CaseField) -> Cell | None:
        return row.cells.get(at[field]) if field in at else None

    def text(field: CaseField) -> str:
        found = cell(field)
        return " ".join(found.text.split()) if found else ""

    return Case(
        urn=urn_of(text(CaseField.URN)) or "",
        area=area_of(framework, text(CaseField.AREA)),
        court=court_within(text(CaseField.TEAM), framework),
        team=text(CaseField.TEAM),
        assessment=text(CaseField.ASSESSMENT),
        assessor=text(CaseField.ASSESSOR),
        assured_by=text(CaseField.ASSURED_BY),
        assessed_on=_day(cell(CaseField.ASSESSED_ON)),
        locator=f"{columns.sheet}, row {row.number}",
        assured=text(CaseField.ASSURED),
        area_text=text(CaseField.AREA),
        urn_text=text(CaseField.URN),
        day_text=text(CaseField.ASSESSED_ON),
    )


def _is_case(case: Case) -> bool:
    """Whether a row gives an assessment, and is no total or note that counts some."""
    if case.day_text or case.urn:
        return True
    return bool(re.search(r"\d", case.urn_text) and (case.area_text or case.team))


def court_within(team: str, framework: Framework) -> str:
    """Return the court whose name a team's name holds, or "" where it holds none or two."""
    words = f" {plain(team)} "
    found = {
        court.court_id
        for court in framework.courts
        for name in (court.name, *court.variants)
        if f" {plain(name)} " in words
    }
    return found.pop() if len(found) == 1 else ""


def _day(cell: Cell | None) -> date | None:
    if cell is None or cell.error or cell.uncalculated:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    text = cell.text
    if text.isdecimal() and _FIRST_SERIAL <= int(text) <= _LAST_SERIAL:
        return _EXCEL_EPOCH + timedelta(days=int(text))
    return day_of(re.sub(r"(?<=\d)T(?=\d\d:).*", "", text))


def _delimiter(text: str) -> str:
    """Return what separates the values, by the first lines; a comma where nothing tells."""
    counted = {d: [line.count(d) for line in text[:_SAMPLE].splitlines()[:20]] for d in _DELIMITERS}
    return max(_DELIMITERS, key=lambda d: sum(1 for n in counted[d] if n))
