"""A conversation's turns, from cues that a machine cut by the second.

Cues of one speaker that follow each other closely, or break off within a sentence, are one
turn. The frozen text has a line for each turn, "Name: words"; a segment is the words, or a
stretch of them where a turn is long.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evidence.notices import Notice
from evidence.readers.asking import Utterance, interviewers_of, puts_a_question
from evidence.readers.interface import Hints, Reading
from evidence.readers.lengths import stretches
from evidence.readers.standing import Standing, is_greeting
from evidence.segments import Segment, SegmentStatus

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


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one speaker says; `times` pairs offsets in the words with seconds."""

    speaker: str
    text: str
    times: tuple[tuple[int, float | None], ...]

    def time_at(self, offset: int) -> float | None:
        """When the cue began in which an offset lies."""
        return [seconds for begins, seconds in self.times if begins <= offset][-1]


def conversation(
    form: str, cues: list[Cue], hints: Hints, *, notices: tuple[Notice, ...] = ()
) -> Reading:
    """Return the reading of a conversation."""
    turns = _turns(cues)
    asking = _asking(turns, hints)
    length, pieces = 0, []
    segments: list[Segment] = []
    standing, asker = Standing(), None
    for turn, asks in zip(turns, asking, strict=True):
        prefix = f"{turn.speaker}: " if turn.speaker else ""
        start = length + len(prefix)
        if asks:
            standing = standing.after(turn.text, carries_on=asker == turn.speaker)
        asker = turn.speaker if asks else None
        question = "" if asks else standing.text
        segments += _segments(turn, start, len(segments), asks=asks, question=question)
        pieces.append(f"{prefix}{turn.text}")
        length = start + len(turn.text) + 1
    return Reading(
        format=form,
        text="\n".join(pieces),
        segments=tuple(segments),
        notices=(*notices, *_no_voices(turns)),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker)),
    )


def _asking(turns: list[_Turn], hints: Hints) -> list[bool]:
    """Whether each turn asks: by who speaks it, or where nobody is named, by what it says."""
    if not any(turn.speaker for turn in turns):
        return [puts_a_question(turn.text) for turn in turns]
    askers = interviewers_of([Utterance(t.speaker, t.text) for t in turns], hints.interviewers)
    return [turn.speaker in askers for turn in turns]


def _segments(
    turn: _Turn, start: int, before: int, *, asks: bool, question: str
) -> Iterator[Segment]:
    """A turn's segments: one, or several where it is long."""
    greets = not asks and is_greeting(turn.text)
    for count, (first, last) in enumerate(stretches(turn.text), start=1):
        ordinal = before + count
        yield Segment(
            ordinal, start + first, start + last, turn.text[first:last],
            _locator(turn, turn.time_at(first), ordinal),
            speaker=turn.speaker, question=question, is_question=asks,
            status=SegmentStatus.FURNITURE if greets else SegmentStatus.LIVE,
        )  # fmt: skip


def _turns(cues: Iterable[Cue]) -> list[_Turn]:
    runs: list[list[Cue]] = []
    for cue in cues:
        if runs and _same_turn(runs[-1][-1], cue):
            # Captions that scroll repeat the line before.
            if cue.text != runs[-1][-1].text:
                runs[-1].append(cue)
        else:
            runs.append([cue])
    return [_joined(run) for run in runs]


def _joined(run: list[Cue]) -> _Turn:
    times, length = [], 0
    for cue in run:
        times.append((length, cue.start))
        length += len(cue.text) + 1
    return _Turn(run[0].speaker, " ".join(cue.text for cue in run), tuple(times))


def _same_turn(last: Cue, cue: Cue) -> bool:
    if last.speaker != cue.speaker:
        return False
    running = not last.text.endswith(_ENDS)
    if not cue.speaker:  # nobody is named: only a sentence that runs on holds cues together
        return running
    if last.end is None or cue.start is None:
        return True
    return running or cue.start - last.end < _PAUSE


def _locator(turn: _Turn, time: float | None, ordinal: int) -> str:
    if time is None:
        return f"{turn.speaker}, turn {ordinal}" if turn.speaker else f"turn {ordinal}"
    whole = int(time)
    clock = f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"
    return f"{turn.speaker}, {clock}" if turn.speaker else clock


def _no_voices(turns: list[_Turn]) -> tuple[Notice, ...]:
    if not turns or any(turn.speaker for turn in turns):
        return ()
    return (
        Notice("no_speakers", "It names no speakers; what asks was told by question marks alone."),
    )
