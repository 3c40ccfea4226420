"""From the comments of a returned document to wishes, and to what a person has to look at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from coding.codings import Coding
from coding.readings import Reading
from coding.wordsheets.answering import Thread, answers_within, take_answers, take_own
from coding.wordsheets.content import SUGGESTED
from coding.wordsheets.desk import Desk, decisions_of
from coding.wordsheets.returned import Comment
from coding.wordsheets.said import Said, Told, around_reference, reference_in, understood
from coding.wordsheets.wishing import Deed, Looked, Wish
from evidence.identity import digest_id
from evidence.segments import segment_of_id


def gather(desk: Desk, at: datetime) -> None:
    """Put everything that a document's comments say on the desk."""
    asking = _Asking(desk, at)
    asking.sort_out()
    for reference, thread in asking.threads.items():
        answers_within(thread, desk)
        take = take_answers if reference.startswith("G-") else take_own
        take(desk, reference, thread)
    for comment, said in asking.by_hand:
        asking.code(comment, said)
    asking.missing()
    for comment, said in asking.read:
        asking.reading(comment, said)


class _Asking:
    """The comments of a document, each put where it belongs."""

    def __init__(self, desk: Desk, at: datetime) -> None:
        self.desk = desk
        self.at = at
        self.comments = desk.ground.returned.comments
        self.threads: dict[str, Thread] = {}
        self.by_hand: list[tuple[Comment, Said]] = []
        self.read: list[tuple[Comment, Said]] = []

    def sort_out(self) -> None:
        """Find the comments of ours, the answers to them, and what people say by themselves."""
        for comment in self.comments:
            reference = self._reference(comment)
            if reference and (reference not in self.threads or self._untouched(comment)):
                self.threads[reference] = Thread(comment)
        for place, comment in enumerate(self.comments):
            root = self._root(place)
            reference = self._ours(root)
            if comment is root and reference:
                continue
            said = understood(comment.text, self.desk.ground.codebook)
            if reference:
                self.threads[reference].answers.append((comment, said))
            else:
                self._alone(place, _anchored(comment, root), said)

    def _reference(self, comment: Comment) -> str:
        """Return what a comment of ours is about, or "" for one that only mentions it."""
        reference = reference_in(comment.text)
        if comment.parent is not None or not reference:
            return ""
        ground = self.desk.ground
        if reference.startswith("G-"):
            return reference if SUGGESTED in comment.text else ""
        return reference if reference in ground.shown or not ground.returned.state else ""

    def _untouched(self, comment: Comment) -> bool:
        before, after = around_reference(comment.text)
        shown = self.desk.ground.shown.get(reference_in(comment.text))
        return not after and before == (shown or "").strip()

    def _ours(self, comment: Comment) -> str:
        """Return what a comment is about if it is the one that we wrote about it."""
        reference = self._reference(comment)
        return reference if reference and self.threads[reference].comment is comment else ""

    def _root(self, place: int) -> Comment:
        seen = {place}
        comment = self.comments[place]
        while comment.parent is not None and comment.parent not in seen:
            seen.add(comment.parent)
            comment = self.comments[comment.parent]
        return comment

    def _alone(self, place: int, comment: Comment, said: Said) -> None:
        if said.fault:
            self.desk.look(Looked.NOT_UNDERSTOOD, comment, said.fault)
        elif said.answers:
            self._flattened(place, comment, said)
        elif said.told in {Told.NOTHING, Told.READ}:
            self.read.append((comment, said))
        else:
            self.by_hand.append((comment, said))

    def _flattened(self, place: int, comment: Comment, said: Said) -> None:
        """Give an answer to what it answers, where a program has taken threads apart.

        It then hangs on the same words, after the comment that it answers; or before it, where
        the program has turned them all round, so that an answer comes first.
        """
        there = [p for p, other in enumerate(self.comments) if _beside(other, comment)]
        ours = [p for p in there if self._ours(self.comments[p])]
        after = bool(ours) and there[0] == ours[0]
        near = [p for p in reversed(ours) if p < place] if after else [p for p in ours if p > place]
        if near:
            reference = reference_in(self.comments[near[0]].text)
            self.threads[reference].answers.append((comment, said))
            return
        self.desk.look(
            Looked.NOT_UNDERSTOOD, comment, "it answers no suggestion; begin it with codes"
        )

    def code(self, comment: Comment, said: Said) -> None:
        """Wish the words of a comment coded."""
        desk = self.desk
        spots = desk.spots(comment)
        unsaid = any(c.polarity is None for c in said.codes) and said.polarity is None
        desk.notes["assumed"] += bool(spots) and unsaid
        for spot in spots:
            for decision in decisions_of(said):
                desk.code(desk.coder(comment.author), spot, decision)

    def reading(self, comment: Comment, said: Said) -> None:
        """Wish it recorded that somebody has read a passage, or the whole source."""
        desk, ground = self.desk, self.desk.ground
        before = min(found.outer for found in ground.found.values())
        if comment.end is not None and comment.end <= before:
            ordinals = [segment_of_id(name)[1] for name in ground.placed]
            ranges = [(min(ordinals), max(ordinals))]
        else:
            ranges = [(segment_of_id(s.segment_id)[1],) * 2 for s in desk.spots(comment)]
        if ranges and ground.newer is not None:
            desk.look(Looked.MISPLACED, comment, "it is about a version that was replaced since")
            return
        for first, last in ranges:
            self._record(comment, said, first, last)

    def _record(self, comment: Comment, said: Said, first: int, last: int) -> None:
        desk = self.desk
        coder = desk.coder(comment.author)
        silent = said.told is Told.NOTHING
        reading = Reading(
            "", desk.ground.source.source_id, first, last, silent,
            tuple(c.code_id for c in said.codes) if silent else (), coder, self.at, said.memo,
            desk.ground.codebook.version,
        )  # fmt: skip
        key = digest_id("read", coder, f"{first}-{last}", str(silent), *reading.codes)
        against = _found_there(desk, reading)
        if against:
            desk.look(Looked.CONFLICT, comment, f"{coder} found something there: {against}")
        elif any(_same(reading, known) for known in desk.ground.readings):
            desk.same(key)
        else:
            segment_id = f"{reading.source_id}-{first:03d}"
            desk.wish(Wish(Deed.READ, coder, segment_id, key, reading=reading))

    def missing(self) -> None:
        """Look for codings whose comments were shown, or taken in before, and are gone."""
        desk, ground = self.desk, self.desk.ground
        gone = {name for name in ground.shown if name not in self.threads}
        for key, said in ground.said.items():
            if key not in desk.keys and said.startswith('{"coding"'):
                name = json.loads(said)["coding"]
                if self._spoken_for(ground.codings.get(name)):
                    gone.add(name)
        for name in sorted(gone - self.threads.keys()):
            coding = ground.codings.get(name)
            if coding is not None and not coding.withdrawn and not self._reworded(coding):
                self._gone(coding)

    def _spoken_for(self, coding: Coding | None) -> bool:
        """Whether who takes the document in speaks for the coder, whose comment would be known."""
        desk = self.desk
        return coding is not None and (desk.options.by_author or coding.coder == desk.actor)

    def _reworded(self, coding: Coding) -> bool:
        """Whether a comment taken in before says something else of the same words now."""
        wishes = self.desk.wishes
        anew = [
            place
            for place, w in enumerate(wishes)
            if w.deed is Deed.CODE and (w.coder, w.selection) == (coding.coder, coding.selection)
        ]
        if len(anew) == 1:
            wishes[anew[0]] = replace(
                wishes[anew[0]], deed=Deed.CHANGE, coding=coding, selection=None
            )
        return len(anew) == 1

    def _gone(self, coding: Coding) -> None:
        desk, name = self.desk, coding.coding_id
        mine = coding.coder == desk.actor or desk.options.by_author
        if desk.options.withdraw_deleted and mine:
            key = digest_id("gone", name)
            desk.wish(Wish(Deed.WITHDRAW, coding.coder, coding.segment_id, key, coding=coding))
        else:
            why = f"the comment of {name} is gone; the coding stands"
            desk.look_at(Looked.GONE, coding, why)


