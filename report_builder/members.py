"""What a count counts, one by one: the codings, sources, Areas or files behind a number.

Whoever doubts "53 passages" is told which 53; a source that is withdrawn finds the numbers
that change with it.
"""

from __future__ import annotations

from collections.abc import Callable

from evidence.examination.statistics import slug
from report_builder.counts import Counts
from report_builder.metrics import Metric, parsed

_CODED = frozenset({"passages", "sources", "areas"})


def members(counts: Counts, name: str) -> tuple[str, ...] | None:
    """Return the ids of what a metric counts, or None for a number that counts no things.

    Codings are "C0031", sources "S004", findings "F-4a-01", files of the examination by their
    reference, Areas and questions by name or id. As many as the number says, or None.
    """
    metric = parsed(name)
    if metric.unit in _CODED and metric.subject not in {"read", "examined"}:
        return _coded(counts, metric)
    listing: dict[str, Callable[[Counts, Metric], tuple[str, ...] | None]] = {
        "sources": lambda c, m: tuple(s.source_id for s in c.read(m)),
        "areas": _areas,
        "files": _files,
        "findings": _findings,
        "left-out": _left_out,
        "reason": _reason,
        "framework": _framework,
        "dates": _dated,
        "chance": _judged_twice,
    }
    return listing[metric.unit](counts, metric) if metric.unit in listing else None


def _coded(counts: Counts, metric: Metric) -> tuple[str, ...]:
    if metric.unit == "areas":
        return counts.coded.areas(metric)
    found = counts.coded.passages(metric)
    if metric.unit == "sources":
        return tuple(sorted(found.source_ids))
    return tuple(item.coding.coding_id for item in found.items)


def _areas(counts: Counts, metric: Metric) -> tuple[str, ...]:
    if metric.subject == "read":
        return tuple(sorted({s.area for s in counts.read(metric) if s.area}))
    areas = counts.material.inspection.framework.areas
    return tuple(a.name for a in areas if counts.file_refs({"area": slug(a.name)}))


def _files(counts: Counts, metric: Metric) -> tuple[str, ...]:
    return tuple(sorted(counts.file_refs(metric.filters)))


def _findings(counts: Counts, metric: Metric) -> tuple[str, ...]:
    kind = metric.filters.get("kind")
    return tuple(
        finding.finding_id
        for finding in counts.material.findings
        if not finding.withdrawn and kind in {None, slug(finding.kind.value)}
    )


def _left_out(counts: Counts, metric: Metric) -> tuple[str, ...]:
    for left in counts.material.statistics.left_out:
        if left.question_id == metric.subject:
            unclear = metric.rest[0] == "cannot-tell"
            return tuple(left.cannot_tell if unclear else left.not_applicable)
    return ()


def _reason(counts: Counts, metric: Metric) -> tuple[str, ...]:
    found = [r for r in counts.material.statistics.reasons if r.question_id == metric.subject]
    return tuple(found[int(metric.rest[0]) - 1].file_refs)


def _framework(counts: Counts, metric: Metric) -> tuple[str, ...] | None:
    framework = counts.material.inspection.framework
    return {
        "areas": tuple(area.name for area in framework.areas),
        "visited": counts.coded.visited,
        "questions": tuple(q.question_id for q in framework.questions),
        "feedback": tuple(q.question_id for q in framework.feedback),
        "categories": tuple(c.category_id for c in framework.categories),
        "sub-questions": tuple(s.sub_question_id for s in framework.sub_questions),
    }.get(metric.subject)


def _dated(counts: Counts, metric: Metric) -> tuple[str, ...]:
    """The sources of the first or last day: any one of them gives the number."""
    dated = [s for s in counts.read(metric) if s.dated is not None]
    days = sorted({s.dated for s in dated if s.dated is not None})
    day = days[0 if metric.subject == "earliest" else -1]
    return tuple(s.source_id for s in dated if s.dated == day)


def _judged_twice(counts: Counts, metric: Metric) -> tuple[str, ...] | None:
    """The answers of which agreement beyond chance is a measure."""
    statistic = counts.statistic(f"agreement/{metric.subject}")
    return tuple(statistic.base) if statistic is not None else None
