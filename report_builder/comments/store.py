"""The tables of the comment log: entries, the files they came in, and where each was seen."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from report_builder.comments.entry import PREFIX, Category, Entry, Kind, Reply, Status

comment_log = Table(
    "comment_log",
    metadata,
    Column("entry_id", String(20), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("draft", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("said_at", String(60), nullable=False),
    Column("text", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("replaces", Text, nullable=False),
    Column("block_id", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("sentence_ids", Text, nullable=False),
    Column("figures", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("resolved", Boolean, nullable=False),
    Column("fingerprint", String(60), nullable=False),
    Column("evidence", Text, nullable=False),
    Column("category", String(2), nullable=False),
    Column("status", String(12), nullable=False),
    Column("response", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("replacement", Text, nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("decided_at", String(40), nullable=False),
    Column("reviewer", String(200), nullable=False),
    Column("assigned_to", String(200), nullable=False),
    Column("same_as", String(20), nullable=False),
    Column("reopened", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

comment_returns = Table(
    "comment_returns",
    metadata,
    Column("return_id", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("draft", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("counts", Text, nullable=False),
    Column("file", LargeBinary, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

comment_sightings = Table(
    "comment_sightings",
    metadata,
    Column("return_id", Integer, ForeignKey("comment_returns.return_id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("entry_id", String(20), ForeignKey("comment_log.entry_id"), nullable=False),
    Column("fingerprint", String(60), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

_JSON = ("sentence_ids", "figures")


@dataclass(frozen=True, slots=True)
class Returned:
    """A file that came back: which draft it is about, and how many points it raised.

    `author` is who sent it, as far as somebody said so.
    """

    return_id: int
    sha256: str
    name: str
    draft: int
    author: str
    counts: Mapping[str, int]
    made_by: str
    at: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A point of a returned file, by its place among the points, and its entry in the log."""

    return_id: int
    ordinal: int
    entry_id: str
    fingerprint: str


class CommentLog:
    """The log as values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries that stand, in the order of their numbers."""
        query = select(comment_log).where(~comment_log.c.withdrawn)
        query = query.order_by(func.length(comment_log.c.entry_id), comment_log.c.entry_id)
        with self.database.reading() as connection:
            return tuple(_entry(row) for row in connection.execute(query).mappings())

    def returns(self) -> tuple[Returned, ...]:
        """Return the files that came back, in the order in which they did."""
        columns = [column for column in comment_returns.c if column.name != "file"]
        query = select(*columns).where(~comment_returns.c.withdrawn)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(comment_returns.c.return_id)).mappings()
            return tuple(_returned(row) for row in rows)

    def file_of(self, return_id: int) -> bytes:
        """Return a file as it came, byte for byte."""
        query = select(comment_returns.c.file).where(comment_returns.c.return_id == return_id)
        with self.database.reading() as connection:
            return bytes(connection.execute(query).scalar_one())

    def sightings(self) -> tuple[Sighting, ...]:
        """Return which point of which file is which entry."""
        query = select(comment_sightings).where(~comment_sightings.c.withdrawn)
        query = query.order_by(comment_sightings.c.return_id, comment_sightings.c.ordinal)
        with self.database.reading() as connection:
            return tuple(
                Sighting(r["return_id"], r["ordinal"], r["entry_id"], r["fingerprint"])
                for r in connection.execute(query).mappings()
            )


def add_return(doing: Act, returned: Returned, file: bytes) -> None:
    """Keep a file that came back, byte for byte."""
    doing.insert(
        comment_returns,
        {
            "return_id": returned.return_id,
            "sha256": returned.sha256,
            "name": returned.name,
            "draft": returned.draft,
            "author": returned.author,
            "counts": json.dumps(dict(returned.counts), sort_keys=True),
            "file": file,
            "made_by": returned.made_by,
            "at": returned.at,
            "withdrawn": False,
        },
        unlogged=("file",),
    )


def next_return(doing: Act) -> int:
    """Return the number that the next returned file gets."""
    last = doing.connection.execute(select(func.max(comment_returns.c.return_id))).scalar()
    return 1 + (last or 0)


def next_entry(doing: Act) -> str:
    """Return the id that the next entry gets: CPS-001, CPS-002, and so on for ever."""
    return f"{PREFIX}{doing.next_number(comment_log, 'entry_id', PREFIX):03d}"


def add_entries(doing: Act, entries: Iterable[Entry]) -> None:
    """Write new entries."""
    doing.insert_many(comment_log, [{**_row(e), "withdrawn": False} for e in entries])


def add_sightings(doing: Act, sightings: Iterable[Sighting]) -> None:
    """Write which point of a returned file is which entry."""
    doing.insert_many(
        comment_sightings,
        [
            {
                "return_id": s.return_id,
                "ordinal": s.ordinal,
                "entry_id": s.entry_id,
                "fingerprint": s.fingerprint,
                "withdrawn": False,
            }
            for s in sightings
        ],
    )


def change_entry(doing: Act, before: Entry, after: Entry) -> bool:
    """Write what changed of an entry; return whether anything did."""
    was, now = _row(before), _row(after)
    changed = {name: value for name, value in now.items() if was[name] != value}
    if not changed:
        return False
    return doing.update(comment_log, {"entry_id": before.entry_id}, changed)


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "entry_id": entry.entry_id,
        "kind": entry.kind.value,
        "draft": entry.draft,
        "author": entry.author,
        "said_at": entry.at,
        "text": entry.text,
        "quote": entry.quote,
        "replaces": entry.replaces,
        "block_id": entry.block_id,
        "number": entry.number,
        "place": entry.place,
        "sentence_ids": json.dumps(entry.sentence_ids),
        "figures": json.dumps(entry.figures),
        "thread": json.dumps([[r.author, r.at, r.text] for r in entry.thread], ensure_ascii=False),
        "resolved": entry.resolved,
        "fingerprint": entry.fingerprint,
        "evidence": entry.evidence,
        "category": entry.category.value if entry.category else "",
        "status": entry.status.value,
        "response": entry.response,
        "reason": entry.reason,
        "replacement": entry.replacement,
        "decided_by": entry.decided_by,
        "decided_at": entry.decided_at,
        "reviewer": entry.reviewer,
        "assigned_to": entry.assigned_to,
        "same_as": entry.same_as,
        "reopened": entry.reopened,
    }


def _entry(row: Mapping[Any, Any]) -> Entry:
    said = {name: row[name] for name in _row_names()}
    said["at"] = said.pop("said_at")
    said |= {name: tuple(json.loads(said[name])) for name in _JSON}
    said["thread"] = tuple(Reply(*reply) for reply in json.loads(said["thread"]))
    said["kind"], said["status"] = Kind(said["kind"]), Status(said["status"])
    said["category"] = Category(said["category"]) if said["category"] else None
    return Entry(**said)


def _row_names() -> list[str]:
    return [column.name for column in comment_log.c if column.name != "withdrawn"]


def _returned(row: Mapping[Any, Any]) -> Returned:
    return Returned(
        row["return_id"],
        row["sha256"],
        row["name"],
        row["draft"],
        row["author"],
        json.loads(row["counts"]),
        row["made_by"],
        row["at"],
    )
