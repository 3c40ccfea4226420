"""Counts of how the examination was carried out: cases, files drawn, IQAs required and done.

    sample/listed                           cases of the list from the IQA application
    sample/left-out/rule=advocacy           cases that left at a rule; left/rule= those that stay
    sample/eligible/area=x/court=crown      eligible cases; so wanted, drawn and short
    sample/replaced/area=x                  files drawn and then replaced by others
    sample/astray                           files examined that are not those of the sample
    sample/seed, sample/newest              what the draw began with
    exercise/raters, exercise/files         who took part, and files that all of them examined
    exercise/ac1                            Gwet's AC1 of their judgements
    recheck/drawn, recheck/waiting          files for a second look, and without one yet
    recheck/changed                         answers changed since the second look, and the files
    recheck/files-changed                   that they stand on
    recheck/erring-least, .../erring-most   files of all that may have had an answer to change
    recheck/least, recheck/most             files of all that may have a differing answer (95%)
    volumes/iqas/area=x/quarter=2023-04-01  IQAs; so prosecutors, required, short, dip-samples,
                                            dip-required, dip-short, met, iqas-met, dip-met,
                                            quarters (in which any was required), missing (none
                                            reported); court=crown of one court's teams
    uncommented/files/by=dcp                files without comments; shown, waiting: what came

Names of Areas, courts, rules and reasons stand in them as `slug` makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evidence.examination.statistics import slug
from report_builder.conduct import Conduct
from report_builder.metrics import Metric

UNITS = frozenset({"sample", "exercise", "recheck", "volumes", "uncommented"})


def count(conduct: Conduct, metric: Metric) -> float | None:
    """Return a count, or None where nothing of that name is counted."""
    reckoning: dict[str, Callable[[Conduct, Metric], float | None]] = {
        "sample": _sample,
        "exercise": _exercise,
        "recheck": _recheck,
        "volumes": _volumes,
        "uncommented": _uncommented,
    }
    return reckoning[metric.unit](conduct, metric)


def _sample(conduct: Conduct, metric: Metric) -> float | None:
    found = conduct.sample
    if found is None:
        return None
    if metric.subject in {"left-out", "left"}:
        return _sieved(conduct, metric)
    if metric.subject == "replaced":
        return _kept((f.area, f.court, f.reason) for f in conduct.replaced)(metric)
    strata = [s for s in found.draw.strata if _is_of(metric, s.area, s.court)]
    return {
        "listed": found.taken.rows,
        "astray": len(conduct.astray),
        "seed": found.record.seed,
        "newest": found.record.newest,
        "wanted": sum(s.wanted for s in strata),
        "eligible": sum(len(s.order) for s in strata),
        "drawn": sum(len(s.drawn) for s in strata),
        "short": sum(s.short_by for s in strata),
    }.get(metric.subject)


def _sieved(conduct: Conduct, metric: Metric) -> float | None:
    """Return how many cases left at a rule, or stayed after it; at all rules without one."""
    found = conduct.sample
    if found is None:
        return None
    gone = 0
    wanted = metric.filters.get("rule")
    counts = found.sieved.counts()
    for rule, number in counts.items():
        gone += number
        if slug(rule) == wanted:
            return number if metric.subject == "left-out" else found.taken.rows - gone
    if wanted is not None:
        return None
    return gone if metric.subject == "left-out" else found.taken.rows - gone


def _kept(rows: Iterable[tuple[str, str, str]]) -> Callable[[Metric], float]:
    every = tuple(rows)

    def reckon(metric: Metric) -> float:
        reason = metric.filters.get("reason")
        return sum(
            _is_of(metric, area, court) and reason in {None, slug(why)}
            for area, court, why in every
        )

    return reckon


def _is_of(metric: Metric, area: str, court: str = "") -> bool:
    here, tried = metric.filters.get("area"), metric.filters.get("court")
    return here in {None, slug(area)} and tried in {None, slug(court)}


def _exercise(conduct: Conduct, metric: Metric) -> float | None:
    found = conduct.exercise
    if found is None:
        return None
    return {
        "raters": found.raters,
        "files": found.files,
        "ac1": found.measures.ac1,
    }.get(metric.subject)


def _recheck(conduct: Conduct, metric: Metric) -> float | None:
    found = conduct.rechecked
    if found is None:
        return None
    least, most = found.in_all or (None, None)
    erring_least, erring_most = found.erring_in_all or (None, None)
    return {
        "examined": found.recheck.files,
        "drawn": len(found.recheck.file_refs),
        "waiting": len(found.waiting),
        "looked": found.files.total,
        "changed": sum(opinion.changed for opinion in found.opinions),
        "files-changed": found.files_changed.count,
        "erring-least": erring_least,
        "erring-most": erring_most,
        "least": least,
        "most": most,
    }.get(metric.subject)


def _volumes(conduct: Conduct, metric: Metric) -> float | None:
    if conduct.volumes is None:
        return None
    quarter = metric.filters.get("quarter")
    rows = [
        row
        for row in conduct.volumes.rows
        if _is_of(metric, row.volume.area, row.volume.unit)
        and quarter in {None, row.volume.quarter.first.isoformat()}
    ]
    return {
        "prosecutors": sum(r.volume.prosecutors for r in rows),
        "required": sum(r.required for r in rows),
        "iqas": sum(r.volume.iqas for r in rows),
        "short": sum(r.shortfall for r in rows),
        "dip-required": sum(r.dip_required for r in rows),
        "dip-samples": sum(r.volume.dip_samples for r in rows),
        "dip-short": sum(r.dip_shortfall for r in rows),
        "met": sum(r.met for r in rows),
        "iqas-met": sum(not r.shortfall for r in rows if r.asked),
        "dip-met": sum(not r.dip_shortfall for r in rows if r.asked),
        "quarters": sum(r.asked for r in rows),
        "missing": sum(_is_of(metric, area) for area, _, _ in conduct.volumes.missing),
        "areas": len({r.volume.area for r in rows}),
        "unverified": len(conduct.unverified),
    }.get(metric.subject)


def _uncommented(conduct: Conduct, metric: Metric) -> float | None:
    rows = [m for m in conduct.missing if _is_of(metric, m.area)]
    by = metric.filters.get("by")
    if by is not None:
        rows = [m for m in rows if by in {slug(who.value) for who in m.missing}]
    return {
        "files": len(rows),
        "shown": sum(not m.outstanding for m in rows),
        "waiting": sum(bool(m.outstanding) for m in rows),
    }.get(metric.subject)
