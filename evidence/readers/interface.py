"""What every reader gives back: frozen text, its parts, and what was odd."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from evidence.framework import Structure
from evidence.notices import Notice
from evidence.readers.limits import Limits
from evidence.segments import Segment, Span


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came within another: what is attached to a mail.

    `name` is a file name without folders, and no other attachment of the same file has it.
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of one file. `text[s.start:s.end]` is the place of segment `s`.

    `title` is the document's own title or first heading, or ""; `speakers` are the people
    who speak in a transcript, in order of appearance; `dates` are the dates that the
    document's first lines name, as ISO strings, the likeliest first; `attachments` are the
    files within it, which are sources of their own and have not been read; `marks` are what
    `evidence.likeness` compares texts by, left while the text was read apart.
    """

    format: str
    text: str
    segments: tuple[Segment, ...]
    spans: tuple[Span, ...] = ()
    notices: tuple[Notice, ...] = ()
    title: str = ""
    speakers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """What the inspector's names for things tell a reader before it reads.

    `structure` is how such a source is built, if the file's name reveals its kind;
    `limits` is what reading it may cost.
    """

    structure: Structure | None = None
    interviewers: tuple[str, ...] = field(default=())
    limits: Limits = field(default_factory=Limits)


class Reader(Protocol):
    """Reads the bytes of one file of one format.

    Raises:
        UnreadableSource: the file cannot be read; with a reason code.
    """

    def __call__(self, data: bytes, hints: Hints) -> Reading:
        """Return what the file says."""
        ...
