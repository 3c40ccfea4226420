"""The people whom an inspection's sources introduce, as one source after another sees them.

The DCP whom a prosecutor calls Fiona stands in the board's attendance list, in another file
of the same Area. First names, surnames and initials are looked for among the people of the
same Area; further away full names alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.masking.naming import Names
from evidence.masking.people import Person, brought_together, other_firsts, same_first
from evidence.sources import Source


class Known:
    """People by the place whose sources introduce them."""

    def __init__(self, introduced: Iterable[tuple[Source, Iterable[Person]]] = ()) -> None:
        by_place: dict[str, list[Person]] = {}
        at = 0
        for source, people in introduced:
            of_place = by_place.setdefault(source.place, [])
            for person in people:
                # What a decision or a lone first name made is no introduction elsewhere.
                if (person.first and person.surname) or person.own:
                    of_place.append(replace(person, at=(at := at + 1), label=""))
        self._near = {place: Names(brought_together(p)) for place, p in by_place.items()}
        self.everybody = tuple(p for names in self._near.values() for p in names.people)
        self._far = Names(self.everybody, whole_only=True)
        self._nobody = Names(())

    def near(self, source: Source) -> Names:
        """Return the people of the source's Area, or of headquarters."""
        return self._near.get(source.place, self._nobody)

    def far(self) -> Names:
        """Return everybody, to be found by full names alone."""
        return self._far

    def completed(self, people: Iterable[Person], source: Source) -> list[Person]:
        """Return a source's people with what the rest of the Area knows of them."""
        near = self.near(source).people
        return [_completed(person, near) for person in people]


def _completed(person: Person, near: tuple[Person, ...]) -> Person:
    alike = [other for other in near if _agrees(person, other)]
    if len(alike) != 1:
        return person
    other = alike[0]
    first = other.first or person.first
    return replace(
        person,
        also=person.also | other.also | other_firsts(first, person.first),
        first=first,
        surname=other.surname or person.surname,
        role=person.role or other.role,
        own=person.own | other.own,
        sure=True,
    )


def _agrees(person: Person, other: Person) -> bool:
    """Whether a person of this source is one of the Area's: by all that this source says."""
    if person.first and person.surname:
        return bool(other.first) and (
            person.surname.casefold() == other.surname.casefold()
            and same_first(other.first, person.first)
        )
    if person.first:
        return person.first.casefold() in {f.casefold() for f in (other.first, *other.also)}
    if person.surname:
        return person.surname.casefold() == other.surname.casefold()
    return bool(person.own & (other.own | other.initials))


NOBODY_KNOWN = Known()
