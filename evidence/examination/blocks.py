"""Blocks of rates: lines that are counted, and the breakdowns of each of them.

A line is a rate before it is broken down ("agreement/Q03"); a breakdown is one value of a
facet ("area=wessex"). All counts of a block are made at once; the rows behind one of them are
found by the same conditions when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from evidence.examination.behind import RowsBehind
from evidence.examination.crossed import Counts, crossed
from evidence.examination.long_table import LongTables, Marks, codes_of, marks_of
from evidence.examination.rates import Rate
from evidence.examination.statistics import Statistic, slug

FILES, ANSWERS = "files", "answers"

Condition = Callable[[pd.DataFrame], Marks]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way in which a rate is broken down: by the values of one column, in its order."""

    name: str
    column: str
    values: tuple[tuple[str, str], ...]
    """Each value as it stands in the table, and in words for a label."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One value of a facet, or all rows: what it adds to an id and to a label."""

    suffix: str
    words: str
    rows: Condition | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A rate before it is broken down: which rows are its base, and which of them count."""

    name: str
    label: str
    base: tuple[Condition, ...]
    counted: Condition
    unit: str = FILES


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with their breakdowns, counted: `counts` and `totals` are `[line, breakdown]`."""

    tables: LongTables
    table: pd.DataFrame
    lines: tuple[Line, ...]
    breakdowns: tuple[Breakdown, ...]
    counts: Counts
    totals: Counts

    def statistic(self, row: int, column: int, count: int, total: int) -> Statistic:
        """Return the statistic of one line in one breakdown, with its count and total."""
        line, part = self.lines[row], self.breakdowns[column]
        base = line.base if part.rows is None else (*line.base, part.rows)
        return Statistic(
            line.name + part.suffix,
            line.label + part.words,
            Rate(count, total),
            RowsBehind(count, partial(rows_where, self, (*base, line.counted), line.unit)),
            RowsBehind(total, partial(rows_where, self, base, line.unit)),
            line.unit,
        )


def rows_where(block: Block, conditions: Sequence[Condition], unit: str) -> tuple[str, ...]:
    """Return the references of the rows for which all conditions hold, in order."""
    return references(block.tables, block.table, conditions, unit)


def references(
    tables: LongTables, table: pd.DataFrame, conditions: Sequence[Condition], unit: str
) -> tuple[str, ...]:
    """Return "NOR-07" for each row that meets the conditions, or "NOR-07 Q03" of answers."""
    held = np.ones(len(table), dtype=bool)
    for condition in conditions:
        held &= condition(table)
    at = np.flatnonzero(held)
    files = table["file"].to_numpy()[at].tolist() if "file" in table else at.tolist()
    if unit == FILES:
        return tuple(tables.refs[n] for n in files)
    asked = [tables.given[g].question_id for g in table["given"].to_numpy()[at].tolist()]
    return tuple(f"{tables.refs[n]} {q}" for n, q in zip(files, asked, strict=True))


def said(column: str, code: int) -> Condition:
    """Rows in which a column of words says the word of that number, counted from 1."""
    return lambda table: codes_of(table, column) == code


def marked(column: str) -> Condition:
    """Rows in which a column of yes and no says yes."""
    return lambda table: marks_of(table, column)


def otherwise(condition: Condition) -> Condition:
    """Rows that do not meet a condition."""
    return lambda table: ~condition(table)


def breakdowns_of(facets: Sequence[Facet]) -> tuple[Breakdown, ...]:
    """Return the whole, and then every value of every facet."""
    return (
        Breakdown("", ""),
        *(
            Breakdown(f"/{f.name}={slug(value)}", f", {words}", said(f.column, code))
            for f in facets
            for code, (value, words) in enumerate(f.values, start=1)
        ),
    )


def within(part: Breakdown, facets: Sequence[Facet]) -> tuple[Breakdown, ...]:
    """Return a part broken down in its turn: by every value of every facet."""

    def both(rows: Condition) -> Condition:
        return lambda table: rows(table) & (part.rows(table) if part.rows else True)

    return tuple(
        Breakdown(part.suffix + inner.suffix, part.words + inner.words, both(inner.rows))
        for inner in breakdowns_of(facets)
        if inner.rows is not None
    )


def by_facets(
    lines: Any, many: int, table: pd.DataFrame, counts: Any, facets: Sequence[Facet]
) -> Counts:
    """Return counts `[line, breakdown, 0|1]` of rows whose line is known, not marked and marked.

    `lines` are whole numbers from 0, below `many`; `counts` marks the rows that count.
    """
    whole = np.bincount(lines * 2 + counts, minlength=many * 2).reshape(many, 1, 2)
    parts: list[Any] = [whole]
    for facet in facets:
        size = len(facet.values) + 1
        found = crossed(lines, codes_of(table, facet.column), counts, (many, size))
        parts.append(found[:, 1:])
    return np.concatenate(parts, axis=1)
