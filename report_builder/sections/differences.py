"""Where and why our assessments differed, and how the courts compare."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.examination.statistics import Reason, Statistic, slug
from evidence.framework import ExaminationQuestion, SubQuestion
from report_builder.anonymity import Anonymity
from report_builder.document import Block, Heading, Inline, Paragraph
from report_builder.exhibits import category_chart
from report_builder.pen import block, rates
from report_builder.sections.desk import ASSESSOR, Desk
from report_builder.sections.examined import (
    NO,
    YES,
    compared,
    either_small,
    questions_of,
    where_when,
)
from report_builder.wording import capital, chosen, outstanding

_FEW = 3


def differences(desk: Desk, sub: SubQuestion) -> Iterator[Block]:
    """Yield where and why our assessments differed, and how the courts compare."""
    overall = desk.pen.counts.statistic("agreement/overall")
    if overall is None or not questions_of(desk, sub):
        return
    key = f"{sub.sub_question_id}/differences"
    blocks = [
        *_categories(desk, key),
        *_reasons(desk, key),
        *_courts(desk, key),
    ]
    if blocks:
        yield Heading(block(key), 2, "Where our assessments differed")
        yield from blocks


def _categories(desk: Desk, key: str) -> Iterator[Block]:
    pen = desk.pen
    found = [
        (-s.rate.count, n, c.name, s)
        for n, c in enumerate(desk.framework.categories)
        if (s := pen.counts.statistic(f"disagreement/category={slug(c.category_id)}")) is not None
    ]
    ranked = [f for f in sorted(found, key=lambda f: f[:2]) if f[0] < 0]
    if not ranked:
        return
    parts: list[Inline] = []
    for place, (_, _, name, statistic) in enumerate(ranked[:_FEW]):
        joint = "" if not place else (" and " if place == len(ranked[:_FEW]) - 1 else ", ")
        parts += [f"{joint}{name} (", *_counted(desk, statistic, first=not place), ")"]
    base = ranked[0][3]
    yield pen.paragraph(
        f"{key}/categories",
        pen.sentence(
            f"{key}/base",
            "We disagreed with ",
            pen.of(base)[2],
            " of the answers in our file sample.",
            supports=rates(base),
        ),
        pen.sentence(f"{key}/ranked", "Our disagreements fell most often into ", *parts, "."),
        pen.sentence(
            f"{key}/overlap",
            "A disagreement may fall into more than one category, so that these counts may add up"
            " to more than the total.",
            supports=rates(base),
        ),
    )
    chart = category_chart(
        pen,
        f"{key}/categories/chart",
        _headline(desk),
        f"Percentage of answers with which we agreed, by category and by what the {ASSESSOR}"
        f" recorded; {where_when(desk)}",
        ((f"/answer={YES}", "Standard met"), (f"/answer={NO}", "Standard not met")),
    )
    if chart is not None:
        yield chart


def _counted(desk: Desk, statistic: Statistic, *, first: bool) -> tuple[Inline, ...]:
    """Return a rate's counts, its total only the first time, and its share of a fair base."""
    of = desk.pen.of(statistic)
    shown: tuple[Inline, ...] = of if first else of[:1]
    if desk.pen.is_small(statistic.rate):
        return shown
    return (*shown, "; ", desk.pen.percent(statistic))


def _headline(desk: Desk) -> str:
    """Return what the chart of categories says: of both its series, or of the one it holds for."""
    met, unmet = _lowest(desk, YES), _lowest(desk, NO)
    if met and met == unmet:
        return f"We agreed least often on {met}"
    if met:
        return f"Where a standard was recorded as met, we agreed least often on {met}"
    if unmet:
        return f"Where a standard was recorded as not met, we agreed least often on {unmet}"
    return "How often we agreed, by category"


