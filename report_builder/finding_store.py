"""Changes to findings in the store; nothing is ever deleted."""

from __future__ import annotations

from evidence.audit import Act
from report_builder.document import Support
from report_builder.findings import Finding
from report_builder.store import columns_of, finding_supports, findings


def change_finding(doing: Act, finding: Finding) -> None:
    """Write a finding's own columns as it has them; its supports are left as they are."""
    doing.update(findings, {"finding_id": finding.finding_id}, columns_of(finding))


def drop_support(doing: Act, finding_id: str, support: Support) -> None:
    """Let a finding no longer rest on something."""
    key = {
        "finding_id": finding_id,
        "kind": support.kind.value,
        "support_id": support.support_id,
    }
    doing.update(finding_supports, key, {"withdrawn": True})
