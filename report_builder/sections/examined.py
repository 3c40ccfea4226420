"""What the file examination shows: agreement with the legal managers' answers.

Figures here are national: of all files in the sample. They speak of answers and files, with
their counts; two rates are called different only where their 95% intervals do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.statistics import Reason, Statistic, slug
from evidence.framework import Criterion, ExaminationQuestion, SubQuestion
from report_builder.anonymity import Anonymity
from report_builder.document import Block, Heading, Inline, Paragraph, Sentence
from report_builder.exhibits import agreement_table, category_chart
from report_builder.pen import block, rates, refer
from report_builder.sections.desk import ASSESSOR, Desk, criteria_of
from report_builder.wording import capital, chosen, on_day

YES, NO = "yes", "no"
_SAID = {YES: "was met", NO: "was not met"}
_FEW = 3


def questions_of(desk: Desk, sub: SubQuestion) -> tuple[ExaminationQuestion, ...]:
    """Return the examination questions that bear on a sub-question."""
    keys = {criterion.criterion_id for criterion in sub.criteria}
    return tuple(q for q in desk.framework.questions if keys & set(criteria_of(q)))


def opening(desk: Desk, sub: SubQuestion) -> Iterator[Block]:
    """Yield the overall rate of agreement, where the sub-question is about it."""
    overall = desk.pen.counts.statistic("agreement/overall")
    if overall is None or not questions_of(desk, sub):
        return
    pen, key = desk.pen, f"{sub.sub_question_id}/agreement"
    whole = pen.counts.statistic("agreement/files")
    yield pen.paragraph(
        key,
        pen.sentence(
            f"{key}/base",
            "In our file sample, inspectors judged ",
            pen.of(overall)[2],
            f" answers that {ASSESSOR}s had recorded on ",
            pen.number("files/examined"),
            " files.",
        ),
        pen.sentence(
            f"{key}/overall",
            "We agreed with ",
            pen.word(overall),
            " of them (",
            *pen.share(overall, "answers"),
            ").",
        )
        if not pen.is_small(overall.rate)
        else pen.sentence(f"{key}/overall", "We agreed with ", *pen.of(overall), " answers."),
        pen.sentence(
            f"{key}/files",
            "On ",
            *pen.of(whole),
            " files",
            *bracketed(desk, whole),
            ", we agreed with every answer that we could judge.",
        )
        if whole is not None
        else None,
        pen.sentence(
            f"{key}/left-out",
            "An answer that did not apply, or that the file did not let us judge, is left out of"
            " these counts.",
            supports=rates(overall),
        ),
    )


def agreement(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield agreement where the legal manager gave the answer that bears on a criterion."""
    for said in (YES, NO):
        place = 0 if said == YES else 1
        asked = [
            q for q in desk.framework.questions if criteria_of(q)[place] == criterion.criterion_id
        ]
        overall = desk.pen.counts.statistic(f"agreement/overall/answer={said}")
        if asked and overall is not None:
            yield from _where_said(desk, criterion, said, overall, asked)


def _where_said(
    desk: Desk,
    criterion: Criterion,
    said: str,
    overall: Statistic,
    asked: Sequence[ExaminationQuestion],
) -> Iterator[Block]:
    pen, key = desk.pen, f"{criterion.criterion_id}/agreement/{said}"
    table = agreement_table(
        pen,
        f"{key}/table",
        asked,
        said=said,
        caption=f"Agreement where the {ASSESSOR} recorded that the standard {_SAID[said]}",
    )
    yield pen.paragraph(
        key,
        _overall(desk, key, said, overall),
        _against_the_other(desk, key, said, overall),
        *_extremes(desk, key, said, asked),
        pen.sentence(
            f"{key}/see",
            refer(table.block_id),
            " sets out our agreement on each question.",
            supports=rates(overall),
        )
        if table is not None
        else None,
    )
    if table is not None:
        yield table


def _overall(desk: Desk, key: str, said: str, overall: Statistic) -> Sentence:
    pen = desk.pen
    lead = f"Where the {ASSESSOR} recorded that the standard {_SAID[said]}, we agreed "
    if pen.is_small(overall.rate):
        return pen.sentence(
            f"{key}/overall",
            f"{lead}with ",
            *pen.of(overall),
            " answers; that is too few for a percentage.",
        )
    return pen.sentence(
        f"{key}/overall",
        f"{lead}with ",
        pen.word(overall),
        " of the answers (",
        *pen.share(overall),
        ").",
    )


