"""Who speaks in a document: names before colons, time codes, Q and A.

A colon alone makes no speaker ("Action: NB to write"): a label counts where it comes back,
where it says who asks, or where the source is known to be an interview or a transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from evidence.framework import Structure
from evidence.readers.asking import Utterance, asks_by_label, interviewers_of, introduced_in
from evidence.readers.blocks import Block, Paragraph
from evidence.readers.interface import Hints
from evidence.readers.labels import (
    NAME,
    TIME,
    Form,
    Opening,
    is_neutral,
    is_stage_direction,
    label_of,
    opening_of,
    timed_opening,
)
from evidence.readers.lengths import stretches
from evidence.readers.lines import Line, Role
from evidence.segments import SegmentStatus

_SPAN = re.compile(rf"^(?P<time>{TIME})\s*-->\s*{TIME}\b.*$")
_TIME_ONLY = re.compile(rf"^[\[(]?(?P<time>{TIME})[\])]?$")
_TIME_LAST = re.compile(rf"\s*[\[(](?P<time>{TIME})[\])]\s*$")
_WELL_KNOWN = 3
_SHARE = 0.4
_OPENING = 40
_TALKS = frozenset({Structure.INTERVIEW, Structure.TRANSCRIPT})
_NEEDED = {Form.BRACKET: 0.5, Form.DASH: 0.5, Form.GAP: 0.5, Form.ALONE: 0.25}
"""What share of a document's lines must name a speaker where the sign for it is weak."""
_MIXED = (Form.BRACKET, Form.DASH, Form.GAP)
"""What some write for those who answer, and a colon for those who ask."""
_NAMED_LINES = 0.6
_SHOUTED = 6
_FEW_WORDS = 6


@dataclass(frozen=True, slots=True)
class _Talk:
    """The speakers of a conversation, and how its lines name them."""

    forms: tuple[Form, ...]
    labels: frozenset[str]

    def said(self, lines: list[Line]) -> int:
        """How many lines open a turn."""
        return sum(self.opening(line) is not None for line in lines)

    def opening(self, line: Line) -> Opening | None:
        """How a line opens somebody's turn; None where it does not."""
        if line.role is not Role.BODY:
            return None
        found = (opening_of(line.text, form) for form in self.forms)
        return next((o for o in found if o is not None and o.label in self.labels), None)


def spoken(lines: list[Line], hints: Hints) -> list[Line]:
    """Return the lines with their speakers, where the document is a conversation."""
    timed = _by_time_codes(lines)
    if timed is not None:
        return _with_askers(timed, hints)
    talk = _talk(lines, hints)
    if talk is None:
        return lines
    return _with_askers(_by_labels(lines, talk), hints)


def lines_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with each line a paragraph, where lines begin with speakers or times.

    Word keeps "Ruth Ansah 0:03" and what she says in one paragraph, a line break between.
    """
    broken = [b for b in blocks if isinstance(b, Paragraph) and "\n" in b.text]
    lines = [line.strip() for block in broken for line in block.text.split("\n")]
    if sum(bool(timed_opening(line) or _SPAN.match(line)) for line in lines) < _WELL_KNOWN:
        labels = Counter(label[0] for line in lines if (label := label_of(line)))
        if max(labels.values(), default=0) < 2:  # noqa: PLR2004 - a label counts where it recurs
            return blocks
    apart: list[Block] = []
    for block in blocks:
        apart += block.by_line() if isinstance(block, Paragraph) else [block]
    return tuple(apart)


def speakers_of(lines: list[Line]) -> tuple[str, ...]:
    """Return those who speak, in order of appearance; Q and A are nobody's names."""
    names = dict.fromkeys(line.speaker for line in lines if line.speaker and line.text)
    return tuple(name for name in names if name not in {"Q", "A"})


