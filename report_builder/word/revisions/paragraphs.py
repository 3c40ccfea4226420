"""Paragraphs whose marks went: their text joins the next paragraph, whose form it takes.

In Word a paragraph's form belongs to its mark, at its end; so the paragraph that keeps
its mark keeps its style and number (ECMA-376 Part 1, 17.13.5.15).
"""

from __future__ import annotations

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.names import (
    BOX,
    PPR,
    SDT,
    SDT_CONTENT,
    TBL,
    TC,
    TCPR,
    P,
)

_MARKERS = frozenset(
    f"{W}{name}"
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
        "permStart", "permEnd",
    )
)  # fmt: skip
_BLOCKS = frozenset({P, TBL, SDT, f"{W}altChunk", f"{W}customXml"})
_TRANSPARENT = frozenset({SDT_CONTENT, f"{W}customXml"})


def before_table(paragraph: Element) -> bool:
    """Whether a table comes next, into which no paragraph can be joined."""
    following = _next_block(paragraph)
    return following is not None and following.tag == TBL


def join_marks(gone: list[tuple[Element, bool]]) -> None:
    """Join each paragraph that lost its mark to the one after it, in place.

    Changes are settled from the top, so words that stood before a table stay a paragraph
    even where the table goes too; `gone` says of each paragraph whether it did.
    """
    for paragraph, stood_before_table in gone:
        if paragraph.getparent() is None:
            continue
        if not (stood_before_table and says_something(paragraph)):
            _join(paragraph)


def _join(paragraph: Element) -> None:
    following = _next_block(paragraph)
    if following is not None and following.tag == P:
        _move(paragraph, following)
    elif not says_something(paragraph) and _can_go(paragraph, following):
        _leave_markers(paragraph)
    else:
        return
    content = paragraph.getparent()
    _remove(paragraph)
    while content is not None and content.tag in _TRANSPARENT and len(content) == 0:
        control = content.getparent()
        if control is None or control.tag != SDT:
            break
        content = control.getparent()
        _remove(control)


def _move(paragraph: Element, following: Element) -> None:
    content = [child for child in paragraph if child.tag != PPR]
    at = 1 if len(following) and following[0].tag == PPR else 0
    following[at:at] = content


def _next_block(paragraph: Element) -> Element | None:
    """The block after it, through the end of a control that holds it."""
    place: Element | None = paragraph
    while place is not None:
        for sibling in place.itersiblings():
            if sibling.tag in _BLOCKS:
                return sibling
        parent = place.getparent()
        if parent is None or parent.tag not in _TRANSPARENT:
            return None
        place = parent.getparent() if parent.tag == SDT_CONTENT else parent
    return None


def _can_go(paragraph: Element, following: Element | None) -> bool:
    """Text, cells and notes must end in a paragraph."""
    if following is not None:
        return True
    before = _before(paragraph)
    while before is not None and before.tag == SDT:
        content = before.find(SDT_CONTENT)
        before = content[-1] if content is not None and len(content) else None
    return before is not None and before.tag == P


def _before(block: Element) -> Element | None:
    """The block before it, out through the start of a control that holds it."""
    place: Element | None = block
    while place is not None:
        for sibling in place.itersiblings(preceding=True):
            if sibling.tag in _BLOCKS:
                return sibling
        parent = place.getparent()
        if parent is None or parent.tag not in _TRANSPARENT:
            return None
        place = parent.getparent() if parent.tag == SDT_CONTENT else parent
    return None


def _leave_markers(paragraph: Element) -> None:
    """Bookmarks and ends of comments outlive the paragraph."""
    parent = paragraph.getparent()
    if parent is not None:
        at = parent.index(paragraph)
        parent[at:at] = [child for child in paragraph if child.tag in _MARKERS]


def says_something(paragraph: Element) -> bool:
    """Whether a paragraph holds anything that is seen."""
    for child in paragraph:
        if child.tag == PPR or child.tag in _MARKERS:
            continue
        if child.tag == f"{W}r" and all(part.tag == f"{W}rPr" for part in child):
            continue
        return True
    return False


def repair_cells(root: Element) -> None:
    """See that every cell and text box ends in a paragraph, as Word demands."""
    for holder in root.iter(TC, BOX):
        blocks = [child for child in holder if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag == TBL:
            holder.append(holder.makeelement(P))
    for content in list(root.iter(SDT_CONTENT)):
        control = content.getparent()
        if len(content) == 0 and control is not None and _block_level(control):
            _remove(control)


def _block_level(control: Element) -> bool:
    parent = control.getparent()
    return parent is not None and parent.tag in {f"{W}body", TC, BOX, TCPR}


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
