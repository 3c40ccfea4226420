"""Tracked changes as their author meant them: what one person did in one place in one go.

Word makes a mark for every run that a change touches; a person who wrote over three words
sees one change. Marks belong together that are one person's, next to each other, and at
most five minutes apart. Words that one person put in and another took out are in both sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evidence.readers.wordml import Element, value
from report_builder.word.revisions.blocks import Change, Paragraph, Stretch
from report_builder.word.revisions.names import (
    CHANGES,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    TC,
    TCPR,
    TR,
    TRPR,
    P,
)
from report_builder.word.revisions.walking import Walked

_TOGETHER = timedelta(minutes=5)
_IN, _OUT = frozenset({INS, MOVE_TO}), frozenset({DEL, MOVE_FROM})
_CAME = frozenset({"ins", "moveTo", "cellIns"})
_MOVES = frozenset({"moveFrom", "moveTo"})
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Something that one person changed.

    `old` is what was taken out, `new` what was put in, a line for each paragraph; `before`
    is what stands before it in its paragraph; `paragraph` its place in the walk. `elements`
    are the marks that make it up.
    """

    author: str
    at: str
    old: str
    new: str
    paragraph: int
    before: str = ""
    moved: bool = False
    elements: tuple[Element, ...] = field(default=(), compare=False, repr=False)


@dataclass(slots=True)
class _Set:
    author: str
    at: str
    move: bool
    paragraph: int
    before: str
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    latest: str = ""
    space: str = ""
    elements: dict[Element, None] = field(default_factory=dict)

    def add(self, change: Change, text: str) -> None:
        """Add words; a space that stayed between two changes belongs to both readings."""
        for words in (self.old, self.new):
            if words and self.space:
                words.append(self.space)
        self.space = ""
        (self.new if change.kind in _CAME else self.old).append(text)

    def made(self, other: _Set | None = None) -> ChangeSet:
        """Return it; with the `other` end of a move, both as one."""
        ends = other or self
        return ChangeSet(
            self.author,
            self.at,
            _trimmed(self.old),
            _trimmed(ends.new),
            self.paragraph,
            self.before,
            moved=other is not None,
            elements=tuple({**self.elements, **ends.elements}),
        )


def change_sets(walked: Walked) -> tuple[ChangeSet, ...]:
    """Return the tracked changes of a file in reading order; a move is one of them."""
    gathering = _Gathering()
    for at, paragraph in enumerate(walked.paragraphs):
        gathering.paragraph(at, paragraph)
    gathering.close()
    found = [s for s in gathering.done if s.old or s.new]
    _claim(found, walked)
    return tuple(_with_moves(found))


class _Gathering:
    """Sets that are open, one for each author, and those that are done."""

    def __init__(self) -> None:
        self.done: list[_Set] = []
        self._open: dict[tuple[str, bool], _Set] = {}
        self._where = ""

    def paragraph(self, at: int, paragraph: Paragraph) -> None:
        before: list[str] = []
        if str(paragraph.place) != self._where and not paragraph.changed:
            self.close()
        self._where = str(paragraph.place)
        for stretch in paragraph.stretches:
            marks = [c for c in (stretch.inserted, stretch.deleted) if c is not None]
            for change in marks:
                found = self._set(change, at, "".join(before))
                found.add(change, stretch.text or _stands_for(stretch))
                found.elements.update(dict.fromkeys(_marks(stretch, paragraph, change)))
            if not marks:
                self._between(stretch.text)
            if not marks or stretch.inserted is None:
                before.append(stretch.text)
        self._end(at, paragraph, "".join(before))

    def _end(self, at: int, paragraph: Paragraph, before: str) -> None:
        """A paragraph's own mark came or went: it was split here, or joined to the next."""
        marks = [c for c in (paragraph.mark_inserted, paragraph.mark_deleted) if c is not None]
        if not marks:
            self.close()
        for change in marks:
            found = self._set(change, at, before)
            found.add(change, BREAK)
            found.elements.update(dict.fromkeys(_end_marks(paragraph, change)))

    def _set(self, change: Change, at: int, before: str) -> _Set:
        key = (change.author, change.kind in _MOVES and change.kind == "moveTo")
        move = change.kind in _MOVES
        found = self._open.get(key)
        if found is None or found.move != move or not _together(found.latest, change.at):
            if found is not None:
                self.done.append(found)
            found = self._open[key] = _Set(change.author, change.at, move, at, before)
        found.latest = change.at or found.latest
        return found

    def _between(self, text: str) -> None:
        """Words that stayed part two changes, a space does not."""
        if text.strip():
            self.close()
        for found in self._open.values():
            found.space += text

    def close(self) -> None:
        """Nothing that follows belongs to what is open."""
        self.done += self._open.values()
        self._open.clear()


