"""The answers to a form's questions, read from a row: what the DCP said, and what was judged.

Reasons are read apart from the rest: hardly any two of an archive are alike, while answers,
views and categories are the same few over and over.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evidence.examination import spellings
from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.form import Field
from evidence.examination.grid import Cell, LineCells
from evidence.examination.headings import Headings
from evidence.examination.row_cells import MetBefore, RowCells, in_columns, or_list, shown
from evidence.framework import ExaminationQuestion, Framework

_JUDGED = (Field.DCP_ANSWER, Field.VIEW, Field.CATEGORY)
_DISAGREE = Judgement.DISAGREE
_MOST_WORDED = 50_000
"""So many answers with their reasons are kept to be met again."""


class AnswersReader:
    """Reads the answers of each file, below one line of headings."""

    def __init__(self, headings: Headings, framework: Framework) -> None:
        self._asked = [question.question_id for question in framework.questions]
        self._judged = MetBefore(
            headings,
            [[(part, asked) for part in _JUDGED] for asked in self._asked],
            lambda cells, number: _answer(cells, framework.questions[number], framework),
        )
        columns = [headings.at.get((Field.REASON, asked), 0) for asked in self._asked]
        self._reasons = in_columns(columns) if len(columns) > 1 and all(columns) else None
        self._worded: dict[tuple[int, str], tuple[Answer, Answer]] = {}

    def read(self, cells: RowCells) -> Sequence[Answer | None]:
        """Return the answer to each question; what is wrong is noted in `cells`."""
        answers = self._judged.said(cells)
        reasons = self._given(cells)
        if reasons is None:
            told = [cells.sound(Field.REASON, asked) for asked in self._asked]
            return [a and _with_reason(a, t) for a, t in zip(answers, told, strict=True)]
        for number, reason in enumerate(reasons):
            answer = answers[number]
            if reason and answer is not None:
                answers[number] = self._with_words(answer, reason)
        return answers

    def _with_words(self, answer: Answer, reason: str) -> Answer:
        """Return an answer with its reason: the same one where both were met before."""
        key = id(answer), reason
        met = self._worded.get(key)
        if met is not None and met[0] is answer:
            return met[1]
        made = _with_reason(answer, Cell(reason.strip()))
        if len(self._worded) < _MOST_WORDED:
            self._worded[key] = answer, made
        return made

    def _given(self, cells: RowCells) -> Any:
        """Return what a line says in the columns of reasons, or None where it is not one."""
        line = cells.row.cells
        if self._reasons is None or not isinstance(line, LineCells):
            return None
        try:
            return self._reasons(line.said)
        except IndexError:  # a line that ends early
            return None


def reasons_missing(cells: RowCells, answers: Sequence[Answer | None]) -> tuple[str, ...]:
    """Return the addresses of the empty cells beside a disagreement."""
    without = [
        a.question_id
        for a in answers
        if a is not None and a.judgement is _DISAGREE and not a.reason
    ]
    return tuple(
        cells.address(Field.REASON, asked)
        for asked in without
        if cells.has_column(Field.REASON, asked)
    )


def _with_reason(answer: Answer, cell: Cell | None) -> Answer:
    reason = " ".join(cell.text.split()) if cell else ""
    if not reason:
        return answer
    said = answer.question_id, answer.dcp_answer, answer.judgement, answer.categories
    return Answer(*said, reason)


def _answer(cells: RowCells, question: ExaminationQuestion, framework: Framework) -> Answer | None:
    asked = question.question_id
    dcp = cells.chosen(
        Field.DCP_ANSWER, asked, lambda t: spellings.chosen(t, spellings.DCP_ANSWERS), DcpAnswer
    )
    agreed = asked in cells.headings.asks_agreement
    view = cells.chosen(
        Field.VIEW, asked, lambda t: spellings.judgement_of(t, asks_agreement=agreed), Judgement
    )
    categories = _categories(cells, asked, view, framework)
    if dcp is None or view is None:
        return None
    return Answer(asked, dcp, view, categories)


def _categories(
    cells: RowCells, asked: str, view: Judgement | None, framework: Framework
) -> tuple[str, ...]:
    at = (Field.CATEGORY, asked)
    if cells.cell(*at) is None:
        if view is Judgement.DISAGREE and cells.has_column(*at):
            message = f"The inspector disagrees on {asked}, and no category is given."
            allowed = or_list(category.name for category in framework.categories)
            cells.refuse(at, "disagree_without_category", message, f"Choose {allowed}.")
        return ()
    cell = cells.sound(*at)
    if cell is None:
        return ()
    found = spellings.categories_of(cell.text, framework)
    if found is None:
        message = f"'{shown(cell.text)}' is not a category."
        allowed = or_list(category.name for category in framework.categories)
        cells.refuse(at, "unknown_category", message, f"Write {allowed}.")
    elif view is not None and view is not Judgement.DISAGREE:
        message = f"A category is given for {asked}, but the inspector's view is '{view}'."
        way_out = "Empty this cell, or change the view to disagree."
        cells.refuse(at, "category_without_disagree", message, way_out)
    return found or ()
