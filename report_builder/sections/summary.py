"""The summary: the inspection question answered first, as far as the evidence answers it."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.examination.statistics import Statistic, slug
from evidence.framework import Criterion, SubQuestion
from report_builder.document import (
    Block,
    Bullets,
    Heading,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.exhibits import answer_statistics
from report_builder.findings import OVERALL
from report_builder.pen import Part, block, codings, refer
from report_builder.sections import examined, feedback
from report_builder.sections.coded import VISITED
from report_builder.sections.conclusions import judged, summed_up
from report_builder.sections.desk import ASSESSOR, Desk, chapter, main_paragraph
from report_builder.sections.examined import bracketed
from report_builder.sections.voices import MINUS, PLUS, leaning
from report_builder.wording import as_said, chosen, outstanding, small

KEY = "summary"
_IN_A_SENTENCE = 2
"""The leanings of more criteria than these stand in a list."""


def written(desk: Desk, labels: dict[str, str]) -> Iterator[Block]:
    """Yield chapter 1."""
    yield Heading(block(KEY), 1, "Summary")
    yield from judged(
        desk,
        OVERALL,
        "your judgement on the inspection question. Answer it in two or three sentences that rest"
        " on the evidence below.",
    )
    yield desk.pen.paragraph(
        f"{KEY}/answer",
        desk.pen.sentence(
            f"{KEY}/question",
            f"We inspected this question: {as_said(desk.framework.question)}",
            supports=(desk.pen.framework_says("question"),),
        ),
        *_main_picture(desk),
    )
    for sub in desk.framework.sub_questions:
        yield from _of_chapter(desk, sub)
    yield from summed_up(desk, labels)


def _of_chapter(desk: Desk, sub: SubQuestion) -> Iterator[Block]:
    """Yield what a chapter shows in short; leanings on several criteria make a list."""
    key = f"{KEY}/{sub.sub_question_id}"
    sentences = [
        *_agreement(desk, sub),
        *feedback.missing(desk, sub, f"{key}/feedback"),
        *_feedback(desk, sub),
    ]
    lines = list(_coded(desk, sub))
    if not sentences and not lines:
        return
    if len(lines) > _IN_A_SENTENCE:
        sentences += [_read(desk, sub), _criteria_lead(desk, sub)]
        yield desk.pen.paragraph(key, *sentences)
        yield Bullets(block(key, "list"), tuple(lines))
        return
    if lines:
        sentences.append(_read(desk, sub))
    yield desk.pen.paragraph(key, *sentences, *lines, _see(desk, sub))


def _main_picture(desk: Desk) -> Iterator[Sentence]:
    """Yield the answer in short: the rate of agreement, and which way the Areas' evidence leans."""
    pen = desk.pen
    overall = pen.counts.statistic("agreement/overall")
    if overall is not None and not pen.is_small(overall.rate):
        yield pen.sentence(
            f"{KEY}/rate",
            "In our file sample, we agreed with ",
            pen.word(overall),
            f" of the answers that {ASSESSOR}s had recorded (",
            *pen.share(overall, "answers"),
            ").",
        )
    elif overall is None and desk.examines_files:
        yield pen.sentence(
            f"{KEY}/rate",
            "This draft does not yet hold the results of the file examination.",
            supports=(Support(SupportKind.COUNT, "files/examined"),),
        )
    on_words = _on_words(desk)
    if not on_words:
        return
    spoken = [c for c in on_words if desk.grounds(c).count("passages")]
    if not spoken:
        yield pen.sentence(
            f"{KEY}/words",
            f"This draft does not yet hold coded evidence from the {VISITED}.",
            supports=tuple(
                Support(SupportKind.COUNT, desk.grounds(c).metric("passages")) for c in on_words
            ),
        )
        return
    yield from _strongest(desk, spoken)


