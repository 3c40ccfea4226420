"""The examined files as long tables: a row for each question of each file.

Words stand as categories, so that a national archive of 100,000 files takes tens of megabytes
and is counted without going through its rows one by one. The same answer is kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd

from evidence.examination.answers import (
    NOT_APPLICABLE,
    Answer,
    DcpAnswer,
    FeedbackAnswer,
    FileExamination,
    Judgement,
)
from evidence.framework import Framework

Codes = np.ndarray[Any, np.dtype[np.intp]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]
Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Told(Generic[Kind]):
    """What was said on all files, one after another: which of the things it is, and on which."""

    things: tuple[Kind, ...]
    at: Codes
    file: Codes


@dataclass(frozen=True, slots=True)
class LongTables:
    """The files, and what was answered on them, as tables that are counted at once.

    `files` has a row for each file: area, court, version, dip_sampler, dcp_missing,
    dip_sampler_missing. `answers` and `feedback` have one for each question of each file: file
    (its row in `files`), question, and what was said; and the columns of its file. `given` are
    the different answers, which the column `given` counts from 0; `refs` are the files' names.
    """

    refs: tuple[str, ...]
    given: tuple[Answer, ...]
    files: pd.DataFrame
    answers: pd.DataFrame
    feedback: pd.DataFrame
    ungraded: Mapping[str, tuple[str, ...]]


def long_tables(files: Sequence[FileExamination], framework: Framework) -> LongTables:
    """Return the tables of the files, in their order."""
    table = _file_table(files, framework)
    refs = tuple(f.file_ref for f in files)
    given, graded = different([f.answers for f in files]), different([f.feedback for f in files])
    return LongTables(
        refs,
        given.things,
        table,
        _answer_table(given, table, framework),
        _feedback_table(graded, table, framework),
        _ungraded(graded, refs),
    )


def guidance_version(day: date, framework: Framework) -> str:
    """Return the date of the guidance in force on a day, as an ISO date, or "" before any."""
    dated = framework.guidance_on(day)
    return dated.isoformat() if dated else ""


def codes_of(table: pd.DataFrame, column: str) -> Codes:
    """Return a column's words as numbers from 1, and 0 where it is none that is asked about."""
    values: Any = table[column].array
    codes: Codes = values.codes.astype(np.intp) + 1
    return codes


def marks_of(table: pd.DataFrame, column: str) -> Marks:
    """Return a column of yes and no as it is counted."""
    marks: Marks = table[column].to_numpy(dtype=bool)
    return marks


def _file_table(files: Sequence[FileExamination], framework: Framework) -> pd.DataFrame:
    versions: dict[date, str] = {}
    for file in files:
        if file.iqa_date not in versions:
            versions[file.iqa_date] = guidance_version(file.iqa_date, framework)
    met = {f.dip_sampler_grade for f in files}
    grades = [g.abbreviation for g in framework.grades if g.abbreviation in met]
    dated = [g.dated.isoformat() for g in framework.guidance]
    return pd.DataFrame(
        {
            "area": _words((f.area for f in files), [a.name for a in framework.areas]),
            "court": _words((f.court for f in files), [c.court_id for c in framework.courts]),
            "version": _words((versions[f.iqa_date] for f in files), dated),
            "dip_sampler": _words((f.dip_sampler_grade for f in files), grades),
            "dcp_missing": np.array([not f.dcp_comments for f in files], dtype=bool),
            "dip_sampler_missing": np.array(
                [not f.dip_sampler_comments for f in files], dtype=bool
            ),
        }
    )


def different(said: Sequence[Sequence[Kind]]) -> Told[Kind]:
    """Return the different things said, and for each thing of each file which of them it is."""
    every = list(chain.from_iterable(said))
    # An archive says few different things, and keeps each of them once: told apart by identity
    # in one go, and only those few are compared.
    at, met = pd.factorize(np.fromiter(map(id, every), np.int64, len(every)))
    first = np.zeros(len(met), dtype=np.intp)
    first[at[::-1]] = np.arange(len(every) - 1, -1, -1)
    numbers: dict[Kind, int] = {}
    same = [numbers.setdefault(every[place], len(numbers)) for place in first.tolist()]
    sizes = np.fromiter(map(len, said), np.intp, len(said))
    return Told(
        tuple(numbers),
        np.array(same, dtype=np.intp)[at],
        np.repeat(np.arange(len(said)), sizes),
    )


def _answer_table(told: Told[Answer], files: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    given, at = told.things, told.at
    category = {q.question_id: q.category_id for q in framework.questions}
    judged = np.array([a.is_judged for a in given], dtype=bool)
    disagrees = np.array([a.judgement is Judgement.DISAGREE for a in given], dtype=bool)
    agrees = judged & ~disagrees
    asked = [q.question_id for q in framework.questions]
    kinds = [c.category_id for c in framework.categories]
    return pd.DataFrame(
        {
            "file": told.file.astype(np.int32),
            "given": at.astype(np.int32),
            "question": _words((a.question_id for a in given), asked, at),
            "category": _words((category.get(a.question_id, "") for a in given), kinds, at),
            "answer": _words((a.dcp_answer.value for a in given), list(DcpAnswer), at),
            "judgement": _words((a.judgement.value for a in given), list(Judgement), at),
            "judged": judged[at],
            "agrees": agrees[at],
            "disagrees": disagrees[at],
            **_of_files(files, told.file),
        }
    )


def _feedback_table(
    told: Told[FeedbackAnswer], table: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    graded = np.array([a.answer != NOT_APPLICABLE for a in told.things], dtype=bool)[told.at]
    at, file = told.at[graded], told.file[graded]
    asked = [q.question_id for q in framework.feedback]
    said = list(dict.fromkeys(answer for q in framework.feedback for answer in q.answers))
    return pd.DataFrame(
        {
            "file": file.astype(np.int32),
            "question": _words((a.question_id for a in told.things), asked, at),
            "answer": _words((a.answer for a in told.things), said, at),
            **_of_files(table, file),
        }
    )


def _ungraded(told: Told[FeedbackAnswer], refs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each question, the files on which it was said not to apply."""
    apart = {
        a.question_id: told.file[told.at == number].tolist()
        for number, a in enumerate(told.things)
        if a.answer == NOT_APPLICABLE
    }
    return {question: tuple(map(refs.__getitem__, rows)) for question, rows in apart.items()}


def _of_files(files: pd.DataFrame, file: Codes) -> dict[str, Any]:
    """Return the columns of each row's file."""
    return {name: files[name].array.take(file) for name in _FACETS}


_FACETS = ("area", "court", "version", "dip_sampler")


def _words(said: Iterable[str], known: Sequence[str], at: Codes | None = None) -> pd.Categorical:
    """Return words as categories, in the framework's order; others are none of them."""
    number = {str(word): place for place, word in enumerate(known)}
    codes = np.fromiter((number.get(word, -1) for word in said), np.int32)
    return pd.Categorical.from_codes(
        codes if at is None else codes[at], categories=pd.Index([*number], dtype=object)
    )
