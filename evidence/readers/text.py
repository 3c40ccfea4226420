r"""Plain text: notes, briefings, mails and transcripts that were saved as .txt or .md.

The frozen text is the file as decoded, with its line ends as "\n" and nothing else
changed; a segment is a stretch of it, line breaks and all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.readers.asking import asks_by_label
from evidence.readers.blocks import Document, Paragraph
from evidence.readers.decoding import decoded
from evidence.readers.interface import Hints, Reading
from evidence.readers.labels import (
    TIME,
    Form,
    Opening,
    is_neutral,
    is_stage_direction,
    label_of,
    opening_of,
    timed_opening,
)
from evidence.readers.mails import folded
from evidence.readers.numbers import typed
from evidence.readers.structure import assembled
from evidence.segments import SegmentStatus

_BULLET = re.compile(
    r"^\s*(?:[-*+\u2022\u2023\u25aa\u25cf\u25e6\u00b7\u2013\uf0b7]|o(?=\s{2,}|\t))\s+(?=\S)"
)
_RULE = re.compile(r"^\s*([-=_*~#.])\1{2,}\s*$")
_RULED = frozenset("|:- \t")
"""What the line under the headings of a Markdown table is made of."""
_UNDERLINE = re.compile(r"^\s*(?:={3,}|-{3,})\s*$")
_MARKDOWN_HEADING = re.compile(r"^(#{1,6})\s+")
_BOLD = re.compile(r"^\s*(?:\*\*|__)(?=\S)(?P<words>[^*_]+)(?:\*\*|__)\s*$")
_TIMED = re.compile(rf"^\s*[\[(]?{TIME}\b|\s[\[(]?{TIME}[\])]?\s*$")
_LABELLED = re.compile(
    r"(?:present|in attendance|attendees|apologies|absent|chair|date|time|venue|location|area|"
    r"action|agreed|decision|resolved|owner|due)\b[^:.]{0,20}:\s",
    re.IGNORECASE,
)
"""What stands on a line of its own, though it is as long as the lines of a paragraph."""

_WIDEST = 100
_NARROWEST = 45
_FEW_WORDS = 8
_MANY_WORDS = 10
_NO_HEADING = ".,;:!?"
_INDENT = 80
_MARKS = 300
"""How much of a line is looked at for signs: they stand at its head, and a line may be long."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of the file: its place, and its words without the line break."""

    start: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether it holds nothing to read."""
        return not self.text.strip()


def read_text(data: bytes, hints: Hints) -> Reading:
    """Return what a plain text says."""
    return _read(data, hints, "text")


def read_markdown(data: bytes, hints: Hints) -> Reading:
    """Return what a Markdown text says; its signs stay in the text and out of the segments."""
    return _read(data, hints, "md")


def _read(data: bytes, hints: Hints, form: str) -> Reading:
    text, notices = decoded(data)
    lines = _lines(text)
    paragraphs, title = folded(_paragraphs(text, lines, markdown=form == "md"))
    document = Document(form, tuple(paragraphs), title=title, notices=notices)
    reading = assembled(document, hints, text=text)
    return replace(reading, title=title) if title else reading


def paragraphs_in(text: str) -> list[Paragraph]:
    """Return the paragraphs of a plain text, each at its place in it."""
    return _paragraphs(text, _lines(text), markdown=False)


def _lines(text: str) -> list[TextLine]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(TextLine(start, line))
        start += len(line) + 1
    return lines


def _paragraphs(text: str, lines: list[TextLine], *, markdown: bool) -> list[Paragraph]:
    """The file's paragraphs: lines that were wrapped are put together again."""
    width = _wrap_width(lines)
    labels = _recurring_labels(lines)
    runs: list[list[TextLine]] = []
    previous: TextLine | None = None
    for line in lines:
        if line.blank or _is_rule(line.text):
            previous = None if line.blank else previous
            if runs and _UNDERLINE.match(line.text) and previous is not None:
                runs[-1].append(line)
            previous = None
            continue
        if previous is not None and _goes_on(previous, line, width, labels):
            runs[-1].append(line)
        else:
            runs.append([line])
        previous = line
    paragraphs = [_paragraph(text, run, markdown=markdown) for run in runs]
    return [_topped(paragraphs, place, text) for place in range(len(paragraphs))]


