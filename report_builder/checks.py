"""Checks of a report before anybody else reads it: what a reviewer would send back.

Each check says where, what, and what to do. None of them changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.framework import Criterion
from report_builder.anonymity import Anonymity
from report_builder.counts import HIGH, LOW, PERCENT, WORD, Counts, UnknownMetric
from report_builder.document import (
    Block,
    Callout,
    Document,
    FigureUse,
    Quotation,
    Sentence,
    Support,
    SupportKind,
    all_sentences,
    figures_of,
)
from report_builder.findings import Finding, FindingKind
from report_builder.material import Material
from report_builder.metrics import named
from report_builder.numbering import Numbers, number
from report_builder.sections.desk import criteria_of
from report_builder.wording import word_count

MOST_WORDS = 25
_TOLERANCE = 1e-9
_WEAK = re.compile(
    r"\b(?:should|could|might|may wish to|is to) (?:consider|explore|reflect|look at)\b", re.I
)
_DEMAND = re.compile(r"\b(?:should|must)\b", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:should|must)\b[^.]*?(?:;|,? and (?:also|then)\b|,? as well as\b)", re.I)
_MARKS = ("[low]", "[z]")


@dataclass(frozen=True, slots=True)
class ReportFinding:
    """Something about a report that a person has to look at.

    `paragraph` is the number that a reader sees, or the name of what it is about; `text` is
    the words in question; `try_` says what to do.
    """

    code: str
    paragraph: str
    text: str
    message: str
    try_: str


def check(document: Document, material: Material) -> tuple[ReportFinding, ...]:
    """Return what a reviewer would send back, in the order of the report."""
    looking = _Looking(document, material)
    return tuple(found for part in _PARTS for found in part(looking))


class _Looking:
    """A report, its material, and where things stand in it."""

    def __init__(self, document: Document, material: Material) -> None:
        self.document = document
        self.material = material
        self.counts = Counts(material)
        self.numbers: Numbers = number(document)
        self.anonymity = Anonymity(material)
        self.coded = {item.coding.coding_id: item for item in material.passages.items}
        self._places: dict[str, str] = {}
        last = ""
        for one in document.blocks:
            last = self.numbers.number.get(one.block_id, last)
            self._places[one.block_id] = last

    def place(self, one: Block) -> str:
        """Return the number of a block, or of the nearest numbered one before it."""
        return self._places.get(one.block_id, "")

    def text(self, sentence: Sentence) -> str:
        """Return a sentence as it reads."""
        return self.numbers.sentence(sentence)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that stand, by id."""
        standing = (f for f in self.material.findings if not f.withdrawn)
        return tuple(sorted(standing, key=lambda f: f.finding_id))


def _unsupported(looking: _Looking) -> Iterator[ReportFinding]:
    for one, sentence in all_sentences(looking.document):
        if not sentence.supports:
            yield ReportFinding(
                "unsupported_sentence",
                looking.place(one),
                looking.text(sentence),
                "Nothing stands behind this sentence.",
                "Link it to evidence with a finding, or take it out.",
            )


def _figures(looking: _Looking) -> Iterator[ReportFinding]:
    """Recompute every figure, and find digits that are no figure."""
    for one in looking.document.blocks:
        for figure in figures_of(one):
            message = _differs(looking.counts, figure)
            if message:
                yield ReportFinding(
                    "figure_differs",
                    looking.place(one),
                    figure.text,
                    f"{message} ({figure.metric}, {figure.facet}).",
                    "Build the report again, or correct the number.",
                )
    for one, sentence in all_sentences(looking.document):
        if not sentence.person and _bare_digits(sentence):
            yield ReportFinding(
                "bare_number",
                looking.place(one),
                looking.text(sentence),
                "A number in this sentence cannot be walked back to what it counts.",
                "Build the report again.",
            )


def _differs(counts: Counts, figure: FigureUse) -> str:
    try:
        value = counts.value(figure.metric, figure.facet)
    except UnknownMetric:
        return "The number no longer counts anything"
    if abs(value - figure.value) <= _TOLERANCE:
        return ""
    return f"The report says {figure.text}, but it is now {_shown(value, figure)}"


