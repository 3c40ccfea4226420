"""Deciding on suggestions one after the other: where one is, what is about to be said of it.

Polarity is a hint. It is filled in beforehand only where people have kept it in at least
four of five suggestions of this inspection; else a person chooses it.
"""

from __future__ import annotations

from datetime import datetime

from coding.codebook import Codebook
from coding.codings import Strength
from coding.decide import Decision, accept, reject
from coding.review_store import (
    REVIEWING,
    Decided,
    Filters,
    Shown,
    polarity_kept,
    put_off_all,
    queue,
    shown,
    take_back,
)
from coding.suggestions import SuggestionStatus
from evidence.audit import act
from evidence.errors import AlreadyDecided
from evidence.identity import Actor
from evidence.logbook import record_of
from evidence.undo import undo
from evidence.workspace import Workspace

_ENOUGH = 20
_KEPT = 0.8


class Review:
    """A review in progress: a queue, a place in it, and what is about to be said.

    `polarity` is None until a person has chosen one.
    """

    def __init__(
        self,
        workspace: Workspace,
        codebook: Codebook,
        filters: Filters,
        actor: Actor,
        at: datetime,
    ) -> None:
        self.workspace = workspace
        self.codebook = codebook
        self.actor = actor
        self.at = at
        self.waiting = queue(workspace.database, filters, actor.name)
        kept, every = polarity_kept(workspace.database) if self.waiting else (0, 0)
        self.fills_in = every >= _ENOUGH and kept >= _KEPT * every
        self.position = -1
        self.decided = 0
        self._done: dict[str, Decided] = {}
        self._own: set[int] = set()
        self._skipped: dict[str, None] = {}
        self.forward()

    def forward(self) -> None:
        """Go to the next suggestion that nobody has decided on."""
        self._go(1)

    def back(self) -> None:
        """Go to the suggestion before, decided or not; from the first one, stay."""
        if self.position > 0:
            self._go(-1)

    def _go(self, step: int) -> None:
        self.position += step
        self.shown: Shown | None = None
        while 0 <= self.position < len(self.waiting):
            found = shown(self.workspace.database, self.waiting[self.position])
            if found is not None and (step < 0 or self._decidable(found)):
                self._look_at(found)
                return
            self.position += step
        self.position = max(self.position, 0)

    def _decidable(self, found: Shown) -> bool:
        mine = found.suggestion.suggestion_id in self._done
        return found.suggestion.status is SuggestionStatus.OPEN or mine

    def _look_at(self, found: Shown) -> None:
        self.shown = found
        self.code_id = self.codebook.current(found.suggestion.code_id)
        self.polarity = found.suggestion.polarity if self.fills_in else None
        self.strength = Strength.ORDINARY
        self.memo = ""

    @property
    def over(self) -> bool:
        """Whether there is nothing left to show."""
        return self.shown is None

    def accept(self) -> str:
        """Code the passage as it is said now, and go on; return the coding's id.

        Raises:
            AlreadyDecided: somebody has decided on it, or it is coded so already.
        """
        here, polarity = self._open(), self.polarity
        if polarity is None:
            raise AlreadyDecided(
                "choose what it shows first", way_out="+ positive, - negative, = mixed"
            )
        suggestion = here.suggestion
        decision = Decision(self.code_id, polarity, self.strength, self.memo)
        same = (self.code_id, polarity) == (suggestion.code_id, suggestion.polarity)
        verb = "accepted" if same else "amended"
        summary = f"{verb} {suggestion.suggestion_id} ({self.code_id}) in {suggestion.segment_id}"
        with act(
            self.workspace.database, self.actor, self.at, command=REVIEWING, summary=summary
        ) as doing:
            made = accept(doing, suggestion, here.selection, decision, self.codebook)
        status = SuggestionStatus.ACCEPTED if same else SuggestionStatus.AMENDED
        mine = made.coding_id if made.suggestion_id == suggestion.suggestion_id else ""
        self._keep(Decided(doing.act_id, summary, suggestion.suggestion_id, status, mine))
        return f"{verb.capitalize()} as {made.coding_id}"

    def reject(self) -> str:
        """Say that the suggestion is wrong, and go on.

        Raises:
            AlreadyDecided: somebody has decided on it.
        """
        suggestion = self._open().suggestion
        code_id = suggestion.code_id
        summary = f"rejected {suggestion.suggestion_id} ({code_id}) in {suggestion.segment_id}"
        with act(
            self.workspace.database, self.actor, self.at, command=REVIEWING, summary=summary
        ) as doing:
            reject(doing, suggestion)
        status = SuggestionStatus.REJECTED
        self._keep(Decided(doing.act_id, summary, suggestion.suggestion_id, status))
        return "Rejected"

    def skip(self) -> None:
        """Leave the suggestion for later: it comes last when the review goes on."""
        suggestion = self._here().suggestion
        if suggestion.suggestion_id not in self._done:
            self._skipped[suggestion.suggestion_id] = None
        self.forward()

    def undo(self) -> str:
        """Take back the decision on what is shown, or else the last one; show it again.

        Raises:
            AlreadyDecided: nothing has been decided in this review.
            ChangedSince: a later act has built on it.
        """
        here = self.shown.suggestion.suggestion_id if self.shown else ""
        which = here if here in self._done else next(reversed(self._done), "")
        if not which:
            raise AlreadyDecided("nothing has been decided in this review", way_out="iqa undo")
        self._own.add(self._take_back(self._done[which]))
        del self._done[which]
        self.decided -= 1
        place = [waiting.suggestion_id for waiting in self.waiting].index(which)
        self.position = place - 1
        self.forward()
        return "Taken back"

    def _take_back(self, decided: Decided) -> int:
        database = self.workspace.database
        done = take_back(database, decided, self._own, self.actor, self.at)
        if done is None:
            # Somebody else has said something of it: undo looks whether it can go all the same.
            [done] = undo(database, [record_of(database, decided.act_id)], self.actor, self.at)
        return done

    def finish(self) -> int:
        """Keep what was left for later; return how many suggestions that are."""
        if self._skipped:
            many = "suggestion" if len(self._skipped) == 1 else "suggestions"
            summary = f"left {len(self._skipped)} {many} for later"
            with act(
                self.workspace.database, self.actor, self.at, command=REVIEWING, summary=summary
            ) as doing:
                put_off_all(doing, self._skipped)
        return len(self._skipped)

    def _here(self) -> Shown:
        if self.shown is None:
            raise AlreadyDecided("there is nothing left to decide", way_out="iqa tag")
        return self.shown

    def _open(self) -> Shown:
        here = self._here()
        if here.suggestion.status is not SuggestionStatus.OPEN:
            raise AlreadyDecided(
                f"it is {here.suggestion.status.value} already", way_out="u takes that back"
            )
        return here

    def _keep(self, decided: Decided) -> None:
        self._done[decided.suggestion_id] = decided
        self._own.add(decided.act_id)
        self._skipped.pop(decided.suggestion_id, None)
        self.decided += 1
        self.forward()
