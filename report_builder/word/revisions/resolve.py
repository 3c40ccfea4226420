"""Every tracked change of a file accepted, or every one rejected.

    accepted(file)     what the editor meant
    rejected(file)     what was there before

Both return a file without changes; accepting it again changes nothing. Marks inside
properties (a paragraph's mark, a row, a cell, formatting, the character that holds a
fraction together) are settled first, then text, then the paragraphs whose marks went.
"""

from __future__ import annotations

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.formatting import settle_formatting
from report_builder.word.revisions.names import (
    CHANGES,
    DEL_INSTRUCTION,
    DEL_TEXT,
    FIELD_CHARACTER,
    FINAL,
    HYPERLINK,
    INSTRUCTION,
    ORIGINAL,
    PPR,
    RANGES,
    REVISIONS,
    RPR,
    SDT,
    SDT_CONTENT,
    SIMPLE_FIELD,
    P,
    Side,
    T,
)
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.paragraphs import before_table, join_marks, repair_cells
from report_builder.word.revisions.tables import settle_tables

_CARRIERS = (HYPERLINK, SIMPLE_FIELD, f"{W}smartTag", SDT, f"{W}customXml")
_SHORT = (b":ins", b"<ins", b":del", b"<del")
_NAMED = (b"moveFrom", b"moveTo", b"cellIns", b"cellDel", b"cellMerge", b"Change", b"customXml")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def accepted(file: WordFile) -> WordFile:
    """Return the file with every change accepted.

    Raises:
        UnreadableSource: one of its parts cannot be read.
    """
    return _settled(file, FINAL)


def rejected(file: WordFile) -> WordFile:
    """Return the file with every change rejected.

    Raises:
        UnreadableSource: one of its parts cannot be read.
    """
    return _settled(file, ORIGINAL)


def _settled(file: WordFile, side: Side) -> WordFile:
    parts: dict[str, bytes] = {}
    for story in file.stories():
        if not _may_hold_changes(file.content(story.part)):
            continue
        root = file.trees(story.part)
        if settle(root, side):
            parts[story.part] = serialised(root)
    return file.replaced(parts) if parts else file


def _may_hold_changes(written: bytes) -> bool:
    """Whether a part is worth parsing; one in wide characters always is."""
    if b"\x00" in written[:8] or any(name in written for name in _NAMED):
        return True
    return any(_occurs(name, written) for name in _SHORT)


def _occurs(name: bytes, written: bytes) -> bool:
    """Whether an element of this name is there, and not only one whose name begins so."""
    at = written.find(name)
    while at >= 0:
        end = at + len(name)
        if not written[end : end + 1].isalnum():
            return True
        at = written.find(name, end)
    return False


def settle(root: Element, side: Side) -> bool:
    """Settle every change in a tree, in place; whether there was any."""
    if next(root.iter(*REVISIONS), None) is None:
        return False
    settle_formatting(root, side)
    gone = [(paragraph, before_table(paragraph)) for paragraph in _marks(root, side)]
    settle_tables(root, side)
    _controls(root, side)
    emptied = _contents(root, side)
    for mark in list(root.iter(*RANGES)):
        _remove(mark)
    if side.original:
        _restore_text(root)
    _drop_stray_instructions(root)
    _drop_carriers(emptied)
    join_marks(gone)
    repair_cells(root)
    return True


def _marks(root: Element, side: Side) -> list[Element]:
    """The paragraphs whose marks go; every change of a mark is taken off."""
    gone: list[Element] = []
    for paragraph in root.iter(P):
        properties = paragraph.find(f"{PPR}/{RPR}")
        if properties is None:
            continue
        changes = [child for child in properties if child.tag in CHANGES]
        if any(change.tag in side.dropped for change in changes):
            gone.append(paragraph)
        for change in changes:
            properties.remove(change)
    return gone


def _controls(root: Element, side: Side) -> None:
    """Content controls that were put in or taken out: their content is settled by itself."""
    for mark in list(root.iter(*side.dropped_control)):
        control = mark.getnext()
        while control is not None and control.tag in RANGES:
            control = control.getnext()
        if control is not None and control.tag == SDT:
            _unwrap(control, control.find(SDT_CONTENT))


def _contents(root: Element, side: Side) -> list[Element]:
    """Take out what goes, free what stays; return what held something that went."""
    emptied: list[Element] = []
    for change in list(root.iter(*CHANGES)):
        parent = change.getparent()
        if parent is None:
            continue
        if change.tag in side.dropped:
            emptied.append(parent)
            parent.remove(change)
        else:
            _unwrap(change, change)
    return emptied


def _restore_text(root: Element) -> None:
    for text in root.iter(DEL_TEXT, DEL_INSTRUCTION):
        text.tag = T if text.tag == DEL_TEXT else INSTRUCTION
        text.set(_SPACE, "preserve")


def _drop_stray_instructions(root: Element) -> None:
    """An instruction outside any field shows as nothing in Word, and would be read as text."""
    depth, strays = 0, []
    for element in root.iter(FIELD_CHARACTER, INSTRUCTION):
        if element.tag == INSTRUCTION:
            if depth <= 0:
                strays.append(element)
            continue
        depth += {"begin": 1, "end": -1}.get(element.get(f"{W}fldCharType", ""), 0)
    for stray in strays:
        _remove(stray)


def _drop_carriers(emptied: list[Element]) -> None:
    """Links, fields and controls that held nothing but what went are gone with it."""
    for carrier in emptied:
        held: Element | None = carrier
        while held is not None and (held.tag in _CARRIERS or held.tag == SDT_CONTENT):
            parent = held.getparent()
            if parent is None or _holds(held):
                break
            parent.remove(held)
            held = parent


def _holds(carrier: Element) -> bool:
    content = carrier.find(SDT_CONTENT) if carrier.tag == SDT else carrier
    if content is None:
        return False
    return any(not str(child.tag).endswith("Pr") for child in content)


def _unwrap(element: Element, content: Element | None) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    parent[at : at + 1] = list(content) if content is not None else []


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
