"""Two stories laid over each other: blocks, tables, controls, down to the words.

The later story is marked in place. Whatever only the earlier one has is put where it
stood, as a deletion.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.alignment import Block, Step, aligned
from report_builder.word.revisions.names import (
    DEL,
    INS,
    PPR,
    SDT,
    SDT_CONTENT,
    SECTPR,
    TBL,
    TC,
    TR,
    P,
)
from report_builder.word.revisions.pen import Pen, properties_of
from report_builder.word.revisions.pieces import Meaning, bare, form, signature
from report_builder.word.revisions.rewording import Sides, reform, reword

_KINDS = {P: "p", TBL: "tbl", SDT: "sdt"}
_CONTENT = (P, TBL, SDT)


@dataclass(slots=True)
class Redlining:
    """One redline being made: the pen, and what the two files' ids mean."""

    pen: Pen
    sides: Sides

    def container(self, earlier: Element, later: Element) -> None:
        """Mark, in the later story or cell, what changed from the earlier one."""
        old = [child for child in earlier if child.tag in _CONTENT]
        new = [child for child in later if child.tag in _CONTENT]
        before = [_block(b, self.sides.earlier) for b in old]
        now = [_block(b, self.sides.later) for b in new]
        steps = aligned(before, now)
        _join_last(steps, old, new)
        plain = self._tail(steps, old, new)
        place = _Place(later, new)
        for step in steps:
            if step.b < 0:
                gone = old[step.a]
                place.put(gone)
                self._whole(gone, DEL, marks=gone is not plain)
            elif step.a < 0:
                place.at = step.b
                self._whole(new[step.b], INS, marks=new[step.b] is not plain)
            else:
                place.at = step.b
                self._pair(old[step.a], new[step.b], alike=before[step.a] == now[step.b])

    def _pair(self, earlier: Element, later: Element, *, alike: bool) -> None:
        """Mark what changed in a block; `alike` says that it shows the same in both."""
        if alike and bare(earlier) == bare(later):
            return
        if later.tag == P:
            reshaped = self.sides.formatting and _forms(earlier) != _forms(later)
            if not alike or reshaped:
                reword(earlier, later, self.pen, self.sides)
                self._boxes()
        elif later.tag == TBL:
            self._table(earlier, later)
        else:
            before, now = earlier.find(SDT_CONTENT), later.find(SDT_CONTENT)
            if before is not None and now is not None:
                self.container(before, now)

    def _boxes(self) -> None:
        boxes, self.sides.boxes = self.sides.boxes, []
        for before, now in boxes:
            self.container(before, now)

    def _table(self, earlier: Element, later: Element) -> None:
        old, new = _rows(earlier), _rows(later)
        before = [_block(row, self.sides.earlier) for row in old]
        now = [_block(row, self.sides.later) for row in new]
        place = _Place(later, new)
        for step in aligned(before, now):
            if step.a >= 0 and step.b >= 0:
                alike = before[step.a] == now[step.b] and bare(old[step.a]) == bare(new[step.b])
                if alike or self._cells(old[step.a], new[step.b]):
                    place.at = step.b
                    continue
            if step.a >= 0:
                place.put(old[step.a])
                self._whole(old[step.a], DEL)
            if step.b >= 0:
                place.at = step.b
                self.pen.block(new[step.b], INS)

    def _cells(self, earlier: Element, later: Element) -> bool:
        """Mark a row cell by cell; False where the rows do not have the same cells."""
        old, new = _own(earlier, TC, TR), _own(later, TC, TR)
        if len(old) != len(new):
            return False
        for before, now in zip(old, new, strict=True):
            self.container(before, now)
        return True

    def _whole(self, block: Element, tag: str, *, marks: bool = True) -> None:
        if tag == DEL:
            self.sides.taken.append(block)
            for section in list(block.iter(SECTPR)):
                _remove(section)
            for comment in list(block.iter(*_REMARKS)):
                _remove(comment)
        self.pen.block(block, tag, marks=marks)

    def _tail(self, steps: list[Step], old: list[Element], new: list[Element]) -> Element | None:
        """Paragraphs that came or went at the very end: Word keeps the last mark of a story.

        So the mark before them is the one that came or went, and the last one takes over
        the form of the paragraph that it now ends; returns that last one.
        """
        cut = len(steps)
        while cut and (steps[cut - 1].a < 0 or steps[cut - 1].b < 0):
            cut -= 1
        tail = steps[cut:]
        if not tail or not cut or (tail[0].a < 0) != (tail[-1].a < 0):
            return None
        came = tail[0].a < 0
        blocks = [new[step.b] if came else old[step.a] for step in tail]
        before, now = old[steps[cut - 1].a], new[steps[cut - 1].b]
        sections = now.find(f"{PPR}/{SECTPR}") is not None
        if any(b.tag != P for b in [*blocks, before, now]) or sections or not _one_way(tail):
            return None
        self._shift(blocks[-1], before, now, came=came)
        return blocks[-1]

    def _shift(self, last: Element, before: Element, now: Element, *, came: bool) -> None:
        self.pen.paragraph_mark(now, INS if came else DEL)
        if came:
            reform(before, last, self.pen)
            return
        was = _with_form_of(last)
        kept = last.find(PPR)
        if kept is not None:
            last.remove(kept)
        form_of_now = now.find(PPR)
        if form_of_now is not None:
            fresh = properties_of(last)
            fresh.extend([deepcopy(c) for c in form_of_now if c.tag not in _MARK_ONLY])
        reform(was, last, self.pen)


