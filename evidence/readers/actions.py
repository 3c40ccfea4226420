"""Actions in running minutes: whose they are, and by when.

"Action: NB to write by 14 June", "ACTION 4.2 KB/TR: circulate the pack", "GT to share the
pack", "... (Action: TB)", "Owner: HC; due: end of July".
"""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.readers.lines import Line, Role

_INITIALS = r"[A-Z][A-Za-z]?[A-Z]{1,3}s?"
_NAME = r"[A-Z][\w.\u2019'-]*"
_ROLE_WORDS = (
    r"(?: (?:[A-Z][\w.\u2019'-]*|of|the|for|heads?|leads?|managers?|\([A-Z][^)]{0,30}\))){0,5}"
)
_ONE = rf"(?:[Tt]he )?{_NAME}{_ROLE_WORDS}"
_WHO = rf"{_ONE}(?:\s*(?:,|/|&|\+|\band\b)\s*{_ONE}){{0,6}}"
_LABEL = (
    r"(?i:actions?(?:\s+(?:points?|items?|for|on|required|agreed))?|ap)"
    r"(?:\s+(?i:no\.?|number)|\s*\#)?(?:\s*[A-Z]?\d{1,3}(?:[./]\d{1,3}){0,2})?"
)
_LABELLED = re.compile(
    rf"^\W{{0,3}}{_LABEL}\s*[:\u2013\u2014.)-]+[*_]*\s*(?P<who>{_WHO})"
    r"(?=\s+(?:to|will|should|must|by)\b|\s*[:.\])\u2013\u2014-]|\s*$)"
)
_SHOUTED = re.compile(
    rf"^\W{{0,3}}(?:ACTIONS?|Actions?|AP)\s*(?:[A-Z]?\d{{1,3}}(?:[./]\d{{1,3}}){{0,2}})?\s+"
    rf"(?P<who>{_INITIALS}(?:\s*(?:,|/|&|\+|\band\b)\s*{_INITIALS}){{0,6}})"
    r"(?=\s+(?:to|will|by)\b|\s*[:.\])\u2013\u2014-]|\s*$)"
)
_SIMPLY = re.compile(
    rf"^(?P<who>(?:{_INITIALS}|All)(?:\s*(?:,|/|&|\+|\band\b)\s*(?:{_INITIALS}|all)){{0,6}})\s+to\s+"
    r"(?!be\b|have\b|date\b|the\b|a\b|an\b|us\b|them\b)[a-z]{2,}"
)
_BEHIND = re.compile(
    rf"[\[(]\s*{_LABEL}\s*[:\u2013\u2014-]?\s*(?P<tail>[^\])]{{1,40}})[\])]\W*$"
    rf"|\b(?:ACTION|Action)S?\s*[:\u2013\u2014-]?\s*(?P<end>{_INITIALS}(?:\s*(?:,|/|&|\band\b)\s*"
    rf"{_INITIALS}){{0,4}})\W*$"
    rf"|(?<=[a-z.;]{{2}})\s*\t\s*(?P<column>{_INITIALS}(?:\s*(?:,|/|&|\band\b)\s*{_INITIALS}){{0,4}})\s*$"
)
_OWNED = re.compile(
    r"\b(?i:owners?|lead|responsible|action by|actioned by|assigned to)\s*[:\u2013-]\s*"
    rf"(?P<who>{_WHO})"
)
_NOBODY = re.compile(
    r"^(?:none|nil|n/?a|noted|closed|completed?|ongoing|on-going|open|carried|agreed|actions?|all "
    r"actions?|no|item|see|please|the)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)"
_YEAR = r"(?:,? (?:20\d\d|['\u2019]\d\d)\b)?"
_WHEN = (
    rf"(?:(?:close of play|cop|close|noon|w/?c|week commencing|week ending|w/?e)(?: on)? )?"
    rf"(?:{_DAY},? (?:the )?)?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}\b\.?{_YEAR}"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b{_YEAR}"
    r"|\d{1,2}[./-]\d{1,2}(?:[./-](?:20)?\d\d)?\b(?!%)"
    rf"|(?:the )?(?:end|beginning|start|middle|close) of (?:the )?(?:{_MONTH}\b{_YEAR}|"
    r"(?:next |this )?(?:week|month|quarter|year|Q[1-4])\b)"
    rf"|(?:mid[- ])?{_MONTH}\b(?! (?:have|be|not))\.?{_YEAR}"
    r"|(?:month|year|quarter)[- ]end|end of Q[1-4]|Q[1-4]\b(?: 20\d\d(?:[-/]\d\d)?)?"
    r"|(?:the )?next (?:cqb|meeting|board|week|month|quarter|smt)(?: meeting)?"
    r"|asap|as soon as possible|immediate(?:ly)?|today|tomorrow)"
)
_DUE = re.compile(
    rf"\b(?:by|before|due(?: date)?(?: by)?|deadline|target(?: date)?|no later than|for|until|"
    rf"complet(?:e|ion) (?:by|date)|by when)\s*[:\u2013-]?\s*(?P<when>{_WHEN}|{_DAY}\b)"
    rf"|[\u2013\u2014(,;:.-]\s*(?P<end>{_WHEN})[\])]?\W*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"[\[(](?P<who>{_INITIALS}(?:\s*(?:,|/|&|\band\b)\s*{_INITIALS}){{0,4}})\b[^\])]{{0,30}}[\])]\W*$"
)
_LIST = re.compile(r"\bactions?\b", re.IGNORECASE)
_LISTED = re.compile(
    rf"^(?P<who>{_INITIALS}(?:\s*(?:,|/|&|\band\b)\s*{_INITIALS}){{0,4}})\s*[:\u2013-]\s+\S"
)
_NAMED = re.compile(r"\W{0,3}actions?\b\s*\d*\s*[:\u2013-]", re.IGNORECASE)
_LONG = 60
_SAID = 15
"""So many letters of an action stand before the initials in a column."""

