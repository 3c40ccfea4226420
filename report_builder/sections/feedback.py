"""What the file examination shows of written feedback: graded answers, and comments missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.statistics import Statistic, slug
from evidence.framework import Criterion, FeedbackQuestion, SubQuestion
from report_builder.document import Block, FigureUse, Inline, Paragraph, Sentence
from report_builder.exhibits import answer_statistics, feedback_chart, feedback_table
from report_builder.pen import rates, refer
from report_builder.sections import recorded
from report_builder.sections.desk import ASSESSOR, CHECKER, Desk, or_none
from report_builder.sections.examined import bracketed, compared, where_when
from report_builder.wording import chosen, outstanding, small

_WHO = {"dcp": ASSESSOR, "dip-sampler": CHECKER}


def questions_of(desk: Desk, sub: SubQuestion) -> tuple[FeedbackQuestion, ...]:
    """Return the questions on feedback that bear on a sub-question."""
    keys = {criterion.criterion_id for criterion in sub.criteria}
    return tuple(q for q in desk.framework.feedback if q.criterion_id in keys)


def opening(desk: Desk, sub: SubQuestion) -> Iterator[Block]:
    """Yield on how many files nothing was written, with the table and chart of feedback."""
    asked = questions_of(desk, sub)
    if not asked or not any(answer_statistics(desk.pen, q) for q in asked):
        return
    key = f"{sub.sub_question_id}/feedback"
    table = feedback_table(
        desk.pen, f"{key}/table", asked, f"Written feedback in our file sample: {small(sub.title)}"
    )
    chart = feedback_chart(
        desk.pen,
        f"{key}/chart",
        asked,
        _headline(desk, asked),
        f"Percentage of files by answer, for each question on written feedback; {where_when(desk)}",
    )
    yield desk.pen.paragraph(
        key,
        desk.pen.sentence(
            f"{key}/asked",
            "For each file in our sample, we graded the written feedback against a short set of"
            " questions.",
            supports=tuple(desk.pen.framework_says(f"feedback/{q.question_id}") for q in asked),
        ),
        *missing(desk, sub, key),
        desk.pen.sentence(
            f"{key}/see",
            refer(table.block_id),
            " gives the answers; the sections that follow take them in turn.",
            supports=table.supports,
        )
        if table is not None
        else None,
    )
    if table is not None:
        yield table
    if chart is not None:
        yield chart
    about = [s for s in desk.framework.sub_questions if questions_of(desk, s)]
    if sub in about[:1]:
        yield from recorded.commented(desk, key)
    if sub in about[-1:]:
        yield from recorded.dip_sampled(desk, key)


def _headline(desk: Desk, asked: Sequence[FeedbackQuestion]) -> str:
    """Return which question was met least often, or else most often, in words."""
    found = [
        (question, statistics[0])
        for question in asked
        if (statistics := answer_statistics(desk.pen, question))
        and not desk.pen.is_small(statistics[0].rate)
    ]
    for often, highest in (("least", False), ("most", True)):
        one = outstanding(found, lambda f: f[1].rate.proportion or 0.0, highest=highest)
        if one is not None:
            return f"Feedback was {often} often {one[0].answers[0]} on “{one[0].short}”"
    return "How written feedback was graded"


def missing(desk: Desk, sub: SubQuestion, key: str) -> Iterator[Sentence]:
    """Yield on how many files no comment was recorded, in the chapter that it bears on.

    The one who assessed comes in the first chapter about feedback, the one who checked in the
    last.
    """
    about = [s for s in desk.framework.sub_questions if questions_of(desk, s)]
    for who, chapters in (("dcp", about[:1]), ("dip-sampler", about[-1:])):
        found = desk.pen.counts.statistic(f"comments/{who}/missing")
        if found is None or sub not in chapters:
            continue
        if not found.rate.count:
            yield desk.pen.sentence(
                f"{key}/missing/{who}",
                f"The {_WHO[who]} had recorded a comment on every file that we examined.",
                supports=rates(found),
            )
            continue
        yield desk.pen.sentence(
            f"{key}/missing/{who}",
            f"The {_WHO[who]} had recorded no comment at all on ",
            *desk.pen.of(found),
            " files",
            *bracketed(desk, found),
            ".",
        )


def graded(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield how the questions on feedback that bear on a criterion were answered."""
    for question in desk.framework.feedback:
        if question.criterion_id != criterion.criterion_id:
            continue
        found = answer_statistics(desk.pen, question)
        if found:
            yield _graded(desk, criterion, question, found)
    yield from recorded.on_the_application(desk, criterion)


