"""What documents, focus groups and interviews show on a criterion.

Everything here speaks of the Areas that were visited, never of all Areas. It says where the
thing asked about was found and where it was not, how far the kinds of evidence agree, and
where they are silent; it does not say why, since no count shows that.
"""

from __future__ import annotations

from collections.abc import Iterator

from coding.matrix import Passages
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from report_builder.document import (
    Block,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.grounds import Grounds
from report_builder.metrics import named
from report_builder.pen import Part, block, codings
from report_builder.questions import Statement, statement
from report_builder.sections import voices
from report_builder.sections.desk import Desk, main_paragraph
from report_builder.sections.voices import MINUS, MIXED, PLUS
from report_builder.tallies import codes_table, families_table
from report_builder.wording import as_said, chosen, small

VISITED = "Areas that we visited"
_FEW = 2
_BESIDE_FILES = 2


def section(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield the section of a criterion that rests on what was read and heard."""
    grounds = desk.grounds(criterion)
    yield overview(desk, criterion)
    if not grounds.count("passages"):
        yield from _nothing(criterion)
        return
    yield voices.compared(desk, criterion)
    table = families_table(
        desk.pen,
        f"{criterion.criterion_id}/families",
        criterion,
        f"Evidence on {small(criterion.title)}, by kind, in the {VISITED}",
    )
    if table is not None:
        yield table
    yield from _both_sides(desk, criterion)
    yield from _channels(desk, criterion)
    yield from _unfinished(desk, criterion)


def beside_files(desk: Desk, criterion: Criterion, *, alone: bool) -> Iterator[Block]:
    """Yield what was read and heard on a criterion that the file examination answers first."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/heard"
    if not grounds.count("passages"):
        if alone:
            yield overview(desk, criterion)
            yield from _nothing(criterion)
        return
    yield desk.pen.paragraph(
        key,
        *extent(desk, grounds, key, _found(statement(criterion)), where_first=True),
        _basis(desk, grounds, key),
    )
    most = min(_BESIDE_FILES, desk.settings.report.quotations_per_section)
    for polarity, number in _quota(grounds, most):
        yield from _quoted(desk, criterion, grounds.passages(polarity), number)
    yield from _unfinished(desk, criterion)


def overview(desk: Desk, criterion: Criterion) -> Paragraph:
    """Return the paragraph that sums up a criterion's evidence; the summary refers to it."""
    grounds, key = desk.grounds(criterion), main_paragraph(criterion.criterion_id)
    asked = statement(criterion)
    by_itself = asked.asked.startswith("how ")
    evidence = _found(asked) if by_itself else "evidence of this"
    opening = chosen(
        ("We asked", "We considered", "We looked at", "We examined"), desk.place(criterion)
    )
    return desk.pen.paragraph(
        key,
        desk.pen.sentence(
            f"{key}/asked",
            f"{opening} {asked.asked}." if asked.so else f"We asked: {as_said(criterion.text)}",
            supports=(desk.pen.framework_says(criterion.criterion_id),),
        ),
        *extent(desk, grounds, key, evidence, where_first=by_itself),
        _basis(desk, grounds, key),
    )


def extent(
    desk: Desk, grounds: Grounds, key: str, evidence: str, *, where_first: bool = False
) -> Iterator[Sentence]:
    """Yield where the thing was found, where it was not, and which way the evidence leans.

    `evidence` is what was found ("evidence that themes were being identified").
    """
    pen, place = desk.pen, desk.place(grounds.criterion)
    if not grounds.count("passages"):
        yield pen.sentence(
            f"{key}/none",
            f"Nothing that we read or heard in the {VISITED} was recorded as evidence of this.",
            supports=(Support(SupportKind.COUNT, grounds.metric("passages")),),
        )
        return
    if not grounds.count("areas", PLUS):
        words = f"We found no {evidence} in the {VISITED}."
        yield pen.sentence(f"{key}/positive", words, supports=codings(grounds.passages()))
    else:
        where = pen.all_of(grounds.metric("areas", PLUS), "framework/visited", VISITED)
        phrasings: tuple[tuple[Part, ...], ...] = (
            ("In ", where, f", we found {evidence}."),
            ("In ", where, f", there was {evidence}."),
            (f"We found {evidence} in ", where, "."),
            (f"There was {evidence} in ", where, "."),
        )
        options = phrasings[:2] if where_first else phrasings
        yield pen.sentence(
            f"{key}/positive", *chosen(options, place), supports=codings(grounds.passages(PLUS))
        )
    yield _against(desk, grounds, key)
    lean = _lean(desk, grounds, key)
    if lean is not None:
        yield lean


def _against(desk: Desk, grounds: Grounds, key: str) -> Sentence:
    pen, place = desk.pen, desk.place(grounds.criterion)
    if not grounds.count("areas", MINUS):
        return pen.sentence(
            f"{key}/negative",
            "We recorded no evidence there that pointed the other way.",
            supports=(Support(SupportKind.COUNT, grounds.metric("areas", MINUS)),),
        )
    where = pen.all_of(grounds.metric("areas", MINUS), "framework/visited", "Areas")
    also = "also " if grounds.count("areas", PLUS) else ""
    return pen.sentence(
        f"{key}/negative",
        *chosen(
            (
                ("In ", where, f", we {also}found evidence that this was lacking or fell short."),
                ("Evidence that this was lacking or fell short ", f"{also}came from ", where, "."),
                (f"We {also}found evidence in ", where, " that this did not happen or fell short."),
            ),
            place,
        ),
        supports=codings(grounds.passages(MINUS)),
    )


def _lean(desk: Desk, grounds: Grounds, key: str) -> Sentence | None:
    """Return in how many Areas the evidence leans which way, where there is enough to weigh."""
    plus, minus = grounds.count("passages", PLUS), grounds.count("passages", MINUS)
    if not (plus and minus) or plus + minus < desk.settings.report.suppress_below:
        return None
    return desk.pen.sentence(
        f"{key}/lean",
        "On balance, the evidence was ",
        voices.leaning(desk, grounds),
        ".",
        supports=codings(grounds.passages()),
    )


def _basis(desk: Desk, grounds: Grounds, key: str) -> Sentence | None:
    if not grounds.count("passages"):
        return None
    pen = desk.pen
    passages = pen.number(grounds.metric("passages"))
    sources = pen.number(grounds.metric("sources"))
    read = pen.number(named("sources", "read", level="visited"))
    noun = " passage in " if passages.value == 1 else " passages in "
    opening = chosen(
        ("This rests on ", "The evidence is ", "We draw this from "), desk.place(grounds.criterion)
    )
    return pen.sentence(
        f"{key}/basis",
        opening,
        passages,
        noun,
        sources,
        " of the ",
        read,
        " sources from those Areas.",
        supports=codings(grounds.passages()),
    )


def _nothing(criterion: Criterion) -> Iterator[Block]:
    yield Placeholder(
        block(f"{criterion.criterion_id}/nothing"),
        f"No evidence has been coded to {criterion.criterion_id}. Say why none could be gathered,"
        " or code what there is.",
    )


def _both_sides(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield where the evidence for and against came from, each with its quotations."""
    grounds = desk.grounds(criterion)
    most = 0 if _channel_codes(desk, criterion) else desk.settings.report.quotations_per_section
    quota = dict(_quota(grounds, most))
    for polarity in (PLUS, MINUS):
        found = grounds.passages(polarity)
        if len(found):
            quotations = _quoted(desk, criterion, found, quota[polarity])
            yield _side(desk, grounds, polarity, quotations=bool(quotations))
            yield from quotations


def _quota(grounds: Grounds, most: int) -> tuple[tuple[str, int], ...]:
    """Return how many quotations each side gets: more for the weightier, some for the other."""
    order = (MINUS, PLUS) if grounds.lean() == MINUS else (PLUS, MINUS)
    numbers = (most - most // 2, most // 2)
    if not grounds.count("passages", order[1]):
        numbers = (most, 0)
    return tuple(zip(order, numbers, strict=True))


def _quoted(desk: Desk, criterion: Criterion, found: Passages, most: int) -> tuple[Quotation, ...]:
    return desk.quoting.choose(found, most, section=criterion.criterion_id)


def _found(asked: Statement) -> str:
    return f"evidence that {asked.so}" if asked.so else "evidence of this"


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
            "Most often, these were " if len(grounds.commonest(found)) > _FEW else "They were ",
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


def _channel_codes(desk: Desk, criterion: Criterion) -> tuple[str, ...]:
    return tuple(
        code.code_id
        for code in desk.codebook.codes
        if code.criterion_id == criterion.criterion_id and code.parent
    )


def _channels(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield a sub-section for each channel that the framework names beneath a criterion."""
    codes = _channel_codes(desk, criterion)
    if not codes:
        return
    table = codes_table(
        desk.pen,
        f"{criterion.criterion_id}/channels",
        criterion,
        f"{criterion.title}, by channel, in the {VISITED}",
    )
    if table is not None:
        yield table
    most = max(1, desk.settings.report.quotations_per_section // len(codes))
    if not desk.settings.report.quotations_per_section:
        most = 0
    for code_id in codes:
        yield Heading(block("code", code_id), 3, desk.codebook.get(code_id).name)
        yield from _channel(desk, criterion, code_id, most)


def _channel(desk: Desk, criterion: Criterion, code_id: str, most: int) -> Iterator[Block]:
    grounds, key = desk.grounds(criterion, code=code_id), f"code/{code_id}"
    name = small(desk.codebook.get(code_id).name)
    sentences = list(extent(desk, grounds, key, f"evidence of {name}"))
    silent = grounds.metric("areas", "silent")
    if grounds.count("passages") and desk.pen.counts.count(silent):
        where = desk.pen.all_of(silent, "framework/visited", "Areas")
        sentences.append(
            desk.pen.sentence(f"{key}/silent", "In ", where, ", we recorded nothing on this.")
        )
    yield desk.pen.paragraph(key, *sentences, _basis(desk, grounds, key))
    lean = grounds.lean()
    found = grounds.passages(lean) if lean in {PLUS, MINUS} else grounds.passages()
    yield from _quoted(desk, criterion, found, most)


def _unfinished(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield what was partly done or planned, what it is too early to judge, and the nation."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/mixed"
    sentences = [*_mixed(desk, grounds, key), *_national(desk, grounds)]
    if sentences:
        yield desk.pen.paragraph(key, *sentences)
    yield from _quoted(desk, criterion, grounds.national, 1)


def _mixed(desk: Desk, grounds: Grounds, key: str) -> Iterator[Sentence | None]:
    found = grounds.passages(MIXED)
    if not len(found):
        return
    number = desk.pen.number(grounds.metric("passages", MIXED))
    one = number.value == 1
    yield desk.pen.sentence(
        f"{key}/some",
        "Some of the evidence was mixed: ",
        number,
        " passage from " if one else " passages from ",
        desk.pen.all_of(grounds.metric("areas", MIXED), "framework/visited", "Areas"),
        ".",
        supports=codings(found),
    )
    yield desk.pen.sentence(
        f"{key}/what",
        f"{'It' if one else 'They'} described work that was partial, limited to one part of the"
        " Area, or planned.",
        supports=codings(found),
    )
    yield _saying(desk, grounds, key, "planned")
    yield _saying(desk, grounds, key, "too-early")


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
    sides: list[tuple[Inline, ...]] = []
    for polarity, words in (
        (PLUS, " in favour"),
        (MINUS, " to the contrary"),
        (MIXED, " mixed"),
    ):
        number = pen.number(grounds.metric("passages", polarity, level="national"))
        if number.value:
            sides.append((number, words))
    told: list[Inline] = []
    for place, side in enumerate(sides):
        told += [" and " if place and place == len(sides) - 1 else ", " if place else "", *side]
    yield pen.sentence(
        f"{grounds.criterion.criterion_id}/national",
        "National evidence, which stands outside these counts of Areas, gave ",
        total,
        " passage: " if total.value == 1 else " passages: ",
        *told,
        ".",
        supports=codings(found),
    )
