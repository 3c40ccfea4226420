"""From the lines of a PDF to its paragraphs.

Lines that each page repeats at its edge are furniture; hyphens that only end a line go;
a paragraph that runs over the end of a page is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from evidence.readers.blocks import Block, Cell, Paragraph, Row, Table
from evidence.readers.labels import label_of, timed_opening
from evidence.readers.numbers import typed
from evidence.readers.pdflayout import Line, Page, lines_of
from evidence.readers.pdftables import carried_on, table_of

_BULLET = re.compile(
    r"^[\u2022\u2023\u25aa\u25cf\u25e6\u00b7\uf0b7\u25a0\u25ba\uf0a7\u2013-]\s+(?=\S)"
)
_DETAIL = re.compile(
    r"^(?:also present|present|in attendance|attendees|attendance|apologies|absent|chair(?:ed by)?|"
    r"date|time|venue|location|place|subject|distribution|circulation|minutes(?: by)?|"
    r"note[ -]taker|author|owner|to|from|cc|actions?(?: \d{1,2})?|agreed|decision|resolved)\s*:",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|p\.?)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\W*$|^[ivxl]{1,6}$", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_KERNED = re.compile(r"(?<=[\u2018\u201c(\[]) (?=\w)")
"""What some files put between an opening quotation mark and its word."""

_EDGE = 3
_MARGIN = 0.12
"""How much of a page's height its header or footer may take."""
_ENDS = (".", "!", "?", ":", ";")
_LARGER = 1.15
_LONG_HEADING = 20
_FULL = 0.8
_PART = 3


@dataclass(slots=True)
class Words:
    """Gathers the pages of a PDF."""

    pages: list[list[Line]] = field(default_factory=list)
    read_from_pictures: list[int] = field(default_factory=list)
    _loose: list[tuple[int, Paragraph]] = field(default_factory=list)
    _aslant: dict[str, None] = field(default_factory=dict)

    def take(self, pages: list[Page], aslant: list[str]) -> None:
        """Take a page's lines in: once for each way in which words stand on it."""
        lines: list[Line] = []
        for page in pages:
            lines += lines_of(page, len(lines))
        if lines:
            self.pages.append(lines)
        self._aslant.update(dict.fromkeys(aslant))

    def recognised(self, page: int, lines: list[str]) -> None:
        """Take in what was read from the picture of a page, a paragraph after each blank line."""
        self.read_from_pictures.append(page)
        paragraphs = re.split(r"\n\s*\n", "\n".join(line.strip() for line in lines))
        for words in paragraphs:
            joined = ""
            for line in words.split("\n"):
                joined = f"{joined[:-1]}{line}" if _broken(joined, line) else f"{joined} {line}"
            if joined.strip():
                self._loose.append((page, Paragraph(joined.strip(), page=page)))

    def field(self, page: int, said: str) -> None:
        """Take in what a form's field was filled with."""
        self._loose.append((page, Paragraph(said, page=page, bullet=True)))

    def blocks(self) -> tuple[list[Block], list[tuple[str, str]]]:
        """Return the paragraphs and tables, and the headers and footers that stood around them."""
        furniture, repeated = _edges(self.pages)
        lines = [
            line
            for page in self.pages
            for place, line in enumerate(page)
            if (line.page, place) not in repeated
        ]
        body = _body_size(lines)
        known = Counter(w.casefold() for line in _all(lines) for w in _WORD.findall(line.text))
        found: list[tuple[int, Block]] = [
            (
                run[0].page,
                _ruled(run[0], body, known) or _row(run[0]) or _paragraph(run, body, known),
            )
            for run in _together(lines, body)
        ]
        placed = sorted([*found, *self._loose], key=lambda entry: entry[0])
        furniture += [("watermark", said) for said in self._aslant]
        return _joined_tables([block for _, block in placed]), furniture


def _all(lines: list[Line]) -> Iterator[Line]:
    """Lines, those in the cells of ruled tables too."""
    for line in lines:
        yield line
        for cell in line.ruled[1].values() if line.ruled else ():
            yield from cell


def _ruled(line: Line, body: float, known: Counter[str]) -> Table | None:
    """A ruled table, the lines of each of its cells put together to paragraphs."""
    if line.ruled is None:
        return None
    grid, cells = line.ruled
    said = {
        place: tuple(
            replace(_paragraph(run, body, known), level=None) for run in _together(inside, body)
        )
        for place, inside in cells.items()
    }
    return table_of(grid, said)