def _graded(
    desk: Desk, criterion: Criterion, question: FeedbackQuestion, found: tuple[Statistic, ...]
) -> Paragraph:
    pen, key = desk.pen, f"{criterion.criterion_id}/feedback/{question.question_id}"
    opening = chosen(("We asked of each file:", "On each file, we asked:"), desk.place(criterion))
    return pen.paragraph(
        key,
        pen.sentence(
            f"{key}/asked",
            f"{opening} “{question.text}”",
            supports=(pen.framework_says(f"feedback/{question.question_id}"),),
        ),
        *_answered(desk, key, question, found),
        recorded.left_out(desk, key, question.question_id, desk.place(criterion)),
        _courts(desk, key, question),
    )


def _answered(
    desk: Desk, key: str, question: FeedbackQuestion, found: tuple[Statistic, ...]
) -> Iterator[Sentence | None]:
    """Yield the answers: the worst leads where it was given on half the files, else the best."""
    answers = list(zip(question.answers, found, strict=True))
    if len(found) > 1 and 2 * found[-1].rate.count >= found[-1].rate.total:
        answers.reverse()
    yield _first(desk, key, *answers[0])
    yield _others(desk, key, answers[1:])


def _first(desk: Desk, key: str, answer: str, best: Statistic) -> Sentence:
    pen = desk.pen
    lead = f"We graded this as “{answer}” on "
    if pen.is_small(best.rate) or best.rate.count in {0, best.rate.total}:
        none = ("none of the ", pen.of(best)[2]) if not best.rate.count else pen.of(best)
        return pen.sentence(
            f"{key}/first", lead, *none, " files to which it applied.", supports=rates(best)
        )
    return pen.sentence(
        f"{key}/first",
        lead,
        pen.word(best),
        " of the files to which it applied (",
        *pen.share(best),
        ").",
    )


def _others(desk: Desk, key: str, others: Sequence[tuple[str, Statistic]]) -> Sentence | None:
    if not others:
        return None
    parts: list[Inline] = ["It was "]
    for place, (answer, statistic) in enumerate(others):
        joint = "" if not place else (" and " if place == len(others) - 1 else ", ")
        number = desk.pen.of(statistic)[0]
        parts.append(f"{joint}“{answer}” on ")
        if isinstance(number, FigureUse) and not number.value:
            parts.append(or_none(number))
            continue
        parts += [number, *bracketed(desk, statistic)]
    return desk.pen.sentence(f"{key}/others", *parts, ".")


def _courts(desk: Desk, key: str, question: FeedbackQuestion) -> Sentence | None:
    """Say whether the courts differ, only where they clearly do."""
    name = f"feedback/{question.question_id}/answer={slug(question.answers[0])}"
    found = [
        (c, s)
        for c in desk.framework.courts
        if (s := desk.pen.counts.statistic(f"{name}/court={slug(c.court_id)}")) is not None
    ]
    if len(found) < 2 or any(desk.pen.is_small(s.rate) for _, s in found):  # noqa: PLR2004
        return None
    (one, first), (other, second) = found[0], found[1]
    relation = compared(first, second)
    if not relation:
        return None
    often = "more" if relation == "higher" else "less"
    return desk.pen.sentence(
        f"{key}/courts",
        f"It was “{question.answers[0]}” {often} often on {one.name} files (",
        *desk.pen.of(first),
        f") than on {other.name} files (",
        *desk.pen.of(second),
        ").",
    )
