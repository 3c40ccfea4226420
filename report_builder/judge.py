"""Findings: adding, changing and withdrawing one, and linking it to what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from coding.store import CodingStore
from evidence.audit import Act, act
from evidence.errors import FindingInvalid, UnknownSupport
from evidence.examination.tabulate import statistics
from evidence.examination_store import ExaminationStore
from evidence.identity import Actor
from evidence.workspace import Workspace
from report_builder.counts import Counts
from report_builder.document import Support, SupportKind
from report_builder.finding_store import change_finding, drop_support
from report_builder.findings import (
    Finding,
    FindingKind,
    FindingStatus,
    Milestone,
    in_paragraphs,
    places_for,
)
from report_builder.gather import material
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
        statement=in_paragraphs(conclusion.statement),
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
    workspace: Workspace,
    finding_id: str,
    supports: tuple[Support, ...],
    actor: Actor,
    at: datetime,
    *,
    rests_on: tuple[str, ...] = (),
) -> Finding:
    """Let a finding rest on more.

    Raises:
        UnknownFinding: there is none of that id.
        UnknownSupport: a coding, statistic or finding does not exist.
    """
    store = ReportStore(workspace.database)
    store.finding(finding_id)
    require_supports(workspace, supports)
    require_findings(workspace, rests_on, of=finding_id)
    summary = f"linked {finding_id} to {_named(supports, rests_on)}"
    with act(workspace.database, actor, at, command="finding link", summary=summary) as doing:
        finding = store.finding(finding_id)  # somebody else may have changed it meanwhile
        for support in supports:
            add_support(doing, finding_id, support)
        others = tuple(dict.fromkeys((*finding.rests_on, *rests_on)))
        if others != finding.rests_on:
            change_finding(doing, replace(finding, rests_on=others))
    return store.finding(finding_id)


def unlink(
    workspace: Workspace,
    finding_id: str,
    supports: tuple[Support, ...],
    actor: Actor,
    at: datetime,
    *,
    rests_on: tuple[str, ...] = (),
) -> Finding:
    """Let a finding rest on less; what was linked is kept in the log.

    Raises:
        UnknownFinding: there is none of that id.
        UnknownSupport: it does not rest on one of them.
    """
    store = ReportStore(workspace.database)
    summary = f"unlinked {finding_id} from {_named(supports, rests_on)}"
    with act(workspace.database, actor, at, command="finding unlink", summary=summary) as doing:
        finding = require_linked(workspace, finding_id, supports, rests_on)
        for support in supports:
            drop_support(doing, finding_id, support)
        if rests_on:
            others = tuple(other for other in finding.rests_on if other not in rests_on)
            change_finding(doing, replace(finding, rests_on=others))
    return store.finding(finding_id)


def require_linked(
    workspace: Workspace, finding_id: str, supports: tuple[Support, ...], rests_on: tuple[str, ...]
) -> Finding:
    """Return a finding that rests on all of these."""
    finding = ReportStore(workspace.database).finding(finding_id)
    linked = {*(s.support_id for s in finding.supports), *finding.rests_on}
    for name in (*(s.support_id for s in supports), *rests_on):
        if name not in linked:
            raise UnknownSupport(
                f"{finding_id} does not rest on {name}", way_out=f"iqa finding show {finding_id}"
            )
    return finding


def _named(supports: tuple[Support, ...], rests_on: tuple[str, ...]) -> str:
    return ", ".join((*(s.support_id for s in supports), *rests_on))


def change(
    workspace: Workspace, finding_id: str, conclusion: Conclusion, actor: Actor, at: datetime
) -> Finding:
    """Say a finding anew: its words, status or place; what it rests on becomes the conclusion's.

    Saying the same again renews the day on which it was said, and so the numbers that it is
    compared with.

    Raises:
        UnknownFinding: there is none of that id.
        FindingInvalid: it could not stand in a report.
        UnknownSupport: it is to rest on something that does not exist.
    """
    store = ReportStore(workspace.database)
    found = store.finding(finding_id)
    new = frozenset(conclusion.supports) - frozenset(found.supports)
    require_valid(workspace, replace(conclusion, supports=tuple(sorted(new))), of=finding_id)
    summary = f"changed {finding_id}: {', '.join(differing(found, conclusion)) or 'said again'}"
    with act(workspace.database, actor, at, command="finding change", summary=summary) as doing:
        say_anew(doing, found, conclusion)
    return store.finding(finding_id)


def say_anew(doing: Act, found: Finding, conclusion: Conclusion) -> None:
    """Write a finding as a conclusion has it, found valid before."""
    changed = replace(
        found,
        criterion_id=conclusion.criterion_id,
        kind=conclusion.kind,
        statement=in_paragraphs(conclusion.statement),
        status=conclusion.status,
        owner=conclusion.owner,
        milestones=conclusion.milestones,
        rests_on=conclusion.rests_on,
        made_by=doing.actor.name,
        at=doing.at,
    )
    change_finding(doing, changed)
    for support in sorted(set(conclusion.supports) - set(found.supports)):
        add_support(doing, found.finding_id, support)
    for support in sorted(set(found.supports) - set(conclusion.supports)):
        drop_support(doing, found.finding_id, support)


def differing(found: Finding, conclusion: Conclusion) -> list[str]:
    """Return in words what a conclusion says otherwise than a finding."""
    names = [_SAID[n] for n in _SAID if getattr(found, n) != getattr(conclusion, n)]
    if set(found.supports) != set(conclusion.supports):
        names.append("supports")
    return names


_SAID = {
    "criterion_id": "criterion",
    "kind": "kind",
    "statement": "words",
    "status": "status",
    "owner": "owner",
    "milestones": "milestones",
    "rests_on": "what it answers",
}


def as_conclusion(finding: Finding) -> Conclusion:
    """Return what a finding concludes, to be changed and said anew."""
    return Conclusion(
        criterion_id=finding.criterion_id,
        kind=finding.kind,
        statement=finding.statement,
        status=finding.status,
        supports=finding.supports,
        owner=finding.owner,
        milestones=finding.milestones,
        rests_on=finding.rests_on,
    )


def withdraw(
    workspace: Workspace, finding_id: str, actor: Actor, at: datetime, *, reason: str = ""
) -> Finding:
    """Take a finding back; it is kept, and `iqa undo` brings it back.

    Raises:
        UnknownFinding: there is none of that id, or it was withdrawn already.
        FindingInvalid: a recommendation answers it.
    """
    found = require_unanswered(workspace, finding_id)
    summary = f"withdrew {finding_id}" + (f": {reason}" if reason else "")
    with act(workspace.database, actor, at, command="finding withdraw", summary=summary) as doing:
        change_finding(doing, replace(found, withdrawn=True))
    return found


def require_unanswered(workspace: Workspace, finding_id: str) -> Finding:
    """Return a finding that no recommendation answers, so that it may be withdrawn."""
    store = ReportStore(workspace.database)
    found = store.finding(finding_id)
    answering = [f.finding_id for f in store.findings() if finding_id in f.rests_on]
    if answering:
        raise FindingInvalid(
            f"{', '.join(answering)} answers {finding_id}",
            way_out=f"iqa finding unlink {answering[0]} --rests-on {finding_id}",
        )
    return found


def require_valid(workspace: Workspace, conclusion: Conclusion, *, of: str = "") -> None:
    """Refuse a conclusion that could not stand in a report; `of` is the finding it changes."""
    known = places_for(workspace.inspection.framework, conclusion.kind)
    if conclusion.criterion_id not in known:
        raise FindingInvalid(
            f"the framework has no criterion '{conclusion.criterion_id}'",
            way_out=f"one of: {', '.join(known)}",
        )
    if not conclusion.statement.strip():
        raise FindingInvalid("a finding needs a statement", way_out='--statement "..."')
    require_findings(workspace, conclusion.rests_on, of=of)
    require_supports(workspace, conclusion.supports)


def require_findings(workspace: Workspace, names: tuple[str, ...], *, of: str = "") -> None:
    """Refuse to let a finding rest on one that does not stand, or on itself."""
    findings = {f.finding_id for f in ReportStore(workspace.database).findings()}
    for finding_id in names:
        if finding_id not in findings or finding_id == of:
            fault = "rests on itself" if finding_id == of else "is no finding that stands"
            raise UnknownSupport(f"{finding_id} {fault}", way_out="iqa finding list")


def require_supports(workspace: Workspace, supports: tuple[Support, ...]) -> None:
    """Refuse a support that does not exist, or was withdrawn."""
    counted = [s.support_id for s in supports if s.kind is SupportKind.COUNT]
    if counted:
        _require_counts(workspace, counted)
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


def _require_counts(workspace: Workspace, metrics: list[str]) -> None:
    counts = Counts(material(workspace))
    for metric in metrics:
        if counts.is_statistic(metric) or not counts.knows(metric):
            raise UnknownSupport(
                f"nothing counts '{metric}'", way_out="iqa report show --json lists metrics"
            )


def _require_coding(workspace: Workspace, coding_id: str) -> None:
    known = CodingStore(workspace.database).every_coding()
    if coding_id not in known:
        raise UnknownSupport(f"there is no coding {coding_id}", way_out="iqa matrix")
    coding, counts = known[coding_id]
    if not counts:
        gone = "was withdrawn" if coding.withdrawn else "stands in a source that does not count now"
        raise UnknownSupport(f"{coding_id} {gone}", way_out="iqa log")