def _row(line: Line) -> Table | None:
    """Cells that stand side by side as a table of one row, to be joined with those around it."""
    if not line.cells:
        return None
    said = (Paragraph(words, page=line.page, emphatic=line.bold) for words in line.cells)
    return Table((Row(tuple(Cell((words,), column) for column, words in enumerate(said))),))


def _joined_tables(blocks: list[Block]) -> list[Block]:
    """Put rows of as many cells together, and a table that runs over the end of a page."""
    done: list[Block] = []
    for block in blocks:
        last = done[-1] if done else None
        if isinstance(block, Table) and isinstance(last, Table):
            whole = carried_on(last, block)
            if whole is not None:
                done[-1] = whole
                continue
        if isinstance(block, Table) or block.text.strip():
            done.append(block)
    return done


def _edges(pages: list[list[Line]]) -> tuple[list[tuple[str, str]], set[tuple[int, int]]]:
    """The headers and footers, each wording once, and the places of all such lines."""
    found: dict[tuple[str, str], list[tuple[int, int, str]]] = {}
    gone: set[tuple[int, int]] = set()
    for page in pages:
        for kind, place in _at_edge(page):
            line = page[place]
            if line.ruled is not None:
                continue
            if _PAGE_NUMBER.match(line.text):
                gone.add((line.page, place))
                continue
            # The time at which somebody speaks is no page's number.
            spoken = timed_opening(line.text) or "-->" in line.text
            words = line.text if spoken else re.sub(r"[0-9]+", "#", line.text)
            shape = f"{words} {round(line.bottom / 12)}"
            found.setdefault((kind, shape), []).append((line.page, place, line.text))
    furniture: dict[str, tuple[str, str]] = {}
    for (kind, _), places in found.items():
        number = len({page for page, _, _ in places})
        if number < 2 or number * 2 < len(pages):  # noqa: PLR2004 - what stands once is no header
            continue
        if not _counts_pages([(page, text) for page, _, text in places]):
            continue
        gone |= {(page, place) for page, place, _ in places}
        text = places[0][2]
        furniture.setdefault(re.sub(r"\d+", "#", text), (kind, text))
    return list(furniture.values()), gone


def _counts_pages(places: list[tuple[int, str]]) -> bool:
    """Whether lines differ in nothing but the number of their page: notes and rows differ too."""
    found = [(page, [int(n[:9]) for n in re.findall(r"[0-9]+", text)]) for page, text in places]
    first, numbers = found[0]
    return all(
        len(others) == len(numbers)
        and all(
            other in (one, one + page - first) for one, other in zip(numbers, others, strict=True)
        )
        for page, others in found
    )


def _at_edge(page: list[Line]) -> Iterator[tuple[str, int]]:
    """The few lines that stand at a page's upper and lower edge."""
    ordered = sorted(range(len(page)), key=lambda place: -page[place].top)
    for place in ordered[:_EDGE]:
        if page[place].share > 1 - _MARGIN:
            yield "header", place
    for place in ordered[-_EDGE:]:
        if page[place].share < _MARGIN:
            yield "footer", place


def _body_size(lines: list[Line]) -> float:
    """The size in which most letters are set."""
    sizes: Counter[float] = Counter()
    for line in _all(lines):
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _together(lines: list[Line], body: float) -> Iterator[list[Line]]:
    """Put the lines of a paragraph together; an action column's initials stand after it."""
    pitch, labels = _pitch(lines), _recurring(lines)
    run: list[Line] = []
    sides: list[Line] = []
    for line in lines:
        if line.side and run:
            sides.append(line)
            continue
        if run and (_speaks(run[-1], line, labels) or not _goes_on(run[-1], line, pitch, body)):
            yield run
            yield from ([side] for side in sides)
            run, sides = [], []
        run.append(line)
    if run:
        yield run
    yield from ([side] for side in sides)


def _recurring(lines: list[Line]) -> frozenset[str]:
    """The names before colons that come back at the start of lines."""
    found = Counter(label[0] for line in lines if (label := label_of(line.text)))
    return frozenset(label for label, count in found.items() if count > 1)


