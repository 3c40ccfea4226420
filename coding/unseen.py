"""What is still unseen: how much the suggestions miss, from segments that a person reads.

Of the segments for which nothing is suggested some are drawn at random and read. The share of
them that holds a code says about how many all of them hold, and so what share of what there
is to find has been found: recall, with an interval, as in technology-assisted review.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from evidence.examination.rates import Rate


@dataclass(frozen=True, slots=True)
class Unseen:
    """For one code: what was found, what the sample held, and what follows for the rest.

    `missed` and `recall` are an estimate with its lower and upper bound (95%); None while
    nothing of the sample has been read.
    """

    code_id: str
    found: int
    read: int
    held: int
    missed: tuple[float, float, float] | None
    recall: tuple[float, float, float] | None


def draw(segment_ids: Collection[str], count: int, *, seed: int) -> list[str]:
    """Return so many segments at random, or all; the same list and seed draw the same."""
    ordered = sorted(segment_ids)
    return sorted(random.Random(seed).sample(ordered, min(count, len(ordered))))  # noqa: S311


def estimate(code_id: str, found: int, read: Sequence[bool], among: int) -> Unseen:
    """Estimate what is missed of a code.

    Args:
        code_id: the code.
        found: how many segments are known to hold it, the sample's own aside.
        read: for each segment of the sample that was read, whether it holds the code.
        among: how many segments without a suggestion the sample was drawn from.
    """
    held = sum(read)
    if not read:
        return Unseen(code_id, found, 0, 0, None, None)
    low, high = Rate(held, len(read)).interval() or (0.0, 1.0)
    unread = among - len(read)
    known = found + held
    missed = (held / len(read) * unread, low * unread, high * unread)
    recall = tuple(
        known / (known + m) if known + m else 1.0 for m in (missed[0], missed[2], missed[1])
    )
    return Unseen(code_id, found, len(read), held, missed, (recall[0], recall[1], recall[2]))
