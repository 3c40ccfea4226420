"""Sources and segments as the JSON of `ingest`, `documents list` and `documents show`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.ingest import Ingested
from evidence.masking.noticed import Noticed
from evidence.notices import Notice
from evidence.segments import PlacedSegment, Span, segment_id
from evidence.session import Carried
from evidence.sources import Outcome, Source
from evidence.store import Tally


def ingested_json(
    results: Iterable[Ingested],
    carried: Mapping[str, Carried] | None = None,
    masks: Mapping[str, Noticed | None] | None = None,
) -> dict[str, Any]:
    """Return what became of each path, and how many met each fate.

    `masks` says, by path, how much is masked in what was taken in.
    """
    told = list(results)
    counts = {outcome.value: 0 for outcome in Outcome}
    for result in told:
        counts[result.outcome.value] += 1
    return {
        "sources": [
            {**_ingested(result, carried or {}), "masked": _masked((masks or {}).get(result.path))}
            for result in told
        ],
        "counts": counts,
    }


def _masked(found: Noticed | None) -> dict[str, Any] | None:
    if found is None:
        return None
    numbers = {kind.value: count for kind, count in found.numbers}
    return {"names": found.names, "numbers": numbers, "possible": found.possible}


def _ingested(result: Ingested, carried: Mapping[str, Carried]) -> dict[str, Any]:
    source = result.source
    refusal = result.refusal
    moved = carried.get(source.source_id) if source else None
    return {
        "path": result.path,
        "outcome": result.outcome.value,
        "source_id": source.source_id or None if source else None,
        "kind": source.kind_id if source else None,
        "level": source.level.value if source else None,
        "area": source.area or None if source else None,
        "date": source.dated.isoformat() if source and source.dated else None,
        "title": source.title if source else None,
        "segments": result.segments,
        "speakers": list(result.speakers),
        "duplicate_of": source.duplicate_of or None if source else None,
        "replaces": source.replaces or None if source else None,
        "codings_carried": moved.carried if moved else 0,
        "codings_to_check": list(moved.to_check) if moved else [],
        "reason": None
        if refusal is None
        else {"code": refusal.code, "message": refusal.message, "try": refusal.way_out},
        "notices": notices_json(result.notices),
    }


def notices_json(notices: Iterable[Notice]) -> list[dict[str, str]]:
    """Return notices with their codes and locators."""
    return [{"code": n.code, "message": n.message, "locator": n.locator} for n in notices]


def source_json(source: Source, tally: Tally) -> dict[str, Any]:
    """Return one source as `documents list` shows it."""
    return {
        "path": source.path,
        "source_id": source.source_id,
        "kind": source.kind_id,
        "level": source.level.value,
        "area": source.area or None,
        "date": source.dated.isoformat() if source.dated else None,
        "title": source.title,
        "group": source.group or None,
        "format": source.format,
        "sha256": source.sha256,
        "segments": tally.segments,
        "speakers": list(tally.speakers),
        "duplicate_of": source.duplicate_of or None,
        "replaces": source.replaces or None,
        "reason": None,
        "notices": notices_json(source.notices),
    }


def shown_json(source: Source, placed: list[PlacedSegment], spans: list[Span]) -> dict[str, Any]:
    """Return a source whole: its frozen text, segments and marked words."""
    speakers = dict.fromkeys(p.segment.speaker for p in placed if p.segment.speaker)
    return {
        "source": source_json(source, Tally(len(placed), tuple(speakers))),
        "text": source.text,
        "segments": [_segment(p, source.source_id) for p in placed],
        "spans": [_span(span, source.source_id) for span in spans],
        "masks": [],
    }


def _segment(placed: PlacedSegment, source_id: str) -> dict[str, Any]:
    segment = placed.segment
    anchor = segment.anchor
    return {
        "segment_id": placed.segment_id,
        "ordinal": segment.ordinal,
        "start": segment.start,
        "end": segment.end,
        "text": segment.text,
        "locator": segment.locator,
        "number": segment.number or None,
        "heading": segment.heading or None,
        "page": segment.page,
        "speaker": segment.speaker or None,
        "question": segment.question or None,
        "is_question": segment.is_question,
        "columns": dict(segment.columns) or None,
        "owner": segment.owner or None,
        "due": segment.due or None,
        "status": segment.status.value,
        "author": segment.author or None,
        "at": segment.at or None,
        "anchor": None if anchor is None else segment_id(source_id, anchor),
    }


def _span(span: Span, source_id: str) -> dict[str, Any]:
    return {
        "segment_id": None if span.ordinal is None else segment_id(source_id, span.ordinal),
        "start": span.start,
        "end": span.end,
        "status": span.status.value,
        "author": span.author or None,
        "at": span.at or None,
        "text": span.text,
    }
