"""Footnotes and endnotes of two files: what a reference says, and where its note goes."""

from __future__ import annotations

import hashlib
from copy import deepcopy
from dataclasses import dataclass, field

from evidence.readers.wordml import Element, W
from report_builder.word.revisions.carrying import Carrying
from report_builder.word.revisions.names import P
from report_builder.word.revisions.package import WordFile, serialised
from report_builder.word.revisions.pen import Pen
from report_builder.word.revisions.pieces import NOTES, Meaning, signature
from report_builder.word.revisions.redlining import Redlining
from report_builder.word.revisions.rewording import Sides

_ID = f"{W}id"
_KINDS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_FAR_BELOW = -(10**6)


def meaning_of(file: WordFile, part: str) -> Meaning:
    """Return how the ids in a part are told: by what they lead to, not by their number."""
    known: dict[str, str] = {}
    related = file.related_from(part)
    bodies = dict(_bodies(file)) if part == file.document else {}

    def told(said: str) -> str:
        if said not in known:
            relation = related.get(said)
            if said in bodies:
                known[said] = f"\x00note {bodies[said]}"
            elif relation is None:
                known[said] = said
            elif relation.external:
                known[said] = relation.target
            else:
                known[said] = hashlib.sha256(file.content(relation.target)).hexdigest()[:16]
        return known[said]

    return told


def _bodies(file: WordFile) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for reference, kind in _KINDS.items():
        part = file.related(kind)
        if part:
            told = meaning_of(file, part)
            found += [(f"{reference}{n.get(_ID)}", signature(n, told)) for n in file.trees(part)]
    return found


@dataclass(slots=True)
class Notes:
    """The notes of both files while a redline is made."""

    earlier: WordFile
    later: WordFile
    _trees: dict[tuple[bool, str], dict[str, Element]] = field(default_factory=dict)
    _touched: dict[str, Element] = field(default_factory=dict)

    def settle(self, sides: Sides, carrying: Carrying, pen: Pen) -> None:
        """Mark changes within notes that both have; bring along the notes of deletions."""
        for reference, was, now in sides.notes:
            self._compare(_KINDS[reference], (was, now), carrying, pen)
        for taken in list(sides.taken):
            for mark in list(taken.iter(*NOTES)):
                self._bring(mark, carrying)

    def written(self) -> dict[str, bytes]:
        """The parts of the later file's notes that changed."""
        return {part: serialised(root) for part, root in self._touched.items()}

    def _notes(self, kind: str, *, earlier: bool) -> dict[str, Element]:
        key = (earlier, kind)
        if key not in self._trees:
            file = self.earlier if earlier else self.later
            part = file.related(kind)
            root = file.trees(part) if part else None
            self._trees[key] = {n.get(_ID, ""): n for n in root} if root is not None else {}
        return self._trees[key]

    def _compare(self, kind: str, ids: tuple[str, str], carrying: Carrying, pen: Pen) -> None:
        before = self._notes(kind, earlier=True).get(ids[0])
        now = self._notes(kind, earlier=False).get(ids[1])
        if before is None or now is None:
            return
        source, target = self.earlier.related(kind), self.later.related(kind)
        sides = Sides(meaning_of(self.earlier, source), meaning_of(self.later, target))
        if signature(before, sides.earlier) == signature(now, sides.later):
            return
        self._touch(target, now)
        Redlining(pen, sides).container(deepcopy(before), now)
        carrying.follow(sides.taken, source, target)

    def _bring(self, reference: Element, carrying: Carrying) -> None:
        """A deleted reference leads to its note as it was, under an id of its own."""
        kind = _KINDS[str(reference.tag)]
        note = self._notes(kind, earlier=True).get(reference.get(_ID, ""))
        present = self._notes(kind, earlier=False)
        parent = next(iter(present.values())).getparent() if present else None
        if note is None:
            return
        if parent is None:
            # The later file has no notes at all: those of the earlier come along as they are.
            carrying.part_of(self.earlier.related(kind), self.earlier.document, self.later.document)
            return
        fresh = str(max(int(said) for said in present if said.lstrip("-").isdigit()) + 1)
        copied = deepcopy(note)
        copied.set(_ID, fresh)
        reference.set(_ID, fresh)
        present[fresh] = copied
        parent.append(copied)
        target = self.later.related(kind)
        self._touch(target, copied)
        carrying.follow(list(copied.iter(P)), self.earlier.related(kind), target)

    def _touch(self, part: str, note: Element) -> None:
        self._touched[part] = note.getroottree().getroot()
