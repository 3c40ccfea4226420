"""What a returned document is held against: its source, as it went out and as it is now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from coding.codebook import Codebook
from coding.codings import Coding
from coding.places import places_of
from coding.reading_store import readings_of
from coding.readings import Reading
from coding.selections import Selection
from coding.sheets.store import said_before
from coding.store import CodingStore
from coding.suggest import codable
from coding.suggestions import Suggestion
from coding.wordsheets.content import displayed
from coding.wordsheets.displayed import Displayed
from coding.wordsheets.opening import Named
from coding.wordsheets.placing import Found, find_passages
from coding.wordsheets.returned import Returned
from evidence.errors import WordSheetInvalid
from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Ground:
    """The document beside the store.

    `placed` are the segments of the version that went out, `newer` is the version that counts
    now where that is another, and `said` what the document said when it was taken in last.
    """

    returned: Returned
    named: Named
    source: Source
    newer: Source | None
    codebook: Codebook
    displayed: Displayed
    placed: Mapping[str, PlacedSegment]
    now: tuple[PlacedSegment, ...]
    found: Mapping[str, Found]
    suggestions: Mapping[str, Suggestion]
    codings: Mapping[str, Coding]
    readings: tuple[Reading, ...]
    shown: Mapping[str, str]
    said: Mapping[str, str]

    def locator(self, segment_id: str) -> str:
        """Return a segment's id with its locator, as a person finds it."""
        placed = self.placed.get(segment_id)
        locator = placed.segment.locator if placed else ""
        return f"{segment_id} ({locator})" if locator else segment_id

    def moved(self, selection: Selection, segment_id: str) -> tuple[Selection, str] | None:
        """Return where some words stand in the version that counts now, or None if nowhere."""
        if self.newer is None:
            return selection, segment_id
        was = selection.start / max(1, len(self.source.text))
        length = max(1, len(self.newer.text))
        places = sorted(
            places_of(self.newer, self.now, selection.quote),
            key=lambda place: abs(place.selection.start / length - was),
        )
        return (places[0].selection, places[0].placed.segment_id) if places else None

    def open_suggestion(self, suggestion: Suggestion) -> Suggestion | None:
        """Return a suggestion as it is made of the version that counts now, if it is."""
        if self.newer is None:
            return suggestion
        was = self.placed[suggestion.segment_id]
        moved = self.moved(self.displayed.selection(was, 0, len(self.displayed.text(was))), "")
        wanted = (moved[1], suggestion.code_id) if moved else ("", "")
        every = self.suggestions.values()
        return next((s for s in every if (s.segment_id, s.code_id) == wanted), None)


def ground_of(workspace: Workspace, codebook: Codebook, returned: Returned, named: Named) -> Ground:
    """Return what a document is held against.

    Raises:
        WordSheetInvalid: it belongs to another inspection, or its source counts no longer.
    """
    source, newer = _source(workspace, named)
    store = CodingStore(workspace.database)
    shown = displayed(workspace, source, masked=named.masked)
    placed = {p.segment_id: p for p in workspace.evidence.segments(source.source_id) if codable(p)}
    found = find_passages(returned, {name: shown.text(p) for name, p in placed.items()})
    if not found:
        raise WordSheetInvalid(
            f"{named.file} has no passage of {source.source_id} in it",
            way_out=f"iqa code word export {source.source_id}   (and comment on that)",
        )
    now = workspace.evidence.segments(newer.source_id) if newer else ()
    return Ground(
        returned,
        named,
        source,
        newer,
        codebook,
        shown,
        placed,
        tuple(p for p in now if codable(p)),
        found,
        store.known(),
        {name: coding for name, (coding, _) in store.every_coding().items()},
        tuple(readings_of(workspace.database)),
        _shown_before(returned),
        said_before(workspace.database, named.sheet_id),
    )


def _source(workspace: Workspace, named: Named) -> tuple[Source, Source | None]:
    every = {s.source_id: s for s in workspace.evidence.sources(current=False)}
    source = every.get(named.source_id)
    if source is None or (named.text and not source.text_sha256.startswith(named.text)):
        raise WordSheetInvalid(
            f"{named.file} was made from {named.source_id} of another inspection"
            if source is not None or not named.given
            else f"there is no source {named.source_id}",
            way_out="iqa documents list",
        )
    newest = {s.replaces: s for s in every.values() if s.replaces and not s.withdrawn}
    newer = None
    while (newer or source).source_id in newest:
        newer = newest[(newer or source).source_id]
    if (newer or source).withdrawn or (newer is None and source.superseded):
        raise WordSheetInvalid(
            f"{source.source_id}, from which {named.file} was made, was taken out",
            way_out="iqa documents list",
        )
    return source, newer


def _shown_before(returned: Returned) -> dict[str, str]:
    try:
        state = json.loads(returned.state or "{}")
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in state.items()} if isinstance(state, dict) else {}
