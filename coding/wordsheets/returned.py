"""A coding document as it came back: its words, its bookmarks, and the comments in it.

Words are read as they stood before any tracked change: what a person deleted is still
there, what they typed in is not, and where it was typed is kept. Ids of comments are not
trusted beyond this page: programs number them anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence.notices import Notice


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on `[start, end)` of the document's words; None where it hangs nowhere.

    `typed` are words within its range that a tracked change put in. `parent` is the place,
    in the list of comments, of the one that it answers.
    """

    author: str
    at: str
    text: str
    start: int | None
    end: int | None
    typed: str = ""
    parent: int | None = None
    done: bool = False

    @property
    def point(self) -> bool:
        """Whether it marks no words."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Returned:
    """A document that came back. Offsets are code points of `text`, paragraphs end in a break.

    `bookmarks` are in their order; `state` is what we wrote into the file for ourselves, or ""
    where a program dropped it.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    bookmarks: dict[str, tuple[int, int]]
    comments: tuple[Comment, ...]
    properties: dict[str, str]
    state: str = ""
    typed: int = 0
    deleted: int = 0
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class Walked:
    """What a walk through the body has come across."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    bookmarks: dict[str, tuple[int, int]] = field(default_factory=dict)
    open_bookmarks: dict[str, tuple[str, int]] = field(default_factory=dict)
    starts: dict[str, tuple[int, int]] = field(default_factory=dict)
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    deleted: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where the walk is: in the words, and among what was typed in."""
        return self.length, len(self.typed)

    def add(self, text: str) -> None:
        """Take words."""
        self.pieces.append(text)
        self.length += len(text)

    def anchored(self, name: str) -> tuple[int | None, int | None, str]:
        """Return the range of a comment, and what was typed in within it."""
        start, end = self.starts.get(name), self.ends.get(name)
        if start is None or end is None or end[0] < start[0]:
            point = self.points.get(name, start[0] if start else end[0] if end else None)
            return point, point, ""
        return start[0], end[0], "".join(self.typed[start[1] : end[1]])
