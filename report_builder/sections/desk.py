"""The desk: what every section of the report is written with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coding.codebook import Codebook
from evidence.framework import Criterion, Framework, SubQuestion
from evidence.inspection import Settings
from report_builder.document import FigureUse
from report_builder.findings import Finding, FindingKind
from report_builder.grounds import Grounds
from report_builder.material import Material
from report_builder.pen import Pen, block
from report_builder.quotations import Quoting
from report_builder.wording import short_name

ASSESSOR = "legal manager"
CHECKER = "dip sampler"
"""Whom the file examination is about, in the words of `evidence.examination.answers`."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The pen, the quotations and the facts that sections share."""

    pen: Pen
    quoting: Quoting

    @property
    def material(self) -> Material:
        """What the report may speak of."""
        return self.pen.material

    @property
    def framework(self) -> Framework:
        """What the inspection asks."""
        return self.material.inspection.framework

    @property
    def settings(self) -> Settings:
        """How the inspection's team set it up."""
        return self.material.inspection.settings

    @property
    def codebook(self) -> Codebook:
        """The codes that were applied."""
        return self.material.codebook

    @property
    def organisation(self) -> str:
        """The inspected organisation, in short."""
        return short_name(self.framework)

    @property
    def examines_files(self) -> bool:
        """Whether files are examined at all: the framework asks something of them."""
        asked = self.framework.questions or self.framework.feedback or self.framework.records
        return bool(asked) or bool(self.material.statistics.files)

    def grounds(self, criterion: Criterion, *, code: str = "") -> Grounds:
        """Return what was coded to a criterion, or to one code beneath it."""
        return Grounds(self.pen.counts, criterion, code=code)

    def place(self, criterion: Criterion) -> int:
        """Return where a criterion stands in the framework, from 0."""
        return self.framework.criteria.index(criterion)

    def rests_on_files(self, criterion: Criterion) -> bool:
        """Whether the file examination asked anything that bears on a criterion."""
        key = criterion.criterion_id
        asked = [q for q in self.framework.questions if key in criteria_of(q)]
        return bool(asked) or any(q.criterion_id == key for q in self.framework.feedback)

    def findings(self, criterion: Criterion) -> tuple[Finding, ...]:
        """Return the findings that stand on a criterion or a code beneath it, by id."""
        family = {criterion.criterion_id, *self.codebook.family(criterion.criterion_id)}
        return tuple(f for f in self.all_findings if f.criterion_id in family)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings that stand, by id; judgements are apart."""
        return tuple(f for f in self._standing if f.kind is not FindingKind.JUDGEMENT)

    def judgements(self, place: str) -> tuple[Finding, ...]:
        """Return what inspectors judged of a criterion, a sub-question or the whole, by id."""
        return tuple(
            f for f in self._standing if f.kind is FindingKind.JUDGEMENT and f.criterion_id == place
        )

    @property
    def _standing(self) -> tuple[Finding, ...]:
        standing = (f for f in self.material.findings if not f.withdrawn)
        return tuple(sorted(standing, key=lambda f: f.finding_id))


def criteria_of(question: object) -> tuple[str, ...]:
    """Return the criteria on which the answers to an examination question bear."""
    yes = getattr(question, "criterion_id", "")
    no = getattr(question, "non_compliance_criterion_id", "") or yes
    return (yes, no)


def or_none(figure: FigureUse) -> FigureUse:
    """Return a number that stands without a noun: "none" for nought."""
    return figure if figure.value else replace(figure, text="none")


def chapter(sub: SubQuestion) -> str:
    """Return the id of a sub-question's chapter heading."""
    return block("chapter", sub.sub_question_id)


def main_paragraph(criterion_id: str) -> str:
    """Return the role of the paragraph in which a criterion's evidence is summed up."""
    return f"{criterion_id}/overview"
