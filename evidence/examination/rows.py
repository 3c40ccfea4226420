"""One row of the form becomes one examined file, or the list of what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from evidence.areas import area_named, nearest
from evidence.errors import UnknownArea
from evidence.examination import spellings
from evidence.examination.answer_cells import AnswersReader, reasons_missing
from evidence.examination.answers import NOT_APPLICABLE, FeedbackAnswer, FileExamination
from evidence.examination.days import day_in, in_words
from evidence.examination.defects import Defect
from evidence.examination.form import Field
from evidence.examination.grid import Row
from evidence.examination.headings import Headings
from evidence.examination.record_cells import RecordsReader
from evidence.examination.row_cells import MetBefore, RowCells, or_list, shown
from evidence.examination.row_marks import Identity
from evidence.examination.urns import urn_of
from evidence.framework import FeedbackQuestion, Framework
from evidence.inspection import ExaminationSettings

_LONGEST_REFERENCE = 40
_URN_LENGTH = 11
_ABOUT = [
    (part, "")
    for part in (
        *(Field.AREA, Field.COURT, Field.DIP_SAMPLER),
        *(Field.DCP_COMMENTS, Field.DIP_SAMPLER_COMMENTS),
    )
]
_SIMPLE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9/.-]{,38}[A-Za-z0-9])?")
"""A reference as nearly all are: taken as it stands, without a closer look."""
_AREA_WORD = re.compile(r"\s+(?:CPS\s+)?area\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a row gave: a file, or the defects that keep it from being one.

    What identifies the file is kept in either case ("" where it could not be read), so that
    it can be compared with other rows and with what the form was made with. `reasons_missing`
    are the addresses of empty cells beside a disagreement.
    """

    row: int
    file_ref: str
    urn: str
    area: str
    court: str
    file: FileExamination | None
    defects: tuple[Defect, ...]
    reasons_missing: tuple[str, ...]
    iqa_date: date | None = None
    grade: str = ""

    @property
    def identity(self) -> Identity:
        """What identifies the file, as far as it could be read."""
        return Identity(self.file_ref, self.urn, self.area, self.court, self.iqa_date, self.grade)


class RowReader:
    """Reads the rows below one line of headings."""

    def __init__(
        self, headings: Headings, framework: Framework, settings: ExaminationSettings
    ) -> None:
        self.headings = headings
        graded = framework.feedback
        self._about = MetBefore(headings, [_ABOUT], lambda cells, _: _about(cells, framework))
        self._day = MetBefore(
            headings, [[(Field.IQA_DATE, "")]], lambda cells, _: _iqa_date(cells, settings)
        )
        self._answers = AnswersReader(headings, framework)
        self._feedback = MetBefore(
            headings,
            [[(Field.FEEDBACK, q.question_id)] for q in graded],
            lambda cells, number: _feedback(cells, graded[number]),
        )
        self._records = RecordsReader(headings, framework)

    def read(self, row: Row) -> RowReading:
        """Return the file that a row describes, or every defect that keeps it from being one."""
        cells = RowCells(row, self.headings)
        file_ref, urn = _file_ref(cells), _urn(cells)
        day = self._day.said(cells)[0]
        about = self._about.said(cells)[0] or _NOTHING
        by_dcp, by_dip_sampler = about.dcp_comments, about.dip_sampler_comments
        answers = self._answers.read(cells)
        feedback = self._feedback.said(cells)
        recorded = self._records.read(cells, day)
        where = f"{self.headings.sheet}, row {row.number}"
        file = None
        if not cells.defects and day and by_dcp is not None and by_dip_sampler is not None:
            file = FileExamination(
                file_ref,
                urn,
                about.area,
                about.court,
                day,
                about.grade,
                by_dcp,
                by_dip_sampler,
                tuple(filter(None, answers)),
                tuple(filter(None, feedback)),
                where,
                *recorded,
            )
        return RowReading(
            row.number,
            file_ref,
            urn,
            about.area,
            about.court,
            file,
            tuple(cells.defects),
            reasons_missing(cells, answers),
            day,
            about.grade,
        )


class _About(NamedTuple):
    """What a row says of its file as a whole, in words that many files share."""

    area: str
    court: str
    grade: str
    dcp_comments: bool | None
    dip_sampler_comments: bool | None


