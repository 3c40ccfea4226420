"""Evidence for and against on a criterion: where it came from, in examples, and what is unfinished.

Focus groups are counted as groups, never as people. What is only planned, or too early to
judge, is said to be so.
"""

from __future__ import annotations

from collections.abc import Iterator

from coding.matrix import Passages
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from report_builder.document import (
    Block,
    Inline,
    Paragraph,
    Quotation,
    Sentence,
)
from report_builder.grounds import Grounds
from report_builder.metrics import named
from report_builder.pen import Part, codings
from report_builder.sections.desk import Desk
from report_builder.sections.voices import MINUS, MIXED, PLUS
from report_builder.wording import chosen

_FEW = 2


def both_sides(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield where the evidence for and against came from, each with its quotations."""
    grounds = desk.grounds(criterion)
    most = 0 if channel_codes(desk, criterion) else desk.settings.report.quotations_per_section
    numbers = dict(quota(grounds, most))
    for polarity in (PLUS, MINUS):
        found = grounds.passages(polarity)
        if len(found):
            quotations = quoted(desk, criterion, found, numbers[polarity])
            yield _side(desk, grounds, polarity, quotations=bool(quotations))
            yield from quotations


def quota(grounds: Grounds, most: int) -> tuple[tuple[str, int], ...]:
    """Return how many quotations each side gets: more for the weightier, some for the other."""
    order = (MINUS, PLUS) if grounds.lean() == MINUS else (PLUS, MINUS)
    numbers = (most - most // 2, most // 2)
    if not grounds.count("passages", order[1]):
        numbers = (most, 0)
    return tuple(zip(order, numbers, strict=True))


def quoted(desk: Desk, criterion: Criterion, found: Passages, most: int) -> tuple[Quotation, ...]:
    """Return the quotations that a section takes from some passages."""
    return desk.quoting.choose(found, most, section=criterion.criterion_id)


def _side(desk: Desk, grounds: Grounds, polarity: str, *, quotations: bool) -> Paragraph:
    key = f"{grounds.criterion.criterion_id}/{polarity}"
    found = grounds.passages(polarity)
    place = desk.place(grounds.criterion)
    said = {
        PLUS: chosen(("Evidence that this was done", "The evidence in favour"), place),
        MINUS: chosen(("Evidence that this fell short", "The evidence to the contrary"), place),
    }[polarity]
    return desk.pen.paragraph(
        key,
        desk.pen.sentence(
            f"{key}/sources",
            f"{said} came from ",
            desk.pen.number(grounds.metric("sources", polarity)),
            " source." if grounds.count("sources", polarity) == 1 else " sources.",
            supports=codings(found),
        ),
        desk.pen.sentence(
            f"{key}/kinds",
            "Most often it was found in "
            if len(grounds.commonest(found)) > _FEW
            else "It was found in ",
            *_commonest(desk, grounds, polarity),
            ".",
            supports=codings(found),
        )
        if grounds.count("sources", polarity) > 1
        else None,
        _groups(desk, grounds, polarity, key),
        _examples(desk, grounds, polarity, found) if quotations else None,
    )


def _commonest(desk: Desk, grounds: Grounds, polarity: str) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    top = grounds.commonest(grounds.passages(polarity))[:_FEW]
    for place, (kind_id, group) in enumerate(top):
        metric = grounds.metric(
            "passages", polarity, kind=slug(kind_id), group=slug(group) or "none"
        )
        number = desk.pen.number(metric, table=True)
        noun = " passages)" if number.value != 1 else " passage)"
        joint = "" if not place else (" and " if place == len(top) - 1 else ", ")
        parts += [f"{joint}{_speaking(desk, kind_id, group)} (", number, noun if not place else ")"]
    return tuple(parts)


def _speaking(desk: Desk, kind_id: str, group: str) -> str:
    """Return a kind of source with the grade group that speaks in it, in the plural."""
    kind = desk.framework.kind(kind_id)
    grade = desk.framework.grade(group) if group else None
    if grade is None or kind.family == "documents":
        return kind.plural
    return f"{kind.plural} {'of' if kind.family == 'focus groups' else 'with'} {grade.plural}"


def _groups(desk: Desk, grounds: Grounds, polarity: str, key: str) -> Sentence | None:
    """Say in how many focus groups it was said: groups are counted, never people."""
    family = slug("focus groups")
    metric = grounds.metric("sources", polarity, family=family)
    if not desk.pen.counts.count(metric):
        return None
    where = desk.pen.all_of(
        metric, named("sources", "read", family=family, level="visited"), "focus groups"
    )
    tail = {
        PLUS: ", participants described this being done.",
        MINUS: ", participants said that it was not done, or not well enough.",
    }[polarity]
    found = grounds.passages(polarity, family=family)
    return desk.pen.sentence(f"{key}/groups", "In ", where, tail, supports=codings(found))


def _examples(desk: Desk, grounds: Grounds, polarity: str, found: Passages) -> Sentence:
    place = desk.place(grounds.criterion)
    words = {
        PLUS: (
            "Examples of what we read and heard follow.",
            "This evidence included the following.",
            "These are examples of it.",
            "Some of this evidence read as follows.",
        ),
        MINUS: (
            "What we read and heard included the following.",
            "Examples of this evidence follow.",
            "These are examples of what we read and heard.",
            "This evidence included the words below.",
        ),
    }[polarity]
    key = f"{grounds.criterion.criterion_id}/{polarity}/examples"
    return desk.pen.sentence(key, chosen(words, place), supports=codings(found))


def channel_codes(desk: Desk, criterion: Criterion) -> tuple[str, ...]:
    """Return the codes of the channels that the framework names beneath a criterion."""
    return tuple(
        code.code_id
        for code in desk.codebook.codes
        if code.criterion_id == criterion.criterion_id and code.parent
    )


def unfinished(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield what was partly done or planned, what it is too early to judge, and the nation."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/mixed"
    sentences = [*_mixed(desk, grounds, key), *_national(desk, grounds)]
    if sentences:
        yield desk.pen.paragraph(key, *sentences)
    yield from quoted(desk, criterion, grounds.national, 1)


def _mixed(desk: Desk, grounds: Grounds, key: str) -> Iterator[Sentence | None]:
    found = grounds.passages(MIXED)
    if not len(found):
        return
    number = desk.pen.number(grounds.metric("passages", MIXED))
    one = number.value == 1
    where = desk.pen.all_of(grounds.metric("areas", MIXED), "framework/visited", "Areas")
    noun, were = ("passage", "was") if one else ("passages", "were")
    phrasings: tuple[tuple[Part, ...], ...] = (
        ("Some of the evidence was mixed: ", number, f" {noun} from ", where, "."),
        ("A further " if not one else "", number, f" {noun}, from ", where, f", {were} mixed."),
        ("We also recorded ", number, f" mixed {noun}, from ", where, "."),
        (number, f" more {noun}, from ", where, f", pointed neither way: {_it(one)} {were} mixed."),
    )
    place = desk.place(grounds.criterion)
    yield desk.pen.sentence(f"{key}/some", *chosen(phrasings, place), supports=codings(found))
    yield _saying(desk, grounds, key, "planned")
    yield _saying(desk, grounds, key, "too-early")


def _it(one: bool) -> str:  # noqa: FBT001 - the grammatical number
    return "it" if one else "they"


def _saying(desk: Desk, grounds: Grounds, key: str, saying: str) -> Sentence | None:
    found = grounds.passages(MIXED, saying=saying)
    if not len(found):
        return None
    where = desk.pen.all_of(
        grounds.metric("areas", MIXED, saying=saying), "framework/visited", "Areas"
    )
    tail = {
        "planned": " spoke of steps that were still to be taken.",
        "too-early": " said that it was too early to judge, or that the effect was not yet known.",
    }[saying]
    return desk.pen.sentence(
        f"{key}/{saying}", "Evidence from ", where, tail, supports=codings(found)
    )


def _national(desk: Desk, grounds: Grounds) -> Iterator[Sentence]:
    """Yield what national evidence adds, outside every count of Areas."""
    found = grounds.national
    if not len(found):
        return
    pen = desk.pen
    total = pen.number(grounds.metric("passages", level="national"))
    words = {PLUS: " in favour", MINUS: " to the contrary", MIXED: " mixed"}
    sides = [
        (pen.number(metric), said)
        for polarity, said in words.items()
        if pen.counts.count(metric := grounds.metric("passages", polarity, level="national"))
    ]
    told: list[Inline] = [" passage" if total.value == 1 else " passages"]
    if len(sides) == 1:
        told.append(f",{'' if total.value == 1 else ' all'}{sides[0][1]}")
    else:
        for place, (number, said) in enumerate(sides):
            joint = ": " if not place else (" and " if place == len(sides) - 1 else ", ")
            told += [joint, number, said]
    leads = (
        "National evidence, which stands outside these counts of Areas, gave ",
        "Outside these counts of Areas, national evidence gave ",
        "National evidence, which is not in these counts, added ",
    )
    yield pen.sentence(
        f"{grounds.criterion.criterion_id}/national",
        chosen(leads, desk.place(grounds.criterion)),
        total,
        *told,
        ".",
        supports=codings(found),
    )
