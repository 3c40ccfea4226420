"""What the parts of a Word story say of themselves: style, list, and the change they stand under.

A change of a row, a cell or a wrapper holds for everything in it; what was deleted stays so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evidence.readers.blocks import Block, Mark, Paragraph, paragraphs_of
from evidence.readers.wordml import VAL, Element, W, chosen, is_on, local, value
from evidence.readers.wordruns import Tracked
from evidence.segments import SpanStatus

WRAPPERS = frozenset({"sdtContent", "customXml", "smartTag", "ins", "moveTo", "del", "moveFrom"})
_CHANGES = frozenset({"del", "cellDel", "ins", "cellIns", "hidden"})
_PPR, _PSTYLE, _NUMPR, _RPR = f"{W}pPr", f"{W}pStyle", f"{W}numPr", f"{W}rPr"
_OUTLINE = f"{W}outlineLvl"
_GONE = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True, slots=True)
class Said:
    """What a paragraph says of itself."""

    style_id: str = ""
    listed: Element | None = None
    mark_gone: bool = False
    outline: Element | None = None


SAYS_NOTHING = Said()


def said_of(paragraph: Iterable[Element]) -> Said:
    """Return what a paragraph says of itself, in one pass; its properties come first in it."""
    first = next(iter(paragraph), None)
    if first is None or first.tag != _PPR:
        return SAYS_NOTHING
    style_id, listed, gone, outline = "", None, False, None
    for said in first:
        tag = said.tag
        if tag == _PSTYLE:
            style_id = said.get(VAL) or value(said)
        elif tag == _NUMPR:
            listed = said
        elif tag == _RPR:
            gone = any(child.tag in _GONE for child in said)
        elif tag == _OUTLINE:
            outline = first
    return Said(style_id, listed, gone, outline)


def deleted_under(mark: Element, before: Tracked) -> Tracked:
    """Return the change under which words stand that a mark says were deleted."""
    if before.change == "del":
        return before
    return replace(before, change="del", author=value(mark, "author"), at=value(mark, "date"))


def change_of(about: Element, before: Tracked) -> Tracked:
    """Return the change under which a row or cell stands."""
    for mark in about:
        name = local(mark)
        if name not in _CHANGES:
            continue
        if name in {"del", "cellDel"}:
            return deleted_under(mark, before)
        if name == "hidden" and is_on(mark):
            return replace(before, hidden=True)
        if name in {"ins", "cellIns"} and before.change != "del":
            author, at = value(mark, "author"), value(mark, "date")
            return replace(before, change="ins", author=author, at=at)
    return before


def standing(block: Block, tracked: Tracked) -> Block:
    """Return a block of a drawing, as what was deleted or is hidden where all of it is."""
    if tracked.change != "del" and not tracked.hidden:
        return block
    words = "\n".join(p.text for p in paragraphs_of(block) if p.text)
    deleted = tracked.change == "del"
    status = SpanStatus.DELETED if deleted else SpanStatus.HIDDEN
    author, at = (tracked.author, tracked.at) if deleted else ("", "")
    return Paragraph("", marks=(Mark(0, 0, status, words, author, at),))


def within(container: Iterable[Element], wanted: str) -> Iterator[Element]:
    """Yield the rows of a table or cells of a row, through content controls and the like."""
    for child in container:
        if child.tag == wanted:
            yield child
            continue
        found = local(child)
        if found == "sdt":
            for content in child.iterchildren(f"{W}sdtContent"):
                yield from within(content, wanted)
        elif found in WRAPPERS:
            yield from within(child, wanted)
        elif found == "AlternateContent":
            yield from within(chosen(child), wanted)
