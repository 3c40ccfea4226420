"""Where a sentence gives somebody away without a title or a post.

A party to a case, initials in brackets that agree, an initial and a surname, a name that an
e-mail address spells out, what only people do, and a row with somebody who is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, NAMES_AND_WORDS
from evidence.masking.lexicon import NAME_WORD, PARTICLE, Lexicon
from evidence.masking.ordinary_words import AUTHORITIES
from evidence.masking.people import Person, person_named
from evidence.masking.runs import LONGEST_NAME, all_may, one_name, run_of

_DEFENDANT: Final = re.compile(
    rf"\b(?:[Rr](?:egina|ex)?\.? ?-?(?:v|vs|V)-?\.? ?"
    rf"|(?:[Dd]efendant|[Aa]ccused|[Oo]ffender)s?,? )(?={NAME_WORD})"
)
_CITED = re.compile(r"^[^.;]{0,30}[\[(](?:19|20)\d\d[\])]")
_ROUND = re.compile(r"(?<=[A-Za-z]) \((?P<own>[A-Z]{2,4})[,)]")
_INITIAL = re.compile(rf"(?<![\w'.-])(?:[A-Z](?:\. ?| )){{1,2}}(?:{PARTICLE} ){{0,2}}({NAME_WORD})")
_LEADING_IN = re.compile(
    r"(?:\b(?:by|with|from|to|and|[Ww]itness|[Cc]omplainant|[Cc]ounsel|[Oo]fficer)|[,:;|(])\s$"
)
_ADDRESS = re.compile(r"(?<![\w.])([A-Za-z]+)[._]([A-Za-z-]{2,})\d*(?=@)")
_CAPITAL = r"[A-Z][A-Za-z]*(?:['-][A-Z][A-Za-z]+)*"
"""A name word that can be looked for fast: it begins with a capital and nothing else."""

_DOES = re.compile(
    rf"({_CAPITAL} {_CAPITAL}(?: {_CAPITAL})?)(?:'s)? "
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
_IN_ROW = re.compile(rf"{NAME_WORD}(?: {NAME_WORD})?")
_JOINED = re.compile(r" (?:and|&) (?=[A-Z])")
_ROW_BEFORE = re.compile(rf"(?<![\w'-])(?:{_IN_ROW.pattern}, ){{0,6}}{_IN_ROW.pattern},?$")
_LONGEST_ROW = 120
_AT_PLACE = re.compile(r"\b(?:in|at|near|via|around|across|outside) $")
_OPENING = re.compile(
    rf"({_CAPITAL}) (?:said|says|agreed|disagreed|replied|asked|thought|thinks|felt|explained|"
    r"apologised|thanked|added|told)\b"
)
_BEFORE_OPENING = (". ", "; ", ": ", "? ", "! ", "\n", ", and ", ", but ")
_ALONE: Final = (
    (_OPENING, "one name and what people do", ("",)),
    (
        re.compile(
            rf"\b(?:[Mm]y name is|[Mm]y name's|[Cc]alls? me|[Ii]ntroduced (?:her|him)self as) "
            rf"({NAME_WORD})"
        ),
        "said to be called so",
        ("y name", "all me", "alls me", "self as"),
    ),
    (
        re.compile(rf"(?:\bI'm|\bI am|\bThis is) ({NAME_WORD})(?=[,.;!?]| and\b| from\b)"),
        "said to be called so",
        ("I'm ", "I am ", "This is "),
    ),
    (
        re.compile(rf"\b[Cc]ase of ({NAME_WORD})(?= (?:and|was|is)\b|[,;.])"),
        "a case's name",
        ("ase of ",),
    ),
)
_PARTIES = ("ictim", "omplainant", "itness", "efendant", "uspect", "hild")
_ANONYMOUS = re.compile(
    r"\b(?:[Vv]ictim|[Cc]omplainant|[Ww]itness|[Dd]efendant|[Ss]uspect|[Cc]hild),? "
    r"([A-Z]{2})(?=[,.;)]| (?:was|is|has|had|did|said|gave|and)\b)"
)
_LAST_FIRST = re.compile(
    rf"(?:(?<=; )|(?<=: )|(?<=\n)|^|(?<=were ))({NAME_WORD}), ({NAME_WORD})(?=[;)\n]|\.?$)",
    re.MULTILINE,
)
_SHORT = 4


def given_away(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Yield the people whom a levelled text gives away."""
    yield from _on_trial(text, lexicon)
    yield from _in_brackets(text, lexicon)
    yield from _with_initial(text, lexicon)
    yield from _in_addresses(text, lexicon)
    yield from _doing(text, lexicon)
    yield from _called(text, lexicon)
    yield from _listed_with(text, lexicon)
    yield from _by_one_name(text, lexicon)
    yield from _turned(text, lexicon)


