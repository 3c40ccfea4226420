"""Decisions on conflicts carried out in the text: by the next rebuild, or in Word already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from report_builder.drafts import Conflict
from report_builder.word.anchors import BLOCK, bookmark_name
from report_builder.word.merging.tokens import Tags
from report_builder.word.offers import Decision, offers_in, settled
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk

CARRIED = "later"
"""The choice of a conflict that stands, still open, in a later draft."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file in which decisions were carried out.

    `done` are ids of conflicts that were settled in it, `by_hand` of those whose words stand
    nowhere, `in_word` those that an editor has settled, with what the text says; `still` are
    open as before. `asked` are decided for the report and have no offer: the merge itself takes
    out, brings back or draws what they are about.
    """

    file: WordFile
    done: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    in_word: tuple[tuple[Conflict, str], ...] = ()
    still: tuple[Conflict, ...] = field(default=())
    asked: tuple[Conflict, ...] = field(default=())

    def merge_for(self) -> frozenset[tuple[str, str]]:
        """Return kinds and blocks' bookmarks of conflicts that the merge settles for the report."""
        return frozenset((one.kind, _mark(one)) for one in self.asked)

    def after(self, settled: Iterable[tuple[str, str]]) -> Carried:
        """Return what is done and what is left by hand once a merge has settled some."""
        gone = set(settled)
        done = [c.conflict_id for c in self.asked if (c.kind, _mark(c)) in gone]
        left = [c.conflict_id for c in self.asked if (c.kind, _mark(c)) not in gone]
        return replace(self, done=(*self.done, *done), by_hand=(*self.by_hand, *left), asked=())


def carried_out(file: WordFile, conflicts: Iterable[Conflict]) -> Carried:
    """Carry out what was decided on the conflicts of a draft, in a copy of that draft."""
    known = list(conflicts)
    offered = set(offers_in(file))
    text = "\n".join(" ".join(p.final.split()) for p in walk(file).paragraphs)
    chosen: list[Conflict] = []
    in_word: list[tuple[Conflict, str]] = []
    still: list[Conflict] = []
    for one in known:
        there = " ".join(one.ours.split()) in offered
        if one.choice and one.choice != CARRIED:
            chosen.append(one)
        elif one.kind != "text" or not one.ours or there:
            still.append(one)
        else:
            in_word.append((one, _read(one, text)))
    done = settle_in(file, [c for c in chosen if _offers(c)])
    others = [c for c in chosen if not _offers(c) and not _nothing_to_do(c)]
    asked = tuple(c for c in others if _merges(c))
    gone = [c.conflict_id for c in chosen if c.conflict_id in done.by_hand and _as_chosen(c, text)]
    rest = [c.conflict_id for c in others if c not in asked]
    by_hand = (*(i for i in done.by_hand if i not in gone), *rest)
    return replace(done, by_hand=by_hand, in_word=tuple(in_word), still=tuple(still), asked=asked)


def settle_in(file: WordFile, chosen: Sequence[Conflict]) -> Carried:
    """Settle the offers of decided conflicts wherever they stand in a file."""
    decisions = [Decision(c.conflict_id, c.theirs, c.ours, c.choice) for c in chosen]
    found = settled(file, decisions, Tags(file.trees(file.document)))
    return Carried(found.file, found.done, found.left)


def decided_before(
    known: Iterable[Conflict], met: Iterable[Mapping[str, str]]
) -> tuple[Conflict, ...]:
    """Return decided conflicts that a merge met in just the same words, and can settle itself."""
    words = {(one["block"], one["kind"], one["theirs"], one["ours"]) for one in met}
    return tuple(
        c
        for c in known
        if _merges(c) and not _offers(c) and (c.block_id, c.kind, c.theirs, c.ours) in words
    )


def _merges(one: Conflict) -> bool:
    """Whether a merge can do what was decided: take, take out or bring back the whole block."""
    return one.choice == "ours" or (one.kind == "deleted" and one.choice == "both")


def _mark(one: Conflict) -> str:
    return bookmark_name(BLOCK, one.block_id).casefold()


def _offers(one: Conflict) -> bool:
    return one.kind == "text" and bool(one.ours)


def _nothing_to_do(one: Conflict) -> bool:
    """Whether the editor's words stand as they are, which no rebuild has to bring about."""
    return one.choice == "theirs" or (one.kind == "dropped" and one.choice == "both")


def _as_chosen(one: Conflict, text: str) -> bool:
    return _read(one, text) == one.choice


def _read(one: Conflict, text: str) -> str:
    """How a conflict was settled, by the words that stand."""
    ours, theirs = (" ".join(words.split()) in text for words in (one.ours, one.theirs))
    if ours:
        return "both" if theirs and one.theirs.strip() else "ours"
    return "theirs"
