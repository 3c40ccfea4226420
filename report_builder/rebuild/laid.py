"""What is to be done to one passage of an editor's text, and what is only to be told of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_builder.word.merging.tokens import Token


@dataclass(frozen=True, slots=True)
class Edit:
    """Words `start` to `end` of the editor's text to be replaced by other words.

    `lean` says to which neighbour an insertion belongs: the word before it, or after.
    """

    start: int
    end: int
    words: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A new sentence that the editor's changes left no place for, offered at `at`."""

    at: int
    base: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that the editor typed over: which it was, what was there, what is there now."""

    use: str
    was: str
    says: str
    now: str


@dataclass(slots=True)
class Laid:
    """What is to be done to one passage."""

    edits: list[Edit] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    typed: list[Typed] = field(default_factory=list)
    deleted: list[tuple[str, str]] = field(default_factory=list)
    """Words that the editor took out and the evidence changed: as they were, and are now."""

    def add(self, other: Laid, at: int) -> None:
        """Add what is to be done to words that begin at a place of the passage."""
        self.edits += [Edit(e.start + at, e.end + at, e.words) for e in other.edits]
        self.offers += [Offer(o.at + at, o.base, o.theirs, o.ours) for o in other.offers]
        self.typed += other.typed
        self.deleted += other.deleted
