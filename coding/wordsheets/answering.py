"""What people's answers to suggestions decide, and what they change in their own codings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from coding.codings import Coding, Strength
from coding.decide import Decision
from coding.suggestions import Suggestion, SuggestionStatus
from coding.wordsheets.content import SUGGESTED, told_coding
from coding.wordsheets.desk import Desk, Spot, decisions_of
from coding.wordsheets.returned import Comment
from coding.wordsheets.said import Said, Told, around_reference, understood
from coding.wordsheets.wishing import Deed, Looked, Wish
from evidence.identity import digest_id

_ACCEPTED = Said(told=Told.YES)


@dataclass(slots=True)
class Thread:
    """A comment of ours, and the answers to it in their order, each with what it says."""

    comment: Comment
    answers: list[tuple[Comment, Said]] = field(default_factory=list)


def take_answers(desk: Desk, reference: str, thread: Thread) -> None:
    """Wish what people answer to a suggestion; where they differ, show both and do nothing."""
    suggestion = desk.ground.suggestions.get(reference)
    if suggestion is None:
        if thread.answers:
            desk.look(Looked.CONFLICT, thread.comment, f"there is no suggestion {reference} now")
        return
    outcomes = _outcomes(desk, suggestion, thread)
    if not outcomes:
        return
    if len(set(outcomes.values())) > 1:
        told = "; ".join(f"{author or 'somebody'}: {_told(o)}" for author, o in outcomes.items())
        desk.look(Looked.CONFLICT, thread.comment, f"people differ about {reference}: {told}")
        return
    author, decisions = next(iter(outcomes.items()))
    _decide(desk, suggestion, thread.comment, desk.coder(author), decisions)


def _outcomes(
    desk: Desk, suggestion: Suggestion, thread: Thread
) -> dict[str, tuple[Decision, ...]]:
    """Return what each person says last: the codes they accept, or () where they reject."""
    found: dict[str, tuple[Decision, ...]] = {}
    for comment, said in thread.answers:
        outcome = _outcome(said, suggestion)
        if outcome is None:
            desk.look(Looked.NOT_UNDERSTOOD, comment, said.fault or "it answers nothing")
            found.pop(comment.author, None)
        else:
            found[comment.author] = outcome
    if thread.comment.done and not thread.answers:
        accepted = _outcome(_ACCEPTED, suggestion)
        found[desk.actor] = accepted or ()
    return found


def _outcome(said: Said, suggestion: Suggestion) -> tuple[Decision, ...] | None:
    if said.fault or said.told in {Told.NOTHING, Told.READ, Told.WITHDRAW}:
        return None
    plain = all(c.code_id == suggestion.code_id and c.polarity is None for c in said.codes)
    if said.told is Told.NO and plain and not said.polarity:
        return ()
    if not said.codes:
        polarity = said.polarity or suggestion.polarity
        strength = said.strength or Strength.ORDINARY
        return (Decision(suggestion.code_id, polarity, strength, said.memo),)
    decisions = decisions_of(said, suggestion.polarity)
    # The suggestion becomes the coding of its own code where that is among those given.
    return tuple(sorted(decisions, key=lambda d: d.code_id != suggestion.code_id))


def _decide(
    desk: Desk,
    suggestion: Suggestion,
    comment: Comment,
    coder: str,
    decisions: tuple[Decision, ...],
) -> None:
    key = digest_id("answer", suggestion.suggestion_id, coder, _told(decisions))
    target = desk.ground.open_suggestion(suggestion)
    if key in desk.ground.said or (target is not None and _decided_so(desk, target, decisions)):
        desk.same(key)
    elif target is None or target.status is SuggestionStatus.LAPSED:
        _without_suggestion(desk, suggestion, comment, coder, decisions)
    elif target.status is not SuggestionStatus.OPEN:
        by = target.decided_by or "somebody"
        why = f"{by} has {target.status.value} {target.suggestion_id} already"
        desk.look(Looked.CONFLICT, comment, f"{why}; here it says {_told(decisions)}")
    elif not decisions:
        desk.wish(Wish(Deed.REJECT, coder, target.segment_id, key, suggestion=target))
    else:
        whole = desk.whole(target.segment_id)
        first, *others = decisions
        known = desk.coded_so(coder, whole, first)
        if known:
            why = f"the passage is coded so already, by {known}; {target.suggestion_id} stays open"
            desk.look(Looked.CONFLICT, comment, why)
            return
        same = (first.code_id, first.polarity) == (target.code_id, target.polarity)
        deed = Deed.ACCEPT if same else Deed.AMEND
        desk.wish(Wish(deed, coder, target.segment_id, key, first, whole, suggestion=target))
        spot = Spot(target.segment_id, whole, target.segment_id, whole)
        for other in others:
            desk.code(coder, spot, other)


def _decided_so(desk: Desk, target: Suggestion, decisions: tuple[Decision, ...]) -> bool:
    if not decisions:
        return target.status is SuggestionStatus.REJECTED
    wanted = {(d.code_id, d.polarity) for d in decisions[:1]}
    return any(
        c.suggestion_id == target.suggestion_id and (c.code_id, c.polarity) in wanted
        for c in desk.ground.codings.values()
        if not c.withdrawn
    )


def _without_suggestion(
    desk: Desk,
    suggestion: Suggestion,
    comment: Comment,
    coder: str,
    decisions: tuple[Decision, ...],
) -> None:
    """Code by hand what was suggested and is no longer; there is nothing left to reject."""
    was = desk.ground.placed.get(suggestion.segment_id)
    if was is None or not decisions:
        desk.notes["same"] += 1
        return
    words = desk.ground.displayed.selection(was, 0, len(desk.ground.displayed.text(was)))
    moved = desk.ground.moved(words, suggestion.segment_id)
    if moved is None:
        desk.look(Looked.MISPLACED, comment, "its passage is no longer in the newer version")
        return
    for decision in decisions:
        desk.code(coder, Spot(suggestion.segment_id, words, moved[1], moved[0]), decision)


def _told(decisions: Sequence[Decision]) -> str:
    return ", ".join(f"{d.code_id} {d.polarity.value}" for d in decisions) or "no"


def take_own(desk: Desk, reference: str, thread: Thread) -> None:
    """Wish what somebody changes in the comment of a coding, or answers to it."""
    coding = desk.ground.codings.get(reference)
    if coding is None:
        desk.look(Looked.CONFLICT, thread.comment, f"there is no coding {reference}")
        return
    wanted = _wanted(desk, coding, thread)
    if wanted is None:
        return
    comment, said = wanted
    coder = desk.coder(comment.author)
    key = digest_id("own", reference, repr(said))
    if key in desk.ground.said:
        desk.same(key)
    elif said.told in {Told.WITHDRAW, Told.NO}:
        _withdraw(desk, coding, comment, coder, key)
    else:
        _change(desk, coding, (comment, said), coder, key)


def _wanted(desk: Desk, coding: Coding, thread: Thread) -> tuple[Comment, Said] | None:
    """Return the last thing that is said of a coding, where that is anything new."""
    wanted: tuple[Comment, Said] | None = None
    now = understood(around_reference(thread.comment.text)[0], desk.ground.codebook)
    shown = desk.ground.shown.get(coding.coding_id) or told_coding(coding, coding.memo)
    if now.fault:
        desk.look(Looked.NOT_UNDERSTOOD, thread.comment, now.fault)
    elif now != understood(shown, desk.ground.codebook):
        wanted = thread.comment, now
    for comment, said in thread.answers:
        if said.fault or said.told in {Told.NOTHING, Told.READ}:
            desk.look(Looked.NOT_UNDERSTOOD, comment, said.fault or "it answers nothing")
        elif said.told is not Told.YES or said.codes or said.polarity:
            wanted = comment, said
    return wanted


def _withdraw(desk: Desk, coding: Coding, comment: Comment, coder: str, key: str) -> None:
    if coding.withdrawn:
        desk.same(key)
    elif coding.coder != coder:
        desk.look(
            Looked.CONFLICT, comment, f"{coding.coding_id} is {coding.coder}'s, not {coder}'s"
        )
    else:
        desk.wish(Wish(Deed.WITHDRAW, coder, coding.segment_id, key, coding=coding))


def _change(desk: Desk, coding: Coding, asked: tuple[Comment, Said], coder: str, key: str) -> None:
    comment, said = asked
    shown = desk.ground.shown.get(coding.coding_id)
    first, *others = _changed(desk, coding, said)
    if first == _of(coding) and not others:
        desk.same(key)
        return
    why = _refused(desk, coding, coder, shown)
    moved = (first.code_id, first.polarity) != (coding.code_id, coding.polarity)
    known = desk.coded_so(coder, coding.selection, first) if moved else ""
    if known and not why:
        why = f"the words are coded so already, by {known}"
    if why:
        desk.look(Looked.CONFLICT, comment, why)
        return
    if first != _of(coding):
        desk.wish(Wish(Deed.CHANGE, coder, coding.segment_id, key, first, coding=coding))
    chosen = coding.selection
    spot = Spot(coding.segment_id, chosen, coding.segment_id, chosen)
    for other in others:
        desk.code(coder, spot, other)


def _refused(desk: Desk, coding: Coding, coder: str, shown: str | None) -> str:
    """Return why a coding is not changed, or ""."""
    name = coding.coding_id
    if coding.withdrawn:
        return f"{name} was withdrawn since"
    if coding.coder != coder:
        return f"{name} is {coding.coder}'s, not {coder}'s"
    if shown is None:
        return f"the file no longer says what it showed of {name}; use `iqa code change {name}`"
    was = understood(shown, desk.ground.codebook)
    if [_of(coding).code_id, coding.polarity, coding.strength] != _plain(was):
        return f"{name} was changed since the document was made"
    return ""


def _plain(said: Said) -> list[object]:
    first = decisions_of(said)[:1]
    return [part for d in first for part in (d.code_id, d.polarity, d.strength)]


def _changed(desk: Desk, coding: Coding, said: Said) -> Iterable[Decision]:
    """Return what is to be said of the coding's words; what is left out stays as it was."""
    was = understood(desk.ground.shown.get(coding.coding_id, ""), desk.ground.codebook)
    memo = coding.memo if said.memo in {"", was.memo} else said.memo
    strength = said.strength or (Strength.ORDINARY if said.codes else coding.strength)
    if not said.codes:
        polarity = said.polarity or coding.polarity
        return (Decision(coding.code_id, polarity, strength, memo),)
    decisions = [
        replace(d, memo=memo, strength=strength) for d in decisions_of(said, coding.polarity)
    ]
    return sorted(decisions, key=lambda d: d.code_id != coding.code_id)


def _of(coding: Coding) -> Decision:
    return Decision(coding.code_id, coding.polarity, coding.strength, coding.memo)


def answers_within(thread: Thread, desk: Desk) -> None:
    """Take what somebody wrote into a comment of ours itself, before or after what it says."""
    before, after = around_reference(thread.comment.text)
    written = [after, before.partition(SUGGESTED)[0] if SUGGESTED in before else ""]
    for text in written:
        if text.strip():
            author = replace(thread.comment, author="", text=text.strip())
            thread.answers.append((author, understood(text, desk.ground.codebook)))
