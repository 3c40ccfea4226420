"""The tables of volumes: what was reported of each unit's quarter, and who confirmed it.

A confirmation holds for the figures as they stood, by their hash: a figure that is corrected
later makes them unverified again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.identity import numbered, sha256_of
from evidence.volumes.figures import Volume
from evidence.volumes.quarters import Quarter

Row = Mapping[Any, Any]

volumes = Table(
    "volumes",
    metadata,
    Column("area", String(120), primary_key=True),
    Column("unit", String(40), primary_key=True),
    Column("quarter", String(10), primary_key=True),
    Column("prosecutors", Integer, nullable=False),
    Column("iqas", Integer, nullable=False),
    Column("dip_samples", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

verifications = Table(
    "verifications",
    metadata,
    Column("verification_id", String(20), primary_key=True),
    Column("area", String(120), nullable=False),
    Column("figures_sha256", String(64), nullable=False),
    Column("confirmed_by", String(200), nullable=False),
    Column("confirmed_on", String(10), nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Verification:
    """Who at CPS Operational Assurance confirmed an Area's figures, and when."""

    area: str
    figures_sha256: str
    confirmed_by: str
    confirmed_on: date
    note: str


class VolumeStore:
    """The volumes taken in, and which of them are verified."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def volumes(self) -> tuple[Volume, ...]:
        """Return the volumes that count, by Area, unit and quarter."""
        query = (
            select(volumes)
            .where(~volumes.c.withdrawn)
            .order_by(volumes.c.area, volumes.c.unit, volumes.c.quarter)
        )
        with self.database.reading() as connection:
            return tuple(_volume(row) for row in connection.execute(query).mappings())

    def verifications(self) -> dict[str, Verification]:
        """Return the confirmations that hold for the figures as they are, by Area."""
        current = by_area(self.volumes())
        query = (
            select(verifications)
            .where(~verifications.c.withdrawn)
            .order_by(verifications.c.verification_id)
        )
        with self.database.reading() as connection:
            rows = [_verification(row) for row in connection.execute(query).mappings()]
        return {
            v.area: v for v in rows if v.figures_sha256 == figures_hash(current.get(v.area, ()))
        }


def by_area(found: Iterable[Volume]) -> dict[str, tuple[Volume, ...]]:
    """Return volumes by their Area."""
    kept: dict[str, list[Volume]] = {}
    for volume in found:
        kept.setdefault(volume.area, []).append(volume)
    return {area: tuple(volumes) for area, volumes in kept.items()}


def figures_hash(found: Iterable[Volume]) -> str:
    """Return the SHA-256 of an Area's figures, whatever their order and where they stood."""
    lines = ("|".join((*v.key, str(v.prosecutors), str(v.iqas), str(v.dip_samples))) for v in found)
    return sha256_of("\n".join(sorted(lines)))


def take_volumes(doing: Act, found: Iterable[Volume], file: str) -> None:
    """Write volumes; one that is there is corrected."""
    for volume in found:
        key = {"area": volume.area, "unit": volume.unit, "quarter": volume.key[2]}
        row = {
            "prosecutors": volume.prosecutors,
            "iqas": volume.iqas,
            "dip_samples": volume.dip_samples,
            "file": file,
            "locator": volume.locator,
            "withdrawn": False,
        }
        where = [volumes.c[name] == value for name, value in key.items()]
        if doing.connection.execute(select(volumes.c.area).where(*where)).first():
            doing.update(volumes, key, row)
        else:
            doing.insert(volumes, {**key, **row})


def add_verification(doing: Act, made: Verification) -> None:
    """Write who confirmed an Area's figures."""
    number = doing.next_number(verifications, "verification_id", "V")
    doing.insert(
        verifications,
        {
            "verification_id": numbered("V", number, width=4),
            "area": made.area,
            "figures_sha256": made.figures_sha256,
            "confirmed_by": made.confirmed_by,
            "confirmed_on": made.confirmed_on.isoformat(),
            "note": made.note,
            "recorded_by": doing.actor.name,
            "at": doing.at.isoformat(),
            "withdrawn": False,
        },
    )


def _volume(row: Row) -> Volume:
    return Volume(
        row["area"],
        row["unit"],
        Quarter(date.fromisoformat(row["quarter"])),
        row["prosecutors"],
        row["iqas"],
        row["dip_samples"],
        row["locator"],
    )


def _verification(row: Row) -> Verification:
    return Verification(
        row["area"],
        row["figures_sha256"],
        row["confirmed_by"],
        date.fromisoformat(row["confirmed_on"]),
        row["note"],
    )
