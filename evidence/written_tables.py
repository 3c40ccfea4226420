"""Tables as an Excel workbook, and cells that do no harm in one.

Text is always written as text, so that nothing that came from outside becomes a formula. In
CSV, which Excel reads as if it had been typed, an apostrophe before it does the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from evidence.errors import WorkbookInvalid

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAVY = "#12436D"
_WIDEST = 60
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

Table = tuple[str, Sequence[str], Iterable[Sequence[str | int]]]
"""A sheet's name, its headings and its rows."""


def harmless(text: str) -> str:
    """Return a cell of a CSV that Excel takes for text, whatever it begins with.

    >>> harmless("=1+1"), harmless("4a")
    ("'=1+1", '4a')
    """
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def as_written(text: str) -> str:
    """Return what a cell said before it was made harmless.

    >>> as_written("'=1+1"), as_written("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if text[:1] == "'" and text[1:].startswith(_DANGEROUS) else text


def write_tables(title: str, tables: Iterable[Table], *, at: datetime) -> bytes:
    """Return a workbook with a sheet for each table, headings frozen and filters set.

    Raises:
        WorkbookInvalid: a text is longer than a cell can hold.
    """
    out = BytesIO()
    workbook = Workbook(out, _OPTIONS)
    workbook.set_properties({"title": title, "author": "", "created": at.replace(tzinfo=None)})
    heading = workbook.add_format(
        {"bold": True, "bg_color": _NAVY, "font_color": "#FFFFFF", "text_wrap": True}
    )
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    for name, headings, rows in tables:
        sheet = workbook.add_worksheet(name)
        widths = [len(words) + 4 for words in headings]
        for column, words in enumerate(headings):
            sheet.write_string(0, column, words, heading)
        last = 0
        for last, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                widths[column] = max(widths[column], len(str(value)) + 2)
                if isinstance(value, int):
                    sheet.write_number(last, column, value, plain)
                elif sheet.write_string(last, column, value, plain):
                    raise WorkbookInvalid(
                        f"a text in row {last + 1} is longer than a cell can hold",
                        way_out="shorten it to fewer than 32,767 characters",
                    )
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
    workbook.close()
    return out.getvalue()
