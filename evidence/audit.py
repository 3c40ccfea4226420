"""The log of acts: who did what and when, and what each act changed.

Every command that changes the store is one act, written in the same transaction as its
changes. Each changed row leaves an entry with what it said before and after, so that
anything can be walked back and most things undone. The log only grows: the store itself
refuses to change or delete an entry.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    and_,
    func,
    insert,
    select,
    update,
)

from evidence.database import Database, metadata
from evidence.identity import Actor

Row = Mapping[str, Any]

_PLAIN = frozenset({Boolean, Integer, LargeBinary, String, Text})
_MANY = 100

acts = Table(
    "acts",
    metadata,
    Column("act_id", Integer, primary_key=True),
    Column("at", String(40), nullable=False),
    Column("actor", String(200), nullable=False),
    Column("command", String(80), nullable=False),
    Column("summary", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("acts.act_id"), nullable=True),
)

entries = Table(
    "entries",
    metadata,
    Column("act_id", Integer, ForeignKey("acts.act_id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("table_name", String(60), nullable=False, index=True),
    Column("row_key", Text, nullable=False, index=True),
    Column("before", Text, nullable=True),
    Column("after", Text, nullable=False),
)

outside_changes = Table(
    "outside_changes",
    metadata,
    Column("act_id", Integer, ForeignKey("acts.act_id"), primary_key=True),
    Column("what", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
"""What an act changed outside the store, such as a setting in a file."""


class Act:
    """An act in progress: the only way in which anything is written to the store."""

    def __init__(self, connection: Connection, act_id: int, at: datetime, actor: Actor) -> None:
        self.connection = connection
        self.act_id = act_id
        self.at = at
        self.actor = actor
        self._seq = 0
        self._numbers: dict[tuple[str, str], int] = {}

    def insert(self, table: Table, row: Row, *, unlogged: tuple[str, ...] = ()) -> None:
        """Add a row; columns in `unlogged` (long texts that never change) stay out of the log."""
        self.insert_many(table, [row], unlogged=unlogged)

    def insert_many(
        self, table: Table, rows: Iterable[Row], *, unlogged: tuple[str, ...] = ()
    ) -> None:
        """Add rows of one table, each with its entry."""
        made = [dict(row) for row in rows]
        if not made:
            return
        add_rows(self.connection, table, made)
        logged: list[tuple[Row, Row | None, Row]] = [
            (_key(table, row), None, {k: v for k, v in row.items() if k not in unlogged})
            for row in made
        ]
        self._write(table, logged)

    def update(
        self, table: Table, key: Row, values: Row, *, known: Mapping[Any, Any] | None = None
    ) -> bool:
        """Change columns of the row with that primary key; return whether anything differed.

        `known` is what the columns say now, where this act has just read them.
        """
        where = and_(*(table.c[name] == value for name, value in key.items()))
        columns = [table.c[name] for name in values]
        found = known or self.connection.execute(select(*columns).where(where)).mappings().one()
        changed = {name: value for name, value in values.items() if found[name] != value}
        if not changed:
            return False
        self.connection.execute(update(table).where(where).values(**changed))
        self._write(table, [(dict(key), {name: found[name] for name in changed}, changed)])
        return True

    def next_number(self, table: Table, column: str, prefix: str) -> int:
        """Give out the number that follows the highest id of the form `prefix` + digits."""
        key = (table.name, prefix)
        if key not in self._numbers:
            known = self.connection.execute(
                select(table.c[column]).where(table.c[column].startswith(prefix, autoescape=True))
            ).scalars()
            numbers = (int(name.removeprefix(prefix)) for name in known)
            self._numbers[key] = max(numbers, default=0)
        self._numbers[key] += 1
        return self._numbers[key]

    def _write(self, table: Table, logged: list[tuple[Row, Row | None, Row]]) -> None:
        # As plain text: the driver looks at each value of SQLAlchemy's own kind for long.
        name = str(table.name)
        rows = [
            {
                "act_id": self.act_id,
                "seq": self._seq + offset,
                "table_name": name,
                "row_key": row_json(key),
                "before": None if before is None else row_json(before),
                "after": row_json(after),
            }
            for offset, (key, before, after) in enumerate(logged)
        ]
        add_rows(self.connection, entries, rows)
        self._seq += len(rows)

    @property
    def changes(self) -> int:
        """How many rows the act has changed so far."""
        return self._seq


@contextmanager
def act(
    database: Database,
    actor: Actor,
    at: datetime,
    *,
    command: str,
    summary: str,
    undoes: int | None = None,
) -> Iterator[Act]:
    """Do something to the store and write it in the log, both or neither.

    An act that changes nothing leaves no line in the log.
    """
    with (
        database.writing() as connection,
        act_on(connection, actor, at, command=command, summary=summary, undoes=undoes) as doing,
    ):
        yield doing


@contextmanager
def act_on(
    connection: Connection,
    actor: Actor,
    at: datetime,
    *,
    command: str,
    summary: str,
    undoes: int | None = None,
) -> Iterator[Act]:
    """Do one act in a transaction that is open already, so that several stand or fall together."""
    last = connection.execute(select(func.max(acts.c.act_id))).scalar() or 0
    savepoint = connection.begin_nested()
    connection.execute(
        insert(acts).values(
            act_id=last + 1,
            at=at.isoformat(),
            actor=actor.name,
            command=command,
            summary=summary,
            undoes=undoes,
        )
    )
    doing = Act(connection, last + 1, at, actor)
    yield doing
    if doing.changes:
        savepoint.commit()
    else:
        savepoint.rollback()


def _key(table: Table, row: Row) -> Row:
    return {column.name: row[column.name] for column in table.primary_key.columns}


_as_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def row_json(row: Row) -> str:
    """Return a row, or its key, as the log writes it."""
    return _as_json(dict(row))


def add_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Add one row or more of a table, all with the same columns, without an entry in the log.

    Many plain values go to the driver as they are: 100,000 rows then take half the time.
    """
    written = insert(table).compile(dialect=connection.dialect, column_keys=list(rows[0]))
    order = (written.positiontup or ()) if connection.dialect.paramstyle == "qmark" else ()
    if len(rows) < _MANY or len(order) <= 1 or not _is_plain(table):
        connection.execute(insert(table), rows)
        return
    values = itemgetter(*order)
    connection.exec_driver_sql(str(written), [values(row) for row in rows])


def _is_plain(table: Table) -> bool:
    """Whether the driver takes the values of all columns as they are."""
    return all(type(c.type) in _PLAIN and c.default is None for c in table.columns)
