"""What the cells below a heading are like: answers, views, or neither."""

from __future__ import annotations

from evidence.examination import spellings
from evidence.examination.form import Field
from evidence.examination.grid import Row, Sheet

_LOOKED_AT = 40


def values_of(sheet: Sheet, headings: Row, column: int) -> tuple[str, ...]:
    """Return what the first cells below a heading say."""
    return tuple(
        row.cells[column].text
        for row in [r for r in sheet.rows if r.number > headings.number][:_LOOKED_AT]
        if column in row.cells
    )


def part_by_values(values: tuple[str, ...]) -> Field | None:
    """Return whether cells hold answers of yes and no or views of agree and disagree.

    >>> part_by_values(("Y", "N/A", "no")), part_by_values(("agree", "n/a")), part_by_values(())
    (<Field.DCP_ANSWER: 'dcp_answer'>, <Field.VIEW: 'view'>, None)
    """
    answers = sum(spellings.yes_or_no(value) is not None for value in values)
    views = sum(
        spellings.chosen(value, spellings.JUDGEMENTS) is not None
        and spellings.chosen(value, spellings.DCP_ANSWERS) is None
        for value in values
    )
    if answers == views:
        return None
    return Field.DCP_ANSWER if answers > views else Field.VIEW
