"""The tables of what was learned from decisions, and of what is read to look for misses."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text

from evidence.database import metadata

models = Table(
    "models",
    metadata,
    Column("model", Integer, primary_key=True, autoincrement=False),
    Column("rules", String(60), nullable=False),
    Column("learned_from", Integer, nullable=False),
    Column("figures", Text, nullable=False),
    Column("weights", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""Weights fitted on the inspectors' decisions; the first model is the shipped one."""

unseen = Table(
    "unseen",
    metadata,
    Column("segment_id", String(30), primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("among", Integer, nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""Segments without a suggestion, drawn at random `among` so many, to be read by a person."""
