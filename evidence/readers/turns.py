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
from evidence.readers.standing import Standing
from evidence.segments import Segment

_PAUSE = 8.0
"""Seconds of silence after which the same speaker begins another turn."""
_ENDS = (".", "?", "!", "\u2026", "\u201d", '"')


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
    length, pieces, segments = 0, [], []
    standing, asker = Standing(), ""
    for ordinal, turn in enumerate(turns, start=1):
        prefix = f"{turn.speaker}: " if turn.speaker else ""
        start = length + len(prefix)
        asks = turn.speaker in askers
        if asks:
            standing = standing.after(turn.text, carries_on=asker == turn.speaker)
        asker = turn.speaker if asks else ""
        segments.append(
            Segment(
                ordinal, start, start + len(turn.text), turn.text, _locator(turn, ordinal),
                speaker=turn.speaker, question="" if asks else standing.text, is_question=asks,
            )
        )  # fmt: skip
        pieces.append(f"{prefix}{turn.text}")
        length = start + len(turn.text) + 1
    return Reading(
        format=form,
        text="\n".join(pieces),
        segments=tuple(segments),
        notices=(*notices, *_no_voices(turns)),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker)),
    )


def _turns(cues: Iterable[Cue]) -> list[Cue]:
    runs: list[list[Cue]] = []
    for cue in cues:
        if runs and _same_turn(runs[-1][-1], cue):
            # Captions that scroll repeat the line before.
            if cue.text != runs[-1][-1].text:
                runs[-1].append(cue)
        else:
            runs.append([cue])
    return [_joined(run) for run in runs]


def _joined(run: list[Cue]) -> Cue:
    ends = [cue.end for cue in run if cue.end is not None]
    text = " ".join(cue.text for cue in run)
    return replace(run[0], text=text, end=ends[-1] if ends else None)


def _same_turn(last: Cue, cue: Cue) -> bool:
    if last.speaker != cue.speaker:
        return False
    running = not last.text.endswith(_ENDS)
    if not cue.speaker:  # nobody is named: only a sentence that runs on holds cues together
        return running
    if last.end is None or cue.start is None:
        return True
    return running or cue.start - last.end < _PAUSE


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
