"""The first schema: acts and their log, evidence, codings, findings and drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("command", sa.String(length=80), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["acts.act_id"], name=op.f("fk_acts_undoes")),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_acts")),
    )
    op.create_table(
        "drafts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("tree", sa.Text(), nullable=False),
        sa.Column("content_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_content_sha256"), "drafts", ["content_sha256"], unique=False)
    op.create_table(
        "examined_files",
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("urn", sa.String(length=40), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("court", sa.String(length=40), nullable=False),
        sa.Column("iqa_date", sa.String(length=10), nullable=False),
        sa.Column("dip_sampler_grade", sa.String(length=20), nullable=False),
        sa.Column("dcp_comments", sa.Boolean(), nullable=False),
        sa.Column("dip_sampler_comments", sa.Boolean(), nullable=False),
        sa.Column("workbook", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("file_ref", name=op.f("pk_examined_files")),
    )
    op.create_table(
        "findings",
        sa.Column("finding_id", sa.String(length=40), nullable=False),
        sa.Column("criterion_id", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("milestones", sa.Text(), nullable=False),
        sa.Column("rests_on", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("finding_id", name=op.f("pk_findings")),
    )
    op.create_table(
        "sources",
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("kind_id", sa.String(length=60), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("speaking", sa.String(length=40), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("text_sha256", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("notices", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=40), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("duplicate_of", sa.String(length=20), nullable=False),
        sa.Column("replaces", sa.String(length=20), nullable=False),
        sa.Column("superseded", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_path"), "sources", ["path"], unique=False)
    op.create_index(op.f("ix_sources_sha256"), "sources", ["sha256"], unique=False)
    op.create_index(op.f("ix_sources_text_sha256"), "sources", ["text_sha256"], unique=False)
    op.create_table(
        "answers",
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dcp_answer", sa.String(length=20), nullable=False),
        sa.Column("judgement", sa.String(length=20), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_ref"], ["examined_files.file_ref"], name=op.f("fk_answers_file_ref")
        ),
        sa.PrimaryKeyConstraint("file_ref", "question_id", name=op.f("pk_answers")),
    )
    op.create_table(
        "codings",
        sa.Column("coding_id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("segment_id", sa.String(length=30), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("quote_sha256", sa.String(length=64), nullable=False),
        sa.Column("code_id", sa.String(length=60), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("strength", sa.String(length=10), nullable=False),
        sa.Column("coder", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("memo", sa.Text(), nullable=False),
        sa.Column("suggestion_id", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_codings_source_id")
        ),
        sa.PrimaryKeyConstraint("coding_id", name=op.f("pk_codings")),
    )
    op.create_index(op.f("ix_codings_code_id"), "codings", ["code_id"], unique=False)
    op.create_index(op.f("ix_codings_segment_id"), "codings", ["segment_id"], unique=False)
    op.create_table(
        "entries",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=60), nullable=False),
        sa.Column("row_key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["acts.act_id"], name=op.f("fk_entries_act_id")),
        sa.PrimaryKeyConstraint("act_id", "seq", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_row_key"), "entries", ["row_key"], unique=False)
    op.create_index(op.f("ix_entries_table_name"), "entries", ["table_name"], unique=False)
    op.create_table(
        "feedback_answers",
        sa.Column("file_ref", sa.String(length=40), nullable=False),
        sa.Column("question_id", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_ref"], ["examined_files.file_ref"], name=op.f("fk_feedback_answers_file_ref")
        ),
        sa.PrimaryKeyConstraint("file_ref", "question_id", name=op.f("pk_feedback_answers")),
    )
    op.create_table(
        "finding_supports",
        sa.Column("finding_id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("support_id", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["findings.finding_id"], name=op.f("fk_finding_supports_finding_id")
        ),
        sa.PrimaryKeyConstraint(
            "finding_id", "kind", "support_id", name=op.f("pk_finding_supports")
        ),
    )
    op.create_table(
        "outside_changes",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["act_id"], ["acts.act_id"], name=op.f("fk_outside_changes_act_id")
        ),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_outside_changes")),
    )
    op.create_table(
        "segments",
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("locator", sa.Text(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("anchor", sa.Integer(), nullable=True),
        sa.Column("is_question", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_segments_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", "ordinal", name=op.f("pk_segments")),
    )
    op.create_table(
        "spans",
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_spans_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", "seq", name=op.f("pk_spans")),
    )
    op.create_table(
        "suggestions",
        sa.Column("suggestion_id", sa.String(length=40), nullable=False),
        sa.Column("segment_id", sa.String(length=30), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("code_id", sa.String(length=60), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.Column("rules", sa.String(length=60), nullable=False),
        sa.Column("model", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_suggestions_source_id")
        ),
        sa.PrimaryKeyConstraint("suggestion_id", name=op.f("pk_suggestions")),
    )
    op.create_index(op.f("ix_suggestions_segment_id"), "suggestions", ["segment_id"], unique=False)
    _inventory()
    _keep_the_log()


def _inventory() -> None:
    """What is asked of Areas, what came, the meetings to be held, and marks of likeness."""
    op.create_table(
        "requests",
        sa.Column("request_id", sa.String(length=140), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("kind_id", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("asked", sa.String(length=10), nullable=True),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.Column("framework_id", sa.String(length=40), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_requests")),
    )
    op.create_table(
        "receipts",
        sa.Column("receipt_id", sa.String(length=20), nullable=False),
        sa.Column("request_id", sa.String(length=140), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=True),
        sa.Column("received", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("none_held", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_receipts_source_id")
        ),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_request_id"), "receipts", ["request_id"], unique=False)
    op.create_table(
        "meetings",
        sa.Column("meeting_id", sa.String(length=140), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("kind_id", sa.String(length=60), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("planned", sa.String(length=10), nullable=True),
        sa.Column("held", sa.String(length=10), nullable=True),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("source_ids", sa.Text(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_meetings")),
    )
    op.create_table(
        "letters",
        sa.Column("letter_id", sa.String(length=20), nullable=False),
        sa.Column("area", sa.String(length=120), nullable=False),
        sa.Column("dated", sa.String(length=10), nullable=False),
        sa.Column("request_ids", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_letters")),
    )
    op.create_table(
        "marks",
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_marks_source_id")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_marks")),
    )
    _hide_names()


def _hide_names() -> None:
    """What people decided on masks: places and masks, never the words behind them."""
    op.create_table(
        "mask_decisions",
        sa.Column("decision_id", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("mask", sa.String(length=40), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.source_id"], name=op.f("fk_mask_decisions_source_id")
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_mask_decisions")),
    )
    op.create_index(
        op.f("ix_mask_decisions_source_id"), "mask_decisions", ["source_id"], unique=False
    )


def _keep_the_log() -> None:
    """Let the store itself refuse to change or delete what the log says."""
    if op.get_bind().dialect.name != "sqlite":
        return
    for table in ("acts", "entries", "outside_changes"):
        for deed in ("update", "delete"):
            op.execute(
                f"create trigger {table}_no_{deed} before {deed} on {table} "
                "begin select raise(abort, 'the log only grows'); end"
            )
