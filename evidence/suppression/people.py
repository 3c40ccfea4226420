"""The one door through which breakdowns by person go out: a small number does not pass.

People are an Area's holder of a post, or a unit's manager. What is counted is their cases:
a rate is held back where it is of few of them, however large the rate itself is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence.examination.rates import Rate
from evidence.suppression.ranges import TOTAL
from evidence.suppression.tables import Margins, hidden_cells, protected, with_totals

_NOT_ONE_VALUE = 2


def outward_rates(
    table: Sequence[Sequence[Rate]], threshold: int, margins: Margins
) -> tuple[tuple[Rate | None, ...], ...]:
    """Return a table of rates as it may go out: None where a rate is not to be published.

    Rows and columns end with their totals, where `margins` publishes them.
    """
    totals = [[rate.total for rate in row] for row in table]
    counts = with_totals([[rate.count for rate in row] for row in table])
    hidden = hidden_cells(totals, threshold, margins)
    # A whole of which few count, such as 1 of 210, tells of nobody and stays.
    kept = replace(margins, may_hide=False)
    while True:
        # What is hidden among the totals must not come back by subtraction among the counts.
        more = protected(counts, hidden, _NOT_ONE_VALUE, kept) if hidden else hidden
        more = hidden_cells(totals, threshold, margins, also=more)
        if more == hidden:
            break
        hidden = more
    bases = with_totals(totals)
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
