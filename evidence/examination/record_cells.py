"""What the IQA application holds of a file, read from its row: records, dip sampling, stage 5.

A form that was made before these columns, and a workbook laid out by others, may not say it;
then it is not known, and counts nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from evidence.examination import spellings
from evidence.examination.answers import DipSamplerView, RecordAnswer, Recorded
from evidence.examination.days import day_in, in_words
from evidence.examination.form import Field, Place
from evidence.examination.grid import Cell
from evidence.examination.headings import Headings
from evidence.examination.question_names import QuestionNames
from evidence.examination.row_cells import MetBefore, RowCells, shown
from evidence.framework import Framework

Meaning = TypeVar("Meaning")

OPTIONAL = frozenset(
    {
        *(Field.RECORD, Field.THEMED, Field.DIP_SAMPLER_VIEW, Field.DISPUTED),
        *(Field.SHARED_ON, Field.COMMENTED_ON),
    }
)
"""Fields of which a workbook laid out by others need not say anything."""

_OF_STAGE_5 = (Field.SHARED_ON, Field.COMMENTED_ON)
_NONE = frozenset({"none", "no", "nil", "n a", "na", "not applicable", "no comments", "no comment"})


class Records(NamedTuple):
    """What follows a file's locator, in the order of `FileExamination`."""

    records: tuple[RecordAnswer, ...]
    themed: bool | None
    dip_sampler_view: DipSamplerView | None
    disputed: tuple[str, ...]
    shared_on: date | None
    commented_on: date | None


class RecordsReader:
    """Reads what is recorded of each file, below one line of headings."""

    def __init__(self, headings: Headings, framework: Framework) -> None:
        records = framework.records
        self._answers = MetBefore(
            headings,
            [[(Field.RECORD, asked.record_id)] for asked in records],
            lambda cells, number: _record(cells, records[number].record_id),
        )
        self._whole = MetBefore(
            headings,
            [[(part, "") for part in (Field.THEMED, Field.DIP_SAMPLER_VIEW, Field.DISPUTED)]],
            lambda cells, _: _whole(cells, framework),
        )

        self._days = MetBefore(
            headings,
            [[(part, "")] for part in _OF_STAGE_5],
            lambda cells, number: (_day(cells, _OF_STAGE_5[number]),),
        )

    def read(self, cells: RowCells, iqa_date: date | None) -> Records:
        """Return what is recorded of a file; what cannot be read is a defect of its cell."""
        answers = self._answers.said(cells)
        whole = self._whole.said(cells)[0] or (None, None, ())
        shared, commented = (found[0] if found else None for found in self._days.said(cells))
        if shared is None and commented is None:
            return Records(tuple(filter(None, answers)), *whole, None, None)
        of_iqa = iqa_date, "the day of the IQA"
        _in_order(cells, Field.SHARED_ON, shared, of_iqa)
        of_sharing = (shared, "when the IQA was shared") if shared else of_iqa
        _in_order(cells, Field.COMMENTED_ON, commented, of_sharing)
        return Records(tuple(filter(None, answers)), *whole, shared, commented)


def _record(cells: RowCells, asked: str) -> RecordAnswer | None:
    said = _chosen(cells, Field.RECORD, asked, spellings.recorded_of, Recorded)
    return None if said is None else RecordAnswer(asked, said)


def _whole(
    cells: RowCells, framework: Framework
) -> tuple[bool | None, DipSamplerView | None, tuple[str, ...]]:
    themed = _chosen(cells, Field.THEMED, "", spellings.yes_or_no, ("yes", "no"))
    view = _chosen(cells, Field.DIP_SAMPLER_VIEW, "", spellings.dip_sampler_view_of, DipSamplerView)
    return themed, view, _disputed(cells, view, framework)


def is_readable(place: Place, cell: Cell, framework: Framework) -> bool:
    """Whether a cell says something that the column of a place could hold."""
    part, _ = place
    if part is Field.RECORD:
        return spellings.recorded_of(cell.text) is not None
    if part is Field.THEMED:
        return spellings.yes_or_no(cell.text) is not None
    if part is Field.DIP_SAMPLER_VIEW:
        return spellings.dip_sampler_view_of(cell.text) is not None
    if part is Field.DISPUTED:
        return questions_in(cell.text, framework) is not None
    return day_in(cell) is not None or spellings.plain(cell.text) in _NONE


def questions_in(text: str, framework: Framework) -> tuple[str, ...] | None:
    """Return the ids of the questions that a cell lists, in the framework's order, or None."""
    if spellings.plain(text) in _NONE:
        return ()
    names = QuestionNames(framework)
    found = set()
    for part in re.split(r"[;,/&\n]|\band\b", text):
        if not spellings.plain(part):
            continue
        named = names.exactly(part)
        if named is None:
            return None
        found.add(named.question_id)
    ids = [q.question_id for q in framework.questions]
    return tuple(q for q in ids if q in found) if found <= set(ids) else None


def _chosen(
    cells: RowCells,
    part: Field,
    asked: str,
    read: Callable[[str], Meaning | None],
    allowed: Iterable[str],
) -> Meaning | None:
    """Return what a cell says; others' workbooks may leave it empty, and ours may not."""
    if cells.headings.others and cells.cell(part, asked) is None:
        return None
    return cells.chosen(part, asked, read, allowed)


def _disputed(
    cells: RowCells, view: DipSamplerView | None, framework: Framework
) -> tuple[str, ...]:
    cell = cells.sound(Field.DISPUTED)
    if cell is None:
        return ()
    at = (Field.DISPUTED, "")
    found = questions_in(cell.text, framework)
    first = framework.questions[0].question_id if framework.questions else "Q01"
    if found is None:
        message = f"'{shown(cell.text)}' names something that is no question of the form."
        way_out = f"Write their ids with a semicolon between them, such as {first}."
        cells.refuse(at, "unknown_question", message, way_out)
    elif found and view is not None and view is not DipSamplerView.DISAGREE:
        message = f"Questions are listed here, but the dip sampler's view is '{view}'."
        way_out = "Empty this cell, or change the dip sampler's view to disagree."
        cells.refuse(at, "disputed_without_disagree", message, way_out)
    return found or ()


def _day(cells: RowCells, part: Field) -> date | None:
    cell = cells.sound(part)
    if cell is None or spellings.plain(cell.text) in _NONE:
        return None
    day = day_in(cell)
    if day is None:
        message = f"'{shown(cell.text)}' is not a date."
        way_out = "Write day, month and year, such as 3 April 2023, or leave the cell empty."
        cells.refuse((part, ""), "date_form", message, way_out)
    return day


def _in_order(
    cells: RowCells, part: Field, day: date | None, earlier: tuple[date | None, str]
) -> None:
    """Refuse a day before an earlier one, which is given with what it is the day of."""
    before, what = earlier
    if day is None or before is None or day >= before:
        return
    message = f"{in_words(day)} is before {in_words(before)}, {what}."
    cells.refuse((part, ""), "dates_out_of_order", message, "Correct one of the two dates.")
