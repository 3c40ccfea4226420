"""The tables of sampling: case lists, what headings mean, draws, and the files drawn.

A list's cases are kept as they were read, so that a draw can be repeated from the store
years later; its exclusions are not, since the rules that are kept with the draw make them
anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.identity import numbered
from evidence.inspection import EligibilityRule
from evidence.sampling.cases import Case, CaseField

Row = Mapping[Any, Any]

case_lists = Table(
    "case_lists",
    metadata,
    Column("list_id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("columns", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("taken_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

listed_cases = Table(
    "listed_cases",
    metadata,
    Column("list_id", String(20), ForeignKey("case_lists.list_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("said", Text, nullable=False),
)

heading_choices = Table(
    "heading_choices",
    metadata,
    Column("heading", String(200), primary_key=True),
    Column("field", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""What a person said that a heading means, in bare words; "" says that it is of no use."""

draws = Table(
    "draws",
    metadata,
    Column("draw_id", String(20), primary_key=True),
    Column("list_id", String(20), ForeignKey("case_lists.list_id"), nullable=False),
    Column("seed", Integer, nullable=False),
    Column("newest", Integer, nullable=False),
    Column("list_sha256", String(64), nullable=False),
    Column("rules", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("drawn_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

sampled_files = Table(
    "sampled_files",
    metadata,
    Column("draw_id", String(20), ForeignKey("draws.draw_id"), primary_key=True),
    Column("file_ref", String(40), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("urn", String(40), nullable=False),
    Column("area", String(120), nullable=False),
    Column("court", String(40), nullable=False),
    Column("assessed_on", String(10), nullable=False),
    Column("assured_by", String(200), nullable=False),
    Column("replaced", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class CaseListRecord:
    """A case list as it was taken in."""

    list_id: str
    name: str
    sha256: str
    columns: tuple[tuple[str, str], ...]
    """Pairs of field and heading."""
    rows: int
    taken_by: str
    at: str


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """A draw as it was made: all that is needed to make it again."""

    draw_id: str
    list_id: str
    seed: int
    newest: int
    list_sha256: str
    rules: tuple[EligibilityRule, ...]
    reason: str
    drawn_by: str
    at: str


@dataclass(frozen=True, slots=True)
class SampledFile:
    """A file in the sample, or one that another has replaced, with the reason."""

    file_ref: str
    place: int
    """Its place in the order of its Area and court, from 1."""
    urn: str
    area: str
    court: str
    assessed_on: date
    assured_by: str
    replaced: bool = False
    reason: str = ""


class SampleStore:
    """The case lists taken in and the sample drawn."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def lists(self) -> tuple[CaseListRecord, ...]:
        """Return the case lists that count, in the order in which they came."""
        query = select(case_lists).where(~case_lists.c.withdrawn).order_by(case_lists.c.list_id)
        with self.database.reading() as connection:
            return tuple(_list(row) for row in connection.execute(query).mappings())

    def cases(self, list_id: str) -> tuple[Case, ...]:
        """Return the cases of a list, in its order."""
        query = (
            select(listed_cases.c.said)
            .where(listed_cases.c.list_id == list_id)
            .order_by(listed_cases.c.number)
        )
        with self.database.reading() as connection:
            said = ",".join(connection.execute(query).scalars())
        return tuple(map(_case, json.loads(f"[{said}]")))

    def choices(self) -> dict[str, CaseField | None]:
        """Return what people said that headings mean."""
        query = select(heading_choices).where(~heading_choices.c.withdrawn)
        with self.database.reading() as connection:
            return {
                row["heading"]: CaseField(row["field"]) if row["field"] else None
                for row in connection.execute(query).mappings()
            }

    def draw(self) -> DrawRecord | None:
        """Return the draw that counts, the latest, or None if none was made."""
        query = select(draws).where(~draws.c.withdrawn).order_by(draws.c.draw_id.desc()).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        return None if row is None else _draw(row)

    def files(self, draw_id: str) -> tuple[SampledFile, ...]:
        """Return the files of a draw, replaced ones too, by reference and place."""
        query = (
            select(sampled_files)
            .where(sampled_files.c.draw_id == draw_id, ~sampled_files.c.withdrawn)
            .order_by(sampled_files.c.file_ref, sampled_files.c.place)
        )
        with self.database.reading() as connection:
            return tuple(_sampled(row) for row in connection.execute(query).mappings())


def add_list(
    doing: Act, name: str, sha256: str, columns: Mapping[str, str], cases: Iterable[Case]
) -> str:
    """Write a case list and return its id; its cases stand and fall with it."""
    made = [asdict(case) for case in cases]
    list_id = numbered("L", doing.next_number(case_lists, "list_id", "L"), width=2)
    row = {
        "list_id": list_id,
        "name": name,
        "sha256": sha256,
        "columns": json.dumps(dict(columns)),
        "rows": len(made),
        "taken_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    doing.insert(case_lists, row)
    rows = [
        {"list_id": list_id, "number": number, "said": json.dumps(case, default=str)}
        for number, case in enumerate(made, start=1)
    ]
    if rows:
        doing.connection.execute(listed_cases.insert(), rows)
    return list_id


def choose_heading(doing: Act, heading: str, field: CaseField | None) -> None:
    """Write what a heading means, in its bare words; None for nothing."""
    row = {"field": field.value if field else "", "withdrawn": False}
    known = select(heading_choices.c.heading).where(heading_choices.c.heading == heading)
    if doing.connection.execute(known).first():
        doing.update(heading_choices, {"heading": heading}, row)
    else:
        doing.insert(heading_choices, {"heading": heading, **row})


def add_draw(doing: Act, record: DrawRecord, files: Iterable[SampledFile]) -> str:
    """Write a draw with its files and return its id; `record` has none yet."""
    draw_id = numbered("D", doing.next_number(draws, "draw_id", "D"), width=2)
    row = {
        **asdict(record),
        "draw_id": draw_id,
        "rules": json.dumps([asdict(rule) for rule in record.rules], default=str),
        "withdrawn": False,
    }
    doing.insert(draws, row)
    add_files(doing, draw_id, files)
    return draw_id


def add_files(doing: Act, draw_id: str, files: Iterable[SampledFile]) -> None:
    """Write files into a sample."""
    doing.insert_many(
        sampled_files,
        [
            {
                **asdict(file),
                "draw_id": draw_id,
                "assessed_on": file.assessed_on.isoformat(),
                "withdrawn": False,
            }
            for file in files
        ],
    )


def replace_file(doing: Act, draw_id: str, file: SampledFile, reason: str) -> None:
    """Mark a file as replaced."""
    key = {"draw_id": draw_id, "file_ref": file.file_ref, "place": file.place}
    doing.update(sampled_files, key, {"replaced": True, "reason": reason})


def _list(row: Row) -> CaseListRecord:
    return CaseListRecord(
        row["list_id"],
        row["name"],
        row["sha256"],
        tuple(json.loads(row["columns"]).items()),
        row["rows"],
        row["taken_by"],
        row["at"],
    )


def _case(fields: dict[str, Any]) -> Case:
    day = fields.pop("assessed_on")
    return Case(assessed_on=date.fromisoformat(day) if day else None, **fields)


def _rule(said: dict[str, Any]) -> EligibilityRule:
    days = {k: date.fromisoformat(said[k]) if said[k] else None for k in ("after", "before")}
    words = {k: tuple(said[k]) for k in ("allow", "refuse")}
    return EligibilityRule(**{**said, **days, **words})


def _draw(row: Row) -> DrawRecord:
    return DrawRecord(
        row["draw_id"],
        row["list_id"],
        row["seed"],
        row["newest"],
        row["list_sha256"],
        tuple(_rule(said) for said in json.loads(row["rules"])),
        row["reason"],
        row["drawn_by"],
        row["at"],
    )


def _sampled(row: Row) -> SampledFile:
    return SampledFile(
        row["file_ref"],
        row["place"],
        row["urn"],
        row["area"],
        row["court"],
        date.fromisoformat(row["assessed_on"]),
        row["assured_by"],
        row["replaced"],
        row["reason"],
    )