def _stands_for(stretch: Stretch) -> str:
    return f"[{stretch.kind}]" if stretch.kind != "text" else ""


def _marks(stretch: Stretch, paragraph: Paragraph, change: Change) -> Iterator[Element]:
    """The elements that say so: around the run, or of the cell or row around the paragraph."""
    wanted = _IN if change.kind in _CAME else _OUT
    run = stretch.run
    around = [a for a in run.iterancestors() if a.tag in wanted] if run is not None else []
    if around:
        yield around[-1] if len(around) > 1 else around[0]
        return
    yield from _of_cells(paragraph, change)


def _end_marks(paragraph: Paragraph, change: Change) -> Iterator[Element]:
    element = paragraph.element
    if element is None:
        return
    properties = element.find(f"{PPR}/{RPR}")
    own = (
        [c for c in properties if c.tag.endswith("}" + change.kind)]
        if properties is not None
        else []
    )
    yield from own or _of_cells(paragraph, change)


def _of_cells(paragraph: Paragraph, change: Change) -> Iterator[Element]:
    element = paragraph.element
    if element is None:
        return
    for holder in element.iterancestors(TC, TR):
        properties = holder.find(TCPR if holder.tag == TC else TRPR)
        for child in properties if properties is not None else ():
            if str(child.tag).endswith("}" + change.kind):
                yield child
                return


def _claim(sets: list[_Set], walked: Walked) -> None:
    """Give marks that hold no words of their own (a row's, a field's) to their author's set."""
    nearest = _holders(sets, walked)
    taken = {element for one in sets for element in one.elements}
    for mark in (m for tree in walked.trees.values() for m in tree.iter(*CHANGES)):
        if mark in taken:
            continue
        author = value(mark, "author")
        holders = mark.iterancestors(P, TR)
        owner = next((nearest[h, author] for h in holders if (h, author) in nearest), None)
        if owner is not None:
            owner.elements[mark] = None


def _holders(sets: list[_Set], walked: Walked) -> dict[tuple[Element, str], _Set]:
    """The paragraphs and rows in which each author changed something, with the first set there."""
    nearest: dict[tuple[Element, str], _Set] = {}
    for one in sets:
        home = walked.paragraphs[one.paragraph].element
        if home is not None:
            nearest.setdefault((home, one.author), one)
        for element in one.elements:
            for holder in element.iterancestors(P, TR):
                nearest.setdefault((holder, one.author), one)
    return nearest


def _together(earlier: str, later: str) -> bool:
    if not earlier or not later:
        return True
    try:
        apart = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    except (ValueError, TypeError):
        return earlier == later
    return abs(apart) <= _TOGETHER


def _with_moves(sets: list[_Set]) -> Iterator[ChangeSet]:
    """Join what was moved away with the same words where they came to stand."""
    arrivals: dict[tuple[str, str], list[_Set]] = {}
    for one in sets:
        if one.move and one.new:
            arrivals.setdefault((one.author, _bare(one.new)), []).append(one)
    gone: set[int] = set()
    for one in sets:
        waiting = arrivals.get((one.author, _bare(one.old)), []) if one.move and one.old else []
        if waiting:
            other = waiting.pop(0)
            gone |= {id(one), id(other)}
            yield one.made(other)
    # In reading order among themselves; whoever asks sorts all by their place.
    yield from (one.made() for one in sets if id(one) not in gone)


def _bare(words: list[str]) -> str:
    return " ".join("".join(words).split())


def _trimmed(words: list[str]) -> str:
    """Its words without the end of the last paragraph; a break alone is kept."""
    text = "".join(words)
    return text.strip(BREAK) or text
