"""The walk through a rich text's signs, which makes paragraphs and tables of them.

Groups nest; what a control word changes ends with its group. A story is what a destination
holds: the body's words, a note's, a comment's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from evidence.errors import UnreadableSource
from evidence.readers.blocks import Aside, Block, Cell, Paragraph, Row, joined, paragraphs_of
from evidence.readers.decoding import codec
from evidence.readers.richgrid import EdgedRow, table_of
from evidence.readers.richtokens import Token
from evidence.readers.richwords import (
    CODEPAGES,
    KNOWN_STARRED,
    LETTERS,
    SETTINGS,
    SKIPPED,
    STORIES,
    How,
)
from evidence.readers.wordruns import Found, Tracked

_DEEPEST = 5_000
_HEADING = re.compile(r"heading ([1-9])\b", re.IGNORECASE)
_BULLET = re.compile(r"^[\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7o\u00a7\u2013-]?$")


@dataclass(slots=True)
class _Story:
    """Words under way: the body's, a note's, a comment's."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    found: Found = field(default_factory=Found)
    cell: list[Block] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[EdgedRow] = field(default_factory=list)
    style: int | None = None
    outline: int | None = None
    in_table: bool = False
    label: str = ""
    endnote: bool = False


class RichText:
    """Takes a rich text's signs in, one after the other."""

    def __init__(self) -> None:
        self.body = _Story("body")
        self.comments: list[Aside] = []
        self.notes: list[Aside] = []
        self.furniture: dict[str, Aside] = {}
        self.title = ""
        self._stories = [self.body]
        self._groups: list[tuple[How, bool]] = []
        self._how = How()
        self._starred = False
        self._pending = bytearray()
        self._high = 0
        self._skip = 0
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._levels: dict[int, int] = {}
        self._authors: list[str] = []
        self._author = ""
        self._heading_row = False
        self._merged: list[bool] = []
        self._edges: list[int] = []
        self._merges = False
        self._counts = {"note": 0, "endnote": 0}

    def take(self, token: Token) -> None:
        """Take one sign in."""
        if token.kind == "bytes":
            self._bytes(token.data)
            return
        if token.kind == "letter":
            self._letter(token.name)
            return
        self._decode()
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        else:
            starred, self._starred = self._starred, token.name == "*"
            self._word(token.name, token.number, starred=starred)

    def finish(self) -> None:
        """End what is under way at the end of the file."""
        self._decode()
        while self._groups:
            self._close()
        self._end_paragraph(self.body, break_table=True)

    def _open(self) -> None:
        if len(self._groups) >= _DEEPEST:
            raise UnreadableSource(
                "unreadable",
                "Its parts are nested too deeply to be read.",
                way_out="Copy its text into a new document and ingest that.",
            )
        self._groups.append((self._how, False))
        self._skip = 0

    def _close(self) -> None:
        if not self._groups:
            return
        self._how, told = self._groups.pop()
        self._skip = 0
        if told and len(self._stories) > 1:
            self._end_story(self._stories.pop())
        elif self._stories[-1].kind in {"styles", "authors"}:
            self._end_entry(self._stories[-1])

    def _bytes(self, data: bytes) -> None:
        skipped = min(self._skip, len(data))
        self._skip -= skipped
        if not self._how.skipped:
            self._pending += data[skipped:]

    def _letter(self, letter: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        self._decode()
        self._say(letter)

    def _decode(self) -> None:
        """Turn the bytes that have come together into words."""
        if not self._pending:
            return
        data, self._pending = bytes(self._pending), bytearray()
        name = self._fonts.get(self._how.font, self._codepage)
        self._say(data.decode(name, errors="replace"))

    def _say(self, words: str) -> None:
        how, story = self._how, self._stories[-1]
        if how.skipped:
            return
        change = "del" if how.deleted else "ins" if how.inserted else ""
        named = change and 0 <= how.author < len(self._authors)
        tracked = Tracked(change, self._authors[how.author] if named else "")
        story.found.add(words, tracked, hidden=how.hidden, emphatic=how.bold)

    def _word(self, name: str, number: int | None, *, starred: bool) -> None:
        if name == "u":
            self._unicode(number or 0)
        elif self._begins(name, starred=starred) or name == "*":
            return
        elif name in LETTERS:
            self._say(LETTERS[name])
        elif name in SETTINGS:
            self._how = SETTINGS[name](self._how, number)
        elif name in _ACTS and not self._how.skipped:
            _ACTS[name](self, number)

    def _begins(self, name: str, *, starred: bool) -> bool:
        """Whether a word begins a destination, which it then does."""
        if name in STORIES and self._groups:
            if self._how.skipped and name not in {"shptxt", "listtext"}:
                return True
            self._how = replace(self._how, skipped=False)
            self._groups[-1] = (self._groups[-1][0], True)
            self._stories.append(_Story(STORIES[name]))
            return True
        if name in SKIPPED or (starred and name not in KNOWN_STARRED) or name == "shpinst":
            self._how = replace(self._how, skipped=True)
            return True
        if name == "ud":
            self._how = replace(self._how, skipped=False)
        return name == "ud"

    def _unicode(self, number: int) -> None:
        """A letter by its number; letters beyond the first 65,536 come as two."""
        unit = number % 0x10000
        self._skip = self._how.after_unicode
        if 0xD800 <= unit < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            self._high = unit
        elif 0xDC00 <= unit < 0xE000:  # noqa: PLR2004 - the second half
            if self._high:
                self._say(chr(0x10000 + ((self._high - 0xD800) << 10) + unit - 0xDC00))
            self._high = 0
        elif unit:
            self._say(chr(unit))

    def _end_story(self, story: _Story) -> None:
        """Put a story that has ended where it belongs."""
        self._end_paragraph(story, break_table=True)
        whole = joined(tuple(p for b in story.blocks for p in paragraphs_of(b)), "\n")
        text, outer = whole.text.strip(), self._stories[-1]
        if story.kind == "box":
            outer.blocks += story.blocks
        elif story.kind == "label":
            outer.label = text
        elif story.kind == "author":
            self._author = text
        elif story.kind == "title":
            self.title = " ".join(text.split())
        elif text and story.kind in {"header", "footer"}:
            aside = Aside(f"{story.kind} {text}", text, story.kind)
            self.furniture.setdefault(" ".join(text.split()), aside)
        elif text and story.kind == "comment":
            own, place = f"c{len(self.comments)}", f"comment {len(self.comments) + 1}"
            self.comments.append(Aside(own, text, place, author=self._author))
            outer.found.comments.append(own)
        elif text and story.kind == "note":
            self._keep_note(story, whole, outer)

    def _keep_note(self, story: _Story, whole: Paragraph, outer: _Story) -> None:
        kind, own = "endnote" if story.endnote else "note", f"n{len(self.notes)}"
        self._counts[kind] += 1
        self.notes.append(Aside(own, whole.text, f"{kind} {self._counts[kind]}", marks=whole.marks))
        outer.found.notes.append(own)

    def _end_entry(self, story: _Story) -> None:
        """An entry of the table of styles or of authors has ended."""
        name, story.found = story.found.text.strip().rstrip(";"), Found()
        if story.kind == "authors":
            self._authors.append(name)
        elif heading := _HEADING.match(name):
            self._levels[story.style or 0] = int(heading[1])
        elif name.casefold() == "title":
            self._levels[story.style or 0] = 0
        story.style = None

    def _end_paragraph(self, story: _Story, *, break_table: bool = False) -> None:
        """End a paragraph; one outside a table ends the table before it."""
        found, story.found = story.found, Found()
        label, story.label = story.label, ""
        if found.text.strip() or found.marks or found.comments or found.notes:
            paragraph = self._paragraph(found, story, label)
            if story.in_table:
                story.cell.append(paragraph)
                return
            self._end_table(story)
            story.blocks.append(paragraph)
        if break_table:
            self._end_table(story)

    def _paragraph(self, found: Found, story: _Story, label: str) -> Paragraph:
        level = story.outline if story.outline is not None else self._levels.get(story.style or 0)
        return Paragraph(
            found.text,
            marks=tuple(found.marks),
            label="" if _BULLET.match(label) else label,
            bullet=bool(label) and bool(_BULLET.match(label)),
            list_id="list" if label else "",
            level=level,
            emphatic=found.emphatic > 0 and found.plain == 0,
            comments=tuple(found.comments),
            notes=tuple(found.notes),
        )

    def _end_table(self, story: _Story) -> None:
        """End the table under way; a row that was never ended is kept."""
        if story.cell:
            story.cells.append(tuple(story.cell))
            story.cell = []
        if story.cells:
            self._end_row(story)
        if story.rows:
            story.blocks.append(table_of(story.rows))
            story.rows = []

    def _end_row(self, story: _Story) -> None:
        merged = [*self._merged, *[False] * len(story.cells)]
        cells = tuple(
            Cell(blocks, place, 1, repeats=merged[place] and not blocks)
            for place, blocks in enumerate(story.cells)
        )
        story.cells = []
        row = Row(cells, heading=self._heading_row)
        story.rows.append(EdgedRow(row, tuple(self._edges)))

    def par(self, _number: int | None) -> None:
        """End a paragraph; an empty one parts the table above it from the next."""
        story = self._stories[-1]
        self._end_paragraph(story)
        if not (story.in_table or story.cell or story.cells):
            self._end_table(story)

    def pard(self, _number: int | None) -> None:
        """Set a paragraph's properties back."""
        story = self._stories[-1]
        story.style, story.outline, story.in_table = None, None, False

    def in_table(self, _number: int | None) -> None:
        """The paragraph stands in a table."""
        self._stories[-1].in_table = True

    def cell(self, _number: int | None) -> None:
        """End a cell."""
        story = self._stories[-1]
        story.in_table = True
        self._end_paragraph(story)
        story.cells.append(tuple(story.cell))
        story.cell = []

    def nested_cell(self, _number: int | None) -> None:
        """End a cell of a table within a cell: a paragraph of the outer one."""
        story = self._stories[-1]
        story.in_table = True
        self._end_paragraph(story)

    def row(self, _number: int | None) -> None:
        """End a row."""
        story = self._stories[-1]
        if story.cells:
            self._end_row(story)
        self._heading_row = False

    def row_begins(self, _number: int | None) -> None:
        """Begin to describe a row."""
        self._heading_row, self._merged, self._merges, self._edges = False, [], False, []

    def row_heads(self, _number: int | None) -> None:
        """The row is a heading."""
        self._heading_row = True

    def cell_merges(self, _number: int | None) -> None:
        """The next cell goes on from the row above."""
        self._merges = True

    def cell_described(self, number: int | None) -> None:
        """The description of a cell ends with its right edge."""
        self._edges.append(number or 0)
        self._merged.append(self._merges)
        self._merges = False

    def style(self, number: int | None) -> None:
        """Give the paragraph a style."""
        self._stories[-1].style = number or 0

    def outline(self, number: int | None) -> None:
        """Give the paragraph a level."""
        if number is not None and 0 <= number < 9:  # noqa: PLR2004 - nine is body text
            self._stories[-1].outline = number + 1

    def endnote(self, _number: int | None) -> None:
        """The note is an endnote."""
        self._stories[-1].endnote = True

    def charset(self, number: int | None) -> None:
        """Say in which letters the font under way is written."""
        if self._stories[-1].kind == "fonts" and number in CODEPAGES:
            self._fonts[self._how.font] = CODEPAGES[number]

    def codepage(self, number: int | None) -> None:
        """Say in which letters the file is written."""
        self._codepage = codec(f"cp{number}") or self._codepage

    def macintosh(self, _number: int | None) -> None:
        """The file comes from an old Macintosh."""
        self._codepage = "mac_roman"


_ACTS: dict[str, Callable[[RichText, int | None], None]] = {
    "par": RichText.par,
    "sect": RichText.par,
    "page": RichText.par,
    "pard": RichText.pard,
    "intbl": RichText.in_table,
    "cell": RichText.cell,
    "nestcell": RichText.nested_cell,
    "row": RichText.row,
    "trowd": RichText.row_begins,
    "trhdr": RichText.row_heads,
    "clvmrg": RichText.cell_merges,
    "cellx": RichText.cell_described,
    "s": RichText.style,
    "outlinelevel": RichText.outline,
    "ftnalt": RichText.endnote,
    "fcharset": RichText.charset,
    "ansicpg": RichText.codepage,
    "mac": RichText.macintosh,
}
