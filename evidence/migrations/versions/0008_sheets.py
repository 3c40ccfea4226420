"""What coding sheets said when they were taken in last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_rows",
        sa.Column("sheet_id", sa.String(length=20), nullable=False),
        sa.Column("segment_id", sa.String(length=30), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sheet_id", "segment_id", name=op.f("pk_sheet_rows")),
    )
