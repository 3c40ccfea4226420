"""The one door through which breakdowns by person go out: a small number does not pass.

People are an Area's holder of a post, or a unit's manager. What is counted is their cases:
a rate is held back where it is of few of them, however large the rate itself is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence.examination.rates import Rate
from evidence.suppression.ranges import TOTAL, Place
from evidence.suppression.tables import (
    EVERY_SIDE,
    Margins,
    Side,
    hidden_cells,
    protected,
    with_totals,
)

_NOT_ONE_VALUE = 2
BY_POST = Margins(stand=frozenset({Side.ROWS, Side.WHOLE}))
"""Files by Area and post: how many files an Area has is published in any case."""


def outward_rates(
    table: Sequence[Sequence[Rate]], threshold: int, margins: Margins
) -> tuple[tuple[Rate | None, ...], ...]:
    """Return a table of rates as it may go out: None where a rate is not to be published.

    Rows and columns end with their totals, where `margins` publishes them.
    """
    return outward_tables([table], threshold, margins)[0]


def outward_tables(
    tables: Sequence[Sequence[Sequence[Rate]]], threshold: int, margins: Margins
) -> list[tuple[tuple[Rate | None, ...], ...]]:
    """Return tables of the same people as they may go out beside each other.

    What is held back in one is held back in all: from how many files were judged it could be
    told about how many there were.
    """
    hidden = _hidden(tables, threshold, margins)
    return [_published(table, hidden, margins) for table in tables]


def _hidden(
    tables: Sequence[Sequence[Sequence[Rate]]], threshold: int, margins: Margins
) -> frozenset[Place]:
    """Return what is held back: of few files, and what would give that away in any table."""
    totals = [[[rate.total for rate in row] for row in table] for table in tables]
    counts = [with_totals([[rate.count for rate in row] for row in table]) for table in tables]
    # A whole of which few count, such as 1 of 210, tells of nobody and stays.
    kept = replace(margins, stand=EVERY_SIDE)
    hidden: frozenset[Place] = frozenset()
    while True:
        more = hidden
        for bases in totals:
            more = hidden_cells(bases, threshold, margins, also=more)
        for counted in counts if more else ():
            # What is hidden among the totals must not come back by subtraction among the counts.
            more = protected(counted, more, _NOT_ONE_VALUE, kept)
        if more == hidden:
            return hidden
        hidden = more


def _published(
    table: Sequence[Sequence[Rate]], hidden: frozenset[Place], margins: Margins
) -> tuple[tuple[Rate | None, ...], ...]:
    bases = with_totals([[rate.total for rate in row] for row in table])
    counts = with_totals([[rate.count for rate in row] for row in table])
    rows = [*range(len(table)), *([TOTAL] if margins.columns else [])]
    columns = [*range(len(table[0]) if table else 0), *([TOTAL] if margins.rows else [])]
    return tuple(
        tuple(
            None if (r, c) in hidden else Rate(counts[r, c], bases[r, c])
            for c in columns
            if (r, c) != (TOTAL, TOTAL) or margins.whole
        )
        for r in rows
    )
