"""Where running text says that a word is somebody's name.

A title ("Mr Keane"), a post before it ("DCP Sarah Okafor") or a grade behind it ("Okafor
(SCP)"); `sayings.py` has what else gives somebody away. Published authorities and places
that sound like people are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, NAMES_AND_WORDS, words_in
from evidence.masking.lexicon import NAME_WORD, Lexicon
from evidence.masking.people import Person, person_named
from evidence.masking.plain import Word
from evidence.masking.runs import LONGEST_NAME, all_may, one_name, run_of
from evidence.masking.sayings import given_away
from evidence.masking.sentences import CIVIL

_JUDGE: Final = (
    r"(?:HHJ|HH Judge|His Honou?r Judge|Her Honou?r Judge|Deputy District Judge|District Judge|DDJ|"
    r"DJ|Judge|Recorder|Mr Justice|Mrs Justice|Ms Justice|Lord Justice|Lady Justice|Lord|Lady)"
)
_OFFICER: Final = (
    r"(?:(?:T/|A/)?(?:W?PC|DC|PS|DS|DI|DCI|DSU|PCSO|Pc|Dc|Ds|Dci|Sgt|Sergeant|Constable|"
    r"Insp|Inspector|Superintendent|Supt|"
    r"Detective(?: Chief)?(?: Inspector| Sergeant| Constable| Superintendent)|"
    r"Det\.? (?:Insp|Sgt|Con|Supt)))"
)
_TITLES: Final = (
    (
        re.compile(rf"\b(?:{_JUDGE})\.? (?={NAME_WORD})"),
        "judge",
        False,
        ("Judge", "HHJ", "DJ", "Recorder", "Justice", "Lord ", "Lady "),
    ),
    (
        re.compile(rf"\b(?:{_OFFICER})\.? (?:[A-Z]{{0,2}}\d{{3,6}},? )?(?={NAME_WORD})"),
        "officer",
        False,
        (
            "PC",
            "DC",
            "PS ",
            "DS",
            "DI ",
            "Pc ",
            "Dc",
            "Ds ",
            "Sgt",
            "Sergeant",
            "Constable",
            "Insp",
            "Su",
            "Det",
        ),
    ),
    (
        re.compile(rf"\b{CIVIL}\.? (?=(?:[A-Z]\.? ){{0,2}}(?:{NAME_WORD}|[A-Z]\b))"),
        "",
        True,
        (
            "Mr",
            "Ms",
            "Mi",
            "Mx",
            "Dr",
            "Prof",
            "Sir",
            "Dame",
            "Rev",
            "Cllr",
            "Councillor",
            "Aunt",
            "Uncle",
        ),
    ),
    (
        re.compile(rf"\b(?:Nurse|Matron|Sister|Pastor|Imam|Rabbi) (?={NAME_WORD})"),
        "",
        False,
        ("Nurse", "Matron", "Sister", "Pastor", "Imam", "Rabbi"),
    ),
)
_ONE_POST: Final = words_in(
    """
    manager officer paralegal caseworker lawyer counsel witness complainant victim suspect
    administrator colleague abm bm adviser oic solicitor sister brother husband wife partner
    """
)
_POSTS: Final = _ONE_POST | {f"{post}s" for post in _ONE_POST}
_LED_IN = re.compile(r"(?: |: | \(|, )(?=[A-Z])")
_AHEAD = re.compile(r"[,(-] ?(?:[A-Za-z]+ )*$")
"""What stands between a name and the grade behind it; most grades have none of it."""

_FURTHEST = 40
_AFTER = re.compile(r"^(?:,| \(| -)(?: ?(?:the|our|your|my|an?|acting|temporary|Area|joint)\b)* ?")


def introduced(text: str, words: list[Word], lexicon: Lexicon) -> Iterator[Person]:
    """Yield the people whom a levelled text introduces; `words` are its words in order."""
    yield from _titled(text, lexicon)
    yield from _posted(text, words, lexicon)
    yield from _graded(text, lexicon)
    yield from given_away(text, lexicon)


def _titled(text: str, lexicon: Lexicon) -> Iterator[Person]:
    for pattern, role, civil, hints in _TITLES:
        for match in pattern.finditer(text) if any(hint in text for hint in hints) else ():
            chain = run_of(text, match.end(), lexicon, first_free=civil)
            if not chain or (civil and chain.casefold() in {"justice", "chair", "speaker"}):
                continue
            words = chain.split()
            about = Person(role=role, at=match.start(), why="a name after a title")
            if len(words) > 1 and (
                civil or words[0].casefold() in FIRST_NAMES or len(words[0]) == 1
            ):
                yield person_named(chain, about)
            else:
                yield replace(about, surname=words[0] if len(words) == 1 else chain)


def _posted(text: str, words: list[Word], lexicon: Lexicon) -> Iterator[Person]:
    """A post and then a name: "DCP Sarah Okafor", "witness Jane Doe"."""
    ends = [(end, grade) for _, end, grade in lexicon.grades]
    ends += [(end, "") for _, end, _, low in words if low in _POSTS]
    for end, role in ends:
        led_in = _LED_IN.match(text, end)
        if led_in is None:
            continue
        found = _person_at(text, led_in.end(), lexicon, role)
        if found is not None and (led_in[0] in {" ", ": "} or _set_apart(found, text, led_in)):
            yield found


def _set_apart(found: Person, text: str, led_in: re.Match[str]) -> bool:
    """Whether a name stands between commas or in brackets behind a post, and nothing else."""
    end = led_in.end() + len(found.name)
    closed = text[end : end + 1] in ({")"} if led_in[0] == " (" else {",", ".", "?", "!", ";", ":"})
    return closed and text.startswith(found.name, led_in.end())


def _person_at(text: str, at: int, lexicon: Lexicon, role: str) -> Person | None:
    chain = run_of(text, at, lexicon)
    words = chain.split()
    about = Person(role=role, at=at, why="a name after a post")
    if not words:
        return None
    if len(words) > 1 and (words[0].casefold() in FIRST_NAMES or all_may(words, lexicon)):
        return person_named(chain, about)
    worded = words[0].casefold() in NAMES_AND_WORDS - lexicon.small
    if not (worded or lexicon.may_be_name(words[0])) or (
        words[0].isupper() and len(words[0]) <= len("HMCTS")
    ):
        return None
    following = re.match(rf" ({NAME_WORD})", text[at + len(chain) :])
    if following and lexicon.never(following[1]):
        return None  # "witness Care Unit"
    return one_name(words[0], about, lexicon)


def _graded(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """A name and then a grade: "Ruth Ollerton, SDCP", "Okafor (SCP)"."""
    for at, _, role in lexicon.grades:
        start = text.rfind("\n", 0, at) + 1
        if not _AHEAD.search(text, max(start, at - _FURTHEST), at):
            continue
        for begin, end in reversed(lexicon.chains(max(start, at - LONGEST_NAME), at)):
            between = text[end:at]
            words = text[begin:end].split()
            if not _AFTER.fullmatch(between) or (words[-1].isupper() and len(words[-1]) <= _SHORT):
                break
            about = Person(role=role, at=begin, why="a name before a grade")
            if len(words) > 1 and (words[0].casefold() in FIRST_NAMES or all_may(words, lexicon)):
                yield person_named(text[begin:end], about)
            elif len(words) == 1 and between == " (" and lexicon.may_be_name(words[0]):
                yield one_name(words[0], about, lexicon)
            break


_SHORT = 4
