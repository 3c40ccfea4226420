"""What the file examination says on a criterion, in all files and in one Area's."""

from __future__ import annotations

from evidence.examination.statistics import Statistic, slug
from report_builder.counts import Counts


def of_criterion(counts: Counts, criterion_id: str, area: str = "") -> tuple[Statistic, ...]:
    """Return the rates that bear on a criterion, of all files or of those of an Area.

    They are the best graded answer on written feedback, what was recorded, and of all files
    how often the inspectors agreed. An Area's agreement is not parted into yes and no.
    """
    framework = counts.material.inspection.framework
    names = [
        f"feedback/{q.question_id}/answer={slug(q.answers[0])}"
        for q in framework.feedback
        if q.criterion_id == criterion_id and q.answers
    ]
    names += [
        f"recorded/{r.record_id}" for r in framework.records if r.criterion_id == criterion_id
    ]
    judged = framework.questions
    if any(criterion_id == q.criterion_id for q in judged) and not area:
        names.append("agreement/overall/answer=yes")
    if any(criterion_id == q.non_compliance_criterion_id for q in judged) and not area:
        names.append("agreement/overall/answer=no")
    ending = f"/area={slug(area)}" if area else ""
    found = (counts.statistic(f"{name}{ending}") for name in names)
    return tuple(one for one in found if one is not None)
