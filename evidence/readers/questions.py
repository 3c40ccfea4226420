"""Questions that stand in writing: interviews by question, self-assessments, questionnaires.

A question is told by its mark, or by asking without one ("Please describe how ..."), and by
being set apart: numbered, bold, in capitals, a heading. What follows it answers it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.framework import Structure
from evidence.readers.interface import Hints
from evidence.readers.lines import Line, Role
from evidence.readers.prompts import prompts
from evidence.segments import SegmentStatus

_HEADED_PROMPT = re.compile(
    r"^(?:tell|talk|describe|explain|how|what|why|when|who|where|which|can|could|do|does|did|is|are|"
    r"would|please|give|thinking|turning|any)\b",
    re.IGNORECASE,
)
_ANSWER_MARK = re.compile(
    r"^(?:(?:your|area|our) )?(?:answers?|responses?|reply|comments?)"
    r"\s*(?:\([^)]{1,30}\))?\s*:\s+(?=\S)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:question|q)\s*\d{0,2}\s*[.:]?", re.IGNORECASE)
_ANSWERED = re.compile(r"(?:answer|response|reply|a)\s*\d{0,2}\s*[.:]?", re.IGNORECASE)
_UNFILLED = re.compile(
    r"^(?:click (?:or tap )?(?:here )?to enter (?:text|a date)|choose an item|"
    r"(?:type|enter|insert) (?:your )?(?:text|answer|response)(?: here)?)\.?$",
    re.IGNORECASE,
)
_OPTION = re.compile(r"(?P<box>[\u2610\u2611\u2612\u25a1\u2713\u2714]|\[[ xX\u2713]?\])\s*")
_TICKED = re.compile(r"[\u2611\u2612\u2713\u2714xX]")
_LONGEST = 60
_FEW = 2
_FEW_WORDS = 5
_SEVERAL = 3
_MOST = 0.6
_LETTERS = 8


def questioned(lines: list[Line], hints: Hints) -> list[Line]:
    """Return the lines with the questions among them marked, by whichever way they stand apart."""
    lines = [_filled_in(line) for line in lines]
    if _is_interview(hints):
        lines = [_topic(line, lines[n + 1 :]) for n, line in enumerate(lines)]
    if any(line.asks for line in lines):
        return lines
    lines = _by_signs(lines)
    if any(line.asks for line in lines):
        return lines
    chosen = _of_interview(lines) if _is_interview(hints) else _of_document(lines, hints)
    asked = [
        replace(line, role=Role.QUESTION, asks=True) if n in chosen or line.unit.question else line
        for n, line in enumerate(lines)
    ]
    return _without_answer_marks(asked) if any(line.asks for line in asked) else asked


def _topic(line: Line, below: list[Line]) -> Line:
    """A few words and a colon above bullets head them: "Training:"."""
    following = next((ln for ln in below[:_SEVERAL] if ln.live), None)
    heads = line.text.endswith(":") and line.count <= _FEW_WORDS and _stands(line)
    if not heads or line.paragraph.bullet or following is None or not following.paragraph.bullet:
        return line
    return replace(line, role=Role.HEADING)


def _by_signs(lines: list[Line]) -> list[Line]:
    """The lines of a form that says "Question 3" and "Answer" on lines of their own."""
    asks = sum(bool(_ASKED.fullmatch(line.text)) for line in lines)
    answers = sum(bool(_ANSWERED.fullmatch(line.text)) for line in lines)
    if asks < _FEW or answers < _FEW:
        return lines
    done: list[Line] = []
    asking = False
    for line in lines:
        signs = _ASKED.fullmatch(line.text) or _ANSWERED.fullmatch(line.text)
        if signs:
            asking = bool(_ASKED.fullmatch(line.text))
            done.append(replace(line, role=Role.SKIPPED))
        elif line.live and line.role is not Role.SKIPPED and (asking or _asks(line)):
            done.append(replace(line, role=Role.QUESTION, asks=True))
        else:
            done.append(line)
    return done


def _is_interview(hints: Hints) -> bool:
    return hints.structure in {Structure.INTERVIEW, Structure.TRANSCRIPT}


def _of_interview(lines: list[Line]) -> frozenset[int]:
    set_apart = [n for n, line in enumerate(lines) if _asks(line) and _is_apart(line)]
    if len(set_apart) > 1:
        return frozenset(set_apart) | {n for n, line in enumerate(lines) if _prompts(line)}
    prompts = [n for n, line in enumerate(lines) if _is_prompt(line) and _is_apart(line)]
    if len(prompts) >= _SEVERAL:
        return frozenset(prompts)
    return frozenset(n for n, ln in enumerate(lines) if _asks(ln) and not ln.paragraph.bullet)


def _of_document(lines: list[Line], hints: Hints) -> frozenset[int]:
    """The questions of a form: most of what stands apart asks, and there are several."""
    if hints.structure is Structure.MINUTES:
        return frozenset()
    apart = [n for n, line in enumerate(lines) if _stands(line) and _is_apart(line)]
    asking = [n for n in apart if _asks(lines[n])]
    if hints.structure is None and len(asking) >= _SEVERAL:
        return frozenset(asking)
    prompts = [n for n in apart if n in asking or _is_prompt(lines[n])]
    answered = [n for n in prompts if _is_answered(lines, n, apart)]
    enough = len(answered) >= _SEVERAL and len(prompts) >= len(apart) * _MOST
    return frozenset(prompts) if enough else frozenset()


def _stands(line: Line) -> bool:
    body = line.live and line.role in {Role.BODY, Role.HEADING} and not line.unit.row
    return body and not line.speaker


def _asks(line: Line) -> bool:
    return (
        line.live
        and line.role in {Role.BODY, Role.HEADING}
        and line.text.rstrip(")\u201d\"' ").endswith("?")
        and line.count <= _LONGEST  # longer ones are answers that end in a question
    )


def _is_prompt(line: Line) -> bool:
    """Whether a line asks without a question mark: "Please describe how files are chosen."."""
    return _stands(line) and prompts(line.text) and 2 < line.count <= _LONGEST  # noqa: PLR2004


def _is_answered(lines: list[Line], place: int, apart: list[int]) -> bool:
    following = next((n for n, ln in enumerate(lines[place + 1 :], place + 1) if ln.live), None)
    return following is not None and following not in apart


def _is_apart(line: Line) -> bool:
    shouted = line.text.isupper() and sum(c.isalpha() for c in line.text) >= _LETTERS
    return (
        line.role is Role.HEADING or line.paragraph.emphatic or bool(line.number) or shouted
    ) and not line.paragraph.bullet


def _prompts(line: Line) -> bool:
    """A heading of an interview that asks without a question mark: "Tell us about the clinics"."""
    return line.role is Role.HEADING and bool(_HEADED_PROMPT.match(line.text)) and line.count > 2  # noqa: PLR2004


def _without_answer_marks(lines: list[Line]) -> list[Line]:
    return [
        line.without(mark.end())
        if not line.asks and line.live and (mark := _ANSWER_MARK.match(line.text))
        else line
        for line in lines
    ]


def _filled_in(line: Line) -> Line:
    """A line as it was filled in: of boxes the ticked one; what a form left empty is furniture."""
    if line.role is not Role.BODY or not line.live:
        return line
    if _UNFILLED.match(line.text):
        paragraph = replace(line.paragraph, status=SegmentStatus.FURNITURE)
        return replace(line, unit=replace(line.unit, paragraph=paragraph))
    options = list(_OPTION.finditer(line.text))
    if len(options) < 2 or line.unit.columns:  # noqa: PLR2004 - one box is a list's bullet
        return line
    ticked = [n for n, option in enumerate(options) if _TICKED.search(option["box"])]
    if not ticked:
        return replace(line, role=Role.SKIPPED)
    if len(ticked) > 1:
        return line
    place = ticked[0]
    end = options[place + 1].start() if place + 1 < len(options) else len(line.text)
    words = line.text[options[place].end() : end].rstrip()
    first = options[place].end()
    return line.stretch(first, first + len(words)) if words else line
