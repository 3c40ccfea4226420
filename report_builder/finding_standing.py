"""How a finding stands: what a person should know before it goes into a report.

One kind of source only, codings that point both ways, a support that was withdrawn, a number
that has moved since the finding was last said. None of it changes the finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coding.codings import Polarity
from coding.matrix import CodedPassage
from evidence.examination.rates import Rate
from report_builder.counts import Counts
from report_builder.document import Support, SupportKind
from report_builder.findings import Finding, FindingKind, FindingStatus
from report_builder.material import Material

_LINK = "iqa finding link links evidence to a finding."
_AGAINST = {
    FindingKind.STRENGTH: Polarity.NEGATIVE,
    FindingKind.GOOD_PRACTICE: Polarity.NEGATIVE,
    FindingKind.ISSUE: Polarity.POSITIVE,
}
_HEDGED = re.compile(
    r"\b(?:but|although|though|while|whereas|however|except|some|not all|not always|in places"
    r"|in part|in (?:one|two|three|other) Areas?|one Area|elsewhere|others?|unevenly|mixed"
    r"|seldom|rarely|hardly|often|few|most|many|commonly|usually|largely|to an? \w+ extent)\b",
    re.IGNORECASE,
)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to know about a finding: a code, a sentence, and what to do about it."""

    code: str
    message: str
    try_: str


def leaves_room(statement: str) -> bool:
    """Whether a statement says itself that it does not hold everywhere.

    >>> leaves_room("Some managers did."), leaves_room("Managers did.")
    (True, False)
    """
    return bool(_HEDGED.search(statement))


class Standing:
    """What stands behind findings, in one material."""

    def __init__(self, material: Material, counts: Counts | None = None) -> None:
        self.counts = counts or Counts(material)
        self.coded: Mapping[str, CodedPassage] = {
            item.coding.coding_id: item for item in material.passages.items
        }
        self.findings = {f.finding_id: f for f in material.findings if not f.withdrawn}
        self._earlier = material.earlier
        self._counted = material.earlier_counts

    def cautions(self, finding: Finding) -> tuple[Caution, ...]:
        """Return what a person should know about a finding; nothing where all is well."""
        given = [s for s in finding.supports if s.kind is not SupportKind.FINDING]
        if not given and not finding.rests_on:
            return (Caution("no_support", "Nothing stands behind this finding.", _LINK),)
        return (
            *self._withdrawn(finding),
            *self._one_kind(finding, given),
            *self._contradicting(finding),
            *self._moved(finding),
        )

    def stands(self, support: Support) -> bool:
        """Whether a support still counts: not withdrawn, not gone with its source or file."""
        match support.kind:
            case SupportKind.CODING:
                item = self.coded.get(support.support_id)
                return item is not None and not item.coding.withdrawn
            case SupportKind.RATE:
                return self.counts.is_statistic(support.support_id)
            case SupportKind.COUNT:
                return self.counts.knows(support.support_id)
            case SupportKind.FINDING:
                return support.support_id in self.findings
        return True

    def _withdrawn(self, finding: Finding) -> Iterator[Caution]:
        for support in finding.supports:
            if not self.stands(support):
                message = f"It rests on {support.support_id}, which has been withdrawn."
                way = f"iqa finding unlink {finding.finding_id}, or link other evidence."
                yield Caution("withdrawn_support", message, way)
        for other in finding.rests_on:
            if other not in self.findings:
                message = f"It answers {other}, which does not stand."
                yield Caution("withdrawn_support", message, _LINK)

    def _one_kind(self, finding: Finding, given: list[Support]) -> Iterator[Caution]:
        kinds = {self.voice(support) for support in given} - {""}
        if len(kinds) == 1 and finding.kind is not FindingKind.RECOMMENDATION:
            message = f"It rests on {kinds.pop()} alone."
            yield Caution("one_kind_of_source", message, "Link evidence of another kind.")

    def voice(self, support: Support) -> str:
        """Return the kind of evidence that a support is: a family of sources, or the files."""
        if support.kind is SupportKind.RATE:
            return "the file examination"
        item = self.coded.get(support.support_id)
        if support.kind is SupportKind.CODING and item is not None:
            return self.counts.coded.family_of(item.source)
        return ""

    def against(self, finding: Finding) -> tuple[str, ...]:
        """Return the linked codings that point the other way than the finding, or than most."""
        linked = [self.coded[s.support_id] for s in finding.supports if s.support_id in self.coded]
        wanted = _AGAINST.get(finding.kind)
        if finding.kind is FindingKind.RECOMMENDATION:
            return ()
        if wanted is None:
            both = [[i for i in linked if i.coding.polarity is p] for p in _OPPOSED]
            fewer = min(both, key=len)
            return tuple(i.coding.coding_id for i in fewer)
        return tuple(i.coding.coding_id for i in linked if i.coding.polarity is wanted)

    def _contradicting(self, finding: Finding) -> Iterator[Caution]:
        against = self.against(finding)
        linked = sum(s.kind is SupportKind.CODING for s in finding.supports)
        if against:
            ids = ", ".join(against[:_NAMED]) + (" and more" if len(against) > _NAMED else "")
            verb = "points" if len(against) == 1 else "point"
            yield Caution(
                "contradicting_codings",
                f"{len(against)} of its {linked} codings {verb} the other way ({ids}).",
                "See that its words say how far it holds.",
            )

    def _moved(self, finding: Finding) -> Iterator[Caution]:
        for (finding_id, metric), was in sorted(self._earlier.items(), key=lambda item: item[0]):
            if finding_id != finding.finding_id:
                continue
            now, said = self.counts.rate(metric), _said(finding)
            yield Caution(
                "numbers_moved",
                f"{metric} was {shown(was)} when this finding was {said}; it is now {shown(now)}.",
                f"Read it against the new number; then iqa finding change {finding_id} "
                f"--status {finding.status}.",
            )
        for (finding_id, metric), before in sorted(self._counted.items()):
            if finding_id == finding.finding_id:
                yield Caution(
                    "numbers_moved",
                    f"{metric} was {before:,} when this finding was {_said(finding)}; it is now "
                    f"{self.counts.count(metric):,}.",
                    f"Read it against the new number; then iqa finding change {finding_id} "
                    f"--status {finding.status}.",
                )


_OPPOSED = (Polarity.POSITIVE, Polarity.NEGATIVE)


def _said(finding: Finding) -> str:
    return {FindingStatus.AGREED: "agreed", FindingStatus.DRAFTED: "drafted"}.get(
        finding.status, "last written"
    )


def shown(rate: Rate | None) -> str:
    """Return a rate as a person reads it: "1,824 of 2,222 (82%)", or "nothing"."""
    if rate is None or rate.proportion is None:
        return "nothing"
    return f"{rate.count:,} of {rate.total:,} ({rate.percentage(0)}%)"
