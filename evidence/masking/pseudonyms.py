"""Pseudonyms by role: the second DCP to speak is DCP2, the next one named is DCP-3.

Speakers are numbered in order of first speech, then the people whom the source introduces,
then those who are known from elsewhere, so that a source taken in later renames nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evidence.masking.mentions import Mention
from evidence.masking.naming import Names
from evidence.masking.people import INSPECTOR, Person
from evidence.masking.speakers import Speaker

_WORDED = frozenset({INSPECTOR, "officer", "judge", "defendant"})
_NUMBERED = re.compile(r"^(.*?)[ -]?(\d+)$")


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who is mentioned: a person of a layer, or a word that several share."""

    layer: int
    who: int | str


class Pseudonyms:
    """The pseudonyms of one source."""

    def __init__(
        self, layers: Sequence[Names], speakers: Sequence[Speaker], decided: Mapping[str, str]
    ) -> None:
        self._layers = tuple(layers)
        self._given: dict[Who, str] = {}
        self._counts: dict[str, int] = {}
        self._taken = {*decided.values()}
        self._taken |= {s.label for s in speakers if s.person is None}
        by_label = {p.label: n for n, p in enumerate(self._layers[0].people) if p.label}
        labels: dict[str, str] = {}
        for speaker in speakers:
            labels[speaker.label] = speaker.label
            if speaker.person is None or speaker.label in decided:
                labels[speaker.label] = decided.get(speaker.label, speaker.label)
            else:
                labels[speaker.label] = self._next(speaker.role or "Speaker", speaks=True)
            if speaker.label in by_label:
                self._given[Who(0, by_label[speaker.label])] = labels[speaker.label]
        self.labels = tuple(labels.items())
        for number, person in enumerate(self._layers[0].people):
            who = Who(0, number)
            if who not in self._given:
                self._given[who] = self._next(person.role)

    def meet(self, found: Iterable[Mention]) -> None:
        """Give a pseudonym to everybody who is mentioned and has none yet."""
        met = dict.fromkeys(Who(m.layer, m.who) for m in found if not m.doubt)
        shared = [who for who in met if isinstance(who.who, str)]
        alone = [who for who in met if isinstance(who.who, int) and who not in self._given]
        for who in sorted(alone, key=lambda w: (w.layer, w.who)):
            self._given[who] = self._next(self._person(who).role)
        for who in shared:
            self._given.setdefault(who, "")
            if not self._given[who]:
                self._given[who] = self._next("")

    def of(self, who: Who) -> str:
        """Return somebody's pseudonym; a doubt has the one that its person would have."""
        return self._given.get(who, "person")

    def people(self) -> Iterator[tuple[str, Person]]:
        """Yield each pseudonym with the person behind it."""
        for who, pseudonym in self._given.items():
            yield pseudonym, self._person(who)

    def _person(self, who: Who) -> Person:
        if isinstance(who.who, str):
            return Person(first=who.who.title())
        return self._layers[who.layer].people[who.who]

    def _next(self, role: str, *, speaks: bool = False) -> str:
        while True:
            number = self._counts[role] = self._counts.get(role, 0) + 1
            if not any(form in self._taken for form in _forms(role, number)):
                break
        if not role or role in _WORDED or role == "Speaker":
            return f"{role or 'person'} {number}"
        return f"{role}{number}" if speaks else f"{role}-{number}"


def _forms(role: str, number: int) -> tuple[str, ...]:
    return f"{role}{number}", f"{role} {number}", f"{role}-{number}"
