"""A story of a Word file - its body, a note, a comment, a header - as blocks.

Paragraphs come in reading order; what stands in a text box follows the paragraph that holds
it, once. A paragraph whose mark was deleted runs on into the next (ECMA-376 17.13.5.15).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from evidence.notices import Notice
from evidence.readers.blocks import Block, Cell, Paragraph, Row, Table
from evidence.readers.numbering import Label, Numbering
from evidence.readers.wordfields import Fields, balanced
from evidence.readers.wordml import A, Element, Parts, R, W, chosen, is_on, local, number, value
from evidence.readers.wordruns import Found, Runs, Tracked
from evidence.readers.wordstyles import Style, Styles, heading_level
from evidence.segments import SegmentStatus

_WRAPPERS = frozenset({"sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom"})
_BOXES = frozenset({"txbxContent"})
_WORDED = _BOXES | {"txBody", "relIds", "OLEObject", "textpath"}
_MOST_SPAN = 64


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
        self.notes: list[str] = []
        self.comments: list[str] = []

    def read(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks within an element."""
        self._forgetful = not balanced(root)
        return tuple(self._blocks(root))

    def _blocks(self, container: Iterable[Element]) -> Iterator[Block]:
        for child in container:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield self._table(child)
            elif name in _WRAPPERS:
                yield from self._wrapped(child, name)
            else:
                yield from self._other(child, name)
        yield from self._rest()

    def _other(self, child: Element, name: str) -> Iterator[Block]:
        if name == "sdt":
            yield from self._control(child)
        elif name == "AlternateContent":
            yield from self._blocks(list(chosen(child)))
        elif name == "commentRangeStart":
            self._waiting.append(f"c{value(child, 'id')}")
        elif name == "altChunk":
            self._parts.note(Notice("embedded_file", "A file embedded in it was not read."))

    def _rest(self) -> Iterator[Block]:
        """What a deleted paragraph mark at the end of a cell or box has left behind."""
        if self._kept is not None:
            kept, self._kept = self._kept, None
            yield from self._finished(kept, None, Style(), None)

    def _wrapped(self, child: Element, name: str) -> Iterator[Block]:
        before = self._base
        if name in {"del", "moveFrom"}:
            self._base = Tracked("del", value(child, "author"), value(child, "date"))
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

    def _paragraph(self, element: Element) -> Iterator[Block]:
        found = self._kept or Found()
        self._kept = None
        found.contents = found.contents or self._runs.fields.contents
        self._runs.read(element, found, self._base)
        if self._forgetful:
            self._runs.fields.forget()
        found.comments = [*self._waiting, *found.comments]
        self._waiting = []
        properties = element.find(f"{W}pPr")
        if _mark_deleted(properties):
            self._kept = found
            return
        style_id = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        style = self._styles.get(style_id or self._styles.default)
        yield from self._finished(found, properties, style, style_id)

    def _finished(
        self, found: Found, properties: Element | None, style: Style, style_id: str | None
    ) -> Iterator[Block]:
        gone = not found.text.strip() and any(mark.text.strip() for mark in found.marks)
        label = None if gone else self._label(properties, style, style_id or "")
        self.notes += found.notes
        self.comments += found.comments
        furniture = found.contents or style.contents or self._contents > 0
        level = heading_level("", properties)
        paragraph = Paragraph(
            found.text,
            marks=tuple(found.marks),
            label=label.text if label else "",
            bullet=label.bullet if label else False,
            depth=label.depth if label else 0,
            list_id=label.list_id if label else "",
            level=None if furniture else level if level is not None else style.level,
            emphatic=found.emphatic > 0 and found.plain == 0,
            status=SegmentStatus.FURNITURE if furniture else SegmentStatus.LIVE,
            page=self._runs.pages + 1 if self._runs.pages else None,
            comments=tuple(found.comments),
            notes=tuple(found.notes),
        )
        if paragraph.text.strip() or paragraph.marks or paragraph.comments or paragraph.notes:
            yield paragraph
        for drawn in found.drawn:
            yield from self._drawn(drawn)

    def _label(self, properties: Element | None, style: Style, style_id: str) -> Label | None:
        """The number before a paragraph: its own list's, or its style's (ECMA-376 17.9.18)."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        named = value(own.find(f"{W}numId")) if own is not None else ""
        list_id = named or (style.list_id or "")
        if not list_id or list_id == "0":
            return None
        own_depth = own.find(f"{W}ilvl") if own is not None else None
        if own_depth is not None:
            depth = number(value(own_depth))
        elif style.depth is not None and not named:
            depth = style.depth
        else:
            depth = self._numbering.depth_of_style(list_id, style_id)
        return self._numbering.label(list_id, depth)

    def _drawn(self, drawn: Element) -> Iterator[Block]:
        """The words within a drawing: text boxes, shapes, diagrams, word art."""
        for part in _worded(drawn):
            name = local(part)
            if name in _BOXES:
                yield from self._apart(part)
            elif name == "txBody":
                yield from _shape_text(part)
            elif name == "textpath":
                yield Paragraph(part.get("string", ""))
            elif name == "relIds":
                yield from self._diagram(part)
            elif name == "OLEObject":
                self._parts.note(Notice("embedded_file", "A file embedded in it was not read."))

    def _apart(self, box: Element) -> Iterator[Block]:
        """A text box has its own fields, and its paragraphs do not run on into ours."""
        outer, kept = self._runs.fields, self._kept
        self._runs.fields, self._kept = Fields(), None
        yield from self._blocks(box)
        self._runs.fields, self._kept = outer, kept

    def _diagram(self, ids: Element) -> Iterator[Block]:
        kind, target = self._relations.get(ids.get(f"{R}dm", ""), ("", ""))
        root = self._parts.xml(target) if kind else None
        for body in root.iter() if root is not None else ():
            if local(body) == "t" and len(body):
                yield from _shape_text(body)

    def _table(self, element: Element) -> Table:
        rows = []
        for row, tracked in _rows(element, self._base):
            before, self._base = self._base, tracked
            rows.append(self._row(row))
            self._base = before
        return Table(tuple(rows))

    def _row(self, row: Element) -> Row:
        properties = row.find(f"{W}trPr")
        cells = []
        column = number(value(properties.find(f"{W}gridBefore"))) if properties is not None else 0
        for cell in _within(row, "tc"):
            about = cell.find(f"{W}tcPr")
            span = number(value(about.find(f"{W}gridSpan")), 1) if about is not None else 1
            span = max(1, min(span, _MOST_SPAN))
            cells.append(self._cell(cell, about, column, span))
            column += span
        heading = is_on(properties.find(f"{W}tblHeader")) if properties is not None else False
        return Row(tuple(cells), heading=heading)

    def _cell(self, cell: Element, about: Element | None, column: int, span: int) -> Cell:
        merged = about.find(f"{W}vMerge") if about is not None else None
        gone = about.find(f"{W}cellDel") if about is not None else None
        before = self._base
        if gone is not None:
            self._base = Tracked("del", value(gone, "author"), value(gone, "date"))
        outer, self._kept = self._kept, None
        blocks = tuple(self._blocks(cell))
        self._kept, self._base = outer, before
        repeats = (
            merged is not None
            and value(merged) != "restart"
            and not any(isinstance(block, Table) or block.text.strip() for block in blocks)
        )
        return Cell(blocks, column, span, repeats)


def _rows(table: Element, base: Tracked) -> Iterator[tuple[Element, Tracked]]:
    """A table's rows, and the change under which each stands."""
    for row in _within(table, "tr"):
        gone = row.find(f"{W}trPr/{W}del")
        if gone is not None:
            yield row, Tracked("del", value(gone, "author"), value(gone, "date"))
            continue
        yield row, base


