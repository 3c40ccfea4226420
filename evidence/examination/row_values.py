"""What the form's cells hold of a file, planned or examined: the values of its row."""

from __future__ import annotations

from datetime import date

from evidence.examination.answers import FileExamination, PlannedFile
from evidence.examination.form import CATEGORY_SEPARATOR, Field, Place
from evidence.examination.row_marks import Identity
from evidence.framework import Framework

Value = str | date | None


def identity_of(row: PlannedFile | FileExamination) -> Identity:
    """Return what identifies a file."""
    return Identity(row.file_ref, row.urn, row.area, row.court, row.iqa_date, row.dip_sampler_grade)


def value_in(row: PlannedFile | FileExamination, place: Place, framework: Framework) -> Value:
    """Return what the cell of a place holds, or None or "" for an empty one."""
    part, asked = place
    if part is Field.COURT:
        return next((c.name for c in framework.courts if c.court_id == row.court), row.court)
    identity: dict[Field, Value] = {
        Field.FILE: row.file_ref,
        Field.URN: row.urn,
        Field.AREA: row.area,
        Field.IQA_DATE: row.iqa_date,
        Field.DIP_SAMPLER: row.dip_sampler_grade,
    }
    if part in identity:
        return identity[part]
    if isinstance(row, PlannedFile):
        return None
    return _once(row, part) if not asked else _of_question(row, part, asked, framework)


def _once(row: FileExamination, part: Field) -> Value:
    """Return what is said of the file as a whole."""
    view = row.dip_sampler_view
    values: dict[Field, Value] = {
        Field.DCP_COMMENTS: _yes_no(row.dcp_comments),
        Field.DIP_SAMPLER_COMMENTS: _yes_no(row.dip_sampler_comments),
        Field.THEMED: _yes_no(row.themed),
        Field.DIP_SAMPLER_VIEW: view.value if view else None,
        Field.DISPUTED: CATEGORY_SEPARATOR.join(row.disputed),
        Field.SHARED_ON: row.shared_on,
        Field.COMMENTED_ON: row.commented_on,
    }
    return values.get(part)


def _yes_no(said: bool | None) -> str | None:  # noqa: FBT001 - private
    return None if said is None else "yes" if said else "no"


def _of_question(row: FileExamination, part: Field, asked: str, framework: Framework) -> Value:
    if part is Field.FEEDBACK:
        return next((f.answer for f in row.feedback if f.question_id == asked), None)
    if part is Field.RECORD:
        recorded = row.record(asked)
        return recorded.answer.value if recorded else None
    answer = row.answer(asked)
    if answer is None:
        return None
    named = [c.name for c in framework.categories if c.category_id in answer.categories]
    return {
        Field.DCP_ANSWER: str(answer.dcp_answer),
        Field.VIEW: str(answer.judgement),
        Field.CATEGORY: CATEGORY_SEPARATOR.join(named),
        Field.REASON: answer.reason,
    }[part]
