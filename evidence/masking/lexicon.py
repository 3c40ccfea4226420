"""Which words may be somebody's name in one source, and which grade a post is.

A word is no name where casework writes it with a capital, where the framework does (a term,
a grade, a court, an Area), or, for want of better signs, where the source itself writes it
small elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from evidence.framework import Area, Court, Framework, Grade, Term
from evidence.masking.first_names import FIRST_NAMES, NAMES_AND_WORDS
from evidence.masking.ordinary_words import (
    ABBREVIATIONS,
    AFTER_PLACES,
    CALENDAR,
    NEVER_NAMES,
    ORDINARY_NAMES,
    PREFIXES,
)

NAME_WORD: Final = r"(?:[A-Z][a-z]{0,2}')?[A-Z][A-Za-z]+(?:-[A-Z][A-Za-z]+)*"
PARTICLE: Final = r"(?:de|da|di|del|dos|du|van|von|der|den|la|le|bin|ibn|al|el|ap|ten|ter|st)"
CHAIN: Final = re.compile(
    rf"(?<![\w'])(?:{NAME_WORD}|[A-Z]\b\.?)"
    rf"(?: (?:{PARTICLE} ){{0,2}}(?:{NAME_WORD}|[A-Z]\b\.?(?!\w)))*"
)
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_MONTH_NAMES: Final = frozenset({"april", "august", "june", "may"})
_ABSTRACT = ("tion", "tions", "sion", "sions", "ity", "ities", "ments", "ships", "ology")


@dataclass(frozen=True, slots=True)
class HouseWords:
    """What the framework writes with a capital, and how it calls its grades."""

    never: frozenset[str]
    places: frozenset[str]
    abbreviations: frozenset[str]
    grades: re.Pattern[str]
    grade_of: dict[str, str]

    def grade_in(self, text: str) -> str:
        """Return the abbreviation of the first grade that a text names, or ""."""
        match = self.grades.search(text)
        return self.grade_of[match[0].casefold()] if match else ""


def house_words(framework: Framework) -> HouseWords:
    """Return the framework's own words."""
    return _house_words(framework.grades, framework.areas, framework.glossary, framework.courts)


@lru_cache(maxsize=8)
def _house_words(
    grades: tuple[Grade, ...],
    areas: tuple[Area, ...],
    glossary: tuple[Term, ...],
    courts: tuple[Court, ...],
) -> HouseWords:
    areas_named = [name for area in areas for name in (area.name, *area.variants)]
    written = [*areas_named, *(t.term for t in glossary), *(c.name for c in courts)]
    written += [text for g in grades for text in (g.abbreviation, g.name, g.plural)]
    words = frozenset(word.casefold() for text in written for word in _WORD.findall(text))
    short = frozenset(w.casefold() for t in written for w in _WORD.findall(t) if w.isupper())
    spelled = {
        text.casefold(): g.abbreviation
        for g in grades
        for text in (g.abbreviation, f"{g.abbreviation}s", g.name, g.plural)
        if text
    }
    short_forms = "|".join(re.escape(g.abbreviation) for g in grades if g.abbreviation)
    names = sorted((n for g in grades for n in (g.name, g.plural) if n), key=len, reverse=True)
    spelled_out = "|".join(map(re.escape, names))
    # Abbreviations as they are written: CPs are prosecutors, the CPS is not.
    pattern = rf"(?<!\w)(?:(?:{short_forms or '(?!)'})s?|(?i:{spelled_out or '(?!)'}))(?!\w)"
    return HouseWords(
        NEVER_NAMES | words,
        frozenset(word.casefold() for text in areas_named for word in _WORD.findall(text)),
        ABBREVIATIONS | short,
        re.compile(pattern),
        spelled,
    )


class Lexicon:
    """The words of one source, as far as names are concerned; its text is levelled.

    `besides` are words that are written without a capital elsewhere.
    """

    def __init__(
        self, text: str, framework: Framework, *, besides: frozenset[str] = frozenset()
    ) -> None:
        self._text, self._framework, self._besides = text, framework, besides
        self.house = house_words(framework)

    def over(self, text: str) -> Lexicon:
        """Return the lexicon of a levelled text that stands beside the source."""
        return Lexicon(text, self._framework, besides=self.small)

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that the source writes without a capital somewhere."""
        written = frozenset(re.findall(r"(?<![\w'.@_-])[a-z]{2,}(?![\w@]|[._-]\w)", self._text))
        return written - (FIRST_NAMES - NAMES_AND_WORDS) | self._besides

    @cached_property
    def grades(self) -> tuple[tuple[int, int, str], ...]:
        """Where the source names a grade: start, end, and the grade's abbreviation."""
        house = self.house
        return tuple(
            (*match.span(), house.grade_of[match[0].casefold()])
            for match in house.grades.finditer(self._text)
        )

    def never(self, word: str) -> bool:
        """Whether a word with a capital belongs to casework, courts or the framework."""
        low = word.casefold().rstrip(".")
        if word.isupper() and len(word) > 1 and low in self.house.abbreviations:
            return True
        if "-" in low and self._compound(low.split("-")):
            return True
        if low in FIRST_NAMES:
            return low in self.house.never and low in NEVER_NAMES
        return (
            low in self.house.never
            or low in CALENDAR
            or low.endswith(_ABSTRACT)
            or low.removesuffix("s") in self.house.never
        )

    def _compound(self, parts: list[str]) -> bool:
        """Whether a word of several parts is the office's own: Pre-Charge, not Okafor-Lane."""
        own = [part in NEVER_NAMES for part in parts]
        known = (part in NEVER_NAMES | PREFIXES or part in self.small for part in parts)
        return any(own) and (len(parts) > len(("double", "barrelled")) or all(known))

    def may_be_name(self, word: str) -> bool:
        """Whether a word with a capital, seen by itself, may be a surname or first name."""
        low = word.casefold()
        return (
            len(word) > 1
            and not self.never(word)
            and low not in ORDINARY_NAMES
            and low not in AFTER_PLACES
            and (low in FIRST_NAMES or low not in self.small)
        )

    def first_name(self, word: str) -> bool:
        """Whether a word is a first name, and no ordinary word or place too."""
        low = word.casefold()
        return low in FIRST_NAMES and low not in ORDINARY_NAMES and low not in self.house.places

    def chains(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the places of runs of name words, cut where a word is never a name."""
        return [(start + s, start + e) for s, e in self.chains_in(self._text[start:end])]

    def chains_in(self, text: str) -> list[tuple[int, int]]:
        """Return the places of runs of name words in another levelled text."""
        found: list[tuple[int, int]] = []
        for match in CHAIN.finditer(text):
            run: list[tuple[int, int]] = []
            for word in re.finditer(r"\S+", match[0]):
                place = (match.start() + word.start(), match.start() + word.end())
                cut = self.never(word[0]) and not (
                    word[0].casefold() in _MONTH_NAMES
                    and not run
                    and _named_after_month(text, place)
                )
                if cut:
                    found += _closed(run)
                    run = []
                else:
                    run.append(place)
            found += _closed(run)
        return found


def _named_after_month(text: str, place: tuple[int, int]) -> bool:
    """Whether what reads as a month is a first name: "May Lin Zhao", not "14 May Listing"."""
    before = text[max(0, place[0] - 8) : place[0]].rstrip()[-2:]
    return not (before[-1:].isdigit() or before in {"st", "nd", "rd", "th", "in", "of"}) and bool(
        re.match(r" [A-Z][a-z]+", text[place[1] :])
    )


def _closed(run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(run[0][0], run[-1][1])] if run else []
