"""What is to be done to the store for a filled sheet, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from coding.codings import Coding
from coding.decide import Decision
from coding.selections import Selection
from coding.sheets.key import ShownCoding
from coding.sheets.remarks import Remark
from coding.sheets.wishes import Wishes
from coding.suggestions import Suggestion


class Deed(StrEnum):
    """What is done for a cell."""

    CODED = "coded"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    NOTHING = "nothing_found"
    UNREAD = "nothing_taken_back"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to be done to the store. `slot` is the code's in the row, or 0."""

    deed: Deed
    segment_id: str
    slot: int = 0
    selection: Selection | None = None
    decision: Decision | None = None
    coding: Coding | None = None
    suggestion: Suggestion | None = None


@dataclass(slots=True)
class RowPlan:
    """What is to be done for one row.

    `stands` are codings that the row speaks of and that need nothing done, as the key will
    know them; `undone` are those that a conflict keeps from being done.
    """

    wishes: Wishes
    steps: list[Step] = field(default_factory=list)
    stands: list[ShownCoding] = field(default_factory=list)
    undone: list[ShownCoding] = field(default_factory=list)
    conflicts: list[Remark] = field(default_factory=list)
    defects: list[Remark] = field(default_factory=list)