def _shown(value: float, figure: FigureUse) -> str:
    if figure.facet in {PERCENT, WORD, LOW, HIGH}:
        return f"{100 * value:.1f}%"
    return f"{value:,.2f}".removesuffix(".00")


def _bare_digits(sentence: Sentence) -> bool:
    if all(support.kind is SupportKind.FRAMEWORK for support in sentence.supports):
        return False
    words = "".join(part for part in sentence.parts if isinstance(part, str))
    return bool(re.search(r"\d", re.sub(r"“[^”]*”|\bF?Q?\d+[a-z]\b", "", words)))


def _small_bases(looking: _Looking) -> Iterator[ReportFinding]:
    least = looking.material.inspection.settings.report.suppress_below
    for one in looking.document.blocks:
        for figure in figures_of(one):
            rate = looking.counts.rate(figure.metric)
            small = rate is not None and rate.total < least
            if small and figure.facet in {PERCENT, WORD} and figure.text not in _MARKS:
                yield ReportFinding(
                    "small_base",
                    looking.place(one),
                    figure.text,
                    f"A share is printed of fewer than {least}.",
                    "Give the counts alone.",
                )


def _long_sentences(looking: _Looking) -> Iterator[ReportFinding]:
    for one, sentence in all_sentences(looking.document):
        words = word_count(looking.text(sentence))
        from_framework = all(s.kind is SupportKind.FRAMEWORK for s in sentence.supports)
        if words > MOST_WORDS and not from_framework:
            yield ReportFinding(
                "long_sentence",
                looking.place(one),
                looking.text(sentence),
                f"This sentence has {words} words; aim for {MOST_WORDS} at most.",
                "Split it in two.",
            )


def _quotations(looking: _Looking) -> Iterator[ReportFinding]:
    for one in looking.document.blocks:
        if isinstance(one, Quotation):
            named_there = looking.anonymity.names(one.words)
            attributed = looking.anonymity.area_in(one.attribution)
            if named_there or attributed:
                yield ReportFinding(
                    "quotation_names",
                    looking.place(one),
                    one.words,
                    f"This quotation names, or may name, {named_there or 'an Area'}.",
                    "Choose another quotation, or leave the name out.",
                )
        elif isinstance(one, Callout):
            yield from _named_in(looking, one)


def _named_in(looking: _Looking, callout: Callout) -> Iterator[ReportFinding]:
    for sentence in callout.sentences:
        text = looking.text(sentence)
        if looking.anonymity.case_in(text):
            yield ReportFinding(
                "case_named",
                looking.place(callout),
                text,
                "These words hold the number of a case.",
                "Take the number out.",
            )


def _supports(looking: _Looking) -> Iterator[ReportFinding]:
    """Find findings with nothing, too little, or something withdrawn behind them."""
    for finding in looking.findings:
        given = [s for s in finding.supports if s.kind is not SupportKind.FINDING]
        if not given and not finding.rests_on:
            yield _of(finding, "no_support", "Nothing stands behind this finding.", _LINK)
            continue
        for support in finding.supports:
            if not _stands(looking, support):
                message = f"It rests on {support.support_id}, which has been withdrawn."
                yield _of(finding, "withdrawn_support", message, _LINK)
        kinds = {_voice(looking, support) for support in given} - {""}
        if len(kinds) == 1 and finding.kind is not FindingKind.RECOMMENDATION:
            message = f"It rests on {kinds.pop()} alone."
            yield _of(finding, "one_kind_of_source", message, "Link evidence of another kind.")
        for other in finding.rests_on:
            if other not in {f.finding_id for f in looking.findings}:
                message = f"It answers {other}, which does not stand."
                yield _of(finding, "withdrawn_support", message, _LINK)


_LINK = "iqa finding link links evidence to a finding."


