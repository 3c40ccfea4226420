"""What was found to be hidden in every source, kept from one look to the next.

Finding names in all evidence takes most of the time of a report, and finds the same as long
as the evidence, the decisions and the rules are the same. What was found is kept with a mark
of all of these, and is of no use to anyone who has another mark: a name added, a source taken
in or a rule changed, and everything is found anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from evidence.framework import Framework
from evidence.masking.decisions import Decision
from evidence.masking.masks import Kind, Mask
from evidence.masking.people import Person
from evidence.segments import Segment
from evidence.sources import Source

_OF_SOURCE: Final = attrgetter(*(field.name for field in fields(Source)))
_OF_SEGMENT: Final = attrgetter(*(field.name for field in fields(Segment)))
_KINDS: Final = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden in one source, and what may be a name; each in order and apart."""

    masks: tuple[Mask, ...]
    doubts: tuple[Mask, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What is hidden in each source, everybody whom any of them names, and their small words.

    `small` are the words that some source writes without a capital.
    """

    hidden: Mapping[str, Hidden]
    people: tuple[Person, ...]
    small: frozenset[str]


def mark_of(
    sources: Iterable[Source],
    segments: Mapping[str, Sequence[Segment]],
    framework: Framework,
    decided: Mapping[str, Sequence[Decision]],
) -> str:
    """Return a mark of everything that masks are made from, the rules themselves included."""
    mark = sha256(_rules())
    for part in (
        list(map(_OF_SOURCE, sources)),
        {name: list(map(_OF_SEGMENT, its_segments)) for name, its_segments in segments.items()},
        repr(framework),
        repr(sorted(decided.items())),
    ):
        mark.update(json.dumps(part, default=repr).encode())
    return mark.hexdigest()


@cache
def _rules() -> bytes:
    """The masking code and its lists of names as they stand, and what reads them."""
    rules = sha256(sys.version.encode())
    room = Path(__file__).parent
    for module in (*sorted(room.glob("*.py")), room.parent / "maskings.py"):
        rules.update(module.read_bytes())
    return rules.digest()


def packed(mark: str, found: Found) -> bytes:
    """Return what was found as a file: its mark, a sum over the rest, and the rest."""
    told = json.dumps(
        {
            "hidden": {
                name: [[_told(mask) for mask in masks] for masks in (hidden.masks, hidden.doubts)]
                for name, hidden in found.hidden.items()
            },
            "people": [_person_told(person) for person in found.people],
            "small": sorted(found.small),
        },
        separators=(",", ":"),
    ).encode()
    return b"\n".join((mark.encode(), sha256(told).hexdigest().encode(), told))


def unpacked(data: bytes, mark: str) -> Found | None:
    """Return what was found, or None where it bears another mark or is not whole."""
    its_mark, _, rest = data.partition(b"\n")
    its_sum, _, told = rest.partition(b"\n")
    if its_mark != mark.encode() or its_sum != sha256(told).hexdigest().encode():
        return None
    read = json.loads(told)
    return Found(
        {
            name: Hidden(tuple(map(_mask, masks)), tuple(map(_mask, doubts)))
            for name, (masks, doubts) in read["hidden"].items()
        },
        tuple(map(_person, read["people"])),
        frozenset(read["small"]),
    )


def _told(mask: Mask) -> tuple[int, int, str, str, str, bool]:
    return mask.start, mask.end, mask.mask, mask.kind.value, mask.why, mask.sure


def _mask(told: Sequence[Any]) -> Mask:
    start, end, mask, kind, why, sure = told
    return Mask(start, end, mask, _KINDS[kind], why, sure)


def _person_told(person: Person) -> dict[str, Any]:
    told = {field.name: getattr(person, field.name) for field in fields(Person)}
    return told | {"own": sorted(person.own), "also": sorted(person.also)}


def _person(told: Mapping[str, Any]) -> Person:
    sets = {"own": frozenset(told["own"]), "also": frozenset(told["also"])}
    return Person(**{**told, **sets})