def _against_the_other(desk: Desk, key: str, said: str, overall: Statistic) -> Sentence | None:
    """Compare with the other answer, in the second of the two sections only."""
    other = desk.pen.counts.statistic(f"agreement/overall/answer={YES}")
    if said == YES or other is None or _either_small(desk, overall, other):
        return None
    relation = compared(overall, other)
    words = {
        "higher": f"We agreed more often with these answers than where the {ASSESSOR} said that"
        " the standard was met.",
        "lower": f"We agreed less often with these answers than where the {ASSESSOR} said that"
        " the standard was met.",
        "": f"There was no clear difference from answers in which the {ASSESSOR} said that the"
        " standard was met.",
    }[relation]
    return desk.pen.sentence(f"{key}/compared", words, supports=rates(overall, other))


def _extremes(
    desk: Desk, key: str, said: str, asked: Sequence[ExaminationQuestion]
) -> Iterator[Sentence]:
    pen = desk.pen
    found = [
        (s.rate.proportion or 0.0, -n, q, s)
        for n, q in enumerate(asked)
        if (s := pen.counts.statistic(f"agreement/{q.question_id}/answer={said}")) is not None
        and not pen.is_small(s.rate)
    ]
    if len(found) < 2:  # noqa: PLR2004 - one question is neither highest nor lowest
        return
    _, _, low, least = min(found, key=lambda f: (f[0], -f[1]))
    _, _, high, most = max(found, key=lambda f: (f[0], f[1]))
    if least.rate.proportion == most.rate.proportion:
        return
    yield pen.sentence(
        f"{key}/lowest",
        f"Agreement was lowest on “{low.short}” (",
        *pen.share(least),
        f") and highest on “{high.short}” (",
        *pen.share(most),
        ").",
    )


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


def bracketed(desk: Desk, statistic: Statistic) -> tuple[Inline, ...]:
    """Return a rate's percentage in brackets, or nothing where its base is small."""
    if desk.pen.is_small(statistic.rate):
        return ()
    return (" (", desk.pen.percent(statistic), ")")


def _headline(desk: Desk) -> str:
    """Return what the chart of categories says, in words."""
    lowest: list[tuple[float, int, str]] = []
    for place, category in enumerate(desk.framework.categories):
        found = desk.pen.counts.statistic(f"agreement/category={slug(category.category_id)}")
        if found is not None and not desk.pen.is_small(found.rate):
            lowest.append((found.rate.proportion or 0.0, place, category.name))
    if len(lowest) < 2:  # noqa: PLR2004 - one category is not lower than others
        return "How often we agreed, by category"
    return f"We agreed least often on {min(lowest)[2]}"


def where_when(desk: Desk) -> str:
    """Return what a chart's figures are drawn from: "file sample, 14 Areas, 210 files"."""
    files = desk.material.statistics.files
    areas = desk.pen.counts.count("areas/examined")
    after = on_day(desk.settings.examination.iqas_after)
    return f"{files:,} files from {areas} {desk.organisation} Areas, assessed after {after}"


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
            f"On “{question.short}”, the reason that we recorded most often was ",
            f"On “{question.short}”, it was ",
            f"On “{question.short}”, we most often recorded ",
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
    first: dict[str, Reason] = {}
    for reason in desk.material.statistics.reasons:
        first.setdefault(reason.question_id, reason)
    anonymity = Anonymity(desk.material)
    found = [
        (-len(first[q.question_id].file_refs), n, q, first[q.question_id])
        for n, q in enumerate(desk.framework.questions)
        if q.question_id in first
    ]
    clear = [
        f
        for f in found
        if not anonymity.area_in(f[3].text) and not anonymity.case_in(f[3].text) and f[0] < -1
    ]
    return [(f[2], f[3]) for f in sorted(clear, key=lambda f: f[:2])[:_FEW]]


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
        if _either_small(desk, one[1], other[1])
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
        return f"Agreement was similar on {one} and {other} files"
    return f"Agreement was {relation} on {one} files than on {other} files"


def compared(one: Statistic, other: Statistic) -> str:
    """Return "higher" or "lower" where two rates' 95% intervals do not meet, or ""."""
    first, second = one.rate.interval(), other.rate.interval()
    if first is None or second is None:
        return ""
    if first[0] > second[1]:
        return "higher"
    return "lower" if first[1] < second[0] else ""


def _either_small(desk: Desk, *statistics: Statistic) -> bool:
    return any(desk.pen.is_small(s.rate) for s in statistics)
