"""Annexes: the framework, the full results of the file examination, and the methodology."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.framework import Criterion
from report_builder.document import (
    Block,
    Bullets,
    Cell,
    Heading,
    Sentence,
    Table,
)
from report_builder.pen import block
from report_builder.sections.annex_assurance import assurance, uncommented
from report_builder.sections.annex_sampling import sampling
from report_builder.sections.desk import Desk
from report_builder.sections.recorded import guidance_in_use
from report_builder.tallies import criteria_table
from report_builder.wording import ended, in_words, on_day


def framework(desk: Desk) -> Iterator[Block]:
    """Yield the annex that prints the question, the objective and the criteria."""
    yield Heading(block("annex", "framework"), 1, "Inspection framework", annex=True)
    yield Heading(block("annex", "question"), 2, "Inspection question")
    yield desk.pen.paragraph(
        "annex/question", _says(desk, "annex/question/text", "question", desk.framework.question)
    )
    if desk.framework.objective:
        yield Heading(block("annex", "objective"), 2, "Objective")
        yield desk.pen.paragraph(
            "annex/objective", _says(desk, "annex/objective/lead", "objective", "We set out to:")
        )
        yield Bullets(
            block("annex", "objective", "list"),
            tuple(
                _says(desk, f"annex/objective/{n}", f"objective/{n}", ended(text))
                for n, text in enumerate(desk.framework.objective)
            ),
            ordered=True,
        )
    yield Heading(block("annex", "criteria"), 2, "Questions and criteria")
    for sub in desk.framework.sub_questions:
        key = sub.sub_question_id
        yield desk.pen.paragraph(
            f"annex/{key}", _says(desk, f"annex/{key}/text", key, f"{key}. {sub.text}")
        )
        yield Bullets(
            block("annex", key, "list"),
            tuple(
                _says(
                    desk, f"annex/{c.criterion_id}", c.criterion_id, f"{c.criterion_id}. {c.text}"
                )
                for c in sub.criteria
            ),
        )


def _says(desk: Desk, role: str, key: str, text: str) -> Sentence:
    return desk.pen.sentence(role, text, supports=(desk.pen.framework_says(key),))


def methodology(desk: Desk) -> Iterator[Block]:
    """Yield the annex on how evidence was sampled, coded, counted and rounded."""
    yield Heading(block("annex", "method"), 1, "Methodology", annex=True)
    yield from sampling(desk)
    yield from guidance_in_use(desk)
    yield from uncommented(desk)
    yield from assurance(desk)
    yield Heading(block("annex", "coding"), 2, "Coding")
    said = tuple(_coding(desk))
    yield desk.pen.paragraph("annex/coding", *said[:_CODED])
    yield desk.pen.paragraph("annex/coding/counted", *said[_CODED:])
    everything: tuple[Criterion, ...] = desk.framework.criteria
    table = criteria_table(
        desk.pen,
        "annex/coded",
        everything,
        "Coded evidence from the Areas that we visited, by criterion",
    )
    if table is not None:
        yield table
    yield Heading(block("annex", "figures"), 2, "Figures")
    yield desk.pen.paragraph("annex/figures", *_figures(desk))
    yield Heading(block("annex", "scale"), 2, "Words for proportions")
    yield from _scale(desk)


_CODED = 3
"""So many sentences say how words were coded; the rest, what of it was counted and quoted."""


def _coding(desk: Desk) -> Iterator[Sentence]:
    pen = desk.pen
    says = pen.framework_says("codes")
    yield pen.sentence(
        "annex/coding/what",
        "Inspectors read ",
        pen.number("segments/read"),
        " segments of text (paragraphs, table rows"
        " and speakers’ turns) and coded the words that bore on a criterion.",
    )
    for role, words in (
        (
            "polarity",
            "For each passage they recorded whether it showed that the thing asked about was"
            " done, was not done or fell short, or was mixed or planned.",
        ),
        (
            "people",
            "Software may have suggested passages; only what an inspector decided was counted.",
        ),
        (
            "once",
            "A source that repeated another’s words was counted once, and so was a passage that"
            " one source copied from another. An inspector’s own questions were never counted.",
        ),
        (
            "quotes",
            "Quotations were chosen by a fixed rule: short and strong passages from different"
            " Areas and groups, without names.",
        ),
    ):
        yield pen.sentence(f"annex/coding/{role}", words, supports=(says,))


def _figures(desk: Desk) -> Iterator[Sentence]:
    settings = desk.settings.report
    says = (desk.pen.framework_says("settings/decimals"),)
    prose = (
        "whole numbers" if not settings.prose_decimals else f"{settings.prose_decimals} decimals"
    )
    table = f"{in_words(settings.table_decimals)} decimal" + (
        "" if settings.table_decimals == 1 else "s"
    )
    for role, words in (
        (
            "round",
            f"Percentages are given as {prose} in the text and with {table} in tables, with"
            " halves rounded up.",
        ),
        ("sum", "Rounded components may therefore not add up to 100."),
        (
            "base",
            "An answer that did not apply, or on which an inspector could not tell, leaves the"
            " total.",
        ),
        ("small", f"No percentage is given where the total is below {settings.suppress_below}."),
        (
            "interval",
            "Intervals are Wilson’s 95% score intervals; they treat the files as a simple"
            " random sample and say nothing of Areas with unequal caseloads.",
        ),
    ):
        yield desk.pen.sentence(f"annex/figures/{role}", words, supports=says)


def _scale(desk: Desk) -> Iterator[Block]:
    scale = desk.settings.report.scale
    says = (desk.pen.framework_says("settings/scale"),)
    yield desk.pen.paragraph(
        "annex/scale",
        desk.pen.sentence(
            "annex/scale/name",
            f"The words for proportions in this report follow the scale “{scale.name}” of"
            f" {on_day(scale.dated)}.",
            supports=says,
        ),
        desk.pen.sentence(
            "annex/scale/ends", "“All” and “none” are used in their plain meaning.", supports=says
        ),
    )
    steps = sorted(scale.steps, key=lambda s: -s.from_percent)
    rows: list[tuple[Cell, ...]] = []
    above = ""
    for step in steps:
        low = f"{step.from_percent:g}%"
        rows.append(((step.word,), (f"{low} to less than {above}" if above else f"{low} or more",)))
        above = low
    if rows:
        yield Table(
            block("annex/scale/table"),
            "Words for proportions",
            ("Word", "Percentage"),
            tuple(rows),
            "Words for proportions and the percentages that they stand for.",
            says,
        )
