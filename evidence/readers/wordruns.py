"""One Word paragraph read run by run: live words, and what was inserted, deleted or hidden.

Deleted and hidden words never enter the text: they are kept as marks at the place where
they stood. Inserted words and links are live, and marked.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from evidence.readers.blocks import Mark
from evidence.readers.wordfields import Fields, drops, is_contents
from evidence.readers.wordml import Element, M, W, chosen, is_on, local, value
from evidence.readers.wordstyles import Styles
from evidence.readers.wordsymbols import symbol
from evidence.segments import SpanStatus

_SKIPPED = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "numPr",
        "instrText", "delInstrText", "rt", "rubyPr", "ctrlPr", "oMathParaPr", "fPr",
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "annotationRef",
        "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "pgNum",
        "lastRenderedPageBreak", "fldData",
    }
)  # fmt: skip
_TRACKED = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_WITHIN_RUN = frozenset({"AlternateContent", "commentReference", "ruby"})
_DRAWN = frozenset({"drawing", "pict", "object", "group", "shape"})


@dataclass(frozen=True, slots=True)
class Tracked:
    """Under which change and link words stand."""

    change: str = ""
    author: str = ""
    at: str = ""
    link: bool = False


@dataclass(frozen=True, slots=True)
class _How:
    """How a run's words stand and look."""

    tracked: Tracked
    hidden: bool
    bold: bool


