"""Checks of findings: what stands behind them, and whether they can be followed up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_builder.finding_standing import Caution, Standing, leaves_room
from report_builder.findings import Finding, FindingKind, is_known_place
from report_builder.looking import Looking, ReportFinding

_WEAK = re.compile(
    r"\b(?:should|could|might|may wish to|is to) (?:consider|explore|reflect|look at)\b", re.I
)
_DEMAND = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:should|must)\b[^.]*?(?:;|,? and (?:also|then)\b|,? as well as\b)", re.I)


def supports(looking: Looking) -> Iterator[ReportFinding]:
    """Find findings with nothing, too little, something withdrawn or changed behind them."""
    standing = Standing(looking.material, looking.counts)
    for finding in looking.findings:
        for caution in standing.cautions(finding):
            if not _said_so(finding, caution):
                yield _of(finding, caution)


def _said_so(finding: Finding, caution: Caution) -> bool:
    """Whether a finding's own words already allow for the codings that point the other way."""
    return caution.code == "contradicting_codings" and leaves_room(finding.statement)


def _of(finding: Finding, caution: Caution) -> ReportFinding:
    return ReportFinding(
        caution.code, finding.finding_id, finding.statement, caution.message, caution.try_
    )


def recommendations(looking: Looking) -> Iterator[ReportFinding]:
    """Find recommendations that nobody could follow up."""
    for finding in looking.findings:
        for caution in follow_up(finding):
            yield _of(finding, caution)


def follow_up(finding: Finding) -> Iterator[Caution]:
    """Say why a recommendation could not be followed up; other findings need no following."""
    if finding.kind is not FindingKind.RECOMMENDATION:
        return
    if not finding.owner.strip():
        message = "This recommendation does not say who is to act."
        yield Caution("no_owner", message, "Name an owner.")
    if not finding.milestones:
        message = "This recommendation does not say by when."
        yield Caution("no_date", message, "Give it a dated milestone.")
    if _WEAK.search(finding.statement):
        message = "A recommendation to consider something cannot be followed up."
        yield Caution("should_consider", message, "Say what is to be done.")
    if _two_demands(finding.statement):
        message = "This recommendation makes two demands in one."
        yield Caution("two_demands", message, "Make two recommendations of it.")


def _two_demands(statement: str) -> bool:
    return len(_DEMAND.findall(statement)) > 1 or bool(_ADDED.search(statement))


def places(looking: Looking) -> Iterator[ReportFinding]:
    """Find findings for which the report has no section."""
    framework, codebook = looking.material.inspection.framework, looking.material.codebook
    codes = {code.code_id for code in codebook.codes}
    for finding in looking.findings:
        place = finding.criterion_id
        if place not in codes and not is_known_place(framework, finding.kind, place):
            message = f"The framework has no criterion {finding.criterion_id}."
            yield _of(finding, Caution("unknown_criterion", message, "Put it under a criterion."))
