"""People known by a first name from the list, with the surname where one follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, NAMES_AND_WORDS, words_in
from evidence.masking.lexicon import NAME_WORD, PARTICLE, Lexicon
from evidence.masking.ordinary_words import AFTER_PLACES, CALENDAR, ORDINARY_NAMES
from evidence.masking.people import Person, person_named
from evidence.masking.plain import Word
from evidence.masking.sentences import is_a_time, part_of_a_place, within_a_sentence

_SURNAME: Final = re.compile(rf"(?:(?:{PARTICLE}[ -]|[A-Z]\.? )){{0,2}}({NAME_WORD})")
_SECOND: Final = re.compile(r"-[A-Z][a-z]+(?= )")
_NO_NAME_AFTER = words_in(
    "the a an this that these those our their its his her your my each every no any some in at on "
    "of per and or"
)
_THING: Final = re.compile(
    r" (?:wards?|unit|buildings?|rooms?|suite|hub|wing|centre|site|block|schools?|hospital|award|"
    r"inquiry|report|review|estate|theatre|hall|house|trust|foundation|clinic|hotel)\b",
    re.IGNORECASE,
)
_FIRST: Final = FIRST_NAMES | NAMES_AND_WORDS | {"april", "autumn", "june", "may", "winter"}
_DOES = words_in(
    "said says asked asks thinks thought told tells agreed agrees felt wanted wants explained "
    "confirmed replied sent sends signs signed knows knew wrote writes rang emailed chairs chaired "
    "reads checks checked picks picked gives gave goes went does did isn't doesn't won't hasn't "
    "didn't wasn't"
)
_SHORT, _FEW_BLANKS = 4, 8


def by_first_name(words: list[Word], text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Yield people known by a first name from the list, with the surname where one follows.

    `words` are the text's words in order: start, end and the word without a possessive.
    """
    for n, (start, end, word, low) in enumerate(words):
        if low not in _FIRST or not word[0].isupper():
            continue
        if part_of_a_place(words, n, text) or text[max(0, start - 1) : start] == "-":
            continue
        second = _SECOND.match(text, end)
        surname = _surname_after(words, n + bool(second), text, lexicon)
        if surname and not _names_a_thing(text, start, surname):
            known = low not in ORDINARY_NAMES
            about = Person(at=start, why="a first name and a surname", sure=known)
            first = word + (second[0] if second else "")
            yield person_named(f"{first} {surname}", about)
        elif (
            low in FIRST_NAMES
            and (lexicon.first_name(word) or _named_in_passing(words, n, text))
            and (not _in_a_word(word, text, end))
        ):
            yield Person(first=word, at=start, why="a first name", sure=False)
        elif _says_so(words, n, text):
            why = "a name that is also a word, and what people do"
            yield Person(first=word, at=start, why=why, sure=False)


def _before(text: str, at: int) -> str:
    """The character before a place, blanks passed over; a few of them, not a whole text."""
    return text[max(0, at - _FEW_BLANKS) : at].rstrip(" ")[-1:]


def _says_so(words: list[Word], n: int, text: str) -> bool:
    """Whether a sentence opens with a name that is a word too: "Will signs mine"."""
    _, end, _, low = words[n]
    if low in CALENDAR or n + 1 >= len(words) or text[end : words[n + 1][0]] != " ":
        return False
    before = _before(text, words[n][0])
    return before in {"", "\n", ".", "?", "!", ":"} and words[n + 1][2] in _DOES


def _named_in_passing(
    words: list[Word], n: int, text: str, *, before_capital: bool = False
) -> bool:
    """Whether a first name that is a word too is used as a name: "I asked Mark in March"."""
    _, end, _, low = words[n]
    if (
        low in CALENDAR
        or not within_a_sentence(text, words, n)
        or words[n - 1][3] in _NO_NAME_AFTER
    ):
        return False
    beside = n + 1 < len(words) and text[end : words[n + 1][0]] == " "
    return before_capital or not (beside and words[n + 1][2][0].isupper())


def _in_a_word(word: str, text: str, end: int) -> bool:
    """Whether what looks like a first name is an abbreviation or half a word: jack-knifed."""
    half = text[end : end + 1] == "-" and text[end + 1 : end + 2].islower()
    return half or (word.isupper() and len(word) <= _SHORT)


def _surname_after(words: list[Word], n: int, text: str, lexicon: Lexicon) -> str:
    start, end, word, low = words[n]
    if end - start != len(word) or n + 1 >= len(words) or text[end : end + 1] != " ":
        return ""  # "Fiona's Review"
    match = _SURNAME.match(text, end + 1)
    if match is None or (low in CALENDAR and is_a_time(words, n, text)):
        return ""
    last = match[1]
    if lexicon.never(last) or last.casefold() in AFTER_PLACES or _short_capitals(last, word):
        return ""
    doubtful = low in ORDINARY_NAMES or last.casefold() in FIRST_NAMES
    if doubtful and last.casefold() not in FIRST_NAMES and not lexicon.may_be_name(last):
        passing = _named_in_passing(words, n, text, before_capital=True)
        return match[0] if passing and last.casefold() not in lexicon.small else ""
    return match[0] + _second_surname(text, match.end(), lexicon)


def _second_surname(text: str, at: int, lexicon: Lexicon) -> str:
    """What follows of a name of three words: May Lin Zhao."""
    match = _SURNAME.match(text, at + 1) if text[at : at + 1] == " " else None
    if match is None or match[1].isupper() or not lexicon.may_be_name(match[1]):
        return ""
    return f" {match[0]}"


def _names_a_thing(text: str, start: int, surname: str) -> bool:
    """Whether a thing is named after somebody: "the Florence Nightingale ward"."""
    at = text.find(surname, start) + len(surname)
    return bool(
        text[max(0, start - 4) : start].endswith(("The ", "the ")) and _THING.match(text, at)
    )


def _short_capitals(last: str, word: str) -> bool:
    return last.isupper() and not word.isupper()