@dataclass(slots=True)
class Found:
    """What has been read of one paragraph."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    drawn: list[Element] = field(default_factory=list)
    plain: int = 0
    """Letters that are neither bold nor underlined."""
    emphatic: int = 0
    contents: bool = False

    @property
    def text(self) -> str:
        """The live words."""
        return "".join(self.pieces)

    def add(self, words: str, tracked: Tracked, *, hidden: bool, emphatic: bool) -> None:
        """Take in words with the status under which they stand."""
        if not words:
            return
        if tracked.change == "del":
            self._mark(SpanStatus.DELETED, words, tracked, live=False)
            return
        if hidden:
            self._mark(SpanStatus.HIDDEN, words, Tracked(), live=False)
            return
        if tracked.change == "ins":
            self._mark(SpanStatus.INSERTED, words, tracked, live=True)
        if tracked.link:
            self._mark(SpanStatus.LINK, words, Tracked(), live=True)
        self.pieces.append(words)
        self.length += len(words)
        letters = sum(c.isalnum() for c in words)
        self.emphatic += letters if emphatic else 0
        self.plain += 0 if emphatic else letters

    def _mark(self, status: SpanStatus, words: str, tracked: Tracked, *, live: bool) -> None:
        end = self.length + len(words) if live else self.length
        for place in range(len(self.marks) - 1, max(-1, len(self.marks) - 4), -1):
            last = self.marks[place]
            same = (last.status, last.author, last.at) == (status, tracked.author, tracked.at)
            if same and last.end == self.length:
                self.marks[place] = replace(last, end=end, text=last.text + words)
                return
        self.marks.append(Mark(self.length, end, status, words, tracked.author, tracked.at))


class Runs:
    """Reads the runs of paragraphs; fields may stay open from one to the next."""

    def __init__(self, styles: Styles, fields: Fields) -> None:
        self._styles = styles
        self.fields = fields
        self.pages = 0
        self._hidden_paragraph = False
        self._bold_paragraph = False

    def read(self, paragraph: Element, into: Found, base: Tracked) -> None:
        """Read one paragraph into what has been found so far."""
        style = self._styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or self._styles.default)
        self._hidden_paragraph = bool(style.hidden)
        self._bold_paragraph = bool(style.bold)
        self._children(paragraph, into, base)

    def _children(self, element: Element, into: Found, tracked: Tracked) -> None:
        for child in element:
            name = local(child)
            if name and name not in _SKIPPED:
                self._child(child, name, into, tracked)

    def _child(self, child: Element, name: str, into: Found, tracked: Tracked) -> None:
        if name in _DRAWN:
            into.drawn.append(child)
        elif name in _TRACKED and child.tag.startswith(W):
            self._children(child, into, _under(child, _TRACKED[name], tracked))
        elif name == "hyperlink":
            self._children(child, into, replace(tracked, link=True))
        else:
            known = {
                "r": self._run,
                "fldSimple": self._simple,
                "AlternateContent": self._alternate,
                "commentRangeStart": self._comment,
                "commentReference": self._comment,
                "commentRangeEnd": _nothing,
            }
            known.get(name, self._children)(child, into, tracked)

    def _alternate(self, child: Element, into: Found, tracked: Tracked) -> None:
        for branch in chosen(child):
            self._child(branch, local(branch), into, tracked)

    def _simple(self, child: Element, into: Found, tracked: Tracked) -> None:
        instruction = value(child, "instr")
        if not drops(instruction):
            into.contents = into.contents or is_contents(instruction)
            self._children(child, into, tracked)

    def _comment(self, child: Element, into: Found, _tracked: Tracked) -> None:
        name = f"c{value(child, 'id')}"
        if name not in into.comments:
            into.comments.append(name)

    def _run(self, run: Element, into: Found, tracked: Tracked) -> None:
        properties = run.find(f"{W}rPr")
        style = self._styles.get(
            value(properties.find(f"{W}rStyle")) if properties is not None else ""
        )
        hidden = _said(properties, "vanish", style.hidden, otherwise=self._hidden_paragraph)
        bold = _said(properties, "b", style.bold, otherwise=self._bold_paragraph)
        how = _How(tracked, hidden, bold or _underlined(properties))
        for child in run:
            name = local(child)
            if child.tag.__class__ is str and child.tag.startswith(M):
                self._child(child, name, into, tracked)
                continue
            self._part(child, name, into, how)

    def _part(self, child: Element, name: str, into: Found, how: _How) -> None:
        """Read one part of a run."""
        if name == "fldChar":
            into.add(self.fields.mark(child), how.tracked, hidden=how.hidden, emphatic=how.bold)
        elif name == "instrText":
            self.fields.instruct(child.text or "")
        elif name == "lastRenderedPageBreak":
            self.pages += 1
        elif name in _NOTES:
            if how.tracked.change != "del" and not how.hidden:
                into.notes.append(f"{name[0]}{value(child, 'id')}")
        elif name in _WITHIN_RUN or name in _DRAWN:
            self._child(child, name, into, how.tracked)
        elif not self.fields.silent:
            self._say(_words(child, name), into, how)

    def _say(self, words: str, into: Found, how: _How) -> None:
        if words:
            into.contents = into.contents or self.fields.contents
            tracked = replace(how.tracked, link=True) if self.fields.link else how.tracked
            into.add(words, tracked, hidden=how.hidden, emphatic=how.bold)


def _nothing(_child: Element, _into: Found, _tracked: Tracked) -> None:
    """The end of a comment's range says nothing that its beginning did not."""


def _words(child: Element, name: str) -> str:
    """The words of a part of a run (ECMA-376 17.3.3)."""
    if name in {"t", "delText"}:
        return child.text or ""
    if name == "sym":
        return symbol(value(child, "font"), value(child, "char"))
    if name == "br":
        return "" if value(child, "type") in {"page", "column"} else "\n"
    return {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}.get(name, "")


def _under(child: Element, change: str, tracked: Tracked) -> Tracked:
    """The change under which a change's words stand: what is deleted stays so."""
    if tracked.change == "del":
        return tracked
    return Tracked(change, value(child, "author"), value(child, "date"), tracked.link)


def _said(
    properties: Element | None,
    name: str,
    styled: bool | None,  # noqa: FBT001 - three-valued: None where the style does not say
    *,
    otherwise: bool,
) -> bool:
    own = properties.find(f"{W}{name}") if properties is not None else None
    if own is not None:
        return is_on(own)
    return otherwise if styled is None else styled


def _underlined(properties: Element | None) -> bool:
    line = properties.find(f"{W}u") if properties is not None else None
    return line is not None and value(line) not in {"", "none"}
