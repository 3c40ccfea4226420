"""One walk over a returned file: every story, table, text box and change in it.

Nothing is read through python-docx, which leaves out tracked insertions and content
controls. What cannot be part of the text (a field's instruction) is followed and left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from evidence.readers.wordml import MC, Element, M, W, chosen, local, value
from report_builder.word.revisions.blocks import Change, Paragraph, Place, Stretch
from report_builder.word.revisions.names import (
    BOX,
    CELL_DEL,
    CELL_INS,
    CHANGES,
    DEL,
    DEL_TEXT,
    FIELD_CHARACTER,
    INS,
    INSTRUCTION,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    P,
    R,
    T,
)
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.pieces import NOTES

_NOTE = frozenset({f"{W}footnote", f"{W}endnote"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
_SIGNS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad", f"{W}sym": "\ufffd",
}  # fmt: skip
_CAME, _WENT = frozenset({INS, MOVE_TO}), frozenset({DEL, MOVE_FROM})
_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_ALTERNATE = f"{MC}AlternateContent"
_INSTRUCTIONS = frozenset({INSTRUCTION, f"{W}delInstrText"})
_FIELD_PARTS = _INSTRUCTIONS | {FIELD_CHARACTER}
_WRITTEN = frozenset({T, DEL_TEXT})


@dataclass(frozen=True, slots=True)
class Spot:
    """A point in the walk: a paragraph, and how many stretches of it lie before."""

    paragraph: int
    stretch: int


@dataclass(slots=True)
class Remarked:
    """Where a comment, by its id in this file, begins, ends and is referred to."""

    part: str
    begins: Spot | None = None
    ends: Spot | None = None
    refers: Spot | None = None


@dataclass(slots=True)
class Walked:
    """All paragraphs of a file in reading order, where its comments are, and its trees."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    remarked: dict[str, Remarked] = field(default_factory=dict)
    trees: dict[str, Element] = field(default_factory=dict)


@dataclass(slots=True)
class _Around:
    """What holds for all text at a point of the walk."""

    place: Place
    inserted: Change | None = None
    deleted: Change | None = None
    controls: tuple[str, ...] = ()

    def within(self, change: Element) -> _Around:
        """The same, inside a tracked change; the outermost of a kind is the one that counts."""
        found = change_of(change)
        came = self.inserted or (found if change.tag in _CAME else None)
        went = self.deleted or (found if change.tag in _WENT else None)
        return _Around(self.place, came, went, self.controls)


def walk(file: WordFile) -> Walked:
    """Walk over a file.

    Raises:
        UnreadableSource: a part that holds its text cannot be read.
    """
    walked = Walked()
    for story in file.stories():
        if story.kind == "comments":
            continue
        root = file.trees(story.part)
        walked.trees[story.part] = root
        _Walker(walked, story.part).story(root, Place(story.kind, story.part))
    return walked


def change_of(mark: Element) -> Change:
    """Return what a mark says of itself."""
    return Change(local(mark), value(mark, "author"), value(mark, "date"))


