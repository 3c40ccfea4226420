"""The merge of three Word files: a draft, an editor's copy of it, and what is said now.

The result is the editor's file with what the evidence changed since the draft put into it.
Whatever neither changed keeps its XML as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from evidence.readers.wordml import W
from report_builder.rebuild.blocks_merge import put_in_new, take_out_gone
from report_builder.rebuild.captions_merge import count_captions
from report_builder.rebuild.charts_merge import merge_charts
from report_builder.rebuild.margins_merge import merge_margins
from report_builder.rebuild.notes_merge import merge_notes, notes_before
from report_builder.rebuild.numbers_merge import merge_numbers
from report_builder.rebuild.outcome import Outcome
from report_builder.rebuild.passages_merge import merge_passages
from report_builder.rebuild.states import tell_states
from report_builder.rebuild.targets_merge import mark_targets
from report_builder.rebuild.three import Sides, Three, three_of
from report_builder.word.anchors import BLOCK
from report_builder.word.manifest import DraftMark
from report_builder.word.merging.identity import identity_parts, mark_block, tag_again, unique
from report_builder.word.merging.landmarks import Landmarks, landmarks
from report_builder.word.merging.noting import Noting
from report_builder.word.revisions.names import BOOKMARK_START, P
from report_builder.word.revisions.package import WordFile, serialised


@dataclass(frozen=True, slots=True)
class Merged:
    """The editor's file brought up to date, and what was done to it."""

    file: WordFile
    outcome: Outcome


def merge(
    sides: Sides,
    mark: DraftMark,
    manifest: str,
    at: datetime,
    *,
    ours: frozenset[tuple[str, str]] = frozenset(),
) -> Merged:
    """Return the editor's file with what changed since the draft put into it.

    `ours` are kinds and blocks of clashes that somebody decided for the report: a block that an
    editor took out comes back, one that the evidence dropped goes, a table or chart is taken.

    Raises:
        UnreadableSource: a part that holds text cannot be read.
    """
    three = three_of(sides, at, ours)
    noted = notes_before(three)
    merge_numbers(three, merge_passages(three))
    merge_charts(three)
    merge_margins(three)
    take_out_gone(three)
    put_in_new(three)
    noting = merge_notes(three, noted)
    tell_states(three)
    file = _written(three, noting)
    return Merged(file.replaced(identity_parts(file, mark, manifest)), three.desk.outcome)


def _marked(three: Three) -> Landmarks:
    """Give blocks, targets and numbers their marks again where they were lost; return all."""
    found = landmarks(three.root)
    if _mark_blocks(three, found) | mark_targets(three, found):
        three.desk.touched = True
        found = landmarks(three.root)
    numbers = (n for unit in (*three.base, *three.new) for n in unit.numbers)
    three.desk.touched |= tag_again(found.controls, numbers)
    three.desk.touched |= count_captions(found)
    return found


def _mark_blocks(three: Three, found: Landmarks) -> bool:
    """Give a block its bookmark again where it was lost; whether one was."""
    opened = {name for unit in three.edited for name in unit.opened}
    firsts = (three.base[b] for b in three.holders if not three.base[b].part)
    if all(unit.block in opened for unit in firsts if unit.block):
        return False
    names = {
        name.casefold(): name
        for root in (three.roots[0], three.roots[2])
        for mark in root.iter(BOOKMARK_START)
        if (name := mark.get(f"{W}name", "")).startswith(BLOCK)
    }
    here = {name.casefold() for name in found.names()}
    marked = False
    for b, places in three.holders.items():
        unit = three.base[b]
        element = three.edited[places[0]].element
        lost = not unit.part and unit.block and unit.block not in here
        if lost and element.tag == P and element.getparent() is not None:
            mark_block(element, names.get(unit.block, unit.block))
            marked = True
    return marked


def _written(three: Three, noting: Noting) -> WordFile:
    """The editor's file with all parts that the merge changed, its text among them."""
    three.adopting.finish()
    marks = _marked(three)
    file = three.sides.edited
    if three.desk.touched:
        unique(marks)
        file = file.replaced({file.document: serialised(three.root), **three.carrying.parts})
        file = file.replaced(three.desk.remarks.parts(file))
        file = file.replaced(noting.parts(file))
    return file.replaced(three.parts)