def _lowest(desk: Desk, said: str) -> str:
    """Return the category on which we agreed least often with one answer, or ""."""
    found = [
        (category.name, statistic)
        for category in desk.framework.categories
        if (
            statistic := desk.pen.counts.statistic(
                f"agreement/category={slug(category.category_id)}/answer={said}"
            )
        )
        is not None
        and not desk.pen.is_small(statistic.rate)
    ]
    lowest = outstanding(found, lambda f: f[1].rate.proportion or 0.0, highest=False)
    return lowest[0] if lowest else ""


def _reasons(desk: Desk, key: str) -> Iterator[Block]:
    """Yield the commonest reason on the questions with which we disagreed most."""
    kept = _commonest_reasons(desk)
    if not kept:
        return
    pen = desk.pen
    sentences = []
    for place, (question, reason) in enumerate(kept):
        metric = f"reason/{question.question_id}/1"
        number = pen.number(metric)
        lead = (
            f"On “{question.short}”, the commonest reason was ",
            f"On “{question.short}”, it was ",
            f"On “{question.short}”, it was most often ",
        )
        sentences.append(
            pen.sentence(
                f"{key}/reasons/{question.question_id}",
                chosen(lead, place),
                f"“{reason.text.rstrip('. ')}” (",
                number,
                " file)." if number.value == 1 else " files).",
            )
        )
    yield Paragraph(block(f"{key}/reasons"), tuple(sentences))


def _commonest_reasons(desk: Desk) -> list[tuple[ExaminationQuestion, Reason]]:
    """Return the questions with most files on which one reason was clearly the commonest."""
    anonymity = Anonymity(desk.material)
    found: list[tuple[int, int, ExaminationQuestion, Reason]] = []
    for place, question in enumerate(desk.framework.questions):
        reasons = [
            r for r in desk.material.statistics.reasons if r.question_id == question.question_id
        ]
        if not reasons:
            continue
        first, rest = reasons[0], reasons[1:]
        files = len(first.file_refs)
        alone = not rest or len(rest[0].file_refs) < files
        clear = not anonymity.identifies(first.text)
        if files > 1 and alone and clear:
            found.append((-files, place, question, first))
    return [(f[2], f[3]) for f in sorted(found, key=lambda f: f[:2])[:_FEW]]


def _courts(desk: Desk, key: str) -> Iterator[Block]:
    pen = desk.pen
    found = [
        (c, s)
        for c in desk.framework.courts
        if (s := pen.counts.statistic(f"agreement/overall/court={slug(c.court_id)}")) is not None
    ]
    if len(found) < 2:  # noqa: PLR2004 - one court cannot be compared
        return
    parts: list[Inline] = ["We agreed with "]
    for place, (court, statistic) in enumerate(found):
        joint = "" if not place else (" and " if place == len(found) - 1 else ", ")
        parts += [
            joint,
            *pen.of(statistic),
            f" {'answers ' if not place else ''}on {court.name} files",
        ]
        if not pen.is_small(statistic.rate):
            parts += [" (", pen.percent(statistic), ")"]
    one, other = found[0], found[1]
    yield pen.paragraph(
        f"{key}/courts",
        pen.sentence(f"{key}/courts/counts", *parts, "."),
        None
        if either_small(desk, one[1], other[1])
        else pen.sentence(
            f"{key}/courts/compared",
            _court_words(one[0].name, other[0].name, compared(one[1], other[1])),
            supports=rates(one[1], other[1]),
        ),
    )
    chart = category_chart(
        pen,
        f"{key}/courts/chart",
        _court_headline(one[0].name, other[0].name, compared(one[1], other[1])),
        f"Percentage of answers with which we agreed, by category and court; {where_when(desk)}",
        tuple((f"/court={slug(c.court_id)}", capital(c.name)) for c, _ in found[:4]),
    )
    if chart is not None:
        yield chart


def _court_words(one: str, other: str, relation: str) -> str:
    if not relation:
        return f"There was no clear difference between {one} and {other} files."
    return f"Agreement was {relation} on {one} files than on {other} files."


def _court_headline(one: str, other: str, relation: str) -> str:
    if not relation:
        return f"No clear difference in agreement between {one} and {other} files"
    return f"Agreement was {relation} on {one} files than on {other} files"
