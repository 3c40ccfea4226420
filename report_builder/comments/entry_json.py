"""An entry of the comment log as scripts read it."""

from __future__ import annotations

from typing import Any

from report_builder.comments.entry import Entry


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as scripts read it; keys as docs/reference/json.md has them."""
    return {
        "id": entry.entry_id,
        "draft": entry.draft,
        "paragraph": entry.block_id or None,
        "number": entry.number or None,
        "place": entry.place or None,
        "quote": entry.quote,
        "replaces": entry.replaces,
        "author": entry.author,
        "at": entry.at or None,
        "text": entry.text,
        "thread": [{"author": r.author, "at": r.at or None, "text": r.text} for r in entry.thread],
        "resolved": entry.resolved,
        "kind": entry.kind.value,
        "category": entry.category.value if entry.category else None,
        "sentences": list(entry.sentence_ids),
        "figures": list(entry.figures),
        "evidence": entry.evidence,
        "status": entry.status.value,
        "reopened": entry.reopened,
        "response": entry.response,
        "reason": entry.reason,
        "replacement": entry.replacement,
        "decided_by": entry.decided_by or None,
        "decided_at": entry.decided_at or None,
        "reviewer": entry.reviewer or None,
        "assigned_to": entry.assigned_to or None,
        "same_as": entry.same_as or None,
    }
