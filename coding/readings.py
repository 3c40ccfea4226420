"""Readings: what a coder has read, and where they found nothing.

That a passage is silent is evidence only where somebody has read it and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Reading:
    """That somebody has read a range of segments of a source.

    `first` and `last` are ordinals of segments, both included. `silent` says that they hold
    no evidence for `codes`, or for any code where that is empty.
    """

    reading_id: str
    source_id: str
    first: int
    last: int
    silent: bool
    codes: tuple[str, ...]
    coder: str
    at: datetime
    memo: str = ""
    codebook: int = 1
    withdrawn: bool = False

    def covers(self, ordinal: int) -> bool:
        """Whether a segment of the source is among those read."""
        return self.first <= ordinal <= self.last

    def silent_on(self, code_id: str) -> bool:
        """Whether it says that nothing was found for a code."""
        return self.silent and (not self.codes or code_id in self.codes)
