"""What each rater of the consistency exercise said is kept, for the methodology."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exercise_ratings",
        sa.Column("rater", sa.String(length=200), nullable=False),
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("judgement", sa.String(length=20), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "rater", "file_ref", "question_id", name=op.f("pk_exercise_ratings")
        ),
    )
