"""What the numbers behind findings were when each finding was last said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from coding.coding_past import coded_since
from coding.gather import gathered_after
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistics
from evidence.examination.tabulate import statistics
from evidence.examination_past import changed_since, files_after
from evidence.logbook import last_changes
from evidence.workspace import Workspace
from report_builder.counts import Counts
from report_builder.document import SupportKind
from report_builder.findings import Finding
from report_builder.material import Material
from report_builder.metrics import parsed

_ROWS = ("findings", "finding_supports")
_CODED = frozenset({"passages", "sources", "areas"})
"""What counts of codings are counts of."""


def earlier_rates(
    workspace: Workspace, findings: Iterable[Finding], now: Statistics
) -> dict[tuple[str, str], Rate | None]:
    """Return, by finding and statistic, what a statistic was that says something else now.

    A number is compared with what it was when its finding was last added, changed or linked
    to it; None where there was none.
    """
    resting = [f for f in findings if any(s.kind is SupportKind.RATE for s in f.supports)]
    if not resting:
        return {}
    said = _last_said(workspace)

    @cache
    def then(act_id: int) -> Statistics:
        if not changed_since(workspace.database, act_id):
            return now
        files = files_after(workspace.database, act_id)
        return statistics(files, workspace.inspection.framework)

    found: dict[tuple[str, str], Rate | None] = {}
    for finding in resting:
        for support in finding.supports:
            if support.kind is not SupportKind.RATE:
                continue
            base = max(said.get((finding.finding_id, key), 0) for key in ("", support.support_id))
            before, after = then(base).get(support.support_id), now.get(support.support_id)
            was = before.rate if before is not None else None
            if was != (after.rate if after is not None else None):
                found[finding.finding_id, support.support_id] = was
    return found


def earlier_counts(workspace: Workspace, now: Material) -> dict[tuple[str, str], int]:
    """Return, by finding and count of codings, what it was if it counts something else now.

    Documents and Areas visited are as they are now; what people coded is as it was when the
    finding was last added, changed or linked to the count.
    """
    resting = [
        (finding.finding_id, support.support_id)
        for finding in now.findings
        for support in finding.supports
        if support.kind is SupportKind.COUNT and parsed(support.support_id).unit in _CODED
    ]
    if not resting:
        return {}
    said, counts = _last_said(workspace), Counts(now)

    @cache
    def then(act_id: int) -> Counts:
        if not coded_since(workspace.database, act_id):
            return counts
        return Counts(replace(now, passages=gathered_after(workspace, act_id, now.copies)))

    found: dict[tuple[str, str], int] = {}
    for finding_id, metric in resting:
        if not counts.knows(metric):
            continue
        base = max(said.get((finding_id, key), 0) for key in ("", metric))
        was = then(base).count(metric)
        if was != counts.count(metric):
            found[finding_id, metric] = was
    return found


def _last_said(workspace: Workspace) -> dict[tuple[str, str], int]:
    """Return the last act on each finding (its support ""), and on each of its supports."""
    return {
        (key["finding_id"], key.get("support_id", "")): act_id
        for _, key, act_id in last_changes(workspace.database, *_ROWS)
    }
