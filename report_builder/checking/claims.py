"""Claims wider, surer or better founded than the evidence behind them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from coding.codings import Polarity
from coding.matrix import CodedPassage
from report_builder.document import (
    Callout,
    CalloutKind,
    Heading,
    Support,
    SupportKind,
    all_sentences,
    figures_of,
    supports_of,
)
from report_builder.finding_standing import leaves_room
from report_builder.findings import Finding, FindingKind
from report_builder.looking import Looking, ReportFinding
from report_builder.metrics import parsed

_WIDE = re.compile(
    r"\b[Aa]ll (?:of the )?(?:14|fourteen|\d+ )?(?: ?CPS )?Areas\b(?! (?:that )?(?:we )?visited)"
    r"|\b(?:[Ee]very|[Ee]ach) (?:CPS )?Area\b(?! (?:that )?(?:we )?visited)"
    r"|\b(?:[Aa]cross|[Tt]hroughout) (?:the (?:CPS|country|organisation|service)|all Areas)\b"
    r"|\bin the CPS as a whole\b|\bnational(?:ly)? (?:picture|practice)\b|\bCPS-wide\b"
    r"|\b(?:14|fourteen) (?:CPS )?Areas\b|^Nationally\b|\bAreas nationally\b",
)
_BOUNDED = re.compile(
    r"visited|in our (?:file )?sample|does not extend|the CPS (?:planned|intends)|"
    r"\b(?:all|each of the|in the) (?:two|three|four|five|six) (?:CPS )?Areas",
    re.IGNORECASE,
)
_OPPOSITE = {
    FindingKind.STRENGTH: Polarity.NEGATIVE,
    FindingKind.GOOD_PRACTICE: Polarity.NEGATIVE,
    FindingKind.ISSUE: Polarity.POSITIVE,
}


def too_wide(looking: Looking) -> Iterator[ReportFinding]:
    """Find sentences that speak for all Areas and rest on what the visited ones gave."""
    visited = set(looking.material.inspection.settings.visited)
    if not visited or len(visited) >= len(looking.material.inspection.framework.areas):
        return
    for block, sentence in all_sentences(looking.document):
        text = looking.text(sentence)
        found = _WIDE.search(text)
        asks = isinstance(block, Callout) and block.kind is CalloutKind.RECOMMENDATION
        if not found or asks or _BOUNDED.search(text) or _demands(text):
            continue
        if _only_visited(looking, sentence.supports, visited):
            yield ReportFinding(
                "too_wide",
                looking.place(block),
                text,
                f"“{found[0].strip()}” claims more than the evidence: it comes from "
                f"{len(visited)} visited Areas.",
                f"Write “in the {len(visited)} Areas that we visited”, or say how many of them.",
            )


def _demands(text: str) -> bool:
    return bool(re.search(r"\b(?:should|must|is to|are to|needs? to)\b", text))


def _only_visited(looking: Looking, supports: Iterable[Support], visited: set[str]) -> bool:
    """Whether codings stand behind a sentence, and nothing from beyond the visited Areas."""
    coded = False
    for support in supports:
        if support.kind is SupportKind.RATE:
            return False
        item = looking.coded.get(support.support_id)
        if item is not None:
            if item.source.area not in visited:
                return False
            coded = True
        elif support.kind is SupportKind.COUNT:
            if parsed(support.support_id).unit not in {"passages", "sources", "areas"}:
                return False
            coded = True
    return coded


def contradictions(looking: Looking) -> Iterator[ReportFinding]:
    """Find findings whose Areas also gave evidence of the opposite that the report passes over.

    Counter-evidence counts as told where the finding rests on it too, where its words leave
    room for it, or where anything in the report stands on it.
    """
    told = _told(looking)
    for finding in looking.findings:
        against = _against(looking, finding)
        if not against or leaves_room(finding.statement) or against & told:
            continue
        ids = ", ".join(sorted(against)[:3]) + (" and more" if len(against) > 3 else "")  # noqa: PLR2004
        yield ReportFinding(
            "contradiction_unmentioned",
            finding.finding_id,
            finding.statement,
            f"{len(against)} {'coding says' if len(against) == 1 else 'codings say'} the opposite,"
            f" and the report mentions none ({ids}).",
            "Link the counter-evidence to the finding, and say in its words how far it holds.",
        )


def _against(looking: Looking, finding: Finding) -> set[str]:
    wanted = _OPPOSITE.get(finding.kind)
    behind = [
        looking.coded[s.support_id] for s in finding.supports if s.support_id in looking.coded
    ]
    ours = {(item.coding.code_id, item.source.area) for item in behind}
    linked = {item.coding.coding_id for item in behind}
    if wanted is None or any(item.coding.polarity is wanted for item in behind):
        return set()
    return {
        key
        for key, item in looking.coded.items()
        if key not in linked
        and not item.coding.withdrawn
        and item.coding.polarity is wanted
        and (item.coding.code_id, item.source.area) in ours
    }


def _told(looking: Looking) -> set[str]:
    """Return the codings that stand behind anything in the report, counts of them included."""
    told: set[str] = set()
    for block in looking.document.blocks:
        if isinstance(block, Heading):
            continue
        for support in supports_of(block):
            if support.kind is SupportKind.CODING:
                told.add(support.support_id)
        for figure in figures_of(block):
            metric = parsed(figure.metric)
            if metric.unit in {"passages", "areas", "sources"} and metric.rest:
                told |= {i.coding.coding_id for i in looking.counts.coded.passages(metric).items}
    return told


def counted_twice(looking: Looking) -> Iterator[ReportFinding]:
    """Find sentences and findings that rest on one passage and on a copy of it as well."""
    for block, sentence in all_sentences(looking.document):
        if not sentence.person:
            yield from _twice(
                looking, looking.place(block), looking.text(sentence), sentence.supports
            )
    for finding in looking.findings:
        yield from _twice(looking, finding.finding_id, finding.statement, finding.supports)


def _twice(
    looking: Looking, place: str, text: str, supports: Iterable[Support]
) -> Iterator[ReportFinding]:
    by_origin: dict[tuple[str, str], list[CodedPassage]] = defaultdict(list)
    doubles = {s.source_id: s.duplicate_of for s in looking.material.sources if s.duplicate_of}
    copies = looking.material.copies
    for support in supports:
        item = looking.coded.get(support.support_id)
        if item is None:
            continue
        segment = item.coding.segment_id
        origin = copies.get(segment, segment)
        source, dash, number = origin.rpartition("-")
        origin = f"{doubles.get(source, source)}{dash}{number}"
        by_origin[origin, item.coding.code_id].append(item)
    for (origin, _), items in sorted(by_origin.items()):
        if len({item.coding.segment_id for item in items}) > 1:
            ids = " and ".join(item.coding.coding_id for item in items)
            yield ReportFinding(
                "counted_twice",
                place,
                text,
                f"{ids} are the same words in two files, and count as one ({origin}).",
                "Rest it on one of them, and on other evidence.",
            )
