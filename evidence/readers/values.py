"""Tables of values as text (.csv, .tsv): one row a line, whatever parts the cells."""

from __future__ import annotations

import csv
import io
from collections import Counter

from evidence.errors import UnreadableSource
from evidence.readers.decoding import decoded
from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.pieces import Found, put_together

_PARTS = (",", ";", "\t", "|")
_SAMPLE = 50
_SAMPLE_LETTERS = 200_000


def read_values(data: bytes, hints: Hints) -> Reading:
    """Return what a table of values says; `hints` bounds how long one value may be.

    Raises:
        UnreadableSource: there is nothing in it, or its quotes are never closed.
    """
    text, notices = decoded(data)
    text = text.lstrip("\ufeff")
    csv.field_size_limit(hints.limits.part_bytes)
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        raise UnreadableSource(
            "unreadable",
            "Its rows cannot be told apart.",
            way_out="Open it in Excel, save it as a workbook (.xlsx), and ingest that.",
        ) from error
    pieces = tuple(pieces_of(rows, lambda number: f"row {number}"))
    return put_together("csv", Found(pieces, notices=notices))


def _rows(text: str) -> list[GridRow]:
    rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_parting(text))
    for number, cells in enumerate(reader, start=1):
        filled = tuple((at, words) for at, words in enumerate(cells) if words.strip())
        if filled:
            rows.append(GridRow(number, filled))
    return rows


def _parting(text: str) -> str:
    """The sign that parts most of the first rows into the same number of cells."""
    lines = [line for line in text[:_SAMPLE_LETTERS].split("\n") if line.strip()][:_SAMPLE]
    best, most = ",", 0
    for sign in _PARTS:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign))
        width, rows = max(
            ((w, n) for w, n in widths.items() if w > 1), key=lambda p: (p[1], p[0]), default=(0, 0)
        )
        if rows * width > most:
            best, most = sign, rows * width
    return best
