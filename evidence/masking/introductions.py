"""Where running text says that a word is somebody's name.

A title ("Mr Keane"), a post before it ("DCP Sarah Okafor") or a grade behind it ("Okafor
(SCP)"), initials in brackets that agree, a case's name (R v Smith), or a first name from the
list. Published authorities and places that sound like people are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, words_in
from evidence.masking.lexicon import CHAIN, NAME_WORD, PARTICLE, Lexicon
from evidence.masking.ordinary_words import (
    AUTHORITIES,
)
from evidence.masking.people import Person, person_named
from evidence.masking.plain import Word
from evidence.masking.sentences import CIVIL

_JUDGE: Final = (
    r"(?:HHJ|HH Judge|His Honou?r Judge|Her Honou?r Judge|Deputy District Judge|District Judge|DDJ|"
    r"DJ|Judge|Recorder|Mr Justice|Mrs Justice|Ms Justice|Lord Justice|Lady Justice|Lord|Lady)"
)
_OFFICER: Final = (
    r"(?:(?:T/|A/)?(?:W?PC|DC|PS|DS|DI|DCI|DSU|PCSO|Pc|Dc|Ds|Dci|Sgt|Sergeant|Constable|Insp|Inspector|"
    r"Superintendent|Supt|Detective(?: Chief)?(?: Inspector| Sergeant| Constable| Superintendent)|"
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
_DEFENDANT: Final = re.compile(
    rf"\b(?:[Rr](?:egina|ex)?\.? ?-?(?:v|vs|V)-?\.? ?"
    rf"|(?:[Dd]efendant|[Aa]ccused|[Oo]ffender)s?,? )(?={NAME_WORD})"
)
_CITED = re.compile(r"^[^.;]{0,30}[\[(](?:19|20)\d\d[\])]")
_ROUND = re.compile(r"(?<=[A-Za-z]) \((?P<own>[A-Z]{2,4})[,)]")
_INITIAL = re.compile(rf"(?<![\w'.-])(?:[A-Z](?:\. ?| )){{1,2}}(?:{PARTICLE} ){{0,2}}({NAME_WORD})")
_LEADING_IN = re.compile(r"(?:\b(?:by|with|from|to|and)|[,:;|(])\s$")
_ADDRESS = re.compile(r"(?<![\w.])([A-Za-z]+)[._]([A-Za-z-]{2,})\d*(?=@)")
_DOES = re.compile(
    rf"(?<![\w'-])({NAME_WORD} {NAME_WORD}(?: {NAME_WORD})?)(?:'s)? "
    r"(?:presented|prepared|chaired|circulated|introduced|reviewed|drafted|emailed|phoned|rang|"
    r"visited|attended|apologised|resigned|thanked|leads|keeps|joined|said|says|asked|asks|thinks|"
    r"thought|told|agreed|agrees|felt|feels|wanted|raised|noted|explained|confirmed|replied|joins|"
    r"retires|retired|"
    r"spoke|speaks|suggested|mentioned|wondered|laughed|wrote|left us|has left)\b"
)
_SO_CALLED = re.compile(
    rf"\b(?:lad|man|woman|lady|chap|bloke|girl|boy|colleague|lawyer|prosecutor|officer|manager|"
    rf"someone|somebody|person|paralegal|inspector|clerk) (?:called|named) ({NAME_WORD})"
)
_LED_IN = re.compile(r"(?: |: | \(|, )(?=[A-Z])")
_AHEAD = re.compile(r"[,(-] ?(?:[A-Za-z]+ )*$")
"""What stands between a name and the grade behind it; most grades have none of it."""

_FURTHEST = 40
_IN_ROW = re.compile(rf"{NAME_WORD}(?: {NAME_WORD})?")
_ROW = re.compile(
    rf"(?<![\w'-])(?:{_IN_ROW.pattern}, ){{0,6}}{_IN_ROW.pattern},? (?:and|&) {_IN_ROW.pattern}"
    r"(?![\w-])"
)
_AT_PLACE = re.compile(r"\b(?:in|at|near|via|around|across|outside) $")
_AFTER = re.compile(r"^(?:,| \(| -)(?: ?(?:the|our|your|my|an?|acting|temporary|Area|joint)\b)* ?")


def introduced(text: str, words: list[Word], lexicon: Lexicon) -> Iterator[Person]:
    """Yield the people whom a levelled text introduces; `words` are its words in order."""
    yield from _titled(text, lexicon)
    yield from _posted(text, words, lexicon)
    yield from _graded(text, lexicon)
    yield from _on_trial(text, lexicon)
    yield from _in_brackets(text, lexicon)
    yield from _with_initial(text, lexicon)
    yield from _in_addresses(text, lexicon)
    yield from _doing(text, lexicon)
    yield from _called(text, lexicon)
    yield from _listed_with(text, lexicon)


def _listed_with(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Those whom no list knows, in a row with somebody it knows: "Helen, Raj and Wiktoria"."""
    for match in _ROW.finditer(text):
        names = [(m.start(), m[0]) for m in _IN_ROW.finditer(text, *match.span())]
        firsts = [name.split()[0] for _, name in names]
        if not any(lexicon.first_name(re.split("[-']", first)[0]) for first in firsts):
            continue
        for (at, name), first in zip(names, firsts, strict=True):
            unknown = first.casefold() not in FIRST_NAMES
            if unknown and _all_may(name.split(), lexicon) and not _AT_PLACE.search(text[:at]):
                about = Person(at=at, why="in a row with somebody", sure=False)
                whole = " " in name
                yield person_named(name, about) if whole else _one_name(name, about, lexicon)


