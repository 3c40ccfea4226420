"""Who speaks in a transcript, and the neutral labels that stand for them.

"SCP2" is the second senior crown prosecutor to speak, "Inspector 1" the first inspector. A
label that names nobody (Q, SCP3, Participant 2) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.masking.lexicon import HouseWords
from evidence.masking.people import INSPECTOR, Person, bare_label, person_named
from evidence.masking.sentences import CIVIL
from evidence.segments import Segment

_NEUTRAL = re.compile(
    r"(?:q|a|question|answer|(?:lead )?(?:inspector|interviewer|facilitator|chair|moderator|"
    r"interviewee|respondent|participant|speaker|person|attendee|guest|male|female|voice)s?|"
    r"unknown|unidentified|unnamed|several|all|everyone|various|group|hmcpsi|hmicfrs|"
    r"(?:fe)?male|m|f|p|r|s)"
    r"(?: ?(?:speaker|voice|participant|inspector))?[ .#-]*(?:\d{1,2}|[a-h]|one|two|three|four)?",
    re.IGNORECASE,
)
_TITLED = re.compile(
    rf"^(?:{CIVIL}\.?|(?:lead )?inspector|interviewer|facilitator|chair|judge|[ds]?[dcs]cp|ccp|abm)"
    r"[ :-]+(?=\w)",
    re.IGNORECASE,
)
_SHORT = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One label of a transcript, with its first segment.

    `person` is None where the label names nobody.
    """

    label: str
    segment: Segment
    role: str
    person: Person | None

    @property
    def asks(self) -> bool:
        """Whether this is an inspector."""
        return self.role == INSPECTOR


def speakers_of(segments: Sequence[Segment], group: str, house: HouseWords) -> list[Speaker]:
    """Return who speaks, in order of first speech; `group` is the grade that the source says."""
    first: dict[str, Segment] = {}
    asked: dict[str, int] = {}
    for segment in segments:
        if segment.speaker:
            first.setdefault(segment.speaker, segment)
            asked[segment.speaker] = asked.get(segment.speaker, 0) + (
                1 if segment.is_question else -1
            )
    return [
        _speaker(label, segment, group, house, asks=asked[label] > 0)
        for label, segment in first.items()
    ]


def _speaker(label: str, segment: Segment, group: str, house: HouseWords, *, asks: bool) -> Speaker:
    role = INSPECTOR if asks else house.grade_in(label[len(bare_label(label)) :]) or group
    bare = bare_label(label)
    if names_nobody(bare, house):
        return Speaker(label, segment, role, None)
    about = Person(role=role, at=segment.start or 0, label=label, why="a speaker's label")
    if _SHORT.fullmatch(bare):
        return Speaker(label, segment, role, replace(about, own=frozenset({bare})))
    name = (
        bare.partition("@")[0].replace(".", " ").replace("_", " ").title() if "@" in bare else bare
    )
    untitled = _TITLED.sub("", name).strip()
    if untitled != name and " " not in untitled:
        return Speaker(label, segment, role, replace(about, surname=untitled))
    return Speaker(label, segment, role, person_named(untitled, about))


def names_nobody(label: str, house: HouseWords) -> bool:
    """Whether a label is neutral: Q, SCP3, Inspector 1, Senior Crown Prosecutor 2."""
    without = re.sub(r"[ #.-]*\d{0,2}$", "", label)
    return bool(not without or _NEUTRAL.fullmatch(label) or house.grades.fullmatch(without))


def label_places(segments: Sequence[Segment], text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each turn's label stands in the frozen text before its words."""
    before = 0
    for segment in segments:
        if segment.start is None or segment.end is None:
            continue
        if segment.speaker and segment.start >= before:
            at = text.rfind(segment.speaker, before, segment.start)
            if at >= 0:
                yield at, at + len(segment.speaker), segment.speaker
        before = max(before, segment.end)
