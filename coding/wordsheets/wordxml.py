"""Paragraphs and runs of Word's XML, written as strings."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coding.wordsheets.displayed import showable

_PIECE = re.compile(r"([\n\t])")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def escaped(text: str) -> str:
    """Return text as it stands between two tags or in a quoted attribute."""
    safe = showable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;")


def run(text: str, style: str = "") -> str:
    """Return a run; line breaks and tabs in it are Word's own."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    parts = (
        _BREAKS.get(piece) or f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'
        for piece in _PIECE.split(text)
        if piece
    )
    return f"<w:r>{look}{''.join(parts)}</w:r>" if text else ""


def paragraph(style: str, *content: str) -> str:
    """Return a paragraph of a style."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}{''.join(content)}</w:p>"


def table(widths: Iterable[int], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of plain cells whose first row is its heading; widths are in twips."""
    sizes = tuple(widths)
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Codes"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + "".join(_row(sizes, cells, number == 0) for number, cells in enumerate(rows))
        + "</w:tbl>"
    )


def _row(sizes: tuple[int, ...], cells: Iterable[str], is_heading: bool) -> str:  # noqa: FBT001
    look = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if is_heading else "") + "</w:trPr>"
    style = "CellHeading" if is_heading else "Cell"
    told = (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>'
        f"{paragraph(style, run(cell))}</w:tc>"
        for size, cell in zip(sizes, cells, strict=True)
    )
    return f"<w:tr>{look}{''.join(told)}</w:tr>"
