"""What is taken out of the text of a report before it leaves: marks, keys, hidden words.

Bookmarks stay where the contents list or a cross-reference leads to them; a live figure loses
its control and keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.readers.wordml import Element, W, local, value
from report_builder.word.anchors import CONTENTS, REFERENCE, TAG

_COMMENTING = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_EDITING = (f"{W}proofErr", f"{W}permStart", f"{W}permEnd", f"{W}dataBinding")
_STARTS, _ENDS = f"{W}bookmarkStart", f"{W}bookmarkEnd"
_TARGET = re.compile(r"\b(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+\"?([\w.]+)")
_IDENTITY = re.compile(r"\}(?:rsid\w*|paraId|textId)$")
_WATERMARK = re.compile(r"watermark", re.IGNORECASE)
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_PICTURES = (f"{W}pict", f"{W}drawing")


@dataclass(slots=True)
class Taken:
    """How much was taken out of a report, for its record."""

    comments: int = 0
    changes: int = 0
    hidden: int = 0
    anchors: int = 0
    controls: int = 0
    watermarks: int = 0
    parts: int = 0


def bookmarks_needed(roots: Iterable[Element]) -> frozenset[str]:
    """Return the bookmarks to which a field or a link of the report leads."""
    needed: set[str] = set()
    for root in roots:
        for element in root.iter(f"{W}hyperlink", f"{W}instrText", f"{W}fldSimple"):
            if local(element) == "hyperlink":
                needed.add(value(element, "anchor"))
            else:
                code = (element.text or "") + value(element, "instr")
                needed.update(_TARGET.findall(code))
    return frozenset(needed - {""})


def clean(root: Element, needed: frozenset[str], taken: Taken) -> None:
    """Take out of a tree what must not leave, in place, and count it."""
    taken.comments += _drop(root, _COMMENTING[2:])
    _drop(root, (*_COMMENTING[:2], *_EDITING))
    taken.anchors += _drop_bookmarks(root, needed)
    taken.controls += _unwrap_figures(root)
    taken.hidden += _drop_hidden(root)
    for element in root.iter():
        for name in [n for n in element.attrib if _IDENTITY.search(str(n))]:
            del element.attrib[name]


def _drop(root: Element, tags: Iterable[str]) -> int:
    found = list(root.iter(*tags))
    for element in found:
        _remove(element)
    return len(found)


def _drop_bookmarks(root: Element, needed: frozenset[str]) -> int:
    """Take out the bookmarks that nothing leads to; ends go by the ids of their starts."""
    gone: set[str] = set()
    for start in list(root.iter(_STARTS)):
        name = value(start, "name")
        if name in needed or name.startswith((CONTENTS, REFERENCE, "_Toc", "_Ref")):
            continue
        gone.add(value(start, "id"))
        _remove(start)
    for end in list(root.iter(_ENDS)):
        if value(end, "id") in gone:
            _remove(end)
    return len(gone)


def _unwrap_figures(root: Element) -> int:
    """Put the content of our controls in their place."""
    found = [s for s in root.iter(f"{W}sdt") if value(s.find(f"{W}sdtPr/{W}tag")).startswith(TAG)]
    for control in found:
        parent, content = control.getparent(), control.find(f"{W}sdtContent")
        if parent is not None:
            at = parent.index(control)
            parent[at : at + 1] = list(content) if content is not None else []
    return len(found)


def _drop_hidden(root: Element) -> int:
    """Take out words that are hidden: whoever shows them would read them."""
    found = [
        run
        for run in root.iter(f"{W}r")
        for mark in run.findall(f"{W}rPr/{W}vanish")
        if value(mark) not in {"0", "false", "off"}
    ]
    for run in found:
        _remove(run)
    return len(found)


def drop_watermarks(root: Element) -> int:
    """Take out the words across the pages, and return how many there were."""
    found = [
        run
        for run in root.iter(f"{W}r")
        if any(
            _WATERMARK.search(shape.get("id", "")) for one in _PICTURES for p in run.findall(one)
            for shape in p.iter(_SHAPE)
        )
    ]  # fmt: skip
    for run in found:
        _remove(run)
    return len(found)


def restyle(root: Element, styles: frozenset[str], known: frozenset[str], text: str) -> None:
    """Write another text into paragraphs of a style, or that say what others of it said.

    With no text the words go; a paragraph that stands alone stays, for a header needs one.
    """
    for paragraph in list(root.iter(f"{W}p")):
        said = "".join(t.text or "" for t in paragraph.iter(f"{W}t")).strip()
        own = value(paragraph.find(f"{W}pPr/{W}pStyle")) in styles
        if not (own and said) and said not in known - {"", text}:
            continue
        texts = list(paragraph.iter(f"{W}t"))
        for place, one in enumerate(texts):
            one.text = text if place == 0 else ""
        if not text and _can_go(paragraph):
            _remove(paragraph)


def settle_rooms(root: Element, rooms: frozenset[str], body: str) -> None:
    """Let what people wrote into the room that was left for it look like the rest."""
    for style in root.iter(f"{W}pStyle"):
        if body and value(style) in rooms:
            style.set(f"{W}val", body)


def _can_go(paragraph: Element) -> bool:
    """A paragraph stays that ends a section, or is all that its story has."""
    parent = paragraph.getparent()
    alone = parent is None or len(parent.findall(f"{W}p")) == 1
    return not alone and paragraph.find(f"{W}pPr/{W}sectPr") is None


def _remove(element: Element) -> None:
    """Remove an element, and the run that held nothing else."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
    if parent.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in parent):
        _remove(parent)
