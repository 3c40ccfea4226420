"""How a line says who speaks: "SCP2: ...", "[00:12:31] SCP 2 - ...", "[SCP2] ...", a name alone.

A name before a colon is a strong sign. The others also begin ordinary sentences, and count
only in a document where they come back again and again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

TIME = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CAPITAL = r"(?![a-z\u00df-\u00ff])[^\W\d_]"
_ROLES = (
    r"inspectors?|interviewers?|facilitators?|takers?|speakers?|participants?|respondents?|"
    r"managers?|lawyers?|prosecutors?|advocates?|officers?|assistants?|leads?|chair"
)
_NAME = (
    rf"(?:{_CAPITAL}[\w.'\u2019&/-]*|"
    rf"(?:{_ROLES}|scps?|s?dcps?|cps?|dccp|int|insp|all)\d{{0,2}}(?:/\d{{1,2}})*\b)"
    rf"(?:,? (?:(?:{_CAPITAL}|[\d(])[\w.'\u2019()&/-]*|de|van|von|and|&|of|for|the|#?\d+|"
    rf"(?:{_ROLES})\b)){{0,6}}"
)
NAME = re.compile(_NAME)
_STARRED = rf"(?:\*\*)?(?P<label>{_NAME})(?:\*\*)?"
_COLON = re.compile(rf"^{_STARRED} ?:(?:\*\*)?(?:\s+|$)")
_TABBED = re.compile(r"^(?P<label>[A-Z]{1,5}\d?)\t+")
_Q_AND_A = re.compile(
    r"^(?P<label>Q|A|Question|Answer)(?:\s?\d{1,2})?\s*(?:(?P<who>\([^)]{1,30}\))\s*[.:)\u2013-]\s+"
    r"|[.:)\u2013-]\s+(?:(?P<then>\([A-Z][\w .]{0,20}\))\s*:?\s+(?=\S))?)"
)
_TIMED = re.compile(
    rf"^(?:[\[(]?(?P<t1>{TIME})[\])]?\s*[-\u2013]?\s*"
    rf"(?:\*\*)?(?P<l1>{_NAME})(?:\*\*)? ?:(?:\*\*)?\s*"
    rf"|(?P<t6>{TIME})\s+From\s+(?P<l6>{_NAME})(?:\s+to\s+[^:]{{1,60}})?\s*:\s*"
    rf"|[\[(](?P<t5>{TIME})[\])]\s*(?P<l5>{_NAME})\s+[-\u2013\u2014]\s+(?=\S)"
    rf"|(?:\*\*)?(?P<l2>{_NAME})(?:\*\*)?\s*[\[(](?P<t2>{TIME})[\])]\s*:?\s*"
    rf"|(?:\*\*)?(?P<l3>{_NAME})(?:\*\*)?\s+(?P<t3>{TIME})\s*:?\s*$"
    rf"|[\[(]?(?P<t4>{TIME})[\])]?\s*[-\u2013|]?\s*(?:\*\*)?(?P<l4>{_NAME})(?:\*\*)?\s*$)"
)
_NEUTRAL = re.compile(
    r"(?i:all|unknown|unidentified|several|various|everyone|everybody|group|female|male)"
    r"(?: \w+)?|(?i:[sd]?[cd]?cps?\d{1,2}(?:/\d{1,2})*)|"
    r"[A-Z]{1,5}s?[ .-]?#?\d{1,2}(?:(?:/| & | and )\w+)*|"
    r"[A-Z]{2,4}|(?:[A-Z][a-z]+ ){0,3}[A-Z][a-z]+ #?(?:\d{1,2}|[A-H])"
)
_NOT_SPEAKERS = frozenset(
    {
        "action", "actions", "agreed", "decision", "decisions", "note", "notes", "present",
        "apologies", "date", "time", "venue", "location", "resolved", "update", "updates",
        "subject", "from", "to", "cc", "bcc", "sent", "re", "fw", "fwd", "attendees",
        "attendance", "attending", "minutes", "item", "items", "agenda", "next", "owner", "due",
        "deadline", "status", "background", "purpose", "summary", "recommendation",
        "recommendations", "introduction", "conclusion", "topic", "theme", "themes", "reference",
        "ref", "version", "author", "area", "title", "example", "before", "after", "also", "tip",
        "reminder", "marking", "classification", "source", "interviewers", "interviewer(s)",
        "interviewees", "inspectors", "participants", "facilitators",
        "seen", "held", "where", "when", "who", "day", "meeting", "interview",
        "absent", "observing", "secretary", "distribution", "contents", "annex", "appendix",
        "copy",
    }
)  # fmt: skip
_POST = re.compile(
    r"(?:takers?|managers?|leads?|officers?|prosecutors?|lawyers?|advocates?|chair|\d)$", re.I
)
_STAGE = re.compile(
    r"[\[(<*]+\s*(?:cross[- ]?talk|laugh\w*|pause|silence|break|inaudible|unclear|no response|"
    r"nods?|nodding|all nod|recording|meeting|transcri\w+|end|start|background)\b"
    r"[^\])>]{0,60}[\])>*]+\.?|"
    r"\W*(?:end of (?:the )?(?:transcript\w*|recording|interview|focus group|meeting)|"
    r"(?:recording|transcript\w*|interview|meeting) "
    r"(?:starts|started|begins|ends|ended|stopped))\W*",
    re.IGNORECASE,
)
_LONGEST = 60
_FEW_WORDS = 4


class Form(StrEnum):
    """How a line that names its speaker is written; all but the first are weak signs."""

    COLON = "colon"
    BRACKET = "bracket"
    DASH = "dash"
    GAP = "gap"
    ALONE = "alone"


_WEAK = {
    Form.BRACKET: re.compile(rf"^[\[<](?P<label>{_NAME})[\]>]\s*[:\u2013-]?\s*(?=\S)"),
    Form.DASH: re.compile(rf"^{_STARRED}\s*(?:\s[-\u2013\u2014]|\u2014)\s+(?=\S)"),
    Form.GAP: re.compile(rf"^{_STARRED}(?:\t+|\s{{2,}}|(?<=\*)\s+)(?=\S)"),
    Form.ALONE: re.compile(rf"^{_STARRED}\s*$"),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """Who speaks, by the start of a line; the words begin at `end`. `time` is "" where none."""

    label: str
    end: int
    time: str = ""


def label_of(text: str) -> tuple[str, int] | None:
    """Return the speaker's label at the start of a line, and where its words begin.

    >>> label_of("A (GS): First ones on the list."), label_of("A: (GS) First ones.")
    (('GS', 8), ('GS', 8))
    >>> label_of("Action: NB to write.") is None
    True
    """
    match = _Q_AND_A.match(text)
    if match:
        who = (match["who"] or match["then"] or "").strip(" ()")
        return (who or match["label"][0]), match.end()
    match = _COLON.match(text) or _TABBED.match(text)
    if match is None or not names_somebody(match["label"]):
        return None
    return match["label"].strip(), match.end()


def opening_of(text: str, form: Form) -> Opening | None:
    """Return how a line opens in one form.

    >>> opening_of("Legal Manager 2 - We mark in pairs.", Form.DASH)
    Opening(label='Legal Manager 2', end=18, time='')
    """
    if form is Form.COLON:
        found = label_of(text)
        return Opening(*found) if found else None
    match = _WEAK[form].match(text)
    if match is None or not names_somebody(match["label"]):
        return None
    label = match["label"].strip()
    return Opening(label, match.end()) if len(label.split()) <= _FEW_WORDS else None


def timed_opening(text: str) -> Opening | None:
    """Return how a line opens that gives both a speaker and a time.

    >>> timed_opening("[00:12:31] SCP 2 - At random.")
    Opening(label='SCP 2', end=19, time='00:12:31')
    >>> timed_opening("Ruth Ansah   0:03")
    Opening(label='Ruth Ansah', end=17, time='0:03')
    """
    match = _TIMED.match(text)
    if match is None:
        return None
    label = next(match[key] for key in ("l1", "l2", "l3", "l4", "l5", "l6") if match[key]).strip()
    time = next(match[key] for key in ("t1", "t2", "t3", "t4", "t5", "t6") if match[key])
    return Opening(label, match.end(), time)


def is_neutral(label: str) -> bool:
    """Whether a label stands for a person without naming one: SCP2, Participant 3, Speaker A."""
    return bool(_NEUTRAL.fullmatch(label))


def is_stage_direction(text: str) -> bool:
    """Whether a line says what happened, and not what was said.

    >>> is_stage_direction("[Crosstalk]"), is_stage_direction("END OF TRANSCRIPT")
    (True, True)
    """
    return bool(_STAGE.fullmatch(text.strip()))


def names_somebody(label: str) -> bool:
    """Whether words before a colon may be a speaker, and not "Action" or "Next meeting"."""
    label = label.strip()
    if len(label) > _LONGEST:
        return False
    first = label.split()[0].casefold().rstrip(",.")
    if label.casefold() in _NOT_SPEAKERS:
        return False
    return first not in _NOT_SPEAKERS or (" " in label and bool(_POST.search(label)))
