"""OpenDocument spreadsheets (.ods, .fods): every sheet as a table, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.notices import Notice
from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.odffiles import OpenFile, chart_titles, descriptions, opened
from evidence.readers.odfnames import DC, OFFICE, STYLE, TABLE, TEXT, count
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.wordml import Element, local
from evidence.segments import SegmentStatus

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_REPEATED = 100
_NOT_WORDS = frozenset({f"{OFFICE}annotation"})
_VALUES = ("string-value", "value", "date-value", "time-value", "boolean-value")


def read_open_sheets(data: bytes, hints: Hints) -> Reading:
    """Return what an OpenDocument spreadsheet says.

    Raises:
        UnreadableSource: it is encrypted or damaged, or holds no text.
    """
    file = opened(data, hints)
    hidden = _hidden(file.content)
    pieces: list[Piece] = []
    notices: list[Notice] = []
    for sheet in file.body("spreadsheet").iterchildren(f"{TABLE}table"):
        found = list(_sheet(file, sheet))
        if sheet.get(f"{TABLE}style-name", "-") in hidden:
            name = sheet.get(f"{TABLE}name", "")
            notices.append(Notice("hidden_sheet", "A sheet is hidden.", f"sheet {name}"))
            found = [p if p.beside else replace(p, status=SegmentStatus.HIDDEN) for p in found]
        pieces += found
    pieces += (
        Piece(edge.text, edge.locator, status=SegmentStatus.FURNITURE) for edge in file.furniture()
    )
    return put_together("ods", Found(tuple(pieces), file.title, (*file.notices, *notices)))


def _hidden(root: Element) -> frozenset[str]:
    """The styles of sheets that are not shown."""
    return frozenset(
        style.get(f"{STYLE}name", "")
        for style in root.iter(f"{STYLE}style")
        for look in style.iterchildren(f"{STYLE}table-properties")
        if look.get(f"{TABLE}display") == "false"
    )


def _sheet(file: OpenFile, sheet: Element) -> Iterator[Piece]:
    name = sheet.get(f"{TABLE}name", "")
    yield from pieces_of(
        list(_rows(sheet)), lambda number: f"sheet {name}, row {number}", heading=name
    )
    drawn = [child for child in sheet if local(child) == "shapes"]
    boxes = [p for shapes in drawn for p in shapes.iter(f"{TEXT}p")]
    titles = [words for chart in file.charts(sheet) for words in chart_titles(chart)]
    for place, words in enumerate([*(_words(p) for p in boxes), *titles], start=1):
        yield Piece(words, f"sheet {name}, text box {place}", name)
    for words in descriptions(sheet):
        place_of = f"sheet {name}, description of a picture"
        yield Piece(words, place_of, name, status=SegmentStatus.FURNITURE)
    yield from _comments(sheet, name)


def _comments(sheet: Element, name: str) -> Iterator[Piece]:
    number = 0
    for row in sheet.iter(f"{TABLE}table-row"):
        number += 1
        for note in row.iter(f"{OFFICE}annotation"):
            yield Piece(
                "\n".join(_words(p) for p in note.iter(f"{TEXT}p")),
                f"sheet {name}, comment in row {number}",
                name,
                status=SegmentStatus.COMMENT,
                author=note.findtext(f"{DC}creator") or "",
                at=note.findtext(f"{DC}date") or "",
                on=f"sheet {name}, row {number}",
            )
        number += count(row, f"{TABLE}number-rows-repeated", most=_MOST_ROWS) - 1


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
        said = "\n".join(_words(p) for p in cell.iterchildren(f"{TEXT}p")) or _value(cell)
        for place in range(min(again, _MOST_REPEATED) if said.strip() else 0):
            yield column + place, said
        column += again


def _value(cell: Element) -> str:
    """The value of a cell that does not say how it is shown."""
    return next((said for name in _VALUES if (said := cell.get(f"{OFFICE}{name}"))), "")


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
