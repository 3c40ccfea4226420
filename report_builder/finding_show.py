"""A finding as commands show it: its words, what it rests on in full, and how it stands."""

from __future__ import annotations

from typing import Any

from coding.matrix import CodedPassage
from report_builder.counts import COUNT
from report_builder.document import Support, SupportKind
from report_builder.finding_standing import Caution, Standing, shown
from report_builder.findings import Finding


def finding_json(found: Finding, standing: Standing | None = None) -> dict[str, Any]:
    """Return a finding as `iqa finding list --json` shows it; with `standing`, its cautions."""
    told: dict[str, Any] = {
        "finding_id": found.finding_id,
        "criterion": found.criterion_id,
        "kind": found.kind.value,
        "status": found.status.value,
        "statement": found.statement,
        "owner": found.owner or None,
        "milestones": [{"due": m.due.isoformat(), "text": m.text} for m in found.milestones],
        "rests_on": list(found.rests_on),
        "supports": [{"kind": s.kind.value, "id": s.support_id} for s in found.supports],
        "made_by": found.made_by,
        "at": found.at.isoformat(),
    }
    if standing is not None:
        told["cautions"] = [caution_json(c) for c in standing.cautions(found)]
    return told


def caution_json(caution: Caution) -> dict[str, str]:
    """Return a caution as JSON has it."""
    return {"code": caution.code, "message": caution.message, "try": caution.try_}


def supports_told(found: Finding, standing: Standing) -> list[dict[str, Any]]:
    """Return each thing a finding rests on: its kind and id, what it says, and whether it stands.

    A coding says its words and where they stand; a rate or count says its number.
    """
    own = [_told(support, standing) for support in found.supports]
    answered = (Support(SupportKind.FINDING, other) for other in found.rests_on)
    return own + [_told(support, standing) for support in answered]


def _told(support: Support, standing: Standing) -> dict[str, Any]:
    says, where, points = "", "", ""
    stands = standing.stands(support)
    item = standing.coded.get(support.support_id)
    if support.kind is SupportKind.CODING and item is not None:
        says, where = item.coding.selection.quote, place_of(item)
        points = item.coding.polarity.value
    elif support.kind is SupportKind.RATE and stands:
        says = shown(standing.counts.rate(support.support_id))
        where = standing.counts.definition(support.support_id)
    elif support.kind is SupportKind.COUNT and stands:
        says = f"{standing.counts.value(support.support_id, COUNT):,.0f}"
        where = standing.counts.definition(support.support_id)
    elif support.kind is SupportKind.FINDING and stands:
        says = standing.findings[support.support_id].statement
    elif support.kind is SupportKind.JUDGEMENT:
        says, where = support.support_id, "inspector's judgement"
    return {
        "kind": support.kind.value,
        "id": support.support_id,
        "stands": stands,
        "says": " ".join(says.split()),
        "where": where,
        "points": points or None,
    }


def place_of(item: CodedPassage) -> str:
    """Return where a coded passage stands: its source and the place within it."""
    return f"{item.source.source_id} {item.source.path}, {item.segment.locator}"
