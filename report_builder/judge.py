"""Findings: adding one, and linking it to what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coding.store import CodingStore
from evidence.audit import Act, act
from evidence.errors import FindingInvalid, UnknownSupport
from evidence.examination.tabulate import statistics
from evidence.examination_store import ExaminationStore
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.document import Support, SupportKind
from report_builder.findings import Finding, FindingKind, FindingStatus, Milestone
from report_builder.store import ReportStore, add_finding, add_support, next_finding_number


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What an inspector concludes, before it has an id."""

    criterion_id: str
    kind: FindingKind
    statement: str
    status: FindingStatus = FindingStatus.EMERGING
    supports: tuple[Support, ...] = ()
    owner: str = ""
    milestones: tuple[Milestone, ...] = ()
    rests_on: tuple[str, ...] = ()


def conclude(workspace: Workspace, conclusion: Conclusion, actor: Actor, at: datetime) -> Finding:
    """Add one finding.

    Raises:
        FindingInvalid: it lacks a statement, or its criterion does not exist.
        UnknownSupport: it is to rest on something that does not exist.
    """
    require_valid(workspace, conclusion)
    summary = f"added to {conclusion.criterion_id}: {conclusion.kind.value}"
    with act(workspace.database, actor, at, command="finding add", summary=summary) as doing:
        return add(doing, conclusion)


def add(doing: Act, conclusion: Conclusion) -> Finding:
    """Write a conclusion that was found valid, and return it with its id."""
    ordinal = next_finding_number(doing, conclusion.criterion_id)
    finding = Finding(
        finding_id=f"F-{conclusion.criterion_id}-{ordinal:02d}",
        criterion_id=conclusion.criterion_id,
        kind=conclusion.kind,
        statement=conclusion.statement,
        status=conclusion.status,
        supports=tuple(sorted(set(conclusion.supports))),
        made_by=doing.actor.name,
        at=doing.at,
        owner=conclusion.owner,
        milestones=conclusion.milestones,
        rests_on=conclusion.rests_on,
    )
    add_finding(doing, finding)
    return finding


def link(
    workspace: Workspace, finding_id: str, supports: tuple[Support, ...], actor: Actor, at: datetime
) -> Finding:
    """Let a finding rest on more.

    Raises:
        UnknownFinding: there is none of that id.
        UnknownSupport: a coding or statistic does not exist.
    """
    store = ReportStore(workspace.database)
    store.finding(finding_id)
    require_supports(workspace, supports)
    names = ", ".join(s.support_id for s in supports)
    summary = f"linked {finding_id} to {names}"
    with act(workspace.database, actor, at, command="finding link", summary=summary) as doing:
        for support in supports:
            add_support(doing, finding_id, support)
    return store.finding(finding_id)


def require_valid(workspace: Workspace, conclusion: Conclusion) -> None:
    """Refuse a conclusion that could not stand in a report."""
    known = [c.criterion_id for c in workspace.inspection.framework.criteria]
    if conclusion.criterion_id not in known:
        raise FindingInvalid(
            f"the framework has no criterion '{conclusion.criterion_id}'",
            way_out=f"one of: {', '.join(known)}",
        )
    if not conclusion.statement.strip():
        raise FindingInvalid("a finding needs a statement", way_out='--statement "..."')
    findings = {f.finding_id for f in ReportStore(workspace.database).findings()}
    for finding_id in conclusion.rests_on:
        if finding_id not in findings:
            raise UnknownSupport(f"there is no finding {finding_id}", way_out="iqa finding list")
    require_supports(workspace, conclusion.supports)


def require_supports(workspace: Workspace, supports: tuple[Support, ...]) -> None:
    """Refuse a support that does not exist, or was withdrawn."""
    for support in supports:
        if support.kind is SupportKind.CODING:
            _require_coding(workspace, support.support_id)
    rates = [s.support_id for s in supports if s.kind is SupportKind.RATE]
    if not rates:
        return
    files = ExaminationStore(workspace.database).files()
    found = statistics(files, workspace.inspection.framework)
    for rate in rates:
        if found.get(rate) is None:
            raise UnknownSupport(f"there is no statistic '{rate}'", way_out="iqa exam stats")


def _require_coding(workspace: Workspace, coding_id: str) -> None:
    known = CodingStore(workspace.database).every_coding()
    if coding_id not in known:
        raise UnknownSupport(f"there is no coding {coding_id}", way_out="iqa matrix")
    coding, counts = known[coding_id]
    if not counts:
        gone = "was withdrawn" if coding.withdrawn else "stands in a source that does not count now"
        raise UnknownSupport(f"{coding_id} {gone}", way_out="iqa log")
