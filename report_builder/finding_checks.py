"""Checks of findings: what stands behind them, and whether they can be followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_builder.document import (
    Support,
    SupportKind,
)
from report_builder.findings import Finding, FindingKind
from report_builder.looking import Looking, ReportFinding

_WEAK = re.compile(
    r"\b(?:should|could|might|may wish to|is to) (?:consider|explore|reflect|look at)\b", re.I
)


_DEMAND = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)


_ADDED = re.compile(r"\b(?:should|must)\b[^.]*?(?:;|,? and (?:also|then)\b|,? as well as\b)", re.I)


def supports(looking: Looking) -> Iterator[ReportFinding]:
    """Find findings with nothing, too little, or something withdrawn behind them."""
    for finding in looking.findings:
        given = [s for s in finding.supports if s.kind is not SupportKind.FINDING]
        if not given and not finding.rests_on:
            yield _of(finding, "no_support", "Nothing stands behind this finding.", _LINK)
            continue
        for support in finding.supports:
            if not _stands(looking, support):
                message = f"It rests on {support.support_id}, which has been withdrawn."
                yield _of(finding, "withdrawn_support", message, _LINK)
        kinds = {_voice(looking, support) for support in given} - {""}
        if len(kinds) == 1 and finding.kind is not FindingKind.RECOMMENDATION:
            message = f"It rests on {kinds.pop()} alone."
            yield _of(finding, "one_kind_of_source", message, "Link evidence of another kind.")
        for other in finding.rests_on:
            if other not in {f.finding_id for f in looking.findings}:
                message = f"It answers {other}, which does not stand."
                yield _of(finding, "withdrawn_support", message, _LINK)


_LINK = "iqa finding link links evidence to a finding."


def _of(finding: Finding, code: str, message: str, way_out: str) -> ReportFinding:
    return ReportFinding(code, finding.finding_id, finding.statement, message, way_out)


def _stands(looking: Looking, support: Support) -> bool:
    match support.kind:
        case SupportKind.CODING:
            item = looking.coded.get(support.support_id)
            return item is not None and not item.coding.withdrawn
        case SupportKind.RATE:
            return looking.counts.is_statistic(support.support_id)
        case SupportKind.COUNT:
            return looking.counts.knows(support.support_id)
    return True


def _voice(looking: Looking, support: Support) -> str:
    """Return the kind of evidence that a support is: a family of sources, or the files."""
    if support.kind is SupportKind.RATE:
        return "the file examination"
    item = looking.coded.get(support.support_id)
    if support.kind is SupportKind.CODING and item is not None:
        return looking.counts.coded.family_of(item.source)
    return ""


def recommendations(looking: Looking) -> Iterator[ReportFinding]:
    """Find recommendations that nobody could follow up."""
    for finding in looking.findings:
        if finding.kind is not FindingKind.RECOMMENDATION:
            continue
        if not finding.owner.strip():
            message = "This recommendation does not say who is to act."
            yield _of(finding, "no_owner", message, "Name an owner.")
        if not finding.milestones:
            message = "This recommendation does not say by when."
            yield _of(finding, "no_date", message, "Give it a dated milestone.")
        if _WEAK.search(finding.statement):
            message = "A recommendation to consider something cannot be followed up."
            yield _of(finding, "should_consider", message, "Say what is to be done.")
        if _two_demands(finding.statement):
            message = "This recommendation makes two demands in one."
            yield _of(finding, "two_demands", message, "Make two recommendations of it.")


def _two_demands(statement: str) -> bool:
    return len(_DEMAND.findall(statement)) > 1 or bool(_ADDED.search(statement))


def places(looking: Looking) -> Iterator[ReportFinding]:
    """Find findings for which the report has no section."""
    framework, codebook = looking.material.inspection.framework, looking.material.codebook
    known = {c.criterion_id for c in framework.criteria} | {c.code_id for c in codebook.codes}
    for finding in looking.findings:
        if finding.criterion_id not in known:
            message = f"The framework has no criterion {finding.criterion_id}."
            yield _of(finding, "unknown_criterion", message, "Put it under a criterion.")