class _Walker:
    """The walk over one part."""

    def __init__(self, walked: Walked, part: str) -> None:
        self._walked = walked
        self._part = part
        self._bookmarks: dict[str, str] = {}
        self._fields: list[list[str]] = []
        self._stretches: list[Stretch] = []
        self._boxes: list[tuple[Element, _Around]] = []
        self._opened: list[str] = []
        self._closed: list[str] = []

    def story(self, root: Element, place: Place) -> None:
        """Walk over a part from its root."""
        body = root.find(f"{W}body")
        if body is not None:
            self._blocks(body, _Around(place))
            return
        notes = [child for child in root if child.tag in _NOTE]
        for note in notes:
            if value(note, "type") not in _SEPARATORS:
                self._blocks(note, _Around(Place(place.story, place.part, note=value(note, "id"))))
        if not notes:
            self._blocks(root, _Around(place))

    def _blocks(self, holder: Iterable[Element], around: _Around, tables: int = 0) -> int:
        """Walk over the blocks of a holder; return how many tables it had."""
        for child in holder:
            inside = _inside(child, around)
            if child.tag == P:
                self._paragraph(child, around)
            elif child.tag == TBL:
                tables += 1
                self._table(child, around, tables)
            elif inside is not None:
                tables = self._blocks(*inside, tables)
            else:
                self._marker(child)
        return tables

    def _table(self, table: Element, around: _Around, number: int) -> None:
        rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL), None) is table]
        for at, row in enumerate(rows, 1):
            here = _marked_by(row.find(TRPR), around)
            cells = [cell for cell in row.iter(TC) if next(cell.iterancestors(TR), None) is row]
            for cell_at, cell in enumerate(cells, 1):
                inside = _marked_by(cell.find(TCPR), here)
                place = inside.place
                inner = Place(
                    place.story,
                    place.part,
                    place.note,
                    (*place.cells, (number, at, cell_at)),
                    place.boxed,
                )
                self._blocks(cell, _Around(inner, inside.inserted, inside.deleted, around.controls))

    def _paragraph(self, paragraph: Element, around: _Around) -> None:
        properties = paragraph.find(PPR)
        self._inline(paragraph, around)
        mark = _marked_by(
            properties.find(RPR) if properties is not None else None, _Around(around.place)
        )
        self._walked.paragraphs.append(
            Paragraph(
                around.place,
                value(properties.find(f"{W}pStyle")) if properties is not None else "",
                tuple(self._stretches),
                mark.inserted or around.inserted,
                mark.deleted or around.deleted,
                tuple(self._opened),
                tuple(self._closed),
                paragraph.get(_PARA_ID, ""),
                paragraph,
            )
        )
        boxes, self._boxes = self._boxes, []
        self._stretches, self._opened, self._closed = [], [], []
        for box, where in boxes:
            self._blocks(box, where)

    def _inline(self, holder: Iterable[Element], around: _Around) -> None:
        for child in holder:
            inside = _inside(child, around)
            if child.tag == R:
                self._run(child, around)
            elif inside is not None:
                self._inline(*inside)
            elif child.tag in MATH:
                self._formula(child, around)
            elif child.tag == f"{W}fldSimple":
                self._fields.append([value(child, "instr"), "result"])
                self._inline(child, around)
                self._fields.pop()
            elif not self._marker(child) and not str(child.tag).endswith("Pr"):
                self._inline(child, around)

    def _formula(self, formula: Element, around: _Around) -> None:
        for inner in formula.iter(f"{M}t"):
            changes = [a for a in inner.iterancestors() if a.tag in CHANGES]
            here = around
            for change in reversed([c for c in changes if formula in set(c.iterancestors())]):
                here = here.within(change)
            self._say(inner.text or "", here, kind="formula")
        for reference in formula.iter(f"{W}commentReference"):
            self._refer(reference)

    def _run(self, run: Element, around: _Around) -> None:
        for child in _run_children(run):
            tag = str(child.tag)
            if tag in _WRITTEN:
                self._say(child.text or "", around, run=run)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], around, run=run)
            elif tag in _FIELD_PARTS:
                self._field(child)
            elif tag in NOTES:
                self._say("", around, kind="note", run=run)
            elif tag == f"{W}commentReference":
                self._refer(child)
            elif tag in _DRAWN:
                self._drawing(child, around, run)

    def _drawing(self, drawing: Element, around: _Around, run: Element) -> None:
        self._say("", around, kind="drawing", run=run)
        place = around.place
        boxed = Place(place.story, place.part, place.note, place.cells, boxed=True)
        inside = _Around(boxed, around.inserted, around.deleted, around.controls)
        for box in _boxes(drawing):
            self._boxes.append((box, inside))

    def _field(self, part: Element) -> None:
        kind = value(part, "fldCharType")
        if kind == "begin":
            self._fields.append(["", "instruction"])
        elif not self._fields:
            return
        elif part.tag in _INSTRUCTIONS:
            self._fields[-1][0] += part.text or ""
        elif kind == "separate":
            self._fields[-1][1] = "result"
        elif kind == "end":
            self._fields.pop()

    def _say(
        self, text: str, around: _Around, *, kind: str = "text", run: Element | None = None
    ) -> None:
        if any(state == "instruction" for _, state in self._fields) and kind == "text":
            return
        said = self._fields[-1][0].strip() if self._fields else ""
        open_marks = tuple(self._bookmarks.values())
        self._stretches.append(
            Stretch(
                text, kind, around.inserted, around.deleted, open_marks, around.controls, said, run
            )
        )

    def _marker(self, element: Element) -> bool:
        """Note a bookmark or an edge of a comment; whether it was one."""
        tag = local(element)
        if tag == "bookmarkStart":
            name = value(element, "name")
            self._bookmarks[value(element, "id")] = name
            self._opened.append(name)
        elif tag == "bookmarkEnd":
            name = self._bookmarks.pop(value(element, "id"), "")
            self._closed += [name] if name else []
        elif tag == "commentRangeStart":
            self._remark(element).begins = self._spot()
        elif tag == "commentRangeEnd":
            self._remark(element).ends = self._spot()
        elif tag == "commentReference":
            self._refer(element)
        else:
            return False
        return True

    def _refer(self, element: Element) -> None:
        self._remark(element).refers = self._spot()

    def _remark(self, element: Element) -> Remarked:
        return self._walked.remarked.setdefault(value(element, "id"), Remarked(self._part))

    def _spot(self) -> Spot:
        return Spot(len(self._walked.paragraphs), len(self._stretches))


def _inside(element: Element, around: _Around) -> tuple[Iterable[Element], _Around] | None:
    """What holds blocks or runs without being one: a change, a control, a choice."""
    if element.tag in CHANGES:
        return element, around.within(element)
    if element.tag == SDT:
        content = element.find(SDT_CONTENT)
        return (content if content is not None else (), _controlled(element, around))
    if element.tag == _ALTERNATE:
        return list(chosen(element)), around
    return (element, around) if element.tag == f"{W}customXml" else None


def _run_children(run: Element) -> Iterable[Element]:
    for child in run:
        if child.tag == _ALTERNATE:
            yield from chosen(child)
        else:
            yield child


def _controlled(control: Element, around: _Around) -> _Around:
    tag = value(control.find(f"{W}sdtPr/{W}tag"))
    return _Around(around.place, around.inserted, around.deleted, (*around.controls, tag))


def _marked_by(properties: Element | None, around: _Around) -> _Around:
    """What a row, cell or paragraph's end says of itself, within what holds around it."""
    found = around
    for mark in properties if properties is not None else ():
        if mark.tag in CHANGES:
            found = found.within(mark)
        elif mark.tag == CELL_INS:
            found = _Around(found.place, found.inserted or change_of(mark), found.deleted)
        elif mark.tag == CELL_DEL:
            found = _Around(found.place, found.inserted, found.deleted or change_of(mark))
    return found


def _boxes(drawing: Element) -> list[Element]:
    """The text boxes of a drawing, but not those within them or in a second rendering."""
    found: list[Element] = []
    for box in drawing.iter(BOX):
        outer = [a for a in box.iterancestors() if a.tag in {BOX, f"{MC}Fallback"}]
        inside = [a for a in outer if drawing in set(a.iterancestors())]
        if not inside:
            found.append(box)
    return found
