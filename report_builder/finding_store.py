"""Changes to findings in the store; nothing is ever deleted."""

from __future__ import annotations

import json

from evidence.audit import Act
from report_builder.document import Support
from report_builder.findings import Finding
from report_builder.store import finding_supports, findings


def change_finding(doing: Act, finding: Finding) -> None:
    """Write a finding's own columns as it has them; its supports are left as they are."""
    doing.update(
        findings,
        {"finding_id": finding.finding_id},
        {
            "criterion_id": finding.criterion_id,
            "kind": finding.kind.value,
            "statement": finding.statement,
            "status": finding.status.value,
            "owner": finding.owner,
            "milestones": json.dumps([[m.due.isoformat(), m.text] for m in finding.milestones]),
            "rests_on": json.dumps(finding.rests_on),
            "made_by": finding.made_by,
            "at": finding.at.isoformat(),
            "withdrawn": finding.withdrawn,
        },
    )


def drop_support(doing: Act, finding_id: str, support: Support) -> None:
    """Let a finding no longer rest on something."""
    key = {
        "finding_id": finding_id,
        "kind": support.kind.value,
        "support_id": support.support_id,
    }
    doing.update(finding_supports, key, {"withdrawn": True})
