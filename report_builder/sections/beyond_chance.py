"""The annex's tables of agreement beyond chance: AC1 beside kappa, with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.examination.chance import two_places
from evidence.examination.statistics import Chance, Statistic, slug
from report_builder.counts import AC1, HIGH, KAPPA, LOW, coefficient_of
from report_builder.document import Cell, FigureUse, Table
from report_builder.exhibits import SOURCE, lettered, note_for
from report_builder.pen import Pen, block, rates
from report_builder.sections.desk import ASSESSOR, CHECKER, Desk
from report_builder.wording import capital

Line = tuple[str, str, str]
"""The name of a coefficient, the statistic whose base it shares, and the row in words."""

_NOTE = (
    "AC1 and kappa are 1 where both always say the same, and 0 where they agree as often as chance"
    " would have it. Kappa falls where nearly all answers are the same. Answers on one file go"
    " together, so that the intervals of rows that join questions are too narrow."
)


def chance_tables(desk: Desk) -> Iterator[Table | None]:
    """Yield how far inspectors agree with the legal managers, and with the dip samplers."""
    yield _table(
        desk.pen, "chance", f"Agreement of {ASSESSOR} and inspector beyond chance", _on_dcp(desk)
    )
    yield _table(
        desk.pen,
        "chance/dip-sampler",
        f"Agreement of {CHECKER} and inspector beyond chance",
        _on_dip_sampler(desk),
    )


def _on_dcp(desk: Desk) -> list[Line]:
    """Return all answers, the categories, courts and guidance, and the questions."""
    framework = desk.framework
    ends = [("overall", "All answers")]
    ends += [(f"category={slug(c.category_id)}", capital(c.name)) for c in framework.categories]
    ends += [
        (f"overall/court={slug(c.court_id)}", capital(f"{c.name} files")) for c in framework.courts
    ]
    ends += [(q.question_id, q.question_id) for q in framework.questions]
    return [(end, f"agreement/{end}", words) for end, words in ends]


def _on_dip_sampler(desk: Desk) -> list[Line]:
    lines = [
        ("dip-sampler/files", "dip-sampler/same", "Files: whether all answers were right"),
        ("dip-sampler/overall", "dip-sampler/answers", "All answers"),
    ]
    lines += [
        (f"dip-sampler/{q.question_id}", f"dip-sampler/{q.question_id}/answers", q.question_id)
        for q in desk.framework.questions
    ]
    return lines


def _table(pen: Pen, key: str, caption: str, lines: Sequence[Line]) -> Table | None:
    known = {c.name: c for c in pen.material.statistics.chance}
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    used: list[Statistic] = []
    for name, statistic_id, words in lines:
        found, chance = pen.counts.statistic(statistic_id), known.get(name)
        if found is None or chance is None:
            continue
        used.append(found)
        cells = [cell for c in (AC1, KAPPA) for cell in _cells(pen, chance, c, found)]
        count, _, total = pen.of(found)
        rows.append((slug(name), ((words,), (count,), (total,), *cells)))
    if not used:
        return None
    table_id = block("annex/results", key)
    headings = ("Answers", "The same", "Both gave", "AC1", "AC1: 95% interval")
    return Table(
        table_id,
        caption,
        (*headings, "Kappa", "Kappa: 95% interval"),
        lettered(rows, table_id),
        f"{caption}. One row for each group of answers.",
        rates(*used),
        numeric=(1, 2, 3, 4, 5, 6),
        note=note_for(rows, _NOTE),
        source=SOURCE,
        wide=True,
    )


def _cells(pen: Pen, chance: Chance, facet: str, found: Statistic) -> tuple[Cell, Cell]:
    """Return a coefficient and its interval."""
    value, bounds = coefficient_of(chance, facet)
    if value is None or bounds is None:
        return ("[z]",), ("[z]",)
    if pen.is_small(found.rate):
        return ("[low]",), ("[low]",)
    sides = zip((f"{facet}-{LOW}", f"{facet}-{HIGH}"), bounds, strict=True)
    low, high = (_figure(chance.name, side, bound) for side, bound in sides)
    return (_figure(chance.name, facet, value),), (low, " to ", high)


def _figure(name: str, facet: str, value: float) -> FigureUse:
    return FigureUse("", f"chance/{name}", facet, value, two_places(value))
