"""What the numbers behind findings were when each finding was last said."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistics
from evidence.examination.tabulate import statistics
from evidence.examination_past import changed_since, files_after
from evidence.logbook import last_changes
from evidence.workspace import Workspace
from report_builder.document import SupportKind
from report_builder.findings import Finding

_ROWS = ("findings", "finding_supports")


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


def _last_said(workspace: Workspace) -> dict[tuple[str, str], int]:
    """Return the last act on each finding (its support ""), and on each of its supports."""
    return {
        (key["finding_id"], key.get("support_id", "")): act_id
        for _, key, act_id in last_changes(workspace.database, *_ROWS)
    }
