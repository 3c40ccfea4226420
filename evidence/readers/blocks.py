"""What a document is made of, whatever its format: paragraphs, tables, and what hangs on them.

Readers of documents (.docx, .odt, .html ...) give blocks; `evidence.readers.structure`
makes segments of them. All offsets here are within a paragraph's own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from evidence.notices import Notice
from evidence.segments import SegmentStatus, SpanStatus


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a paragraph that carry a status; `start == end` for words that are not live."""

    start: int
    end: int
    status: SpanStatus
    text: str
    author: str = ""
    at: str = ""

    def moved(self, by: int) -> Mark:
        """Return the mark as it stands in a text that begins `by` characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of live words.

    `label` is the number that the program shows before it ("4.2", "(a)"), which is not in
    `text`; `level` is its heading level (0 for a title, None for body text); `emphatic`
    is true where all of it is bold or underlined; `comments` and `notes` are the ids of
    what hangs on it; `list_id` names the list that numbers it; `at` is its place in the
    frozen text, where the file itself is that text.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    label: str = ""
    bullet: bool = False
    depth: int = 0
    list_id: str = ""
    level: int | None = None
    emphatic: bool = False
    status: SegmentStatus = SegmentStatus.LIVE
    page: int | None = None
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    at: int | None = None

    @property
    def words(self) -> str:
        """The live words, without the space around them."""
        return self.text.strip()

    def by_line(self) -> tuple[Paragraph, ...]:
        """Return each of its lines as a paragraph; what hangs on it hangs on the first."""
        pieces, start = [], 0
        for count, line in enumerate(self.text.split("\n")):
            end = start + len(line)
            piece = replace(
                self,
                text=line,
                marks=tuple(self._within(start, end)),
                at=None if self.at is None else self.at + start,
            )
            if count:
                piece = replace(piece, label="", comments=(), notes=())
            pieces.append(piece)
            start = end + 1
        return tuple(pieces)

    def _within(self, start: int, end: int) -> Iterator[Mark]:
        for mark in self.marks:
            first, last = max(mark.start, start), min(mark.end, end)
            if first < last:
                yield replace(
                    mark, start=first - start, end=last - start, text=self.text[first:last]
                )
            elif mark.start == mark.end and start <= mark.start <= end:
                yield mark.moved(-start)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell; `repeats` is true where it continues a merged cell of the row above.

    `paragraphs` are those of nested tables too, in order; `words` are its live words, one
    paragraph a line. Both are asked for so often that they are made once.
    """

    blocks: tuple[Block, ...]
    column: int = 0
    span: int = 1
    repeats: bool = False
    paragraphs: tuple[Paragraph, ...] = field(init=False, repr=False, compare=False)
    words: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        paragraphs = tuple(p for block in self.blocks for p in paragraphs_of(block))
        words = [bare for p in paragraphs if (bare := p.text.strip())]
        object.__setattr__(self, "paragraphs", paragraphs)
        object.__setattr__(self, "words", "\n".join(words))


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row; `heading` is true where the file itself says that it holds headings."""

    cells: tuple[Cell, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[Row, ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Aside:
    """A part beside the text: a comment, a note, a header, a footer, a picture's description."""

    aside_id: str
    text: str
    locator: str
    author: str = ""
    at: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document as its reader found it; `pictures` are what its pictures are said to show."""

    format: str
    blocks: tuple[Block, ...]
    comments: tuple[Aside, ...] = ()
    notes: tuple[Aside, ...] = ()
    furniture: tuple[Aside, ...] = ()
    pictures: tuple[Aside, ...] = ()
    title: str = ""
    notices: tuple[Notice, ...] = ()


def paragraphs_of(block: Block) -> tuple[Paragraph, ...]:
    """Return a block's paragraphs, those of its cells too, in reading order."""
    if isinstance(block, Paragraph):
        return (block,)
    return tuple(p for row in block.rows for cell in row.cells for p in cell.paragraphs)


def joined(paragraphs: tuple[Paragraph, ...], between: str) -> Paragraph:
    """Return several paragraphs as one, with their marks where they now stand."""
    text, marks = "", []
    for paragraph in paragraphs:
        if text and paragraph.text:
            text += between
        marks += [mark.moved(len(text)) for mark in paragraph.marks]
        text += paragraph.text
    return Paragraph(
        text,
        marks=tuple(marks),
        comments=tuple(c for p in paragraphs for c in p.comments),
        notes=tuple(n for p in paragraphs for n in p.notes),
        page=paragraphs[0].page if paragraphs else None,
    )
