"""Forms for tests: a short framework, a file as it is when all is well, and edits by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evidence.config import FRAMEWORKS, load_framework
from evidence.examination.answers import (
    Answer,
    DcpAnswer,
    DipSamplerView,
    FeedbackAnswer,
    FileExamination,
    Judgement,
    PlannedFile,
    RecordAnswer,
    Recorded,
)
from evidence.examination.defects import ExaminationReading
from evidence.examination.form import FILES_SHEET, Field, columns
from evidence.examination.grid import address
from evidence.examination.workbook import read_workbook
from evidence.examination.workbook_form import FIRST_ROW, write_workbook
from evidence.inspection import ExaminationSettings

WHOLE = load_framework(FRAMEWORKS / "iqa.yaml")
SHORT = replace(
    WHOLE,
    questions=(WHOLE.questions[0], WHOLE.questions[4], WHOLE.questions[11]),  # Q01, Q05, Q12
    feedback=WHOLE.feedback[:2],
)
SETTINGS = ExaminationSettings(date(2022, 11, 1))
AT = datetime(2024, 6, 7, 9, 0, tzinfo=UTC)

Q01, Q05, Q12 = (question.question_id for question in SHORT.questions)
FIRST = FIRST_ROW + 1
"""The number of the first row of files, as Excel counts."""


def a_file(number: int = 1, /, **changes: object) -> FileExamination:
    """Return a file on which the inspector agrees with everything, but for what is changed."""
    well = FileExamination(
        file_ref=f"WES-{number:02d}",
        urn=f"00AB{number:05d}23",
        area="Wessex",
        court="magistrates",
        iqa_date=date(2023, 4, 3),
        dip_sampler_grade="SDCP",
        dcp_comments=True,
        dip_sampler_comments=True,
        answers=tuple(
            Answer(question.question_id, DcpAnswer.YES, Judgement.AGREE)
            for question in SHORT.questions
        ),
        feedback=tuple(
            FeedbackAnswer(question.question_id, "partially met") for question in SHORT.feedback
        ),
        records=tuple(RecordAnswer(r.record_id, Recorded.YES) for r in SHORT.records),
        themed=False,
        dip_sampler_view=DipSamplerView.AGREE,
    )
    return replace(well, **changes)  # type: ignore[arg-type]


def a_form(*rows: FileExamination | PlannedFile) -> bytes:
    return write_workbook(SHORT, SETTINGS, rows, at=AT)


def read(data: bytes) -> ExaminationReading:
    return read_workbook(data, SHORT, SETTINGS)


def cell_of(field: Field, asked: str = "", *, row: int = FIRST) -> str:
    """Return the address of a cell of the form."""
    places = [column.place for column in columns(SHORT)]
    return address(places.index((field, asked)) + 1, row)


def edited(data: bytes, cells: Mapping[str, object]) -> bytes:
    """Return the workbook after a person has typed into its cells."""

    def type_in(sheet: Worksheet) -> None:
        for where, value in cells.items():
            sheet[where] = value  # type: ignore[assignment]

    return worked_on(data, type_in)


def worked_on(data: bytes, work: Callable[[Worksheet], None]) -> bytes:
    """Return the workbook after a person has worked on its sheet of files."""
    workbook = load_workbook(BytesIO(data))
    work(workbook[FILES_SHEET])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
