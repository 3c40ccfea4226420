"""Contradictions: where kinds of evidence say different things about one code.

"4d: 3 Areas positive in board minutes, none in focus groups". One kind of source says that
the thing is done; another says in no Area that it is, and says the opposite or, though it
was read through, nothing. What differs within one Area is named with the Area.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coding.codings import Polarity
from coding.coverage import SourceShare
from coding.matrix import CodedPassage, Passages


@dataclass(frozen=True, slots=True)
class Side:
    """What one kind of source says about a code: the places of each polarity.

    A place stands on both lists where it says both. `silent` are the places in which all
    sources of the kind were read and none has the code.
    """

    kind: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    silent: tuple[str, ...]
    coding_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two kinds of source that part on a code; `within` are Areas in which they do."""

    code_id: str
    positive: Side
    other: Side
    within: tuple[str, ...]


def contradictions(
    found: Passages, families: Mapping[str, tuple[str, ...]], shares: Sequence[SourceShare]
) -> tuple[Contradiction, ...]:
    """Return where kinds of source part, code by code, kinds by name.

    `found` are the coded passages, `families` the codes, each with those that count towards it
    (itself and its sub-codes), and `shares` what was read of each source.
    """
    kinds = sorted({share.kind for share in shares} | {i.source.kind_id for i in found.items})
    told: list[Contradiction] = []
    for code_id, family in families.items():
        coded = found.coded(*family).items
        sides = [_side(kind, coded, shares) for kind in kinds]
        told += _parting(code_id, sides)
    return tuple(told)


def said(one: Contradiction, names: Mapping[str, str]) -> str:
    """Return a contradiction in words; `names` are the kinds' names.

    >>> minutes = Side("minutes", ("Eastmoor", "Northshire"), (), (), ())
    >>> group = Side("group", (), ("Eastmoor",), (), ())
    >>> said(Contradiction("4d", minutes, group, ("Eastmoor",)), {"group": "focus groups"})
    '4d: 2 places positive in minutes, none in focus groups (negative in 1); within Eastmoor'
    """
    against = names.get(one.other.kind, one.other.kind)
    parts = []
    if one.other.negative:
        parts.append(f"negative in {len(one.other.negative)}")
    if one.other.silent:
        parts.append(f"silent in {len(one.other.silent)}")
    many = len(one.positive.positive)
    none = "none" if not one.other.positive else str(len(one.other.positive))
    line = (
        f"{one.code_id}: {many} {'place' if many == 1 else 'places'} positive in "
        f"{names.get(one.positive.kind, one.positive.kind)}, {none} in {against}"
    )
    line += f" ({', '.join(parts)})" if parts else ""
    return line + (f"; within {', '.join(one.within)}" if one.within else "")


def _side(kind: str, coded: Iterable[CodedPassage], shares: Iterable[SourceShare]) -> Side:
    here = [item for item in coded if item.source.kind_id == kind]
    positive = {i.source.place for i in here if i.coding.polarity is not Polarity.NEGATIVE}
    negative = {i.source.place for i in here if i.coding.polarity is not Polarity.POSITIVE}
    mine = [share for share in shares if share.kind == kind]
    unread = {share.place for share in mine if not share.whole}
    silent = {share.place for share in mine} - unread - positive - negative
    return Side(
        kind,
        tuple(sorted(positive)),
        tuple(sorted(negative)),
        tuple(sorted(silent)),
        tuple(item.coding.coding_id for item in here),
    )


def _parting(code_id: str, sides: Sequence[Side]) -> Iterator[Contradiction]:
    for one in sides:
        only = set(one.positive) - set(one.negative)
        for other in sides:
            if other is one:
                continue
            opposite = set(other.negative) - set(other.positive)
            within = tuple(sorted(only & opposite))
            none = not other.positive and (other.negative or other.silent)
            if only and (within or none):
                yield Contradiction(code_id, one, other, within)
