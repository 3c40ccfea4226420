"""What the IQA application holds of an examined file, beside the answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("themed", sa.Boolean(), nullable=True),
        sa.Column("dip_sampler_view", sa.String(length=20), nullable=False, server_default=""),
        sa.Column("disputed", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("shared_on", sa.String(length=10), nullable=False, server_default=""),
        sa.Column("commented_on", sa.String(length=10), nullable=False, server_default=""),
    ):
        op.add_column("examined_files", column)
    op.create_table(
        "file_records",
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_ref"], ["examined_files.file_ref"], name=op.f("fk_file_records_file_ref")
        ),
        sa.PrimaryKeyConstraint("file_ref", "record_id", name=op.f("pk_file_records")),
    )
