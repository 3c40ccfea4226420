"""Who asks and who answers: the interviewers of a conversation.

An interviewer is whoever the inspector names, or whose label says so (Inspector, HMCPSI,
Facilitator, Q); failing that, the speaker who opens the conversation and asks most, and
those who put questions to others and have next to nothing to say for themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evidence.readers.standing import Asked, content_of, is_housekeeping, kind_of

_ASKING = re.compile(
    r"\b(?:inspectors?|interviewers?|facilitators?|moderators?|chair|chairs|chairman|chairwoman|"
    r"chairperson|researchers?|questioner|hmcpsi|hmicfrs|lead inspector|insp|note[ -]?takers?|"
    r"scribe)\b|^(?:q|i|iq|int|insp)[ .-]?\d*$",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"^(?:a|answer|respondents?|interviewees?|participants?|response)\b", re.IGNORECASE
)
_CONDUCTED = re.compile(
    r"^(?:lead )?(?:inspectors?|interviewers?|facilitat(?:ors?|ed by)|interviewed by|conducted by|"
    r"led by|(?:for )?hmcpsi|asking|moderators?|note[ -]?takers?)(?: present| team)?"
    r"\s*(?:\([^)]*\))?\s*[:\u2013-]\s*(?P<names>.{2,200})",
    re.IGNORECASE,
)
_TAG_QUESTION = re.compile(r", \w+n['\u2019]t (?:i|you|he|she|it|we|they)\W*$", re.IGNORECASE)
_HOUSES = frozenset({"HMCPSI", "CPS", "HMICFRS"})
_OPENING = 4
_OFTEN = 2
"""How many times as often as they state something those ask who are there to ask."""
_INTRODUCED = 0.2
_FEW = 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker says without a break."""

    speaker: str
    text: str


def asks_by_label(label: str) -> bool:
    """Whether a speaker's label alone says that this is an interviewer."""
    return bool(_ASKING.search(label)) and not _ANSWERING.match(label)


def interviewers_of(spoken: Sequence[Utterance], named: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the labels of those who ask."""
    labels = list(dict.fromkeys(u.speaker for u in spoken if u.speaker))
    told = {label for label in labels if asks_by_label(label) or _is_named(label, named)}
    if told or len(labels) < _FEW:
        return frozenset(told)
    return _by_habit(spoken, labels)


def puts_a_question(text: str) -> bool:
    """Whether words put a question to others: they end in one, and say what it is about."""
    if not _ends_asking(text) or _TAG_QUESTION.search(text):
        return False
    return kind_of(text) is not Asked.NOTHING


def introduced_in(opening: Iterable[str]) -> tuple[str, ...]:
    """Return the names and initials that the lines above a conversation give to those who ask.

    >>> introduced_in(["Inspectors: Ruth Ansah (RA) and Colin Peel (CP)", "Present: four SCPs"])
    ('Ruth Ansah', 'RA', 'Colin Peel', 'CP')
    """
    told = [match["names"] for line in opening if (match := _CONDUCTED.match(line))]
    return tuple(
        name
        for names in told
        for part in re.split(r"[,;/()&]|\band\b|\bfor\b|\bof\b", names)
        if (name := part.strip(" .:-")) and name[0].isupper() and name not in _HOUSES
    )


def _is_named(label: str, named: tuple[str, ...]) -> bool:
    """Whether a label is a name that was given for one who asks, or a part of it."""
    said = set(re.findall(r"\w+", label.casefold()))
    return any(
        bool(words := set(re.findall(r"\w+", name.casefold()))) and (words <= said or said <= words)
        for name in named
    )


def _by_habit(spoken: Sequence[Utterance], labels: list[str]) -> frozenset[str]:
    share = {label: _share(spoken, label) for label in labels}
    asked = {label: _asked(spoken, label) for label in labels}
    opener = next(u.speaker for u in spoken if u.speaker)
    lead = max(
        labels,
        key=lambda label: (asked[label] * share[label] + (label == opener), -labels.index(label)),
    )
    if asked[lead] == 0:
        return frozenset()
    opening = " ".join(u.text for u in spoken[:_OPENING] if u.speaker == lead)
    put = Counter(
        u.speaker
        for u, then in pairwise(spoken)
        if puts_a_question(u.text) and then.speaker not in {u.speaker, lead}
    )
    stated = Counter(u.speaker for u in spoken if _states(u))
    others = {
        label
        for label in labels
        if label != lead
        and (
            put[label] > _OFTEN * stated[label]
            or (_introduced(label, opening) and share[label] >= _INTRODUCED)
        )
    }
    return frozenset({lead, *others})


def _states(utterance: Utterance) -> bool:
    """Whether it says something of its own, which whoever asks seldom does."""
    if _ends_asking(utterance.text) or is_housekeeping(utterance.text):
        return False
    return bool(content_of(utterance.text))


def _ends_asking(text: str) -> bool:
    return text.rstrip(" \"')\u201d\u2019").endswith("?")


def _introduced(label: str, opening: str) -> bool:
    """Whether the one who opens names this speaker ("I'm Ruth, this is Colin")."""
    first = label.rsplit(",", maxsplit=1)[-1].split()
    if not first:
        return False
    return bool(re.search(rf"\b(?:{re.escape(first[0])}|{re.escape(first[0][:3])})\b", opening))


def _asked(spoken: Sequence[Utterance], label: str) -> int:
    return sum("?" in u.text for u in spoken if u.speaker == label)


def _share(spoken: Sequence[Utterance], label: str) -> float:
    texts = [u.text for u in spoken if u.speaker == label]
    return sum("?" in text for text in texts) / len(texts)
