"""What documents, focus groups and interviews show on a criterion.

Everything here speaks of the Areas that were visited, never of all Areas. It says where the
thing asked about was found and where it was not, how far the kinds of evidence agree, and
where they are silent; it does not say why, since no count shows that.
"""

from __future__ import annotations

from collections.abc import Iterator

from coding.codings import Polarity
from coding.matrix import Passages
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from report_builder.coded_counts import BALANCED
from report_builder.document import (
    Block,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.grounds import Grounds
from report_builder.metrics import named
from report_builder.pen import block, codings
from report_builder.questions import Statement, statement
from report_builder.sections.desk import Desk, main_paragraph
from report_builder.tallies import codes_table, families_table
from report_builder.wording import capital, chosen, listed, small

PLUS, MINUS, MIXED = (str(p) for p in (Polarity.POSITIVE, Polarity.NEGATIVE, Polarity.MIXED))
VISITED = "Areas that we visited"
_LEANS = {PLUS: "mainly positive", MINUS: "mainly negative", BALANCED: "evenly divided"}
_FEW = 3
_BESIDE_FILES = 2


def section(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield the section of a criterion that rests on what was read and heard."""
    grounds = desk.grounds(criterion)
    yield overview(desk, criterion)
    if not grounds.count("passages"):
        yield from _nothing(criterion)
        return
    yield _by_kind(desk, criterion)
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
    yield from _national(desk, criterion)


def beside_files(desk: Desk, criterion: Criterion, *, alone: bool) -> Iterator[Block]:
    """Yield what was read and heard on a criterion that the file examination answers first."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/heard"
    if not grounds.count("passages"):
        if alone:
            yield overview(desk, criterion)
            yield from _nothing(criterion)
        return
    yield desk.pen.paragraph(
        key, *extent(desk, grounds, key, statement(criterion)), _basis(desk, grounds, key)
    )
    most = min(_BESIDE_FILES, desk.settings.report.quotations_per_section)
    yield from desk.quoting.choose(grounds.passages(), most)
    yield from _national(desk, criterion)


def overview(desk: Desk, criterion: Criterion) -> Paragraph:
    """Return the paragraph that sums up a criterion's evidence; the summary refers to it."""
    grounds, key = desk.grounds(criterion), main_paragraph(criterion.criterion_id)
    asked = statement(criterion)
    opening = chosen(
        ("We asked", "We considered", "We looked at", "We examined"), desk.place(criterion)
    )
    return desk.pen.paragraph(
        key,
        desk.pen.sentence(
            f"{key}/asked",
            f"{opening} {asked.asked}." if asked.so else f"We asked: “{criterion.text}”",
            supports=(desk.pen.framework_says(criterion.criterion_id),),
        ),
        *extent(desk, grounds, key, asked),
        _basis(desk, grounds, key),
    )


def extent(
    desk: Desk, grounds: Grounds, key: str, asked: Statement, *, done: str = ""
) -> Iterator[Sentence]:
    """Yield where the thing was found, where it was not, and which way the evidence leans."""
    pen, place = desk.pen, desk.place(grounds.criterion)
    if not grounds.count("passages"):
        yield pen.sentence(
            f"{key}/none",
            f"Nothing that we read or heard in the {VISITED} was recorded as evidence of this.",
            supports=(Support(SupportKind.COUNT, grounds.metric("passages")),),
        )
        return
    so = done or (f"evidence that {asked.so}" if asked.so else "evidence of this")
    where = pen.all_of(grounds.metric("areas", PLUS), "framework/visited", VISITED)
    if grounds.count("areas", PLUS):
        yield pen.sentence(
            f"{key}/positive",
            *chosen(
                (
                    ("In ", where, f", we found {so}."),
                    (f"We found {so} in ", where, "."),
                    ("There was ", f"{so} in ", where, "."),
                ),
                place,
            ),
            supports=codings(grounds.passages(PLUS)),
        )
    else:
        yield pen.sentence(
            f"{key}/positive",
            f"We found no {so} in the {VISITED}.",
            supports=codings(grounds.passages()),
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
    """Return in how many Areas the evidence leans which way, where both ways are open."""
    if not (grounds.count("passages", PLUS) and grounds.count("passages", MINUS)):
        return None
    leans = [lean for lean in _LEANS if grounds.count("areas", lean=lean)]
    parts: list[Inline] = ["On balance, the evidence was "]
    for place, lean in enumerate(leans):
        joint = "" if not place else (" and " if place == len(leans) - 1 else ", ")
        metric = grounds.metric("areas", lean=lean)
        if len(leans) == 1:
            parts += [f"{_LEANS[lean]} in ", *desk.pen.all_of(metric, "framework/visited", "Areas")]
            continue
        number = desk.pen.number(metric)
        noun = " Areas" if number.value != 1 else " Area"
        parts += [f"{joint}{_LEANS[lean]} in ", number, noun if not place else ""]
    return desk.pen.sentence(f"{key}/lean", *parts, ".", supports=codings(grounds.passages()))


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
        opening, passages, noun, sources, " of the ", read, " sources from those Areas.",
        supports=codings(grounds.passages()),
    )  # fmt: skip


def _nothing(criterion: Criterion) -> Iterator[Block]:
    yield Placeholder(
        block(f"{criterion.criterion_id}/nothing"),
        f"No evidence has been coded to {criterion.criterion_id}. Say why none could be gathered,"
        " or code what there is.",
    )


def _by_kind(desk: Desk, criterion: Criterion) -> Paragraph:
    """Say how far documents, focus groups and interviews agree, conflict or are silent."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/sources"
    return desk.pen.paragraph(
        key,
        _comparison(desk, grounds, key),
        _each_kind(desk, grounds, key),
        *_within_areas(desk, grounds, key),
        *_silence(desk, grounds, key),
    )


def _comparison(desk: Desk, grounds: Grounds, key: str) -> Sentence:
    families = grounds.families
    leans = {grounds.lean(family=slug(family)) for family in families}
    supports = codings(grounds.passages())
    said = capital(listed(families))
    if len(families) == 1:
        others = [f for f in ("documents", "focus groups", "interviews") if f not in families]
        words = f"Only {said.lower()} bore on this; {listed(others)} were silent."
    elif len(leans) == 1:
        words = f"{said} gave the same picture."
    elif {PLUS, MINUS} <= leans:
        words = f"{said} did not give the same picture."
    else:
        words = f"{said} did not point equally clearly in one direction."
    return desk.pen.sentence(f"{key}/comparison", words, supports=supports)


def _each_kind(desk: Desk, grounds: Grounds, key: str) -> Sentence:
    parts: list[Inline] = []
    families = grounds.families
    for place, family in enumerate(families):
        lean = grounds.lean(family=slug(family))
        if place:
            parts.append(" and " if place == len(families) - 1 else ", ")
        verb = " were" if not place else ""
        subject = capital(family) if not place else family
        parts.append(f"{subject}{verb} {_LEANS[lean]} (")
        parts += _weight(desk, grounds, lean, family)
        parts.append(" passages)" if not place else ")")
    return desk.pen.sentence(f"{key}/each", *parts, ".", supports=codings(grounds.passages()))


def _weight(desk: Desk, grounds: Grounds, lean: str, family: str) -> tuple[Inline, ...]:
    """Return the count behind a lean: "60 of 82", or "10 each way of 25"."""
    side = PLUS if lean == BALANCED else lean
    count = desk.pen.number(grounds.metric("passages", side, family=slug(family)), table=True)
    total = desk.pen.number(grounds.metric("passages", family=slug(family)), table=True)
    return (count, " each way of " if lean == BALANCED else " of ", total)


def _within_areas(desk: Desk, grounds: Grounds, key: str) -> Iterator[Sentence]:
    """Yield, for pairs of kinds, in how many Areas they agree and in how many they conflict."""
    for relation, words in (("agree", "pointed the same way"), ("conflict", "conflicted")):
        told = []
        for one, other in grounds.pairs:
            metric = grounds.metric("areas", **{relation: f"{slug(one)}+{slug(other)}"})
            if desk.pen.counts.count(metric):
                told.append((one, other, desk.pen.number(metric)))
        if not told:
            continue
        parts: list[Inline] = ["Within Areas, " if relation == "agree" else ""]
        for place, (one, other, number) in enumerate(told):
            joint = "" if not place else (" and " if place == len(told) - 1 else ", ")
            verb = f" {words}" if not place else ""
            parts += [f"{joint}{one} and {other}{verb} in ", number]
        yield desk.pen.sentence(
            f"{key}/{relation}", *parts, ".", supports=codings(grounds.passages())
        )


def _silence(desk: Desk, grounds: Grounds, key: str) -> Iterator[Sentence]:
    """Yield which documents did not speak of it: evidence of absence in its own words."""
    silent = grounds.silent_kinds()[:2]
    if not silent:
        return
    parts: list[Inline] = []
    for place, (kind_id, metric) in enumerate(silent):
        number = desk.pen.number(metric)
        noun = " Area" if number.value == 1 else " Areas"
        kind = desk.framework.kind(kind_id).plural
        parts += [" and " if place else "", f"{kind} from ", number, noun]
    parts.append(f" did not refer to {small(grounds.criterion.title)}.")
    yield desk.pen.sentence(f"{key}/silent", *parts)
    yield desk.pen.sentence(
        f"{key}/silence",
        chosen(
            (
                "That they were silent does not show that nothing was done.",
                "We draw no conclusion about what was done from that silence alone.",
            ),
            desk.place(grounds.criterion),
        ),
        supports=tuple(Support(SupportKind.COUNT, metric) for _, metric in silent),
    )


def _both_sides(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield where the evidence for and against came from, each with its quotations."""
    grounds = desk.grounds(criterion)
    most = 0 if _channel_codes(desk, criterion) else desk.settings.report.quotations_per_section
    stronger = MINUS if grounds.lean() == MINUS else PLUS
    quoted = {stronger: most - most // 2, MINUS if stronger == PLUS else PLUS: most // 2}
    for polarity in (PLUS, MINUS):
        found = grounds.passages(polarity)
        if not len(found):
            continue
        quotations = desk.quoting.choose(found, quoted[polarity])
        yield _side(desk, grounds, polarity, quotations=bool(quotations))
        yield from quotations


def _side(desk: Desk, grounds: Grounds, polarity: str, *, quotations: bool) -> Paragraph:
    key = f"{grounds.criterion.criterion_id}/{polarity}"
    found = grounds.passages(polarity)
    place = desk.place(grounds.criterion)
    said = {
        PLUS: chosen(("Evidence that this was done", "What showed that this was done"), place),
        MINUS: chosen(
            ("Evidence that this was lacking or fell short", "What showed that this was lacking"),
            place,
        ),
    }[polarity]
    return desk.pen.paragraph(
        key,
        desk.pen.sentence(
            f"{key}/sources",
            f"{said} came from ",
            desk.pen.number(grounds.metric("sources", polarity)),
            " source, " if grounds.count("sources", polarity) == 1 else " sources, ",
            "most often " if len(grounds.commonest(found)) > 1 else "",
            *_commonest(desk, grounds, polarity),
            ".",
            supports=codings(found),
        ),
        _groups(desk, grounds, polarity, key),
        _examples(desk, key, polarity, found) if quotations else None,
    )


def _commonest(desk: Desk, grounds: Grounds, polarity: str) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    top = grounds.commonest(grounds.passages(polarity))[:_FEW]
    for place, (kind_id, group) in enumerate(top):
        metric = grounds.metric("passages", polarity, kind=slug(kind_id), group=slug(group))
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


def _examples(desk: Desk, key: str, polarity: str, found: Passages) -> Sentence:
    words = {
        PLUS: "The words below are examples of what we read and heard.",
        MINUS: "What we read and heard included the following.",
    }[polarity]
    return desk.pen.sentence(f"{key}/examples", words, supports=codings(found))


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
    sentences = list(extent(desk, grounds, key, Statement(""), done=f"evidence of {name}"))
    silent = grounds.metric("areas", "silent")
    if grounds.count("passages") and desk.pen.counts.count(silent):
        where = desk.pen.all_of(silent, "framework/visited", "Areas")
        sentences.append(
            desk.pen.sentence(f"{key}/silent", "In ", where, ", we recorded nothing on this.")
        )
    yield desk.pen.paragraph(key, *sentences, _basis(desk, grounds, key))
    lean = grounds.lean()
    found = grounds.passages(lean) if lean in {PLUS, MINUS} else grounds.passages()
    yield from desk.quoting.choose(found, most)


def _unfinished(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield what was partly done or planned, and where it is too early to judge."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/mixed"
    found = grounds.passages(MIXED)
    if not len(found):
        return
    pen = desk.pen
    where = pen.all_of(grounds.metric("areas", MIXED), "framework/visited", "Areas")
    number = pen.number(grounds.metric("passages", MIXED))
    noun = " passage" if number.value == 1 else " passages"
    yield pen.paragraph(
        key,
        pen.sentence(
            f"{key}/some",
            "In ", where, ", some of the evidence was mixed: ", number, f"{noun} described work",
            " that was partial, limited to one part of the Area, or planned.",
            supports=codings(found),
        ),
        _saying(desk, grounds, key, "planned"),
        _saying(desk, grounds, key, "too-early"),
    )  # fmt: skip


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


def _national(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield what national evidence adds, outside every count of Areas."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/national"
    found = grounds.national
    if not len(found):
        return
    pen = desk.pen
    total = pen.number(grounds.metric("passages", level="national"))
    plus = pen.number(grounds.metric("passages", PLUS, level="national"))
    minus = pen.number(grounds.metric("passages", MINUS, level="national"))
    yield pen.paragraph(
        key,
        pen.sentence(
            f"{key}/counts",
            "National evidence, which stands outside these counts of Areas, gave ", total,
            " passage" if total.value == 1 else " passages",
            ": ", plus, " showed that this was done and ", minus,
            " that it was lacking or fell short.",
            supports=codings(found),
        ),
    )  # fmt: skip
    yield from desk.quoting.choose(found, 1)
