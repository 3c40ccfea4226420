"""The Word files of drafts, byte for byte: sent out, come back, merged; and open conflicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    func,
    select,
)

from evidence.audit import Act
from evidence.database import Database, metadata
from report_builder.drafts import Conflict, DraftFile, FileKind

Row = Mapping[Any, Any]

draft_files = Table(
    "draft_files",
    metadata,
    Column("file_id", Integer, primary_key=True, autoincrement=False),
    Column("draft", Integer, ForeignKey("drafts.number"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("base", Integer, nullable=True),
    Column("token", String(40), nullable=False, index=True),
    Column("key", String(64), nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("file", LargeBinary, nullable=True),
    Column("rendered", LargeBinary, nullable=True),
    Column("file_name", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

conflicts = Table(
    "conflicts",
    metadata,
    Column("conflict_id", String(20), primary_key=True),
    Column("draft", Integer, ForeignKey("drafts.number"), nullable=False, index=True),
    Column("block_id", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("number", String(20), nullable=False),
    Column("base", Text, nullable=False),
    Column("theirs", Text, nullable=False),
    Column("ours", Text, nullable=False),
    Column("choice", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

_BYTES = frozenset({"file", "rendered", "record"})
_KNOWN = [column for column in draft_files.c if column.name not in _BYTES]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept with a file beside what is known of it.

    `file` is None where the draft's own row holds the bytes; `rendered` is what the
    evidence alone would have said at that time, for a file that was merged.
    """

    file: bytes | None = None
    rendered: bytes | None = None
    record: Mapping[str, Any] = field(default_factory=dict)


class DraftStore:
    """The Word files of drafts, as values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def files(self, draft: int | None = None) -> list[DraftFile]:
        """Return the files that stand, oldest first; those of one draft if asked."""
        query = select(*_KNOWN).where(~draft_files.c.withdrawn).order_by(draft_files.c.file_id)
        if draft is not None:
            query = query.where(draft_files.c.draft == draft)
        with self.database.reading() as connection:
            return [_file(row) for row in connection.execute(query).mappings()]

    def rendered(self, draft: int) -> bytes | None:
        """Return what the evidence alone said in a merged draft; None for one that was built."""
        for file in reversed(self.files(draft)):
            if file.kind is FileKind.MERGED:
                query = select(draft_files.c.rendered).where(draft_files.c.file_id == file.file_id)
                with self.database.reading() as connection:
                    found = connection.execute(query).scalar_one()
                return None if found is None else bytes(found)
        return None

    def record(self, draft: int) -> dict[str, Any]:
        """Return what was noted of a draft when it was merged, {} where nothing was."""
        for file in reversed(self.files(draft)):
            if file.kind is FileKind.MERGED:
                query = select(draft_files.c.record).where(draft_files.c.file_id == file.file_id)
                with self.database.reading() as connection:
                    found: dict[str, Any] = json.loads(connection.execute(query).scalar_one())
                return found
        return {}

    def conflicts(self, draft: int | None = None) -> list[Conflict]:
        """Return conflicts, settled ones too, oldest draft first; those of one draft if asked."""
        columns = conflicts.c
        order = (columns.draft, func.length(columns.conflict_id), columns.conflict_id)
        query = select(conflicts).where(~columns.withdrawn).order_by(*order)
        if draft is not None:
            query = query.where(columns.draft == draft)
        with self.database.reading() as connection:
            return [_conflict(row) for row in connection.execute(query).mappings()]


def next_file_id(doing: Act) -> int:
    """Return the number that the next kept file gets."""
    return 1 + (doing.connection.execute(select(func.max(draft_files.c.file_id))).scalar() or 0)


def add_file(doing: Act, file: DraftFile, kept: Kept | None = None) -> None:
    """Keep a Word file with what is known of it."""
    held = kept or Kept()
    doing.insert(
        draft_files,
        {
            "file_id": file.file_id,
            "draft": file.draft,
            "kind": file.kind.value,
            "base": file.base,
            "token": file.token,
            "key": file.key,
            "sha256": file.sha256,
            "file": held.file,
            "rendered": held.rendered,
            "file_name": file.file_name,
            "record": json.dumps(held.record, ensure_ascii=False),
            "made_by": file.made_by,
            "at": file.at.isoformat(),
            "withdrawn": False,
        },
        unlogged=("file", "rendered", "record", "key"),
    )


def add_conflicts(doing: Act, found: Iterable[Conflict]) -> None:
    """Keep what an editor and the evidence both changed."""
    doing.insert_many(
        conflicts,
        [
            {
                "conflict_id": one.conflict_id,
                "draft": one.draft,
                "block_id": one.block_id,
                "kind": one.kind,
                "number": one.number,
                "base": one.base,
                "theirs": one.theirs,
                "ours": one.ours,
                "choice": one.choice,
                "reason": one.reason,
                "decided_by": one.decided_by,
                "withdrawn": False,
            }
            for one in found
        ],
    )


def settle_conflict(doing: Act, conflict_id: str, choice: str, reason: str, by: str) -> None:
    """Say how a conflict was settled: "theirs", "ours", "both", or "later" in another draft."""
    doing.update(
        conflicts,
        {"conflict_id": conflict_id},
        {"choice": choice, "reason": reason, "decided_by": by},
    )


def _file(row: Row) -> DraftFile:
    return DraftFile(
        row["file_id"],
        row["draft"],
        FileKind(row["kind"]),
        row["base"],
        row["token"],
        row["key"],
        row["sha256"],
        row["file_name"],
        row["made_by"],
        datetime.fromisoformat(row["at"]),
    )


def _conflict(row: Row) -> Conflict:
    return Conflict(
        row["conflict_id"],
        row["draft"],
        row["block_id"],
        row["kind"],
        row["number"],
        row["base"],
        row["theirs"],
        row["ours"],
        row["choice"],
        row["reason"],
        row["decided_by"],
    )
