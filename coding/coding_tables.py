"""The tables of the coding floor: suggestions and codings, as frozen values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text

from coding.codings import Coding, Polarity, Strength
from coding.selections import Selection
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.database import metadata

Row = Mapping[Any, Any]

suggestions = Table(
    "suggestions",
    metadata,
    Column("suggestion_id", String(40), primary_key=True),
    Column("segment_id", String(30), nullable=False, index=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False, index=True),
    Column("code_id", String(60), nullable=False),
    Column("polarity", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("rules", String(60), nullable=False),
    Column("model", String(60), nullable=False),
    Column("status", String(10), nullable=False),
    Column("decided_by", String(200), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index(None, "status", "score"),
)

codings = Table(
    "codings",
    metadata,
    Column("coding_id", String(20), primary_key=True),
    Column("number", Integer, nullable=False, index=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False, index=True),
    Column("segment_id", String(30), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Column("quote_sha256", String(64), nullable=False),
    Column("code_id", String(60), nullable=False, index=True),
    Column("polarity", String(10), nullable=False),
    Column("strength", String(10), nullable=False),
    Column("coder", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("memo", Text, nullable=False),
    Column("suggestion_id", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("codebook", Integer, nullable=False, server_default="1"),
)


def suggestion_row(suggestion: Suggestion) -> dict[str, Any]:
    """Return a suggestion as its row."""
    return {
        "suggestion_id": suggestion.suggestion_id,
        "segment_id": suggestion.segment_id,
        "source_id": suggestion.source_id,
        "code_id": suggestion.code_id,
        "polarity": suggestion.polarity.value,
        "score": suggestion.score,
        "reason": suggestion.reason,
        "spans": json.dumps(suggestion.spans),
        "rules": suggestion.rules,
        "model": suggestion.model,
        "status": suggestion.status.value,
        "decided_by": suggestion.decided_by,
        "withdrawn": False,
    }


def suggestion_of(row: Row) -> Suggestion:
    """Return a row as the suggestion that it holds."""
    return Suggestion(
        row["suggestion_id"],
        row["segment_id"],
        row["source_id"],
        row["code_id"],
        Polarity(row["polarity"]),
        row["score"],
        row["reason"],
        tuple((start, end) for start, end in json.loads(row["spans"])),
        row["rules"],
        row["model"],
        SuggestionStatus(row["status"]),
        row["decided_by"],
    )


def coding_row(coding: Coding) -> dict[str, Any]:
    """Return a coding as its row."""
    return {
        "coding_id": coding.coding_id,
        "number": int(coding.coding_id.removeprefix("C")),
        "source_id": coding.selection.source_id,
        "segment_id": coding.segment_id,
        "start": coding.selection.start,
        "end": coding.selection.end,
        "quote": coding.selection.quote,
        "quote_sha256": coding.selection.quote_sha256,
        "code_id": coding.code_id,
        "polarity": coding.polarity.value,
        "strength": coding.strength.value,
        "coder": coding.coder,
        "at": coding.at.isoformat(),
        "memo": coding.memo,
        "suggestion_id": coding.suggestion_id,
        "withdrawn": coding.withdrawn,
        "codebook": coding.codebook,
    }


def coding_of(row: Row) -> Coding:
    """Return a row as the coding that it holds."""
    selection = Selection(row["source_id"], row["start"], row["end"], row["quote"])
    return Coding(
        row["coding_id"],
        selection,
        row["segment_id"],
        row["code_id"],
        Polarity(row["polarity"]),
        Strength(row["strength"]),
        row["coder"],
        datetime.fromisoformat(row["at"]),
        row["memo"],
        row["suggestion_id"],
        row["withdrawn"],
        row["codebook"],
    )
