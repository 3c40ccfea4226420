"""Who was there: the head of minutes and interview notes, in the forms that offices use.

"Gareth Soames, SDCP Crown Court (GS)"; "KEANE, Alastair | DCCP, chairing | AK"; "SDCPs: RO, DK,
FM"; "Inspectors R Ansah (questions) and D Menon (notes)". Names and initials are read from
the head alone, where two capitals are somebody; a grade is taken from behind a name, or from
the front of its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evidence.masking.first_names import FIRST_NAMES
from evidence.masking.lexicon import Lexicon
from evidence.masking.ordinary_words import AFTER_PLACES
from evidence.masking.people import INSPECTOR, Person, person_named
from evidence.segments import Segment

_LONGEST_HEAD = 24
_LAST_FIRST = re.compile(
    r"(?<![\w'])([A-Z][A-Z'-]+(?: [A-Z][A-Z'-]+){0,2}), ([A-Z][a-z]+(?:-[A-Z][a-z]+)?)(?!\w)"
)
_INITIALS = re.compile(r"(?<![\w'-])[A-Z]{2,4}(?![\w-])")
_ASKING = re.compile(
    r"\b(?:inspectors?|interviewers?|interviewed by|seen (?:as a pair |together )?by|facilitators?|"
    r"hmcpsi|notes?(?: taken)?(?: by)?:?|present for hmcpsi)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"(?:(?: asking| noting| observing)\b| \((?:questions|notes|asking)\))")
_ANNOUNCED = re.compile(
    r"\b(?:notes?(?: taken)?(?: by)?|asking|noting|minutes(?: by)?|chair|secretary|by):? $",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^(?:present|attend(?:ance|ees|ing|ed)|in attendance|apologies|here today|round the table|"
    r"members|on the call|distribution|circulation|sorry not to|could not|not able to)\b",
    re.IGNORECASE,
)
_SET_APART = re.compile(r"^[\s,;/&|.]*(?:and\b|with\b)?[\s,;/&|.]*$")
_BEHIND = re.compile(r"^\s*(?:[,(|:]|- )[^.;]*")
_ELSE = re.compile(r"\b(?:for|to|with|from|of|on)\b|\d")
_FRONT = re.compile(r"^[^.;]{2,50}[:|] ?$")
_ASIDE = re.compile(r"\([^)]*\)")
_ROUND = re.compile(r"\([A-Z]{2,4}\)")
_PROSE = re.compile(
    r"\b(?:was|were|is|are|has|had|have|will|must|should|can|could|may|did|does|do|not|if|when|"
    r"please|that|which)\b"
)
"""What running text has, and a line that says who was there has not."""

_LONGEST_LINE = 12
_TWO_SENTENCES = re.compile(r"[a-z]{3}\. [A-Z]")
_AT_PLACE = re.compile(r"\b(?:at|in|from|near|visit to) (?:the )?$")
_WORD_AND_POST = re.compile(r" ([A-Z][a-z]+)(?=\s*(?:[,;(|]|- |$))")
_FEW = 2


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    person: Person


def head_of(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments that stand before the first item, question or turn.

    A document that has none of these has its attendance, if any, under a heading that says so.
    """
    live = [s for s in segments if s.start is not None]
    body = next(
        (n for n, s in enumerate(live) if s.number or s.speaker or s.is_question or s.question),
        None,
    )
    head = live[: min(body or 0, _LONGEST_HEAD)]
    listed = [s for s in live[len(head) :] if _HEADING.match(s.heading) or _HEADING.match(s.text)]
    byline = [] if body else [s for s in live[:3] if s.heading in {"", "Meeting details"}]
    byline = [s for s in byline if not _reads_on(s.text)]
    return [*head, *(s for s in byline if s not in listed), *listed[:_LONGEST_HEAD]]


def _reads_on(text: str) -> bool:
    """Whether a paragraph is running text, and no line that says who was there."""
    if _PROSE.search(text):
        return True
    several = ":" not in text and bool(_TWO_SENTENCES.search(text))
    return text.rstrip().endswith(".") and (several or len(text.split()) > _LONGEST_LINE)


def people_present(
    segment: Segment, lexicon: Lexicon, text: str, start: int, *, interview: bool
) -> list[Person]:
    """Return those whom one segment of a head names; `text` is the segment's, levelled."""
    named = _names(text, lexicon)
    short = _initials(text, named, lexicon)
    found = sorted([*named, *short], key=lambda f: f.start)
    found = _with_grades(found, text, lexicon)
    if interview:
        found = [_asking(f, text) for f in found]
    why = "named where a head lists those present"
    return [replace(f.person, at=start + f.start, why=why) for f in found]


def _names(text: str, lexicon: Lexicon) -> list[_Found]:
    found = [
        _Found(m.start(), m.end(), person_named(m[0]))
        for m in _LAST_FIRST.finditer(text)
        if not any(lexicon.never(word) for word in (*m[1].split(), m[2]))
    ]
    taken = [(f.start, f.end) for f in found]
    for start, end in lexicon.chains_in(text):
        if any(s < end and start < e for s, e in taken) or not _whole(text, start, end, lexicon):
            continue
        whole = end + _surname_that_is_a_word(text, start, end, lexicon)
        found.append(_Found(start, whole, person_named(text[start:whole])))
    return found


