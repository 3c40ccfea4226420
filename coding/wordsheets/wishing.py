"""What people wish in a document that came back, and what a person has to look at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coding.codings import Coding
from coding.decide import Decision
from coding.readings import Reading
from coding.selections import Selection
from coding.suggestions import Suggestion


class Deed(StrEnum):
    """What is to be done."""

    CODE = "code"
    CHANGE = "change"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    READ = "read"


class Looked(StrEnum):
    """Why a person has to look."""

    CONFLICT = "conflict"
    NOT_UNDERSTOOD = "not_understood"
    MISPLACED = "misplaced"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that a comment asks for, ready to be done.

    `key` is by what it is known again when the same document comes a second time.
    """

    deed: Deed
    coder: str
    segment_id: str
    key: str
    decision: Decision | None = None
    selection: Selection | None = None
    suggestion: Suggestion | None = None
    coding: Coding | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A comment that did nothing, or a coding whose comment is gone: where, whose, and why."""

    kind: Looked
    where: str
    author: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a document is taken in.

    `by_author` takes the author of each comment for its coder; `withdraw_deleted` withdraws
    a coding whose comment was deleted; `keep_notes` keeps what is not understood as memos.
    """

    by_author: bool = False
    withdraw_deleted: bool = False
    keep_notes: bool = False
    source_id: str = ""
