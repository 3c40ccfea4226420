"""What has been read, in the store: by whom, from where to where, and what was not found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coding.codebook_tables import readings
from coding.readings import Reading
from evidence.audit import Act
from evidence.database import Database
from evidence.identity import numbered
from evidence.source_tables import sources

Row = Mapping[Any, Any]


def readings_of(database: Database) -> list[Reading]:
    """Return the readings of the sources that count now, in the order in which they were made."""
    query = (
        select(readings)
        .join(sources, sources.c.source_id == readings.c.source_id)
        .where(~readings.c.withdrawn, ~sources.c.withdrawn, ~sources.c.superseded)
        .order_by(readings.c.at, readings.c.reading_id)
    )
    with database.reading() as connection:
        return [_reading_of(row) for row in connection.execute(query).mappings()]


def add_reading(doing: Act, reading: Reading) -> Reading:
    """Write a reading, and return it with its id; one that says nothing new is not written."""
    row = _reading_row(reading)
    same = ("source_id", "first", "last", "silent", "codes", "coder", "memo")
    known = select(readings.c.reading_id).where(
        ~readings.c.withdrawn, *(readings.c[name] == row[name] for name in same)
    )
    found = doing.connection.execute(known.limit(1)).scalar()
    if found is not None:
        return replace(reading, reading_id=found)
    number = doing.next_number(readings, "reading_id", "R")
    made = replace(reading, reading_id=numbered("R", number, width=4))
    doing.insert(readings, _reading_row(made))
    return made


def _reading_row(reading: Reading) -> dict[str, Any]:
    return {
        "reading_id": reading.reading_id,
        "source_id": reading.source_id,
        "first": reading.first,
        "last": reading.last,
        "silent": reading.silent,
        "codes": json.dumps(reading.codes),
        "coder": reading.coder,
        "at": reading.at.isoformat(),
        "memo": reading.memo,
        "codebook": reading.codebook,
        "withdrawn": reading.withdrawn,
    }


def _reading_of(row: Row) -> Reading:
    return Reading(
        row["reading_id"],
        row["source_id"],
        row["first"],
        row["last"],
        row["silent"],
        tuple(json.loads(row["codes"])),
        row["coder"],
        datetime.fromisoformat(row["at"]),
        row["memo"],
        row["codebook"],
        row["withdrawn"],
    )
