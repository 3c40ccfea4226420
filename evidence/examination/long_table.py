"""The examined files as long tables: a row for each question of each file.

Words stand as categories, so that a national archive of 100,000 files takes tens of megabytes
and is counted without going through its rows one by one. The same answer is kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from evidence.examination.answers import (
    NOT_APPLICABLE,
    Answer,
    DcpAnswer,
    FileExamination,
    Judgement,
)
from evidence.framework import Framework

Codes = np.ndarray[Any, np.dtype[np.intp]]
Marks = np.ndarray[Any, np.dtype[np.bool_]]


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
    given, at = _given(files)
    sizes = np.fromiter((len(f.answers) for f in files), np.intp, len(files))
    return LongTables(
        tuple(f.file_ref for f in files),
        given,
        table,
        _answer_table(given, at, np.repeat(np.arange(len(files)), sizes), table, framework),
        _feedback_table(files, table, framework),
        _ungraded(files),
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


def _given(files: Sequence[FileExamination]) -> tuple[tuple[Answer, ...], Codes]:
    """Return the different answers, and for each answer of each file which of them it is."""
    numbers: dict[Answer, int] = {}
    met: dict[int, int] = {}

    def number(answer: Answer) -> int:
        # An archive holds few different answers, and keeps each of them once.
        known = met.get(id(answer))
        if known is None:
            known = met[id(answer)] = numbers.setdefault(answer, len(numbers))
        return known

    at = np.fromiter((number(a) for f in files for a in f.answers), np.intp)
    return tuple(numbers), at


def _answer_table(
    given: Sequence[Answer], at: Codes, file: Codes, files: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    category = {q.question_id: q.category_id for q in framework.questions}
    judged = np.array([a.is_judged for a in given], dtype=bool)
    disagrees = np.array([a.judgement is Judgement.DISAGREE for a in given], dtype=bool)
    agrees = judged & ~disagrees
    asked = [q.question_id for q in framework.questions]
    kinds = [c.category_id for c in framework.categories]
    return pd.DataFrame(
        {
            "file": file.astype(np.int32),
            "given": at.astype(np.int32),
            "question": _words((a.question_id for a in given), asked, at),
            "category": _words((category.get(a.question_id, "") for a in given), kinds, at),
            "answer": _words((a.dcp_answer.value for a in given), list(DcpAnswer), at),
            "judgement": _words((a.judgement.value for a in given), list(Judgement), at),
            "judged": judged[at],
            "agrees": agrees[at],
            "disagrees": disagrees[at],
            **_of_files(files, file),
        }
    )


def _feedback_table(
    files: Sequence[FileExamination], table: pd.DataFrame, framework: Framework
) -> pd.DataFrame:
    rows = [(n, a) for n, f in enumerate(files) for a in f.feedback if a.answer != NOT_APPLICABLE]
    file = np.array([n for n, _ in rows], dtype=np.intp)
    asked = [q.question_id for q in framework.feedback]
    said = list(dict.fromkeys(answer for q in framework.feedback for answer in q.answers))
    return pd.DataFrame(
        {
            "file": file.astype(np.int32),
            "question": _words((a.question_id for _, a in rows), asked),
            "answer": _words((a.answer for _, a in rows), said),
            **_of_files(table, file),
        }
    )


def _ungraded(files: Sequence[FileExamination]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for file in files:
        for answer in file.feedback:
            if answer.answer == NOT_APPLICABLE:
                found.setdefault(answer.question_id, []).append(file.file_ref)
    return {question: tuple(refs) for question, refs in found.items()}


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
