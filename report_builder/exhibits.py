"""Tables and charts of the file examination, each number walked back to its files.

In the body: national figures, with counts, totals and percentages. In the annex: intervals,
and counts by Area ("12 of 15"), alphabetically, without percentages and without ranking.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.examination.chance import two_places
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistic, slug
from evidence.framework import ExaminationQuestion, FeedbackQuestion
from evidence.suppression.markers import CONFIDENTIAL
from report_builder.counts import AC1, KAPPA
from report_builder.document import Cell, Chart, FigureUse, Series, Table
from report_builder.pen import Pen, block, identified, rates
from report_builder.wording import capital, in_figures, small

SOURCE = "Our file examination"
MOST_SERIES = 4


def lettered(
    rows: Sequence[tuple[str, tuple[Cell, ...]]], table_id: str
) -> tuple[tuple[Cell, ...], ...]:
    """Give the figures of each row an id of their own, from the row's key and the column."""
    return tuple(
        tuple(identified(f"{table_id}/{key}/{column}", cell) for column, cell in enumerate(cells))
        for key, cells in rows
    )


def rate_cells(
    pen: Pen, statistic: Statistic | None, *, interval: bool = False
) -> tuple[Cell, ...]:
    """Return the cells of a rate: count, total, percentage, and its interval if wanted."""
    if statistic is None:
        return (("[z]",),) * (4 if interval else 3)
    count, _, total = pen.of(statistic)
    cells: tuple[Cell, ...] = ((count,), (total,), (pen.percent(statistic, table=True),))
    return (*cells, pen.interval(statistic)) if interval else cells


def agreement_table(
    pen: Pen, role: str, questions: Sequence[ExaminationQuestion], *, said: str, caption: str
) -> Table | None:
    """Return agreement by question where the legal manager said yes, or no, or either ("")."""
    ending = f"/answer={said}" if said else ""
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used: list[Statistic] = []
    for question in questions:
        found = pen.counts.statistic(f"agreement/{question.question_id}{ending}")
        if found is not None:
            used.append(found)
        rows.append((question.question_id, ((question.short,), *rate_cells(pen, found))))
    if not used:
        return None
    table_id = block(role)
    return Table(
        table_id,
        caption,
        ("Question", "Answers we agreed with", "Answers judged", "Percentage agreed (%)"),
        lettered(rows, table_id),
        f"{caption}. One row for each of {in_figures(len(rows))} questions.",
        rates(*used),
        numeric=(1, 2, 3),
        note=note_for(rows),
        source=SOURCE,
    )


def feedback_table(
    pen: Pen, role: str, questions: Sequence[FeedbackQuestion], caption: str
) -> Table | None:
    """Return how each question on feedback was answered, where they share their answers."""
    answers = shared_answers(questions)
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used: list[Statistic] = []
    for question in questions:
        found = answer_statistics(pen, question)
        if not found:
            continue
        used += found
        counts: list[Cell] = [(pen.of(s)[0],) for s in found]
        total: Cell = (pen.of(found[0])[2],)
        share: Cell = (pen.percent(found[0], table=True),)
        rows.append((question.question_id, ((question.short,), *counts, total, share)))
    if not used or not answers:
        return None
    table_id = block(role)
    first = answers[0]
    headings = ("Question", *map(capital, answers), "Files", f"{capital(first)} (%)")
    return Table(
        table_id,
        caption,
        headings,
        lettered(rows, table_id),
        f"{caption}. One row for each question; columns are counts of files.",
        rates(*used),
        numeric=tuple(range(1, len(headings))),
        note=note_for(rows, "Files to which a question did not apply are left out of its total."),
        source=SOURCE,
    )


def shared_answers(questions: Sequence[FeedbackQuestion]) -> tuple[str, ...]:
    """Return the graded answers if all the questions have the same, or none."""
    kinds = {question.answers for question in questions}
    return kinds.pop() if len(kinds) == 1 else ()


def answer_statistics(pen: Pen, question: FeedbackQuestion) -> tuple[Statistic, ...]:
    """Return the statistic of each graded answer, or none where no file bears on it."""
    found = [
        pen.counts.statistic(f"feedback/{question.question_id}/answer={slug(answer)}")
        for answer in question.answers
    ]
    return tuple(s for s in found if s is not None) if all(found) else ()


def category_chart(
    pen: Pen, role: str, title: str, subtitle: str, by: Sequence[tuple[str, str]]
) -> Chart | None:
    """Return agreement by category, with a series for each of `by`: a facet and its name.

    Categories with a base too small to print in any series are left out.
    """
    categories: list[str] = []
    values: list[list[Statistic]] = []
    for category in pen.framework.categories:
        name = f"agreement/category={slug(category.category_id)}"
        found = [pen.counts.statistic(f"{name}{facet}") for facet, _ in by]
        kept = [s for s in found if s is not None and not pen.is_small(s.rate)]
        if len(kept) == len(by):
            categories.append(capital(category.name))
            values.append(kept)
    if not categories:
        return None
    series = tuple(
        Series(name, tuple(_hundredths(row[n].rate) for row in values))
        for n, (_, name) in enumerate(by)
    )
    return Chart(
        block(role),
        title,
        subtitle,
        tuple(categories),
        series,
        "%",
        _described(title, categories, series),
        rates(*(s for row in values for s in row)),
        source=SOURCE,
    )


