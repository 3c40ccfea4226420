"""The table of what people decided on masks: places and masks, never the words behind them.

The log of acts repeats what is written here, and both are copied with every backup; so a
name must not be in it. Which words stand at a place is in the frozen text alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.identity import numbered
from evidence.masking.decisions import Decision, Verdict

mask_decisions = Table(
    "mask_decisions",
    metadata,
    Column("decision_id", String(20), primary_key=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False, index=True),
    Column("verdict", String(10), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("mask", String(40), nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


class MaskStore:
    """What was decided so far."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def decisions(self) -> dict[str, tuple[Decision, ...]]:
        """Return what stands for each source, in the order in which it was decided."""
        query = (
            select(mask_decisions)
            .where(~mask_decisions.c.withdrawn)
            .order_by(mask_decisions.c.decision_id)
        )
        found: dict[str, list[Decision]] = {}
        with self.database.reading() as connection:
            for row in connection.execute(query).mappings():
                decision = Decision(Verdict(row["verdict"]), row["start"], row["end"], row["mask"])
                found.setdefault(row["source_id"], []).append(decision)
        return {source_id: tuple(decided) for source_id, decided in found.items()}


def add_decisions(doing: Act, source_id: str, decided: Iterable[Decision]) -> None:
    """Write decisions; a later one on the same place takes the former's stead."""
    for decision in decided:
        _withdraw_former(doing, source_id, decision)
        number = doing.next_number(mask_decisions, "decision_id", "K")
        row = {
            "decision_id": numbered("K", number, width=4),
            "source_id": source_id,
            "verdict": decision.verdict.value,
            "start": decision.start,
            "end": decision.end,
            "mask": decision.mask,
            "made_by": doing.actor.name,
            "at": doing.at.isoformat(),
            "withdrawn": False,
        }
        doing.insert(mask_decisions, row)


def _withdraw_former(doing: Act, source_id: str, decision: Decision) -> None:
    """Let a decision to show take back one to hide the same words, and the other way round."""
    former = select(mask_decisions.c.decision_id).where(
        mask_decisions.c.source_id == source_id,
        mask_decisions.c.start == decision.start,
        mask_decisions.c.end == decision.end,
        (mask_decisions.c.verdict == Verdict.SPEAKER.value)
        == (decision.verdict is Verdict.SPEAKER),
        (mask_decisions.c.verdict == Verdict.SEEN.value) == (decision.verdict is Verdict.SEEN),
        ~mask_decisions.c.withdrawn,
    )
    for decision_id in doing.connection.execute(former).scalars().all():
        doing.update(mask_decisions, {"decision_id": decision_id}, {"withdrawn": True})
