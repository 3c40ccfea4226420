"""Gathering what people have coded and read, ready to be counted and quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from coding.codebook_store import codebook
from coding.coding_past import codings_after
from coding.codings import Coding
from coding.coverage import Looked
from coding.matrix import Passages, joined, passages
from coding.places import segments_at
from coding.reading_store import readings_of
from coding.search_store import passages_with
from coding.searching import Query
from coding.store import CodingStore
from coding.suggest import codable
from evidence.repeated import repeats
from evidence.segments import PlacedSegment
from evidence.sources import NATIONAL, Source
from evidence.workspace import Workspace


def gathered(workspace: Workspace, copies: Mapping[str, str] | None = None) -> Passages:
    """Return the coded passages of an inspection that count now, copies once.

    `copies` says which segment is copied from which, where that has been found already.
    """
    return passages(
        CodingStore(workspace.database).codings(),
        workspace.evidence.segments(),
        workspace.evidence.sources(),
        repeats(workspace) if copies is None else copies,
    )


def gathered_after(workspace: Workspace, act_id: int, copies: Mapping[str, str]) -> Passages:
    """Return the coded passages that counted once an act was done, in today's documents."""
    return passages(
        codings_after(workspace.database, act_id),
        workspace.evidence.segments(),
        workspace.evidence.sources(),
        copies,
    )


def every_coding(workspace: Workspace) -> Passages:
    """Return every coder's codings that stand, with what was said twice or copied."""
    return Passages(
        tuple(
            joined(
                CodingStore(workspace.database).codings(),
                workspace.evidence.segments(),
                workspace.evidence.sources(),
            )
        )
    )


def looked_at(workspace: Workspace, place: str = "") -> Looked:
    """Return who has looked at what, everywhere or in one source or segment.

    Raises:
        UnknownSource: no source, or several, go by that name.
    """
    store = CodingStore(workspace.database)
    placed = segments_at(workspace, place)[1] if place else workspace.evidence.segments()
    here = {p.segment_id for p in placed}
    return Looked(
        sources=tuple(s for s in workspace.evidence.sources() if not s.duplicate_of),
        segments=tuple(p for p in placed if codable(p)),
        codings=tuple(c for c in store.codings() if c.segment_id in here),
        readings=tuple(readings_of(workspace.database)),
        decided=tuple(
            (s.segment_id, s.decided_by)
            for s in store.suggestions()
            if s.decided_by and s.segment_id in here
        ),
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What passages must be like, besides holding the words; "" is anything."""

    code_id: str = ""
    polarity: str = ""
    coder: str = ""
    area: str = ""
    kind: str = ""
    uncoded: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that holds what was asked for; `spans` are places in its own text."""

    placed: PlacedSegment
    source: Source
    spans: tuple[tuple[int, int], ...]
    codes: tuple[str, ...]


def searched(workspace: Workspace, query: Query, wanted: Wanted) -> tuple[Hit, ...]:
    """Return the passages that hold some words and are as wanted, with their codes.

    Raises:
        UnknownCode: the codebook lacks the code.
    """
    book = codebook(workspace)
    family = book.beneath(book.get(wanted.code_id).code_id) if wanted.code_id else ()
    area = {"": None, NATIONAL: ""}.get(wanted.area, wanted.area)
    found = passages_with(workspace.database, query, area=area, kind=wanted.kind)
    codings: dict[str, list[Coding]] = {}
    for coding in CodingStore(workspace.database).codings():
        codings.setdefault(coding.segment_id, []).append(coding)
    sources = {s.source_id: s for s in workspace.evidence.sources()}
    asked = bool(wanted.code_id or wanted.polarity or wanted.coder)
    hits = []
    for placed in found:
        mine = codings.get(placed.segment_id, [])
        missing = asked and not any(_as_wanted(c, wanted, family) for c in mine)
        if missing or (wanted.uncoded and mine):
            continue
        codes = tuple(sorted({f"{c.code_id} {c.polarity.value}" for c in mine}))
        spans = query.found(placed.segment.text)
        hits.append(Hit(placed, sources[placed.source_id], spans, codes))
    return tuple(hits)


def _as_wanted(coding: Coding, wanted: Wanted, family: tuple[str, ...]) -> bool:
    return (
        (not family or coding.code_id in family)
        and wanted.polarity in {"", coding.polarity.value}
        and wanted.coder in {"", coding.coder}
    )
