"""The file examination tabulated: from examined files to statistics.

The only module that knows pandas; its tables never leave it. What counts towards a rate of
agreement is `Answer.is_judged`: "not applicable" and "cannot tell" leave the denominator and
are listed apart. An overall rate counts answers, each question of each file once; the rate of
one question counts files. Every Area gives the same number of files, so that no rate is
weighted by how much work an Area does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from evidence.examination.answers import (
    NOT_APPLICABLE,
    DcpAnswer,
    FileExamination,
    Judgement,
)
from evidence.examination.listings import chance_of, left_out_of, reasons_of
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistic, Statistics, slug
from evidence.framework import Framework

FILES, ANSWERS = "files", "answers"

_ANSWER_COLUMNS = [
    "file", "row", "area", "court", "version", "dip_sampler", "question", "category",
    "answer", "judgement", "judged", "agrees", "disagrees", "categories",
]  # fmt: skip
_FILE_COLUMNS = ["file", "area", "court", "dcp_missing", "dip_sampler_missing"]
_FEEDBACK_COLUMNS = ["file", "area", "court", "question", "answer"]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way in which a rate is broken down: by the values of one column."""

    name: str
    column: str
    values: tuple[tuple[str, str], ...]
    """Each value as it stands in the table, and in words for a label."""


def statistics(files: Sequence[FileExamination], framework: Framework) -> Statistics:
    """Return every statistic of the examined files, in the framework's order."""
    answers = _answer_table(files, framework)
    facets = _facets(files, framework)
    items = [
        *_agreement(answers, framework, facets),
        *_disagreement(answers, framework),
        *_feedback(files, framework, facets),
        *_comments(files, facets),
    ]
    return Statistics(
        len(files),
        tuple(items),
        tuple(chance_of(files, framework)),
        tuple(reasons_of(files, framework)),
        tuple(left_out_of(files, framework)),
    )


def guidance_version(day: date, framework: Framework) -> str:
    """Return the date of the guidance in force on a day, as an ISO date, or "" before any."""
    dated = [version.dated for version in framework.guidance if version.dated <= day]
    return max(dated).isoformat() if dated else ""


def _answer_table(files: Sequence[FileExamination], framework: Framework) -> pd.DataFrame:
    """Return one row for each question of each file."""
    category = {q.question_id: q.category_id for q in framework.questions}
    rows = [
        (
            f.file_ref,
            f"{f.file_ref} {a.question_id}",
            f.area,
            f.court,
            guidance_version(f.iqa_date, framework),
            f.dip_sampler_grade,
            a.question_id,
            category.get(a.question_id, ""),
            str(a.dcp_answer),
            str(a.judgement),
            a.is_judged,
            a.is_judged and a.judgement is Judgement.AGREE,
            a.judgement is Judgement.DISAGREE,
            a.categories,
        )
        for f in files
        for a in f.answers
    ]
    table = pd.DataFrame(rows, columns=_ANSWER_COLUMNS)
    # Without rows pandas does not know that these are marks to choose rows by.
    return table.astype({"judged": bool, "agrees": bool, "disagrees": bool})


def _facets(files: Sequence[FileExamination], framework: Framework) -> tuple[Facet, ...]:
    """Return the breakdowns; of grades, only those that dip sampled any of the files."""
    met = {f.dip_sampler_grade for f in files}
    grades = tuple(
        (g.abbreviation, f"dip sampled by a {g.name}")
        for g in framework.grades
        if g.abbreviation in met
    )
    return (
        Facet("court", "court", tuple((c.court_id, c.name) for c in framework.courts)),
        Facet("area", "area", tuple((a.name, a.name) for a in framework.areas)),
        Facet(
            "version",
            "version",
            tuple(
                (g.dated.isoformat(), f"guidance of {g.dated.day} {g.dated:%B %Y}")
                for g in framework.guidance
            ),
        ),
        Facet("dip-sampler", "dip_sampler", grades),
    )


_SAID = Facet(
    "answer",
    "answer",
    ((str(DcpAnswer.YES), "where the DCP said yes"), (str(DcpAnswer.NO), "where the DCP said no")),
)


def _agreement(
    answers: pd.DataFrame, framework: Framework, facets: Sequence[Facet]
) -> Iterator[Statistic]:
    judged = answers[answers["judged"]]
    every = (_SAID, *facets)
    yield from _rates("agreement/overall", "agreement, all questions", judged, ANSWERS, every)
    for category in framework.categories:
        part = judged[judged["category"] == category.category_id]
        name = f"agreement/category={slug(category.category_id)}"
        yield from _rates(name, f"agreement, {category.name}", part, ANSWERS, every)
    for question in framework.questions:
        part = judged[judged["question"] == question.question_id]
        name = f"agreement/{question.question_id}"
        yield from _rates(name, f"agreement, {question.short}", part, FILES, every)
        yield _over_not_applicable(answers, question.question_id, question.short)
    whole = judged.groupby("file", sort=False)["agrees"].all()
    agreed = tuple(str(ref) for ref in whole.index[whole])
    yield _statistic(
        "agreement/files",
        "files with agreement on every answer",
        agreed,
        tuple(map(str, whole.index)),
    )