def _speaks(before: Line, line: Line, labels: frozenset[str]) -> bool:
    """Whether a line begins somebody's turn, or follows one that only gives name and time."""
    label, stamp = label_of(line.text), timed_opening(before.text)
    if timed_opening(line.text) or (label is not None and label[0] in labels):
        return True
    return stamp is not None and stamp.end == len(before.text)


def _pitch(lines: list[Line]) -> float:
    """The usual distance from line to line."""
    steps = sorted(
        a.bottom - b.bottom
        for a, b in pairwise(line for line in lines if not line.side)
        if a.page == b.page and a.region == b.region and 0 < a.bottom - b.bottom < 40  # noqa: PLR2004
    )
    return steps[len(steps) // 3] if steps else 14.0


def _goes_on(before: Line, line: Line, pitch: float, body: float) -> bool:
    """Whether a line carries on the paragraph of the line before it."""
    if (
        _stands_alone(before)
        or _stands_alone(line)
        or abs(before.size - line.size) > 0.12 * max(before.size, 1)
    ):
        return False
    if _opens(line.text) or (before.bold != line.bold and not _is_open(before)):
        return False
    if before.page != line.page or before.region != line.region:
        return _is_open(before) and line.text[:1].islower() and before.size <= body * _LARGER
    step = before.bottom - line.bottom
    if not 0 <= step <= max(pitch * 1.4, line.size * 1.6):
        return False
    return _fills(before, line) or (_is_open(before) and _carries_on(before, line))


def _carries_on(before: Line, line: Line) -> bool:
    """Whether a line cannot begin a sentence: in lower case, in brackets, in quotation marks."""
    first = line.text[:1]
    return first.islower() or (first in "(\u2018\u201c[" and len(before.text.split()) >= _PART)


def _differs(size: float, other: float) -> bool:
    return abs(size - other) > 0.12 * max(size, 1)


def _stands_alone(line: Line) -> bool:
    return bool(line.cells) or line.ruled is not None


def _fills(before: Line, line: Line) -> bool:
    """Whether the line before had no room for the first word of this one."""
    left, right = before.within
    first = len(_KERNED.sub("", line.text).split(" ", 1)[0])
    letter = (line.right - line.left) / max(len(line.text), 1)
    return before.right + first * letter > right - 0.08 * (right - left)


def _is_open(line: Line) -> bool:
    return not line.text.rstrip("\"')\u2019\u201d").endswith(_ENDS)


def _opens(text: str) -> bool:
    return bool(_BULLET.match(text) or _DETAIL.match(text)) or typed(text) is not None


def _broken(before: str, line: str) -> bool:
    return before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower()


def _paragraph(run: list[Line], body: float, known: Counter[str]) -> Paragraph:
    text = run[0].text
    for line in run[1:]:
        text = _joined(text, line.text, known)
    text = _KERNED.sub("", text.replace("\u00ad", "-"))
    bullet = _BULLET.match(text)
    first = run[0]
    short = len(text.split()) <= _LONG_HEADING
    large = body > 0 and first.size > body * _LARGER and short and not first.cells
    level = (1 if first.size > body * 1.5 else 2) if large else None
    return Paragraph(
        text[bullet.end() :] if bullet else text,
        bullet=bullet is not None,
        level=level,
        emphatic=all(line.bold for line in run) and short,
        page=first.page,
    )


def _joined(before: str, line: str, known: Counter[str]) -> str:
    """Two lines as one: a hyphen that only ends the line goes, one that belongs stays."""
    if before.endswith("\u00ad"):
        before = f"{before[:-1]}-"
    if not _broken(before, line):
        return f"{before} {line}"
    last = _WORD.findall(before[:-1])[-1] if _WORD.findall(before[-60:-1]) else ""
    first = _WORD.match(line)
    following = first[0] if first else ""
    whole, hyphened = f"{last}{following}".casefold(), f"{last}-{following}".casefold()
    # Once is the half itself, at the end or the beginning of its line.
    halves = min(known[last.casefold()], known[following.casefold()])
    apart = len(last) >= _PART <= len(following) and halves > 1
    if known[hyphened] > known[whole] or "-" in last or (apart and not known[whole]):
        return f"{before}{line}"
    return f"{before[:-1]}{line}"
