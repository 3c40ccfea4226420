"""Why a number that an editor typed over may stay: who said so, when, and of which number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, func, select

from evidence.audit import Act
from evidence.database import Database, metadata

override_reasons = Table(
    "override_reasons",
    metadata,
    Column("reason_id", Integer, primary_key=True, autoincrement=False),
    Column("draft", Integer, nullable=False),
    Column("block_id", Text, nullable=False),
    Column("use_id", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("now", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class TypedOver:
    """A number of a block that reads `says` where the evidence says `now`.

    A reason is given for exactly this: it holds in later drafts while all four are the same.
    """

    block_id: str
    use_id: str
    says: str
    now: str


@dataclass(frozen=True, slots=True)
class Why:
    """A reason for a number that was typed over; `draft` is the one for which it was given."""

    draft: int
    number: TypedOver
    reason: str
    decided_by: str
    at: datetime


class OverrideStore:
    """The reasons that stand, as values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def reasons(self) -> dict[TypedOver, Why]:
        """Return the reason last given for each number."""
        columns = override_reasons.c
        query = select(override_reasons).where(~columns.withdrawn).order_by(columns.reason_id)
        with self.database.reading() as connection:
            found = [_why(row) for row in connection.execute(query).mappings()]
        return {one.number: one for one in found}


def add_reason(doing: Act, why: Why) -> None:
    """Keep a reason; an earlier one for the same number stays in the store beneath it."""
    last = doing.connection.execute(select(func.max(override_reasons.c.reason_id))).scalar() or 0
    doing.insert(
        override_reasons,
        {
            "reason_id": last + 1,
            "draft": why.draft,
            "block_id": why.number.block_id,
            "use_id": why.number.use_id,
            "says": why.number.says,
            "now": why.number.now,
            "reason": why.reason,
            "decided_by": why.decided_by,
            "at": why.at.isoformat(),
            "withdrawn": False,
        },
    )


def _why(row: Mapping[Any, Any]) -> Why:
    number = TypedOver(row["block_id"], row["use_id"], row["says"], row["now"])
    at = datetime.fromisoformat(row["at"])
    return Why(row["draft"], number, row["reason"], row["decided_by"], at)
