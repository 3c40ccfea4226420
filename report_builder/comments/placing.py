"""Where in the draft that was sent each point of a returned file stands.

A paragraph of the returned file is joined to one of the draft by the hidden bookmark, where
it came back with its words, else by the words in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from report_builder.comments.notes_placed import (
    MARGIN_NAMES,
    MARGINS,
    notes_joined,
    referring,
    with_notes,
)
from report_builder.comments.points import Point
from report_builder.comments.unmarked import as_point, shown, unmarked
from report_builder.document import Block, Callout, Chart, Document, Table, sentences_of
from report_builder.numbering import Numbers, number
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.revisions.alignment import Block as Shown
from report_builder.word.revisions.alignment import aligned
from report_builder.word.revisions.walking import Walked

FRONT = "front"
_ENOUGH = 0.5
_LEAST_WORDS = 3
_NAMED = re.compile(r"Recommendation \d+\b")


@dataclass(frozen=True, slots=True)
class Base:
    """A draft as it was sent: each paragraph of its file with the block it belongs to.

    `homes` has for each paragraph of a note the one that refers to it, -1 for every other.
    """

    draft: int
    texts: tuple[str, ...]
    block_ids: tuple[str, ...]
    homes: tuple[int, ...]
    bookmarks: Mapping[str, int]
    numbers: Mapping[str, str]
    blocks: Mapping[str, Block]
    words: Numbers


def base_of(draft: int, document: Document, walked: Walked) -> Base:
    """Return what is needed of a draft; `walked` is the walk over the file that was sent."""
    names = {bookmark_name(BLOCK, b.block_id).casefold(): b for b in document.blocks}
    counted = number(document)
    ids: list[str] = []
    bookmarks: dict[str, int] = {}
    current, table = FRONT, False
    homes = referring(walked)
    for at, paragraph in enumerate(walked.paragraphs):
        opened = next((m for m in map(str.casefold, paragraph.opened) if m in names), "")
        if opened:
            current, table = names[opened].block_id, isinstance(names[opened], Table)
            bookmarks[opened] = at
        elif table and not paragraph.place.cells and not paragraph.final.strip():
            table = False
        noted = ids[homes[at]] if 0 <= homes[at] < at else current
        ids.append("" if paragraph.place.story in MARGINS else noted)
    return Base(
        draft,
        tuple(shown(paragraph) for paragraph in walked.paragraphs),
        tuple(ids),
        homes,
        bookmarks,
        _numbers(document, counted),
        {b.block_id: b for b in document.blocks},
        counted,
    )


def joined(base: Base, walked: Walked) -> tuple[int, ...]:
    """Return for each paragraph of a returned file its paragraph in the draft, or -1."""
    now = [shown(p) for p in walked.paragraphs]
    kinds = ["m" if p.place.story in MARGINS else "p" for p in walked.paragraphs]
    before = [Shown("p" if i else "m", t) for i, t in zip(base.block_ids, base.texts, strict=True)]
    found = [-1] * len(now)
    steps = aligned(before, [Shown(k, t) for k, t in zip(kinds, now, strict=True)])
    for step in steps:
        if step.a >= 0 and step.b >= 0:
            found[step.b] = step.a
    for at, paragraph in enumerate(walked.paragraphs):
        marks = (
            base.bookmarks[m] for m in map(str.casefold, paragraph.opened) if m in base.bookmarks
        )
        meant = next(marks, -1)
        if meant >= 0 and (found[at] < 0 or _nearer(base.texts, now[at], meant, found[at])):
            found[at] = meant
    return tuple(notes_joined(found, referring(walked), (base.texts, now), base.homes))


def placed(
    points: Sequence[Point], base: Base, walked: Walked, joins: Sequence[int]
) -> tuple[Point, ...]:
    """Return the points with the block and the paragraph number of the draft."""
    known = with_notes(joins, walked)
    stories = [paragraph.place.story for paragraph in walked.paragraphs]
    return tuple(_placed(point, base, known, stories) for point in points)


def untracked(base: Base, walked: Walked, joins: Sequence[int], author: str) -> Iterator[Point]:
    """Yield what the file says differently from the draft without a tracked change."""
    for change in unmarked(base.texts, base.block_ids, walked, joins):
        if change.at >= 0:
            yield as_point(change, author)
        else:
            block_id = base.block_ids[change.before]
            number = base.numbers.get(block_id, "")
            yield replace(as_point(change, author), block_id=block_id, number=number)


def sentences_meant(base: Base, point: Point) -> tuple[str, ...]:
    """Return the sentences that a point is about: those it quotes, else all of its block."""
    block = base.blocks.get(point.block_id)
    if block is None:
        return ()
    said = {s.sentence_id: base.words.sentence(s) for s in sentences_of(block)}
    wanted = _words(point.replaces or point.quote)
    if len(wanted) < _LEAST_WORDS and not (point.replaces or point.quote).strip():
        return tuple(said)
    found = tuple(key for key, text in said.items() if _shares(wanted, text, point.quote))
    return found or tuple(said)


def figures_meant(base: Base, block_id: str, sentence_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the live numbers in those sentences."""
    block = base.blocks.get(block_id)
    if block is None:
        return ()
    chosen = [s for s in sentences_of(block) if s.sentence_id in sentence_ids]
    return tuple(f.use_id for s in chosen for f in s.figures if f.use_id)


def _placed(point: Point, base: Base, joins: Sequence[int], stories: Sequence[str]) -> Point:
    if point.block_id or not 0 <= point.paragraph < len(joins):
        return point
    margin = MARGIN_NAMES.get(stories[point.paragraph], "")
    if margin:  # on every page: it belongs to the report's front
        return replace(point, block_id=FRONT, number=margin)
    at = _nearest(joins, point.paragraph)
    block_id = base.block_ids[at] if at >= 0 else ""
    named = _NAMED.match(base.texts[at]) if at >= 0 else None
    number = named[0] if named else base.numbers.get(block_id, "")
    return replace(point, block_id=block_id, number=number)


def _nearest(joins: Sequence[int], at: int) -> int:
    """A paragraph that is new belongs to the last one before it that is not."""
    return next((joins[i] for i in range(at, -1, -1) if joins[i] >= 0), -1)


def _nearer(texts: Sequence[str], said: str, meant: int, other: int) -> bool:
    return meant != other and _share(said, texts[meant]) > _share(said, texts[other])


def _share(a: str, b: str) -> float:
    left, right = set(a.split()), set(b.split())
    return len(left & right) / max(len(left | right), 1)


def _shares(wanted: set[str], text: str, quote: str) -> bool:
    if quote.strip() and quote.strip() in text:
        return True
    if text and text in quote:
        return True
    return bool(wanted) and len(wanted & _words(text)) >= _ENOUGH * min(
        len(wanted), len(_words(text))
    )


def _words(text: str) -> set[str]:
    return {word.strip(".,;:()'\"").casefold() for word in text.split()} - {""}


def _numbers(document: Document, counted: Numbers) -> dict[str, str]:
    """How a reader of the draft would say where each block is."""
    found = {FRONT: "title page"}
    last = ""
    for block in document.blocks:
        own = counted.number.get(block.block_id, "")
        if isinstance(block, Table | Chart):
            found[block.block_id] = counted.reference.get(block.block_id, "")
        elif isinstance(block, Callout) and block.label[-1:].isdigit():
            found[block.block_id] = block.label
        elif own:
            last = found[block.block_id] = own
        else:
            found[block.block_id] = f"after {last}" if last else "summary"
    return found
