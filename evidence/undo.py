"""Undo: take back an act, as a new act that the log keeps too.

What an act changed gets its former value back; what it made is withdrawn, never deleted.
Nothing is taken back that a later act has built on: the later one comes first.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import MetaData, Table, and_, select

from evidence.audit import Act, ActRecord, Entry, act, entries_of, records
from evidence.database import Database
from evidence.errors import ChangedSince, NothingToUndo
from evidence.identity import Actor


def act_to_undo(database: Database, act_id: int | None) -> ActRecord:
    """Return the act of that number, or the last one that still stands.

    Raises:
        NothingToUndo: there is no such act, or it has been undone already.
    """
    log = records(database)
    if act_id is None:
        standing = [r for r in log if r.undoes is None and r.undone_by is None]
        if not standing:
            raise NothingToUndo("there is nothing left to undo")
        return standing[0]
    for record in log:
        if record.act_id == act_id:
            if record.undone_by is not None:
                raise NothingToUndo(
                    f"act {act_id} was undone already, by act {record.undone_by}",
                    way_out=f"iqa undo {record.undone_by}   (does it again)",
                )
            return record
    raise NothingToUndo(f"the log has no act {act_id}", way_out="iqa log")


def undo(database: Database, record: ActRecord, actor: Actor, at: datetime) -> int:
    """Take back an act and return the number of the act that did so.

    Raises:
        ChangedSince: a later act changed, or rests on, what this one did.
        NothingToUndo: the act made something that cannot be withdrawn.
    """
    changed = entries_of(database, record.act_id)
    summary = f"undid act {record.act_id}: {record.summary}"
    with act(database, actor, at, command="undo", summary=summary, undoes=record.act_id) as doing:
        tables = MetaData()
        tables.reflect(doing.connection)
        for entry in reversed(changed):
            _take_back(doing, tables, entry, record)
        return doing.act_id


def _take_back(doing: Act, tables: MetaData, entry: Entry, record: ActRecord) -> None:
    table = tables.tables[entry.table]
    _require_unchanged(doing, table, entry, record)
    if entry.before is not None:
        doing.update(table, entry.key, entry.before)
        return
    if "withdrawn" not in table.c:
        raise NothingToUndo(f"act {record.act_id} ({record.command}) cannot be undone")
    _require_nothing_built(doing, tables, entry, record)
    doing.update(table, entry.key, {"withdrawn": 1})


def _require_unchanged(doing: Act, table: Table, entry: Entry, record: ActRecord) -> None:
    where = and_(*(table.c[name] == value for name, value in entry.key.items()))
    columns = [table.c[name] for name in entry.after if name in table.c]
    now = doing.connection.execute(select(*columns).where(where)).mappings().one_or_none()
    if now is None or any(now[column.name] != entry.after[column.name] for column in columns):
        raise ChangedSince(
            f"what act {record.act_id} did to {' '.join(map(str, entry.key.values()))} "
            "has been changed by a later act",
            way_out="iqa log   (undo the later act first)",
        )


def _require_nothing_built(doing: Act, tables: MetaData, entry: Entry, record: ActRecord) -> None:
    for other in tables.tables.values():
        if "withdrawn" not in other.c:
            continue
        for key in other.foreign_keys:
            if key.column.table.name != entry.table or key.column.name not in entry.key:
                continue
            built = select(other).where(
                key.parent == entry.key[key.column.name], other.c.withdrawn == 0
            )
            if doing.connection.execute(built.limit(1)).first() is not None:
                raise ChangedSince(
                    f"{other.name} rest on {entry.key[key.column.name]}, which act "
                    f"{record.act_id} made",
                    way_out="iqa log   (undo the later acts first)",
                )
