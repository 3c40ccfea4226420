"""Evidence that is read once: for work that goes through every source several times.

What a report, a search or a list asks of the same sources and segments again and again is
read from the store the first time. It is for the time of one reading: what is written
meanwhile is not seen.
"""

from __future__ import annotations

from dataclasses import replace

from evidence.segments import PlacedSegment
from evidence.sources import Source
from evidence.store import EvidenceStore
from evidence.workspace import Workspace


class ReadOnce(EvidenceStore):
    """The sources and segments that count now, each read from the store once."""

    _sources: list[Source] | None = None
    _segments: dict[str, list[PlacedSegment]] | None = None

    def sources(self, *, current: bool = True) -> list[Source]:
        """Return the sources in the order in which they came; `current` leaves out old ones."""
        if not current:
            return super().sources(current=False)
        if self._sources is None:
            self._sources = super().sources()
        return list(self._sources)

    def segments(self, source_id: str | None = None) -> list[PlacedSegment]:
        """Return the segments of one source, or of every source that counts now."""
        if self._segments is None:
            # A source that somebody takes in meanwhile counts in neither, or in both.
            self._segments = {source.source_id: [] for source in self.sources()}
            for placed in super().segments():
                if (held := self._segments.get(placed.source_id)) is not None:
                    held.append(placed)
        if source_id is None:
            return [placed for held in self._segments.values() for placed in held]
        known = self._segments.get(source_id)
        return super().segments(source_id) if known is None else list(known)


def read_once(workspace: Workspace) -> Workspace:
    """Return an inspection whose evidence is read from the store once."""
    return replace(workspace, kept=ReadOnce(workspace.database))