def _anchored(comment: Comment, root: Comment) -> Comment:
    """Return a reply that hangs on nothing as hanging where the first of its thread does."""
    if comment.start is not None or root is comment:
        return comment
    return Comment(comment.author, comment.at, comment.text, root.start, root.end, root.typed)


def _beside(earlier: Comment, comment: Comment) -> bool:
    if comment.start is None or earlier.start is None or earlier.end is None:
        return False
    same = (earlier.start, earlier.end) == (comment.start, comment.end)
    return same or (comment.point and earlier.start <= comment.start <= earlier.end)


def _found_there(desk: Desk, reading: Reading) -> str:
    """Return a code that the same coder gives, or gave, to what they say is silent."""
    if not reading.silent:
        return ""
    going = {w.coding.coding_id for w in desk.wishes if w.deed is Deed.WITHDRAW and w.coding}
    given: Sequence[tuple[str, str, str]] = [
        (c.segment_id, c.code_id, c.coder)
        for c in desk.ground.codings.values()
        if not c.withdrawn and c.coding_id not in going
    ]
    asked = [
        (w.segment_id, w.decision.code_id, w.coder)
        for w in desk.wishes
        if w.decision is not None and w.deed in {Deed.CODE, Deed.ACCEPT, Deed.AMEND, Deed.CHANGE}
    ]
    for segment_id, code_id, coder in (*given, *asked):
        source, ordinal = segment_of_id(segment_id)
        here = source == reading.source_id and reading.covers(ordinal)
        if here and coder == reading.coder and reading.silent_on(code_id):
            return f"{code_id} in {segment_id}"
    return ""


def _same(reading: Reading, known: Reading) -> bool:
    return (known.source_id, known.first, known.last, known.silent, known.codes, known.coder) == (
        reading.source_id,
        reading.first,
        reading.last,
        reading.silent,
        reading.codes,
        reading.coder,
    ) and known.memo == reading.memo
