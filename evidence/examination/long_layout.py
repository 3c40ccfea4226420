"""Sheets in which every question of a file has its own row: the rows of a file become one.

What identifies the file may stand in its first row only, as where cells were joined. Each
cell keeps the address at which it stands, so that a defect names the row to mend.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from evidence.examination.defects import Defect
from evidence.examination.form import IDENTITY, Field, Place
from evidence.examination.grid import Cell, Row, address
from evidence.examination.headings import Headings
from evidence.examination.question_names import QuestionNames
from evidence.examination.row_cells import shown
from evidence.examination.sheet_map import QUESTION_COLUMN
from evidence.examination.urns import same_case, urn_of
from evidence.framework import Framework

PARTS = (Field.DCP_ANSWER, Field.VIEW, Field.CATEGORY, Field.REASON)
_OF_FILE = (*IDENTITY, Field.DCP_COMMENTS, Field.DIP_SAMPLER_COMMENTS)
_FIRST_GATHERED = 20_000
"""Columns from here on are of no sheet: they stand for cells of other rows."""


@dataclass(slots=True)
class _File:
    """One file while its rows are gone through."""

    first: Row
    cells: dict[int, Cell]
    at: dict[Place, int]
    elsewhere: dict[int, str] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)

    def put(self, place: Place, cell: Cell | None, where: str) -> None:
        """Keep a cell for a place, or that it is empty."""
        column = _FIRST_GATHERED + len(self.elsewhere)
        self.at[place] = column
        self.elsewhere[column] = where
        if cell is not None:
            self.cells[column] = cell


def gather(
    rows: Sequence[Row], headings: Headings, framework: Framework
) -> tuple[list[tuple[Row, Headings]], list[Defect]]:
    """Return a row and its headings for each file, and what is wrong with the questions."""
    names = QuestionNames(framework)
    graded = {f.question_id for f in framework.feedback}
    files: dict[str, _File] = {}
    defects: list[Defect] = []
    for key, row in _by_file(rows, headings):
        file = files.setdefault(key, _File(row, {}, {}))
        _identity(file, row, headings)
        defects += _question(file, row, headings, names, graded)
    defects += [d for file in files.values() for d in _unasked(file, headings, framework)]
    return [_gathered(file, headings, framework) for file in files.values()], defects


def _by_file(rows: Sequence[Row], headings: Headings) -> Iterator[tuple[str, Row]]:
    """Give each row with what tells its file: its URN or reference, or that of the row above."""
    key = ""
    for row in rows:
        for place in (Field.URN, Field.FILE):
            cell = row.cells.get(headings.at.get((place, ""), 0))
            if cell is not None:
                urn = urn_of(cell.text) if place is Field.URN else None
                key = same_case(urn) if urn else cell.text.casefold()
                break
        yield key, row


def _identity(file: _File, row: Row, headings: Headings) -> None:
    """Keep what a row says of the file as a whole, unless a row above has said it."""
    for part in _OF_FILE:
        column = headings.at.get((part, ""))
        if column and column in row.cells and (part, "") not in file.at:
            file.put((part, ""), row.cells[column], address(column, row.number))


def _question(
    file: _File, row: Row, headings: Headings, names: QuestionNames, graded: set[str]
) -> list[Defect]:
    where = address(headings.at[QUESTION_COLUMN], row.number)
    asked = question_of(row, headings.sheet, headings.at[QUESTION_COLUMN], names)
    if isinstance(asked, Defect):
        return [asked]
    if asked in file.asked:
        message = f"{asked} of this file is also in row {file.asked[asked]}."
        way_out = "Take one of the rows out."
        return [Defect(headings.sheet, where, "duplicate_question", message, way_out)]
    file.asked[asked] = row.number
    if asked in graded:
        _grade(file, asked, row, headings)
        return []
    for part in PARTS:
        column = headings.at.get((part, ""))
        if column:
            file.put((part, asked), row.cells.get(column), address(column, row.number))
    return []


def question_of(row: Row, sheet: str, column: int, names: QuestionNames) -> str | Defect:
    """Return the id of the question that a row is about, or what is wrong with its name."""
    where = address(column, row.number)
    cell = row.cells.get(column)
    if cell is None:
        message = "The row names no question."
        return Defect(sheet, where, "missing_question", message, "Write its id.")
    named = names.named(cell.text)
    if named is not None and named.sure:
        return named.question_id
    message = f"'{shown(cell.text)}' is no question of this inspection."
    way_out = f"Write its id, such as {names.framework.questions[0].question_id}."
    if named:
        way_out = f"Write its id; it may be {named.question_id}."
    return Defect(sheet, where, "unknown_question", message, way_out)


def _grade(file: _File, asked: str, row: Row, headings: Headings) -> None:
    """Keep how feedback was graded: in its own column, the view's or the answer's."""
    columns = [
        headings.at[part, ""]
        for part in (Field.FEEDBACK, Field.VIEW, Field.DCP_ANSWER)
        if (part, "") in headings.at
    ]
    column = next((c for c in columns if c in row.cells), columns[0])
    file.put((Field.FEEDBACK, asked), row.cells.get(column), address(column, row.number))


def _unasked(file: _File, headings: Headings, framework: Framework) -> list[Defect]:
    """Return a defect for the questions of which a file has no row."""
    wanted = [
        *(q.question_id for q in framework.questions),
        *(f.question_id for f in framework.feedback),
    ]
    lacking = [
        q
        for q in wanted
        if q not in file.asked
        and (Field.FEEDBACK, q) not in headings.every
        and not {(Field.FEEDBACK, q), (Field.VIEW, q)} & headings.beside
    ]
    if not lacking:
        return []
    where = address(headings.at[QUESTION_COLUMN], file.first.number)
    message = f"The file that begins here has no row for {', '.join(lacking)}."
    way_out = "Add the rows, or correct the URN of those that are elsewhere."
    return [Defect(headings.sheet, where, "missing_question_row", message, way_out)]


def _gathered(file: _File, headings: Headings, framework: Framework) -> tuple[Row, Headings]:
    for part in _OF_FILE:
        column = headings.at.get((part, ""))
        if column and (part, "") not in file.at:
            file.put((part, ""), None, address(column, file.first.number))
    agreed = frozenset(q.question_id for q in framework.questions)
    made = replace(
        headings,
        at=file.at,
        elsewhere=file.elsewhere,
        asks_agreement=agreed if headings.asks_agreement else frozenset(),
    )
    return Row(file.first.number, file.cells, file.first.hidden), made
