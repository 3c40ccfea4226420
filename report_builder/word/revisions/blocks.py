"""What a returned file says, as values: paragraphs, their stretches of text, their changes.

A paragraph can be read three ways: as it was (`original`, every change rejected), as it is
meant (`final`, every change accepted) and with everything there is (`marked`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from evidence.readers.wordml import Element

_WORDS = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change: "ins", "del", "moveFrom" or "moveTo", whose and when.

    Author and date are as the file writes them, "" where it does not.
    """

    kind: str
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands.

    `story` is "document", "footnotes", "endnotes", "header" or "footer", `part` its name in
    the package, `note` the id of a note within it. `cells` leads inwards through tables:
    (table, row, cell) of each, counted from 1 in the story or the cell around. `boxed` is
    set within a text box.
    """

    story: str
    part: str
    note: str = ""
    cells: tuple[tuple[int, int, int], ...] = ()
    boxed: bool = False

    def __str__(self) -> str:
        """Words by which a person finds it: "table 2, row 3, cell 1"."""
        told = [] if self.story == "document" else [self.story]
        told += [f"table {table}, row {row}, cell {cell}" for table, row, cell in self.cells]
        return ", ".join([*told, *(["text box"] if self.boxed else [])])


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text, or one thing that stands for itself ("drawing", "note", "formula").

    `inserted` and `deleted` may both be set: text that one person put in and another took
    out. `bookmarks` are those open around it, `controls` the tags of the content controls
    around it, outermost first, `instruction` that of the field whose result it is.
    """

    text: str
    kind: str = "text"
    inserted: Change | None = None
    deleted: Change | None = None
    bookmarks: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    instruction: str = ""
    run: Element | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with all that is known of it.

    `mark_inserted` and `mark_deleted` tell of its end: a paragraph split in two, or joined
    to the next one. `opened` and `closed` are bookmarks that begin and end within it.
    """

    place: Place
    style: str
    stretches: tuple[Stretch, ...]
    mark_inserted: Change | None = None
    mark_deleted: Change | None = None
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    para_id: str = ""
    element: Element | None = field(default=None, compare=False, repr=False)

    @property
    def original(self) -> str:
        """Its text with every change rejected."""
        return "".join(s.text for s in self.stretches if s.inserted is None)

    @property
    def final(self) -> str:
        """Its text with every change accepted."""
        return "".join(s.text for s in self.stretches if s.deleted is None)

    @property
    def marked(self) -> str:
        """All its text, whatever became of it."""
        return "".join(s.text for s in self.stretches)

    @property
    def changed(self) -> bool:
        """Whether anything in it, or its end, came or went with tracking on."""
        marks = self.mark_inserted or self.mark_deleted
        return bool(marks) or any(s.inserted or s.deleted for s in self.stretches)

    def tokens(self) -> Iterator[Stretch]:
        """Yield its words, numbers, spaces and signs; digits never stick to letters."""
        for stretch in self.stretches:
            if stretch.kind != "text":
                yield stretch
                continue
            for word in _WORDS.findall(stretch.text):
                yield replace(stretch, text=word)
