"""Word's fields: what they show is read, what they say to Word is not.

A complex field is spread over runs, and even over paragraphs: begin, its instruction,
separate, its result, end (ECMA-376 17.16). The number of the page that one is on belongs to
no sentence and is dropped; a table of contents repeats the headings and is furniture.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.readers.wordml import Element, W, is_on, local, number, value

_KIND = f"{W}fldCharType"
_DROPPED = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_CONTENTS = frozenset({"TOC", "TOA", "INDEX"})


@dataclass(slots=True)
class _Field:
    code: str = ""
    shows: bool = False

    @property
    def kind(self) -> str:
        return (self.code.split() or [""])[0].upper()


class Fields:
    """The fields that are open where the reading has come to.

    Words that stand here are not to be read where it is `silent`, belong to a table of
    contents where it is in `contents`, and are a link where it is a `link`.
    """

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self.broken = False
        """Whether fields begin or end here without their other half, and so hide no words."""
        self.silent = False
        self.contents = False
        self.link = False

    def mark(self, char: Element) -> str:
        """Take in a field character, and return what a form field shows of itself."""
        kind = value(char, "fldCharType")
        shown = ""
        if kind == "begin":
            self._open.append(_Field())
            shown = form_value(char)
        elif self._open and kind == "separate":
            self._open[-1].shows = True
        elif self._open and kind == "end":
            self._open.pop()
        self._look()
        return shown

    def instruct(self, text: str) -> None:
        """Take in a piece of a field's instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].code += text
            self._look()

    def forget(self) -> None:
        """Close what was never ended, so that a broken field does not swallow the document."""
        self._open.clear()
        self._look()

    def _look(self) -> None:
        kinds = [(field.shows, field.kind) for field in self._open]
        self.silent = not self.broken and any(
            not shows or kind in _DROPPED for shows, kind in kinds
        )
        self.contents = any(kind in _CONTENTS for _, kind in kinds)
        self.link = any(shows and kind == "HYPERLINK" for shows, kind in kinds)


def drops(instruction: str) -> bool:
    """Whether a simple field's result is to be dropped."""
    return (instruction.split() or [""])[0].upper() in _DROPPED


def is_contents(instruction: str) -> bool:
    """Whether a simple field is a table of contents."""
    return (instruction.split() or [""])[0].upper() in _CONTENTS


def form_value(char: Element) -> str:
    """Return what a form's check box or list shows: it stands in the field's data alone."""
    for control in char.iterchildren(f"{W}ffData"):
        for part in control:
            if local(part) == "checkBox":
                state = part.find(f"{W}checked")
                state = state if state is not None else part.find(f"{W}default")
                return "\u2612" if is_on(state) else "\u2610"
            if local(part) == "ddList":
                entries = [value(entry) for entry in part.iterchildren(f"{W}listEntry")]
                picked = number(value(part.find(f"{W}result")))
                return entries[picked] if 0 <= picked < len(entries) else ""
    return ""


def balanced(*roots: Element) -> bool:
    """Whether each field that begins in these parts also ends there."""
    kinds = [char.get(_KIND) for root in roots for char in root.iter(f"{W}fldChar")]
    return kinds.count("begin") == kinds.count("end")
