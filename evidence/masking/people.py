"""People whom a source introduces, and how one person's several names are brought together.

A source tells of somebody as "KEANE, Alastair", then as "Mr Keane", "Alastair" and "AK". Each
is a sighting; sightings that agree are one person. Nothing is guessed: a first name that two
people share stays a person of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from evidence.masking.first_names import SHORT_FORMS

INSPECTOR: Final = "Inspector"
_ASIDE = re.compile(r"\s*[(\[|].*$")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a source names: as much of the name as is known.

    `role` is the abbreviation of a grade, "Inspector", "officer", "judge" or "defendant", or
    "". `at` is where the source first introduces them; `label` is their speaker's label;
    `own` are initials that the source itself gives, in capitals; `also` are other first names
    that they go by (Ros, Des).
    """

    first: str = ""
    surname: str = ""
    role: str = ""
    own: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    at: int = 0
    label: str = ""
    why: str = ""
    sure: bool = True

    @property
    def name(self) -> str:
        """The name as fully as it is known; initials where there is none."""
        return f"{self.first} {self.surname}".strip() or "/".join(sorted(self.own))

    @property
    def initials(self) -> frozenset[str]:
        """The initials that go with the name, whether or not the source gives them."""
        return _initials(self.first, self.surname)


NOBODY: Final = Person()


def person_named(name: str, about: Person = NOBODY) -> Person:
    """Return the person of a written name; `about` says what else is known of them.

    >>> person_named("KEANE, Alastair").name, person_named("W. J. Castleton").name
    ('Alastair Keane', 'W Castleton')
    """
    bare = " ".join(name.replace(".", " ").split())
    last, comma, first = bare.partition(",")
    words = f"{first} {last}".split() if comma else bare.split()
    words = [_cased(word) for word in words]
    if not words:
        return about
    rest = words[1:]
    while len(rest) > 1 and len(rest[0]) == 1:
        rest = rest[1:]
    return replace(about, first=words[0], surname=" ".join(rest))


def bare_label(label: str) -> str:
    """Return a speaker's label without what stands in brackets or behind a bar.

    >>> bare_label("Raj Bhandari (HMCPSI)")
    'Raj Bhandari'
    """
    return _ASIDE.sub("", label).strip()


def brought_together(sightings: Iterable[Person]) -> list[Person]:
    """Return the people behind sightings, each once, in the order of their first sighting."""
    first: dict[tuple[object, ...], Person] = {}
    for seen in sightings:
        alike = (seen.first, seen.surname, seen.role, seen.own, seen.also, seen.label, seen.sure)
        if alike not in first or seen.at < first[alike].at:
            first[alike] = seen
    people: list[Person] = []
    for seen in sorted(first.values(), key=_fullness):
        matches = [n for n, known in enumerate(people) if _same(known, seen)]
        if len(matches) == 1:
            people[matches[0]] = _joined(people[matches[0]], seen)
        elif not matches or not _partial(seen):
            people.append(seen)
    return sorted(people, key=lambda p: (not p.label, p.at))


def _fullness(seen: Person) -> tuple[int, bool, int]:
    """Full names first, then an initial with a surname, one name alone, initials alone."""
    if seen.first and seen.surname:
        return (0 if len(seen.first) > 1 else 1), not seen.label, seen.at
    return (2 if seen.first or seen.surname else 3), not seen.label, seen.at


def _partial(seen: Person) -> bool:
    return not (len(seen.first) > 1 and seen.surname)


def _same(known: Person, seen: Person) -> bool:
    if not seen.first and not seen.surname:
        return bool(seen.own & (known.own or known.initials))
    if seen.surname and known.surname:
        if seen.surname.casefold() != known.surname.casefold():
            return False
        return not seen.first or not known.first or same_first(known.first, seen.first)
    if seen.surname or not seen.first:
        return False
    if known.surname and seen.first.casefold() == known.surname.split()[-1].casefold():
        return True  # a surname that others have for a first name: Neil Thomas
    return len(known.first) > 1 and same_first(known.first, seen.first)


def same_first(whole: str, short: str) -> bool:
    """Whether two first names may be one person's: Beverley and Bev, Thomas and T.

    >>> same_first("Rosalind", "Ros"), same_first("William", "Bill"), same_first("Ann", "Anna")
    (True, True, False)
    """
    one, other = whole.casefold(), short.casefold()
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if one in SHORT_FORMS.get(other, ()) or other in SHORT_FORMS.get(one, ()):
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return (
        len(shorter) >= _SHORTEST_STEM
        and len(longer) - len(shorter) > 1
        and longer.startswith(shorter)
    )


def _joined(known: Person, seen: Person) -> Person:
    by_first = bool(seen.surname) or _is_first(known, seen.first)
    first = known.first if len(known.first) > 1 or not by_first or not seen.first else seen.first
    return replace(
        known,
        first=first,
        surname=known.surname or seen.surname,
        role=known.role or seen.role,
        own=known.own | seen.own,
        also=known.also | seen.also | (other_firsts(first, seen.first) if by_first else set()),
        at=min(known.at, seen.at),
        label=known.label or seen.label,
        sure=known.sure or seen.sure,
    )


def _is_first(known: Person, word: str) -> bool:
    """Whether one name alone is a known person's first name, and not the surname."""
    return bool(word and known.first) and same_first(known.first, word)


def other_firsts(first: str, *others: str) -> frozenset[str]:
    """Return the other first names of somebody, initials left out."""
    return frozenset(o for o in others if len(o) > 1 and o.casefold() != first.casefold())


def _cased(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 1 else word


@lru_cache(maxsize=4096)
def _initials(first: str, surname: str) -> frozenset[str]:
    """Initials in the ways in which people write them: PO, PN or PON for Padraig O'Neill."""
    if not first or not surname:
        return frozenset()
    found = set()
    for between in (r"[ -]", r"[ '-]"):
        parts = [part[0] for part in re.split(between, surname) if part[:1].isupper()]
        if parts:
            found |= {first[0].upper() + parts[-1], first[0].upper() + "".join(parts)}
    return frozenset(found)
