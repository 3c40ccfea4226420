"""Marks renewed in a merged file: blocks, live numbers, the draft's id, and no id twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from evidence.readers.wordml import Element, W, value
from report_builder.word.manifest import NAMESPACE, DraftMark
from report_builder.word.merging.landmarks import Landmarks
from report_builder.word.merging.tokens import Token, bookmarked_use, tag_of
from report_builder.word.properties import DRAFT_PROPERTY
from report_builder.word.revisions.announcing import announced
from report_builder.word.revisions.names import BOOKMARK_END, BOOKMARK_START, PPR
from report_builder.word.revisions.package import WordFile, serialised

_VT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM_PART = "docProps/custom.xml"
_HIGHEST = 0x7FFFFFFF


def mark_block(paragraph: Element, name: str) -> None:
    """Put a block's hidden bookmark around a paragraph's content."""
    start = paragraph.makeelement(BOOKMARK_START)
    start.set(f"{W}id", "0")
    start.set(f"{W}name", name)
    end = paragraph.makeelement(BOOKMARK_END)
    end.set(f"{W}id", "0")
    first = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
    paragraph.insert(first, start)
    paragraph.append(end)


def tag_again(controls: Iterable[Element], numbers: Iterable[Token]) -> bool:
    """Give controls their tags again, which a program dropped; whether there were any.

    `numbers` are the live numbers of files that have them.
    """
    untagged = [
        properties
        for properties in controls
        if next(properties.iterchildren(f"{W}tag"), None) is None
    ]
    by_use: dict[str, str] = {}
    for number in numbers if untagged else ():
        if number.use not in by_use:
            by_use[number.use] = tag_of(number.pieces[0][0])
    found = False
    for properties in untagged:
        control = properties.getparent()
        tag = by_use.get(bookmarked_use(control), "") if control is not None else ""
        if tag:
            etree.SubElement(properties, f"{W}tag").set(f"{W}val", tag)
            found = True
    return found


def unique(found: Landmarks) -> None:
    """Give bookmarks and controls that share an id ids of their own, in place."""
    _bookmarks(found.bookmarks)
    seen: set[str] = set()
    ids = [e for properties in found.controls for e in properties.iterchildren(f"{W}id")]
    numbers = [value(said) for said in ids]
    highest = max((int(n) for n in numbers if n.lstrip("-").isdigit()), default=0)
    for said in ids:
        if value(said) in seen:
            highest = highest + 1 if 0 < highest < _HIGHEST else 1
            while str(highest) in seen:
                highest += 1
            said.set(f"{W}val", str(highest))
        seen.add(value(said))


def _bookmarks(found: Sequence[Element]) -> None:
    starts = [mark for mark in found if mark.tag == BOOKMARK_START]
    ids = [value(e, "id") for e in starts]
    marks = _with_start(found, set(ids))
    names = [value(e, "name").casefold() for e in starts]
    if len(set(ids)) == len(ids) and len(set(names)) == len(names):
        return
    known: set[str] = set()
    pending: dict[str, list[str]] = {}
    fresh = max((int(i) for i in ids if i.isdigit()), default=0)
    used: set[str] = set()
    dropped: set[str] = set()
    for mark in marks:
        said = value(mark, "id")
        if mark.tag == BOOKMARK_END:
            waiting = pending.get(said, [])
            new = waiting.pop() if waiting else said
            parent = mark.getparent()
            if new in dropped and parent is not None:
                parent.remove(mark)
            else:
                mark.set(f"{W}id", new)
            continue
        name = value(mark, "name").casefold()
        new = said
        if said in used or said == "0":
            fresh += 1
            new = str(fresh)
        used.add(new)
        pending.setdefault(said, []).append(new)
        parent = mark.getparent()
        if name in known and parent is not None:
            dropped.add(new)
            parent.remove(mark)
            continue
        known.add(name)
        mark.set(f"{W}id", new)


def _with_start(marks: Sequence[Element], begun: set[str]) -> list[Element]:
    """Take out ends of bookmarks whose beginning went with what was replaced; return the rest."""
    kept: list[Element] = []
    for mark in marks:
        parent = mark.getparent() if value(mark, "id") not in begun else None
        if mark.tag == BOOKMARK_END and parent is not None:
            parent.remove(mark)
        else:
            kept.append(mark)
    return kept


def identity_parts(file: WordFile, mark: DraftMark, manifest: str) -> dict[str, bytes]:
    """Return the parts by which a merged file says whose draft it is."""
    found = _properties(file, mark.token)
    for name in file.names:
        if not name.casefold().endswith(".xml") or not name.startswith("customXml/"):
            continue
        head = file.content(name)[:400]
        if NAMESPACE.encode() in head and b"<manifest" in head:
            found[name] = manifest.encode()
    return found


def _properties(file: WordFile, token: str) -> dict[str, bytes]:
    part = next((p for k, p in file.relations("").values() if k == "custom-properties"), "")
    if not part or part not in file:
        return _new_properties(file, token)
    root = file.trees(part)
    for one in root:
        if one.get("name") == DRAFT_PROPERTY:
            for child in list(one):
                one.remove(child)
            etree.SubElement(one, f"{_VT}lpwstr").text = token
            return {part: serialised(root)}
    _property(root, token)
    return {part: serialised(root)}


def _property(root: Element, token: str) -> None:
    used = {one.get("pid", "") for one in root}
    pid = 2
    while str(pid) in used:
        pid += 1
    one = etree.SubElement(root, f"{{{_CUSTOM}}}property")
    for name, said in (("fmtid", _FORMAT), ("pid", str(pid)), ("name", DRAFT_PROPERTY)):
        one.set(name, said)
    etree.SubElement(one, f"{_VT}lpwstr").text = token


def _new_properties(file: WordFile, token: str) -> dict[str, bytes]:
    root = etree.fromstring(f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VT[1:-1]}"/>')
    _property(root, token)
    known = announced(
        file,
        _CUSTOM_PART,
        kind=f"{_RELATED}/custom-properties",
        content_type=_TYPE,
        source="",
    )
    return {_CUSTOM_PART: serialised(root), **known}
