"""Sources: the documents, transcripts and notes that an inspection has gathered.

A source's text is frozen when it is taken in. Every offset anywhere is a position in
code points of that frozen text, half-open, `[start, end)`; a changed file is another
source that replaces the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from evidence.notices import Notice

NATIONAL = "National"


class Level(StrEnum):
    """Whether a source speaks for one Area or for headquarters and the nation."""

    AREA = "area"
    NATIONAL = "national"


class Outcome(StrEnum):
    """What became of a path that was offered to `iqa ingest`."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence, with its frozen text.

    `path` is where the file was found, as the inspector named it; `area` is "" for
    national evidence; `group` is the grade group that speaks ("SCP", "DCP"), or "".
    `duplicate_of` is the source that has the same words; evidence is counted there.
    `replaces` is the source of which this is a newer version.
    """

    source_id: str
    path: str
    kind_id: str
    level: Level
    area: str
    dated: date | None
    title: str
    group: str
    format: str
    sha256: str
    text_sha256: str
    text: str
    notices: tuple[Notice, ...]
    added_at: datetime
    added_by: str
    duplicate_of: str = ""
    replaces: str = ""
    superseded: bool = False
    withdrawn: bool = False

    @property
    def place(self) -> str:
        """The Area's name, or "National"."""
        return self.area or NATIONAL
