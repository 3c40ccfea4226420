"""Deciding: a person accepts, amends or rejects a suggestion, codes by hand, or withdraws.

Only what is decided here is evidence. Each decision is one act in the log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NoReturn

from coding.codebook import Codebook
from coding.codings import Coding, Polarity, Strength
from coding.selections import Selection, select
from coding.store import (
    CodingStore,
    Standing,
    add_coding,
    change_coding,
    coding_within,
    set_status,
    standing_within,
    status_within,
    withdraw_coding,
)
from coding.suggest import codable, require_counting
from coding.suggestions import Suggestion, SuggestionStatus
from evidence.audit import Act
from evidence.errors import AlreadyDecided, SelectionOutside
from evidence.identity import numbered
from evidence.segments import PlacedSegment
from evidence.sources import Source


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says some words are evidence of."""

    code_id: str
    polarity: Polarity
    strength: Strength = Strength.ORDINARY
    memo: str = ""


def accept(
    doing: Act, suggestion: Suggestion, selection: Selection, decision: Decision, codebook: Codebook
) -> Coding:
    """Turn a suggestion into a coding; a changed code or polarity amends it.

    Where the coder has said just that of these words by hand, that coding stands for it.

    Raises:
        AlreadyDecided: a person has decided on it already.
        UnknownCode: the codebook lacks the code.
    """
    seen = standing_within(
        doing, suggestion.suggestion_id, selection, decision.code_id, decision.polarity
    )
    # As it is now: somebody else may have decided since it was read.
    was = _open(suggestion, (seen.status or SuggestionStatus.LAPSED, seen.decided_by))
    same = (decision.code_id, decision.polarity) == (suggestion.code_id, suggestion.polarity)
    status = SuggestionStatus.ACCEPTED if same else SuggestionStatus.AMENDED
    set_status(doing, suggestion.suggestion_id, status, known=was)
    if seen.coded_as:
        return coding_within(doing, seen.coded_as)
    made = _coding(doing, selection, suggestion.segment_id, decision, codebook)
    made = replace(made, suggestion_id=suggestion.suggestion_id)
    return _write(doing, made, seen)


def reject(doing: Act, suggestion: Suggestion) -> None:
    """Say that a suggestion is wrong; it does not come back.

    Raises:
        AlreadyDecided: a person has decided on it already.
    """
    was = _open(suggestion, status_within(doing, suggestion.suggestion_id))
    set_status(doing, suggestion.suggestion_id, SuggestionStatus.REJECTED, known=was)


def code(
    doing: Act,
    selection: Selection,
    segment_id: str,
    decision: Decision,
    codebook: Codebook,
) -> Coding:
    """Code some words.

    Raises:
        AlreadyDecided: the coder has given just these words this code and polarity already.
        UnknownCode: the codebook lacks the code.
    """
    seen = standing_within(doing, "", selection, decision.code_id, decision.polarity)
    return _write(doing, _coding(doing, selection, segment_id, decision, codebook), seen)


def change(doing: Act, coding: Coding, decision: Decision, codebook: Codebook) -> Coding:
    """Say something else of the words of a coding; the log keeps what was said before.

    Raises:
        AlreadyDecided: it is withdrawn, or the coder says just that of the words already.
        UnknownCode: the codebook lacks the code.
    """
    if coding.withdrawn:
        raise AlreadyDecided(f"{coding.coding_id} was withdrawn", way_out="iqa log")
    moved = (decision.code_id, decision.polarity) != (coding.code_id, coding.polarity)
    seen = standing_within(doing, "", coding.selection, decision.code_id, decision.polarity)
    if moved and seen.coded_as:
        _refuse_again(coding.segment_id, decision, seen.coded_as)
    made = replace(
        coding,
        code_id=codebook.get(decision.code_id).code_id,
        polarity=decision.polarity,
        strength=decision.strength,
        memo=decision.memo,
        codebook=codebook.version,
    )
    change_coding(doing, made)
    return made


def withdraw(doing: Act, store: CodingStore, coding_id: str) -> Coding:
    """Take a coding back; it stays in the store, and no longer counts.

    Raises:
        UnknownCoding: there is none of that id.
        AlreadyDecided: it was withdrawn before.
    """
    coding = store.coding(coding_id)
    if coding.withdrawn:
        raise AlreadyDecided(f"{coding_id} was withdrawn already", way_out="iqa log")
    withdraw_coding(doing, coding_id)
    return coding


def selection_of(source: Source, placed: PlacedSegment, words: str = "") -> Selection:
    """Return the selection of a whole segment, or of some words within it.

    Raises:
        SelectionOutside: the segment cannot be evidence, or lacks the words.
        UnknownSource: the source does not count now.
    """
    require_counting(source)
    start, end = placed.segment.start, placed.segment.end
    if start is None or end is None or not codable(placed):
        asked = placed.segment.is_question
        what = "a question" if asked else f"of status {placed.segment.status.value}"
        raise SelectionOutside(
            f"{placed.segment_id} is {what}, and cannot be evidence",
            way_out=f"iqa documents show {source.source_id}   (shows what is live)",
        )
    if words:
        found = source.text.find(words, start, end)
        if found < 0:
            raise SelectionOutside(
                f"{placed.segment_id} does not contain the words given",
                way_out=f"iqa documents show {source.source_id}   (copy them from there)",
            )
        start, end = found, found + len(words)
    return select(source.source_id, source.text, start, end)


def _coding(
    doing: Act, selection: Selection, segment_id: str, decision: Decision, codebook: Codebook
) -> Coding:
    return Coding(
        coding_id="",
        selection=selection,
        segment_id=segment_id,
        code_id=codebook.get(decision.code_id).code_id,
        polarity=decision.polarity,
        strength=decision.strength,
        coder=doing.actor.name,
        at=doing.at,
        memo=decision.memo,
        codebook=codebook.version,
    )


def _write(doing: Act, coding: Coding, seen: Standing) -> Coding:
    if seen.coded_as:
        _refuse_again(coding.segment_id, coding, seen.coded_as)
    made = replace(coding, coding_id=numbered("C", seen.next_number, width=4))
    add_coding(doing, made)
    return made


def _refuse_again(segment_id: str, said: Decision | Coding, known: str) -> NoReturn:
    raise AlreadyDecided(
        f"{segment_id} is coded {said.code_id}, {said.polarity} already, as {known}",
        way_out=f"iqa code remove {known}   (if it is wrong)",
    )


def _open(
    suggestion: Suggestion, now: tuple[SuggestionStatus, str]
) -> tuple[SuggestionStatus, str]:
    if now[0] is not SuggestionStatus.OPEN:
        raise AlreadyDecided(
            f"suggestion {suggestion.suggestion_id} is {now[0].value} already",
            way_out="iqa log   (and undo the decision first)",
        )
    return now
