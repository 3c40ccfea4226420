"""What `code review` asks of the store: the queue once, and then one read for each passage.

Every read finds its rows by an index, so that a key takes as long with a hundred thousand
segments as with a hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.sql import Select

from coding.codebook_tables import put_off
from coding.coding_tables import codings, suggestion_of, suggestions
from coding.selections import Selection
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act, act, acts, entries
from evidence.database import Database
from evidence.identity import Actor
from evidence.segments import Segment, SegmentStatus, segment_of_id
from evidence.source_tables import placed_of, segments, sources

REVIEWING = "code review"
"""The command that decides on suggestions, as the log names it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which suggestions to decide; "" or nothing is all. `area` "" is national, None all."""

    source: str = ""
    area: str | None = None
    kind: str = ""
    codes: tuple[str, ...] = ()
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A place in the queue."""

    suggestion_id: str
    segment_id: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion in its context: the passage, its neighbours, and how it is coded already."""

    suggestion: Suggestion
    segment: Segment
    selection: Selection
    before: str
    after: str
    title: str
    place: str
    coded: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of this review: the act, and what it did. `coding_id` is "" where it made none."""

    act_id: int
    summary: str
    suggestion_id: str
    status: SuggestionStatus
    coding_id: str = ""


def queue(database: Database, filters: Filters, coder: str) -> tuple[Waiting, ...]:
    """Return the open suggestions, likeliest first; what the coder put off comes last."""
    with database.reading() as connection:
        rows = connection.execute(queue_query(filters, coder))
        return tuple(Waiting(row.suggestion_id, row.segment_id) for row in rows)


def queue_query(filters: Filters, coder: str) -> Select[tuple[str, str]]:
    """Return the one question that makes the queue."""
    later = and_(
        put_off.c.suggestion_id == suggestions.c.suggestion_id,
        put_off.c.coder == coder,
        ~put_off.c.withdrawn,
    )
    return (
        select(suggestions.c.suggestion_id, suggestions.c.segment_id)
        .join(sources, sources.c.source_id == suggestions.c.source_id)
        .outerjoin(put_off, later)
        .where(
            suggestions.c.status == SuggestionStatus.OPEN.value,
            suggestions.c.score >= filters.least,
            ~suggestions.c.withdrawn,
            ~sources.c.withdrawn,
            ~sources.c.superseded,
            sources.c.duplicate_of == "",
            *_narrowed(filters),
        )
        .order_by(
            case((put_off.c.coder.is_(None), 0), else_=1),
            suggestions.c.score.desc(),
            suggestions.c.segment_id,
            suggestions.c.code_id,
        )
    )


def _narrowed(filters: Filters) -> Iterable[ColumnElement[bool]]:
    if filters.source:
        yield suggestions.c.source_id == filters.source
    if filters.codes:
        yield suggestions.c.code_id.in_(filters.codes)
    if filters.area is not None:
        yield sources.c.area == filters.area
    if filters.kind:
        yield sources.c.kind_id == filters.kind


def shown(database: Database, waiting: Waiting) -> Shown | None:
    """Return a suggestion in its context, in one read; None if it can be decided no longer."""
    source_id, ordinal = segment_of_id(waiting.segment_id)
    with database.reading() as connection:
        rows = connection.execute(shown_query(waiting)).mappings().all()
    held = {row["ordinal"]: row for row in rows}
    row = held.get(ordinal)
    if row is None or row["start"] is None or row["end"] is None:
        return None
    named = {c.name: row[f"suggested_{c.name}"] for c in suggestions.c}
    neighbours = {n: r["text"] for n, r in held.items() if r["status"] == SegmentStatus.LIVE}
    return Shown(
        suggestion_of(named),
        placed_of(row).segment,
        Selection(source_id, row["start"], row["end"], row["quote"]),
        neighbours.get(ordinal - 1, ""),
        neighbours.get(ordinal + 1, ""),
        row["title"],
        row["area"],
        row["coded"] or "",
    )