def _surname_that_is_a_word(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """How much longer a first name is with a surname that offices use as a word: Ursula Quick."""
    following = _WORD_AND_POST.match(text, end)
    if " " in text[start:end] or following is None or not lexicon.first_name(text[start:end]):
        return 0
    low = following[1].casefold()
    house = lexicon.house.places | lexicon.house.abbreviations | AFTER_PLACES
    return 0 if low in house or lexicon.house.grade_in(following[1]) else len(following[0])


def _whole(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a run of name words in a head is a person: "T Wilk", not "Saddlers Wharf"."""
    words = text[start:end].replace(".", " ").split()
    if len(words) < _FEW:
        return lexicon.first_name(words[0]) and not words[0].isupper()
    if all(len(word) == 1 for word in words):
        return False
    if len(words[-1]) == 1:
        return text[end : end + 1] in {"", ",", ";", ")"} and not words[0].isupper()
    if words[0].casefold() in FIRST_NAMES:
        return True
    if len(words[0]) == 1:
        return words[0] not in {"I", "A"} or text[start + 1] == "."
    spoken = not _AT_PLACE.search(text, max(0, start - 16), start) and not text[start:end].isupper()
    return spoken and text[end:].lstrip(" ,")[:1] != ":"


def _initials(text: str, named: list[_Found], lexicon: Lexicon) -> list[_Found]:
    """Initials in a head: those of a name beside them are added to it, others are people."""
    loose: list[re.Match[str]] = []
    for match in _INITIALS.finditer(text):
        owners = [
            n
            for n, f in enumerate(named)
            if f.person.initials & {match[0]}
            or (f.person.surname and match[0][0] + match[0][-1] in f.person.initials)
        ]
        if len(owners) == 1:
            owner = named[owners[0]]
            own = owner.person.own | {match[0]}
            named[owners[0]] = replace(owner, person=replace(owner.person, own=own))
        elif not any(f.start <= match.start() < f.end for f in named):
            loose.append(match)
    sure = {
        m.start()
        for m in loose
        if m[0].casefold() not in lexicon.house.abbreviations
        or _ANNOUNCED.search(text, 0, m.start())
        or _ASKS.match(text, m.end())
    }
    while more := {m.start() for m in loose if m.start() not in sure and _beside(m, loose, sure)}:
        sure |= more
    return [
        _Found(m.start(), m.end(), Person(own=frozenset({m[0]})))
        for m in loose
        if m.start() in sure and len(m[0]) < len("DCCP")
    ]


def _beside(match: re.Match[str], others: list[re.Match[str]], sure: set[int]) -> bool:
    """Whether doubtful initials stand in a row with sure ones: "BH, CT, IC"."""
    for other in others:
        if other.start() not in sure:
            continue
        first, last = sorted((match, other), key=lambda m: m.start())
        between = _ASIDE.sub("", match.string[first.end() : last.start()])
        if between and "|" not in between and _SET_APART.match(between):
            return True
    return False


def _with_grades(found: list[_Found], text: str, lexicon: Lexicon) -> list[_Found]:
    """Give each its grade: from behind the name, from the next in its row, or from the front."""
    if not found:
        return []
    front = _FRONT.match(text[: found[0].start])
    leading = lexicon.house.grade_in(front[0]) if front else ""
    done: list[_Found] = []
    later = ""
    for n in range(len(found) - 1, -1, -1):
        item = found[n]
        end = found[n + 1].start if n + 1 < len(found) else len(text)
        between = text[item.end : end].partition(";")[0]
        behind = _BEHIND.match(_ROUND.sub("", between))
        grade = lexicon.house.grade_in(_ELSE.split(behind[0])[0]) if behind else ""
        if not grade and n + 1 < len(found) and _SET_APART.match(_ROUND.sub("", between)):
            grade = later
        later = grade
        done.append(replace(item, person=replace(item.person, role=grade or leading)))
    return done[::-1]


def _asking(item: _Found, text: str) -> _Found:
    before = re.split(r"(?<=[a-z)\]]{2})\. ", text[: item.start])[-1]
    if _ASKING.search(before) or _ASKS.match(text, item.end):
        return replace(item, person=replace(item.person, role=INSPECTOR))
    if before != text[: item.start] and re.match(r"^\s*inspectors?\b", text, re.IGNORECASE):
        return replace(item, person=replace(item.person, role=INSPECTOR))
    return item


def owners(segments: Sequence[Segment], lexicon: Lexicon, *, end: int) -> Iterator[Person]:
    """Yield those to whom actions fall: initials, or a name that fills the cell."""
    for segment in segments:
        if not segment.owner:
            continue
        at = end if segment.start is None else segment.start
        for match in re.finditer(r"[A-Za-z][A-Za-z']*", segment.owner):
            word = match[0]
            if _INITIALS.fullmatch(word):
                if word.casefold() not in lexicon.house.abbreviations and len(word) <= _MOST:
                    yield Person(own=frozenset({word}), at=at, why="initials in an action column")
            elif lexicon.first_name(word) or (word == segment.owner and lexicon.may_be_name(word)):
                yield Person(first=word, at=at, why="a name in an action column")


_MOST: Final = 3
