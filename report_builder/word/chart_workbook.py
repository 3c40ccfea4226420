"""The workbook behind a chart, which Word's "Edit data" opens."""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime

import xlsxwriter

from report_builder.document import Chart
from report_builder.word.xml_text import clean

SHEET = "Data"
_MADE = datetime(2021, 10, 1, tzinfo=UTC)  # fixed: the same chart gives the same bytes
_LONGEST_TEXT = 32000


def chart_workbook(chart: Chart) -> bytes:
    """Return a workbook with the categories in column A and a series in each column after it."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None), "title": clean(chart.title)[:255]})
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 40)
    sheet.write_string(0, 0, "")
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, clean(category)[:_LONGEST_TEXT])
    for column, series in enumerate(chart.series, start=1):
        sheet.write_string(0, column, clean(series.name)[:_LONGEST_TEXT])
        for row, value in enumerate(series.values[: len(chart.categories)], start=1):
            if math.isfinite(value):
                sheet.write_number(row, column, value)
    book.close()
    return held.getvalue()
