"""What a reader means by "4.12", "Table 3, Bail and custody, Answers judged" or some words.

A reader points at a page in many ways; each leads to one block, sentence or number of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.errors import NothingToTrace
from report_builder.document import (
    Block,
    Document,
    FigureUse,
    Quotation,
    Sentence,
    Table,
    figures_of,
    sentences_of,
)
from report_builder.numbering import Numbers

_WAY_OUT = "iqa report show   (lists paragraphs with their numbers)"
_CELL = re.compile(r"(?P<table>table \d+)\s*,\s*(?P<rest>.+)", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"row (\d+)(?:\s*,\s*column (\d+))?$", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,.]*%?$")
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the page: a block, a sentence of it, or some numbers of either."""

    block: Block
    sentence: Sentence | None = None
    figures: tuple[FigureUse, ...] = ()
    name: str = ""


def spot(document: Document, numbers: Numbers, reference: str) -> Spot:
    """Return what a reference means.

    It is a paragraph's number, "Table 3", "Chart 1", a cell of a table by the names or places
    of its row and column, a printed number, some words, or the id of anything.

    Raises:
        NothingToTrace: the draft has nothing of that name, or several things.
    """
    wanted = " ".join(reference.split())
    for block in document.blocks:
        found = _by_id(block, wanted)
        if found is not None:
            return found
        named = numbers.reference.get(block.block_id, "")
        if named and wanted.casefold() in _names(named):
            return Spot(block)
    cell = _CELL.match(wanted)
    if cell:
        return _cell(document, numbers, cell["table"], cell["rest"])
    if _NUMBER.match(wanted):
        return _printed(document, numbers, wanted)
    return _words(document, numbers, wanted.strip("“”‘’'\""))


def _by_id(block: Block, wanted: str) -> Spot | None:
    for sentence in sentences_of(block):
        if wanted == sentence.sentence_id:
            return Spot(block, sentence)
        for figure in sentence.figures:
            if wanted == figure.use_id:
                return Spot(block, sentence, (figure,), wanted)
    for figure in figures_of(block):
        if wanted == figure.use_id:
            return Spot(block, None, (figure,), wanted)
    return Spot(block) if wanted == block.block_id else None


def _names(named: str) -> set[str]:
    low = named.casefold()
    return {low, low.removeprefix("paragraph ")}


def _cell(document: Document, numbers: Numbers, name: str, rest: str) -> Spot:
    for block in document.blocks:
        named = numbers.reference.get(block.block_id, "")
        if not isinstance(block, Table) or named.casefold() != name.casefold():
            continue
        for row, column in _addressed(block, numbers, rest):
            cells = block.rows[row][column : column + 1] if column >= 0 else block.rows[row]
            figures = tuple(p for cell in cells for p in cell if isinstance(p, FigureUse))
            if figures:
                return Spot(block, None, figures, f"{named}, {rest}")
        headings = "; ".join(block.headings)
        raise NothingToTrace(
            f"{named} has no number in '{rest}'",
            way_out=f'iqa report trace "{named}, ROW, COLUMN"   (columns: {headings})',
        )
    raise _nothing(name)


def _addressed(table: Table, numbers: Numbers, rest: str) -> Iterator[tuple[int, int]]:
    """Yield the row and column, from 0, that words may mean; column -1 is the whole row."""
    placed = _ROW.match(rest)
    if placed:
        row, column = int(placed[1]) - 1, int(placed[2] or 0) - 1
        if 0 <= row < len(table.rows):
            yield row, column
        return
    said = rest.casefold()
    for place, cells in enumerate(table.rows):
        first = numbers.text(cells[0]).casefold()
        if said == first:
            yield place, -1
        for column, heading in enumerate(table.headings):
            if said in {f"{first}, {heading.casefold()}", f"{first},{heading.casefold()}"}:
                yield place, column


def _printed(document: Document, numbers: Numbers, wanted: str) -> Spot:
    found = [
        (block, figure)
        for block in document.blocks
        for figure in figures_of(block)
        if figure.text == wanted
    ]
    if not found:
        raise _nothing(wanted)
    metrics = {(figure.metric, figure.facet) for _, figure in found}
    if len(metrics) > 1:
        places = ", ".join(
            f"{numbers.reference.get(block.block_id, block.block_id)} ({figure.use_id})"
            for block, figure in found[:5]
        )
        raise NothingToTrace(
            f"'{wanted}' stands in several places: {places}",
            way_out=f"iqa report trace {found[0][1].use_id}   (a number by its id)",
        )
    block, figure = found[0]
    return Spot(block, _holding(block, figure), (figure,), figure.use_id)


def _holding(block: Block, figure: FigureUse) -> Sentence | None:
    return next((s for s in sentences_of(block) if figure in s.figures), None)


def _words(document: Document, numbers: Numbers, wanted: str) -> Spot:
    said = wanted.casefold()
    if len(said.split()) >= _FEWEST_WORDS:
        for block in document.blocks:
            if isinstance(block, Quotation) and said in " ".join(block.words.split()).casefold():
                return Spot(block)
            for sentence in sentences_of(block):
                if said in numbers.sentence(sentence).casefold():
                    return Spot(block, sentence)
    raise _nothing(wanted)


def _nothing(wanted: str) -> NothingToTrace:
    return NothingToTrace(f"the draft has nothing called '{wanted}'", way_out=_WAY_OUT)
