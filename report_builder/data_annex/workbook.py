"""The edge to Excel: the data annex as a workbook that a screen reader finds its way in.

No merged cell, no empty one within a table, one named table a sheet from column A, headings
frozen. The same annex gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook

from evidence.errors import WorkbookInvalid
from report_builder.data_annex.book import DataAnnex
from report_builder.data_annex.published import PublishedTable, Value

_MADE = datetime(2021, 10, 1)  # noqa: DTZ001 - fixed: the same annex gives the same bytes
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAVY = "#12436D"
_WIDEST, _NARROWEST = 60, 12
_LINE = 16
"""The height of a line, in points; no reader is left to work out how high a row is."""
_LONGEST = 32_767


def write_annex(annex: DataAnnex) -> bytes:
    """Return the workbook: cover, contents, notes, and a sheet for each table.

    Raises:
        WorkbookInvalid: a text is longer than a cell can hold.
    """
    out = BytesIO()
    book = Workbook(out, _OPTIONS)
    book.set_properties(
        {"title": annex.title[:255], "author": "", "created": _MADE, "comments": annex.marking}
    )
    pen = _Pen(book)
    pen.lines("Cover", annex.title, annex.cover, annex.marking)
    pen.contents(annex)
    pen.notes(annex)
    for table in annex.tables:
        pen.table(table, annex.marking)
    book.close()
    return out.getvalue()


class _Pen:
    """Writes sheets of one workbook in its formats."""

    def __init__(self, book: Workbook) -> None:
        plain = {"font_name": "Arial", "font_size": 12, "valign": "top"}
        self.book = book
        self.title = book.add_format({**plain, "bold": True, "font_size": 16})
        self.words = book.add_format({**plain, "text_wrap": True})
        self.line = book.add_format(plain)
        self.right = book.add_format({**plain, "align": "right"})
        self.whole = book.add_format({**plain, "num_format": "#,##0"})
        self.share = book.add_format({**plain, "num_format": "0.0"})
        self.link = book.add_format({**plain, "font_color": "#0563C1", "underline": 1})
        heading = {"bold": True, "text_wrap": True, "bottom": 1, "font_color": _NAVY}
        self.heading = book.add_format({**plain, **heading})
        self.over = book.add_format({**plain, **heading, "align": "right"})

    def sheet(self, name: str, marking: str) -> Any:
        """Add a sheet that prints on landscape pages with the marking above."""
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        if marking:
            sheet.set_header(f"&C{marking.replace('&', '&&')}")
        return sheet

    def lines(self, name: str, title: str, lines: tuple[str, ...], marking: str) -> None:
        """Write a sheet of lines of words."""
        sheet = self.sheet(name, marking)
        sheet.set_column(0, 0, 100)
        _put(sheet, 0, 0, title, self.title)
        sheet.set_row(0, 2 * _LINE)
        for row, line in enumerate(lines, start=1):
            _put(sheet, row, 0, line, self.words)
            sheet.set_row(row, _LINE * _lines((line,), [90]))

    def contents(self, annex: DataAnnex) -> None:
        """Write the list of sheets, each a link."""
        sheet = self.sheet("Contents", annex.marking)
        _put(sheet, 0, 0, "Contents", self.title)
        rows: list[tuple[Value, ...]] = [("Notes", "Notes and shorthand")]
        rows += [(table.sheet, table.title) for table in annex.tables]
        self._grid(sheet, 1, "Contents_list", ("Sheet", "What it holds"), rows)
        for row, (name, _) in enumerate(rows, start=2):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.link, str(name))

    def notes(self, annex: DataAnnex) -> None:
        """Write what the shorthand means and the notes of each table."""
        sheet = self.sheet("Notes", annex.marking)
        _put(sheet, 0, 0, "Notes and shorthand", self.title)
        rows: list[tuple[Value, ...]] = list(annex.legend)
        rows += [(t.sheet, note) for t in annex.tables for note in t.notes]
        self._grid(
            sheet, 1, "Notes_list", ("Shorthand or sheet", "Meaning or note"), rows or [("-", "-")]
        )

    def table(self, table: PublishedTable, marking: str) -> None:
        """Write one table with its title, what it shows, source and notes above."""
        sheet = self.sheet(table.sheet, marking)
        _put(sheet, 0, 0, table.title, self.title)
        above = [table.subtitle, *table.notes, f"Source: {table.source}" if table.source else ""]
        above = ["This sheet holds one table.", *(line for line in above if line)]
        sheet.set_row(0, 2 * _LINE)
        for row, line in enumerate(above, start=1):
            _put(sheet, row, 0, line, self.line)
            sheet.set_row(row, _LINE)
        self._grid(sheet, len(above) + 1, f"{table.sheet}_data", table.headings, table.rows)

    def _grid(self, sheet: Any, top: int, name: str, headings: tuple[str, ...], rows: Any) -> None:
        number = [any(not isinstance(row[n], str) for row in rows) for n in range(len(headings))]
        columns = [
            {"header": words, "header_format": self.over if number[n] else self.heading}
            for n, words in enumerate(_different(headings))
        ]
        last = max(top + len(rows), top + 1)
        sheet.add_table(
            top,
            0,
            last,
            len(headings) - 1,
            {"name": name, "columns": columns, "autofilter": False, "style": None},
        )
        widths = [max(_NARROWEST, min(len(words), 20)) for words in headings]
        for row, values in enumerate(rows, start=top + 1):
            for column, value in enumerate(values):
                self._cell(sheet, row, column, value)
                widths[column] = min(_WIDEST, max(widths[column], len(str(value)) + 5))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, values in enumerate((headings, *rows), start=top):
            sheet.set_row(row, _LINE * _lines(values, widths))
        sheet.freeze_panes(top + 1, 0)

    def _cell(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if isinstance(value, str):
            mark = value.startswith("[") and column
            _put(sheet, row, column, value, self.right if mark else self.words)
        else:
            sheet.write_number(
                row, column, value, self.whole if isinstance(value, int) else self.share
            )


def _lines(values: Sequence[Value], widths: Sequence[int]) -> int:
    """Return how many lines the fullest cell of a row takes; letters are 12 points high."""
    return max(
        len(wrap(str(value), max(8, width - 4))) or 1
        for value, width in zip(values, widths, strict=True)
    )


def _different(headings: tuple[str, ...]) -> list[str]:
    """Return headings that differ, as Excel asks of a table's."""
    seen: dict[str, int] = {}
    found = []
    for words in headings:
        seen[words.casefold()] = seen.get(words.casefold(), 0) + 1
        times = seen[words.casefold()]
        found.append(words if times == 1 else f"{words} ({times})")
    return found


def _put(sheet: Any, row: int, column: int, text: str, style: Any) -> None:
    if len(text) > _LONGEST:
        raise WorkbookInvalid(
            f"a text in row {row + 1} is longer than a cell can hold",
            way_out=f"shorten it to fewer than {_LONGEST:,} characters",
        )
    sheet.write_string(row, column, text, style)
