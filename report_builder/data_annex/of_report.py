"""The report's own tables and charts, as data: the numbers that its pages print."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.suppression.markers import NOT_APPLICABLE, NOT_AVAILABLE
from report_builder.data_annex.published import PublishedTable, Value
from report_builder.document import Cell, Chart, Document, Table
from report_builder.numbering import Numbers, number

_NUMBER = re.compile(r"-?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?")


def report_tables(document: Document) -> Iterator[PublishedTable]:
    """Yield each table and each chart of a report under the number that it has there."""
    numbers = number(document)
    for block in document.blocks:
        if isinstance(block, Table):
            yield _table(block, numbers)
        elif isinstance(block, Chart):
            yield _chart(block, numbers)


def _table(block: Table, numbers: Numbers) -> PublishedTable:
    place = numbers.number[block.block_id]
    return PublishedTable(
        f"Table_{place}",
        f"Table {place}: {block.caption}",
        block.alt,
        block.headings,
        tuple(
            tuple(_value(cell, numbers, numeric=n in block.numeric) for n, cell in enumerate(row))
            for row in block.rows
        ),
        block.source,
        (block.note,) if block.note else (),
    )


def _chart(block: Chart, numbers: Numbers) -> PublishedTable:
    place = numbers.number[block.block_id]
    return PublishedTable(
        f"Chart_{place}",
        f"Chart {place}: {block.title}",
        block.subtitle,
        ("Category", *(f"{series.name} ({block.unit})" for series in block.series)),
        tuple(
            (category, *(_plotted(series.values, n) for series in block.series))
            for n, category in enumerate(block.categories)
        ),
        block.source,
        ("The chart shows these values.",),
    )


def _plotted(values: tuple[float, ...], at: int) -> Value:
    # A chart is drawn from unrounded shares; the report states one decimal at most.
    return round(values[at], 1) if at < len(values) else NOT_AVAILABLE


def _value(cell: Cell, numbers: Numbers, *, numeric: bool) -> Value:
    text = numbers.text(cell).strip()
    if not text:
        return NOT_APPLICABLE
    if numeric and _NUMBER.fullmatch(text):
        plain = text.rstrip("%").replace(",", "")
        return float(plain) if "." in plain else int(plain)
    return text