def feedback_chart(
    pen: Pen, role: str, questions: Sequence[FeedbackQuestion], title: str, subtitle: str
) -> Chart | None:
    """Return how the questions on feedback were answered, with a series for each answer."""
    answers = shared_answers(questions)
    found = [(q, answer_statistics(pen, q)) for q in questions]
    kept = [(q, s) for q, s in found if s and not pen.is_small(s[0].rate)]
    if not answers or len(answers) > MOST_SERIES or not kept:
        return None
    series = tuple(
        Series(capital(answer), tuple(_hundredths(s[n].rate) for _, s in kept))
        for n, answer in enumerate(answers)
    )
    categories = [q.short for q, _ in kept]
    return Chart(
        block(role),
        title,
        subtitle,
        tuple(categories),
        series,
        "%",
        _described(title, categories, series),
        rates(*(s for _, row in kept for s in row)),
        source=SOURCE,
    )


def area_table(
    pen: Pen, role: str, caption: str, columns: Sequence[tuple[str, str]]
) -> Table | None:
    """Return counts by Area: a row for each Area, alphabetically, a column for each statistic.

    `columns` are a statistic's id and its heading. No percentage, and no ranking.
    """
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used: list[Statistic] = []
    for area in sorted(pen.framework.areas, key=lambda a: a.name):
        cells: list[Cell] = [(area.name,)]
        for statistic_id, _ in columns:
            found = pen.counts.statistic(f"{statistic_id}/area={slug(area.name)}")
            used += [found] if found is not None else []
            cells.append(pen.of(found) if found is not None else ("[z]",))
        rows.append((slug(area.name), tuple(cells)))
    if not used:
        return None
    table_id = block(role)
    return Table(
        table_id,
        caption,
        ("Area", *(heading for _, heading in columns)),
        lettered(rows, table_id),
        f"{caption}. One row for each Area in alphabetical order; cells are counts.",
        rates(*used),
        numeric=tuple(range(1, len(columns) + 1)),
        note=note_for(rows, "The sample in one Area is too small for percentages or for ranking."),
        source=SOURCE,
    )


def results_table(pen: Pen, role: str, caption: str) -> Table | None:
    """Return the full results: each question with its interval, chance and what is left out."""
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used: list[Statistic] = []
    chance = {c.name: c for c in pen.material.statistics.chance}
    for question in pen.framework.questions:
        found = pen.counts.statistic(f"agreement/{question.question_id}")
        used += [found] if found is not None else []
        corrected = chance.get(question.question_id)
        small = found is None or pen.is_small(found.rate)
        cells: list[Cell] = [(question.question_id,), *rate_cells(pen, found, interval=True)]
        for facet, value in (
            (AC1, corrected.ac1 if corrected else None),
            (KAPPA, corrected.kappa if corrected else None),
        ):
            cells.append(_coefficient(question.question_id, facet, value, small=small))
        cells += [
            _left_out(pen, question.question_id, why) for why in ("not-applicable", "cannot-tell")
        ]
        rows.append((question.question_id, tuple(cells)))
    if not used:
        return None
    table_id = block(role)
    headings = (
        "Question",
        "Agreed",
        "Judged",
        "Agreed (%)",
        "95% interval (%)",
        "AC1",
        "Kappa",
        "Not applicable",
        "Cannot tell",
    )
    return Table(
        table_id,
        caption,
        headings,
        lettered(rows, table_id),
        f"{caption}. One row for each question.",
        rates(*used),
        numeric=tuple(range(1, len(headings))),
        note=note_for(
            rows,
            "AC1 and kappa are agreement beyond chance. Files that did not apply, or on which"
            " we could not tell, are left out of the total.",
        ),
        source=SOURCE,
        wide=True,
    )


def _coefficient(name: str, facet: str, value: float | None, *, small: bool) -> Cell:
    if value is None or small:
        return ("[low]" if value is not None else "[z]",)
    return (FigureUse("", f"chance/{name}", facet, value, two_places(value)),)


def _left_out(pen: Pen, question_id: str, why: str) -> Cell:
    return (pen.number(f"left-out/{question_id}/{why}", table=True),)


def note_for(rows: Sequence[tuple[str, tuple[Cell, ...]]], note: str = "") -> str:
    """Return a table's note, with the marks that its cells use explained."""
    texts = {
        part.text if isinstance(part, FigureUse) else part
        for _, cells in rows
        for cell in cells
        for part in cell
    }
    marks = {
        "[z]": "[z]: not applicable, since no file bears on it.",
        "[low]": "[low]: the total is too small for a percentage.",
        CONFIDENTIAL: "[c]: held back, since it would tell of one person's work.",
    }
    return " ".join([*([note] if note else []), *(m for key, m in marks.items() if key in texts)])


def _hundredths(rate: Rate) -> float:
    return 100 * (rate.proportion or 0.0)


def _described(title: str, categories: Sequence[str], series: Sequence[Series]) -> str:
    parts = [
        f"{category}: "
        + ", ".join(
            f"{small(one.name) if len(series) > 1 else ''} {_whole(one.values[n])}%".strip()
            for one in series
        )
        for n, category in enumerate(categories)
    ]
    return f"Bar chart. {title}. {'; '.join(parts)}."


def _whole(value: float) -> int:
    return int(value + 0.5 + 1e-9)
