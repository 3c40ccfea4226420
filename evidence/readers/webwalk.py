"""The walk through a web page's elements, which makes paragraphs and tables of them.

Without recursion, element by element, so that no nesting of a page exhausts anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from lxml import etree

from evidence.notices import Notice
from evidence.readers.blocks import Block, Cell, Paragraph, Row, Table
from evidence.readers.numbering import Label, formatted
from evidence.readers.wordml import Element, local, number
from evidence.readers.wordruns import Found, Tracked
from evidence.segments import SegmentStatus

_NAMES_LEFT_OUT = "script style template head iframe object applet audio video canvas svg noframes"
_LEFT_OUT = frozenset(_NAMES_LEFT_OUT.split())
_BLOCK_NAMES = """
address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption
figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre
section summary table caption tbody tfoot thead title tr ul textarea
"""
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_BOLD = frozenset({"b", "strong", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FURNITURE = frozenset({"nav", "footer"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_QUOTE_MARK = re.compile(
    r"\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|moz-signature|gmail_signature|"
    r"(?:x_)*(?:divRplyFwdMsg|Signature|AppleMailSignature|ms-outlook-mobile-signature))\b"
)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MOST_ROWS = 1_000
_MOST_SPAN = 64


@dataclass(frozen=True, slots=True)
class _How:
    """How words stand at a place in the page."""

    tracked: Tracked = field(default_factory=Tracked)
    hidden: bool = False
    bold: bool = False
    kept: bool = False
    """Whether spaces and line ends are kept as they are."""
    level: int | None = None
    status: SegmentStatus = SegmentStatus.LIVE


@dataclass(slots=True)
class _List:
    """A list under way; `form` is "" for bullets."""

    list_id: str
    form: str = ""
    count: int = 0


@dataclass(slots=True)
class _Rows:
    """A table under way."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    heads: int = 0
    heading: bool = False
    below: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Columns covered from above: column -> (how many more rows, how many columns)."""

    def column(self) -> int:
        """The next free column, after what reaches down from the rows above."""
        place = self.cells[-1].column + self.cells[-1].span if self.cells else 0
        while place in self.below:
            rows, span = self.below.pop(place)
            if rows > 1:
                self.below[place] = (rows - 1, span)
            self.cells.append(Cell((), place, span, repeats=True))
            place += span
        return place

    def end_row(self) -> None:
        """Close the row that is under way."""
        self.column()
        if self.cells:
            own = [cell for cell in self.cells if not cell.repeats]
            heads = self.heads > 1 and self.heads == len(own)
            self.rows.append(Row(tuple(self.cells), heading=self.heading or heads))
        self.cells, self.heads = [], 0


class Page:
    """The blocks of a page; with `quotes`, what a mail quotes is folded."""

    def __init__(self, *, quotes: bool = False) -> None:
        self.blocks: list[Block] = []
        self.notices: list[Notice] = []
        self.title = ""
        self._quotes = quotes
        self._targets: list[list[Block]] = [self.blocks]
        self._found = Found()
        self._how = [_How()]
        self._lists: list[_List] = []
        self._list_count = 0
        self._label: Label | None = None
        self._tables: list[_Rows] = []

    def read(self, root: Element) -> None:
        """Take a whole page in."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = local(element).lower()
            if event == "start":
                if name in _LEFT_OUT:
                    self._leave_out(element, name)
                    walk.skip_subtree()
                else:
                    self._open(element, name)
                    self._say(element.text)
            else:
                if name not in _LEFT_OUT:
                    self._close(name)
                self._say(element.tail)
        self._flush()

    def _leave_out(self, element: Element, name: str) -> None:
        if name == "head":
            title = element.find("title")
            self.title = (
                " ".join("".join(str(piece) for piece in title.itertext()).split())
                if title is not None
                else ""
            )
        elif name == "script" and "json" not in element.get("type", ""):
            self._note("scripts", "Its scripts were not run; what they would show was not read.")
        elif name in {"iframe", "object", "svg", "applet"}:
            self._note("embedded_file", "What is embedded in the page was not read.")

    def _note(self, code: str, message: str) -> None:
        notice = Notice(code, message)
        if notice not in self.notices:
            self.notices.append(notice)

    def _open(self, element: Element, name: str) -> None:
        if name in _BLOCKS:
            self._flush()
        self._how.append(self._changed(element, name))
        opening = _OPENING.get(name)
        if opening is not None:
            opening(self, element)

    def _close(self, name: str) -> None:
        if name in _BLOCKS or name in {"td", "th"}:
            self._flush()
        closing = _CLOSING.get(name)
        if closing is not None:
            closing(self)
        self._how.pop()

    def _changed(self, element: Element, name: str) -> _How:
        """How words stand within an element, by what it is and how it is set."""
        how, style = _named(self._how[-1], element, name), element.get("style", "")
        if _BOLD_STYLE.search(style):
            how = replace(how, bold=True)
        if self._quotes and _is_quoted(element, name):
            how = replace(how, status=SegmentStatus.QUOTED)
        if element.get("hidden") is not None or _HIDDEN.search(style):
            how = replace(how, hidden=True)
        return how

    def _say(self, words: str | None) -> None:
        if not words:
            return
        how = self._how[-1]
        if not how.kept:
            words = _SPACE.sub(" ", words)
            last = self._found.pieces[-1][-1:] if self._found.pieces else "\n"
            words = words.lstrip(" ") if last in " \n" else words
        self._found.add(words, how.tracked, hidden=how.hidden, emphatic=how.bold)

    def _flush(self) -> None:
        """End the paragraph that is under way, if it has words."""
        found, self._found = self._found, Found()
        text = found.text.rstrip(" \n")
        kept = [mark for mark in found.marks if mark.text.strip()]
        if not text.strip() and not kept:
            return
        marks = []
        for mark in kept:
            start, end = min(mark.start, len(text)), min(mark.end, len(text))
            words = text[start:end] if mark.start < mark.end else mark.text
            marks.append(replace(mark, start=start, end=end, text=words))
        label, self._label = (self._label, None) if text.strip() else (None, self._label)
        how = self._how[-1]
        self._targets[-1].append(
            Paragraph(
                text,
                marks=tuple(marks),
                label=label.text if label else "",
                bullet=label.bullet if label else False,
                depth=label.depth if label else 0,
                list_id=label.list_id if label else "",
                level=how.level if how.status is SegmentStatus.LIVE else None,
                emphatic=found.emphatic > 0 and found.plain == 0,
                status=how.status,
            )
        )

    def break_line(self, _element: Element) -> None:
        """Break the line; a blank line ends the paragraph."""
        if self._found.text.endswith("\n") and not self._how[-1].kept:
            self._flush()
            return
        self._found.add("\n", Tracked(), hidden=False, emphatic=False)

    def open_list(self, element: Element) -> None:
        """Begin a list."""
        self._list_count += 1
        form = ""
        if local(element).lower() == "ol":
            form = _FORMS.get(element.get("type", ""), "decimal")
        start = number(element.get("start", ""), 1)
        self._lists.append(_List(str(self._list_count), form, start - 1))

    def close_list(self) -> None:
        """End a list."""
        if self._lists:
            self._lists.pop()

    def open_item(self, element: Element) -> None:
        """Begin a list's item."""
        listed = self._lists[-1] if self._lists else _List("")
        listed.count = number(element.get("value", ""), listed.count + 1)
        depth = max(0, len(self._lists) - 1)
        shown = f"{formatted(listed.count, listed.form)}." if listed.form else ""
        self._label = Label(shown, not shown, depth, listed.list_id)

    def close_item(self) -> None:
        """End a list's item."""
        self._label = None

    def open_table(self, _element: Element) -> None:
        """Begin a table."""
        self._tables.append(_Rows())

    def close_table(self) -> None:
        """End a table."""
        table = self._tables.pop()
        if table.cells:
            table.end_row()
        if table.rows:
            self._targets[-1].append(Table(tuple(table.rows)))

    def open_row(self, _element: Element) -> None:
        """Begin a row."""
        self.end_row()

    def end_row(self) -> None:
        """End a row, if one is under way."""
        if self._tables and self._tables[-1].cells:
            self._tables[-1].end_row()

    def open_head(self, _element: Element) -> None:
        """Begin a table's heading rows."""
        if self._tables:
            self._tables[-1].heading = True

    def close_head(self) -> None:
        """End a table's heading rows."""
        if self._tables:
            self._tables[-1].end_row()
            self._tables[-1].heading = False

    def open_cell(self, element: Element) -> None:
        """Begin a cell."""
        self._flush()
        if not self._tables:
            return
        table = self._tables[-1]
        column = table.column()
        span = max(1, min(number(element.get("colspan", ""), 1), _MOST_SPAN))
        rows = max(1, min(number(element.get("rowspan", ""), 1), _MOST_ROWS))
        table.heads += local(element).lower() == "th"
        table.cells.append(Cell((), column, span))
        if rows > 1:
            table.below[column] = (rows - 1, span)
        self._targets.append([])

    def close_cell(self) -> None:
        """End a cell."""
        if self._tables and len(self._targets) > 1:
            cells = self._tables[-1].cells
            cells[-1] = replace(cells[-1], blocks=tuple(self._targets.pop()))


