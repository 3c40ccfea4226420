"""Who asks and who answers: the interviewers of a conversation.

An interviewer is whoever the inspector names, or whose label says so (Inspector, HMCPSI,
Facilitator, Q); failing that, the speaker who opens the conversation and asks most, and
those whom the opening introduces and who ask as often.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ASKING = re.compile(
    r"\b(?:inspectors?|interviewers?|facilitators?|moderators?|chair|chairs|chairman|chairwoman|"
    r"chairperson|researchers?|questioner|hmcpsi|hmicfrs|lead inspector)\b|^(?:q|iq|int)\d*$",
    re.IGNORECASE,
)
_ANSWERING = re.compile(
    r"^(?:a|answer|respondents?|interviewees?|participants?|response)\b", re.IGNORECASE
)
_OPENING = 4
_OFTEN = 0.5
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


def _is_named(label: str, named: tuple[str, ...]) -> bool:
    """Whether a label holds all the words of a name that the inspector gave."""
    said = set(re.findall(r"\w+", label.casefold()))
    return any(set(re.findall(r"\w+", name.casefold())) <= said for name in named)


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
    others = {
        label
        for label in labels
        if label != lead
        and (
            (asked[label] >= _FEW and share[label] >= _OFTEN)
            or (_introduced(label, opening) and share[label] >= _INTRODUCED)
        )
    }
    return frozenset({lead, *others})


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