def _over_not_applicable(answers: pd.DataFrame, question_id: str, short: str) -> Statistic:
    """Agreement that a question did not apply: counted apart from the rate of agreement.

    An inspector agrees by saying so, or by "not applicable" beside the DCP's.
    """
    said = answers[
        (answers["question"] == question_id)
        & (answers["answer"] == str(DcpAnswer.NOT_APPLICABLE))
        & (answers["judgement"] != str(Judgement.CANNOT_TELL))
    ]
    return _statistic(
        f"agreement/{question_id}/answer=not-applicable",
        f"agreement, {short}, where the DCP said not applicable",
        _refs(said[~said["disagrees"]], "file"),
        _refs(said, "file"),
    )


def _rates(
    name: str, label: str, judged: pd.DataFrame, unit: str, facets: Sequence[Facet]
) -> Iterator[Statistic]:
    """Yield a rate of agreement, and the same rate for each value of each facet."""
    yield _rate(name, label, judged, unit)
    for facet in facets:
        parts = dict(iter(judged.groupby(facet.column, sort=False)))
        for value, words in facet.values:
            part = parts.get(value, judged.iloc[:0])
            yield _rate(f"{name}/{facet.name}={slug(value)}", f"{label}, {words}", part, unit)


def _rate(name: str, label: str, judged: pd.DataFrame, unit: str) -> Statistic:
    column = "file" if unit == FILES else "row"
    agreed = _refs(judged[judged["agrees"]], column)
    return _statistic(name, label, agreed, _refs(judged, column), unit)


def _disagreement(answers: pd.DataFrame, framework: Framework) -> Iterator[Statistic]:
    """Yield the share of all disagreements that falls into each category; they may overlap."""
    disagreed = answers[answers["disagrees"]]
    base = _refs(disagreed, "row")
    pairs = disagreed.explode("categories")
    parts = dict(iter(pairs.groupby("categories", sort=False)))
    for category in framework.categories:
        part = parts.get(category.category_id, pairs.iloc[:0])
        yield _statistic(
            f"disagreement/category={slug(category.category_id)}",
            f"disagreements about {category.name}",
            _refs(part, "row"),
            base,
            ANSWERS,
        )


def _feedback(
    files: Sequence[FileExamination], framework: Framework, facets: Sequence[Facet]
) -> Iterator[Statistic]:
    rows = [
        (f.file_ref, f.area, f.court, a.question_id, a.answer) for f in files for a in f.feedback
    ]
    table = pd.DataFrame(rows, columns=_FEEDBACK_COLUMNS)
    table = table[table["answer"] != NOT_APPLICABLE]
    for question in framework.feedback:
        asked = table[table["question"] == question.question_id]
        for answer in question.answers:
            name = f"feedback/{question.question_id}/answer={slug(answer)}"
            label = f"{question.short}: {answer}"
            yield from _shares(name, label, asked, asked["answer"] == answer, facets[:2])


def _comments(files: Sequence[FileExamination], facets: Sequence[Facet]) -> Iterator[Statistic]:
    rows = [
        (f.file_ref, f.area, f.court, not f.dcp_comments, not f.dip_sampler_comments) for f in files
    ]
    table = pd.DataFrame(rows, columns=_FILE_COLUMNS)
    for who, words in (("dcp", "the DCP"), ("dip-sampler", "the dip sampler")):
        missing = table[f"{who.replace('-', '_')}_missing"].astype(bool)
        name, label = f"comments/{who}/missing", f"no comments recorded by {words}"
        yield from _shares(name, label, table, missing, facets[:2])


def _shares(
    name: str, label: str, table: pd.DataFrame, counts: pd.Series[bool], facets: Sequence[Facet]
) -> Iterator[Statistic]:
    """Yield the share of files for which `counts` is true, overall and for each facet."""
    yield _statistic(name, label, _refs(table[counts], "file"), _refs(table, "file"))
    for facet in facets:
        for value, words in facet.values:
            here = table[facet.column] == value
            counted, base = _refs(table[here & counts], "file"), _refs(table[here], "file")
            ref = f"{name}/{facet.name}={slug(value)}"
            yield _statistic(ref, f"{label}, {words}", counted, base)


def _statistic(
    name: str, label: str, counted: tuple[str, ...], base: tuple[str, ...], unit: str = FILES
) -> Statistic:
    return Statistic(name, label, Rate(len(counted), len(base)), counted, base, unit)


def _refs(table: pd.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(map(str, table[column]))
