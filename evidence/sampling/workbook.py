"""The sample as an Excel workbook: the files, how they were drawn, and what was left out.

Text is always written as text, so that nothing from a case list becomes a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from evidence.errors import SampleError

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAVY = "#12436D"
_WIDEST = 60

Table = tuple[str, Sequence[str], Iterable[Sequence[str | int]]]
"""A sheet's name, its headings and its rows."""


def write_tables(title: str, tables: Iterable[Table], *, at: datetime) -> bytes:
    """Return a workbook with a sheet for each table, headings frozen and filters set.

    Raises:
        SampleError: a text is longer than a cell can hold.
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
                    raise SampleError(f"a text in row {last + 1} is longer than a cell can hold")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(width, _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
    workbook.close()
    return out.getvalue()
