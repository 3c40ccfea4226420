"""Decisions on conflicts carried out in the text: by the next rebuild, or in Word already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from report_builder.drafts import Conflict
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
    open as before.
    """

    file: WordFile
    done: tuple[str, ...] = ()
    by_hand: tuple[str, ...] = ()
    in_word: tuple[tuple[Conflict, str], ...] = ()
    still: tuple[Conflict, ...] = field(default=())


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
    others = [c.conflict_id for c in chosen if not _offers(c) and not _nothing_to_do(c)]
    gone = [c.conflict_id for c in chosen if c.conflict_id in done.by_hand and _as_chosen(c, text)]
    by_hand = (*(i for i in done.by_hand if i not in gone), *others)
    return replace(done, by_hand=by_hand, in_word=tuple(in_word), still=tuple(still))


def settle_in(file: WordFile, chosen: Sequence[Conflict]) -> Carried:
    """Settle the offers of decided conflicts wherever they stand in a file."""
    decisions = [Decision(c.conflict_id, c.theirs, c.ours, c.choice) for c in chosen]
    found = settled(file, decisions, Tags(file.trees(file.document)))
    return Carried(found.file, found.done, found.left)


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
