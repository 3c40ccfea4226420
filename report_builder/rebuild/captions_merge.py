"""Captions counted again once an editor has moved or taken out tables, and what refers to them.

Word counts its captions anew only when somebody asks for it (F9); a merged file is right when
it is opened.
"""

from __future__ import annotations

import re
from collections import Counter

from evidence.readers.wordml import Element, value
from report_builder.word.anchors import REFERENCE
from report_builder.word.merging.landmarks import Landmarks
from report_builder.word.revisions.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    FIELD_CHARACTER,
    SIMPLE_FIELD,
    T,
)

_COUNTS = re.compile(r"\s*SEQ\s+(\w+)\s+\\\*\s+ARABIC\s*", re.IGNORECASE)
_COUNTS_OTHERWISE = re.compile(r"\bSEQ\b", re.IGNORECASE)
_REFERS = re.compile(rf"\s*REF\s+({REFERENCE}\w+)\s+\\h\s*", re.IGNORECASE)


def count_captions(found: Landmarks) -> bool:
    """Let captions and references to them read as they are counted now; whether any did not.

    Nothing is done where a caption counts in a way of its own, as one that starts again does.
    """
    fields = [(_code(element), element) for element in found.leading]
    if any(_COUNTS_OTHERWISE.search(code) and not _COUNTS.fullmatch(code) for code, _ in fields):
        return False
    counted: Counter[str] = Counter()
    changed = False
    for code, element in fields:
        if match := _COUNTS.fullmatch(code):
            counted[match[1].casefold()] += 1
            changed |= _say(element, str(counted[match[1].casefold()]))
    if not changed:
        return False
    marks = {value(m, "name"): m for m in found.bookmarks if m.tag == BOOKMARK_START}
    for code, element in fields:
        match = _REFERS.fullmatch(code)
        label = _marked(marks[match[1]]) if match and match[1] in marks else ""
        if label:
            _say(element, label)
    return True


def _code(element: Element) -> str:
    return value(element, "instr") if element.tag == SIMPLE_FIELD else element.text or ""


def _say(field: Element, text: str) -> bool:
    """Let the result of a field say something, in its form; whether it said anything else."""
    texts = _result(field)
    if not texts or "".join(t.text or "" for t in texts) == text:
        return False
    texts[0].text = text
    for other in texts[1:]:
        other.text = ""
    return True


def _result(field: Element) -> list[Element]:
    """The texts of a field's result; none where other fields are nested in it."""
    run = field.getparent()
    if field.tag == SIMPLE_FIELD or run is None:
        return list(field.iter(T))
    found: list[Element] = []
    shown = False
    for after in run.itersiblings():
        kinds = [value(mark, "fldCharType") for mark in after.iter(FIELD_CHARACTER)]
        if "end" in kinds:
            return found
        if "begin" in kinds:
            return []
        found += after.iter(T) if shown else ()
        shown = shown or "separate" in kinds
    return []


def _marked(start: Element) -> str:
    """What stands within a bookmark of one paragraph, "" where it ends elsewhere."""
    said: list[str] = []
    for after in start.itersiblings():
        if after.tag == BOOKMARK_END and value(after, "id") == value(start, "id"):
            return "".join(said)
        said += [text.text or "" for text in after.iter(T)]
    return ""