def _on_words(desk: Desk) -> list[Criterion]:
    """Return the criteria of chapters that rest on what was read and heard alone."""
    return [
        criterion
        for sub in desk.framework.sub_questions
        if not any(desk.rests_on_files(c) for c in sub.criteria)
        for criterion in sub.criteria
    ]


def _strongest(desk: Desk, spoken: list[Criterion]) -> Iterator[Sentence]:
    """Say on which criterion the evidence is most positive, and on which most negative."""
    weighed = [(c, *_weights(desk, c)) for c in spoken]
    weighed = [w for w in weighed if w[1] + w[2] >= desk.settings.report.suppress_below]
    told = False
    for side, words, highest in ((PLUS, "most positive", True), (MINUS, "most negative", False)):
        found = outstanding(weighed, lambda w: w[1] / (w[1] + w[2]), highest=highest)
        if found is None or desk.grounds(found[0]).lean() != side:
            continue
        grounds = desk.grounds(found[0])
        lead = f"It was {words} on " if told else f"In the {VISITED}, the evidence was {words} on "
        told = True
        yield desk.pen.sentence(
            f"{KEY}/{side}",
            f"{lead}{small(found[0].title)} (",
            desk.pen.number(grounds.metric("passages", PLUS), table=True),
            " positive and ",
            desk.pen.number(grounds.metric("passages", MINUS), table=True),
            " negative passages).",
            supports=codings(grounds.passages()),
        )


def _weights(desk: Desk, criterion: Criterion) -> tuple[int, int]:
    grounds = desk.grounds(criterion)
    return grounds.count("passages", PLUS), grounds.count("passages", MINUS)


def _agreement(desk: Desk, sub: SubQuestion) -> Iterator[Sentence]:
    pen = desk.pen
    if not examined.questions_of(desk, sub):
        return
    met = pen.counts.statistic(f"agreement/overall/answer={examined.YES}")
    unmet = pen.counts.statistic(f"agreement/overall/answer={examined.NO}")
    for said, statistic, role in ((" was met", met, "met"), (" was not met", unmet, "unmet")):
        if statistic is None or pen.is_small(statistic.rate):
            continue
        yield pen.sentence(
            f"{KEY}/{sub.sub_question_id}/{role}",
            f"Where the {ASSESSOR} recorded that a standard{said}, we agreed with ",
            pen.word(statistic),
            " of the answers (",
            *pen.share(statistic),
            ").",
        )
    yield from _category(desk, sub)


def _category(desk: Desk, sub: SubQuestion) -> Iterator[Sentence]:
    prefix = "disagreement/category="
    found = [
        s
        for c in desk.framework.categories
        if (s := desk.pen.counts.statistic(f"{prefix}{slug(c.category_id)}")) and s.rate.count
    ]
    if not found:
        return
    most = outstanding(found, lambda s: s.rate.count, highest=True)
    if most is None or desk.pen.is_small(most.rate):
        return
    name = next(
        c.name
        for c in desk.framework.categories
        if slug(c.category_id) == most.statistic_id.removeprefix(prefix)
    )
    yield desk.pen.sentence(
        f"{KEY}/{sub.sub_question_id}/category",
        f"Where we disagreed, it was most often about {name} (",
        *desk.pen.share(most, "disagreements"),
        ").",
    )


def _feedback(desk: Desk, sub: SubQuestion) -> Iterator[Sentence]:
    """Yield the questions on feedback that were met most and least often."""
    pen = desk.pen
    found: list[tuple[Statistic, str, str]] = []
    for question in feedback.questions_of(desk, sub):
        statistics = answer_statistics(pen, question)
        if statistics and not pen.is_small(statistics[0].rate):
            found.append((statistics[0], question.short, question.answers[0]))
    if not found:
        return
    key = f"{KEY}/{sub.sub_question_id}/feedback"
    if len(found) == 1:
        statistic, short, answer = found[0]
        yield pen.sentence(
            f"{key}/most",
            f"We graded “{short}” as “{answer}” on ",
            pen.of(statistic),
            " files",
            bracketed(desk, statistic),
            ".",
        )
        return
    best = outstanding(found, lambda f: f[0].rate.proportion or 0.0, highest=True)
    least = outstanding(found, lambda f: f[0].rate.proportion or 0.0, highest=False)
    lead = f"We graded written feedback as “{found[0][2]}” "
    for role, one, often in (("most", best, "most often"), ("least", least, "least often")):
        if one is not None:
            unit = "files" if role == "most" else ""
            yield pen.sentence(
                f"{key}/{role}", f"{lead}{often} for “{one[1]}” (", pen.share(one[0], unit), ")."
            )
            lead = "We did so "


