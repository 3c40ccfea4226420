"""`exam stats --posts`: files by Area and the dip sampler's grade, within the team or going out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence import console

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence.examination.rates import Rate
    from evidence.workspace import Workspace

_ALL = "All"


def show_posts(workspace: Workspace, *, outgoing: bool, as_json: bool) -> None:
    """Print how files were judged by who dip sampled them; small numbers stay where it goes out."""
    from evidence.examination.posts import by_post
    from evidence.examination_store import ExaminationStore
    from evidence.suppression.markers import CONFIDENTIAL, MEANINGS
    from evidence.suppression.people import BY_POST, outward_tables

    found = by_post(ExaminationStore(workspace.database).files(), workspace.inspection.framework)
    least = workspace.inspection.settings.report.suppress_people_below if outgoing else 0
    tables = (
        ("agreed", "Files with agreement on every answer", found.agreed),
        ("uncommented", "Files without a comment of the dip sampler", found.uncommented),
    )
    columns, lines = (*found.grades, _ALL), (*found.areas, _ALL)
    gone = outward_tables([rates for *_, rates in tables], least, BY_POST)
    out = dict(zip((key for key, *_ in tables), gone, strict=True))
    if as_json:
        console.show_json(
            {key: _json(columns, lines, rates) for key, rates in out.items()}
            | {"hidden_below": least}
        )
        return
    for key, title, _ in tables:
        console.say(title)
        rows = [(line, *map(_cell, rates)) for line, rates in zip(lines, out[key], strict=True)]
        right = tuple(range(1, len(columns) + 1))
        console.table(("Area", *(f"By {grade}" for grade in found.grades), _ALL), rows, right=right)
    if any(rate is None for rates in out.values() for row in rates for rate in row):
        console.say(f"{CONFIDENTIAL} {MEANINGS[CONFIDENTIAL]}.")


def _cell(rate: Rate | None) -> str:
    from evidence.suppression.markers import CONFIDENTIAL, NOT_APPLICABLE

    if rate is None:
        return CONFIDENTIAL
    return f"{rate.count:,} of {rate.total:,}" if rate.total else NOT_APPLICABLE


def _json(
    columns: Sequence[str], lines: Sequence[str], rates: Sequence[Sequence[Rate | None]]
) -> dict[str, dict[str, dict[str, int] | None]]:
    return {
        line: {
            column: None if rate is None else {"count": rate.count, "total": rate.total}
            for column, rate in zip(columns, row, strict=True)
        }
        for line, row in zip(lines, rates, strict=True)
    }
