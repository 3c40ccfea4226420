"""A conversation's turns, from cues that a machine cut by the second.

Cues of one speaker that follow each other closely, or break off within a sentence, are one
turn. The frozen text has a line for each turn, "Name: words"; a segment is the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from evidence.notices import Notice
from evidence.readers.asking import Utterance, interviewers_of
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment

_PAUSE = 8.0
"""Seconds of silence after which the same speaker begins another turn."""
_ENDS = (".", "?", "!", "\u2026", "\u201d", '"')
_BRIEF = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of one speaker; `start` and `end` are seconds, or None where unknown."""

    start: float | None
    end: float | None
    speaker: str
    text: str


def conversation(
    form: str, cues: list[Cue], hints: Hints, *, notices: tuple[Notice, ...] = ()
) -> Reading:
    """Return the reading of a conversation."""
    turns = _turns(cues)
    askers = interviewers_of([Utterance(t.speaker, t.text) for t in turns], hints.interviewers)
    text, segments = "", []
    question, asker = "", ""
    for ordinal, turn in enumerate(turns, start=1):
        prefix = f"{turn.speaker}: " if turn.speaker else ""
        start = len(text) + len(prefix)
        asks = turn.speaker in askers
        if asks:
            question = _question(question, turn, carries_on=asker == turn.speaker)
        asker = turn.speaker if asks else ""
        segments.append(
            Segment(
                ordinal, start, start + len(turn.text), turn.text, _locator(turn, ordinal),
                speaker=turn.speaker, question="" if asks else question, is_question=asks,
            )
        )  # fmt: skip
        text += f"{prefix}{turn.text}\n"
    return Reading(
        format=form,
        text=text.removesuffix("\n"),
        segments=tuple(segments),
        notices=(*notices, *_no_voices(turns)),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker)),
    )


def _turns(cues: Iterable[Cue]) -> list[Cue]:
    turns: list[Cue] = []
    for cue in cues:
        if turns and _same_turn(turns[-1], cue):
            last = turns[-1]
            text = last.text if cue.text == last.text else f"{last.text} {cue.text}"
            turns[-1] = replace(last, end=cue.end if cue.end is not None else last.end, text=text)
        else:
            turns.append(cue)
    return turns


def _same_turn(last: Cue, cue: Cue) -> bool:
    if last.speaker != cue.speaker:
        return False
    running = not last.text.endswith(_ENDS)
    if not cue.speaker:  # nobody is named: only a sentence that runs on holds cues together
        return running
    if last.end is None or cue.start is None:
        return True
    return running or cue.start - last.end < _PAUSE


def _question(before: str, turn: Cue, *, carries_on: bool) -> str:
    """The question that now stands: "Go on." does not replace the one before it."""
    if carries_on:
        return f"{before} {turn.text}".strip()
    asks = "?" in turn.text or len(turn.text.split()) > _BRIEF
    return turn.text if asks or not before else before


def _locator(turn: Cue, ordinal: int) -> str:
    if turn.start is None:
        return f"{turn.speaker}, turn {ordinal}" if turn.speaker else f"turn {ordinal}"
    whole = int(turn.start)
    clock = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{turn.speaker}, {clock}" if turn.speaker else clock


def _no_voices(turns: list[Cue]) -> tuple[Notice, ...]:
    if not turns or any(turn.speaker for turn in turns):
        return ()
    return (Notice("no_speakers", "It names no speakers, so that questions cannot be told apart."),)
