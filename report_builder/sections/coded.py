"""What documents, focus groups and interviews show on a criterion.

Everything here speaks of the Areas that were visited, never of all Areas. It says where the
thing asked about was found and where it was not, how far the kinds of evidence agree, and
where they are silent; it does not say why, since no count shows that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.framework import Criterion
from report_builder.document import (
    Block,
    Heading,
    Paragraph,
    Placeholder,
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
from report_builder.sections.sides import both_sides, channel_codes, quota, quoted, unfinished
from report_builder.sections.voices import MINUS, PLUS
from report_builder.tallies import codes_table, families_table
from report_builder.wording import as_said, chosen, small

VISITED = "Areas that we visited"
_BESIDE_FILES = 2
_ENOUGH = 3
"""With fewer passages for or against, a section has no table and no list of sources."""
_SHORT = 8
"""In so many words, what was found leaves a sentence room for what was not."""


def section(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield the section of a criterion that rests on what was read and heard."""
    grounds = desk.grounds(criterion)
    yield overview(desk, criterion)
    if not grounds.count("passages"):
        yield from _nothing(criterion)
        yield from unfinished(desk, criterion)
        return
    yield voices.compared(desk, criterion)
    if _sparse(grounds):
        for polarity, number in quota(grounds, desk.settings.report.quotations_per_section):
            yield from quoted(desk, criterion, grounds.passages(polarity), number)
        yield from unfinished(desk, criterion)
        return
    table = families_table(
        desk.pen,
        f"{criterion.criterion_id}/families",
        criterion,
        f"Evidence on {small(criterion.title)}, by kind, in the {VISITED}",
    )
    if table is not None:
        yield table
    yield from both_sides(desk, criterion)
    yield from _channels(desk, criterion)
    yield from unfinished(desk, criterion)


def _sparse(grounds: Grounds) -> bool:
    """Whether there is so little for or against that a table would repeat the text."""
    return sum(grounds.count("passages", side) for side in (PLUS, MINUS)) < _ENOUGH


def says_nothing(section: Iterable[Block]) -> bool:
    """Whether a section has nothing coded, and asks why already."""
    return any(isinstance(one, Placeholder) for one in section)


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
    for polarity, number in quota(grounds, most):
        yield from quoted(desk, criterion, grounds.passages(polarity), number)
    yield from unfinished(desk, criterion)


def overview(desk: Desk, criterion: Criterion) -> Paragraph:
    """Return the paragraph that sums up a criterion's evidence; the summary refers to it."""
    grounds, key = desk.grounds(criterion), main_paragraph(criterion.criterion_id)
    asked = statement(criterion)
    by_itself = asked.asked.startswith("how ")
    evidence = "evidence that this was done" if by_itself and asked.so else "evidence of this"
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
    if _both_everywhere(desk, grounds) and len(evidence.split()) <= _SHORT:
        yield _both(desk, grounds, key, evidence)
        lean = _lean(desk, grounds, key)
        if lean is not None:
            yield lean
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


def _both_everywhere(desk: Desk, grounds: Grounds) -> bool:
    """Whether every one of several visited Areas gave evidence for and against."""
    visited = desk.pen.counts.count("framework/visited")
    return visited > 1 and all(grounds.count("areas", p) == visited for p in (PLUS, MINUS))


def _both(desk: Desk, grounds: Grounds, key: str, evidence: str) -> Sentence:
    where = desk.pen.all_of(grounds.metric("areas", PLUS), "framework/visited", VISITED)
    it = "this" if evidence.startswith("evidence that") else "it"
    also = f", and evidence that {it} was lacking or fell short"
    phrasings: tuple[tuple[Part, ...], ...] = (
        ("In ", where, f", we found both {evidence}{also}."),
        ("In ", where, f", there was {evidence}{also}."),
    )
    return desk.pen.sentence(
        f"{key}/positive",
        *chosen(phrasings, desk.place(grounds.criterion)),
        supports=(
            *codings(grounds.passages(PLUS)),
            *codings(grounds.passages(MINUS)),
            Support(SupportKind.COUNT, grounds.metric("areas", MINUS)),
        ),
    )


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
    where = pen.all_of(
        grounds.metric("sources"),
        named("sources", "read", level="visited"),
        "sources from those Areas",
    )
    openings = ("This rests on ", "The evidence is ", "We draw this from ")
    return pen.sentence(
        f"{key}/basis",
        chosen(openings, desk.place(grounds.criterion)),
        passages,
        " passage in " if passages.value == 1 else " passages in ",
        where,
        ".",
        supports=codings(grounds.passages()),
    )


def _nothing(criterion: Criterion) -> Iterator[Block]:
    yield Placeholder(
        block(f"{criterion.criterion_id}/nothing"),
        f"No evidence has been coded to {criterion.criterion_id}. Say why none could be gathered,"
        " or code what there is.",
    )


def _found(asked: Statement) -> str:
    return f"evidence that {asked.so}" if asked.so else "evidence of this"


def _channels(desk: Desk, criterion: Criterion) -> Iterator[Block]:
    """Yield a sub-section for each channel that the framework names beneath a criterion."""
    codes = channel_codes(desk, criterion)
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
    yield from quoted(desk, criterion, found, most)
