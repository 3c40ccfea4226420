"""What is said on many examined files is kept once; files kept before stand as they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sayings",
        sa.Column("saying_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("saying_id", name=op.f("pk_sayings")),
    )
    op.add_column("examined_files", sa.Column("said", sa.LargeBinary(), nullable=True))
