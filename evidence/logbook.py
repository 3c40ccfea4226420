"""Reading the log: who did what and when, what stands, and what was undone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from evidence.audit import acts, entries, row_json
from evidence.database import Database
from evidence.errors import NothingToUndo


@dataclass(frozen=True, slots=True)
class ActRecord:
    """One act as the log shows it.

    `undone_by` is the act that undid it and stands, or None: an act that was undone and
    whose undoing was undone in turn stands again.
    """

    act_id: int
    at: datetime
    actor: str
    command: str
    summary: str
    undoes: int | None
    undone_by: int | None
    changes: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What an act did to one row; `before` is None where the act made the row."""

    table: str
    key: Mapping[str, Any]
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


def records(
    database: Database, *, limit: int | None = None, only: int | None = None
) -> list[ActRecord]:
    """Return the log, the newest act first, or one act `only`."""
    counted = select(entries.c.act_id, func.count().label("n")).group_by(entries.c.act_id)
    wanted = select(acts.c.act_id).order_by(acts.c.act_id.desc()).limit(limit)
    if only is not None:
        counted = counted.where(entries.c.act_id == only)
        wanted = wanted.where(acts.c.act_id == only)
    changes = counted.subquery()
    query = (
        select(acts, changes.c.n)
        .outerjoin(changes, changes.c.act_id == acts.c.act_id)
        .where(acts.c.act_id.in_(wanted))
        .order_by(acts.c.act_id.desc())
    )
    undoing = select(acts.c.act_id, acts.c.undoes).where(acts.c.undoes.is_not(None))
    with database.reading() as connection:
        rows = connection.execute(query).mappings().all()
        undone = _undone({row[0]: row[1] for row in connection.execute(undoing)})
    return [_record(row, undone.get(row["act_id"])) for row in rows]


def record_of(database: Database, act_id: int) -> ActRecord:
    """Return one act.

    Raises:
        NothingToUndo: the log has no such act.
    """
    for record in records(database, only=act_id):
        return record
    raise NothingToUndo(f"the log has no act {act_id}", way_out="iqa log")


def entries_of(database: Database, act_id: int) -> list[Entry]:
    """Return what an act changed, in the order in which it did."""
    query = select(entries).where(entries.c.act_id == act_id).order_by(entries.c.seq)
    with database.reading() as connection:
        return [
            Entry(
                row["table_name"],
                json.loads(row["row_key"]),
                None if row["before"] is None else json.loads(row["before"]),
                json.loads(row["after"]),
            )
            for row in connection.execute(query).mappings()
        ]


def last_changes(database: Database, *tables: str) -> list[tuple[str, Mapping[str, Any], int]]:
    """Return each row of these tables that was ever changed, with the last act that did it."""
    query = (
        select(entries.c.table_name, entries.c.row_key, func.max(entries.c.act_id))
        .where(entries.c.table_name.in_(tables))
        .group_by(entries.c.table_name, entries.c.row_key)
    )
    with database.reading() as connection:
        rows = connection.execute(query).all()
    return [(table, json.loads(key), act_id) for table, key, act_id in rows]


def made_in(database: Database, table: str, key: Mapping[str, Any]) -> int | None:
    """Return the act that made a row, or None where the log has none."""
    query = select(func.min(entries.c.act_id)).where(
        entries.c.table_name == table, entries.c.row_key == row_json(key)
    )
    with database.reading() as connection:
        return connection.execute(query).scalar()


def _undone(undoing: Mapping[int, int]) -> dict[int, int]:
    """Return which acts do not stand, each with the act that undid it and stands itself."""
    found: dict[int, int] = {}
    for act_id in sorted(undoing, reverse=True):  # a later act decides on an earlier one
        if act_id not in found:
            found[undoing[act_id]] = act_id
    return found


def _record(row: Mapping[Any, Any], undone_by: int | None) -> ActRecord:
    return ActRecord(
        row["act_id"],
        datetime.fromisoformat(row["at"]),
        row["actor"],
        row["command"],
        row["summary"],
        row["undoes"],
        undone_by,
        row["n"] or 0,
    )
