"""What a rebuild did, as JSON: the record that is kept with a draft for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.readers.wordml import W
from report_builder.document import Document, all_sentences, sentences_of
from report_builder.drafts import Conflict
from report_builder.numbering import number
from report_builder.rebuild.gate import Loose, Numbers, numbers_in
from report_builder.rebuild.merge import Merged
from report_builder.rebuild.outcome import Outcome, State
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.marked import blocks_by_mark, figures_by_mark
from report_builder.word.revisions.package import WordFile

_WORDED = frozenset({State.EDITED, State.SPLIT, State.MERGED})


@dataclass(frozen=True, slots=True)
class Said:
    """The report as the draft had it, and as it is now, with what the evidence alone makes."""

    before: Document
    now: Document
    data: bytes


class Places:
    """Where bookmarks of a merged file stand: the block's id, and its number in the report."""

    def __init__(self, said: Said) -> None:
        self._blocks = blocks_by_mark(said.before, said.now)
        self._numbers = number(said.now).number

    def of(self, mark: str) -> dict[str, str]:
        """Return the `block` and `number` of a bookmark, each "" where there is none."""
        block = self._blocks.get(mark)
        name = block.block_id if block is not None else ""
        return {"block": name, "number": self._numbers.get(name, "")}


def conflicts_in(
    outcome: Outcome, still: Iterable[Conflict], places: Places
) -> list[dict[str, str]]:
    """Return the conflicts that a merge met, then those of the draft that are open as before."""
    met = {(c.theirs, c.ours) for c in outcome.clashes}
    found = [
        {**places.of(c.block), "kind": c.kind, "base": c.base, "theirs": c.theirs, "ours": c.ours}
        for c in outcome.clashes
    ]
    return found + [
        {
            "block": c.block_id,
            "number": c.number,
            "kind": c.kind,
            "base": c.base,
            "theirs": c.theirs,
            "ours": c.ours,
        }
        for c in still
        if (c.theirs, c.ours) not in met
    ]


def record_of(
    merged: Merged, said: Said, conflicts: Sequence[Mapping[str, str]], places: Places
) -> dict[str, Any]:
    """Return what a merge did to a file; keys as docs/reference has them."""
    outcome = merged.outcome
    gate = numbers_in(merged.file, WordFile(said.data))
    loose = _not_typed(gate, outcome)
    figures = figures_by_mark(said.before, said.now)
    return {
        "blocks": outcome.counts(),
        "figures": {
            "live": gate.live,
            "updated": len(outcome.updated),
            "overridden": len(outcome.typed),
            "unanchored": len(loose),
        },
        "overridden": [
            {
                **places.of(o.block),
                "figure": figures[o.use].use_id if o.use in figures else "",
                "was": o.was,
                "says": o.says,
                "now": o.now,
            }
            for o in outcome.typed
        ],
        "unanchored": [
            {
                **places.of(one.block),
                "text": one.text,
                "around": one.around,
                "proposals": one.proposals,
            }
            for one in loose
        ],
        "conflicts": list(conflicts),
        "comments": _comments(merged.file),
        "recheck": _recheck(outcome, said, places),
    }


def _not_typed(gate: Numbers, outcome: Outcome) -> list[Loose]:
    """Numbers that stand on nothing, without those typed over a live one that lost its control.

    They are told as typed over, once.
    """
    controlled = {use for use, _, _ in gate.wrong}
    typed = Counter((o.block, o.says.strip()) for o in outcome.typed if o.use not in controlled)
    found: list[Loose] = []
    for one in gate.loose:
        if typed[one.block, one.text] > 0:
            typed[one.block, one.text] -= 1
        else:
            found.append(one)
    return found


def _comments(file: WordFile) -> int:
    parts = (story.part for story in file.stories() if story.kind == "comments")
    return sum(1 for part in parts for _ in file.trees(part).iter(f"{W}comment"))


def _recheck(outcome: Outcome, said: Said, places: Places) -> list[dict[str, str]]:
    """What a person has to hold against the evidence again, and why."""
    found = [
        {**places.of(mark), "reason": "rewritten beyond recognition"} for mark in outcome.rewritten
    ]
    standing = {s.sentence_id: s.supports for _, s in all_sentences(said.now)}
    changed = {mark for mark, state in outcome.states if state in _WORDED}
    for block in said.before.blocks:
        mark = bookmark_name(BLOCK, block.block_id).casefold()
        if mark not in changed:
            continue
        for sentence in sentences_of(block):
            if standing.get(sentence.sentence_id) != sentence.supports:
                told = {**places.of(mark), "sentence": sentence.sentence_id}
                found.append({**told, "reason": "what it stood on has changed"})
    return found
