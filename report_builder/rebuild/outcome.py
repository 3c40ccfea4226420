"""What a merge did: to each block, to each number, and what it left for a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """What became of a block."""

    KEPT = "kept"
    UPDATED = "updated"
    EDITED = "edited"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    COPIED = "copied"
    DELETED = "deleted"
    NEW = "new"
    DROPPED = "dropped"
    EDITORS_OWN = "editor's own"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Clash:
    """Words that an editor and the evidence both changed; the editor's stand in the file.

    `kind` is "text", "deleted", "dropped", "table" or "chart"; `block` is the name of a block's
    bookmark.
    """

    block: str
    kind: str
    base: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A live number that was brought up to date, or that an editor typed over."""

    use: str
    block: str
    was: str
    says: str
    now: str


@dataclass(slots=True)
class Outcome:
    """What a merge did; `states` has one entry for each block, and one for each own paragraph."""

    states: list[tuple[str, State]] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    updated: list[NumberChange] = field(default_factory=list)
    typed: list[NumberChange] = field(default_factory=list)
    rewritten: list[str] = field(default_factory=list)
    """Blocks whose words an editor changed beyond recognition."""
    settled: list[tuple[str, str]] = field(default_factory=list)
    """Kinds and blocks of clashes that were settled for the report, as somebody had decided."""

    def counts(self) -> dict[str, int]:
        """Return how many blocks there are of each state."""
        found = {state.value: 0 for state in State}
        for _, state in self.states:
            found[state.value] += 1
        return {name: count for name, count in found.items() if count}