def _within(container: Element, name: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, through content controls and the like."""
    for child in container:
        found = local(child)
        if found == name:
            yield child
        elif found == "sdt":
            for content in child.iterchildren(f"{W}sdtContent"):
                yield from _within(content, name)
        elif found in _WRAPPERS:
            yield from _within(child, name)
        elif found == "AlternateContent":
            yield from (c for branch in chosen(child) for c in _within_one(branch, name))


def _within_one(child: Element, name: str) -> Iterator[Element]:
    if local(child) == name:
        yield child
    else:
        yield from _within(child, name)


def _worded(element: Element) -> Iterator[Element]:
    """The parts of a drawing that hold words, outermost first, each alternative once."""
    name = local(element)
    if name in _WORDED:
        yield element
    elif name == "AlternateContent":
        for branch in chosen(element):
            yield from _worded(branch)
    else:
        for child in element:
            yield from _worded(child)


def _shape_text(body: Element) -> Iterator[Paragraph]:
    for paragraph in body.iter(f"{A}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{A}t"))
        if text.strip():
            yield Paragraph(text)


def _mark_deleted(properties: Element | None) -> bool:
    """Whether a paragraph's mark was deleted or moved away, so that it runs on into the next."""
    if properties is None:
        return False
    own = properties.find(f"{W}rPr")
    return own is not None and any(local(child) in {"del", "moveFrom"} for child in own)
