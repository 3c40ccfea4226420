"""What a sentence says of a word that may be a name: a person, a place, or a word like others."""

from __future__ import annotations

import re
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, words_in
from evidence.masking.lexicon import Lexicon
from evidence.masking.ordinary_words import AFTER_PLACES, BEFORE_PLACES
from evidence.masking.plain import Word

CIVIL: Final = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev|Reverend|Cllr|Councillor|"
    r"Aunt(?:y|ie)?|Uncle)"
)
_TITLE = re.compile(rf"\b{CIVIL}\.? $")
_SAYS: Final = words_in(
    """
    said says asked asks thinks thought told tells agreed agrees felt feels wanted wants raised
    raises noted reported explained confirmed replied sent sends took takes went came
    signs sends knows checks
    has had was is did does gave gives looked read reads wrote writes rang called spoke
    rose stood spent left won lost chose began kept knew suggested
    mentioned put made showed shows and or who won't wouldn't isn't wasn't hasn't hadn't doesn't
    """
)
_LONGEST, _FEW_BLANKS = 4, 8
_BEFORE_TIMES = words_in(
    "in of since until till by from to last next this early late mid during before after for and "
    "through st nd rd th monday tuesday wednesday thursday friday every each or on the"
)


def part_of_a_place(words: list[Word], n: int, text: str) -> bool:
    """Whether a name is part of a place, a law or an operation: St Mary's, Operation Grace."""
    start, end, _, _ = words[n]
    if n:
        before, gap = words[n - 1][2], text[words[n - 1][1] : start]
        if before.casefold() in BEFORE_PLACES and before[0].isupper() and gap in {" ", ". "}:
            return True
        owns = words[n - 1][1] - words[n - 1][0] > len(before)
        if owns and before in {"Abbot", "Bishop", "Earl", "King", "Queen"} and gap == " ":
            return True  # King's Lynn
    if n + 1 >= len(words):
        return False
    after = words[n + 1]
    return (
        text[end : after[0]] == " "
        and after[2][0].isupper()
        and after[2].casefold() in AFTER_PLACES
        and not after[2].isupper()
    )


def with_title(text: str, start: int) -> int:
    """Where a name begins, with the Mr or Ms before it."""
    match = _TITLE.search(text, max(0, start - len("Councillor. ")), start)
    return match.start() if match else start


def with_first_name(text: str, words: list[Word], n: int, lexicon: Lexicon) -> int:
    """Where a known surname's name begins, if an unknown first name stands before it."""
    start, _, word, _ = words[n]
    if n < 2 or word.casefold() in FIRST_NAMES:  # noqa: PLR2004
        return start
    (begin, end, before, _), earlier = words[n - 1], words[n - 2]
    if text[end:start] != " " or not before[0].isupper() or before.isupper():
        return start
    within = earlier[2][0].islower() and text[earlier[1] : begin] == " "
    known = before.casefold() in FIRST_NAMES
    return begin if (within or known) and lexicon.may_be_name(before) else start


def clearly_named(text: str, words: list[Word], n: int) -> bool:
    """Whether a sentence leaves no doubt: "asked Will about", "Grace thinks", "Mark's list"."""
    start, end, word, _ = words[n]
    after = text[end : end + 1]
    beside = n + 1 < len(words) and text[end : words[n + 1][0]] == " "
    following = words[n + 1][2] if beside else ""
    if end - start > len(word) or (word.isupper() and not among_capitals(words, n)):
        return True
    if _told_of_somebody(following) or following[:1].isupper():
        return _told_of_somebody(following)
    if within_a_sentence(text, words, n):
        return True
    before = words[n - 1] if n else None
    gap = text[before[1] : start] if before else ""
    return after == "," and (not before or gap.strip(" \n") in {".", "?", "!", ":", ""})


def within_a_sentence(text: str, words: list[Word], n: int) -> bool:
    """Whether a word with a capital follows on a word without one: "asked Will"."""
    if not n:
        return False
    before = words[n - 1]
    gap = text[before[1] : words[n][0]]
    return gap in {" ", ", "} and (before[2].islower() or before[2] in {"I", "I'm"})


def spoken_to(text: str, words: list[Word], n: int) -> bool:
    """Whether a word is set apart as those are who are spoken to: "what of it, April?"."""
    start, end, word, _ = words[n]
    if end - start != len(word):
        return True  # April's
    before, after = text[max(0, start - _FEW_BLANKS) : start].rstrip(" ")[-1:], text[end : end + 1]
    opens = before in {"", "\n", ".", "?", "!", ":"}
    return (before == "," and after in {"?", ",", "!"}) or (opens and after == ",")


def is_a_time(words: list[Word], n: int, text: str) -> bool:
    """Whether a month or a season is one: "in May", "12 May", and not "May Brightwell joins"."""
    before = text[max(0, words[n][0] - _FEW_BLANKS) : words[n][0]].rstrip()[-1:]
    return before.isdigit() or (n > 0 and words[n - 1][3] in _BEFORE_TIMES)


def _told_of_somebody(word: str) -> bool:
    """Whether a word that follows says what somebody did: "Young disagreed"."""
    return word in _SAYS or (word.islower() and word.endswith("ed") and len(word) > _LONGEST)


def among_capitals(words: list[Word], n: int) -> bool:
    """Whether a word stands in a heading of capitals, where IS is a verb."""
    around = (words[n - 1][2] if n else "", words[n + 1][2] if n + 1 < len(words) else "")
    return any(
        len(word) >= _LONGEST and word.isupper() and set(word) & set("AEIOU") for word in around
    )
