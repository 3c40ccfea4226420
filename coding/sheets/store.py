"""What a coding sheet last said of each passage, once it has been taken in.

The same sheet may be filled a little more each day and be taken in each time: what it said
the last time is what a change in it is measured against, not what it said when it was made.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, String, Table, Text, select

from coding.codebook_tables import readings
from evidence.audit import Act
from evidence.database import Database, metadata

sheet_rows = Table(
    "sheet_rows",
    metadata,
    Column("sheet_id", String(20), primary_key=True),
    Column("segment_id", String(30), primary_key=True),
    Column("said", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


def said_before(database: Database, sheet_id: str) -> dict[str, str]:
    """Return what a sheet said of each passage when it was taken in last, as JSON."""
    query = select(sheet_rows.c.segment_id, sheet_rows.c.said).where(
        sheet_rows.c.sheet_id == sheet_id, ~sheet_rows.c.withdrawn
    )
    with database.reading() as connection:
        return {row.segment_id: row.said for row in connection.execute(query)}


def remember(doing: Act, sheet_id: str, segment_id: str, said: str) -> None:
    """Write what a sheet says of a passage now."""
    key = {"sheet_id": sheet_id, "segment_id": segment_id}
    now = {"said": said, "withdrawn": False}
    known = select(sheet_rows.c.said).where(
        *(sheet_rows.c[name] == value for name, value in key.items())
    )
    if doing.connection.execute(known).first() is None:
        doing.insert(sheet_rows, {**key, **now})
    else:
        doing.update(sheet_rows, key, now)


def withdraw_reading(doing: Act, reading_id: str) -> None:
    """Take back that somebody found nothing; it stays in the store."""
    doing.update(readings, {"reading_id": reading_id}, {"withdrawn": True})