_LONG_WHO = 8
_SEVERAL = re.compile(r"[a-z0-9)]\. +[A-Z]")


def charged(lines: list[Line]) -> list[Line]:
    """Return the lines with the owner and the deadline of those that set somebody to work."""
    done, listed = [], False
    for line in lines:
        if line.role is Role.HEADING:
            listed = bool(_LIST.search(line.text))
        done.append(_charged(line, listed=listed))
    return done


def _charged(line: Line, *, listed: bool) -> Line:
    unit = line.unit
    beside = bool(unit.row) and (unit.is_log or " | " in line.text)
    if beside or unit.attendance or line.speaker or not line.live:
        return line
    own = owner_in(line.text)
    if listed and not own:
        match = _LISTED.match(line.text) or _AFTER.search(line.text[-120:])
        own = match["who"].strip() if match else ""
    owner = own or unit.owner
    if not owner or (unit.owner and not is_action(line.text)):
        return line
    return replace(line, unit=replace(unit, owner=owner, due=unit.due or due_in(line.text)))


def is_action(text: str) -> bool:
    """Whether a paragraph says what somebody is to do."""
    return bool(owner_in(text)) or bool(_NAMED.match(text))


def sets_to_work(text: str) -> bool:
    """Whether a line may be one of a list of actions: "KB - circulate it", "... (KB, May)"."""
    return bool(_LISTED.match(text) or _AFTER.search(text[-120:])) or is_action(text)


def owner_in(text: str) -> str:
    """Whose the action is, where a paragraph of minutes says so, or "".

    >>> owner_in("ACTION 4.2: KB/TR to circulate the pack by 14 June"), owner_in("Action: none")
    ('KB/TR', '')
    >>> owner_in("GT to share the pack."), owner_in("GT to share the pack. (Action: TB)")
    ('GT', 'TB')
    """
    text = text.replace("\n", " ")
    opening = text[:300]
    named = _AFTER.search(text[-120:]) if _NAMED.match(opening) else None
    simply = None if _goes_on(text) else _SIMPLY.match(opening)
    for match in (
        _LABELLED.match(opening),
        _SHOUTED.match(opening),
        _BEHIND.search(text[-120:]),
        named,
        simply,
        _OWNED.search(opening),
    ):
        who = next((found for found in match.groups() if found), "").strip() if match else ""
        alone = match is not None and match.lastgroup == "column" and match.start() < _SAID
        if who and _is_somebody(who) and not alone:
            return who
    return ""


def due_in(text: str) -> str:
    """By when an action is to be done, in the words of the minutes, or "".

    >>> due_in("KB to write to unit heads about the 10% sample by the end of July.")
    'the end of July'
    >>> due_in("Action: KB to bring the May figures - 14.6.24"), due_in("KB to write")
    ('14.6.24', '')
    """
    flat = " ".join(text.split())
    found = [match["when"] or match["end"] for match in _DUE.finditer(flat)]
    return found[-1].rstrip(" .") if found else ""


def _goes_on(text: str) -> bool:
    """Whether more follows than the one sentence that says who is to do what."""
    return len(text.split()) > _LONG or bool(_SEVERAL.search(text))


def _is_somebody(who: str) -> bool:
    return not _NOBODY.match(who) and len(who.split()) <= _LONG_WHO