def _by_one_name(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """One name alone, where somebody speaks, is introduced, or is a case's: "Pike disagreed"."""
    for pattern, why, hints in _ALONE:
        for match in pattern.finditer(text) if any(hint in text for hint in hints) else ():
            name = match[1]
            if pattern is _OPENING and not _opens(text, match.start()):
                continue
            if name.isupper() and len(name) <= len("HMCTS"):
                continue
            if lexicon.may_be_name(name) and not _at_place(text, match.start(1)):
                yield one_name(name, Person(at=match.start(1), why=why, sure=False), lexicon)
    for match in _ANONYMOUS.finditer(text) if any(party in text for party in _PARTIES) else ():
        if match[1].casefold() not in lexicon.house.abbreviations:
            why = "initials that stand for a party"
            yield Person(own=frozenset({match[1]}), at=match.start(1), why=why, sure=False)


def _opens(text: str, at: int) -> bool:
    return at == 0 or text[max(0, at - len(", and ")) : at].endswith(_BEFORE_OPENING)


def _at_place(text: str, at: int) -> bool:
    return bool(_AT_PLACE.search(text, max(0, at - len(" outside ")), at))


def _turned(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Surnames before first names in a row: "Gough, Philippa; Akhtar, Nasreen"."""
    for match in _LAST_FIRST.finditer(text) if ", " in text and "; " in text else ():
        if lexicon.first_name(match[2]) and lexicon.may_be_name(match[1]):
            about = Person(at=match.start(), why="a surname and a first name", sure=False)
            yield person_named(match[0], about)


def _on_trial(text: str, lexicon: Lexicon) -> Iterator[Person]:
    for match in _DEFENDANT.finditer(text):
        case = match[0][0] in "Rr"
        chain = run_of(text, match.end(), lexicon)
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
        begin = max(line, match.start() - LONGEST_NAME)
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
        led_in = _LEADING_IN.search(text, max(0, match.start() - 13), match.start())
        if led_in and lexicon.may_be_name(match[1]):
            why = "an initial and a surname"
            yield person_named(match[0], Person(at=match.start(), why=why, sure=False))


def _in_addresses(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """A name that an e-mail address spells out: lorna.fitch@..."""
    for match in _ADDRESS.finditer(text) if "@" in text else ():
        first, last = (part.title() for part in match.groups())
        known = first.casefold() in FIRST_NAMES or all_may([first, last], lexicon)
        if len(first) == 1 and len(last) < _SHORT:
            continue
        if known and (len(first) == 1 or not lexicon.never(first)) and not lexicon.never(last):
            about = Person(at=match.start(), why="an e-mail address")
            yield person_named(f"{first} {last}", about)


def _doing(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Two names of which the sentence says what only people do: "Nkechi Brown joins us"."""
    for match in _DOES.finditer(text):
        words = match[1].split()
        if text[max(0, match.start() - 1) : match.start()].strip(" \n(\"'"):
            continue
        if all_may(words, lexicon):
            about = Person(at=match.start(), why="two names and what people do", sure=False)
            yield person_named(match[1], about)


def _called(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Somebody who is said to be called something: "a lad called Fraser"."""
    for match in _SO_CALLED.finditer(text) if " called " in text or " named " in text else ():
        if lexicon.may_be_name(match[1]):
            about = Person(at=match.start(1), why="said to be called so", sure=False)
            yield one_name(match[1], about, lexicon)


def _rows(text: str) -> Iterator[tuple[int, int]]:
    """The rows of words with capitals, the last two joined by "and"."""
    for match in _JOINED.finditer(text):
        last = _IN_ROW.match(text, match.end())
        begin = max(0, match.start() - _LONGEST_ROW)
        before = _ROW_BEFORE.search(text[begin : match.start()]) if last else None
        if before is not None and last is not None:
            yield begin + before.start(), last.end()


def _listed_with(text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Those whom no list knows, in a row with somebody it knows: "Helen, Raj and Wiktoria"."""
    for start, end in _rows(text):
        names = [(m.start(), m[0]) for m in _IN_ROW.finditer(text, start, end)]
        firsts = [name.split()[0] for _, name in names]
        if not any(lexicon.first_name(re.split("[-']", first)[0]) for first in firsts):
            continue
        for (at, name), first in zip(names, firsts, strict=True):
            words = name.split()
            worded = len(words) > 1 and first.casefold() in NAMES_AND_WORDS
            unknown = first.casefold() not in FIRST_NAMES and all_may(words, lexicon)
            if (unknown or (worded and not any(map(lexicon.never, words)))) and not _at_place(
                text, at
            ):
                about = Person(at=at, why="in a row with somebody", sure=False)
                whole = " " in name
                yield person_named(name, about) if whole else one_name(name, about, lexicon)
