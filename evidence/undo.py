"""Undo: take back an act, as a new act that the log keeps too.

What an act changed gets its former value back; what it made is withdrawn, never deleted.
Nothing is taken back that a later act has built on: the later one comes first.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, MetaData, String, Table, and_, or_, select

from evidence.audit import Act, act_on, entries, outside_changes, row_json
from evidence.database import Database
from evidence.errors import ChangedSince, NothingToUndo
from evidence.identity import Actor
from evidence.logbook import ActRecord, Entry, entries_of, record_of, records

_NAMED_IN = {
    "sources": (("sources", "duplicate_of"),),
    "codings": (("finding_supports", "support_id"), ("memos", "about_id")),
    "codebooks": (
        ("codebooks", "based_on"),
        ("codings", "codebook"),
        ("readings", "codebook"),
    ),
    "findings": (("findings", "rests_on"),),
}
"""Where a row names another without a foreign key; a list of ids names each in quotes."""

_STOPS_COUNTING = ("withdrawn", "superseded", "duplicate_of")


def act_to_undo(database: Database, act_id: int | None) -> ActRecord:
    """Return the act of that number, or the last one that still stands.

    Raises:
        NothingToUndo: there is no such act, or it has been undone already.
    """
    if act_id is None:
        for record in records(database):
            if record.undoes is None and record.undone_by is None:
                return record
        raise NothingToUndo("there is nothing left to undo")
    record = record_of(database, act_id)
    if record.undone_by is not None:
        raise NothingToUndo(
            f"act {act_id} was undone already, by act {record.undone_by}",
            way_out=f"iqa undo {record.undone_by}   (does it again)",
        )
    return record


def acts_to_undo(database: Database, first: int, last: int) -> list[ActRecord]:
    """Return what of the acts from `first` to `last` stands, the newest first.

    An undo within them whose act is among them too has been dealt with already.

    Raises:
        NothingToUndo: none of them stands.
    """
    found = [
        record
        for record in records(database)
        if first <= record.act_id <= last
        and record.undone_by is None
        and (record.undoes is None or record.undoes < first)
    ]
    if not found:
        raise NothingToUndo(f"none of the acts {first} to {last} stands", way_out="iqa log")
    return found


def undo(database: Database, wanted: list[ActRecord], actor: Actor, at: datetime) -> list[int]:
    """Take back acts in the order given, all or none; return the acts that did so.

    Raises:
        ChangedSince: a later act changed, or rests on, what one of them did.
        NothingToUndo: one of them cannot be undone.
    """
    tables = MetaData()
    made: list[int] = []
    with database.writing() as connection:
        tables.reflect(connection)
        for record in wanted:
            summary = f"undid act {record.act_id}: {record.summary}"
            with act_on(
                connection, actor, at, command="undo", summary=summary, undoes=record.act_id
            ) as doing:
                for entry in reversed(entries_of(database, record.act_id)):
                    _Undoing(doing, tables, record).take_back(entry)
                made.append(doing.act_id)
    return made


class _Undoing:
    """An undo in progress: the act that does it, and the one that it takes back."""

    def __init__(self, doing: Act, tables: MetaData, record: ActRecord) -> None:
        self.doing = doing
        self.tables = tables
        self.record = record

    def take_back(self, entry: Entry) -> None:
        """Put one row back as it was, or withdraw it."""
        if entry.table == outside_changes.name:
            raise NothingToUndo(
                f"act {self.record.act_id} ({self.record.command}) changed a file, "
                "and cannot be undone",
                way_out=f"iqa config set {entry.after['what']} '{entry.after['before']}'",
            )
        table = self.tables.tables[entry.table]
        self._require_unchanged(table, entry)
        if entry.before is None and "withdrawn" not in table.c:
            raise NothingToUndo(
                f"act {self.record.act_id} ({self.record.command}) added to {entry.table}, "
                "and cannot be undone",
                way_out="correct it in the workbook and import that",
            )
        former = {"withdrawn": True} if entry.before is None else entry.before
        if any(former.get(name) and not entry.after.get(name) for name in _STOPS_COUNTING):
            self._require_nothing_built(entry)
        self.doing.update(table, entry.key, former)

    def _require_unchanged(self, table: Table, entry: Entry) -> None:
        where = and_(*(table.c[name] == value for name, value in entry.key.items()))
        columns = [table.c[name] for name in entry.after if name in table.c]
        found = self.doing.connection.execute(select(*columns).where(where))
        now = found.mappings().one_or_none()
        if now is None or any(now[column.name] != entry.after[column.name] for column in columns):
            raise ChangedSince(
                f"what act {self.record.act_id} did to {_named(entry)} "
                "has been changed by a later act",
                way_out="iqa log   (undo the later act first)",
            )

    def _require_nothing_built(self, entry: Entry) -> None:
        for other in self.tables.tables.values():
            naming = _names(other, entry) if "withdrawn" in other.c else []
            if not naming:
                continue
            rests = select(other).where(or_(*naming), ~other.c.withdrawn)
            for row in self.doing.connection.execute(rests).mappings():
                key = {column.name: row[column.name] for column in other.primary_key.columns}
                if self._touched_later(other.name, key):
                    raise ChangedSince(
                        f"act {self.record.act_id} cannot be undone while {_said(other.name, key)} "
                        f"rests on {_named(entry)}",
                        way_out="iqa log   (undo the later acts first)",
                    )

    def _touched_later(self, table: str, key: dict[str, Any]) -> bool:
        """Whether a later act made a row, or brought it back."""
        later = select(entries.c.act_id).where(
            entries.c.table_name == table,
            entries.c.row_key == row_json(key),
            entries.c.act_id > self.record.act_id,
        )
        return self.doing.connection.execute(later.limit(1)).first() is not None


def _names(other: Table, entry: Entry) -> list[ColumnElement[bool]]:
    """Return the ways in which a row of another table may name the row of an entry."""
    found: list[ColumnElement[bool]] = [
        key.parent == entry.key[key.column.name]
        for key in other.foreign_keys
        if key.column.table.name == entry.table and key.column.name in entry.key
    ]
    for table, column in _NAMED_IN.get(entry.table, ()):
        if table == other.name:
            (value,) = entry.key.values()
            found.append(other.c[column] == value)
            if isinstance(other.c[column].type, String):
                found.append(other.c[column].contains(f'"{value}"', autoescape=True))
    return found


def _named(entry: Entry) -> str:
    return " ".join(map(str, entry.key.values()))


def _said(table: str, key: dict[str, Any]) -> str:
    """Return what a person calls a row: its id, and for a support its finding's."""
    word = {
        "finding_supports": "finding",
        "codebooks": "version of the codebook",
        "codings": "coding",
        "sources": "source",
    }
    return f"{word.get(table, table.rstrip('s'))} {next(iter(key.values()))}"
