"""Tables of what was gathered and what was coded, each number walked back to its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from coding.codings import Polarity
from evidence.examination.statistics import slug
from evidence.framework import Criterion
from report_builder.document import Cell, FigureUse, Support, SupportKind, Table
from report_builder.exhibits import lettered
from report_builder.grounds import FAMILIES, Grounds
from report_builder.metrics import named
from report_builder.pen import Pen, block
from report_builder.wording import capital

SOURCE = "Evidence coded by our inspectors"
GATHERED = "Evidence that we gathered"
_SHOWN = ("It was done", "It was not done or fell short", "Mixed or planned")
_MOST_PORTRAIT_COLUMNS = 7


def criteria_table(
    pen: Pen, role: str, criteria: Sequence[Criterion], caption: str
) -> Table | None:
    """Return passages by criterion and by what they show, with their Areas and sources."""
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for criterion in criteria:
        grounds = Grounds(pen.counts, criterion)
        label = f"{criterion.criterion_id} {criterion.title}"
        rows.append((criterion.criterion_id, ((label,), *_counts(pen, grounds))))
    return _coded_table(role, caption, "Criterion", rows)


def codes_table(pen: Pen, role: str, criterion: Criterion, caption: str) -> Table | None:
    """Return passages by the codes beneath a criterion."""
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for code in pen.material.codebook.codes:
        if code.criterion_id == criterion.criterion_id:
            own = code.code_id == criterion.criterion_id
            grounds = Grounds(pen.counts, criterion, code=code.code_id)
            label = "Not through one of these channels" if own else code.name
            rows.append((slug(code.code_id), ((label,), *_counts(pen, grounds))))
    return _coded_table(role, caption, "Channel", [*rows[1:], *rows[:1]])


def families_table(pen: Pen, role: str, criterion: Criterion, caption: str) -> Table | None:
    """Return passages by kind of evidence: documents, focus groups, interviews."""
    grounds = Grounds(pen.counts, criterion)
    rows: list[tuple[str, tuple[Cell, ...]]] = [
        (slug(family), ((capital(family),), *_counts(pen, grounds, family=slug(family))))
        for family in FAMILIES
        if pen.counts.count(named("sources", "read", family=slug(family), level="visited"))
    ]
    return _coded_table(role, caption, "Kind of evidence", rows)


def gathered_table(pen: Pen, role: str, caption: str) -> Table | None:
    """Return sources by kind, with a column for each visited Area and for national evidence."""
    visited = pen.counts.coded.visited
    columns = [(area, {"area": slug(area)}) for area in sorted(visited)]
    if pen.counts.count(named("sources", "read", level="national")):
        columns.append(("National", {"level": "national"}))
    if pen.counts.count(named("sources", "read", level="elsewhere")):
        columns.append(("Other Areas", {"level": "elsewhere"}))
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    for kind in pen.framework.kinds:
        own = {"kind": slug(kind.kind_id)}
        if not pen.counts.count(named("sources", "read", **own)):
            continue
        cells = [_cell(pen, named("sources", "read", **own, **column)) for _, column in columns]
        total = _cell(pen, named("sources", "read", **own))
        rows.append((slug(kind.kind_id), ((capital(kind.plural),), *cells, total)))
    if not rows:
        return None
    cells = [_cell(pen, named("sources", "read", **column)) for _, column in columns]
    rows.append(("total", (("Total",), *cells, _cell(pen, named("sources", "read")))))
    table_id = block(role)
    headings = ("Kind of source", *(name for name, _ in columns), "Total")
    return Table(
        table_id,
        caption,
        headings,
        lettered(rows, table_id),
        f"{caption}. One row for each kind of source; columns are Areas.",
        (Support(SupportKind.COUNT, named("sources", "read")),),
        numeric=tuple(range(1, len(headings))),
        note="A source that repeats another's words is counted once.",
        source=GATHERED,
        wide=len(headings) > _MOST_PORTRAIT_COLUMNS,
    )


def _coded_table(
    role: str, caption: str, first: str, rows: Sequence[tuple[str, tuple[Cell, ...]]]
) -> Table | None:
    supports = tuple(
        Support(SupportKind.COUNT, part.metric)
        for _, cells in rows
        for cell in cells
        for part in cell
        if isinstance(part, FigureUse) and part.value
    )
    if not supports:
        return None
    table_id = block(role)
    return Table(
        table_id,
        caption,
        (first, *_SHOWN, "Areas", "Sources"),
        lettered(rows, table_id),
        f"{caption}. Cells are counts of passages, of Areas and of sources.",
        supports,
        numeric=(1, 2, 3, 4, 5),
        note=(
            "Counts of passages, not of people; a copied passage counts once. A passage may"
            " bear on more than one criterion."
            " National evidence is left out."
        ),
        source=SOURCE,
    )


def _counts(pen: Pen, grounds: Grounds, **filters: str) -> tuple[Cell, ...]:
    shown = [
        _cell(pen, grounds.metric("passages", str(polarity), **filters))
        for polarity in (Polarity.POSITIVE, Polarity.NEGATIVE, Polarity.MIXED)
    ]
    areas = _cell(pen, grounds.metric("areas", **filters))
    return (*shown, areas, _cell(pen, grounds.metric("sources", **filters)))


def _cell(pen: Pen, metric: str) -> Cell:
    return (pen.number(metric, table=True),)
