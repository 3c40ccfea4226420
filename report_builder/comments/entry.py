"""One row of the comment log: who said what of which words, and what became of it.

The fields are those of the checklist for draft reports (46): number, commenter, page and
paragraph in the draft that was sent, quoted text, category, evidence supplied, response,
reason, change made, decided by, independent reviewer, date.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PREFIX = "CPS-"


class Kind(StrEnum):
    """What an entry came from: a margin comment, a tracked change, an untracked one, a letter."""

    COMMENT = "comment"
    INSERTION = "insertion"
    DELETION = "deletion"
    MOVE = "move"
    UNTRACKED = "untracked"
    LETTER = "letter"


CHANGES = frozenset({Kind.INSERTION, Kind.DELETION, Kind.MOVE})
"""The kinds that are tracked changes in the returned file, and can be accepted there."""


class Category(StrEnum):
    """What a comment is about (the Care Quality Commission's form for factual accuracy)."""

    TYPOGRAPHICAL = "A"
    DISPUTED_FACT = "B"
    OMISSION = "C"
    JUDGEMENT = "J"


CATEGORY_NAMES = {
    Category.TYPOGRAPHICAL: "typographical or numerical",
    Category.DISPUTED_FACT: "disputed fact",
    Category.OMISSION: "omission or addition",
    Category.JUDGEMENT: "questions a judgement",
}


class Status(StrEnum):
    """Where an entry stands. "noted" is for words that ask for nothing, such as thanks."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PART = "part"
    REJECTED = "rejected"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply under a comment, as it came back; `at` as the file writes it."""

    author: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the log.

    `draft` is the draft that was sent, `number` the paragraph's number in it, `block_id` and
    `sentence_ids` the block and the sentences meant, "" and empty where it has no place.
    `quote` are the words meant as they stood in the file, `text` what was said of them or put
    in. `replaces` is what an insertion puts its words in the place of, or what an untracked
    change took away. `same_as` names an earlier entry that makes the same point. `reopened`
    says that something was added to the thread after it was answered.
    """

    entry_id: str
    kind: Kind
    draft: int
    author: str
    at: str
    text: str
    quote: str = ""
    replaces: str = ""
    block_id: str = ""
    number: str = ""
    place: str = ""
    sentence_ids: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    thread: tuple[Reply, ...] = ()
    resolved: bool = False
    fingerprint: str = ""
    evidence: str = ""
    category: Category | None = None
    status: Status = Status.OPEN
    response: str = ""
    reason: str = ""
    replacement: str = ""
    decided_by: str = ""
    decided_at: str = ""
    reviewer: str = ""
    assigned_to: str = ""
    same_as: str = ""
    reopened: bool = False

    @property
    def answered(self) -> bool:
        """Whether somebody has decided it, and nothing was added since."""
        return self.status is not Status.OPEN and not self.reopened

    @property
    def placed(self) -> bool:
        """Whether it is known which block of the draft it is about."""
        return bool(self.block_id)
