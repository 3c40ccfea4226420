"""The coding floor's store: suggestions and codings, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Column, Connection, ScalarSelect, func, select

from coding.coding_tables import (
    coding_of,
    coding_row,
    codings,
    suggestion_of,
    suggestion_row,
    suggestions,
)
from coding.codings import Coding, Polarity
from coding.selections import Selection
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act
from evidence.database import Database
from evidence.errors import UnknownCoding, UnknownSuggestion
from evidence.source_tables import sources

_IN_ORDER = (codings.c.number,)
"""C9999 comes before C10000."""


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
            return [suggestion_of(row) for row in connection.execute(query).mappings()]

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
        return suggestion_of(row)

    def known(self) -> dict[str, Suggestion]:
        """Return every suggestion that stands, by id, of sources that do not count too."""
        with self.database.reading() as connection:
            rows = connection.execute(select(suggestions).where(~suggestions.c.withdrawn))
            return {row["suggestion_id"]: suggestion_of(row) for row in rows.mappings()}

    def codings(self) -> list[Coding]:
        """Return the codings that count, in the order in which they were made."""
        query = (
            select(codings)
            .join(sources, sources.c.source_id == codings.c.source_id)
            .where(~sources.c.withdrawn, ~sources.c.superseded, ~codings.c.withdrawn)
            .order_by(*_IN_ORDER)
        )
        with self.database.reading() as connection:
            return [coding_of(row) for row in connection.execute(query).mappings()]

    def every_coding(self) -> dict[str, tuple[Coding, bool]]:
        """Return every coding ever made, by id, and whether it counts now."""
        query = select(codings, sources.c.superseded, sources.c.withdrawn.label("gone")).join(
            sources, sources.c.source_id == codings.c.source_id
        )
        with self.database.reading() as connection:
            return {
                row["coding_id"]: (
                    coding_of(row),
                    not (row["withdrawn"] or row["superseded"] or row["gone"]),
                )
                for row in connection.execute(query).mappings()
            }

    def superseded_codings(self) -> list[Coding]:
        """Return the codings that stand in a version which a newer one has replaced."""
        query = (
            select(codings)
            .join(sources, sources.c.source_id == codings.c.source_id)
            .where(sources.c.superseded, ~codings.c.withdrawn)
            .order_by(*_IN_ORDER)
        )
        with self.database.reading() as connection:
            return [coding_of(row) for row in connection.execute(query).mappings()]

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
        return coding_of(row)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the act that is going on sees before it decides, in one read.

    `status` is None where there is no suggestion; `coded_as` is the coder's own coding that
    says just this of just these words, or "".
    """

    status: SuggestionStatus | None
    decided_by: str
    coded_as: str
    next_number: int


def standing_within(
    doing: Act, suggestion_id: str, selection: Selection, code_id: str, polarity: Polarity
) -> Standing:
    """Return what has become of a suggestion, and whether the coder has coded so already."""
    query = select(
        _of_suggestion(suggestions.c.status, suggestion_id).label("status"),
        _of_suggestion(suggestions.c.decided_by, suggestion_id).label("decided_by"),
        select(func.min(codings.c.coding_id))
        .where(
            codings.c.source_id == selection.source_id,
            codings.c.start == selection.start,
            codings.c.end == selection.end,
            codings.c.code_id == code_id,
            codings.c.polarity == polarity.value,
            codings.c.coder == doing.actor.name,
            ~codings.c.withdrawn,
        )
        .scalar_subquery()
        .label("coded_as"),
        select(func.max(codings.c.number)).scalar_subquery().label("last"),
    )
    row = doing.connection.execute(query).mappings().one()
    return Standing(
        SuggestionStatus(row["status"]) if row["status"] else None,
        row["decided_by"] or "",
        row["coded_as"] or "",
        int(row["last"] or 0) + 1,
    )


def suggested_within(
    connection: Connection, source_id: str
) -> tuple[dict[str, Suggestion], set[str]]:
    """Return the suggestions of a source by id, and the ids of those that an undo took back."""
    query = select(suggestions).where(suggestions.c.source_id == source_id)
    standing: dict[str, Suggestion] = {}
    taken_back: set[str] = set()
    for row in connection.execute(query).mappings():
        if row["withdrawn"]:
            taken_back.add(row["suggestion_id"])
        else:
            standing[row["suggestion_id"]] = suggestion_of(row)
    return standing, taken_back


def coding_within(doing: Act, coding_id: str) -> Coding:
    """Return a coding as the act that is going on sees it."""
    query = select(codings).where(codings.c.coding_id == coding_id)
    return coding_of(doing.connection.execute(query).mappings().one())


def status_within(doing: Act, suggestion_id: str) -> tuple[SuggestionStatus, str]:
    """Return what has become of a suggestion and who decided, as the act going on sees it."""
    query = select(suggestions.c.status, suggestions.c.decided_by).where(
        suggestions.c.suggestion_id == suggestion_id
    )
    row = doing.connection.execute(query).one()
    return SuggestionStatus(row.status), row.decided_by


def _of_suggestion(column: Column[str], suggestion_id: str) -> ScalarSelect[str]:
    return select(column).where(suggestions.c.suggestion_id == suggestion_id).scalar_subquery()


def add_suggestions(doing: Act, made: Iterable[Suggestion]) -> None:
    """Write new suggestions."""
    doing.insert_many(suggestions, [suggestion_row(s) for s in made], unlogged=("spans",))


def renew_suggestion(doing: Act, renewed: Suggestion) -> None:
    """Write what newer rules say of an open suggestion."""
    row = suggestion_row(renewed)
    doing.update(suggestions, {"suggestion_id": row.pop("suggestion_id")}, row)


def set_status(
    doing: Act,
    suggestion_id: str,
    status: SuggestionStatus,
    *,
    known: tuple[SuggestionStatus, str] | None = None,
) -> None:
    """Write what has become of a suggestion, and by whom where a person decided.

    `known` is its status and who decided, where the act has just read them.
    """
    decided = status not in {SuggestionStatus.OPEN, SuggestionStatus.LAPSED}
    was = {"status": known[0].value, "decided_by": known[1]} if known else None
    doing.update(
        suggestions,
        {"suggestion_id": suggestion_id},
        {"status": status.value, "decided_by": doing.actor.name if decided else ""},
        known=was,
    )


def add_coding(doing: Act, coding: Coding) -> None:
    """Write a new coding."""
    doing.insert(codings, coding_row(coding))


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


def change_coding(doing: Act, coding: Coding) -> bool:
    """Write what a coding says now of the same words; return whether anything differs."""
    row = coding_row(coding)
    columns = ("code_id", "polarity", "strength", "memo", "codebook")
    return doing.update(
        codings, {"coding_id": coding.coding_id}, {name: row[name] for name in columns}
    )


def withdraw_coding(doing: Act, coding_id: str) -> None:
    """Take a coding out of the evidence; it stays in the store."""
    doing.update(codings, {"coding_id": coding_id}, {"withdrawn": True})