def _topped(paragraphs: list[Paragraph], place: int, text: str) -> Paragraph:
    """Mark a few words that stand directly on a longer paragraph as the heading of it."""
    here = paragraphs[place]
    following = paragraphs[place + 1] if place + 1 < len(paragraphs) else None
    if following is None or here.at is None or following.at is None:
        return here
    gap = text[here.at + len(here.text) : following.at]
    stands = gap.count("\n") == 1 and _after_blank(text, here.at)
    few = len(here.text.split()) <= _FEW_WORDS and here.text[-1:] not in _NO_HEADING
    plain = not here.bullet and here.level is None and here.text[:1].isupper()
    below = following.bullet or len(following.text.split()) > _MANY_WORDS
    if stands and few and plain and below and label_of(following.text) is None:
        return replace(here, emphatic=True)
    return here


def _after_blank(text: str, place: int) -> bool:
    """Whether a paragraph begins the text, or follows a blank line."""
    above = text[max(0, place - _INDENT) : place].rstrip(" \t")
    return (not above and place < _INDENT) or above.endswith("\n\n")


def _wrap_width(lines: list[TextLine]) -> int:
    """The width at which the file's lines were broken, or 0 where each is a paragraph."""
    pairs = pairwise(lines)
    lengths = sorted(len(a.text.rstrip()) for a, b in pairs if not a.blank and not b.blank)
    if not lengths:
        return 0
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.9))]
    said = [len(line.text.rstrip()) for line in lines if not line.blank]
    if sum(length > width * 1.15 for length in said) > len(said) * 0.05:
        return 0
    return width if _NARROWEST <= width <= _WIDEST else 0


def _recurring_labels(lines: list[TextLine]) -> frozenset[str]:
    """Who speaks, by names that begin more than one line, or that say who asks."""
    found = Counter(
        opening.label for line in lines for opening in _openings(line.text.strip()[:_MARKS])
    )
    return frozenset(
        label
        for label, count in found.items()
        if count > 1 or asks_by_label(label) or (is_neutral(label) and len(found) > 1)
    )


def _openings(text: str) -> Iterator[Opening]:
    return (opening for form in Form if (opening := opening_of(text, form)))


def _goes_on(before: TextLine, line: TextLine, width: int, labels: frozenset[str]) -> bool:
    """Whether a line carries on the paragraph of the line before it."""
    if _is_cut(before.text, line.text):
        return True
    if not width or _opens(line.text, labels) or _MARKDOWN_HEADING.match(before.text):
        return False
    said, following = before.text.rstrip(), line.text.strip()
    if said.lstrip().startswith(">") != following.startswith(">"):
        return False
    first = following.split(maxsplit=1)[0]
    if len(said) + 1 + len(first) > width:
        return True
    return following[:1].islower() and len(said) > width * 0.6 and said[-1] not in ".?!:"


def _is_cut(before: str, line: str) -> bool:
    """Whether a word is cut at the end of a line and goes on on the next."""
    said, following = before.rstrip(), line.lstrip()
    return said[-1:] == "-" and said[-2:-1].isalpha() and following[:1].islower()


def _is_rule(text: str) -> bool:
    bare = text.strip()
    ruled = "---" in bare and _RULED.issuperset(bare)
    return len(bare) <= _MARKS and (ruled or bool(_RULE.match(bare)))


def _opens(text: str, labels: frozenset[str]) -> bool:
    """Whether a line begins something: a bullet, an item, a heading, a speaker's turn."""
    text = text.strip()[:_MARKS]
    if _BULLET.match(text) or _MARKDOWN_HEADING.match(text) or _TIMED.search(text):
        return True
    number = typed(text)
    if _LABELLED.match(text):
        return True
    if timed_opening(text) is not None or is_stage_direction(text):
        return True
    return number is not None or any(opening.label in labels for opening in _openings(text))


def _paragraph(text: str, run: list[TextLine], *, markdown: bool) -> Paragraph:
    first, last = run[0], run[-1]
    level: int | None = None
    if len(run) > 1 and _UNDERLINE.match(last.text):
        level = 1 if "=" in last.text else 2
        last = run[-2]
    start, end = first.start, last.start + len(last.text)
    heading = _MARKDOWN_HEADING.match(first.text) if markdown else None
    bullet = _BULLET.match(first.text)
    bold = _BOLD.match(first.text) if markdown and first is last else None
    if heading:
        level = len(heading[1])
        start += heading.end()
    elif bold:
        start, end = first.start + bold.start("words"), first.start + bold.end("words")
    elif bullet:
        start += bullet.end()
    whole = text[start:end]
    bare = whole.strip()
    return Paragraph(
        bare,
        at=start + len(whole) - len(whole.lstrip()),
        bullet=bullet is not None and not heading,
        level=level,
        emphatic=bold is not None,
        status=SegmentStatus.QUOTED if bare.startswith(">") else SegmentStatus.LIVE,
    )
