"""Footnotes of a merge: what the report notes anew comes in, what an editor noted stays.

Words are merged without their notes; here each paragraph that both reports have is given the
notes that the new one adds, loses those that it dropped, and has those reworded that it words
otherwise, unless an editor changed them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from evidence.readers.wordml import Element, value
from report_builder.rebuild.three import Three
from report_builder.word.merging.noting import Noting, marks_in, note_texts, remove, words_before

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Noted:
    """The notes of the three files before the merge.

    `edited` are the texts of the notes that each of the draft's units had in the editor's file.
    """

    texts: tuple[Texts, Texts, Texts]
    edited: dict[int, list[str]]


def notes_before(three: Three) -> Noted:
    """Look at the notes of three files while their paragraphs are as they came."""
    base, edited, new = (note_texts(file) for file in three.sides.files())
    held = {
        b: [edited.get(value(mark, "id"), "") for mark in _marks(three, places)]
        for b, places in three.holders.items()
        if edited
    }
    return Noted((base, edited, new), held)


def merge_notes(three: Three, noted: Noted) -> Noting:
    """Bring the notes of an editor's paragraphs up to date."""
    noting = Noting(three.sides.new, three.sides.edited, three.adopting.styles)
    for copied in three.adopting.taken:
        for mark in marks_in(copied):
            noting.adopt(mark)
            three.desk.touched = True
    base, _, new = noted.texts
    if base or new:
        for b in three.fresh.keys() & three.holders.keys():
            _merge(three, b, noted, noting)
    noting.forget(three.root)
    return noting


def _merge(three: Three, b: int, noted: Noted, noting: Noting) -> None:
    base, edited, new = noted.texts
    source = three.new[three.fresh[b]].element
    now = marks_in(source)
    was = [base.get(value(m, "id"), "") for m in marks_in(three.base[b].element)]
    says = [new.get(value(m, "id"), "") for m in now]
    if not was and not says:
        return
    here = {edited.get(value(m, "id"), ""): m for m in _marks(three, three.holders[b])}
    left = noted.edited.get(b, [])
    for old, at in _pairs(was, says):
        text = says[at] if at >= 0 else ""
        if old and at >= 0 and old != text and old in here:
            noting.reword(here[old], now[at])
        elif old and at < 0 and old in here:
            remove(here[old])
        elif at >= 0 and text not in here and (old not in was or old in left):
            paragraphs = [three.edited[p].element for p in three.holders[b]]
            noting.insert(paragraphs, words_before(source, now[at]), now[at])
        else:
            continue
        three.desk.touched = True


def _pairs(was: list[str], says: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each note of the draft with its place in the new report, -1 where it is gone.

    What the new report adds is yielded with "".
    """
    matcher = SequenceMatcher(None, was, says, autojunk=False)
    for _, a, a_end, b, b_end in matcher.get_opcodes():
        pairs = min(a_end - a, b_end - b)
        yield from ((was[a + n], b + n) for n in range(pairs))
        yield from ((was[n], -1) for n in range(a + pairs, a_end))
        yield from (("", n) for n in range(b + pairs, b_end))


def _marks(three: Three, places: list[int]) -> list[Element]:
    return [mark for place in places for mark in marks_in(three.edited[place].element)]
