"""The file examination as published tables: every rate with its base and interval.

Numbers of an Area's post holders pass through `evidence.suppression.people`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.answers import FileExamination
from evidence.examination.posts import by_post
from evidence.examination.statistics import Statistic, Statistics, slug
from evidence.framework import Framework
from evidence.suppression.people import BY_POST, outward_tables
from report_builder.data_annex.broken_down import broken_down
from report_builder.data_annex.published import (
    INTERVAL_HEADINGS,
    RATE_HEADINGS,
    PublishedTable,
    Value,
    coefficient_values,
    rate_values,
)

_SOURCE = "Our file examination"
_AGREED = "Files on which the inspector agreed, of files on which the question was judged"
_LEFT_OUT = (
    "Answers that were not applicable, or of which the inspector could not tell, are not counted."
)
_COEFFICIENTS = tuple(
    f"{name}{side}"
    for name in ("AC1", "Kappa")
    for side in ("", ": lower 95% bound", ": upper 95% bound")
)
_EVERY = (*RATE_HEADINGS, *INTERVAL_HEADINGS)


def file_tables(
    statistics: Statistics,
    files: Sequence[FileExamination],
    framework: Framework,
    least: tuple[int, int],
) -> Iterator[PublishedTable]:
    """Yield the tables that have rows.

    `least` are the smallest bases of a share, and of a person's cases.
    """
    if not statistics.files:
        return
    rates = {item.statistic_id: item for item in statistics}
    tables = (
        _by_question(rates, framework, least[0]),
        _by_category(rates, framework, least[0]),
        _feedback(rates, framework, least[0]),
        _chance(statistics, framework, least[0]),
        _others(statistics, least[0]),
        *broken_down(rates, framework, least[0]),
        *_posts(files, framework, least[1]),
    )
    yield from (table for table in tables if table.rows)


def _by_question(rates: dict[str, Statistic], framework: Framework, least: int) -> PublishedTable:
    said = (("", "Any"), ("/answer=yes", "Yes"), ("/answer=no", "No"))
    return PublishedTable(
        "Files_question",
        "Agreement with the assessment, by question and by what the legal manager answered",
        _AGREED,
        ("Question number", "Question", "Legal manager's answer", *_EVERY),
        tuple(_agreement(rates, framework, least, said)),
        _SOURCE,
        (_LEFT_OUT,),
    )


def _agreement(
    rates: dict[str, Statistic],
    framework: Framework,
    least: int,
    facets: Sequence[tuple[str, str]],
) -> Iterator[tuple[Value, ...]]:
    """Yield a row for each question and facet; a facet is how its statistic ends, in words too."""
    for question in framework.questions:
        for ending, words in facets:
            found = rates.get(f"agreement/{question.question_id}{ending}")
            if found:
                cells = rate_values(found.rate, least=least, interval=True)
                yield (question.question_id, question.short, words, *cells)


def _by_category(rates: dict[str, Statistic], framework: Framework, least: int) -> PublishedTable:
    rows = [
        (c.name, what, *rate_values(found.rate, least=least, interval=True))
        for c in framework.categories
        for prefix, what in (("agreement", "Agreement"), ("disagreement", "Share of disagreements"))
        if (found := rates.get(f"{prefix}/category={slug(c.category_id)}"))
    ]
    return PublishedTable(
        "Files_category",
        "Agreement and disagreement, by category",
        "Answers, not files; a disagreement may fall into several categories",
        ("Category", "What is counted", *_EVERY),
        tuple(rows),
        _SOURCE,
        (_LEFT_OUT, "Answers on one file go together, so that these intervals are too narrow."),
    )


def _feedback(rates: dict[str, Statistic], framework: Framework, least: int) -> PublishedTable:
    rows = [
        (q.question_id, q.short, answer, *rate_values(found.rate, least=least, interval=True))
        for q in framework.feedback
        for answer in q.answers
        if (found := rates.get(f"feedback/{q.question_id}/answer={slug(answer)}"))
    ]
    return PublishedTable(
        "Files_feedback",
        "Quality of the written feedback, by question",
        "Files with each answer, of files on which the question was graded",
        ("Question number", "Question", "Answer", *_EVERY),
        tuple(rows),
        _SOURCE,
        ("Files to which a question did not apply are not counted.",),
    )


def _others(statistics: Statistics, least: int) -> PublishedTable:
    """What is counted besides: agreement on whole files, comments, what is recorded."""
    named = ("agreement/overall", "agreement/files")
    shown = [
        s
        for s in statistics
        if s.statistic_id in named
        or (
            not s.statistic_id.startswith(("agreement/", "disagreement/", "feedback/"))
            and "=" not in s.statistic_id
        )
    ]
    return PublishedTable(
        "Files_whole",
        "Agreement over all questions, comments and what is recorded",
        "Counts of files or of answers, as the unit says",
        ("What is counted", "Unit", *_EVERY),
        tuple((s.label, s.unit, *rate_values(s.rate, least=least, interval=True)) for s in shown),
        _SOURCE,
        (_LEFT_OUT,),
    )


def _chance(statistics: Statistics, framework: Framework, least: int) -> PublishedTable:
    questions = {q.question_id: q.short for q in framework.questions}
    who = {True: "Dip sampler and inspector", False: "Legal manager and inspector"}
    rows: list[tuple[Value, ...]] = []
    for chance in statistics.chance:
        if not chance.total or "/area=" in chance.name:
            continue
        about = chance.name.removeprefix("dip-sampler/")
        cells = (
            *coefficient_values(chance.ac1, chance.ac1_interval, small=chance.total < least),
            *coefficient_values(chance.kappa, chance.kappa_interval, small=chance.total < least),
        )
        rows.append((who[about != chance.name], questions.get(about, about), chance.total, *cells))
    return PublishedTable(
        "Files_beyond_chance",
        "Agreement beyond chance",
        "1 is always the same, 0 as often the same as chance would have it",
        ("Who", "What both judged", "Answers", *_COEFFICIENTS),
        tuple(rows),
        _SOURCE,
        (
            "AC1 is Gwet's, kappa Cohen's, which falls where nearly all answers are the same.",
            "Where answers on one file are joined, these intervals are too narrow.",
        ),
    )


def _posts(
    files: Sequence[FileExamination], framework: Framework, threshold: int
) -> Iterator[PublishedTable]:
    found = by_post(files, framework)
    if not found.grades:
        return
    out, _ = outward_tables((found.agreed, found.uncommented), threshold, BY_POST)
    where, who = (*found.areas, "All Areas"), (*found.grades, "All grades")
    names = {g.abbreviation: g.name for g in framework.grades}
    yield PublishedTable(
        "Files_dip_sampler",
        "Files with agreement on every answer, by Area and grade of the dip sampler",
        "Files, of files with any judged answer that somebody of the grade dip sampled",
        ("Area", "Grade of the dip sampler", "Count", "Out of"),
        tuple(
            (area, names.get(grade, grade), *rate_values(rate, least=0)[:2])
            for area, row in zip(where, out, strict=True)
            for grade, rate in zip(who, row, strict=True)
        ),
        _SOURCE,
        (
            "In an Area, one person may hold the post. Where few files are that person's, they are"
            " held back, with others from which they could be worked out.",
        ),
    )
