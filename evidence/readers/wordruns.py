"""One Word paragraph read run by run: live words, and what was inserted, deleted or hidden.

Deleted and hidden words never enter the text: they are kept as marks at the place where
they stood. Inserted words and links are live, and marked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from evidence.readers.blocks import Mark
from evidence.readers.wordfields import Fields, drops, is_contents
from evidence.readers.wordmath import is_structure, written
from evidence.readers.wordml import VAL, Element, M, W, chosen, is_on, local, value
from evidence.readers.wordstyles import Style, Styles
from evidence.readers.wordsymbols import symbol
from evidence.segments import SpanStatus

_SKIPPED = frozenset(
    {
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "numPr",
        "instrText", "delInstrText", "rubyPr", "ctrlPr", "oMathParaPr", "fPr",
        "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "annotationRef",
        "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "pgNum",
        "lastRenderedPageBreak", "fldData", "commentRangeEnd",
    }
)  # fmt: skip
_TRACKED = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_WITHIN_RUN = frozenset({"AlternateContent", "commentReference", "ruby"})
_DRAWN = frozenset({"drawing", "pict", "object", "group", "shape"})
_LETTER = re.compile(r"[^\W_]")
_R, _T, _RPR = f"{W}r", f"{W}t", f"{W}rPr"
_BREAK, _TAB, _FIELD, _CODE = f"{W}br", f"{W}tab", f"{W}fldChar", f"{W}instrText"
_RSTYLE, _VANISH, _BOLD, _UNDERLINE = f"{W}rStyle", f"{W}vanish", f"{W}b", f"{W}u"
_PASSED = frozenset(
    f"{W}{name}" for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeEnd")
)
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Tracked:
    """Under which change and link words stand, and whether all of it is hidden."""

    change: str = ""
    author: str = ""
    at: str = ""
    link: bool = False
    hidden: bool = False


_PLAINLY = Tracked()


@dataclass(slots=True)
class Found:
    """What has been read of one paragraph."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[Mark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gone_notes: dict[str, SpanStatus] = field(default_factory=dict)
    """Notes whose reference was deleted or is hidden, and which of both."""
    drawn: list[Element] = field(default_factory=list)
    shapes: list[tuple[Element, Tracked]] = field(default_factory=list)
    """Drawings in Word, with the change under which they stand."""
    plain: int = 0
    """Runs with letters that are neither bold nor underlined."""
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
        if hidden or tracked.hidden:
            self._mark(SpanStatus.HIDDEN, words, _PLAINLY, live=False)
            return
        if tracked.change == "ins":
            self._mark(SpanStatus.INSERTED, words, tracked, live=True)
        if tracked.link:
            self._mark(SpanStatus.LINK, words, _PLAINLY, live=True)
        self.pieces.append(words)
        self.length += len(words)
        if emphatic:
            self.emphatic = self.emphatic or int(bool(_LETTER.search(words)))
        else:
            self.plain = self.plain or int(bool(_LETTER.search(words)))

    def beside(self, words: str) -> None:
        """Take in what is written above or beside live words without being one of them."""
        self._mark(SpanStatus.NOTE, words, _PLAINLY, live=False)

    def _mark(self, status: SpanStatus, words: str, tracked: Tracked, *, live: bool) -> None:
        end = self.length + len(words) if live else self.length
        for place in range(len(self.marks) - 1, max(-1, len(self.marks) - 4), -1):
            last = self.marks[place]
            same = (last.status, last.author, last.at) == (status, tracked.author, tracked.at)
            if same and last.end == self.length:
                self.marks[place] = replace(last, end=end, text=last.text + words)
                return
        self.marks.append(Mark(self.length, end, status, words, tracked.author, tracked.at))


@dataclass(frozen=True, slots=True)
class _Look:
    """How a run's words look."""

    hidden: bool
    bold: bool


_LOOKS = {(h, b): _Look(h, b) for h in (False, True) for b in (False, True)}