def _by_time_codes(lines: list[Line]) -> list[Line] | None:
    """Lines of a time-coded transcript, or None where there are fewer than three codes."""
    found = sum(bool(timed_opening(line.text) or _SPAN.match(line.text)) for line in lines)
    above = _times_above_names(lines)
    if found < _WELL_KNOWN and not above:
        return None
    done: list[Line] = []
    speaker = time = ""
    await_name = False
    for line in lines:
        code = _SPAN.match(line.text) or _TIME_ONLY.match(line.text)
        opening = timed_opening(line.text)
        if code:
            time, await_name = _clock(code["time"]), above or bool(_SPAN.match(line.text))
            done.append(replace(line, role=Role.SKIPPED))
        elif opening:
            speaker, time, await_name = opening.label, _clock(opening.time), False
            done.append(_said(line.without(opening.end), speaker, time))
        elif await_name and NAME.fullmatch(line.text) and line.count <= 5:  # noqa: PLR2004
            speaker, await_name = line.text, False
            done.append(replace(line, role=Role.SKIPPED))
        elif line.role is Role.BODY and line.text and (speaker or time):
            done.append(replace(line, speaker=speaker, time=time))
            await_name = False
        else:
            done.append(line)
    return done


def _times_above_names(lines: list[Line]) -> bool:
    """Whether times stand on lines of their own, and the names of speakers on those below."""
    filled = [line.text for line in lines if line.text]
    below = [b for a, b in pairwise(filled) if _TIME_ONLY.match(a)]
    named = sum(bool(NAME.fullmatch(text)) and len(text.split()) <= 4 for text in below)  # noqa: PLR2004
    recurs = max(Counter(below).values(), default=0) > 1
    return recurs and named >= max(_WELL_KNOWN, len(below) * _NAMED_LINES)


def _said(line: Line, speaker: str, time: str) -> Line:
    """A line as somebody's words; without words, only their name stood on it."""
    role = Role.BODY if line.text else Role.SKIPPED
    return replace(line, speaker=speaker, time=time, role=role)


def _clock(written: str) -> str:
    """A time code as hours, minutes and seconds.

    >>> _clock("0:3.480"), _clock("12:31"), _clock("1:02:03.5")
    ('00:00:03', '00:12:31', '01:02:03')
    """
    whole = re.split(r"[.,]", written)[0]
    parts = [int(part) for part in whole.split(":")]
    hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _talk(lines: list[Line], hints: Hints) -> _Talk | None:
    """How the document names its speakers; None where it is no conversation."""
    talks = [_Talk((Form.COLON,), _labels(lines, hints))]
    weak = [*((form,) for form in _NEEDED), *((Form.COLON, form) for form in _MIXED)]
    talks += [_Talk(forms, _weak_labels(lines, forms, hints)) for forms in weak]
    # On equal terms a colon, which comes first, is the surest sign.
    said = {talk.forms: talk.said(lines) for talk in talks if talk.labels}
    return max((t for t in talks if t.labels), key=lambda talk: said[talk.forms], default=None)


def _labels(lines: list[Line], hints: Hints) -> frozenset[str]:
    """The labels before colons that are speakers in this document."""
    found = [
        label[0] for line in lines if line.role is Role.BODY and (label := label_of(line.text))
    ]
    counts = Counter(found)
    body = sum(line.role is Role.BODY and bool(line.text) for line in lines)
    talk = hints.structure in _TALKS
    # What stands once above the conversation is its letterhead: "HMCPSI: inspection of ...".
    begins = next((n for n, label in enumerate(found) if counts[label] > 1), len(found))
    likely = {
        label
        for label, count in counts.items()
        if count > 1 or ((asks_by_label(label) or talk) and found.index(label) > begins)
    }
    said = sum(counts[label] for label in likely)
    if said < _WELL_KNOWN or len(likely) < 2:  # noqa: PLR2004 - a conversation is between two
        return frozenset()
    asked = any(asks_by_label(label) for label in likely)
    needed = 0.0 if talk else _SHARE if not asked else _SHARE / 2
    if hints.structure is Structure.MINUTES:
        needed = _SHARE
    return frozenset(likely) if said >= body * needed else frozenset()


