"""Annexes: the framework, the full results of the file examination, and the methodology."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.statistics import slug
from evidence.framework import Criterion, ExaminationQuestion, FeedbackQuestion
from report_builder.document import (
    Block,
    Bullets,
    Cell,
    Heading,
    Sentence,
    Support,
    SupportKind,
    Table,
)
from report_builder.exhibits import (
    area_table,
    feedback_table,
    lettered,
    note_for,
    rate_cells,
    results_table,
)
from report_builder.pen import Pen, block, rates
from report_builder.sections.desk import CHECKER, Desk
from report_builder.tallies import criteria_table
from report_builder.wording import capital, ended, in_words, on_day


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


def results(desk: Desk) -> Iterator[Block]:
    """Yield the annex with everything that the file examination gave."""
    yield Heading(block("annex", "results"), 1, "File examination results", annex=True)
    yield from _question_sets(desk)
    if not desk.material.statistics.files:
        yield desk.pen.paragraph(
            "annex/results/none",
            desk.pen.sentence(
                "annex/results/none/text",
                "No examined file had been recorded when this draft was made.",
                supports=(Support(SupportKind.COUNT, "files/examined"),),
            ),
        )
        return
    tables: list[Table | None] = [
        results_table(
            desk.pen, "annex/results/questions", "Agreement on each question, with intervals"
        ),
        _categories(desk.pen),
        _courts(desk.pen),
        feedback_table(
            desk.pen,
            "annex/results/feedback",
            desk.framework.feedback,
            "Written feedback, all questions",
        ),
        _files_by_area(desk.pen),
        area_table(
            desk.pen, "annex/results/areas", "Agreement in each Area", _agreement_columns(desk)
        ),
        *_feedback_by_area(desk),
    ]
    made = [table for table in tables if table is not None]
    if made:
        yield Heading(block("annex", "tables"), 2, "Results")
        yield from made


def _question_sets(desk: Desk) -> Iterator[Block]:
    for role, title, questions in (
        ("questions", "Questions on the assessment", desk.framework.questions),
        ("feedback", "Questions on written feedback", desk.framework.feedback),
    ):
        if questions:
            yield Heading(block("annex", role), 2, title)
            yield _question_table(desk, role, title, questions)


def _question_table(
    desk: Desk, role: str, title: str, questions: Sequence[ExaminationQuestion | FeedbackQuestion]
) -> Table:
    categories = {c.category_id: c.name for c in desk.framework.categories}
    rows: list[tuple[Cell, ...]] = []
    for question in questions:
        last = (
            capital(categories.get(question.category_id, question.category_id))
            if isinstance(question, ExaminationQuestion)
            else ", ".join(question.answers)
        )
        rows.append(((question.question_id,), (question.text,), (last,)))
    asked = isinstance(questions[0], ExaminationQuestion)
    return Table(
        block("annex", role, "table"),
        title,
        ("Number", "Question", "Category" if asked else "Answers"),
        tuple(rows),
        f"{title}. One row for each question.",
        tuple(Support(SupportKind.FRAMEWORK, f"{role}/{q.question_id}") for q in questions),
    )


def _categories(pen: Pen) -> Table | None:
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used = []
    for category in pen.framework.categories:
        key = slug(category.category_id)
        agreed = pen.counts.statistic(f"agreement/category={key}")
        differed = pen.counts.statistic(f"disagreement/category={key}")
        used += [s for s in (agreed, differed) if s is not None]
        cells = (*rate_cells(pen, agreed, interval=True), *rate_cells(pen, differed))
        rows.append((key, ((capital(category.name),), *cells)))
    if not used:
        return None
    table_id = block("annex/results/categories")
    headings = (
        "Category",
        "Agreed",
        "Judged",
        "Agreed (%)",
        "95% interval (%)",
        "Disagreements in category",
        "All disagreements",
        "Share of disagreements (%)",
    )
    return Table(
        table_id,
        "Agreement and disagreement by category",
        headings,
        lettered(rows, table_id),
        "Agreement and disagreement by category. One row for each category.",
        rates(*used),
        numeric=tuple(range(1, len(headings))),
        note=note_for(
            rows,
            "Agreement is by the category of the question; a disagreement falls into the categories"
            " that the inspector recorded, which may be more than one.",
        ),
        source="Our file examination",
        wide=True,
    )


def _courts(pen: Pen) -> Table | None:
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used = []
    facets = [("overall", "All answers", "")]
    facets += [
        ("yes", "Standard recorded as met", "/answer=yes"),
        ("no", "Standard recorded as not met", "/answer=no"),
    ]
    facets += [
        (slug(c.court_id), capital(f"{c.name} files"), f"/court={slug(c.court_id)}")
        for c in pen.framework.courts
    ]
    for key, label, ending in facets:
        found = pen.counts.statistic(f"agreement/overall{ending}")
        used += [found] if found is not None else []
        rows.append((key, ((label,), *rate_cells(pen, found, interval=True))))
    if not used:
        return None
    table_id = block("annex/results/courts")
    return Table(
        table_id,
        "Agreement overall, by answer and by court",
        ("Answers", "Agreed", "Judged", "Agreed (%)", "95% interval (%)"),
        lettered(rows, table_id),
        "Agreement overall, by answer and by court. One row for each group of answers.",
        rates(*used),
        numeric=(1, 2, 3, 4),
        note=note_for(rows),
        source="Our file examination",
    )


def _files_by_area(pen: Pen) -> Table | None:
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    courts = pen.framework.courts
    for area in sorted(pen.framework.areas, key=lambda a: a.name):
        name = slug(area.name)
        cells: list[Cell] = [(area.name,)]
        cells += [
            (pen.number(f"files/examined/area={name}/court={slug(c.court_id)}", table=True),)
            for c in courts
        ]
        cells.append((pen.number(f"files/examined/area={name}", table=True),))
        rows.append((name, tuple(cells)))
    table_id = block("annex/results/files")
    return Table(
        table_id,
        "Files examined in each Area",
        ("Area", *(capital(c.name) for c in courts), "All"),
        lettered(rows, table_id),
        "Files examined in each Area. One row for each Area, in alphabetical order.",
        (Support(SupportKind.COUNT, "files/examined"),),
        numeric=tuple(range(1, len(courts) + 2)),
        source="Our file examination",
    )


def _agreement_columns(desk: Desk) -> tuple[tuple[str, str], ...]:
    categories = tuple(
        (f"agreement/category={slug(c.category_id)}", capital(c.name))
        for c in desk.framework.categories
    )
    return (("agreement/overall", "All answers"), *categories)


_COLUMNS = 5


def _feedback_by_area(desk: Desk) -> Iterator[Table | None]:
    """Yield counts of the best answer in each Area, a few questions to a table."""
    questions = desk.framework.feedback
    missing = (
        ("comments/dcp/missing", "No comment by the legal manager"),
        ("comments/dip-sampler/missing", f"No comment by the {CHECKER}"),
    )
    columns = [
        (f"feedback/{q.question_id}/answer={slug(q.answers[0])}", q.short) for q in questions
    ]
    for start in range(0, len(columns), _COLUMNS):
        part = columns[start : start + _COLUMNS]
        best = questions[start].answers[0]
        ids = f"{questions[start].question_id} to {questions[start + len(part) - 1].question_id}"
        yield area_table(
            desk.pen,
            f"annex/results/feedback/{start}",
            f"Files on which feedback was {best}, in each Area (questions {ids})",
            part,
        )
    yield area_table(
        desk.pen, "annex/results/missing", "Files without comments, in each Area", missing
    )


def methodology(desk: Desk) -> Iterator[Block]:
    """Yield the annex on how evidence was sampled, coded, counted and rounded."""
    yield Heading(block("annex", "method"), 1, "Methodology", annex=True)
    yield Heading(block("annex", "coding"), 2, "Coding")
    yield desk.pen.paragraph("annex/coding", *_coding(desk))
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
            "A source that repeated another’s words was counted once, and an inspector’s own"
            " questions were never counted.",
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
