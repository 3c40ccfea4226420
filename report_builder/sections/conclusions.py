"""Findings in the report: a person's words, set apart in the section they belong to.

A judgement on a criterion, a sub-question or the whole is a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.identity import digest_id
from report_builder.document import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Heading,
    Inline,
    Paragraph,
    Placeholder,
    Sentence,
    Support,
    SupportKind,
)
from report_builder.findings import Finding, FindingKind
from report_builder.pen import block, refer
from report_builder.sections.desk import Desk, main_paragraph
from report_builder.wording import capital, ended, on_day, sentences_in

_KINDS = {
    FindingKind.RECOMMENDATION: (CalloutKind.RECOMMENDATION, "Recommendations"),
    FindingKind.GOOD_PRACTICE: (CalloutKind.GOOD_PRACTICE, "Good practice"),
    FindingKind.STRENGTH: (CalloutKind.STRENGTH, "Strengths"),
    FindingKind.ISSUE: (CalloutKind.ISSUE, "Issues to address"),
}
_IN_SECTION = (
    FindingKind.STRENGTH,
    FindingKind.GOOD_PRACTICE,
    FindingKind.ISSUE,
    FindingKind.RECOMMENDATION,
)


def numbered(desk: Desk) -> dict[str, str]:
    """Return each finding's label; recommendations are numbered as they come in the report."""
    labels: dict[str, str] = {}
    number = 0
    for finding in in_order(desk):
        labels[finding.finding_id] = capital(finding.kind.value)
        if finding.kind is FindingKind.RECOMMENDATION:
            number += 1
            labels[finding.finding_id] = f"Recommendation {number}"
    return labels


def in_order(desk: Desk) -> tuple[Finding, ...]:
    """Return the findings in the order in which the report states them."""
    placed = [f for criterion in desk.framework.criteria for f in _sorted(desk.findings(criterion))]
    rest = [f for f in desk.all_findings if f not in placed]
    return (*placed, *_sorted(rest))


def _sorted(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda f: (_IN_SECTION.index(f.kind), f.finding_id))


def callouts(findings: Sequence[Finding], labels: dict[str, str]) -> Iterator[Block]:
    """Yield each finding in a box of its own, in the house's order of kinds."""
    for finding in _sorted(findings):
        kind, _ = _KINDS[finding.kind]
        yield Callout(
            block("finding", finding.finding_id),
            kind,
            labels[finding.finding_id],
            _sentences(finding),
            supports(finding),
        )


def judged(desk: Desk, place: str, prompt: str) -> Iterator[Block]:
    """Yield what inspectors judged of a criterion, a sub-question or the whole, in their words.

    Where they have not judged yet, room is left for it, unless there is nothing to ask.
    """
    found = desk.judgements(place)
    for finding in found:
        yield Paragraph(block("finding", finding.finding_id), _sentences(finding))
    if not found and prompt:
        yield Placeholder(block(place, "judgement"), prompt)


def supports(finding: Finding) -> tuple[Support, ...]:
    """Return what a finding's sentences stand on: the finding, and what it rests on itself."""
    return (Support(SupportKind.FINDING, finding.finding_id), *finding.supports)


def _sentences(finding: Finding) -> tuple[Sentence, ...]:
    texts = [ended(text) for text in sentences_in(finding.statement)]
    if finding.owner:
        texts.append(ended(f"Owner: {finding.owner}"))
    texts += [
        ended(f"By {on_day(milestone.due)}: {milestone.text}") for milestone in finding.milestones
    ]
    return tuple(
        Sentence(
            digest_id("sentence", "finding", finding.finding_id, str(n)),
            (text,),
            supports(finding),
            person=True,
        )
        for n, text in enumerate(texts)
    )


def summed_up(desk: Desk, labels: dict[str, str]) -> Iterator[Block]:
    """Yield the page of recommendations, good practice, strengths and issues to address."""
    findings = in_order(desk)
    if not findings:
        return
    yield Heading(
        block("summary", "findings"),
        2,
        "Recommendations, good practice, strengths and issues to address",
    )
    for kind, (_, heading) in _KINDS.items():
        of_kind = [f for f in findings if f.kind is kind]
        if not of_kind:
            continue
        yield Heading(block("summary", kind.value), 3, heading)
        yield Bullets(
            block("summary", kind.value, "list"),
            tuple(_summary_line(desk, finding, labels) for finding in of_kind),
        )


def _summary_line(desk: Desk, finding: Finding, labels: dict[str, str]) -> Sentence:
    text = finding.statement.strip().rstrip(".")
    label = labels[finding.finding_id]
    lead = f"{label}: " if finding.kind is FindingKind.RECOMMENDATION else ""
    parts: tuple[Inline, ...] = (f"{lead}{text}.",)
    criterion_id = _criterion(desk, finding)
    if criterion_id:
        parts = (f"{lead}{text} (", refer(block(main_paragraph(criterion_id))), ").")
    return Sentence(
        digest_id("sentence", "summary", finding.finding_id), parts, supports(finding), person=True
    )


def _criterion(desk: Desk, finding: Finding) -> str:
    for criterion in desk.framework.criteria:
        if finding in desk.findings(criterion):
            return criterion.criterion_id
    return ""