_MARK_ONLY = frozenset({f"{W}rPr", SECTPR, f"{W}pPrChange"})
_REMARKS = (f"{W}commentReference", f"{W}commentRangeStart", f"{W}commentRangeEnd")


def _join_last(steps: list[Step], old: list[Element], new: list[Element]) -> None:
    """Pair the last paragraphs, like or not, where both are unpaired: the last mark stays."""
    a, b = Step(len(old) - 1, -1), Step(-1, len(new) - 1)
    if a in steps and b in steps and old[-1].tag == new[-1].tag == P:
        steps.remove(a)
        steps.remove(b)
        steps.append(Step(a.a, b.b))


def _one_way(tail: list[Step]) -> bool:
    return all(step.a < 0 for step in tail) or all(step.b < 0 for step in tail)


@dataclass(slots=True)
class _Place:
    """Where, among the later story's blocks, the next deletion goes."""

    holder: Element
    blocks: list[Element]
    at: int = -1
    last: Element | None = None

    def put(self, gone: Element) -> None:
        """Put a block from the earlier story behind what has been dealt with."""
        following = self.at + 1
        if following < len(self.blocks):
            self.blocks[following].addprevious(gone)
        elif self.last is not None and self.last.getparent() is not None:
            self.last.addnext(gone)
        elif self.blocks:
            self.blocks[-1].addnext(gone)
        else:
            at = 0
            while at < len(self.holder) and str(self.holder[at].tag).endswith("Pr"):
                at += 1
            at = 0 if len(self.holder) and self.holder[0].tag == SECTPR else at
            self.holder.insert(at, gone)
        if following >= len(self.blocks):
            self.last = gone


def _block(block: Element, meaning: Meaning) -> Block:
    return Block(_KINDS.get(str(block.tag), "tr"), signature(block, meaning))


def _forms(paragraph: Element) -> list[tuple[bytes, int]]:
    """The form of a paragraph and of each stretch of its text."""
    found = [(form(paragraph.find(PPR), _MARK_ONLY), 0)]
    for run in paragraph.iter(f"{W}r"):
        length = sum(len(text.text or "") for text in run.iter(f"{W}t"))
        said = form(run.find(f"{W}rPr"))
        if found[-1][0] == said and len(found) > 1:
            found[-1] = (said, found[-1][1] + length)
        elif length:
            found.append((said, length))
    return found


def _rows(table: Element) -> list[Element]:
    return _own(table, TR, TBL)


def _own(holder: Element, tag: str, level: str) -> list[Element]:
    """The rows of a table or cells of a row, in controls too, but not those of inner tables."""
    return [e for e in holder.iter(tag) if next(e.iterancestors(level), None) is holder]


def _with_form_of(paragraph: Element) -> Element:
    copied = paragraph.makeelement(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        copied.append(deepcopy(properties))
    return copied


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
