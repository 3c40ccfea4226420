"""Identities that must not occur twice once an earlier text stands within a later one.

Of two content controls with one id Word drops the first, of two bookmarks with one name the
second; and a paragraph's id is its own. What comes along as a deletion gives way.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.names import BOOKMARK_END, BOOKMARK_START, P
from report_builder.word.revisions.pen import Pen

_WORD14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_ID, _NAME = f"{W}id", f"{W}name"


def give_way(taken: Iterable[Element], names: set[str], pen: Pen) -> None:
    """Take from deletions, in place, every identity that the later text has or may have.

    `names` are the later text's bookmarks, in lower case. A bookmark that only the earlier
    text had is kept, so that rejecting brings it back.
    """
    for element in taken:
        for control in list(element.iter(f"{W}sdtPr")):
            for said in control.findall(_ID):
                control.remove(said)
        for paragraph in element.iter(P):
            for name in ("paraId", "textId"):
                paragraph.attrib.pop(f"{_WORD14}{name}", "")
        _bookmarks(element, names, pen)


def bookmark_names(root: Element) -> set[str]:
    """Return the names of a text's bookmarks, in lower case, as Word compares them."""
    return {mark.get(_NAME, "").casefold() for mark in root.iter(BOOKMARK_START)}


def _bookmarks(element: Element, names: set[str], pen: Pen) -> None:
    numbers: dict[str, str] = {}
    for mark in list(element.iter(BOOKMARK_START, BOOKMARK_END)):
        said = mark.get(_ID, "")
        if mark.tag == BOOKMARK_START:
            name = mark.get(_NAME, "").casefold()
            if name not in names:
                names.add(name)
                numbers[said] = pen.number()
        parent = mark.getparent()
        if said in numbers:
            mark.set(_ID, numbers[said])
        elif parent is not None:
            parent.remove(mark)
