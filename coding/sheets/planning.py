"""Where a filled sheet meets the store: what is to be done, and what two people differ on.

What stood when the sheet was made, what the sheet says now, and what the store says now are
three things. A cell that was not changed leaves the store alone; one that was changed is
applied if the store still says what the sheet was made with, and is a conflict otherwise.
"""

from __future__ import annotations

from coding.codings import Coding, Polarity
from coding.decide import Decision, selection_of
from coding.selections import Selection
from coding.sheets.cell_text import print_of, shown
from coding.sheets.desk import Desk
from coding.sheets.filled import FilledRow
from coding.sheets.key import ShownCoding, ShownSuggestion, state_of
from coding.sheets.layout import Field
from coding.sheets.remarks import Remark
from coding.sheets.steps import Deed, RowPlan, Step
from coding.sheets.wishes import Decided, Said, Wishes
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.segments import PlacedSegment, segment_of_id
from evidence.sources import Source

_DECIDED = {SuggestionStatus.ACCEPTED, SuggestionStatus.AMENDED, SuggestionStatus.REJECTED}
_AGAIN = "Export the sheet again to see how it stands now"


def plan_of(desk: Desk, wishes: Wishes) -> RowPlan:
    """Return what is to be done for a row that asks for something."""
    plan = RowPlan(wishes)
    row = wishes.row
    placed = desk.placed.get(row.row_id)
    if placed is None:
        plan.conflicts.append(_gone(row))
        return plan
    here = _Planning(desk, plan, desk.counting[placed.source_id], placed)
    for shown_coding in wishes.cleared:
        here.clear(shown_coding)
    for shown_coding, said in wishes.changed:
        here.change(shown_coding, said)
    for said in wishes.new:
        here.add(said)
    for decided in wishes.decided:
        here.decide(decided)
    here.mark_nothing()
    plan.stands += wishes.kept
    return plan


def _gone(row: FilledRow) -> Remark:
    source_id = segment_of_id(row.row_id)[0]
    return row.remark(
        (Field.SEGMENT, 0), "source_gone",
        f"{source_id} is no longer counted: it was taken out, or a newer version has replaced "
        "it.", "Nothing of this row was done. Export the newer version: iqa documents list",
    )  # fmt: skip


