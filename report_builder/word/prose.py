"""Headings, paragraphs, quotations, lists, callouts and placeholders in Word."""

from __future__ import annotations

import re

from report_builder.document import (
    Bullets,
    Callout,
    Heading,
    Paragraph,
    Placeholder,
    Quotation,
    Sentence,
)
from report_builder.word import styles
from report_builder.word.anchors import CONTENTS
from report_builder.word.fields import run
from report_builder.word.inline import anchored, paragraph, referable, sentences
from report_builder.word.job import Job

_NO_NUMBER = (
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr><w:ind w:left="0" w:firstLine="0"/>'
)
_NEW_LINE = "<w:r><w:br/></w:r>"
_OWN_LINE = re.compile(r"Owner: |By \d{1,2} \w+ \d{4}: ")
"""How a recommendation's owner and its milestones begin, each a sentence of its own."""
_QUOTES = ("\u201c", "\u2018", '"', "'")


def heading(job: Job, block: Heading) -> str:
    """Return a heading; an unnumbered chapter keeps its style and loses its number."""
    level = min(max(block.level, 1), len(styles.HEADINGS))
    properties = ""
    if level == 1:
        job.in_chapter = bool(job.number(block))
        properties = _chapter_list(job, block)
    inside = run(block.text)
    inside = referable(job, block.block_id, inside)
    inside = job.anchors.around(CONTENTS, block.block_id, inside)
    style = job.style_ids[styles.HEADINGS[level - 1]]
    return paragraph(style, anchored(job, block.block_id, inside), properties)


def text_paragraph(job: Job, block: Paragraph) -> str:
    """Return a paragraph, numbered by Word if the report numbers it."""
    inside = referable(job, block.block_id, sentences(job, block.sentences))
    number = job.number(block)
    style = styles.NUMBERED if number else styles.BODY
    properties = "<w:keepNext/>" if block.block_id in job.leading else ""
    properties += _in_list(job.look.lists.annexes, 1) if number[:1].isalpha() else ""
    return paragraph(job.style_ids[style], anchored(job, block.block_id, inside), properties)


def quotation(job: Job, block: Quotation) -> str:
    """Return somebody's words in quotation marks, and who spoke below them."""
    words = block.words.strip()
    if not words.startswith(_QUOTES):
        words = f"\u201c{words}\u201d"
    said = paragraph(job.style_ids[styles.QUOTATION], anchored(job, block.block_id, run(words)))
    return said + paragraph(job.style_ids[styles.ATTRIBUTION], run(block.attribution))


def bullets(job: Job, block: Bullets) -> str:
    """Return a list; every numbered list begins again at 1."""
    style = job.style_ids[styles.ORDERED if block.ordered else styles.BULLET]
    properties = ""
    if block.ordered:
        properties = _in_list(job.look.lists.restart(), 0)
    if not job.in_chapter:
        properties += '<w:ind w:left="425" w:hanging="425"/>'
    items = [sentences(job, [item]) for item in block.items] or [""]
    items[0] = anchored(job, block.block_id, items[0])
    last = len(items) - 1
    return "".join(
        paragraph(style, item, _after_list(properties) if place == last else properties)
        for place, item in enumerate(items)
    )


def callout(job: Job, block: Callout) -> str:
    """Return a recommendation, strength or the like: one shaded paragraph under its label."""
    named = f'<w:rStyle w:val="{job.style_ids[styles.CALLOUT_LABEL]}"/>'
    label = run(block.label, named) + _NEW_LINE
    lines = [sentences(job, line) for line in _lines(block.sentences)]
    inside = anchored(job, block.block_id, label + _NEW_LINE.join(lines))
    style = styles.CALLOUTS[block.kind]
    apart = _apart(job.look.tints.get(style, "")) if block.block_id in job.apart else ""
    return paragraph(job.style_ids[style], inside, apart)


def _lines(row: tuple[Sentence, ...]) -> list[list[Sentence]]:
    """Return a callout's sentences line by line: its words, its owner, each milestone."""
    lines: list[list[Sentence]] = [[]]
    for sentence in row:
        begins = sentence.parts[0] if sentence.parts else ""
        if lines[-1] and isinstance(begins, str) and _OWN_LINE.match(begins):
            lines.append([])
        lines[-1].append(sentence)
    return lines


def _apart(tint: str) -> str:
    """Return properties that part a callout from one of its kind just above.

    Word and LibreOffice draw neighbours of the same measure and shade as one box, so
    this one is a hair narrower and its tint a shade off.
    """
    if not tint:
        return '<w:ind w:right="240"/>'
    near = f"{int(tint, 16) ^ 1:06X}"
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{near}"/><w:ind w:right="200"/>'


def placeholder(job: Job, block: Placeholder) -> str:
    """Return room for a person's words, marked in words and in yellow."""
    prompt = run(f"[For the inspector: {block.prompt}]")
    return paragraph(job.style_ids[styles.PLACEHOLDER], anchored(job, block.block_id, prompt))


def _chapter_list(job: Job, block: Heading) -> str:
    if not job.number(block):
        return _NO_NUMBER
    return _in_list(job.look.lists.annexes, 0) if block.annex else ""


def _in_list(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _after_list(properties: str) -> str:
    """Put the space of a paragraph after a list's last item, in the order Word asks for."""
    list_part, indent, ind = properties.partition("<w:ind ")
    return f'{list_part}<w:spacing w:after="200"/>{indent}{ind}'
