"""Who writes and to whom: the lines above and below letters and messages, and comments' authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evidence.masking.lexicon import CHAIN, Lexicon
from evidence.masking.people import Person, person_named
from evidence.masking.plain import plain
from evidence.segments import Segment

_FIELD = re.compile(
    r"^(?:from|to|cc|bcc|sent by|sender|reply-to|author|prepared by|written by|edited by|"
    r"written up by|issued by|(?:action |file )?owner|signed|organi[sz]er|on behalf of|"
    r"(?:cleared|approved|checked|reviewed|completed|chaired) by|contact|chair|lead)\b[: ]\s*"
    r"(?P<who>.+)$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?(?:regards|wishes|thanks)|yours\b.*|"
    r"thanks(?: (?:all|again))?|thank you|cheers|sincerely)[,.!]?$",
    re.IGNORECASE,
)
_LAST_FIRST = re.compile(r"([A-Z][A-Za-z'-]+), ([A-Z][a-z]+)(?![A-Za-z])")
_LONGEST = 4
_NEAR_THE_END = 6


def correspondents(segments: Sequence[Segment], lexicon: Lexicon, *, end: int) -> Iterator[Person]:
    """Yield senders, recipients, those who sign, and authors of comments and changes.

    `end` is the length of the frozen text; what lies outside it comes after all in it.
    """
    closed = False
    for n, segment in enumerate(segments):
        at = end if segment.start is None else segment.start
        if segment.author:
            yield person_named(segment.author, Person(at=at, why="the author of a comment"))
        text = plain(segment.text).text.strip()
        field = _FIELD.match(text)
        if field:
            yield from _listed(field["who"], at, lexicon)
        elif closed or (n >= len(segments) - _NEAR_THE_END and _alone(text)):
            yield from _signing(text, at, lexicon, sure=closed)
        closed = bool(_CLOSING.match(text)) or (closed and len(text.split()) <= _LONGEST)


def _listed(text: str, at: int, lexicon: Lexicon) -> Iterator[Person]:
    for part in re.split(r"[;<>|]|\band\b", text):
        match = _LAST_FIRST.search(part)
        if match and not lexicon.never(match[1]) and not lexicon.never(match[2]):
            yield person_named(match[0], Person(at=at, why="a line that says from whom or to whom"))
            continue
        for piece in part.split(","):
            yield from _signing(piece.strip(), at, lexicon, sure=True)


def _signing(text: str, at: int, lexicon: Lexicon, *, sure: bool) -> Iterator[Person]:
    """A line that is nothing but a name."""
    line = text.splitlines()[0].strip(" ,.") if text else ""
    words = line.split()
    if not CHAIN.fullmatch(line) or any(lexicon.never(word) for word in words):
        return
    if len(words) > _LONGEST or (len(words) == 1 and (words[0].isupper() or not sure)):
        return
    named = lexicon.first_name(words[0]) or sure
    if len(words) == 1 and named:
        yield Person(first=words[0], at=at, why="a signature")
    elif len(words) > 1 and (named or all(lexicon.may_be_name(w) for w in words)):
        yield person_named(line, Person(at=at, why="a signature"))


def _alone(text: str) -> bool:
    return 0 < len(text.split()) <= _LONGEST and not text.endswith((".", "?", "!"))