class _Planning:
    """One row and its passage, while what is to be done is worked out."""

    def __init__(self, desk: Desk, plan: RowPlan, source: Source, placed: PlacedSegment) -> None:
        self.desk = desk
        self.plan = plan
        self.row = plan.wishes.row
        self.source = source
        self.placed = placed
        self._taken_back: set[str] = set()

    def clear(self, was: ShownCoding) -> None:
        """Take back a coding whose cells were emptied."""
        now, counts = self.desk.codings.get(was.coding_id, (None, False))
        if now is None or not counts:
            return
        if state_of(now) != was.state:
            self._changed_since(was, now, "emptying its cells took nothing back")
            return
        self._taken_back.add(now.coding_id)
        self._step(Deed.WITHDRAWN, was.slot, coding=now)

    def change(self, was: ShownCoding, said: Said) -> None:
        """Say something else of a coding that stood in the row."""
        now, counts = self.desk.codings.get(was.coding_id, (None, False))
        selection = self._selection(said, now if print_of(said.words) == was.words else None)
        if selection is None:
            return
        decision = self._decision(said, now, was)
        if now is not None and counts and _says(now, selection, decision):
            self.plan.stands.append(_shown(said, now))
        elif now is None or not counts or state_of(now) != was.state:
            self._changed_since(was, now if counts else None, "what the sheet says was not done")
        elif self._twin(selection, decision, but=now.coding_id):
            self._coded_already(said, was)
        elif selection == now.selection:
            self._step(Deed.CHANGED, said.slot, decision=decision, coding=now)
        else:
            self._taken_back.add(now.coding_id)
            self._step(Deed.WITHDRAWN, 0, coding=now)
            self._step(Deed.CODED, said.slot, selection=selection, decision=decision)

    def add(self, said: Said) -> None:
        """Code words with a code that did not stand in the row."""
        selection = self._selection(said, None)
        if selection is None:
            return
        decision = self._decision(said, None, None)
        twin = self._twin(selection, decision)
        if twin is None:
            self._code(said, selection, decision)
        elif _says(twin, selection, decision):
            self.plan.stands.append(_shown(said, twin))
        else:
            self._differs(said, twin)

    def _code(self, said: Said, selection: Selection, decision: Decision) -> None:
        offered = said.suggestion
        known = self.desk.suggestions.get(offered.suggestion_id) if offered else None
        if known is None or known.status is not SuggestionStatus.OPEN:
            self._step(Deed.CODED, said.slot, selection=selection, decision=decision)
            return
        self._accept(known, said.slot, selection, decision)

    def decide(self, decided: Decided) -> None:
        """Accept, amend or reject a suggestion."""
        offered = decided.suggestion
        known = self.desk.suggestions.get(offered.suggestion_id)
        decision = None
        if decided.code_id:
            polarity = decided.polarity or _polarity(offered)
            decision = Decision(decided.code_id, polarity)
        if known is not None and known.status in _DECIDED:
            self._decided_before(decided, known, decision)
        elif decision is not None:
            self._take(known, selection_of(self.source, self.placed), decision)
        elif known is not None and known.status is SuggestionStatus.OPEN:
            self._step(Deed.REJECTED, 0, suggestion=known)

    def _take(self, known: Suggestion | None, selection: Selection, decision: Decision) -> None:
        """Accept a suggestion; one that newer rules do not make is coded by hand."""
        if known is not None and known.status is SuggestionStatus.OPEN:
            self._accept(known, 0, selection, decision)
        elif self._twin(selection, decision) is None:
            self._step(Deed.CODED, 0, selection=selection, decision=decision)

    def _accept(
        self, known: Suggestion, slot: int, selection: Selection, decision: Decision
    ) -> None:
        same = (decision.code_id, decision.polarity) == (known.code_id, known.polarity)
        self._step(
            Deed.ACCEPTED if same else Deed.AMENDED, slot, selection=selection, decision=decision,
            suggestion=known,
        )  # fmt: skip

    def mark_nothing(self) -> None:
        """Record that nothing was found, or take that back."""
        wishes = self.plan.wishes
        if wishes.nothing == wishes.before.nothing:
            return
        ordinal = self.placed.segment.ordinal
        source_id = self.source.source_id
        now = any(r.source_id == source_id and r.covers(ordinal) for r in self.desk.silent)
        if now == wishes.nothing:
            return
        found = [c for c in self.desk.mine(self.row.row_id) if c.coding_id not in self._taken_back]
        if wishes.nothing and found:
            self._conflict(
                (Field.NOTHING, 0), "coded_since",
                f"you have coded {self.row.row_id} as {found[0].code_id} ({found[0].coding_id}), "
                "which this sheet does not show, so something was found there.",
                f"{_AGAIN}, or: iqa code remove {found[0].coding_id}",
            )  # fmt: skip
            return
        self._step(Deed.NOTHING if wishes.nothing else Deed.UNREAD)

    def _selection(self, said: Said, now: Coding | None) -> Selection | None:
        """Return the words that are coded: the whole passage, or those in the cell."""
        if now is not None:
            return now.selection
        whole = selection_of(self.source, self.placed)
        told = self.desk.showing.text(self.source, self.placed)
        if not said.words or print_of(said.words) == print_of(told):
            return whole
        found = self.desk.showing.find(self.source, self.placed, said.words)
        if len(found) == 1:
            return found[0]
        place = (Field.WORDS, said.slot)
        if found:
            self.plan.defects.append(
                self.row.remark(
                    place,
                    "words_stand_twice",
                    f"The words stand {len(found)} times in the passage, and it is not clear "
                    "which are meant.",
                    "Copy more of the words around them.",
                )
            )
        else:
            self.plan.defects.append(
                self.row.remark(
                    place,
                    "words_not_found",
                    "The passage does not have these words.",
                    "Copy them from the Text of the same row, or empty the cell to code it all.",
                )
            )
        return None

    def _decision(self, said: Said, now: Coding | None, was: ShownCoding | None) -> Decision:
        # A masked memo that was left alone stays what it is in the store.
        left = now is not None and was is not None and print_of(said.memo) == was.memo
        memo = now.memo if now is not None and left else said.memo
        return Decision(said.code_id, said.polarity, said.strength, memo)

    def _twin(self, selection: Selection, decision: Decision, but: str = "") -> Coding | None:
        """Return the coder's own coding that says the same of the same words."""
        return next(
            (
                c
                for c in self.desk.mine(self.row.row_id)
                if c.coding_id not in {but, *self._taken_back}
                and c.selection == selection
                and (c.code_id, c.polarity) == (decision.code_id, decision.polarity)
            ),
            None,
        )

    def _decided_before(
        self, decided: Decided, known: Suggestion, decision: Decision | None
    ) -> None:
        agreed = (
            known.status is SuggestionStatus.REJECTED
            if decision is None
            else known.status is not SuggestionStatus.REJECTED and self._made_of(known, decision)
        )
        if agreed:
            return
        who = "you have" if known.decided_by == self.desk.key.coder else f"{known.decided_by} has"
        self._conflict(
            (Field.DECISION, decided.suggestion.slot), "decided_since",
            f"{who} {known.status.value} the suggestion {known.code_id} since this sheet was "
            "made, and the sheet says otherwise.",
            f"Talk to each other, then: iqa log, and iqa undo the one that is wrong. {_AGAIN}.",
        )  # fmt: skip

    def _made_of(self, known: Suggestion, decision: Decision) -> bool:
        """Whether the coding that a suggestion became says the same, or was taken back since."""
        made = [
            (coding, counts)
            for coding, counts in self.desk.codings.values()
            if coding.suggestion_id == known.suggestion_id
        ]
        said = {(coding.code_id, coding.polarity) for coding, counts in made if counts}
        same = (decision.code_id, decision.polarity)
        if not said and known.decided_by == self.desk.key.coder:
            return True
        return same in said or (not made and same == (known.code_id, known.polarity))

    def _changed_since(self, was: ShownCoding, now: Coding | None, so: str) -> None:
        says = f"now says {now.code_id}, {now.polarity}" if now else "has been withdrawn"
        self.plan.undone.append(was)
        self._conflict(
            (Field.CODE, was.slot), "changed_since",
            f"{was.coding_id} was changed since this sheet was made ({says}), so {so}.",
            f"{_AGAIN}, or: iqa code change {was.coding_id}",
        )  # fmt: skip

    def _coded_already(self, said: Said, was: ShownCoding) -> None:
        self.plan.undone.append(was)
        self._conflict(
            (Field.CODE, said.slot), "coded_already",
            f"these words are coded {said.code_id}, {said.polarity}, by you already.",
            f"Empty the cells of Code {said.slot}, or leave them as they were. {_AGAIN}.",
        )  # fmt: skip

    def _differs(self, said: Said, twin: Coding) -> None:
        memo = f", with the memo '{shown(twin.memo)[:40]}'" if twin.memo else ", without a memo"
        self._conflict(
            (Field.CODE, said.slot), "coded_since",
            f"{twin.coding_id} codes these words {said.code_id} since this sheet was made: "
            f"{twin.strength}{memo}.", f"{_AGAIN}, or: iqa code change {twin.coding_id}",
        )  # fmt: skip

    def _step(
        self, deed: Deed, slot: int = 0, *, selection: Selection | None = None,
        decision: Decision | None = None, coding: Coding | None = None,
        suggestion: Suggestion | None = None,
    ) -> None:  # fmt: skip
        self.plan.steps.append(
            Step(deed, self.row.row_id, slot, selection, decision, coding, suggestion)
        )

    def _conflict(self, place: tuple[Field, int], code: str, message: str, way: str) -> None:
        self.plan.conflicts.append(self.row.remark(place, code, message, way))


def _says(coding: Coding, selection: Selection, decision: Decision) -> bool:
    """Whether a coding says just what was decided of just these words."""
    said = (coding.code_id, coding.polarity, coding.strength, print_of(coding.memo))
    wanted = (decision.code_id, decision.polarity, decision.strength, print_of(decision.memo))
    return coding.selection == selection and said == wanted


def _shown(said: Said, coding: Coding) -> ShownCoding:
    return ShownCoding(
        said.slot, coding.coding_id, state_of(coding), coding.code_id, coding.polarity.value,
        coding.strength.value, print_of(said.memo), print_of(said.words),
    )  # fmt: skip


def _polarity(offered: ShownSuggestion) -> Polarity:
    return Polarity(offered.polarity)
