"""Words, live numbers and cross-references within a paragraph or a cell."""

from __future__ import annotations

from collections.abc import Iterable

from report_builder.document import (
    Chart,
    CrossReference,
    FigureUse,
    Heading,
    Inline,
    Sentence,
    Table,
)
from report_builder.word.anchors import BLOCK, FIGURE, REFERENCE, bookmark_name, control_tag
from report_builder.word.fields import field, run
from report_builder.word.footnotes import references
from report_builder.word.job import Job
from report_builder.word.xml_text import clean, escaped

_ALIAS_LIMIT = 64


def inline(job: Job, parts: Iterable[Inline], properties: str = "") -> str:
    """Return runs for the parts of a sentence or a cell."""
    made: list[str] = []
    words: list[str] = []
    for part in parts:
        if isinstance(part, str):
            words.append(part)
            continue
        made.append(run("".join(words), properties))
        words.clear()
        if isinstance(part, FigureUse):
            made.append(_live_number(job, part, properties))
        else:
            made.append(_reference(job, part, properties))
    made.append(run("".join(words), properties))
    return "".join(made)


def sentences(job: Job, row: Iterable[Sentence]) -> str:
    """Return runs for sentences that follow each other, a space between two."""
    made: list[str] = []
    parts: list[Inline] = []
    for place, sentence in enumerate(row):
        if place:
            parts.append(" ")
        parts.extend(sentence.parts)
        if sentence.notes:
            made.append(inline(job, parts) + references(job, sentence))
            parts = []
    return "".join(made) + inline(job, parts)


def paragraph(style: str, inside: str, properties: str = "") -> str:
    """Return a paragraph; `properties` is what follows the style in w:pPr."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def anchored(job: Job, block_id: str, inside: str) -> str:
    """Return a block's runs within its hidden bookmark."""
    return job.anchors.around(BLOCK, block_id, inside)


def referable(job: Job, block_id: str, inside: str) -> str:
    """Return runs within the bookmark of a cross-reference, if any points here."""
    if block_id not in job.referred:
        return inside
    return job.anchors.around(REFERENCE, block_id, inside)


def _live_number(job: Job, figure: FigureUse, properties: str) -> str:
    """Return a number in its control; one that nobody gave an id is plain text."""
    if not figure.use_id:
        return run(figure.text, properties)
    alias = clean(f"{figure.metric} ({figure.facet})")[:_ALIAS_LIMIT]
    control = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escaped(alias)}"/>'
        f'<w:tag w:val="{escaped(control_tag(figure.use_id))}"/>'
        f'<w:id w:val="{job.anchors.control_id(figure.use_id)}"/>'
        '<w15:appearance w15:val="hidden"/></w:sdtPr>'
        f"<w:sdtContent>{run(figure.text, properties)}</w:sdtContent></w:sdt>"
    )
    return job.anchors.around(FIGURE, figure.use_id, control)


def _reference(job: Job, reference: CrossReference, properties: str) -> str:
    """Return "paragraph 4.12" with the number as a field that follows Word's own numbering."""
    words = job.numbers.reference.get(reference.target, "")
    block = job.blocks.get(reference.target)
    if block is None:
        return run(words, properties)
    name = bookmark_name(REFERENCE, reference.target)
    if isinstance(block, Table | Chart):
        return field(f"REF {name} \\h", words, properties)
    number = job.number(block)
    if not number:
        return run(words, properties)
    whole = isinstance(block, Heading) and block.annex
    before = "" if whole else words.removesuffix(number)
    shown = words[len(before) :]
    return run(before, properties) + field(f"REF {name} \\n \\h", shown, properties)
