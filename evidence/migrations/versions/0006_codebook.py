"""The codebook's versions, what was read, memos, and double coding."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "codebooks",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("retired", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_codebooks")),
    )
    op.create_table(
        "readings",
        sa.Column("segment_id", sa.String(length=30), nullable=False),
        sa.Column("coder", sa.String(length=200), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_readings_source_id")
        ),
        sa.PrimaryKeyConstraint("segment_id", "coder", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_source_id"), "readings", ["source_id"], unique=False)
    op.create_table(
        "memos",
        sa.Column("memo_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("memo_id", name=op.f("pk_memos")),
    )
    op.create_index(op.f("ix_memos_about"), "memos", ["about"], unique=False)
    _double_coding()
    with op.batch_alter_table("codings") as batch:
        batch.add_column(sa.Column("codebook", sa.Integer(), nullable=False, server_default="1"))
        batch.create_index(op.f("ix_codings_source_id"), ["source_id"], unique=False)
    with op.batch_alter_table("suggestions") as batch:
        batch.create_index(op.f("ix_suggestions_source_id"), ["source_id"], unique=False)


def _double_coding() -> None:
    op.create_table(
        "agreement_plans",
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("coders", sa.Text(), nullable=False),
        sa.Column("drawn_from", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_agreement_plans")),
    )
    op.create_table(
        "agreement_units",
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("segment_id", sa.String(length=30), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["agreement_plans.plan_id"], name=op.f("fk_agreement_units_plan_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_agreement_units_source_id")
        ),
        sa.PrimaryKeyConstraint("plan_id", "segment_id", name=op.f("pk_agreement_units")),
    )
    op.create_table(
        "resolutions",
        sa.Column("plan_id", sa.String(length=20), nullable=False),
        sa.Column("segment_id", sa.String(length=30), nullable=False),
        sa.Column("code_id", sa.String(length=60), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("resolved_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["agreement_plans.plan_id"], name=op.f("fk_resolutions_plan_id")
        ),
        sa.PrimaryKeyConstraint("plan_id", "segment_id", "code_id", name=op.f("pk_resolutions")),
    )