def _titled(text: str, lexicon: Lexicon) -> Iterator[Person]:
    for pattern, role, civil, hints in _TITLES:
        for match in pattern.finditer(text) if any(hint in text for hint in hints) else ():
            chain = _run(text, match.end(), lexicon, first_free=civil)
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
    chain = _run(text, at, lexicon)
    words = chain.split()
    about = Person(role=role, at=at, why="a name after a post")
    if not words:
        return None
    if len(words) > 1 and (words[0].casefold() in FIRST_NAMES or _all_may(words, lexicon)):
        return person_named(chain, about)
    if not lexicon.may_be_name(words[0]) or (words[0].isupper() and len(words[0]) <= len("HMCTS")):
        return None
    following = re.match(rf" ({NAME_WORD})", text[at + len(chain) :])
    if following and lexicon.never(following[1]):
        return None  # "witness Care Unit"
    return _one_name(words[0], about, lexicon)


def _one_name(word: str, about: Person, lexicon: Lexicon) -> Person:
    """A person of whom one name is known: a first name if the list has it, else a surname."""
    return replace(about, first=word) if lexicon.first_name(word) else replace(about, surname=word)


def _graded(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """A name and then a grade: "Ruth Ollerton, SDCP", "Okafor (SCP)"."""
    for at, _, role in lexicon.grades:
        start = text.rfind("\n", 0, at) + 1
        if not _AHEAD.search(text, max(start, at - _FURTHEST), at):
            continue
        for begin, end in reversed(lexicon.chains(max(start, at - _LONGEST_NAME), at)):
            between = text[end:at]
            words = text[begin:end].split()
            if not _AFTER.fullmatch(between) or (words[-1].isupper() and len(words[-1]) <= _SHORT):
                break
            about = Person(role=role, at=begin, why="a name before a grade")
            if len(words) > 1 and (words[0].casefold() in FIRST_NAMES or _all_may(words, lexicon)):
                yield person_named(text[begin:end], about)
            elif len(words) == 1 and between == " (" and lexicon.may_be_name(words[0]):
                yield _one_name(words[0], about, lexicon)
            break


def _on_trial(text: str, lexicon: Lexicon) -> Iterator[Person]:
    for match in _DEFENDANT.finditer(text):
        case = match[0][0] in "Rr"
        chain = _run(text, match.end(), lexicon)
        words = chain.split()
        if not words or (case and _published(text, match.end(), words)):
            continue
        if not case and not (lexicon.may_be_name(words[0]) or words[0].casefold() in FIRST_NAMES):
            continue
        about = Person(role="defendant", at=match.start(), why="a party to a case")
        if len(words) > 1:
            yield person_named(chain, about)
        else:
            yield replace(about, surname=words[0])


def _published(text: str, at: int, words: list[str]) -> bool:
    return words[0].casefold() in AUTHORITIES or bool(_CITED.match(text[at : at + 60]))


def _in_brackets(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """A name with its own initials behind it: "Colin Tebbutt (CT)"."""
    for match in _ROUND.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        begin = max(line, match.start() - _LONGEST_NAME)
        run = next((c for c in lexicon.chains(begin, match.start()) if c[1] == match.start()), None)
        if run is None:
            continue
        own = match["own"]
        about = Person(own=frozenset({own}), at=run[0], why="initials that agree")
        person = person_named(text[run[0] : run[1]], about)
        if person.initials & {own, own[0] + own[-1]}:
            yield person


def _with_initial(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """An initial and a surname where a name is led in: "by T. Wilk"."""
    for match in _INITIAL.finditer(text):
        if match[0][:2] in {"A ", "I "} or match[1].isupper():
            continue
        led_in = _LEADING_IN.search(text, max(0, match.start() - 6), match.start())
        if led_in and lexicon.may_be_name(match[1]):
            why = "an initial and a surname"
            yield person_named(match[0], Person(at=match.start(), why=why, sure=False))


def _in_addresses(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """A name that an e-mail address spells out: lorna.fitch@..."""
    for match in _ADDRESS.finditer(text) if "@" in text else ():
        first, last = (part.title() for part in match.groups())
        known = first.casefold() in FIRST_NAMES or _all_may([first, last], lexicon)
        if len(first) == 1 and len(last) < _SHORT:
            continue
        if known and (len(first) == 1 or not lexicon.never(first)) and not lexicon.never(last):
            about = Person(at=match.start(), why="an e-mail address")
            yield person_named(f"{first} {last}", about)


def _doing(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Two names of which the sentence says what only people do: "Nkechi Brown joins us"."""
    for match in _DOES.finditer(text):
        words = match[1].split()
        if _all_may(words, lexicon):
            about = Person(at=match.start(), why="two names and what people do", sure=False)
            yield person_named(match[1], about)


def _called(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Somebody who is said to be called something: "a lad called Fraser"."""
    for match in _SO_CALLED.finditer(text):
        if lexicon.may_be_name(match[1]):
            about = Person(at=match.start(1), why="said to be called so", sure=False)
            yield _one_name(match[1], about, lexicon)


def _run(text: str, at: int, lexicon: Lexicon, *, first_free: bool = False) -> str:
    """Return the name words that begin at a place, up to the first that is never a name."""
    match = CHAIN.match(text, at)
    if match is None:
        return ""
    kept: list[str] = []
    for word in match[0].split():
        if lexicon.never(word) and not (first_free and not kept):
            break
        kept.append(word)
    while kept and re.fullmatch(PARTICLE, kept[-1]):
        kept.pop()
    return " ".join(kept[:3])


def _all_may(words: list[str], lexicon: Lexicon) -> bool:
    return all(
        lexicon.may_be_name(w) or len(w.rstrip(".")) == 1 or re.fullmatch(PARTICLE, w)
        for w in words
    ) and any(len(w) > 1 for w in words)


_SHORT = 4
_LONGEST_NAME = 60
