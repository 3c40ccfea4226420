"""Gathering what people have coded, ready to be counted and quoted."""

from __future__ import annotations

from coding.matrix import Passages, passages
from coding.store import CodingStore
from evidence.repeated import repeats
from evidence.workspace import Workspace


def gathered(workspace: Workspace) -> Passages:
    """Return the coded passages of an inspection that count now, copies once."""
    return passages(
        CodingStore(workspace.database).codings(),
        workspace.evidence.segments(),
        workspace.evidence.sources(),
        repeats(workspace),
    )