def _named(how: _How, element: Element, name: str) -> _How:
    """How words stand within an element of a name."""
    if name in {"ins", "del"}:
        at = element.get("datetime", "")
        return replace(how, tracked=replace(how.tracked, change=name, at=at))
    if name == "a" and element.get("href") is not None:
        return replace(how, tracked=replace(how.tracked, link=True))
    if name in _BOLD:
        return replace(how, bold=True)
    if name in {"pre", "textarea"}:
        return replace(how, kept=True)
    if _is_furniture(element, name):
        return replace(how, status=SegmentStatus.FURNITURE)
    return replace(how, level=int(name[1])) if name in _HEADINGS else how


def _is_furniture(element: Element, name: str) -> bool:
    """Whether an element is what each page shows, also as office programs save it."""
    if name in _FURNITURE or element.get("role") in {"navigation", "contentinfo"}:
        return True
    return name == "div" and element.get("title") in {"header", "footer"}


def _is_quoted(element: Element, name: str) -> bool:
    """Whether a mail program put an earlier message into an element."""
    if name == "blockquote" and element.get("type") == "cite":
        return True
    return bool(_QUOTE_MARK.search(f"{element.get('class', '')} {element.get('id', '')}"))


_OPENING: dict[str, Callable[[Page, Element], None]] = {
    "br": Page.break_line,
    "ul": Page.open_list,
    "ol": Page.open_list,
    "li": Page.open_item,
    "table": Page.open_table,
    "thead": Page.open_head,
    "tr": Page.open_row,
    "td": Page.open_cell,
    "th": Page.open_cell,
}
_CLOSING: dict[str, Callable[[Page], None]] = {
    "ul": Page.close_list,
    "ol": Page.close_list,
    "li": Page.close_item,
    "table": Page.close_table,
    "thead": Page.close_head,
    "tr": Page.end_row,
    "td": Page.close_cell,
    "th": Page.close_cell,
}
