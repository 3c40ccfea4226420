"""What was read, by whom and in vain; memos; and what is needed to decide quickly."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _codings_and_suggestions()
    op.add_column(
        "codebooks", sa.Column("based_on", sa.Integer(), nullable=False, server_default="1")
    )
    # Nothing was ever written to the two of revision 0006.
    op.drop_table("readings")
    op.drop_table("memos")
    op.create_table(
        "memos",
        sa.Column("memo_id", sa.String(length=20), nullable=False),
        sa.Column("about", sa.String(length=12), nullable=False),
        sa.Column("about_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("memo_id", name=op.f("pk_memos")),
    )
    op.create_index(op.f("ix_memos_about_id"), "memos", ["about_id"])
    op.create_table(
        "readings",
        sa.Column("reading_id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("coder", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("codebook", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_readings_source_id")
        ),
        sa.PrimaryKeyConstraint("reading_id", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_source_id"), "readings", ["source_id"])
    op.create_table(
        "put_off",
        sa.Column("coder", sa.String(length=200), nullable=False),
        sa.Column("suggestion_id", sa.String(length=40), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("coder", "suggestion_id", name=op.f("pk_put_off")),
    )


def _codings_and_suggestions() -> None:
    op.add_column("codings", sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    op.execute("update codings set number = cast(substr(coding_id, 2) as integer)")
    op.create_index(op.f("ix_codings_number"), "codings", ["number"])
    who = sa.Column("decided_by", sa.String(200), nullable=False, server_default="")
    op.add_column("suggestions", who)
    op.create_index(op.f("ix_suggestions_status_score"), "suggestions", ["status", "score"])
