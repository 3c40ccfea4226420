"""The first pages of the emerging-findings note: every finding in a line, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coding.codings import Polarity
from coding.matrix import CodedPassage
from report_builder.document import SupportKind
from report_builder.findings import Finding, FindingKind, FindingStatus
from report_builder.grounds import Grounds
from report_builder.plain_note import Grid, Head, Line, Part, Points
from report_builder.wording import capital, ended, in_words, listed, plural, sentences_in

_WIDTHS = (3.3, 8.1, 3.2, 2.0)
_NOT_KINDS = (FindingKind.JUDGEMENT,)


@dataclass(frozen=True, slots=True)
class InShort:
    """A finding with what a reader of the first page needs to know of it.

    `linked` are the codings that it rests on and that stand, `cautions` how many there are.
    """

    finding: Finding
    linked: tuple[CodedPassage, ...]
    cautions: int


def in_short(found: Sequence[InShort], hide: Callable[[str], str]) -> Iterator[Part]:
    """Yield how many findings there are, and each in its first sentence."""
    shown = [one for one in found if one.finding.kind not in _NOT_KINDS]
    if not shown:
        yield Line("No finding has been recorded yet.")
        return
    kinds = Counter(one.finding.kind for one in shown)
    told = [numbered(kinds[kind], kind.value) for kind in FindingKind if kinds[kind]]
    yield Line(f"{capital(numbered(len(shown), 'finding'))} so far: {listed(told)}.")
    yield Grid(
        "Each finding in short: what is found, what it rests on, and how many cautions it has",
        ("Finding", "What is found so far", "Rests on", "Cautions"),
        tuple(_row(one, hide) for one in shown),
        _WIDTHS,
    )


def _row(one: InShort, hide: Callable[[str], str]) -> tuple[str, ...]:
    finding = one.finding
    first = next(iter(sentences_in(finding.statement)), "")
    return (
        f"{finding.finding_id} {capital(finding.kind.value)}, {finding.status.value}",
        ended(hide(" ".join(first.split()))),
        _basis(one),
        in_words(one.cautions) if one.cautions else "none",
    )


def _basis(one: InShort) -> str:
    """Return what a finding rests on, counted."""
    areas = {item.source.area for item in one.linked if item.source.area}
    kinds = Counter(support.kind for support in one.finding.supports)
    told = []
    if one.linked:
        where = f" from {numbered(len(areas), 'Area')}" if areas else ""
        told.append(f"{numbered(len(one.linked), 'passage')}{where}")
    figures = kinds[SupportKind.RATE] + kinds[SupportKind.COUNT]
    if figures:
        told.append(numbered(figures, "figure"))
    if kinds[SupportKind.JUDGEMENT]:
        told.append("judgement")
    if kinds[SupportKind.FINDING]:
        told.append(numbered(kinds[SupportKind.FINDING], "finding"))
    return capital(listed(told)) if told else "Nothing that stands"


def still_open(found: Sequence[InShort], grounds: Sequence[Grounds]) -> Iterator[Part]:
    """Yield what must be settled before these findings can be the report's."""
    yield Head(3, "What must be settled first")
    yield Points(tuple(_open_points(found, grounds)) or ("Nothing shows in the evidence.",))


def _open_points(found: Sequence[InShort], grounds: Sequence[Grounds]) -> Iterator[str]:
    on = {one.finding.criterion_id for one in found}
    without = [g.criterion.criterion_id for g in grounds if g.criterion.criterion_id not in on]
    if without:
        yield f"No finding has been made yet on {listed(without)}."
    loose = [one.finding.finding_id for one in found if one.cautions]
    if loose:
        yield f"{capital(numbered(len(loose), 'finding'))} with cautions: {listed(loose)}."
    waiting = sum(one.finding.status is not FindingStatus.AGREED for one in found)
    if waiting:
        verb = "is" if waiting == 1 else "are"
        yield f"{capital(numbered(waiting, 'finding'))} {verb} not agreed yet."
    torn = [one.criterion.criterion_id for one in grounds if _is_torn(one)]
    if torn:
        yield f"Sources within an Area contradict each other on {listed(torn)}."


def _is_torn(grounds: Grounds) -> bool:
    found = grounds.passages()
    return any(both_ways(found.in_area(area).items) for area in found.areas)


def numbered(count: int, noun: str) -> str:
    """Return a count with its noun: "three findings", "issues to address" in the plural."""
    if count != 1 and " to " in noun:
        head, _, rest = noun.partition(" to ")
        return f"{in_words(count)} {plural(count, head)} to {rest}"
    return f"{in_words(count)} {plural(count, noun)}"


def both_ways(items: Sequence[CodedPassage]) -> bool:
    """Say whether passages point both ways."""
    return {Polarity.POSITIVE, Polarity.NEGATIVE} <= {item.coding.polarity for item in items}
