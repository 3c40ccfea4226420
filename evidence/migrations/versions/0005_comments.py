"""Documents that show comments which the IQA application does not hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "comment_documents",
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("commenter", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_ref"], ["examined_files.file_ref"], name=op.f("fk_comment_documents_file_ref")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_comment_documents_source_id")
        ),
        sa.PrimaryKeyConstraint(
            "file_ref", "commenter", "source_id", name=op.f("pk_comment_documents")
        ),
    )
