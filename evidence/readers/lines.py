"""The frozen text, and the lines that lie in it.

Laying out gives every paragraph its place in the text for good. A line's `start` and `end`
are where its own words begin and end, without the space around them, the number typed
before them, or the name of who says them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from evidence.readers.blocks import Mark, Paragraph
from evidence.readers.numbers import said, typed
from evidence.readers.units import Unit
from evidence.segments import SegmentStatus

_BULLET = re.compile(
    r"(?:[\u2022\u2023\u25aa\u25cf\u25cb\u25e6\u25a0\u25ba\u27a2\u00b7\uf0b7\uf0a7\uf0d8]\s*|"
    r"[-*\u2013]\s+|o(?:\s{2,}|\t|\s(?=[A-Z])))(?=\S)"
)
_SECTION = re.compile(r"(?P<letter>[A-Z]|[IVX]{1,5})[.)]\s+(?=[A-Z\"'\u2018\u201c])")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")
_LETTER = re.compile(r"(?P<letter>[a-z])\.\s+(?=[A-Z\"'\u2018\u201c])")


class Role(StrEnum):
    """What a line is for."""

    BODY = "body"
    TITLE = "title"
    HEADING = "heading"
    CAPTION = "caption"
    """A heading of the table below it only."""
    QUESTION = "question"
    SKIPPED = "skipped"
    """In the text, but nobody's words: a time code, a heading row."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph at its place. `begins` is where its paragraph does, `start` its words."""

    unit: Unit
    begins: int
    start: int
    end: int
    text: str
    number: str = ""
    speaker: str = ""
    time: str = ""
    role: Role = Role.BODY
    asks: bool = False
    part: int = 0
    """Which stretch of a long paragraph it is, from 1; 0 where the paragraph is whole."""

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph it was."""
        return self.unit.paragraph

    @property
    def live(self) -> bool:
        """Whether it has words that may become evidence."""
        return bool(self.text) and self.paragraph.status is SegmentStatus.LIVE

    @property
    def count(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    def without(self, length: int) -> Line:
        """Return the line without its first `length` characters and the space behind them."""
        rest = self.text[length:]
        bare = rest.lstrip()
        return replace(self, start=self.start + length + len(rest) - len(bare), text=bare)

    def stretch(self, first: int, last: int) -> Line:
        """Return a stretch of the line by offsets in its words; what hangs on it, on the first."""
        start, end = self.start + first, self.start + last
        within = (start - self.begins, end - self.begins)
        paragraph = replace(
            self.paragraph,
            marks=tuple(m for m in self.paragraph.marks if within[0] <= m.start < within[1] + 1),
            comments=self.paragraph.comments if not first else (),
            notes=self.paragraph.notes if not first else (),
        )
        unit = replace(self.unit, paragraph=paragraph)
        return replace(self, unit=unit, start=start, end=end, text=self.text[first:last])


def laid_out(units: list[Unit], text: str | None = None) -> tuple[str, list[Line]]:
    """Return the frozen text and the lines in it.

    Where the file itself is the text (`text`), its paragraphs know their places.
    """
    if text is not None:
        return text, [_line(unit, unit.paragraph.at or 0) for unit in units]
    pieces: list[str] = []
    length = 0
    lines = []
    for unit in units:
        status = unit.paragraph.status
        words = unit.paragraph.text if status is SegmentStatus.LIVE else ""
        gap = unit.gap if words and length else ""
        pieces += [gap, words]
        length += len(gap)
        lines.append(_line(unit, length))
        length += len(words)
    return "".join(pieces), lines


def _line(unit: Unit, begins: int) -> Line:
    whole = unit.paragraph.text
    bare = whole.strip()
    start = begins + len(whole) - len(whole.lstrip())
    line = Line(unit, begins, start, start + len(bare), bare)
    if unit.filler:
        return replace(line, role=Role.SKIPPED)
    if unit.paragraph.label:
        return replace(line, number=said(unit.paragraph.label))
    return line


def numbered(lines: list[Line]) -> list[Line]:
    """Take the numbers that were typed off the lines that begin with them.

    "4.2 Text" counts where it carries on from the numbers before it, so that a sum or a
    time at the start of a line is not taken for an item.
    """
    done, last, letter = [], "", ""
    for line in map(_unmarked, lines):
        own, unit = line, line.unit
        if unit.columns:
            if unit.number and not unit.is_log:  # a row of minutes, whose items are typed
                own = _taken(line, unit.number)
        elif line.role is not Role.SKIPPED and not line.number:
            own = _taken(line, last)
            if own is line:
                own = _lettered(line, letter)
            letter = own.number if own.number and not own.number[-1].isdigit() else letter
        if own.number[:1].isdigit():
            last = own.number
        done.append(own)
    return done


def _unmarked(line: Line) -> Line:
    """Take a bullet that was typed off the line; what stands behind a dash may be a person."""
    mark = _BULLET.match(line.text)
    if mark is None or line.role is Role.SKIPPED or line.speaker or line.unit.row:
        return line
    paragraph = replace(line.paragraph, bullet=True)
    return replace(line.without(mark.end()), unit=replace(line.unit, paragraph=paragraph))


def _lettered(line: Line, last: str) -> Line:
    """Take "b. " off a line where "a. " came before it, and "II. " off a bold one after "I. "."""
    bold = line.paragraph.emphatic or line.paragraph.level is not None
    found = (_SECTION if bold else _LETTER).match(line.text)
    if found is None or not _follows(found["letter"], last.strip("()")):
        return line
    number = found["letter"] if bold else f"({found['letter']})"
    return replace(line.without(found.end()), number=number)


def _follows(letter: str, last: str) -> bool:
    """Whether a letter or roman numeral begins to count, or counts on: "b" after "a"."""
    if letter in {"a", "i", "A", "I"}:
        return True
    if letter in _ROMANS and last in _ROMANS:
        return _ROMANS.index(letter) == _ROMANS.index(last) + 1
    return len(letter) == len(last) == 1 and ord(letter) == ord(last) + 1


def _taken(line: Line, last: str) -> Line:
    found = typed(line.text, bare=line.paragraph.level is not None or line.paragraph.emphatic)
    if found is None or not line.text[found.end :].strip():
        return line
    if "." in found.number and not _carries_on(found.number, last):
        return line
    return replace(line.without(found.end), number=found.number)


def _carries_on(number: str, last: str) -> bool:
    now, before = _parts(number), _parts(last)
    if not before:
        return True
    if now[0] == before[0]:
        return now >= before
    return now[0] == before[0] + 1 or now[1:2] in ([0], [1])


def _parts(number: str) -> list[int]:
    digits = ["".join(c for c in part if c.isdigit()) for part in number.split(".")]
    return [int(d) for d in digits if d]


def marks_in(line: Line) -> list[Mark]:
    """Return a line's marks at their places in the frozen text."""
    return [mark.moved(line.begins) for mark in line.paragraph.marks]
