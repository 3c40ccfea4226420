"""People known by a first name from the list, with the surname where one follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, words_in
from evidence.masking.lexicon import NAME_WORD, PARTICLE, Lexicon
from evidence.masking.ordinary_words import AFTER_PLACES, CALENDAR, ORDINARY_NAMES
from evidence.masking.people import Person, person_named
from evidence.masking.plain import Word
from evidence.masking.sentences import part_of_a_place, within_a_sentence

_SURNAME: Final = re.compile(rf"(?:(?:{PARTICLE}|[A-Z]\.?) )?({NAME_WORD})")
_NO_NAME_AFTER = words_in(
    "the a an this that these those our their its his her your my each every no any some in at on "
    "of per and or"
)
_SHORT = 4


def by_first_name(words: list[Word], text: str, lexicon: Lexicon) -> Iterator[Person]:
    """Yield people known by a first name from the list, with the surname where one follows.

    `words` are the text's words in order: start, end and the word without a possessive.
    """
    for n, (start, end, word, low) in enumerate(words):
        if low not in FIRST_NAMES or not word[0].isupper():
            continue
        if part_of_a_place(words, n, text) or text[max(0, start - 1) : start] == "-":
            continue
        surname = _surname_after(words, n, text, lexicon)
        if surname:
            known = low not in ORDINARY_NAMES
            about = Person(at=start, why="a first name and a surname", sure=known)
            yield person_named(f"{word} {surname}", about)
        elif (lexicon.first_name(word) or _named_in_passing(words, n, text)) and not _in_a_word(
            word, text, end
        ):
            yield Person(first=word, at=start, why="a first name", sure=False)


def _named_in_passing(words: list[Word], n: int, text: str) -> bool:
    """Whether a first name that is a word too is used as a name: "I asked Mark in March"."""
    _, end, _, low = words[n]
    if (
        low in CALENDAR
        or not within_a_sentence(text, words, n)
        or words[n - 1][3] in _NO_NAME_AFTER
    ):
        return False
    beside = n + 1 < len(words) and text[end : words[n + 1][0]] == " "
    return not (beside and words[n + 1][2][0].isupper())


def _in_a_word(word: str, text: str, end: int) -> bool:
    """Whether what looks like a first name is an abbreviation or half a word: jack-knifed."""
    half = text[end : end + 1] == "-" and text[end + 1 : end + 2].islower()
    return half or (word.isupper() and len(word) <= _SHORT)


def _surname_after(words: list[Word], n: int, text: str, lexicon: Lexicon) -> str:
    start, end, word, low = words[n]
    if end - start != len(word) or n + 1 >= len(words) or text[end : end + 1] != " ":
        return ""  # "Fiona's Review"
    match = _SURNAME.match(text, end + 1)
    if match is None or low in CALENDAR:
        return ""
    last = match[1]
    if lexicon.never(last) or last.casefold() in AFTER_PLACES or _short_capitals(last, word):
        return ""
    doubtful = low in ORDINARY_NAMES or last.casefold() in FIRST_NAMES
    if doubtful and last.casefold() not in FIRST_NAMES and not lexicon.may_be_name(last):
        return ""
    return match[0]


def _short_capitals(last: str, word: str) -> bool:
    return last.isupper() and not word.isupper()
