"""Sampling: case lists, what headings mean, draws, and the files drawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_lists",
        sa.Column("list_id", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("list_id", name=op.f("pk_case_lists")),
    )
    op.create_table(
        "listed_cases",
        sa.Column("list_id", sa.String(length=20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["case_lists.list_id"], name=op.f("fk_listed_cases_list_id")
        ),
        sa.PrimaryKeyConstraint("list_id", "number", name=op.f("pk_listed_cases")),
    )
    op.create_table(
        "heading_choices",
        sa.Column("heading", sa.String(length=200), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("heading", name=op.f("pk_heading_choices")),
    )
    op.create_table(
        "draws",
        sa.Column("draw_id", sa.String(length=20), nullable=False),
        sa.Column("list_id", sa.String(length=20), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("list_sha256", sa.String(length=64), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("drawn_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["list_id"], ["case_lists.list_id"], name=op.f("fk_draws_list_id")),
        sa.PrimaryKeyConstraint("draw_id", name=op.f("pk_draws")),
    )
    op.create_table(
        "sampled_files",
        sa.Column("draw_id", sa.String(length=20), nullable=False),
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("urn", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("court", sa.String(length=40), nullable=False),
        sa.Column("assessed_on", sa.String(length=10), nullable=False),
        sa.Column("assured_by", sa.String(length=200), nullable=False),
        sa.Column("replaced", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draw_id"], ["draws.draw_id"], name=op.f("fk_sampled_files_draw_id")
        ),
        sa.PrimaryKeyConstraint("draw_id", "file_ref", "place", name=op.f("pk_sampled_files")),
    )
