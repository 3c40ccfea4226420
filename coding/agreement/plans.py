"""A plan of double coding: which passages, drawn at random, and who codes them.

Units are segments: passages as the evidence was cut, before anybody coded them, so that two
coders cannot part on where a passage begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evidence.identity import sha256_of
from evidence.segments import PlacedSegment


@dataclass(frozen=True, slots=True)
class Plan:
    """A random sample of segments that several people code, none seeing the others' work.

    `drawn_from` is how many segments there were to draw from.
    """

    plan_id: str
    seed: int
    coders: tuple[str, ...]
    drawn_from: int
    made_by: str
    at: str
    segment_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a third person settled of a code in a segment: a polarity, or "none"."""

    segment_id: str
    code_id: str
    verdict: str
    reason: str
    resolved_by: str = ""


def drawn(placed: Iterable[PlacedSegment], *, count: int, seed: int) -> tuple[str, ...]:
    """Return the ids of so many segments, drawn at random, in the order of the evidence.

    Each is ranked by the SHA-256 of the seed and itself, so that the sample depends neither on
    the order of the evidence nor on the machine.
    """
    ids = [p.segment_id for p in placed]
    ranked = sorted(ids, key=lambda segment_id: sha256_of(f"{seed}|{segment_id}"))
    chosen = set(ranked[:count])
    return tuple(segment_id for segment_id in ids if segment_id in chosen)