def _of(finding: Finding, code: str, message: str, way_out: str) -> ReportFinding:
    return ReportFinding(code, finding.finding_id, finding.statement, message, way_out)


def _stands(looking: _Looking, support: Support) -> bool:
    match support.kind:
        case SupportKind.CODING:
            item = looking.coded.get(support.support_id)
            return item is not None and not item.coding.withdrawn
        case SupportKind.RATE:
            return looking.counts.is_statistic(support.support_id)
        case SupportKind.COUNT:
            return looking.counts.knows(support.support_id)
    return True


def _voice(looking: _Looking, support: Support) -> str:
    """Return the kind of evidence that a support is: a family of sources, or the files."""
    if support.kind is SupportKind.RATE:
        return "the file examination"
    item = looking.coded.get(support.support_id)
    if support.kind is SupportKind.CODING and item is not None:
        return looking.counts.coded.family_of(item.source)
    return ""


def _recommendations(looking: _Looking) -> Iterator[ReportFinding]:
    for finding in looking.findings:
        if finding.kind is not FindingKind.RECOMMENDATION:
            continue
        if not finding.owner.strip():
            message = "This recommendation does not say who is to act."
            yield _of(finding, "no_owner", message, "Name an owner.")
        if not finding.milestones:
            message = "This recommendation does not say by when."
            yield _of(finding, "no_date", message, "Give it a dated milestone.")
        if _WEAK.search(finding.statement):
            message = "A recommendation to consider something cannot be followed up."
            yield _of(finding, "should_consider", message, "Say what is to be done.")
        if _two_demands(finding.statement):
            message = "This recommendation makes two demands in one."
            yield _of(finding, "two_demands", message, "Make two recommendations of it.")


def _two_demands(statement: str) -> bool:
    return len(_DEMAND.findall(statement)) > 1 or bool(_ADDED.search(statement))


def _places(looking: _Looking) -> Iterator[ReportFinding]:
    framework, codebook = looking.material.inspection.framework, looking.material.codebook
    known = {c.criterion_id for c in framework.criteria} | {c.code_id for c in codebook.codes}
    for finding in looking.findings:
        if finding.criterion_id not in known:
            message = f"The framework has no criterion {finding.criterion_id}."
            yield _of(finding, "unknown_criterion", message, "Put it under a criterion.")


def _unanswered(looking: _Looking) -> Iterator[ReportFinding]:
    for criterion in looking.material.inspection.framework.criteria:
        if not _has_evidence(looking, criterion):
            yield ReportFinding(
                "criterion_without_evidence",
                criterion.criterion_id,
                criterion.text,
                "No statistic and no coding bears on this criterion.",
                "Code evidence for it, or say in the report why there is none.",
            )


def _has_evidence(looking: _Looking, criterion: Criterion) -> bool:
    key = criterion.criterion_id
    for level in ("visited", "national", "elsewhere"):
        if looking.counts.count(named("passages", key, level=level)):
            return True
    framework = looking.material.inspection.framework
    for question in framework.questions:
        if key in criteria_of(question) and looking.counts.statistic(
            f"agreement/{question.question_id}"
        ):
            return True
    prefixes = tuple(
        f"feedback/{q.question_id}/" for q in framework.feedback if q.criterion_id == key
    )
    return bool(prefixes) and any(
        s.rate.total and s.statistic_id.startswith(prefixes) for s in looking.material.statistics
    )


def _undecided(looking: _Looking) -> Iterator[ReportFinding]:
    left = looking.material.undecided
    if left:
        yield ReportFinding(
            "undecided_suggestions",
            "",
            "",
            f"{left:,} {'suggestion waits' if left == 1 else 'suggestions wait'} for a decision;"
            " they count for nothing until then.",
            "iqa code review",
        )


_PARTS: tuple[Callable[[_Looking], Iterator[ReportFinding]], ...] = (
    _unsupported,
    _figures,
    _small_bases,
    _long_sentences,
    _quotations,
    _supports,
    _recommendations,
    _places,
    _unanswered,
    _undecided,
)
