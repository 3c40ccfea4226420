"""The three files of a merge, read in units: which paragraph is which, and what is done so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from evidence.readers.wordml import Element, W
from report_builder.rebuild.aligning import Aligned, align
from report_builder.rebuild.outcome import State
from report_builder.rebuild.passages import Desk
from report_builder.word.merging.adopting import Adopting
from report_builder.word.merging.emptied import free_emptied
from report_builder.word.merging.remarks import Remarks
from report_builder.word.merging.tokens import Tags
from report_builder.word.merging.units import Unit, units_of
from report_builder.word.revisions.alignment import Block, aligned
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.package import WordFile


@dataclass(frozen=True, slots=True)
class Sides:
    """The three files: the draft, an editor's copy of it, and what the evidence says now."""

    base: WordFile
    edited: WordFile
    new: WordFile

    def files(self) -> tuple[WordFile, WordFile, WordFile]:
        """Return the draft, the editor's copy, and the new one."""
        return self.base, self.edited, self.new


@dataclass(slots=True)
class Three:
    """The files of one merge; the editor's `root` is changed in place.

    `roots` are the trees of all three in the order of `sides`, `base`, `edited` and `new` their
    units. `holders` tells for each of the draft's units which of the editor's hold it, `fresh`
    which of the new ones it is. `ours` are kinds and blocks of clashes that somebody decided for
    the report. `states` (by block) and `parts` are what the merge brings about.
    """

    sides: Sides
    roots: tuple[Element, Element, Element]
    base: list[Unit]
    edited: list[Unit]
    new: list[Unit]
    aligned: Aligned
    holders: dict[int, list[int]]
    fresh: dict[int, int]
    carrying: Carrying
    adopting: Adopting
    desk: Desk
    ours: frozenset[tuple[str, str]] = frozenset()
    states: dict[str, State] = field(default_factory=dict)
    parts: dict[str, bytes] = field(default_factory=dict)

    @property
    def root(self) -> Element:
        """The text of the editor's file."""
        return self.roots[1]

    def settles(self, kind: str, block: str) -> bool:
        """Whether a clash was decided for the report; that it is settled so is noted."""
        if (kind, block) not in self.ours:
            return False
        if (kind, block) not in self.desk.outcome.settled:
            self.desk.outcome.settled.append((kind, block))
        self.desk.touched = True
        return True


def three_of(sides: Sides, at: datetime, ours: frozenset[tuple[str, str]] = frozenset()) -> Three:
    """Read three files, and find which paragraph is which; `ours` as in Three.

    Raises:
        UnreadableSource: a part that holds text cannot be read.
    """
    first, second, third = (file.trees(file.document) for file in sides.files())
    roots = (first, second, third)
    known = Tags(first, third)
    base, edited, new = (_units(root, known) for root in roots)
    freed = free_emptied(edited)
    found = align(base, edited)
    holders, fresh = found.holders(), renewed(base, new)
    carrying = Carrying(sides.new, sides.edited)
    adopting = Adopting(sides.new, sides.edited, carrying)
    adopting.learn_lists(
        (new[now].element, edited[holders[b][0]].element)
        for b, now in fresh.items()
        if b in holders
    )
    desk = Desk(known, Remarks(sides.edited, second, at), touched=freed)
    return Three(
        sides,
        roots,
        base,
        edited,
        new,
        aligned=found,
        holders=holders,
        fresh=fresh,
        carrying=carrying,
        adopting=adopting,
        desk=desk,
        ours=ours,
    )


def _units(root: Element, known: Mapping[str, str]) -> list[Unit]:
    body = root.find(f"{W}body")
    return units_of(body, known) if body is not None else []


def renewed(base: list[Unit], new: list[Unit]) -> dict[int, int]:
    """Return which paragraph of the new report is which of the draft's, within each block."""
    others = _of_blocks(new)
    found: dict[int, int] = {}
    for block, places in _of_blocks(base).items():
        theirs = others.get(block, [])
        if [base[b].kind for b in places] == [new[n].kind for n in theirs]:
            found.update(zip(places, theirs, strict=True))
            continue
        before = [Block(base[b].kind, base[b].text) for b in places]
        now = [Block(new[n].kind, new[n].text) for n in theirs]
        for step in aligned(before, now):
            if step.a >= 0 and step.b >= 0:
                found[places[step.a]] = theirs[step.b]
    return found


def _of_blocks(units: list[Unit]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, unit in enumerate(units):
        found.setdefault(unit.block, []).append(at)
    return found
