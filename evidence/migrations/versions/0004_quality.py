"""Our own quality assurance: samples of files, and second opinions on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rechecks",
        sa.Column("recheck_id", sa.String(length=20), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("drawn_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("recheck_id", name=op.f("pk_rechecks")),
    )
    op.create_table(
        "rechecked_files",
        sa.Column("recheck_id", sa.String(length=20), nullable=False),
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recheck_id"], ["rechecks.recheck_id"], name=op.f("fk_rechecked_files_recheck_id")
        ),
        sa.PrimaryKeyConstraint("recheck_id", "file_ref", name=op.f("pk_rechecked_files")),
    )
    op.create_table(
        "second_opinions",
        sa.Column("recheck_id", sa.String(length=20), nullable=False),
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("first", sa.String(length=20), nullable=False),
        sa.Column("second", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recheck_id"], ["rechecks.recheck_id"], name=op.f("fk_second_opinions_recheck_id")
        ),
        sa.PrimaryKeyConstraint(
            "recheck_id", "file_ref", "question_id", name=op.f("pk_second_opinions")
        ),
    )
