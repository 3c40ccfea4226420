"""Rates by court and by guidance version, and counts by Area, as published tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence.examination.days import in_words
from evidence.examination.statistics import Statistic, slug
from evidence.framework import Framework
from report_builder.data_annex.published import (
    INTERVAL_HEADINGS,
    RATE_HEADINGS,
    PublishedTable,
    Value,
    rate_values,
)

Rates = Mapping[str, Statistic]
Line = tuple[str, tuple[str, ...]]
"""The id of a rate, and the words that stand for it in the first columns."""

_SOURCE = "Our file examination"
_EVERY = (*RATE_HEADINGS, *INTERVAL_HEADINGS)
_PARTS = ("court=", "area=", "version=")
_DATED = "A file is held against the guidance in use on the day of its IQA."


def broken_down(rates: Rates, framework: Framework, least: int) -> Iterator[PublishedTable]:
    """Yield the tables; `least` is the smallest base of a share."""
    courts = [(f"/court={slug(c.court_id)}", c.name) for c in framework.courts]
    versions = [
        (f"/version={g.dated.isoformat()}", f"Guidance of {in_words(g.dated)}")
        for g in framework.guidance
    ]
    parts = [*courts, *versions]
    for key, title, headings, lines, note in _kinds(framework, rates):
        yield PublishedTable(
            f"Files_{key}_by",
            f"{title}, by court and by guidance",
            "Counts of files or of answers; each court, and each version of the guidance",
            (*headings, "Files of", *_EVERY),
            tuple(_rows(rates, lines, parts, least)),
            _SOURCE,
            (note, _DATED),
        )
        yield PublishedTable(
            f"Files_{key}_areas",
            f"{title}, by Area",
            "Counts of files or of answers",
            (*headings, "Area", "Count", "Out of"),
            tuple(_area_rows(rates, lines, framework)),
            _SOURCE,
            (note, "An Area has too few files for percentages. Areas are not ranked."),
        )


def _kinds(
    framework: Framework, rates: Rates
) -> Iterator[tuple[str, str, tuple[str, ...], list[Line], str]]:
    """Yield each kind of rate: its sheet, title, first headings, lines and note."""
    asked: list[Line] = [
        (f"agreement/{q.question_id}{ending}", (q.question_id, q.short, said))
        for q in framework.questions
        for ending, said in (("", "Any"), ("/answer=yes", "Yes"), ("/answer=no", "No"))
    ]
    headings: tuple[str, ...] = ("Question number", "Question", "Legal manager's answer")
    left = "Answers that were not applicable, or could not be told, are not counted."
    yield "questions", "Agreement with the assessment", headings, asked, left
    kinds: list[Line] = [
        (f"{prefix}/category={slug(c.category_id)}", (c.name, what))
        for c in framework.categories
        for prefix, what in (("agreement", "Agreement"), ("disagreement", "Share of disagreements"))
    ]
    joined = "Answers on one file go together, so that these intervals are too narrow."
    yield "categories", "Agreement by category", ("Category", "What is counted"), kinds, joined
    graded: list[Line] = [
        (f"feedback/{q.question_id}/answer={slug(a)}", (q.question_id, q.short, a))
        for q in framework.feedback
        for a in q.answers
    ]
    headings = ("Question number", "Question", "Answer")
    unasked = "Files to which a question did not apply are not counted."
    yield "grades", "Quality of the written feedback", headings, graded, unasked
    other = ("agreement/", "disagreement/", "feedback/")
    found: list[Line] = [
        (name, (s.label, s.unit))
        for name, s in rates.items()
        if not name.startswith(other) and not name.rpartition("/")[2].startswith(_PARTS)
    ]
    yield "records", "Comments and what is recorded", ("What is counted", "Unit"), found, unasked


def _rows(
    rates: Rates, lines: Sequence[Line], parts: Sequence[tuple[str, str]], least: int
) -> Iterator[tuple[Value, ...]]:
    for name, words in lines:
        for ending, part in parts:
            found = rates.get(f"{name}{ending}")
            if found is not None:
                yield (*words, part, *rate_values(found.rate, least=least, interval=True))


def _area_rows(
    rates: Rates, lines: Sequence[Line], framework: Framework
) -> Iterator[tuple[Value, ...]]:
    for name, words in lines:
        for area in framework.areas:
            found = rates.get(f"{name}/area={slug(area.name)}")
            if found is not None:
                yield (*words, area.name, found.rate.count, found.rate.total)
