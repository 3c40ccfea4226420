"""How a draft reads: words for proportions, typed numbers, passives, abbreviations, house words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_builder.checking.english import (
    Abbreviations,
    house_words,
    passive_runs,
    spelt_numbers,
)
from report_builder.checking.proportions import borne_out, misstated, words_alone
from report_builder.document import (
    Block,
    Bullets,
    Callout,
    CalloutKind,
    Contents,
    Heading,
    Paragraph,
    Sentence,
    SupportKind,
    all_sentences,
    sentences_of,
)
from report_builder.looking import Looking, ReportFinding
from report_builder.wording import word_count

_BARE = re.compile(
    r"(?<![\w.,/£])\d+(?:,\d{3})*(?:\.\d+)?(?:%| per ?cent| of (?:the )?\d+(?:,\d{3})*)?(?![\w/])"
)
_DATED = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?: \d{4})?\b|\b(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December) \d{4}\b|\b(?:19|20)\d\d(?:[-/–]\d{2,4})?\b"
    r"|\b(?:paragraph|Table|Chart|Annex|chapter|question|Recommendation|criterion) [\w.]+"
    r"|“[^”]*”|‘[^’]*’|\bQ\d+\b|\b\d+[a-z]\b"
)


def proportions(looking: Looking) -> Iterator[ReportFinding]:
    """Find words for proportions that neither the number beside them nor a statistic bears out."""
    scale = looking.material.inspection.settings.report.scale
    for block, sentence in all_sentences(looking.document):
        text = looking.text(sentence)
        for wrong in misstated(text, scale):
            yield ReportFinding(
                "proportion_word",
                looking.place(block),
                text,
                f"“{wrong.word}” stands beside {wrong.number} ({wrong.percent:.0f}%).",
                f"Write “{wrong.better}”, or correct the number.",
            )
        rates = [] if _listed_there(block) else _rates(looking, sentence)
        for word in words_alone(text, scale) if rates and sentence.person else ():
            either = [side for share in rates for side in (100 * share, 100 - 100 * share)]
            if not any(borne_out(word, percent, scale) for percent in either):
                told = ", ".join(f"{100 * share:.0f}%" for share in rates)
                yield ReportFinding(
                    "proportion_word",
                    looking.place(block),
                    text,
                    f"“{word}” is not borne out by the statistics behind it ({told}).",
                    "Choose the scale's word for the number, or link the statistic that is meant.",
                )


def _rates(looking: Looking, sentence: Sentence) -> list[float]:
    found = (
        looking.counts.rate(support.support_id)
        for support in sentence.supports
        if support.kind is SupportKind.RATE
    )
    return [rate.proportion for rate in found if rate is not None and rate.proportion is not None]


def typed_numbers(looking: Looking) -> Iterator[ReportFinding]:
    """Find numbers that a person typed and that no statistic behind the sentence gives."""
    for block, sentence in all_sentences(looking.document):
        if not sentence.person or _asks(block) or _listed_there(block):
            continue
        words = "".join(part for part in sentence.parts if isinstance(part, str))
        known = _known_numbers(looking, sentence)
        strange = [n for n in _BARE.findall(_DATED.sub(" ", words)) if n not in known]
        if strange:
            yield ReportFinding(
                "typed_number",
                looking.place(block),
                looking.text(sentence),
                f"Typed, and no live figure: {_listed(strange)}. It stays as it is when the"
                " evidence changes.",
                "Link the statistic or coding that gives it, and check it before the draft goes.",
            )


def _asks(block: Block) -> bool:
    """Dates and numbers in a recommendation are what it asks for."""
    return isinstance(block, Callout) and block.kind is CalloutKind.RECOMMENDATION


def _listed_there(block: Block) -> bool:
    """A finding is looked at where it stands, and not again in the summary's list of them."""
    return isinstance(block, Bullets)


