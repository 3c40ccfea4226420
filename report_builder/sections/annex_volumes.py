"""IQAs and dip samples as the CPS reported them, against what the guidance requires.

Data from the CPS is flagged until CPS Operational Assurance has confirmed it (scoping
document F, data).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from evidence.examination.statistics import slug
from evidence.suppression.markers import CONFIDENTIAL
from evidence.volumes.outgoing import Outgoing, going_out
from report_builder.document import (
    Block,
    Cell,
    Heading,
    Inline,
    Sentence,
    Support,
    SupportKind,
    Table,
)
from report_builder.exhibits import lettered, note_for
from report_builder.metrics import named
from report_builder.pen import block
from report_builder.sections.desk import Desk, or_none
from report_builder.wording import listed, on_day

_ROLE = "annex/volumes"
UNVERIFIED = "UNVERIFIED"
_SEVERAL, _A_YEAR = 2, 4
"""Areas that are several, and the quarters of a year."""
_KINDS = {
    "iqas": ("IQAs", "required", "iqas-met"),
    "dip-samples": ("dip samples", "dip-required", "dip-met"),
}
"""What was done: its noun, and the names of what was required and of quarters that met it."""
_COLUMNS = (
    ("prosecutors", "Prosecutors in post"),
    ("required", "IQAs required"),
    ("iqas", "IQAs done"),
    ("short", "IQAs short"),
    ("dip-required", "Dip samples required"),
    ("dip-samples", "Dip samples done"),
    ("dip-short", "Dip samples short"),
)


def in_answer(desk: Desk, place: str) -> Iterator[Block]:
    """Yield how many IQAs or dip samples there were, where a question asks whether enough."""
    settings = desk.settings.volumes
    asked = place in {settings.iqas_answer, settings.dip_samples_answer}
    if not asked or desk.material.conduct.volumes is None or not _held(desk).whole:
        return
    if place == settings.iqas_answer:
        yield desk.pen.paragraph(
            f"{place}/iqas",
            _required(desk, f"{place}/iqas", "iqas"),
            _met(desk, f"{place}/iqas", "iqas"),
            _by_court(desk, f"{place}/iqas", "iqas"),
        )
    if place == settings.dip_samples_answer:
        yield desk.pen.paragraph(
            f"{place}/dip-samples",
            _required(desk, f"{place}/dip-samples", "dip-samples"),
            _met(desk, f"{place}/dip-samples", "dip-samples"),
            _by_court(desk, f"{place}/dip-samples", "dip-samples"),
        )


def _required(desk: Desk, key: str, what: str) -> Sentence:
    """Return how many of something were done and required, in the Areas that gave figures."""
    pen, (noun, required, _) = desk.pen, _KINDS[what]
    areas = pen.number("volumes/areas")
    return pen.sentence(
        f"{key}/required",
        "In the ",
        areas,
        " Area" if areas.value == 1 else " Areas",
        f" that gave figures, {noun} numbered ",
        pen.number(f"volumes/{what}"),
        f" {_when(desk)}, where the guidance required ",
        pen.number(f"volumes/{required}"),
        ".",
    )


def _met(desk: Desk, key: str, what: str) -> Sentence:
    """Return in how many quarters a team did all that was required of it."""
    pen, (_, _, met) = desk.pen, _KINDS[what]
    return pen.sentence(
        f"{key}/met",
        "Each quarter of each team counted by itself, teams met the requirement in ",
        or_none(pen.number(f"volumes/{met}")),
        " of ",
        pen.number("volumes/quarters"),
        ".",
    )


def _when(desk: Desk) -> str:
    found = desk.material.conduct.volumes
    quarters = {row.volume.quarter for row in found.rows} if found else set()
    return "over twelve months" if len(quarters) == _A_YEAR else "in the quarters reported"


def _by_court(desk: Desk, key: str, what: str) -> Sentence | None:
    """Return the same by court; not of one Area, whose teams are single people's."""
    pen = desk.pen
    if not _held(desk).courts:
        return None
    parts: list[Inline | tuple[Inline, ...]] = []
    for court in desk.framework.courts:
        facts = {"court": slug(court.court_id)}
        parts += [
            f"{'; ' if parts else ''}{court.name} teams, ",
            pen.number(named("volumes", what, **facts)),
            " of ",
            pen.number(named("volumes", _KINDS[what][1], **facts)),
        ]
    return pen.sentence(f"{key}/courts", "By court, done and required: ", *parts, ".")


def volumes(desk: Desk) -> Iterator[Block]:
    """Yield the volumes by Area and quarter, where any were taken in."""
    if desk.material.conduct.volumes is None:
        return
    yield Heading(block("annex", "volumes"), 2, "IQA volumes and dip samples")
    yield desk.pen.paragraph(_ROLE, *_summed_up(desk))
    yield _table(desk)


