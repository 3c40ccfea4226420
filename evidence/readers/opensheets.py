"""OpenDocument spreadsheets (.ods): every sheet as a table, row by row."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.odfnames import OFFICE, TABLE, TEXT, count
from evidence.readers.opendocument import opened
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.wordml import Element, local

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_REPEATED = 100
_NOT_WORDS = frozenset({f"{OFFICE}annotation"})


def read_open_sheets(data: bytes, hints: Hints) -> Reading:
    """Return what an OpenDocument spreadsheet says.

    Raises:
        UnreadableSource: it is encrypted or damaged, or holds no text.
    """
    root, parts = opened(data, hints)
    pieces = tuple(piece for sheet in root.iter(f"{TABLE}table") for piece in _sheet(sheet))
    return put_together("ods", Found(pieces, notices=parts.notices))


def _sheet(sheet: Element) -> Iterator[Piece]:
    name = sheet.get(f"{TABLE}name", "")
    yield from pieces_of(
        list(_rows(sheet)), lambda number: f"sheet {name}, row {number}", heading=name
    )


def _rows(sheet: Element) -> Iterator[GridRow]:
    """The filled rows; one that is repeated is repeated only so often."""
    number = 0
    for row in sheet.iter(f"{TABLE}table-row"):
        again = count(row, f"{TABLE}number-rows-repeated", most=_MOST_ROWS)
        cells = tuple(_cells(row))
        hidden = row.get(f"{TABLE}visibility", "visible") != "visible"
        for place in range(min(again, _MOST_REPEATED) if cells else 0):
            yield GridRow(number + place + 1, cells, hidden)
        number += again


def _cells(row: Element) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row:
        again = count(cell, f"{TABLE}number-columns-repeated", most=_MOST_COLUMNS)
        said = "\n".join(_words(p) for p in cell.iterchildren(f"{TEXT}p"))
        for place in range(min(again, _MOST_REPEATED) if said.strip() else 0):
            yield column + place, said
        column += again


def _words(element: Element) -> str:
    """The words of a paragraph, with its spaces and without the comments in it."""
    pieces = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            pieces.append(" " * count(child, f"{TEXT}c", most=_MOST_REPEATED))
        elif child.tag not in _NOT_WORDS:
            pieces.append(_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
