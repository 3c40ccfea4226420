"""Triangulation in words: what documents, focus groups and interviews say of a criterion.

They may give the same picture, or not; one of them may say little or nothing. Silence is
reported as silence, never as a sign that nothing was done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coding.codings import Polarity
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from report_builder.coded_counts import BALANCED
from report_builder.document import Inline, Paragraph, Sentence, Support, SupportKind
from report_builder.grounds import FAMILIES, Grounds
from report_builder.metrics import named
from report_builder.pen import codings
from report_builder.sections.desk import Desk
from report_builder.wording import capital, chosen, listed, small

PLUS, MINUS, MIXED = (str(polarity) for polarity in Polarity)
LEANS = {PLUS: "mainly positive", MINUS: "mainly negative", BALANCED: "divided"}
_ENOUGH = 3
"""With fewer passages for or against, a kind of evidence says too little to lean."""


def compared(desk: Desk, criterion: Criterion) -> Paragraph:
    """Return the paragraph that compares the kinds of evidence on a criterion."""
    grounds, key = desk.grounds(criterion), f"{criterion.criterion_id}/sources"
    speaking = [f for f in grounds.families if _weight(grounds, f) >= _ENOUGH]
    return desk.pen.paragraph(
        key,
        _same_picture(desk, grounds, key, speaking),
        _each(desk, grounds, key, speaking),
        _quiet(desk, grounds, key, speaking),
        *_within_areas(desk, grounds, key),
        *_silence(desk, grounds, key),
    )


def leaning(desk: Desk, grounds: Grounds) -> tuple[Inline, ...]:
    """Return which way the evidence leans, and in how many Areas.

    It reads "mainly positive in two Areas and mainly negative in one".
    """
    leans = [lean for lean in LEANS if grounds.count("areas", lean=lean)]
    parts: list[Inline] = []
    for place, lean in enumerate(leans):
        metric = grounds.metric("areas", lean=lean)
        if len(leans) == 1:
            where = desk.pen.all_of(metric, "framework/visited", "Areas")
            return (f"{LEANS[lean]} in ", *where)
        number = desk.pen.number(metric)
        joint = "" if not place else (" and " if place == len(leans) - 1 else ", ")
        noun = "" if place else (" Areas" if number.value != 1 else " Area")
        parts += [f"{joint}{LEANS[lean]} in ", number, noun]
    return tuple(parts)


def _weight(grounds: Grounds, family: str) -> int:
    return sum(grounds.count("passages", side, family=slug(family)) for side in (PLUS, MINUS))


def _same_picture(desk: Desk, grounds: Grounds, key: str, speaking: list[str]) -> Sentence | None:
    if len(speaking) < 2:  # noqa: PLR2004 - one voice cannot be compared
        return None
    said = capital(listed(speaking))
    leans = {grounds.lean(family=slug(family)) for family in speaking}
    if len(leans) == 1:
        words = f"{said} gave the same picture."
    elif {PLUS, MINUS} <= leans:
        words = f"{said} did not give the same picture."
    else:
        words = f"{said} did not all point in one direction."
    return desk.pen.sentence(f"{key}/comparison", words, supports=codings(grounds.passages()))


def _each(desk: Desk, grounds: Grounds, key: str, speaking: list[str]) -> Sentence | None:
    """Say which way each kind leans, those that lean alike together."""
    if not speaking:
        return None
    leans: dict[str, list[str]] = {}
    for family in speaking:
        leans.setdefault(grounds.lean(family=slug(family)), []).append(family)
    parts: list[Inline] = []
    first = True
    for lean, families in leans.items():
        parts.append("; " if parts else "")
        for place, family in enumerate(families):
            joint = "" if not place else (" and " if place == len(families) - 1 else ", ")
            plus, minus = (
                desk.pen.number(grounds.metric("passages", side, family=slug(family)), table=True)
                for side in (PLUS, MINUS)
            )
            words = (" positive and ", " negative passages)") if first else (" and ", ")")
            parts += [f"{joint}{family} (", plus, words[0], minus, words[1]]
            first = False
        parts.append(f" were {LEANS[lean]}")
    return desk.pen.sentence(f"{key}/each", *parts, ".", supports=codings(grounds.passages()))


def _quiet(desk: Desk, grounds: Grounds, key: str, speaking: list[str]) -> Sentence | None:
    """Say which kinds said little, and which nothing, though there were some to say it."""
    parts: list[Inline] = []
    supports: list[Support] = []
    for family in FAMILIES:
        if family in speaking or not _read(desk, family):
            continue
        metric = grounds.metric("passages", family=slug(family))
        number = desk.pen.number(metric)
        joint = " and " if parts else ""
        if number.value:
            noun = " passage)" if number.value == 1 else " passages)"
            parts += [f"{joint}{family} said little on this (", number, noun]
        else:
            parts.append(f"{joint}{family} said nothing on this")
        supports.append(Support(SupportKind.COUNT, metric))
    return desk.pen.sentence(f"{key}/quiet", *parts, ".", supports=supports) if parts else None


def _read(desk: Desk, family: str) -> int:
    return desk.pen.counts.count(named("sources", "read", family=slug(family), level="visited"))


def _within_areas(desk: Desk, grounds: Grounds, key: str) -> Iterator[Sentence]:
    """Yield in how many Areas the documents agree with what people said, and where not."""
    supports = codings(grounds.passages())
    agree = grounds.metric("areas", agree="documents+people")
    told = bool(desk.pen.counts.count(agree))
    if told:
        yield desk.pen.sentence(
            f"{key}/agree",
            "In ",
            desk.pen.all_of(agree, "framework/visited", "Areas"),
            ", documents and what people told us pointed the same way.",
            supports=supports,
        )
    for role, pair, words in (
        ("paper", "documents+people", "documents were mainly positive and what people told us"),
        ("people", "people+documents", "what people told us was mainly positive and documents"),
    ):
        metric = grounds.metric("areas", contrast=pair)
        if desk.pen.counts.count(metric):
            verb = "was" if role == "paper" else "were"
            yield desk.pen.sentence(
                f"{key}/contrast/{role}",
                "They conflicted in " if told else "Documents and people conflicted in ",
                desk.pen.all_of(metric, "framework/visited", "Areas"),
                f", where {words} {verb} mainly negative.",
                supports=supports,
            )
            told = True


def _silence(desk: Desk, grounds: Grounds, key: str) -> Iterator[Sentence]:
    """Yield which documents did not speak of it: evidence of absence in its own words."""
    silent = grounds.silent_kinds()[:2]
    if not silent:
        return
    counted = tuple(Support(SupportKind.COUNT, metric) for _, metric in silent)
    yield desk.pen.sentence(
        f"{key}/silent",
        *_silent_where(desk, silent),
        f" did not refer to {small(grounds.criterion.title)}.",
        supports=counted,
    )
    yield desk.pen.sentence(
        f"{key}/silence",
        chosen(
            (
                "That they were silent does not show that nothing was done.",
                "We draw no conclusion about what was done from that silence alone.",
            ),
            desk.place(grounds.criterion),
        ),
        supports=counted,
    )


def _silent_where(desk: Desk, silent: Sequence[tuple[str, str]]) -> tuple[Inline, ...]:
    """Return the silent kinds, each with its Areas; those that are silent in all, together."""
    names = [desk.framework.kind(kind_id).plural for kind_id, _ in silent]
    everywhere = desk.pen.all_of(silent[0][1], "framework/visited", "Areas")
    visited = desk.pen.counts.count("framework/visited")
    if all(desk.pen.counts.count(metric) == visited for _, metric in silent):
        return (f"{listed(names)} from ", *everywhere)
    parts: list[Inline] = [f"{names[0]} from ", *everywhere]
    for name, (_, metric) in zip(names[1:], silent[1:], strict=True):
        # The second count is of the same Areas, which need no naming twice.
        parts += [f" and {name} from ", desk.pen.number(metric)]
    return tuple(parts)
