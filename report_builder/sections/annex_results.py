"""The annex with the full results of the file examination, so that others can work with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.statistics import slug
from evidence.framework import ExaminationQuestion, FeedbackQuestion
from report_builder.document import (
    Block,
    Cell,
    Heading,
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
from report_builder.sections.annex_volumes import volumes
from report_builder.sections.beyond_chance import chance_tables
from report_builder.sections.desk import CHECKER, Desk
from report_builder.sections.recorded import recorded_tables
from report_builder.wording import capital


def results(desk: Desk) -> Iterator[Block]:
    """Yield the annex with everything that the file examination gave."""
    if not desk.examines_files and desk.material.conduct.volumes is None:
        return
    yield Heading(block("annex", "results"), 1, "File examination results", annex=True)
    yield from _question_sets(desk)
    yield from _examined(desk)
    yield from volumes(desk)


def _examined(desk: Desk) -> Iterator[Block]:
    if not desk.examines_files:
        return
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
        *chance_tables(desk),
        feedback_table(
            desk.pen,
            "annex/results/feedback",
            desk.framework.feedback,
            "Written feedback, all questions",
        ),
        *recorded_tables(desk),
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
