"""The desk on which a document's wishes are gathered, and what a person has to look at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from coding.codings import Coding, Polarity, Strength
from coding.decide import Decision
from coding.selections import Selection, select
from coding.wordsheets.ground import Ground
from coding.wordsheets.placing import Found
from coding.wordsheets.returned import Comment
from coding.wordsheets.said import Said
from coding.wordsheets.wishing import Deed, Looked, Options, ToLookAt, Wish
from evidence.identity import digest_id

_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that a comment marks: of the version that went out, and of the one that counts now."""

    segment_id: str
    selection: Selection
    current_id: str
    current: Selection


@dataclass(slots=True)
class Desk:
    """Wishes in the making; `actor` is the coder unless comments say who theirs is."""

    ground: Ground
    actor: str
    options: Options
    wishes: list[Wish] = field(default_factory=list)
    to_look: list[ToLookAt] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)

    def coder(self, author: str) -> str:
        """Return in whose name a comment of some author is taken."""
        return author if self.options.by_author and author else self.actor

    def look(self, kind: Looked, comment: Comment, why: str) -> None:
        """Put a comment before a person."""
        where = self._where(comment)
        self.to_look.append(ToLookAt(kind, where, comment.author, comment.text, why))

    def look_at(self, kind: Looked, coding: Coding, why: str) -> None:
        """Put a coding before a person."""
        where = self.ground.locator(coding.segment_id)
        words = f"{coding.code_id} {coding.polarity.value}"
        self.to_look.append(ToLookAt(kind, where, coding.coder, words, why))

    def wish(self, wish: Wish) -> None:
        """Take a wish, once."""
        if wish.key not in self.keys:
            self.keys.add(wish.key)
            self.wishes.append(wish)

    def same(self, key: str) -> None:
        """Note that a comment asks for what is so already."""
        if key not in self.keys:
            self.keys.add(key)
            self.notes["same"] += 1

    def code(self, coder: str, spot: Spot, decision: Decision) -> None:
        """Wish some words coded, unless they are, or were before this document came again."""
        chosen = spot.selection
        span = f"{chosen.start}-{chosen.end}"
        key = digest_id("code", coder, span, decision.code_id, decision.polarity)
        if key in self.keys:
            return
        known = self.coded_so(coder, spot.current, decision)
        before = self.ground.said.get(key)
        if before is not None:
            self._said_before(key, before, coder, spot, decision)
        elif known:
            self.same(key)
        else:
            self.wish(
                Wish(Deed.CODE, coder, spot.current_id, key, decision, selection=spot.current)
            )

    def _said_before(
        self, key: str, before: str, coder: str, spot: Spot, decision: Decision
    ) -> None:
        """Do what is new in a comment that was taken in before: its strength or its memo."""
        said = json.loads(before)
        coding = self.ground.codings.get(said["coding"])
        if said["says"] == says(decision) or coding is None or coding.withdrawn:
            self.same(key)
        elif coding.memo == said["memo"] and coding.coder == coder:
            self.wish(Wish(Deed.CHANGE, coder, spot.current_id, key, decision, coding=coding))
        else:
            self.keys.add(key)
            self.look_at(Looked.CONFLICT, coding, f"{coding.coding_id} was changed since")

    def coded_so(self, coder: str, selection: Selection, decision: Decision) -> str:
        """Return what says just this of just these words already, or is to say it, or ""."""
        wanted = (coder, selection, decision.code_id, decision.polarity)
        going = {w.coding.coding_id for w in self.wishes if w.deed is Deed.WITHDRAW and w.coding}
        for c in self.ground.codings.values():
            stands = not c.withdrawn and c.coding_id not in going
            if stands and (c.coder, c.selection, c.code_id, c.polarity) == wanted:
                return c.coding_id
        for wish in self.wishes:
            d = wish.decision
            words = wish.coding.selection if wish.coding else wish.selection
            if d is not None and (wish.coder, words, d.code_id, d.polarity) == wanted:
                return "another comment"
        return ""

    def spots(self, comment: Comment) -> list[Spot]:
        """Return the words that a comment marks; where there are none, the reason is told."""
        if comment.start is None or comment.end is None:
            self.look(Looked.MISPLACED, comment, "it hangs on nothing in the text")
            return []
        touched = list(self._touched(comment.start, comment.end))
        if not touched:
            why = "it marks no words of a passage that can be coded"
            if comment.typed:
                why = "it marks words that were typed in; only words of the source can be coded"
            self.look(Looked.MISPLACED, comment, why)
            return []
        found = [spot for one in touched if (spot := self._spot(one, comment)) is not None]
        if not found:
            self.look(Looked.MISPLACED, comment, "it marks words that were typed in or changed")
        self.notes["split"] += len(found) > 1
        return [spot for spot in found if self._still(spot, comment)]

    def _still(self, spot: Spot, comment: Comment) -> bool:
        if spot.current_id:
            return True
        newer = self.ground.newer.source_id if self.ground.newer else ""
        self.look(
            Looked.MISPLACED, comment, f"its words are no longer in {newer}, the newer version"
        )
        return False

    def _touched(self, start: int, end: int) -> Iterator[Found]:
        text = self.ground.returned.text
        for found in self.ground.found.values():
            if start == end:
                if found.outer <= start <= found.end:
                    yield found
            elif text[max(start, found.start) : min(end, found.end)].strip() or (
                found.outer <= start and end <= found.start
            ):
                yield found

    def _spot(self, found: Found, comment: Comment) -> Spot | None:
        start, end = comment.start or 0, comment.end or 0
        placed = self.ground.placed[found.segment_id]
        shown = self.ground.displayed.text(placed)
        if comment.point or end <= found.start:
            if comment.typed:
                return None
            chosen = self.ground.displayed.selection(placed, 0, len(shown))
        else:
            meant = found.lies.meant(
                max(start, found.start) - found.start, min(end, found.end) - found.start
            )
            if meant is None:
                return None
            first, last, exact = meant
            self.notes["inexact"] += not exact
            words = shown[first:last]
            first += len(words) - len(words.lstrip())
            last -= len(words) - len(words.rstrip())
            if first >= last:
                return None
            self.notes["one_word"] += not any(c.isspace() for c in shown[first:last])
            chosen = self.ground.displayed.selection(placed, first, last)
        moved = self.ground.moved(chosen, found.segment_id)
        if moved is None:
            return Spot(found.segment_id, chosen, "", chosen)
        return Spot(found.segment_id, chosen, moved[1], moved[0])

    def whole(self, segment_id: str) -> Selection:
        """Return the selection of a whole passage of the version that counts now."""
        newer = {p.segment_id: p for p in self.ground.now}
        source = self.ground.newer or self.ground.source
        placed = newer.get(segment_id) or self.ground.placed[segment_id]
        start, end = placed.segment.start or 0, placed.segment.end or 0
        return select(source.source_id, source.text, start, end)

    def _where(self, comment: Comment) -> str:
        if comment.start is None or comment.end is None:
            return "nowhere"
        text = self.ground.returned.text
        words = " ".join(text[comment.start : comment.end].split())
        quoted = f"\u201c{words[:_QUOTED]}\u201d" if words else ""
        for found in self.ground.found.values():
            if found.outer <= comment.start <= found.end:
                return f"{self.ground.locator(found.segment_id)} {quoted}".strip()
        return quoted or "outside the passages"


def says(decision: Decision) -> str:
    """Return what a decision says besides its code and polarity, to know whether it changed."""
    return f"{decision.strength.value} {decision.memo}"


def decisions_of(said: Said, polarity: Polarity = Polarity.POSITIVE) -> tuple[Decision, ...]:
    """Return what a comment's codes decide; without a polarity of its own each has this one."""
    strength = said.strength or Strength.ORDINARY
    return tuple(
        Decision(c.code_id, c.polarity or said.polarity or polarity, strength, said.memo)
        for c in said.codes
    )
