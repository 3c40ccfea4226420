"""What the file examination shows: agreement with the legal managers' answers.

Figures here are national: of all files in the sample. They speak of answers and files, with
their counts; two rates are called different only where their 95% intervals do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.statistics import Statistic
from evidence.framework import Criterion, ExaminationQuestion, SubQuestion
from report_builder.document import Block, Inline, Sentence
from report_builder.exhibits import agreement_table
from report_builder.pen import rates, refer
from report_builder.sections.desk import ASSESSOR, Desk, criteria_of
from report_builder.wording import on_day, outstanding

YES, NO = "yes", "no"
_SAID = {YES: "was met", NO: "was not met"}


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
    if said == YES or other is None or either_small(desk, overall, other):
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
        (question, statistic)
        for question in asked
        if (statistic := pen.counts.statistic(f"agreement/{question.question_id}/answer={said}"))
        is not None
        and not pen.is_small(statistic.rate)
    ]
    if len(found) < 2:  # noqa: PLR2004 - one question stands out from nothing
        return
    ranked = sorted(found, key=lambda f: f[1].rate.proportion or 0.0)
    if not compared(ranked[-1][1], ranked[0][1]):
        yield pen.sentence(
            f"{key}/extremes",
            "Agreement on single questions did not clearly differ.",
            supports=rates(*(statistic for _, statistic in found)),
        )
        return
    low = outstanding(found, lambda f: f[1].rate.proportion or 0.0, highest=False)
    high = outstanding(found, lambda f: f[1].rate.proportion or 0.0, highest=True)
    parts: list[Inline] = []
    for extreme, word in ((low, "lowest"), (high, "highest")):
        if extreme is not None:
            parts += [" and " if parts else "", f"{word} on “{extreme[0].short}” ("]
            parts += [*pen.share(extreme[1]), ")"]
    if parts:
        yield pen.sentence(f"{key}/extremes", "Agreement was ", *parts, ".")


def bracketed(desk: Desk, statistic: Statistic) -> tuple[Inline, ...]:
    """Return a rate's percentage in brackets, or nothing where its base is small."""
    if desk.pen.is_small(statistic.rate):
        return ()
    return (" (", desk.pen.percent(statistic), ")")


def where_when(desk: Desk) -> str:
    """Return what a chart's figures are drawn from: "file sample, 14 Areas, 210 files"."""
    files = desk.material.statistics.files
    areas = desk.pen.counts.count("areas/examined")
    after = on_day(desk.settings.examination.iqas_after)
    return f"{files:,} files from {areas} {desk.organisation} Areas, assessed after {after}"


def compared(one: Statistic, other: Statistic) -> str:
    """Return "higher" or "lower" where two rates' 95% intervals do not meet, or ""."""
    first, second = one.rate.interval(), other.rate.interval()
    if first is None or second is None:
        return ""
    if first[0] > second[1]:
        return "higher"
    return "lower" if first[1] < second[0] else ""


def either_small(desk: Desk, *statistics: Statistic) -> bool:
    """Whether the base of any of some rates is too small for a percentage."""
    return any(desk.pen.is_small(s.rate) for s in statistics)
