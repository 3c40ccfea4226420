"""Deciding: a person accepts, amends or rejects a suggestion, codes by hand, or withdraws.

Only what is decided here is evidence. Each decision is one act in the log.
"""

from __future__ import annotations

from dataclasses import dataclass

from coding.codebook import Codebook
from coding.codings import Coding, Polarity, Strength
from coding.selections import Selection, select
from coding.store import (
    CodingStore,
    add_coding,
    coded_within,
    next_coding_number,
    set_status,
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

    Raises:
        AlreadyDecided: a person has decided on it already.
        UnknownCode: the codebook lacks the code.
    """
    _require_open(doing, suggestion)
    same = (decision.code_id, decision.polarity) == (suggestion.code_id, suggestion.polarity)
    status = SuggestionStatus.ACCEPTED if same else SuggestionStatus.AMENDED
    set_status(doing, suggestion.suggestion_id, status)
    return code(
        doing,
        selection,
        suggestion.segment_id,
        decision,
        codebook,
        suggestion_id=suggestion.suggestion_id,
    )


def reject(doing: Act, suggestion: Suggestion) -> None:
    """Say that a suggestion is wrong; it does not come back.

    Raises:
        AlreadyDecided: a person has decided on it already.
    """
    _require_open(doing, suggestion)
    set_status(doing, suggestion.suggestion_id, SuggestionStatus.REJECTED)


def code(
    doing: Act,
    selection: Selection,
    segment_id: str,
    decision: Decision,
    codebook: Codebook,
    *,
    suggestion_id: str = "",
) -> Coding:
    """Code some words.

    Raises:
        AlreadyDecided: just these words carry this code and polarity already.
        UnknownCode: the codebook lacks the code.
    """
    known = coded_within(doing, selection, decision.code_id, decision.polarity)
    if known:
        raise AlreadyDecided(
            f"{segment_id} is coded {decision.code_id}, {decision.polarity} already, as {known}",
            way_out=f"iqa code remove {known}   (if it is wrong)",
        )
    coding = Coding(
        coding_id=numbered("C", next_coding_number(doing), width=4),
        selection=selection,
        segment_id=segment_id,
        code_id=codebook.get(decision.code_id).code_id,
        polarity=decision.polarity,
        strength=decision.strength,
        coder=doing.actor.name,
        at=doing.at,
        memo=decision.memo,
        suggestion_id=suggestion_id,
        codebook=codebook.version,
    )
    add_coding(doing, coding)
    return coding


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


def _require_open(doing: Act, suggestion: Suggestion) -> None:
    # As it is now: somebody else may have decided since it was read.
    status = status_within(doing, suggestion.suggestion_id)
    if status is not SuggestionStatus.OPEN:
        raise AlreadyDecided(
            f"suggestion {suggestion.suggestion_id} is {status.value} already",
            way_out="iqa log   (and undo the decision first)",
        )