def _held(desk: Desk) -> Outgoing:
    """Return which numbers stay out of the report, being as good as one person's."""
    found = desk.material.conduct.volumes
    rows = found.rows if found else ()
    return _worked_out(rows, desk.settings.report.suppress_people_below)


_worked_out = lru_cache(maxsize=4)(going_out)  # asked for by every part of the annex


def _summed_up(desk: Desk) -> Iterator[Sentence]:
    if _held(desk).whole:
        yield from _sums(desk)
    yield from _missing(desk)
    unverified = desk.material.conduct.unverified
    if unverified:
        yield desk.pen.sentence(
            f"{_ROLE}/unverified",
            f"The figures of {listed(unverified)} are not yet confirmed by"
            f" {desk.organisation} Operational Assurance.",
            supports=(Support(SupportKind.COUNT, "volumes/unverified"),),
        )


def _sums(desk: Desk) -> Iterator[Sentence]:
    pen = desk.pen
    areas = pen.number("volumes/areas")
    yield pen.sentence(
        f"{_ROLE}/done",
        "In the quarters shown, ",
        areas,
        " Area reported " if areas.value == 1 else " Areas reported ",
        pen.number("volumes/iqas"),
        " IQAs where ",
        pen.number("volumes/required"),
        " were required.",
    )
    yield pen.sentence(
        f"{_ROLE}/dip",
        "They reported ",
        pen.number("volumes/dip-samples"),
        " dip samples where ",
        pen.number("volumes/dip-required"),
        " were required.",
    )
    yield pen.sentence(
        f"{_ROLE}/met",
        "Each quarter of each team counted by itself, both requirements were met in ",
        or_none(pen.number("volumes/met")),
        " of ",
        pen.number("volumes/quarters"),
        ".",
    )


def _missing(desk: Desk) -> Iterator[Sentence]:
    """Yield for which units and quarters nothing was reported, where there are any."""
    found = desk.material.conduct.volumes
    if found is None or not found.missing:
        return
    units = tuple(dict.fromkeys(f"{area} ({unit})" for area, unit, _ in found.missing))
    count = desk.pen.number("volumes/missing")
    yield desk.pen.sentence(
        f"{_ROLE}/missing",
        "No figures came for ",
        count,
        " quarter" if count.value == 1 else " quarters, each of one team,",
        f" of the twelve months: {listed(units)}.",
    )


def _table(desk: Desk) -> Table:
    found = desk.material.conduct.volumes
    rows: list[tuple[str, tuple[Cell, ...]]] = []
    kinds = dict.fromkeys((r.volume.area, r.volume.quarter) for r in found.rows) if found else {}
    held = _held(desk)
    for area, quarter in sorted(kinds):
        facts = {"area": slug(area), "quarter": quarter.first.isoformat()}
        cells: list[Cell] = [(area,), (str(quarter),)]
        cells += [
            (desk.pen.number(named("volumes", subject, **facts), table=True),)
            if held.column_of(area, facts["quarter"], subject)
            else (CONFIDENTIAL,)
            for subject, _ in _COLUMNS
        ]
        confirmed = found.verifications.get(area) if found else None
        status = f"confirmed {on_day(confirmed.confirmed_on)}" if confirmed else UNVERIFIED
        rows.append(("/".join(facts.values()), (*cells, (status,))))
    table_id = block(_ROLE, "table")
    unverified = desk.material.conduct.unverified
    return Table(
        table_id,
        "IQAs and dip samples in each Area, by quarter",
        ("Area", "Quarter", *(heading for _, heading in _COLUMNS), "Status"),
        lettered(rows, table_id),
        "IQAs and dip samples. One row for each Area and quarter.",
        (Support(SupportKind.COUNT, "volumes/quarters"),),
        numeric=tuple(range(2, 2 + len(_COLUMNS))),
        note=note_for(rows, _note(desk, flagged=bool(unverified))),
        source=f"{desk.organisation} data",
        wide=True,
    )


def _note(desk: Desk, *, flagged: bool) -> str:
    rules = desk.settings.volumes
    rounded = {"up": "rounded up", "down": "rounded down", "half": "halves rounded up"}
    note = (
        f"Required: {rules.iqas_per_prosecutor} IQA a prosecutor and quarter, and dip samples of"
        f" {rules.dip_percent}% of the IQAs done, {rounded[rules.rounding]}. A surplus in one unit"
        " does not mend a shortfall in another."
    )
    by = f"{desk.organisation} Operational Assurance"
    note += f" {UNVERIFIED}: figures not yet confirmed by {by}." if flagged else ""
    return " ".join((note, *_without(desk)))


def _without(desk: Desk) -> Iterator[str]:
    """Yield which rows leave out a team of which nothing was reported."""
    found = desk.material.conduct.volumes
    shown = {(r.volume.area, str(r.volume.quarter)) for r in found.rows} if found else set()
    for area, unit, quarter in found.missing if found else ():
        if (area, quarter) in shown:
            yield f"{area}, {quarter}: without {unit}."
