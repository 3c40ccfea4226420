"""Bookmarks, controls and references of a text, found in one walk over its many elements."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.wordml import Element, W, value
from report_builder.word.revisions.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    HYPERLINK,
    INSTRUCTION,
    SIMPLE_FIELD,
)

CONTROL = f"{W}sdtPr"


@dataclass(frozen=True, slots=True)
class Landmarks:
    """Beginnings and ends of bookmarks, the properties of controls, and what leads elsewhere."""

    bookmarks: tuple[Element, ...]
    controls: tuple[Element, ...]
    leading: tuple[Element, ...]

    def names(self) -> set[str]:
        """Return the names of the bookmarks."""
        return {value(mark, "name") for mark in self.bookmarks if mark.tag == BOOKMARK_START}


def landmarks(root: Element) -> Landmarks:
    """Return the landmarks of a text, each kind in the order of the text."""
    bookmarks: list[Element] = []
    controls: list[Element] = []
    leading: list[Element] = []
    marks = {BOOKMARK_START, BOOKMARK_END}
    for element in root.iter(*marks, CONTROL, HYPERLINK, INSTRUCTION, SIMPLE_FIELD):
        tag = element.tag
        if tag in marks:
            bookmarks.append(element)
        elif tag == CONTROL:
            controls.append(element)
        else:
            leading.append(element)
    return Landmarks(tuple(bookmarks), tuple(controls), tuple(leading))