def _known_numbers(looking: Looking, sentence: Sentence) -> set[str]:
    """Return the ways of writing what the supports of a sentence count or quote."""
    known: set[str] = set()
    for support in sentence.supports:
        rate = looking.counts.rate(support.support_id) if support.kind is SupportKind.RATE else None
        if rate is not None:
            known |= {str(rate.count), str(rate.total), f"{rate.count} of {rate.total}"}
            known |= {f"{rate.count:,}", f"{rate.total:,}"}
            percent = [str(rate.percentage(decimals)) for decimals in (0, 1)]
            known |= {f"{p}{sign}" for p in percent for sign in ("%", " per cent", " percent")}
        item = looking.coded.get(support.support_id)
        if item is not None:
            known |= set(_BARE.findall(item.coding.selection.quote))
            known |= spelt_numbers(item.coding.selection.quote)
    return known


def long_paragraphs(looking: Looking) -> Iterator[ReportFinding]:
    """Find paragraphs that say more than a reader can hold; what is quoted there is given."""
    most = looking.material.inspection.settings.report.paragraph_words
    for block in looking.document.blocks:
        if not isinstance(block, Paragraph) or all(_given(s) for s in block.sentences):
            continue
        text = " ".join(looking.text(sentence) for sentence in block.sentences)
        if (length := word_count(text)) > most:
            yield ReportFinding(
                "long_paragraph",
                looking.place(block),
                text,
                f"This paragraph has {length} words; aim for {most} at most.",
                "Split it where its subject changes.",
            )


def passives(looking: Looking) -> Iterator[ReportFinding]:
    """Find runs of sentences in the passive: nobody does anything in them."""
    for block in looking.document.blocks:
        if not isinstance(block, Paragraph):
            continue
        for run in passive_runs([looking.text(s) for s in block.sentences if not _given(s)]):
            yield ReportFinding(
                "passive_run",
                looking.place(block),
                " ".join(run),
                f"{len(run)} sentences in a row are in the passive.",
                "Say who did it in at least one of them.",
            )


def _given(sentence: Sentence) -> bool:
    """Words of the framework are quoted as they stand."""
    return bool(sentence.supports) and all(
        support.kind is SupportKind.FRAMEWORK for support in sentence.supports
    )


def words(looking: Looking) -> Iterator[ReportFinding]:
    """Find what the house writes otherwise, in prose, headings and captions."""
    own = looking.material.inspection.settings.report.house_words
    for block in looking.document.blocks:
        for text in _said(looking, block):
            for word, better in house_words(text, ((one.word, one.better) for one in own)):
                yield ReportFinding(
                    "house_word",
                    looking.place(block),
                    text,
                    f"The house does not write “{word}”.",
                    f"Write “{better}”.",
                )


def abbreviations(looking: Looking) -> Iterator[ReportFinding]:
    """Find abbreviations that neither their chapter nor the glossary explains."""
    framework = looking.material.inspection.framework
    glossary = {term.term for term in framework.glossary}
    glossary |= {grade.abbreviation for grade in framework.grades}
    known = Abbreviations(glossary)
    for block in looking.document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            known = Abbreviations(glossary)
        for text in _said(looking, block):
            for term in known.unknown(text):
                yield ReportFinding(
                    "undefined_abbreviation",
                    looking.place(block),
                    text,
                    f"“{term}” is spelt out neither here nor in the glossary.",
                    f"Write it in full, with ({term}) behind it, or add it to the glossary.",
                )


def _said(looking: Looking, block: Block) -> list[str]:
    """Return what the house says in a block; quotations are others' words."""
    if isinstance(block, Contents):
        return []
    said = [looking.text(sentence) for sentence in sentences_of(block)]
    said += [getattr(block, name, "") for name in ("caption", "title", "subtitle", "note")]
    if isinstance(block, Heading):
        said.append(block.text)
    return [re.sub(r"“[^”]*”", "", text) for text in said if text]


def _listed(numbers: list[str]) -> str:
    return " and ".join(dict.fromkeys(numbers))
