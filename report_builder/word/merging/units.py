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
_TOPS = frozenset({P, TBL})


@dataclass(slots=True)
class Unit:
    """A paragraph or a table at the top of the text.

    `opened` are the blocks whose bookmarks begin in it, `copied` those whose bookmark says
    that it is a copy.
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
    found = [_unit(element, known) for element in _tops(body)]
    block, part = "", 0
    for unit in found:
        if unit.opened:
            block, part = unit.opened[-1], 0
        unit.block, unit.part = block, part
        part += 1
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


def _unit(element: Element, known: Mapping[str, str]) -> Unit:
    if element.tag == TBL:
        said = [plain_of(p, known) for p in element.iter(P)]
        text = "\n".join([one.text for one in said])
        numbers = tuple([n for one in said for n in one.numbers])
        frame = "\n".join([one.frame for one in said])
        unit = Unit(element, "tbl", text, numbers, known, frame)
        _mark(unit, [mark for one in said for mark in one.blocks])
        return unit
    plain = plain_of(element, known)
    unit = Unit(element, "p", plain.text, plain.numbers, known, plain.frame)
    _mark(unit, plain.blocks)
    return unit


def read_again(unit: Unit) -> None:
    """Take in what a paragraph says after it was changed; its marks stay as they were."""
    plain = plain_of(unit.element, unit.known)
    unit.text, unit.numbers, unit.frame = plain.text, plain.numbers, plain.frame
    unit._tokens = None  # noqa: SLF001 - its own module


def _mark(unit: Unit, marks: Iterable[Element]) -> None:
    """Tell a unit which blocks' bookmarks begin in it, and which of those are copies."""
    for mark in marks:
        name = value(mark, "name").casefold()
        original = COPY.sub("", name)
        if original != name:
            unit.copied += (original,)
        else:
            unit.opened += (name,)


def ended_in(units: Iterable[Unit]) -> list[tuple[str, ...]]:
    """Return for each unit the blocks whose bookmarks end in it and began in another.

    Their text was cut in two.
    """
    begun: dict[str, str] = {}
    found: list[tuple[str, ...]] = []
    for unit in units:
        ended: list[str] = []
        for mark in unit.element.iter(BOOKMARK_START, BOOKMARK_END):
            if mark.tag == BOOKMARK_START:
                begun[value(mark, "id")] = value(mark, "name").casefold()
                continue
            name = begun.pop(value(mark, "id"), "")
            if name.startswith(BLOCK) and name not in unit.opened:
                ended.append(name)
        found.append(tuple(ended))
    return found


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
