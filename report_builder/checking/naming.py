"""Who might be recognised: names, case numbers, and attributions that fit one person only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.framework import Framework
from report_builder.document import (
    Block,
    Bullets,
    Callout,
    Chart,
    Heading,
    Paragraph,
    Quotation,
    Sentence,
    SupportKind,
    Table,
    sentences_of,
)
from report_builder.looking import Looking, ReportFinding

_NEAR = 60
"""A post and an Area within so many letters of each other are read together."""


def named(looking: Looking) -> Iterator[ReportFinding]:
    """Find what surely names a person or a case, anywhere but in quotations and callouts.

    Those two have checks of their own that are stricter. Of what the report says by itself
    only those count whom the evidence knows: it introduces nobody, but people may.
    """
    for block in looking.document.blocks:
        typed = {looking.text(s) for s in sentences_of(block) if s.person}
        for text in dict.fromkeys(_texts(looking, block)):
            sought = looking.anonymity.hidden_in if text in typed else looking.anonymity.known_in
            what = sought(text) if text else ""
            if what:
                case = what == "a case"
                yield ReportFinding(
                    "case_named" if case else "person_named",
                    looking.place(block),
                    text,
                    f"These words hold {'the number of a case' if case else 'a name'}.",
                    "Take the number out." if case else "Take it out, or name the post instead.",
                )


def attributions(looking: Looking) -> Iterator[ReportFinding]:
    """Find a post that one person holds named together with its Area."""
    framework = looking.material.inspection.framework
    posts, areas = _posts(framework), _areas(framework)
    if not posts or not areas:
        return
    near = rf"[^.;]{{0,{_NEAR}}}?"
    both = re.compile(
        rf"\b(?P<a>{posts})(?!s)\b{near}\b(?P<b>{areas})\b"
        rf"|\b(?P<c>{areas})\b{near}\b(?P<d>{posts})(?!s)\b",
        re.IGNORECASE,
    )
    for block in looking.document.blocks:
        texts = _texts(looking, block)
        if isinstance(block, Quotation):
            texts = [f"{block.attribution} {block.words}"]
        elif isinstance(block, Callout):
            texts = [looking.text(sentence) for sentence in block.sentences]
        for text in texts:
            found = both.search(text)
            if found:
                post, area = found["a"] or found["d"], found["b"] or found["c"]
                yield ReportFinding(
                    "identifying_attribution",
                    looking.place(block),
                    text,
                    f"One person holds the post of {post} in {area}: this names them.",
                    "Leave out the Area, or the post.",
                )


def _texts(looking: Looking, block: Block) -> list[str]:
    """Return a block's words, piece by piece, without what the framework itself says."""
    if isinstance(block, Table):
        cells = [looking.numbers.text(cell) for row in block.rows for cell in row]
        return [block.caption, block.note, block.alt, *block.headings, *cells]
    if isinstance(block, Chart):
        return [block.title, block.subtitle, block.alt, *block.categories]
    if isinstance(block, Heading):
        return [block.text]
    if isinstance(block, Paragraph | Bullets):
        said = [s for s in sentences_of(block) if not _from_framework(s)]
        return [text for s in said for text in (looking.text(s), *(n.text for n in s.notes))]
    return []


def _from_framework(sentence: Sentence) -> bool:
    kinds = {support.kind for support in sentence.supports}
    return kinds == {SupportKind.FRAMEWORK}


def _posts(framework: Framework) -> str:
    single = [grade for grade in framework.grades if grade.single_post]
    return _either(name for grade in single for name in (grade.name, grade.abbreviation))


def _areas(framework: Framework) -> str:
    return _either(name for area in framework.areas for name in (area.name, *area.variants))


def _either(names: Iterable[str]) -> str:
    long_first = sorted((name for name in names if len(name) > 2), key=len, reverse=True)  # noqa: PLR2004
    return "|".join(re.escape(name) for name in long_first)
