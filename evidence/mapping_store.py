"""The table of mappings: what the columns of workbooks laid out by others were taken for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Column, String, Table, Text, select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.examination.form import Field, Place
from evidence.examination.kept_mapping import KeptMapping
from evidence.identity import numbered

exam_mappings = Table(
    "exam_mappings",
    metadata,
    Column("mapping_id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("headings", Text, nullable=False),
    Column("every", Text, nullable=False),
    Column("kept_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


class MappingStore:
    """The mappings kept so far."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def mappings(self) -> tuple[KeptMapping, ...]:
        """Return the mappings that count, the latest first."""
        query = (
            select(exam_mappings)
            .where(~exam_mappings.c.withdrawn)
            .order_by(exam_mappings.c.mapping_id.desc())
        )
        with self.database.reading() as connection:
            return tuple(_mapping(row) for row in connection.execute(query).mappings())


def add_mapping(doing: Act, kept: KeptMapping) -> str:
    """Write a mapping, which stands before those of the same headings, and return its id."""
    mapping_id = numbered("M", doing.next_number(exam_mappings, "mapping_id", "M"), width=4)
    row = {
        "mapping_id": mapping_id,
        "name": kept.name,
        "headings": json.dumps({words: _said(at) for words, at in kept.headings.items()}),
        "every": json.dumps([[*at, value] for at, value in kept.every.items()]),
        "kept_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    doing.insert(exam_mappings, row)
    return mapping_id


def _said(place: Place | None) -> list[str] | None:
    return None if place is None else [place[0].value, place[1]]


def _mapping(row: Mapping[Any, Any]) -> KeptMapping:
    return KeptMapping(
        row["name"],
        {
            words: (Field(at[0]), at[1]) if at else None
            for words, at in json.loads(row["headings"]).items()
        },
        {(Field(field), asked): value for field, asked, value in json.loads(row["every"])},
        row["mapping_id"],
    )
