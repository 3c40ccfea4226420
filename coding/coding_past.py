"""The codings as they stood after an earlier act, walked back through the log."""

from __future__ import annotations

import json

from sqlalchemy import select

from coding.coding_tables import coding_of, codings
from coding.codings import Coding
from evidence.audit import entries, row_json
from evidence.database import Database


def codings_after(database: Database, act_id: int) -> tuple[Coding, ...]:
    """Return the codings that counted once that act was done, in their order.

    The documents are as they are now: a coding in a source that has gone since is not there.
    """
    with database.reading() as connection:
        rows = {
            row_json({"coding_id": row["coding_id"]}): dict(row)
            for row in connection.execute(select(codings)).mappings()
        }
        later = (
            select(entries)
            .where(entries.c.act_id > act_id, entries.c.table_name == codings.name)
            .order_by(entries.c.act_id.desc(), entries.c.seq.desc())
        )
        for entry in connection.execute(later).mappings():
            if entry["before"] is None:
                rows.pop(entry["row_key"], None)
            elif entry["row_key"] in rows:
                rows[entry["row_key"]].update(json.loads(entry["before"]))
    standing = (row for row in rows.values() if not row["withdrawn"])
    return tuple(coding_of(row) for row in sorted(standing, key=lambda row: row["number"]))


def coded_since(database: Database, act_id: int) -> bool:
    """Whether any coding was made, changed or withdrawn after that act."""
    later = select(entries.c.act_id).where(
        entries.c.act_id > act_id, entries.c.table_name == codings.name
    )
    with database.reading() as connection:
        return connection.execute(later.limit(1)).first() is not None
