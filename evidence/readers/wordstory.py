"""A story of a Word file - its body, a note, a comment, a header - as blocks.

Paragraphs come in reading order; what stands in a text box follows the paragraph that holds
it, once. A paragraph whose mark was deleted runs on into the next (ECMA-376 17.13.5.15).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from evidence.readers.blocks import Aside, Block, Cell, Paragraph, Row, Table
from evidence.readers.numbering import Label, Numbering
from evidence.readers.worddrawings import (
    BOXES,
    descriptions,
    embedded,
    foreign_blocks,
    worded,
)
from evidence.readers.wordfields import Fields, balanced
from evidence.readers.wordml import Element, Parts, R, W, chosen, is_on, local, number, value
from evidence.readers.wordruns import Found, Runs, Tracked, under
from evidence.readers.wordsaid import (
    SAYS_NOTHING,
    WRAPPERS,
    Said,
    change_of,
    deleted_under,
    said_of,
    standing,
    within,
)
from evidence.readers.wordstyles import Style, Styles, heading_level
from evidence.segments import SegmentStatus, SpanStatus

_MARKERS = frozenset(
    {"sectPr", "bookmarkStart", "bookmarkEnd", "tblPr", "tblGrid", "tcPr", "trPr", "sdtPr",
     "proofErr", "permStart", "permEnd", "commentRangeEnd", "sdtEndPr", "customXmlPr",
     "smartTagPr", "txbxContentPr", "docPartPr"}
)  # fmt: skip
_MOST_SPAN = 64
_P, _TBL, _TC, _TR = f"{W}p", f"{W}tbl", f"{W}tc", f"{W}tr"
_NUMID, _ILVL, _TCPR, _TRPR = f"{W}numId", f"{W}ilvl", f"{W}tcPr", f"{W}trPr"
_SPAN, _MERGE = f"{W}gridSpan", f"{W}vMerge"
_DESCRIBE = (f"{W}tblCaption", f"{W}tblDescription")
_PLAIN_STYLE = Style()


@dataclass(slots=True)
class Hung:
    """What hangs on the paragraphs that have been read: ids in reading order, and pictures."""

    notes: list[str] = field(default_factory=list)
    gone_notes: dict[str, SpanStatus] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    pictures: dict[str, Aside] = field(default_factory=dict)

    def described(self, words: str) -> str:
        """Keep what describes a picture or table, once, and return its id; else ""."""
        if words in self.pictures:
            return ""
        name = f"p{len(self.pictures) + 1}"
        self.pictures[words] = Aside(name, words, "picture")
        return name


class Story:
    """Reads the blocks of one story; lists go on counting from story to story."""

    def __init__(
        self,
        parts: Parts,
        styles: Styles,
        numbering: Numbering,
        relations: dict[str, tuple[str, str]],
    ) -> None:
        self._parts = parts
        self._styles = styles
        self._numbering = numbering
        self._relations = relations
        self._runs = Runs(styles, Fields())
        self._base = Tracked()
        self._kept: Found | None = None
        self._waiting: list[str] = []
        self._contents = 0
        self._forgetful = False
        self.hung = Hung()
        self.chunk: Callable[[str], tuple[Block, ...] | None] | None = None
        """How to read a document that a part holds whole, if that may be done."""

    def read(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks within an element."""
        self._forgetful = not balanced(root)
        return tuple(self._blocks(root))

    def _blocks(self, container: Iterable[Element]) -> Iterator[Block]:
        for child in container:
            tag = child.tag
            if tag == _P:
                yield from self._paragraph(child)
            elif tag == _TBL:
                yield self._table(child)
            else:
                yield from self._other(child, local(child))
        yield from self._rest()

    def _other(self, child: Element, name: str) -> Iterator[Block]:
        if name in WRAPPERS:
            yield from self._wrapped(child, name)
        elif name == "sdt":
            yield from self._control(child)
        elif name == "AlternateContent":
            yield from self._blocks(list(chosen(child)))
        elif name == "commentRangeStart":
            self._waiting.append(f"c{value(child, 'id')}")
        elif name in {"altChunk", "subDoc"}:
            yield from self._taken_in(child)
        elif name and name not in _MARKERS:
            yield from self._unknown(child)

    def _taken_in(self, child: Element) -> Iterator[Block]:
        """A document that stands here whole, in a part of its own."""
        _, target = self._relations.get(child.get(f"{R}id", ""), ("", ""))
        blocks = self.chunk(target) if self.chunk is not None else None
        if blocks is None:
            self._parts.note(embedded("", target))
        else:
            yield from (standing(block, self._base) for block in blocks)

    def _unknown(self, child: Element) -> Iterator[Block]:
        """What no one expects between paragraphs: a wrapper of them, or words without one."""
        if next(child.iter(_P, _TBL), None) is not None:
            yield from self._blocks(child)
        else:
            yield from self._paragraph([child])

    def _rest(self) -> Iterator[Block]:
        """What a deleted paragraph mark at the end of a cell or box has left behind."""
        if self._kept is not None:
            kept, self._kept = self._kept, None
            yield from self._finished(kept, SAYS_NOTHING, _PLAIN_STYLE)

    def _wrapped(self, child: Element, name: str) -> Iterator[Block]:
        if next(child.iter(_P, _TBL), None) is None:
            yield from self._paragraph([child]) if len(child) else ()
            return
        before = self._base
        if name in {"del", "moveFrom"}:
            self._base = deleted_under(child, before)
        elif name in {"ins", "moveTo"}:
            self._base = under(child, "ins", before)
        yield from self._blocks(child)
        self._base = before

    def _control(self, control: Element) -> Iterator[Block]:
        """A content control: its content, which is furniture where it is a table of contents."""
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        contents = value(gallery) == "Table of Contents"
        self._contents += contents
        for content in control.iterchildren(f"{W}sdtContent"):
            yield from self._blocks(content)
        self._contents -= contents

    def _paragraph(self, element: Iterable[Element]) -> Iterator[Block]:
        found = self._kept or Found()
        self._kept = None
        runs = self._runs
        if runs.fields.contents:
            found.contents = True
        said = said_of(element)
        style = self._styles.get(said.style_id or self._styles.default)
        if self._forgetful:
            runs.fields.broken = not balanced(*element)
        runs.read(element, found, self._base, style)
        if self._forgetful:
            runs.fields.forget()
        if self._waiting:
            found.comments = [*self._waiting, *found.comments]
            self._waiting = []
        if said.mark_gone:
            self._kept = found
            return
        yield from self._finished(found, said, style)

    def _finished(self, found: Found, said: Said, style: Style) -> Iterator[Block]:
        text = found.text
        bare = bool(text) and not text.isspace()
        gone = not bare and any(mark.text.strip() for mark in found.marks)
        label = None if gone else self._label(said, style)
        if found.shapes:
            self._described(found)
        if not (bare or found.marks or found.comments or found.notes or found.gone_notes):
            yield from self._shapes(found)
            return
        hung = self.hung
        hung.notes += found.notes
        hung.gone_notes |= found.gone_notes
        hung.comments += found.comments
        yield self._written(found, label, self._level(found, said, style), text)
        yield from self._shapes(found)

    def _level(self, found: Found, said: Said, style: Style) -> int | None:
        if found.contents or style.contents or self._contents > 0:
            found.contents = True
            return None
        own = heading_level("", said.outline) if said.outline is not None else None
        return style.level if own is None else own

    def _written(
        self, found: Found, label: Label | None, level: int | None, text: str
    ) -> Paragraph:
        return Paragraph(
            text,
            marks=tuple(found.marks),
            label=label.text if label else "",
            bullet=label.bullet if label else False,
            depth=label.depth if label else 0,
            list_id=label.list_id if label else "",
            level=level,
            emphatic=found.emphatic > 0 and found.plain == 0,
            status=SegmentStatus.FURNITURE if found.contents else SegmentStatus.LIVE,
            page=self._runs.pages + 1 if self._runs.pages else None,
            comments=tuple(found.comments),
            notes=(*found.notes, *found.gone_notes),
        )

    def _label(self, said: Said, style: Style) -> Label | None:
        """The number before a paragraph: its own list's, or its style's (ECMA-376 17.9.18)."""
        own = said.listed
        named, own_depth = "", None
        for part in own if own is not None else ():
            if part.tag == _NUMID:
                named = value(part)
            elif part.tag == _ILVL:
                own_depth = part
        list_id = named or style.list_id or ""
        if not list_id or list_id == "0":
            return None
        if own_depth is not None:
            depth = number(value(own_depth))
        elif style.depth is not None and not named:
            depth = style.depth
        else:
            depth = self._numbering.depth_of_style(list_id, said.style_id)
        return self._numbering.label(list_id, depth)

    def _described(self, found: Found) -> None:
        """Keep what describes the pictures that hang on a paragraph."""
        for drawn, tracked in found.shapes:
            for words in descriptions(drawn) if tracked.change != "del" else ():
                if picture := self.hung.described(words):
                    found.comments.append(picture)

    def _shapes(self, found: Found) -> Iterator[Block]:
        """The words within drawings: text boxes, shapes, diagrams, charts, word art."""
        for drawn, tracked in found.shapes:
            before, self._base = self._base, tracked
            for part in worded(drawn):
                if local(part) in BOXES:
                    yield from self._apart(part)
                else:
                    blocks = foreign_blocks(part, self._parts, self._relations)
                    yield from (standing(block, tracked) for block in blocks)
            self._base = before

    def _apart(self, box: Element) -> Iterator[Block]:
        """A text box has its own fields, and its paragraphs do not run on into ours."""
        outer, kept = self._runs.fields, self._kept
        self._runs.fields, self._kept = Fields(), None
        yield from self._blocks(box)
        self._runs.fields, self._kept = outer, kept

    def _table(self, element: Element) -> Table:
        rows = []
        before = self._base
        about = element.find(f"{W}tblPr")
        for said in about if about is not None else ():
            if said.tag in _DESCRIBE and (words := " ".join(value(said).split())):
                self._waiting += filter(None, [self.hung.described(words)])
        for row in within(element, _TR):
            about = row.find(_TRPR)
            self._base = change_of(about, before) if about is not None else before
            rows.append(self._row(row, about))
        self._base = before
        return Table(tuple(rows))

    def _row(self, row: Element, about: Element | None) -> Row:
        cells = []
        column = number(value(about.find(f"{W}gridBefore"))) if about is not None else 0
        for cell in within(row, _TC):
            made = self._cell(cell, column)
            cells.append(made)
            column += made.span
        heading = is_on(about.find(f"{W}tblHeader")) if about is not None else False
        return Row(tuple(cells), heading=heading)

    def _cell(self, cell: Element, column: int) -> Cell:
        before, outer = self._base, self._kept
        span, merged = 1, None
        for said in cell.iterchildren(_TCPR):
            for part in said:
                if part.tag == _SPAN:
                    span = max(1, min(number(value(part), 1), _MOST_SPAN))
                elif part.tag == _MERGE:
                    merged = part
            self._base = change_of(said, before)
        self._kept = None
        blocks = tuple(self._blocks(cell))
        self._kept, self._base = outer, before
        repeats = (
            merged is not None
            and value(merged) != "restart"
            and not any(isinstance(block, Table) or block.text.strip() for block in blocks)
        )
        return Cell(blocks, column, span, repeats)
