"""The pen that marks changes: whose they are, when they were made, and their numbers.

Marks go around runs, since Word allows no link or field within them; whole paragraphs
and rows carry a mark of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.names import (
    BOX,
    DEL,
    DEL_INSTRUCTION,
    DEL_TEXT,
    HYPERLINK,
    INSTRUCTION,
    PPR,
    RPR,
    SECTPR,
    SIMPLE_FIELD,
    TR,
    TRPR,
    P,
    T,
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OPEN = frozenset({HYPERLINK, SIMPLE_FIELD, f"{W}smartTag", f"{W}dir", f"{W}bdo"})
"""What may not stand within a mark: the marks go inside it."""
_MARKERS = frozenset(
    f"{W}{name}"
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
        "permStart", "permEnd", "fldData", "smartTagPr",
    )
)  # fmt: skip


@dataclass(slots=True)
class Pen:
    """Writes the marks of one redline, each with a number of its own."""

    author: str
    at: datetime
    first: int = 1
    _numbers: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self._numbers = count(self.first)

    @property
    def figures(self) -> str:
        """The author under whom changes of numbers alone stand, so that they can be filtered."""
        return f"{self.author} (figures)"

    def number(self) -> str:
        """Return a number that no mark, bookmark or comment of the file has."""
        return str(next(self._numbers))

    def mark(self, near: Element, tag: str, author: str = "") -> Element:
        """Return a new mark, INS or DEL or a change of properties, in nobody's place yet."""
        made = near.makeelement(tag)
        made.set(f"{W}id", self.number())
        made.set(f"{W}author", author or self.author)
        made.set(f"{W}date", f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}")
        return made

    def block(self, block: Element, tag: str, *, marks: bool = True) -> None:
        """Mark everything in a block, in place: paragraphs with their marks, tables by rows."""
        for row in block.iter(TR):
            self.row(row, tag)
        for paragraph in block.iter(P):
            if _in_box(paragraph, block):
                continue
            in_row = next(paragraph.iterancestors(TR), None) is not None and block.tag != P
            self.content(paragraph, tag)
            if marks and not in_row:
                self.paragraph_mark(paragraph, tag)

    def row(self, row: Element, tag: str) -> None:
        """Mark a row itself."""
        properties = row.find(TRPR)
        if properties is None:
            properties = row.makeelement(TRPR)
            before = row.find(f"{W}tblPrEx")
            row.insert(0 if before is None else row.index(before) + 1, properties)
        properties.append(self.mark(row, tag))

    def paragraph_mark(self, paragraph: Element, tag: str) -> None:
        """Mark a paragraph's own mark: its end came or went."""
        properties = properties_of(paragraph)
        run = properties.find(RPR)
        if run is None:
            run = properties.makeelement(RPR)
            later = [c for c in properties if c.tag in {SECTPR, f"{W}pPrChange"}]
            at = properties.index(later[0]) if later else len(properties)
            properties.insert(at, run)
        run.insert(0, self.mark(paragraph, tag))

    def content(self, holder: Element, tag: str) -> None:
        """Mark all the text in a paragraph or link, in place."""
        children = [child for child in holder if child.tag not in {PPR, f"{W}sdtPr"}]
        current: Element | None = None
        for child in children:
            if child.tag in _OPEN:
                self.content(child, tag)
                current = None
            elif child.tag in _MARKERS:
                current = None
            else:
                if current is None:
                    current = self.mark(holder, tag)
                    holder.insert(holder.index(child), current)
                current.append(child)
                if tag == DEL:
                    as_deleted(child)


def as_deleted(element: Element) -> None:
    """Rename the text of an element as Word does within a deletion; boxes keep theirs."""
    for text in element.iter(T, INSTRUCTION):
        if _in_box(text, element):
            continue
        text.tag = DEL_TEXT if text.tag == T else DEL_INSTRUCTION
        text.set(_SPACE, "preserve")


def properties_of(paragraph: Element) -> Element:
    """Return a paragraph's properties, made where it has none."""
    found = paragraph.find(PPR)
    if found is None:
        found = paragraph.makeelement(PPR)
        paragraph.insert(0, found)
    return found


def _in_box(inner: Element, block: Element) -> bool:
    """Whether a text box of this block stands between it and what is inside."""
    for ancestor in inner.iterancestors():
        if ancestor is block:
            return False
        if ancestor.tag == BOX:
            return True
    return False
