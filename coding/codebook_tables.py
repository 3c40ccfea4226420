"""The tables of the codebook's versions, of what was read, and of memos."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from evidence.database import metadata

codebooks = Table(
    "codebooks",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("based_on", Integer, nullable=False),
    Column("codes", Text, nullable=False),
    Column("retired", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""Versions after the first, which is the framework's; each whole, so that any can be shown."""

readings = Table(
    "readings",
    metadata,
    Column("reading_id", String(20), primary_key=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False, index=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("silent", Boolean, nullable=False),
    Column("codes", Text, nullable=False),
    Column("coder", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("memo", Text, nullable=False),
    Column("codebook", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""`first` and `last` are ordinals of segments, both included; `codes` a JSON list, or all."""

memos = Table(
    "memos",
    metadata,
    Column("memo_id", String(20), primary_key=True),
    Column("about", String(12), nullable=False),
    Column("about_id", String(60), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("author", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

put_off = Table(
    "put_off",
    metadata,
    Column("coder", String(200), primary_key=True),
    Column("suggestion_id", String(40), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""Suggestions that a coder left for later, so that a review goes on where it stopped."""

agreement_plans = Table(
    "agreement_plans",
    metadata,
    Column("plan_id", String(20), primary_key=True),
    Column("seed", Integer, nullable=False),
    Column("coders", Text, nullable=False),
    Column("drawn_from", Integer, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

agreement_units = Table(
    "agreement_units",
    metadata,
    Column("plan_id", String(20), ForeignKey("agreement_plans.plan_id"), primary_key=True),
    Column("segment_id", String(30), primary_key=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

resolutions = Table(
    "resolutions",
    metadata,
    Column("plan_id", String(20), ForeignKey("agreement_plans.plan_id"), primary_key=True),
    Column("segment_id", String(30), primary_key=True),
    Column("code_id", String(60), primary_key=True),
    Column("verdict", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("resolved_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""What a third person settled where two coders parted; `verdict` is a polarity, or "none"."""

exercise_ratings = Table(
    "exercise_ratings",
    metadata,
    Column("rater", String(200), primary_key=True),
    Column("file_ref", String(40), primary_key=True),
    Column("question_id", String(40), primary_key=True),
    Column("judgement", String(20), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)
"""What each rater of the consistency exercise said; those of the last exercise stand."""
