"""The form that inspectors fill: one row a file, and a column for everything recorded.

The writer and the reader of the workbook both go by this page, so that what is written can
be read back. Headings carry the question's id ("Q03 inspector's view"): columns may be
moved, and a form is still read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.examination.answers import NOT_APPLICABLE, DcpAnswer, Judgement
from evidence.examination.spellings import plain
from evidence.framework import Framework

LAYOUT_VERSION = 1
FILES_SHEET = "Files"
GUIDANCE_SHEET = "Guidance"
KEY_SHEET = "iqa_key"
CATEGORY_SEPARATOR = "; "


class Field(StrEnum):
    """What a column holds."""

    FILE = "file"
    URN = "urn"
    AREA = "area"
    COURT = "court"
    IQA_DATE = "iqa_date"
    DIP_SAMPLER = "dip_sampler"
    DCP_COMMENTS = "dcp_comments"
    DIP_SAMPLER_COMMENTS = "dip_sampler_comments"
    DCP_ANSWER = "dcp_answer"
    VIEW = "view"
    CATEGORY = "category"
    REASON = "reason"
    FEEDBACK = "feedback"
    QUESTION = "question"
    """No column of the form: a question whose part is not said, or the column that names it."""


# A drawn sample may fill these before anyone has examined the file.
IDENTITY = frozenset(
    {Field.FILE, Field.URN, Field.AREA, Field.COURT, Field.IQA_DATE, Field.DIP_SAMPLER}
)

Place = tuple[Field, str]
"""A field, with the question it belongs to or ""."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the band above it, what may be chosen, and its width.

    `spellings` are other headings that people give it, in bare words; `width` is in
    characters.
    """

    field: Field
    question_id: str
    heading: str
    band: str = ""
    choices: tuple[str, ...] = ()
    width: int = 14
    spellings: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """The field and the question it belongs to."""
        return self.field, self.question_id


_YES_NO = ("yes", "no")
_ANSWER_WORDS = ("dcps answer", "dcp answer", "answer", "dcp", "iqa answer")
_VIEW_WORDS = (
    "inspectors view",
    "inspector view",
    "inspector",
    "view",
    "judgement",
    "agree",
    "agree or disagree",
)
_CATEGORY_WORDS = ("category", "categories", "category of difference")
_REASON_WORDS = ("reason", "reasons", "reason for difference", "reasons for difference")


def columns(framework: Framework) -> tuple[Column, ...]:
    """Return the columns of the form, in order."""
    return (
        *_file_columns(framework),
        *(c for q in framework.questions for c in _question_columns(framework, q.question_id)),
        *(
            Column(
                Field.FEEDBACK,
                f.question_id,
                f"{f.question_id} answer",
                f"{f.question_id} {f.short}",
                (*f.answers, NOT_APPLICABLE),
                16,
                _of(f.question_id, ("", "answer", "feedback", "grade")),
            )
            for f in framework.feedback
        ),
    )


def _file_columns(framework: Framework) -> tuple[Column, ...]:
    areas = tuple(area.name for area in framework.areas)
    courts = tuple(court.name for court in framework.courts)
    grades = tuple(grade.abbreviation for grade in framework.grades)
    return (
        Column(Field.FILE, "", "File", spellings=("file ref", "file reference", "ref", "file no")),
        Column(Field.URN, "", "URN", width=18, spellings=("unique reference number", "case urn")),
        Column(Field.AREA, "", "Area", "", areas, 22, ("cps area", "area name")),
        Column(Field.COURT, "", "Court", "", courts, 19, ("court type", "court team", "team")),
        Column(
            Field.IQA_DATE, "", "IQA date", spellings=("date of iqa", "date of the iqa", "date")
        ),
        Column(
            Field.DIP_SAMPLER,
            "",
            "Dip sampler's grade",
            "",
            grades,
            spellings=(
                "dip sampler grade",
                "dip sampler",
                "grade of dip sampler",
                "dip sampled by",
            ),
        ),
        Column(
            Field.DCP_COMMENTS,
            "",
            "DCP's comments recorded",
            "",
            _YES_NO,
            spellings=("dcp comments recorded", "dcp comments", "dcps comments"),
        ),
        Column(
            Field.DIP_SAMPLER_COMMENTS,
            "",
            "Dip sampler's comments recorded",
            "",
            _YES_NO,
            spellings=(
                "dip sampler comments recorded",
                "dip sampler comments",
                "dip samplers comments",
            ),
        ),
    )


def _question_columns(framework: Framework, question_id: str) -> tuple[Column, ...]:
    question = next(q for q in framework.questions if q.question_id == question_id)
    band = f"{question_id} {question.short}"
    categories = tuple(category.name for category in framework.categories)

    def column(
        field: Field, name: str, choices: tuple[str, ...], width: int, words: tuple[str, ...]
    ) -> Column:
        heading = f"{question_id} {name}"
        return Column(field, question_id, heading, band, choices, width, _of(question_id, words))

    return (
        column(Field.DCP_ANSWER, "DCP's answer", tuple(DcpAnswer), 14, _ANSWER_WORDS),
        column(Field.VIEW, "inspector's view", tuple(Judgement), 14, _VIEW_WORDS),
        column(Field.CATEGORY, "category", categories, 22, _CATEGORY_WORDS),
        column(Field.REASON, "reason", (), 40, _REASON_WORDS),
    )


def _of(question_id: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain(f"{question_id} {word}") for word in words)
