"""How far a row of the form is: worked out by the workbook while it is filled.

The formula and `status_of` say the same, so that the form shows it before any program has
worked it out. It looks for gaps alone; `iqa exam validate` looks for everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from evidence.examination.answers import Judgement
from evidence.examination.days import in_words
from evidence.examination.form import COMPUTED, IDENTITY, MAY_BE_EMPTY, Column, Field, Place
from evidence.examination.grid import address
from evidence.framework import Framework

Wanted = Callable[[Column], bool]

NOT_BEGUN, COMPLETE = "not begun", "complete"
BEFORE_ANY = "before any"
_IDENTIFIES = (Field.FILE, Field.URN, Field.AREA, Field.COURT, Field.IQA_DATE)
_OF_QUESTIONS = frozenset({Field.DCP_ANSWER, Field.VIEW, Field.CATEGORY, Field.REASON})
_DCP, _VIEW = "DCP's answer", "inspector's view"


def status_of(said: Mapping[Place, object], form: Sequence[Column]) -> str:
    """Return how far a row is; `said` is what its cells hold, and lacks those that are empty."""
    if not said:
        return ""
    if not any(place[0] not in IDENTITY for place in said):
        return NOT_BEGUN
    lacking = next((c.heading for c in form if c.field in _IDENTIFIES and c.place not in said), "")
    if lacking:
        return f"{lacking} missing"
    answers = sum(c.place not in said for c in form if _is_needed(c))
    if answers:
        return f"{answers} {'answer' if answers == 1 else 'answers'} missing"
    parted = [
        c.question_id
        for c in form
        if c.field is Field.VIEW and said.get(c.place) == Judgement.DISAGREE
    ]
    for part in (Field.CATEGORY, Field.REASON):
        if any((part, asked) not in said for asked in parted):
            return f"{part} missing"
    return COMPLETE


def status_formula(form: Sequence[Column], row: int, headings: int) -> str:
    """Return the formula of a row's status; rows are counted from 1."""
    at = {column.place: number for number, column in enumerate(form, start=1)}
    own = {column.place: f"${address(at[column.place], row)}" for column in form}
    begun = "+".join(f"COUNTA({part})" for part in _runs(form, row, _is_answered))
    identity = "+".join(f"COUNTA({part})" for part in _runs(form, row, _is_identity))
    answers = "+".join(
        [
            *(f"COUNTBLANK({part})" for part in _runs(form, row, _is_needed_once)),
            *_blanks_of_questions(form, row, headings),
        ]
    )
    then = f'"{COMPLETE}"'
    for part, beside in ((Field.REASON, 2), (Field.CATEGORY, 1)):
        for gaps in _gaps_beside(form, row, headings, beside):
            then = f'IF({gaps}>0,"{part} missing",{then})'
    then = (
        f'IF({answers}=1,"1 answer missing",IF({answers}>1,({answers})&" answers missing",{then}))'
    )
    for column in reversed([c for c in form if c.field in _IDENTIFIES]):
        then = f'IF({own[column.place]}="","{column.heading} missing",{then})'
    return f'=IF({begun}=0,IF({identity}=0,"","{NOT_BEGUN}"),{then})'


def guidance_formula(form: Sequence[Column], row: int, framework: Framework) -> str:
    """Return the formula of the guidance that was in use on the day of the IQA."""
    number = next(n for n, c in enumerate(form, start=1) if c.field is Field.IQA_DATE)
    day = f"${address(number, row)}"
    then = f'"{BEFORE_ANY}"'
    for version in sorted(framework.guidance, key=lambda g: g.dated):
        dated = version.dated
        since = f"DATE({dated.year},{dated.month},{dated.day})"
        then = f'IF({day}>={since},"{in_words(dated)}",{then})'
    return f'=IF(ISNUMBER({day}),{then},"")'


def guidance_of(day: date | None, framework: Framework) -> str:
    """Return the day of the guidance that was in use on a day, in words."""
    if day is None:
        return ""
    dated = framework.guidance_on(day)
    return in_words(dated) if dated else BEFORE_ANY


def _is_identity(column: Column) -> bool:
    return column.field in IDENTITY


def _is_answered(column: Column) -> bool:
    return column.field not in IDENTITY | COMPUTED


def _is_needed(column: Column) -> bool:
    return _is_answered(column) and column.field not in MAY_BE_EMPTY


def _is_needed_once(column: Column) -> bool:
    return _is_needed(column) and column.field not in _OF_QUESTIONS


def _is_of_question(column: Column) -> bool:
    return column.field in _OF_QUESTIONS


def _runs(form: Sequence[Column], row: int, wanted: Wanted) -> Iterator[str]:
    """Yield the ranges of neighbouring columns that are wanted, in a row."""
    for first, last in _spans(form, wanted):
        yield f"${address(first, row)}:${address(last, row)}"


def _spans(form: Sequence[Column], wanted: Wanted) -> Iterator[tuple[int, int]]:
    for kept, group in groupby(enumerate(form, start=1), key=lambda pair: wanted(pair[1])):
        numbers = [number for number, _ in group]
        if kept:
            yield numbers[0], numbers[-1]


def _blanks_of_questions(form: Sequence[Column], row: int, headings: int) -> Iterator[str]:
    for first, last in _spans(form, _is_of_question):
        heads = f"{_fixed(first, headings)}:{_fixed(last, headings)}"
        cells = f"${address(first, row)}:${address(last, row)}"
        ends = f'(RIGHT({heads},{len(_DCP)})="{_DCP}")+(RIGHT({heads},{len(_VIEW)})="{_VIEW}")'
        yield f'SUMPRODUCT(({ends})*({cells}=""))'


def _gaps_beside(form: Sequence[Column], row: int, headings: int, beside: int) -> Iterator[str]:
    """Yield a count of disagreements whose cell so many columns to the right is empty."""
    for first, last in _spans(form, _is_of_question):
        heads = f"{_fixed(first, headings)}:{_fixed(last - beside, headings)}"
        views = f"${address(first, row)}:${address(last - beside, row)}"
        cells = f"${address(first + beside, row)}:${address(last, row)}"
        yield (
            f'SUMPRODUCT((RIGHT({heads},{len(_VIEW)})="{_VIEW}")*({views}="{Judgement.DISAGREE}")'
            f'*({cells}=""))'
        )


def _fixed(column: int, row: int) -> str:
    """Return an address that stays as it is when a formula is copied.

    >>> _fixed(28, 4)
    '$AB$4'
    """
    return f"${address(column, 0)[:-1]}${row}"
