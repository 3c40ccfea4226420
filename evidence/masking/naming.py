"""The ways in which people may be named: in full, turned round, shortened, by one name alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence.masking.first_names import FIRST_NAMES, SHORT_FORMS
from evidence.masking.lexicon import PARTICLE
from evidence.masking.ordinary_words import NEVER_NAMES, ORDINARY_NAMES
from evidence.masking.people import Person
from evidence.masking.plain import WORD

_PARTICLES: Final = frozenset(PARTICLE.strip("(?:)").split("|"))

_STEM = 3
"""A first name is known by its first three letters if people go by those, else by four."""

_Gathered = dict[tuple[tuple[str, ...], bool], set[int]]


@dataclass(frozen=True, slots=True)
class Form:
    """A way of naming somebody, after its first word: the words that follow.

    `turned` says that a comma may stand before the last of them.
    """

    rest: tuple[str, ...]
    turned: bool
    who: frozenset[int]
    sure: bool = True


class Names:
    """The ways in which the people of one layer may be named."""

    def __init__(self, people: Sequence[Person], *, whole_only: bool = False) -> None:
        self.people = tuple(people)
        self.given: dict[str, frozenset[int]] = {}
        self.worked_out: dict[str, frozenset[int]] = {}
        forms: _Gathered = {}
        for number, person in enumerate(self.people):
            single = () if whole_only else _single_forms(person)
            for form in (*_whole_forms(person), *single):
                forms.setdefault(form, set()).add(number)
        if not whole_only:
            self._add_short_names(forms)
            self._add_initials()
        self.forms = self._by_first_word(forms)

    def _by_first_word(self, gathered: _Gathered) -> dict[str, list[Form]]:
        forms: dict[str, list[Form]] = {}
        for ((head, *rest), turned), who in gathered.items():
            sure = bool(rest) or all(self.people[n].sure for n in who)
            forms.setdefault(head, []).append(Form(tuple(rest), turned, frozenset(who), sure))
        for listed in forms.values():
            listed.sort(key=lambda form: -len(form.rest))
        return forms

    def _add_initials(self) -> None:
        nobody: frozenset[int] = frozenset()
        for number, person in enumerate(self.people):
            for short in person.own:
                self.given[short] = self.given.get(short, nobody) | {number}
            for short in person.initials:
                self.worked_out[short] = self.worked_out.get(short, nobody) | {number}

    def _add_short_names(self, forms: _Gathered) -> None:
        """Add Will for William, unless somebody is called Will."""
        short: _Gathered = {}
        for number, person in enumerate(self.people):
            last = _split(person.surname)
            for first in _shortened(person.first):
                short.setdefault(((first,), False), set()).add(number)
                if last:
                    short.setdefault(((first, *last), False), set()).add(number)
        for form, who in short.items():
            forms.setdefault(form, who)


def _whole_forms(person: Person) -> Iterator[tuple[tuple[str, ...], bool]]:
    last = _split(person.surname)
    for first in _firsts(person):
        if last:
            yield (*first, *last), False
            yield (*last, *first), True
            yield (*last, first[0][0]), True
        if len(last) > 1:
            yield (*first, last[-1]), False


def _single_forms(person: Person) -> Iterator[tuple[tuple[str, ...], bool]]:
    last = _split(person.surname)
    for first in _firsts(person):
        if len(first[0]) > 1:
            yield first, False
            if len(first) > 1:
                yield first[:1], False
            if len(last) > 1 and last[0] not in _PARTICLES:
                yield (*first, *last[:-1]), False
            if last:
                yield (first[0][0], *last), False
                yield (*first, last[0][0]), False
    if last:
        yield last, False
        yield (last[-1],), False


def _firsts(person: Person) -> list[tuple[str, ...]]:
    names = (person.first, *sorted(person.also))
    return [words for first in names if (words := _split(first))]


@lru_cache(maxsize=8192)
def _shortened(first: str) -> tuple[str, ...]:
    return tuple(_short_forms(first.casefold()))


def _short_forms(low: str) -> Iterator[str]:
    yield from (short for short, whole in SHORT_FORMS.items() if low in whole)
    for n in range(_STEM, len(low) - 1):
        stem = low[:n]
        unlike_a_word = n > _STEM and stem not in ORDINARY_NAMES and stem not in NEVER_NAMES
        if stem in FIRST_NAMES or (unlike_a_word and stem.isalpha()):
            yield stem


@lru_cache(maxsize=8192)
def _split(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(name))
