"""The form that inspectors fill: one row a file, and a column for everything recorded.

The writer and the reader of the workbook both go by this page, so that what is written can
be read back. Headings carry the question's id ("Q03 inspector's view"): columns may be
moved, and a form is still read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.examination.answers import (
    NOT_APPLICABLE,
    DcpAnswer,
    DipSamplerView,
    Judgement,
    Recorded,
)
from evidence.examination.spellings import plain
from evidence.framework import Framework

LAYOUT_VERSION = 2
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
    STATUS = "status"
    GUIDANCE = "guidance"
    THEMED = "themed"
    RECORD = "record"
    DIP_SAMPLER_VIEW = "dip_sampler_view"
    DISPUTED = "disputed"
    SHARED_ON = "shared_on"
    COMMENTED_ON = "commented_on"
    QUESTION = "question"
    """No column of the form: a question whose part is not said, or the column that names it."""


# A drawn sample may fill these before anyone has examined the file.
IDENTITY = frozenset(
    {Field.FILE, Field.URN, Field.AREA, Field.COURT, Field.IQA_DATE, Field.DIP_SAMPLER}
)

COMPUTED = frozenset({Field.STATUS, Field.GUIDANCE})
"""What the workbook works out by itself; nobody's answer, and not read."""
MAY_BE_EMPTY = frozenset(
    {Field.DISPUTED, Field.SHARED_ON, Field.COMMENTED_ON, Field.CATEGORY, Field.REASON}
)
DAYS = frozenset({Field.IQA_DATE, Field.SHARED_ON, Field.COMMENTED_ON})

Place = tuple[Field, str]
"""A field, with the question it belongs to or ""."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the band above it, what may be chosen, and its width.

    `spellings` are other headings that people give it, in bare words; `width` is in
    characters; `since` is the version of the layout from which forms have it.
    """

    field: Field
    question_id: str
    heading: str
    band: str = ""
    choices: tuple[str, ...] = ()
    width: int = 14
    spellings: tuple[str, ...] = ()
    since: int = 1

    @property
    def place(self) -> Place:
        """The field and the question it belongs to."""
        return self.field, self.question_id


_YES_NO = ("yes", "no")
_RECORDED = "Recorded on the IQA application"
_LATER: tuple[tuple[Field, str, str, tuple[str, ...], int, tuple[str, ...]], ...] = (
    (
        Field.THEMED,
        "Themed IQA",
        _RECORDED,
        _YES_NO,
        10,
        ("themed", "theme iqa", "is it a themed iqa", "part of a themed exercise", "thematic iqa"),
    ),
    (
        Field.DIP_SAMPLER_VIEW,
        "Dip sampler's view",
        "Dip sampling",
        tuple(DipSamplerView),
        15,
        (
            "dip sampler view",
            "dip sampler agrees",
            "view of dip sampler",
            "quality assurers view",
            "dip samplers view of the dcps answers",
            "dip sampler agreed with dcp",
        ),
    ),
    (
        Field.DISPUTED,
        "Questions the dip sampler disputed",
        "Dip sampling",
        (),
        20,
        ("dip sampler disagreed on", "questions disputed", "dip sampler disputed"),
    ),
    (
        Field.SHARED_ON,
        "IQA shared on",
        "Stage 5",
        (),
        14,
        (
            "date shared",
            "shared on",
            "iqa closed on",
            "date iqa closed",
            "date closed",
            "date shared with prosecutor",
            "iqa closed",
        ),
    ),
    (
        Field.COMMENTED_ON,
        "Prosecutor commented on",
        "Stage 5",
        (),
        14,
        (
            "date commented",
            "date of prosecutors comments",
            "prosecutors comments on",
            "prosecutor comments date",
            "date prosecutor commented",
            "stage 5 date",
        ),
    ),
)
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
        *record_columns(framework),
    )


def record_columns(framework: Framework) -> tuple[Column, ...]:
    """Return the columns of what the IQA application holds: after the questions, in bands."""
    asked = (
        Column(
            Field.RECORD,
            r.record_id,
            f"{r.record_id} {r.short}",
            _RECORDED,
            tuple(Recorded),
            15,
            tuple(dict.fromkeys(plain(words) for words in (r.record_id, r.short, *r.headings))),
            2,
        )
        for r in framework.records
    )
    return (*asked, *(_later(*column) for column in _LATER))


def _later(
    part: Field,
    heading: str,
    band: str,
    choices: tuple[str, ...],
    width: int,
    spellings: tuple[str, ...],
) -> Column:
    return Column(part, "", heading, band, choices, width, spellings, 2)


def _file_columns(framework: Framework) -> tuple[Column, ...]:
    areas = tuple(area.name for area in framework.areas)
    courts = tuple(court.name for court in framework.courts)
    grades = tuple(grade.abbreviation for grade in framework.grades)
    return (
        Column(Field.FILE, "", "File", spellings=("file ref", "file reference", "ref", "file no")),
        Column(Field.URN, "", "URN", width=18, spellings=("unique reference number", "case urn")),
        Column(Field.STATUS, "", "Status", width=24, since=2),
        Column(Field.AREA, "", "Area", "", areas, 22, ("cps area", "area name")),
        Column(Field.COURT, "", "Court", "", courts, 19, ("court type", "court team", "team")),
        Column(
            Field.IQA_DATE, "", "IQA date", spellings=("date of iqa", "date of the iqa", "date")
        ),
        Column(Field.GUIDANCE, "", "Guidance of", width=14, since=2),
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
