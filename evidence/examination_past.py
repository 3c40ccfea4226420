"""The file examination as it stood after an earlier act, walked back through the log."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, func, select

from evidence.audit import acts, entries, row_json
from evidence.database import Database
from evidence.examination.answers import FileExamination
from evidence.examination_rows import SAID, Said, examined_files, gathered
from evidence.examination_said import Sayings, files_of

_TABLES = (examined_files, *(said.table for said in SAID))


def files_after(database: Database, act_id: int) -> tuple[FileExamination, ...]:
    """Return the files that counted once that act was done; 0 is before the first."""
    with database.reading() as connection:
        rows = {
            table.name: {
                row_json(_key(table, row)): dict(row)
                for row in connection.execute(select(table)).mappings()
            }
            for table in _TABLES
        }
        later = (
            select(entries)
            .where(entries.c.act_id > act_id, entries.c.table_name.in_(list(rows)))
            .order_by(entries.c.act_id.desc(), entries.c.seq.desc())
        )
        for entry in connection.execute(later).mappings():
            kept = rows[entry["table_name"]]
            if entry["before"] is None:
                kept.pop(entry["row_key"], None)
            elif entry["row_key"] in kept:
                kept[entry["row_key"]].update(json.loads(entry["before"]))
        sayings_of = Sayings(connection)
    found = [row for row in rows[examined_files.name].values() if not row["withdrawn"]]
    apart = [gathered(_values(rows[said.table.name].values(), said), said.kept) for said in SAID]
    return tuple(files_of(sorted(found, key=_reference), sayings_of, apart))


def _reference(row: Mapping[str, Any]) -> str:
    return str(row["file_ref"])


def _values(rows: Iterable[Mapping[str, Any]], said: Said) -> Iterator[list[Any]]:
    for row in rows:
        yield [row[name] for name in ("file_ref", "position", *said.names)]


def changed_since(database: Database, act_id: int) -> bool:
    """Whether anything of the file examination was written after that act."""
    names = [table.name for table in _TABLES]
    later = select(entries.c.act_id).where(
        entries.c.act_id > act_id, entries.c.table_name.in_(names)
    )
    with database.reading() as connection:
        return connection.execute(later.limit(1)).first() is not None


def last_act(database: Database, command: str) -> int | None:
    """Return the number of the last act of a command, or None if there is none."""
    query = select(func.max(acts.c.act_id)).where(acts.c.command == command)
    with database.reading() as connection:
        return connection.execute(query).scalar()


def _key(table: Table, row: Any) -> dict[str, Any]:
    return {column.name: row[column.name] for column in table.primary_key.columns}
