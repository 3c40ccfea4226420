"""The tables of our own quality assurance: who was to look again at which files, and said what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.examination.answers import Judgement
from evidence.identity import numbered

Row = Mapping[Any, Any]

rechecks = Table(
    "rechecks",
    metadata,
    Column("recheck_id", String(20), primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("percent", Integer, nullable=False),
    Column("files", Integer, nullable=False),
    Column("drawn_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

rechecked_files = Table(
    "rechecked_files",
    metadata,
    Column("recheck_id", String(20), ForeignKey("rechecks.recheck_id"), primary_key=True),
    Column("file_ref", String(40), primary_key=True),
    Column("withdrawn", Boolean, nullable=False),
)

second_opinions = Table(
    "second_opinions",
    metadata,
    Column("recheck_id", String(20), ForeignKey("rechecks.recheck_id"), primary_key=True),
    Column("file_ref", String(40), primary_key=True),
    Column("question_id", String(40), primary_key=True),
    Column("first", String(20), nullable=False),
    Column("second", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Recheck:
    """A random sample of our own files that another inspector looks at again."""

    recheck_id: str
    seed: int
    percent: int
    files: int
    """How many files had been examined when it was drawn."""
    drawn_by: str
    at: str
    file_refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Second:
    """A second opinion on one question of one file, and what the first was when it came."""

    file_ref: str
    question_id: str
    first: Judgement
    second: Judgement
    reason: str
    recorded_by: str = ""


class QualityStore:
    """The recheck that counts, and the opinions recorded so far."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def recheck(self) -> Recheck | None:
        """Return the latest sample, or None if none was drawn."""
        query = (
            select(rechecks)
            .where(~rechecks.c.withdrawn)
            .order_by(rechecks.c.recheck_id.desc())
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
            if row is None:
                return None
            files = select(rechecked_files.c.file_ref).where(
                rechecked_files.c.recheck_id == row["recheck_id"], ~rechecked_files.c.withdrawn
            )
            refs = tuple(sorted(connection.execute(files).scalars()))
        names = ("recheck_id", "seed", "percent", "files", "drawn_by", "at")
        said = {name: row[name] for name in names}
        return Recheck(**said, file_refs=refs)

    def seconds(self, recheck_id: str) -> tuple[Second, ...]:
        """Return the second opinions on a sample, by file and question."""
        query = (
            select(second_opinions)
            .where(second_opinions.c.recheck_id == recheck_id, ~second_opinions.c.withdrawn)
            .order_by(second_opinions.c.file_ref, second_opinions.c.question_id)
        )
        with self.database.reading() as connection:
            return tuple(_second(row) for row in connection.execute(query).mappings())


def add_recheck(doing: Act, *, seed: int, percent: int, files: int, chosen: Iterable[str]) -> str:
    """Write a sample of files and return its id."""
    number = doing.next_number(rechecks, "recheck_id", "R")
    recheck_id = numbered("R", number, width=2)
    doing.insert(
        rechecks,
        {
            "recheck_id": recheck_id,
            "seed": seed,
            "percent": percent,
            "files": files,
            "drawn_by": doing.actor.name,
            "at": doing.at.isoformat(),
            "withdrawn": False,
        },
    )
    doing.insert_many(
        rechecked_files,
        [{"recheck_id": recheck_id, "file_ref": ref, "withdrawn": False} for ref in chosen],
    )
    return recheck_id


def record_seconds(doing: Act, recheck_id: str, made: Iterable[Second]) -> int:
    """Write second opinions and return how many are new or corrected.

    Of one that is corrected, what the first inspector had said stays as it was recorded.
    """
    changed = 0
    for second in made:
        key = {
            "recheck_id": recheck_id,
            "file_ref": second.file_ref,
            "question_id": second.question_id,
        }
        said = {"second": second.second.value, "reason": second.reason, "withdrawn": False}
        where = [second_opinions.c[name] == value for name, value in key.items()]
        if doing.connection.execute(select(second_opinions.c.file_ref).where(*where)).first():
            changed += doing.update(second_opinions, key, said)
            continue
        row = {
            **key,
            **said,
            "first": second.first.value,
            "recorded_by": doing.actor.name,
            "at": doing.at.isoformat(),
        }
        doing.insert(second_opinions, row)
        changed += 1
    return changed


def _second(row: Row) -> Second:
    return Second(
        row["file_ref"],
        row["question_id"],
        Judgement(row["first"]),
        Judgement(row["second"]),
        row["reason"],
        row["recorded_by"],
    )