def _coded(desk: Desk, sub: SubQuestion) -> Iterator[Sentence]:
    """Yield, for a chapter of what was read and heard, which way each criterion leans."""
    pen = desk.pen
    spoken = [c for c in sub.criteria if desk.grounds(c).count("passages")]
    if any(desk.rests_on_files(criterion) for criterion in sub.criteria) or not spoken:
        return
    listed = len(spoken) > _IN_A_SENTENCE
    for criterion in spoken:
        grounds = desk.grounds(criterion)
        on = criterion.title if listed else f"On {small(criterion.title)}"
        if sum(_weights(desk, criterion)) < desk.settings.report.suppress_below:
            yield _little(desk, criterion, on)
            continue
        yield pen.sentence(
            f"{KEY}/{criterion.criterion_id}",
            f"{on} (",
            refer(block(main_paragraph(criterion.criterion_id))),
            "): " if listed else "), the evidence was ",
            leaning(desk, grounds),
            ".",
            supports=codings(grounds.passages()),
        )


def _little(desk: Desk, criterion: Criterion, on: str) -> Sentence:
    """Say that there is too little on a criterion to weigh."""
    number = desk.pen.number(desk.grounds(criterion).metric("passages"))
    noun = "passage" if number.value == 1 else "passages"
    return desk.pen.sentence(
        f"{KEY}/{criterion.criterion_id}",
        f"{on} (",
        refer(block(main_paragraph(criterion.criterion_id))),
        "): " if on == criterion.title else "), there was ",
        "too little evidence to weigh (",
        number,
        f" {noun}).",
        supports=codings(desk.grounds(criterion).passages()),
    )


def _read(desk: Desk, sub: SubQuestion) -> Sentence:
    """Say what a chapter of coded evidence rests on."""
    pen = desk.pen
    visited = pen.number("framework/visited")
    where = "Area that we visited" if visited.value == 1 else VISITED
    return pen.sentence(
        f"{KEY}/{sub.sub_question_id}/coded",
        f"For the {small(sub.title)}, we read documents and heard from staff in the ",
        visited,
        f" {where}.",
        supports=tuple(
            Support(SupportKind.COUNT, desk.grounds(c).metric("passages")) for c in sub.criteria
        ),
    )


def _criteria_lead(desk: Desk, sub: SubQuestion) -> Sentence:
    """Lead into the list of leanings; it takes the place of the reference to the chapter."""
    return desk.pen.sentence(
        f"{KEY}/{sub.sub_question_id}/see",
        "On each criterion of ",
        refer(chapter(sub)),
        ", the evidence was:",
        supports=(desk.pen.framework_says(sub.sub_question_id),),
    )


def _see(desk: Desk, sub: SubQuestion) -> Sentence:
    supports = (desk.pen.framework_says(sub.sub_question_id),)
    where = refer(chapter(sub))
    options: tuple[tuple[Part, ...], ...] = (
        ("The evidence is in ", where, "."),
        ("We set it out in ", where, "."),
        ("We say more in ", where, "."),
    )
    place = desk.framework.sub_questions.index(sub)
    return desk.pen.sentence(
        f"{KEY}/{sub.sub_question_id}/see", *chosen(options, place), supports=supports
    )
