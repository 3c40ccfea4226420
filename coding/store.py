"""The coding floor's tables: suggestions and codings, as frozen values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, Table, Text, select

from coding.codings import Coding, Polarity, Strength
from coding.selections import Selection
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.errors import UnknownCoding, UnknownSuggestion
from evidence.source_tables import sources

Row = Mapping[Any, Any]

suggestions = Table(
    "suggestions",
    metadata,
    Column("suggestion_id", String(40), primary_key=True),
    Column("segment_id", String(30), nullable=False, index=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False),
    Column("code_id", String(60), nullable=False),
    Column("polarity", String(10), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("rules", String(60), nullable=False),
    Column("model", String(60), nullable=False),
    Column("status", String(10), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

codings = Table(
    "codings",
    metadata,
    Column("coding_id", String(20), primary_key=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), nullable=False),
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
)


class CodingStore:
    """Suggestions and codings of the sources that count now."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def suggestions(self, *, open_only: bool = False) -> list[Suggestion]:
        """Return suggestions, likeliest first; with `open_only` those nobody has decided on."""
        query = (
            select(suggestions)
            .join(sources, sources.c.source_id == suggestions.c.source_id)
            .where(~suggestions.c.withdrawn, ~sources.c.withdrawn, ~sources.c.superseded)
            .order_by(suggestions.c.score.desc(), suggestions.c.segment_id, suggestions.c.code_id)
        )
        if open_only:
            query = query.where(suggestions.c.status == SuggestionStatus.OPEN.value)
        with self.database.reading() as connection:
            return [_suggestion(row) for row in connection.execute(query).mappings()]

    def suggestion(self, suggestion_id: str) -> Suggestion:
        """Return one suggestion.

        Raises:
            UnknownSuggestion: there is none of that id.
        """
        query = select(suggestions).where(
            suggestions.c.suggestion_id == suggestion_id, ~suggestions.c.withdrawn
        )
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise UnknownSuggestion(
                f"there is no suggestion {suggestion_id}", way_out="iqa code review --list"
            )
        return _suggestion(row)

    def known(self) -> dict[str, Suggestion]:
        """Return every suggestion ever made by id, withdrawn ones included."""
        with self.database.reading() as connection:
            rows = connection.execute(select(suggestions)).mappings()
            return {row["suggestion_id"]: _suggestion(row) for row in rows}

    def codings(self, *, withdrawn: bool = False) -> list[Coding]:
        """Return the codings in the order in which they were made."""
        query = (
            select(codings)
            .join(sources, sources.c.source_id == codings.c.source_id)
            .where(~sources.c.withdrawn, ~sources.c.superseded)
            .order_by(codings.c.coding_id)
        )
        if not withdrawn:
            query = query.where(~codings.c.withdrawn)
        with self.database.reading() as connection:
            return [_coding(row) for row in connection.execute(query).mappings()]

    def superseded_codings(self) -> list[Coding]:
        """Return the codings that stand in a version which a newer one has replaced."""
        query = (
            select(codings)
            .join(sources, sources.c.source_id == codings.c.source_id)
            .where(sources.c.superseded, ~codings.c.withdrawn)
            .order_by(codings.c.coding_id)
        )
        with self.database.reading() as connection:
            return [_coding(row) for row in connection.execute(query).mappings()]

    def coding(self, coding_id: str) -> Coding:
        """Return one coding, withdrawn or not.

        Raises:
            UnknownCoding: there is none of that id.
        """
        query = select(codings).where(codings.c.coding_id == coding_id)
        with self.database.reading() as connection:
            row = connection.execute(query).mappings().one_or_none()
        if row is None:
            raise UnknownCoding(f"there is no coding {coding_id}", way_out="iqa matrix")
        return _coding(row)


def add_suggestions(doing: Act, made: Iterable[Suggestion]) -> None:
    """Write new suggestions."""
    doing.insert_many(suggestions, [_suggestion_row(s) for s in made], unlogged=("spans",))


def renew_suggestion(doing: Act, renewed: Suggestion) -> None:
    """Write what newer rules say of an open suggestion."""
    row = _suggestion_row(renewed)
    doing.update(suggestions, {"suggestion_id": row.pop("suggestion_id")}, row)


def set_status(doing: Act, suggestion_id: str, status: SuggestionStatus) -> None:
    """Write what has become of a suggestion."""
    doing.update(suggestions, {"suggestion_id": suggestion_id}, {"status": status.value})


def next_coding_number(doing: Act) -> int:
    """Return the number that the next coding gets."""
    return doing.next_number(codings, "coding_id", "C")


def add_coding(doing: Act, coding: Coding) -> None:
    """Write a new coding."""
    doing.insert(
        codings,
        {
            "coding_id": coding.coding_id,
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
        },
    )


def move_coding(doing: Act, coding: Coding) -> None:
    """Write where a coding stands in a newer version of its document."""
    doing.update(
        codings,
        {"coding_id": coding.coding_id},
        {
            "source_id": coding.selection.source_id,
            "segment_id": coding.segment_id,
            "start": coding.selection.start,
            "end": coding.selection.end,
            "quote": coding.selection.quote,
            "quote_sha256": coding.selection.quote_sha256,
        },
    )


def withdraw_coding(doing: Act, coding_id: str) -> None:
    """Take a coding out of the evidence; it stays in the store."""
    doing.update(codings, {"coding_id": coding_id}, {"withdrawn": True})


def _suggestion_row(suggestion: Suggestion) -> dict[str, Any]:
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
        "withdrawn": False,
    }


def _suggestion(row: Row) -> Suggestion:
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
    )


def _coding(row: Row) -> Coding:
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
    )
