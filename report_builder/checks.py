"""Checks of a report before anybody else reads it: what a reviewer would send back.

Each check says where, what, and what to do. None of them changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from evidence.framework import Criterion
from report_builder import finding_checks
from report_builder.checking import claims, naming, prose, structure
from report_builder.counts import HIGH, LOW, PERCENT, WORD, Counts, UnknownMetric
from report_builder.document import (
    Bullets,
    Callout,
    Document,
    FigureUse,
    Quotation,
    Sentence,
    SupportKind,
    all_sentences,
    figures_of,
)
from report_builder.looking import Looking, ReportFinding
from report_builder.material import Material
from report_builder.metrics import named
from report_builder.sections.desk import criteria_of
from report_builder.wording import word_count

_TOLERANCE = 1e-9
_MARKS = ("[low]", "[z]")
_SHOWN = 5


def check(document: Document, material: Material) -> tuple[ReportFinding, ...]:
    """Return what a reviewer would send back, in the order of the report."""
    looking = Looking(document, material)
    return tuple(found for part in _PARTS for found in part(looking))


def _unsupported(looking: Looking) -> Iterator[ReportFinding]:
    for one, sentence in all_sentences(looking.document):
        if not sentence.supports:
            yield ReportFinding(
                "unsupported_sentence",
                looking.place(one),
                looking.text(sentence),
                "Nothing stands behind this sentence.",
                "Link it to evidence with a finding, or take it out.",
            )


def _figures(looking: Looking) -> Iterator[ReportFinding]:
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
    return bool(re.search(r"\d", re.sub(r"“[^”]*”|\bF?Q?\d+[a-z]\b|\b[A-Z]{2,}\d\b", "", words)))


def _small_bases(looking: Looking) -> Iterator[ReportFinding]:
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


def _long_sentences(looking: Looking) -> Iterator[ReportFinding]:
    most = looking.material.inspection.settings.report.sentence_words
    for one, sentence in all_sentences(looking.document):
        words = word_count(looking.text(sentence))
        from_framework = all(s.kind is SupportKind.FRAMEWORK for s in sentence.supports)
        # A finding is measured where it stands, and not again in the summary's list of them.
        listed = isinstance(one, Bullets) and sentence.person
        if words > most and not from_framework and not listed:
            yield ReportFinding(
                "long_sentence",
                looking.place(one),
                looking.text(sentence),
                f"This sentence has {words} words; aim for {most} at most.",
                "Split it in two.",
            )


def _quotations(looking: Looking) -> Iterator[ReportFinding]:
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


def _named_in(looking: Looking, callout: Callout) -> Iterator[ReportFinding]:
    for sentence in callout.sentences:
        text = looking.text(sentence)
        named = looking.anonymity.hidden_in(text)
        if named:
            case = named == "a case"
            yield ReportFinding(
                "case_named" if case else "person_named",
                looking.place(callout),
                text,
                f"These words hold {'the number of a case' if case else 'what tells of a person'}.",
                "Take the number out." if case else "Take it out, or name the post instead.",
            )


def _unanswered(looking: Looking) -> Iterator[ReportFinding]:
    for criterion in looking.material.inspection.framework.criteria:
        if not _has_evidence(looking, criterion):
            yield ReportFinding(
                "criterion_without_evidence",
                criterion.criterion_id,
                criterion.text,
                "No statistic and no coding bears on this criterion.",
                "Code evidence for it, or say in the report why there is none.",
            )


def _has_evidence(looking: Looking, criterion: Criterion) -> bool:
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


def _undecided(looking: Looking) -> Iterator[ReportFinding]:
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


def _unverified(looking: Looking) -> Iterator[ReportFinding]:
    """Find figures of the CPS that nobody there has confirmed; they block a final report."""
    for area in looking.material.conduct.unverified:
        yield ReportFinding(
            "unverified_data",
            area,
            "",
            "Its IQA volumes are not confirmed by CPS Operational Assurance; a final report must"
            " not print them.",
            f'iqa volumes verify --area "{area}" --by NAME --on DATE',
        )


def _astray(looking: Looking) -> Iterator[ReportFinding]:
    """Find files that were examined in another's place, against the record of the draw."""
    refs = looking.material.conduct.astray
    if refs:
        shown = ", ".join(refs[:_SHOWN]) + (
            f" and {len(refs) - _SHOWN} more" if refs[_SHOWN:] else ""
        )
        yield ReportFinding(
            "not_as_drawn",
            "",
            "",
            f"Files were examined that are not those of the sample: {shown}.",
            "iqa sample show (names both), then iqa sample replace, or correct the workbook",
        )


_PARTS: tuple[Callable[[Looking], Iterator[ReportFinding]], ...] = (
    _unsupported,
    _figures,
    _small_bases,
    _long_sentences,
    _quotations,
    finding_checks.supports,
    finding_checks.recommendations,
    finding_checks.places,
    naming.named,
    naming.attributions,
    claims.too_wide,
    claims.contradictions,
    claims.counted_twice,
    prose.proportions,
    prose.typed_numbers,
    prose.long_paragraphs,
    prose.passives,
    prose.abbreviations,
    prose.words,
    structure.headings,
    structure.alternatives,
    structure.tables,
    structure.totals,
    structure.references,
    structure.left_open,
    _unanswered,
    _undecided,
    _unverified,
    _astray,
)
