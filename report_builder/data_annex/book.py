"""Which sheets the data annex has, and what its cover and notes say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.suppression.markers import legend
from report_builder.data_annex.published import PublishedTable
from report_builder.document import FrontMatter

_ABOUT = (
    "This workbook holds the data behind every table and chart of the report, and the tables of"
    " the file examination.",
    "Each sheet holds one table. Notes stand above it; shorthand is explained on the sheet Notes.",
    "Percentages are rounded, halves up, and may not add up to 100. Intervals are Wilson's 95%"
    " score intervals.",
)


@dataclass(frozen=True, slots=True)
class DataAnnex:
    """The annex of one draft: cover, notes and tables, in order."""

    title: str
    marking: str
    cover: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    tables: tuple[PublishedTable, ...]


def data_annex(front: FrontMatter, tables: Sequence[PublishedTable]) -> DataAnnex:
    """Return the annex of a report's front page and tables."""
    used = (value for t in tables for row in t.rows for value in row if isinstance(value, str))
    said = (front.inspectorate, front.month, front.stage_line, front.marking, *_ABOUT)
    return DataAnnex(
        f"{front.title}: data",
        front.marking,
        tuple(line for line in (*said, *front.imprint) if line),
        legend(used),
        tuple(tables),
    )