def shown_query(waiting: Waiting) -> Select[tuple[object, ...]]:
    """Return the one question that shows a passage with its neighbours."""
    source_id, ordinal = segment_of_id(waiting.segment_id)
    said = codings.c.code_id + " " + codings.c.polarity + " (" + codings.c.coder + ")"
    coded = (
        select(func.aggregate_strings(said, ", "))
        .where(codings.c.segment_id == waiting.segment_id, ~codings.c.withdrawn)
        .scalar_subquery()
    )
    quote = func.substr(sources.c.text, segments.c.start + 1, segments.c.end - segments.c.start)
    return (
        select(
            segments,
            *(column.label(f"suggested_{column.name}") for column in suggestions.c),
            sources.c.title,
            sources.c.area,
            quote.label("quote"),
            coded.label("coded"),
        )
        .join(sources, sources.c.source_id == segments.c.source_id)
        .join(suggestions, suggestions.c.suggestion_id == waiting.suggestion_id)
        .where(
            segments.c.source_id == source_id,
            segments.c.ordinal.between(ordinal - 1, ordinal + 1),
        )
    )


def polarity_kept(database: Database) -> tuple[int, int]:
    """Return of how many accepted or amended suggestions people kept the polarity, and all.

    Only those decided in reviews count, where a person has to choose it: an acceptance in a
    sheet or a document may have left the polarity as it was without a look.
    """
    made = entries.c.row_key == '{"coding_id": "' + codings.c.coding_id + '"}'
    query = (
        select(
            func.count(),
            func.sum(case((codings.c.polarity == suggestions.c.polarity, 1), else_=0)),
        )
        .select_from(suggestions)
        .join(codings, codings.c.suggestion_id == suggestions.c.suggestion_id)
        .join(entries, and_(made, entries.c.before.is_(None)))
        .join(acts, acts.c.act_id == entries.c.act_id)
        .where(~codings.c.withdrawn, ~suggestions.c.withdrawn, acts.c.command == REVIEWING)
    )
    with database.reading() as connection:
        every, kept = connection.execute(query).one()
    return int(kept or 0), int(every)


def put_off_all(doing: Act, suggestion_ids: Iterable[str]) -> None:
    """Write that who acts left suggestions for later."""
    for suggestion_id in suggestion_ids:
        key = {"coder": doing.actor.name, "suggestion_id": suggestion_id}
        known = select(put_off.c.withdrawn).where(
            put_off.c.coder == doing.actor.name, put_off.c.suggestion_id == suggestion_id
        )
        if doing.connection.execute(known).first() is None:
            row = {**key, "at": doing.at.isoformat(), "withdrawn": False}
            doing.insert(put_off, row)
        else:
            doing.update(put_off, key, {"withdrawn": False})


def touched_query(decided: Decided, own: Collection[int]) -> Select[tuple[int]]:
    """Return the one question whether a later act names a suggestion or its coding."""
    names = [name for name in (decided.suggestion_id, decided.coding_id) if name]
    told = (entries.c.row_key, entries.c.after)
    return (
        select(entries.c.act_id)
        .where(
            entries.c.act_id > decided.act_id,
            entries.c.act_id.not_in(own),
            or_(*(c.contains(f'"{name}"', autoescape=True) for c in told for name in names)),
        )
        .limit(1)
    )


def take_back(
    database: Database, decided: Decided, own: Collection[int], actor: Actor, at: datetime
) -> int | None:
    """Undo a decision as `undo` does; return the act.

    None, and nothing is written, where an act that is not among `own` has said something of it
    since.
    """
    summary = f"undid act {decided.act_id}: {decided.summary}"
    with act(database, actor, at, command="undo", summary=summary, undoes=decided.act_id) as doing:
        # Asked within the act: somebody else may be writing at this moment.
        if doing.connection.execute(touched_query(decided, own)).first() is not None:
            return None
        if decided.coding_id:
            key = {"coding_id": decided.coding_id}
            doing.update(codings, key, {"withdrawn": True}, known={"withdrawn": False})
        doing.update(
            suggestions,
            {"suggestion_id": decided.suggestion_id},
            {"status": SuggestionStatus.OPEN.value, "decided_by": ""},
            known={"status": decided.status.value, "decided_by": actor.name},
        )
        return doing.act_id
