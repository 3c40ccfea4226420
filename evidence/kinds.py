"""Which kind of source a file is, and which grade speaks in it.

The framework's cues are looked for in a name as whole words; the longest cue that occurs
wins, so that "performance board minutes" may be told from "minutes".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from evidence.framework import Framework, SourceKind, Structure
from evidence.readers.interface import Reading
from evidence.readers.preamble import ATTENDANCE
from evidence.segments import SegmentStatus

_DOCUMENTS = "documents"
_FOCUS_GROUPS = "focus groups"
_MAILS = frozenset({"eml", "msg"})
_MAIL_CUES = frozenset({"email", "e-mail", "message"})
_OPENING = 2_000
_ASKED_SHARE = 4
"""Questions and answers are at least one passage in so many of an interview."""
_PRESENT = re.compile(
    r"\s*(?:present|participants|attend\w*|in attendance|interviewees?|group|grades?)\b",
    re.IGNORECASE,
)


def kind_by_names(framework: Framework, names: Iterable[str]) -> SourceKind | None:
    """Return the kind whose cue occurs in the first of the names that holds any, or None."""
    for name in names:
        said = f" {_words(name)} "
        found = [
            (len(cue), -place, kind)
            for place, kind in enumerate(framework.kinds)
            for cue in (*kind.cues, kind.name)
            if f" {_words(cue)} " in said or f" {_words(cue)}s " in said
        ]
        if found:
            return max(found, key=lambda entry: entry[:2])[2]
    return None


def kind_by_structure(framework: Framework, reading: Reading) -> SourceKind:
    """Return the kind that is built as a document turned out to be.

    A conversation is a focus group, since nothing said that it was an interview. Raises
    ValueError where the framework has no kinds at all.
    """
    if not framework.kinds:
        raise ValueError("the framework names no kinds of source")
    built = structure_of(reading)
    likely = [
        *(
            k
            for k in framework.kinds
            if built is Structure.TRANSCRIPT and k.family == _FOCUS_GROUPS
        ),
        *(k for k in framework.kinds if reading.format in _MAILS and _MAIL_CUES & set(k.cues)),
        *_built(framework, built),
        *_built(framework, Structure.DOCUMENT),
        *framework.kinds,
    ]
    return likely[0]


def _built(framework: Framework, structure: Structure) -> list[SourceKind]:
    """The kinds of a structure; first those that no words reveal, which are for any document."""
    fits = [kind for kind in framework.kinds if kind.structure is structure]
    return sorted(fits, key=lambda kind: bool(kind.cues))


def structure_of(reading: Reading) -> Structure:
    """Return how a reading turned out to be built."""
    if len(reading.speakers) > 1:
        return Structure.TRANSCRIPT
    if _is_asked_through(reading):
        return Structure.INTERVIEW
    # A plan numbers the rows of its tables too, and so does a register.
    numbered = any("." in s.number and not s.columns for s in reading.segments)
    attended = any(s.heading == ATTENDANCE for s in reading.segments)
    if numbered or (attended and any(s.owner for s in reading.segments)):
        return Structure.MINUTES
    return Structure.DOCUMENT


def _is_asked_through(reading: Reading) -> bool:
    """Whether questions run through it: a report lists what was asked, and is no interview."""
    live = [s for s in reading.segments if s.status is SegmentStatus.LIVE]
    asked = sum(s.is_question for s in live)
    answers = sum(bool(s.question) for s in live)
    return asked > 1 and (asked + answers) * _ASKED_SHARE >= len(live)


def group_of(framework: Framework, kind: SourceKind, names: Iterable[str]) -> str:
    """Return the abbreviation of the grade that speaks, or "".

    Documents speak for the Area, not for a grade. Names of grades are looked for longest
    first, so that a senior district crown prosecutor is not taken for a crown prosecutor.
    """
    if kind.family == _DOCUMENTS:
        return ""
    spellings = [
        (_words(text), grade.abbreviation)
        for grade in framework.grades
        for text in (grade.abbreviation, grade.name, grade.plural)
        if text
    ]
    spellings.sort(key=lambda pair: -len(pair[0]))
    for name in names:
        said = f" {_words(name)} "
        for spelling, abbreviation in spellings:
            if f" {spelling} " in said or f" {spelling}s " in said:
                return abbreviation
    return ""


@lru_cache(maxsize=2_000)  # the same names are compared with every file
def group_of_speakers(framework: Framework, kind: SourceKind, reading: Reading) -> str:
    """Return the grade that the speakers' labels or the first lines agree on, or "".

    "SCP1" and "SCP2" are senior crown prosecutors, and so are "Participants: four SCPs".
    """
    labels = {group_of(framework, kind, (speaker,)) for speaker in reading.speakers}
    present = [line for line in reading.text[:_OPENING].splitlines() if _PRESENT.match(line)]
    told = {group_of(framework, kind, (line,)) for line in present}
    for found in (labels - {""}, told - {""}):
        if len(found) == 1:
            return found.pop()
    return ""


def _words(text: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]{2})(?=\d)", " ", text)
    return " ".join(
        re.sub(r"[^\w]|_", " ", spaced.casefold().replace("\u2019", "'").replace("'", "")).split()
    )
