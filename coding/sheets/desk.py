"""The store as it stands while a filled sheet is compared with it."""

from __future__ import annotations

from collections import defaultdict

from coding.codings import Coding
from coding.reading_store import readings_of
from coding.sheets.content import is_silent
from coding.sheets.key import SheetKey
from coding.sheets.showing import Showing
from coding.store import CodingStore
from evidence.segments import PlacedSegment
from evidence.workspace import Workspace


class Desk:
    """The store's sources, suggestions, codings and readings while a sheet is compared."""

    def __init__(self, workspace: Workspace, key: SheetKey, showing: Showing) -> None:
        self.key = key
        self.showing = showing
        evidence, store = workspace.evidence, CodingStore(workspace.database)
        self.counting = {s.source_id: s for s in evidence.sources() if not s.duplicate_of}
        self.placed: dict[str, PlacedSegment] = {
            p.segment_id: p
            for name in key.sources
            if name in self.counting
            for p in evidence.segments(name)
        }
        self.codings = store.every_coding()
        self.suggestions = store.known()
        self.silent = [
            r for r in readings_of(workspace.database) if is_silent(r) and r.coder == key.coder
        ]
        self._mine: dict[str, list[Coding]] = defaultdict(list)
        for coding, counts in self.codings.values():
            if counts and coding.coder == key.coder:
                self._mine[coding.segment_id].append(coding)

    def mine(self, segment_id: str) -> list[Coding]:
        """Return the coder's own codings of a passage that count."""
        return self._mine[segment_id]