_NOTHING = _About("", "", "", None, None)


def _about(cells: RowCells, framework: Framework) -> _About:
    by_dcp, by_dip_sampler = (
        cells.chosen(place, "", spellings.yes_or_no, ("yes", "no"))
        for place in (Field.DCP_COMMENTS, Field.DIP_SAMPLER_COMMENTS)
    )
    return _About(
        _area(cells, framework),
        _court(cells, framework),
        _grade(cells, framework),
        by_dcp,
        by_dip_sampler,
    )


def _file_ref(cells: RowCells) -> str:
    said = cells.value(cells.headings.at.get((Field.FILE, ""), 0))
    if _SIMPLE.fullmatch(said):
        return said
    text = cells.needed(Field.FILE, "", "its reference, such as NOR-07") or ""
    if len(text) > _LONGEST_REFERENCE:
        message = f"The file's reference is longer than {_LONGEST_REFERENCE} characters."
        way_out = "Give it a short one, such as NOR-07."
        cells.refuse((Field.FILE, ""), "file_form", message, way_out)
    return text


def _urn(cells: RowCells) -> str:
    if urn := urn_of(cells.value(cells.headings.at.get((Field.URN, ""), 0))):
        return urn
    text = cells.needed(Field.URN, "", "the case's URN")
    if text is None:
        return ""
    held = cells.cell(Field.URN)
    if held and held.is_number:
        text = text.zfill(_URN_LENGTH)  # Excel drops the noughts before a number
    urn = urn_of(text)
    if urn is None:
        message = f"'{shown(text)}' is not of the form of a URN."
        way_out = "Write two digits, two letters or digits, and seven digits."
        cells.refuse((Field.URN, ""), "urn_form", message, way_out)
    return urn or ""


def _area(cells: RowCells, framework: Framework) -> str:
    text = cells.needed(Field.AREA, "", "the Area")
    if text is None:
        return ""
    try:
        return area_named(framework, _AREA_WORD.sub("", text).strip() or text)
    except UnknownArea:
        near = nearest(framework, text) or tuple(area.name for area in framework.areas)
        message = f"'{shown(text)}' is not an Area of this inspection."
        cells.refuse((Field.AREA, ""), "unknown_area", message, f"Write {or_list(near)}.")
        return ""


def _court(cells: RowCells, framework: Framework) -> str:
    names = [court.name for court in framework.courts]
    found = cells.chosen(
        Field.COURT, "", lambda t: spellings.court_of(t, framework), names, code="unknown_court"
    )
    return found or ""


def _grade(cells: RowCells, framework: Framework) -> str:
    """Return the dip sampler's grade; the application does not always show it, so "" may be."""
    if cells.cell(Field.DIP_SAMPLER) is None:
        return ""
    grades = [grade.abbreviation for grade in framework.grades]
    found = cells.chosen(
        Field.DIP_SAMPLER,
        "",
        lambda text: spellings.grade_of(text, framework),
        grades,
        code="unknown_grade",
    )
    return found or ""


def _iqa_date(cells: RowCells, settings: ExaminationSettings) -> date | None:
    text = cells.needed(Field.IQA_DATE, "", "the day of the IQA")
    cell = cells.cell(Field.IQA_DATE)
    if text is None or cell is None:
        return None
    day = day_in(cell)
    if day is None:
        message = f"'{shown(text)}' is not a date."
        way_out = "Write day, month and year, such as 3 April 2023 or 03/04/2023."
        cells.refuse((Field.IQA_DATE, ""), "date_form", message, way_out)
    elif day <= settings.iqas_after:
        message = f"The IQA of {in_words(day)} is not after {in_words(settings.iqas_after)}."
        way_out = "Correct the date, or put another file in its place."
        cells.refuse((Field.IQA_DATE, ""), "iqa_too_early", message, way_out)
    return day


def _feedback(cells: RowCells, question: FeedbackQuestion) -> FeedbackAnswer | None:
    answer = cells.chosen(
        Field.FEEDBACK,
        question.question_id,
        lambda text: spellings.feedback_of(text, question.answers),
        (*question.answers, NOT_APPLICABLE),
    )
    return FeedbackAnswer(question.question_id, answer) if answer else None