def _weak_labels(lines: list[Line], forms: tuple[Form, ...], hints: Hints) -> frozenset[str]:
    """The speakers of a document whose lines name them without a colon."""
    if hints.structure is Structure.MINUTES:
        return frozenset()
    body = [line for line in lines if line.role is Role.BODY and line.live and not line.unit.table]
    found = [
        opening.label
        for line in body
        if (opening := next(filter(None, (opening_of(line.text, form) for form in forms)), None))
    ]
    counts = Counter(found)
    recurring = {label for label, count in counts.items() if count > 1}
    told = any(asks_by_label(label) for label in recurring)
    sure = told or all(is_neutral(label) for label in recurring)
    if not sure and hints.structure not in _TALKS:
        return frozenset()
    begins = next((n for n, label in enumerate(found) if label in recurring), len(found))
    once = {name for name in found[begins:] if is_neutral(name) or asks_by_label(name)}
    likely = recurring | (once - set(found[:begins]))
    said = sum(counts[label] for label in likely)
    enough = said > _WELL_KNOWN and said >= len(body) * _NEEDED[forms[-1]]
    return frozenset(likely) if enough and len(recurring) > 1 else frozenset()


def _by_labels(lines: list[Line], talk: _Talk) -> list[Line]:
    done: list[Line] = []
    speaker = time = ""
    for line in lines:
        found = talk.opening(line)
        code = _TIME_ONLY.match(line.text)
        if found:
            speaker = found.label
            done.append(_without_time(_said(line.without(found.end), speaker, time)))
        elif code:
            time = _clock(code["time"])
            done.append(replace(line, role=Role.SKIPPED))
        elif line.role is Role.BODY and line.text and _carries_on(line):
            done.append(_without_time(replace(line, speaker=speaker, time=time if speaker else "")))
        else:
            if line.text:
                speaker = ""
            done.append(line)
    return done


def _without_time(line: Line) -> Line:
    """A line without the time that stands behind its words: "At random. [00:12:31]"."""
    last = _TIME_LAST.search(line.text)
    if last is None or not last.start() or not line.speaker:
        return line
    text = line.text[: last.start()]
    return replace(line, text=text, end=line.start + len(text), time=_clock(last["time"]))


def _carries_on(line: Line) -> bool:
    paragraph = line.paragraph
    heads = line.text.isupper() and len(line.text) >= _SHOUTED and line.count <= _FEW_WORDS
    return paragraph.level is None and not (paragraph.emphatic or line.unit.row or heads)


def _with_askers(lines: list[Line], hints: Hints) -> list[Line]:
    lines = [_beside(line) for line in lines]
    said = [Utterance(line.speaker, line.text) for line in lines if line.speaker and line.text]
    if _asks_in_bold(lines):
        return lines
    named = (*hints.interviewers, *introduced_in(_before_the_talk(lines)))
    askers = interviewers_of(said, named)
    told = [replace(line, asks=line.speaker in askers) if line.speaker else line for line in lines]
    return [piece for line in told for piece in _in_lengths(line)]


def _beside(line: Line) -> Line:
    """A line that says what happened among what was said: "[Crosstalk]" is furniture."""
    if not line.live or line.role is not Role.BODY or not is_stage_direction(line.text):
        return line
    paragraph = replace(line.paragraph, status=SegmentStatus.FURNITURE)
    return replace(line, unit=replace(line.unit, paragraph=paragraph))


def _in_lengths(line: Line) -> list[Line]:
    """A long turn as several lines; a question stays whole."""
    if not line.speaker or line.asks or line.role is not Role.BODY:
        return [line]
    return [line.stretch(first, last) for first, last in stretches(line.text)]


def _before_the_talk(lines: list[Line]) -> Iterable[str]:
    """The lines above the first words that are said: who was there, and who asked."""
    for line in lines[:_OPENING]:
        if line.speaker:
            return
        yield line.text


def _asks_in_bold(lines: list[Line]) -> bool:
    """Whether questions are lines of their own that nobody says, so that all who speak answer."""
    apart = [
        line
        for line in lines
        if not line.speaker
        and line.text.endswith("?")
        and (line.paragraph.emphatic or line.paragraph.level is not None)
    ]
    return len(apart) > 1 and not any(asks_by_label(line.speaker) for line in lines if line.speaker)