class Runs:
    """Reads the runs of paragraphs; fields may stay open from one to the next."""

    def __init__(self, styles: Styles, fields: Fields) -> None:
        self._styles = styles
        self.fields = fields
        self.pages = 0
        self._look = _LOOKS[False, False]
        self._known: dict[str, Callable[[Element, Found, Tracked], None]] = {
            "r": self._run,
            "fldSimple": self._simple,
            "AlternateContent": self._alternate,
            "commentRangeStart": self._comment,
            "commentReference": self._comment,
            "ruby": self._ruby,
            "t": self._bare,
        }

    def read(self, paragraph: Iterable[Element], into: Found, base: Tracked, style: Style) -> None:
        """Read one paragraph, of this style, into what has been found so far."""
        self._look = _LOOKS[bool(style.hidden), bool(style.bold)]
        self._children(paragraph, into, base)

    def _children(self, element: Iterable[Element], into: Found, tracked: Tracked) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child, into, tracked)
            elif tag not in _PASSED:
                name = local(child)
                if name and name not in _SKIPPED:
                    self._child(child, name, into, tracked)

    def _child(self, child: Element, name: str, into: Found, tracked: Tracked) -> None:
        if name in _DRAWN:
            into.shapes.append((child, replace(tracked, link=False)))
        elif child.tag.startswith(M):
            self._math(child, name, into, tracked)
        elif name in _TRACKED and child.tag.startswith(W):
            self._children(child, into, under(child, _TRACKED[name], tracked))
        elif name == "hyperlink":
            self._children(child, into, replace(tracked, link=True))
        else:
            self._known.get(name, self._children)(child, into, tracked)

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

    def _bare(self, text: Element, into: Found, tracked: Tracked) -> None:
        """Words that no run holds, as in one branch of an alternative."""
        if not self.fields.silent:
            self._say(text.text or "", into, tracked, self._look)

    def _ruby(self, ruby: Element, into: Found, tracked: Tracked) -> None:
        """Words with their reading above them: the words are live, the reading a note."""
        for part in ruby:
            if local(part) != "rt":
                self._children(part, into, tracked)
                continue
            words = "".join(t.text or "" for t in part.iter(_T))
            if tracked.change == "del" or tracked.hidden:
                into.add(words, tracked, hidden=False, emphatic=False)
            elif words:
                into.beside(words)

    def _math(self, child: Element, name: str, into: Found, tracked: Tracked) -> None:
        if name == "t":
            self._say(child.text or "", into, tracked, self._look)
        elif name == "r":
            self._run(child, into, tracked)
        elif is_structure(name):
            written(
                child,
                name,
                lambda sign: self._say(sign, into, tracked, self._look),
                lambda part: self._children(part, into, tracked),
            )
        elif not name.endswith("Pr"):
            self._children(child, into, tracked)

    def _run(self, run: Element, into: Found, tracked: Tracked) -> None:
        look = self._look
        for child in run:
            tag = child.tag
            if tag == _T:
                if not self.fields.silent:
                    self._say(child.text or "", into, tracked, look)
            elif tag == _RPR:
                look = self._looks(child)
            elif tag == _FIELD:
                shown = self.fields.mark(child)
                into.add(shown, tracked, hidden=look.hidden, emphatic=look.bold)
            elif tag == _CODE:
                self.fields.instruct(child.text or "")
            else:
                self._part(child, into, tracked, look)

    def _part(self, child: Element, into: Found, tracked: Tracked, look: _Look) -> None:
        """Read one of the rarer parts of a run."""
        name = local(child)
        if name == "lastRenderedPageBreak":
            self.pages += 1
        elif name in _NOTES:
            _refer(f"{name[0]}{value(child, 'id')}", into, tracked, hidden=look.hidden)
        elif name in _WITHIN_RUN or name in _DRAWN:
            hidden = look.hidden and name in _DRAWN
            self._child(child, name, into, replace(tracked, hidden=True) if hidden else tracked)
        elif name and child.tag.startswith(M):
            self._math(child, name, into, tracked)
        elif name in _TRACKED:  # within a run of an equation, the change stands inside
            self._run(child, into, under(child, _TRACKED[name], tracked))
        elif not self.fields.silent:
            self._say(_words(child, name), into, tracked, look)

    def _say(self, words: str, into: Found, tracked: Tracked, look: _Look) -> None:
        if words:
            fields = self.fields
            if fields.contents:
                into.contents = True
            if fields.link and not tracked.link:
                tracked = replace(tracked, link=True)
            into.add(words, tracked, hidden=look.hidden, emphatic=look.bold)

    def _looks(self, properties: Element) -> _Look:
        """How a run looks: by what it says itself, by its style, by its paragraph's style."""
        hidden: bool | None = None
        bold: bool | None = None
        underlined = False
        style: Style | None = None
        for said in properties:
            tag = said.tag
            if tag == _BOLD:
                bold = is_on(said)
            elif tag == _RSTYLE:
                style = self._styles.get(said.get(VAL) or value(said))
            elif tag == _VANISH:
                hidden = is_on(said)
            elif tag == _UNDERLINE:
                underlined = value(said) not in {"", "none"}
        if style is not None:
            hidden = style.hidden if hidden is None else hidden
            bold = style.bold if bold is None else bold
        return _LOOKS[
            self._look.hidden if hidden is None else hidden,
            (self._look.bold if bold is None else bold) or underlined,
        ]


def _refer(note: str, into: Found, tracked: Tracked, *, hidden: bool) -> None:
    """Take in the reference of a note: where it was deleted or is hidden, so is the note."""
    if tracked.change == "del":
        into.gone_notes[note] = SpanStatus.DELETED
    elif hidden or tracked.hidden:
        into.gone_notes[note] = SpanStatus.HIDDEN
    else:
        into.notes.append(note)


def _words(child: Element, name: str) -> str:
    """The words of a part of a run (ECMA-376 17.3.3)."""
    if name in {"t", "delText"}:
        return child.text or ""
    if name == "sym":
        return symbol(value(child, "font"), value(child, "char"))
    if name == "br":
        return "" if value(child, "type") in {"page", "column"} else "\n"
    return _SIGNS.get(name, "")


def under(child: Element, change: str, tracked: Tracked) -> Tracked:
    """Return the change under which a change's words stand: what is deleted stays so."""
    if tracked.change == "del":
        return tracked
    return replace(tracked, change=change, author=value(child, "author"), at=value(child, "date"))
