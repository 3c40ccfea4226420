"""The paragraphs and tables of a file's text in a row, each with the block it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from evidence.readers.wordml import Element, W, chosen, value
from report_builder.word.anchors import BLOCK
from report_builder.word.merging.tokens import COPY, Token, Words, plain_of, tokens_of
from report_builder.word.revisions.names import (
    BOOKMARK_END,
    BOOKMARK_START,
    SDT,
    SDT_CONTENT,
    TBL,
    TR,
    P,
)

_ALTERNATE = "}AlternateContent"
_TOPS = frozenset({P, TBL, BOOKMARK_START, BOOKMARK_END})


@dataclass(slots=True)
class Unit:
    """A paragraph or a table at the top of the text.

    `opened` are the blocks whose bookmarks begin in it, `closed` those that only end in it
    (their text was cut in two), `copied` those whose bookmark says that it is a copy.
    `frame` is its text whatever its live numbers read. `block` and `part` are set for files
    that we wrote: the block, and which of its paragraphs this is, counted from 0.
    """

    element: Element
    kind: str
    text: str
    numbers: tuple[Token, ...]
    known: Mapping[str, str] = field(repr=False)
    frame: str = ""
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    block: str = ""
    part: int = 0
    _tokens: Words | None = field(default=None, repr=False)

    @property
    def uses(self) -> frozenset[str]:
        """Which live numbers it has."""
        return frozenset(number.use for number in self.numbers)

    @property
    def tokens(self) -> Words:
        """A paragraph's words, told apart when they are first asked for."""
        if self._tokens is None:
            self._tokens = tokens_of(self.element, self.known)
        return self._tokens


def units_of(body: Element, known: Mapping[str, str]) -> list[Unit]:
    """Return the units of a text, each assigned to the last block that began."""
    names: dict[str, str] = {}
    found: list[Unit] = []
    block, part = "", 0
    for element in _tops(body):
        if element.tag in {BOOKMARK_START, BOOKMARK_END}:
            _note(element, names)
            continue
        unit = _unit(element, names, known)
        if unit.opened:
            block, part = unit.opened[-1], 0
        unit.block, unit.part = block, part
        part += 1
        found.append(unit)
    return found


def _tops(holder: Iterable[Element]) -> Iterator[Element]:
    for child in holder:
        if child.tag in _TOPS:
            yield child
        elif child.tag == f"{W}customXml":
            yield from _tops(child)
        elif child.tag == SDT:
            yield from _tops([e for held in child.iterchildren(SDT_CONTENT) for e in held])
        elif str(child.tag).endswith(_ALTERNATE):
            yield from _tops(chosen(child))


def _unit(element: Element, names: dict[str, str], known: Mapping[str, str]) -> Unit:
    opened, closed, copied = _marks(element, names)
    if element.tag == TBL:
        said = [plain_of(p, known) for p in element.iter(P)]
        text = "\n".join(one.text for one in said)
        numbers = tuple(n for one in said for n in one.numbers)
        frame = "\n".join(one.frame for one in said)
        return Unit(element, "tbl", text, numbers, known, frame, opened, closed, copied)
    plain = plain_of(element, known)
    return Unit(
        element,
        "p",
        plain.text,
        plain.numbers,
        known,
        plain.frame,
        opened,
        closed,
        copied,
    )


def _marks(
    element: Element, names: dict[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    opened: list[str] = []
    closed: list[str] = []
    for mark in element.iter(BOOKMARK_START, BOOKMARK_END):
        name = _note(mark, names)
        if not name.startswith(BLOCK):
            continue
        if mark.tag == BOOKMARK_START:
            opened.append(name)
        elif name not in opened:
            closed.append(name)
    copied = [COPY.sub("", name) for name in opened if COPY.search(name)]
    return tuple(n for n in opened if not COPY.search(n)), tuple(closed), tuple(copied)


def _note(mark: Element, names: dict[str, str]) -> str:
    """Keep which number stands for which bookmark; return its name, in lower case."""
    number = value(mark, "id")
    if mark.tag == BOOKMARK_START:
        names[number] = value(mark, "name").casefold()
        return names[number]
    return names.pop(number, "")


def rows_of(table: Element) -> list[Element]:
    """Return a table's own rows."""
    return [row for row in table.iter(TR) if next(row.iterancestors(TBL), None) is table]


def cells_of(row: Element) -> list[Element]:
    """Return a row's own cells."""
    tag = f"{W}tc"
    return [cell for cell in row.iter(tag) if next(cell.iterancestors(TR), None) is row]


def cell_text(cell: Element, known: Mapping[str, str]) -> str:
    """Return a cell's text, a line for each paragraph."""
    return "\n".join(plain_of(p, known).text for p in cell.iter(P))
