"""The house's words: how numbers, shares, lists and names stand in a sentence.

Numbers below ten are words in prose. A share is a word of the declared scale and always has
its count beside it. Nothing here knows what an inspection is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from evidence.examination.rates import Rate
from evidence.framework import Framework
from evidence.inspection import ProportionScale

Choice = TypeVar("Choice")

_UNITS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINARY = re.compile(r"[A-Z]?[a-z'’\-]+[,;:]?$")
_ASKS = re.compile(
    r"(?:Is|Are|Was|Were|Do|Does|Did|Has|Have|Had|Can|Could|Should|Will|How|What|Which|Who|When"
    r"|Where|Why|To|In|With|For|By)\b"
)
_ALWAYS_CAPITAL = frozenset({"Area", "Areas"})
"""The house's divisions, never an ordinary area."""
_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"]?\s+(?=[“‘\"(]?[A-Z0-9])")


def in_words(number: int) -> str:
    """Return a number as prose has it: in words below ten, with a comma from a thousand on.

    >>> in_words(3), in_words(0), in_words(14), in_words(2650)
    ('three', 'no', '14', '2,650')
    """
    return _UNITS[number] if 0 <= number < len(_UNITS) else f"{number:,}"


def in_figures(number: int) -> str:
    """Return a number as a table has it."""
    return f"{number:,}"


def percent(rate: Rate, decimals: int) -> str:
    """Return a percentage with its sign, halves rounded up; ValueError for no files.

    >>> percent(Rate(1, 8), 0)
    '13%'
    """
    return f"{rate.percentage(decimals)}%"


def share_word(scale: ProportionScale, proportion: float) -> str:
    """Return the scale's word for a proportion from 0 to 1.

    All and none are said as such, since no scale of words may hide that.
    """
    if proportion >= 1:
        return "all"
    if proportion <= 0:
        return "none"
    for step in sorted(scale.steps, key=lambda s: -s.from_percent):
        if proportion * 100 >= step.from_percent - 1e-9:
            return step.word
    return "some"


def share_of(word: str) -> str:
    """Return a word for a share as it goes before a noun with an article.

    >>> share_of("most"), share_of("the majority"), share_of("fewer than half"), share_of("few")
    ('most of', 'the majority of', 'fewer than half of', 'few of')
    """
    return f"{word} of"


def listed(items: Sequence[str], *, last: str = "and") -> str:
    """Return a list as prose has it.

    >>> listed(["charging", "disclosure", "bail"])
    'charging, disclosure and bail'
    """
    if len(items) < 2:  # noqa: PLR2004 - one item is no list
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return a phrase as it stands within a sentence; names and abbreviations keep capitals.

    >>> small("Emerging themes"), small("IQA data"), small("Crown Court"), small("Area reviews")
    ('emerging themes', 'IQA data', 'Crown Court', 'Area reviews')
    """
    words = text.split()
    if not words or not _ORDINARY.match(words[0]) or words[0] in _ALWAYS_CAPITAL:
        return text
    if len(words) > 1 and words[1][:1].isupper() and _ORDINARY.match(words[1]):
        return text
    return text[:1].lower() + text[1:]


def with_article(noun: str) -> str:
    """Return a noun with "a" or "an"; a plural, or a mass such as minutes, has none.

    >>> with_article("interview"), with_article("board minutes"), with_article("SDCP")
    ('an interview', 'board minutes', 'an SDCP')
    """
    if noun.endswith("s"):
        return noun
    first = noun.split(maxsplit=1)[0] if noun else ""
    spelt = first.isupper() and len(first) > 1
    vowel = noun[:1] in "AEFHILMNORSX" if spelt else noun[:1].casefold() in "aeiou"
    return f"{'an' if vowel else 'a'} {noun}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return the form of a noun that goes with a number.

    >>> plural(1, "file"), plural(2, "file")
    ('file', 'files')
    """
    return one if number == 1 else (many or f"{one}s")


def chosen(options: Sequence[Choice], place: int) -> Choice:
    """Return one of several phrasings, so that neighbouring sections do not read alike.

    The same place always gives the same phrasing; nothing is drawn at random.
    """
    return options[place % len(options)]


def outstanding(
    items: Sequence[Choice], key: Callable[[Choice], float], *, highest: bool
) -> Choice | None:
    """Return the one item that is highest or lowest of all, or None where two share the place.

    >>> outstanding([3, 1, 1], float, highest=True), outstanding([3, 1, 1], float, highest=False)
    (3, None)
    """
    if len(items) < 2:  # noqa: PLR2004 - one item stands out from nothing
        return None
    ranked = sorted(items, key=key, reverse=highest)
    return ranked[0] if key(ranked[0]) != key(ranked[1]) else None


def on_day(day: date) -> str:
    """Return a date as prose has it: 1 October 2021."""
    return f"{day.day} {day:%B %Y}"


def day_of(text: str) -> date | None:
    """Return the day that an ISO date names, or None where the text is something else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def sentences_in(text: str) -> tuple[str, ...]:
    """Split a paragraph that a person wrote into its sentences."""
    return tuple(part.strip() for part in _SENTENCE_END.split(text.strip()) if part.strip())


def ended(text: str) -> str:
    """Return a sentence with its full stop."""
    text = text.strip()
    return text if text.endswith((".", "!", "?", ".”", "?”")) else f"{text}."


def as_said(question: str) -> str:
    """Return a question as it stands after a colon, without quotation marks.

    >>> as_said("Are themes identified?"), as_said("IQA works?"), as_said("Do Areas write?")
    ('are themes identified?', 'IQA works?', 'do Areas write?')
    """
    said = " ".join(question.split())
    if _ASKS.match(said):
        return said[:1].lower() + said[1:]
    return small(said)


def short_name(framework: Framework) -> str:
    """Return the organisation's abbreviation where the glossary has one, or its name."""
    for term in framework.glossary:
        if term.meaning.strip().rstrip(".") == framework.organisation:
            return term.term
    return framework.organisation


def word_count(text: str) -> int:
    """Return how many words a sentence has; a number counts as one."""
    return len(re.findall(r"[\w’'\-–/%.,]*\w[\w’'\-–/%.,]*", text))


def distinct(items: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return each item once, in the order of its first mention."""
    return tuple(dict.fromkeys(items))
