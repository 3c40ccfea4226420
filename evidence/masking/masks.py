"""Masks: which words of a frozen text are hidden from whoever is outside the team.

The frozen text never changes. A masked text is made from it and a list of masks, together
with a map in both directions, so that whatever is selected in a masked text lands on the
same words of the frozen one. A selection that touches a mask takes in the whole name.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a mask hides."""

    SPEAKER = "speaker"
    PERSON = "person"
    URN = "URN"
    E_MAIL = "e-mail"
    TELEPHONE = "telephone"
    NATIONAL_INSURANCE = "National Insurance number"
    POSTCODE = "postcode"
    ADDRESS = "address"
    DATE_OF_BIRTH = "date of birth"
    COLLAR_NUMBER = "collar number"
    REFERENCE = "reference"
    REGISTRATION = "vehicle registration"
    HANDLE = "account name"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Mask:
    """Words that are hidden: code points of the frozen text, half-open.

    `mask` is what stands in their place ("[DCP-2]", "[URN]"); `why` says in a few words
    what gave them away, and never repeats them; `sure` is false where a person should look.
    """

    start: int
    end: int
    mask: str
    kind: Kind
    why: str
    sure: bool = True


def settled(candidates: Iterable[Mask]) -> tuple[Mask, ...]:
    """Return masks that do not overlap, in order; of two that do, the one offered first.

    What a mask that gave way hid beyond the other stays hidden: the first grows by it.
    """
    offered = [mask for mask in candidates if mask.start < mask.end]
    order = sorted(range(len(offered)), key=lambda n: (offered[n].start, n))
    kept: list[Mask] = []
    cluster: list[int] = []
    end = 0
    for n in order:
        if cluster and offered[n].start >= end:
            kept += _settled([offered[i] for i in sorted(cluster)])
            cluster = []
        end = max(end, offered[n].end) if cluster else offered[n].end
        cluster.append(n)
    return (*kept, *_settled([offered[i] for i in sorted(cluster)]))


def _settled(overlapping: Iterable[Mask]) -> list[Mask]:
    """Settle a few masks, in the order in which they were offered."""
    kept: list[Mask] = []
    for mask in overlapping:
        low = bisect_right(kept, mask.start, key=lambda k: k.end)
        high = bisect_left(kept, mask.end, key=lambda k: k.start)
        if low >= high:
            kept.insert(low, mask)
            continue
        first, last = kept[low], kept[high - 1]
        start, end = min(first.start, mask.start), max(last.end, mask.end)
        kept[low:high] = [replace(first, start=start, end=end)]
    return kept


def overlaps(mask: Mask, others: Sequence[Mask]) -> bool:
    """Whether a mask overlaps one of others, which are in order and apart."""
    return first_touched(others, mask.start, mask.end) is not None


def first_touched(masks: Sequence[Mask], start: int, end: int) -> Mask | None:
    """Return the first mask that a selection touches; they are in order and apart."""
    after = bisect_right(masks, start, key=lambda mask: mask.end)
    return masks[after] if after < len(masks) and masks[after].start < end else None


@dataclass(frozen=True, slots=True)
class MaskedText:
    """A text with its masks in place, and the way between it and the frozen text.

    `places` has the start and end of each mask in the frozen text, and then in this one.
    """

    text: str
    places: tuple[tuple[int, int, int, int], ...]

    def to_frozen(self, start: int, end: int) -> tuple[int, int]:
        """Return where a selection in this text lies in the frozen text."""
        return _across(self.places, start, end, here=2, there=0)

    def to_masked(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of the frozen text lie in this one."""
        return _across(self.places, start, end, here=0, there=2)


def masked(text: str, masks: Sequence[Mask]) -> MaskedText:
    """Return a text with its masks in place; they are in order and do not overlap."""
    parts: list[str] = []
    places: list[tuple[int, int, int, int]] = []
    done = length = 0
    for mask in masks:
        if not done <= mask.start < mask.end <= len(text):
            raise ValueError(f"mask {mask.start}-{mask.end} is out of order or out of the text")
        length += mask.start - done
        parts += (text[done : mask.start], mask.mask)
        places.append((mask.start, mask.end, length, length + len(mask.mask)))
        length += len(mask.mask)
        done = mask.end
    parts.append(text[done:])
    return MaskedText("".join(parts), tuple(places))


def _across(
    places: tuple[tuple[int, int, int, int], ...], start: int, end: int, *, here: int, there: int
) -> tuple[int, int]:
    """Carry a selection from one text to the other; a mask that it touches goes whole."""
    if start > end:
        raise ValueError(f"a selection cannot end ({end}) before it starts ({start})")
    touched = places[
        bisect_right(places, start, key=lambda p: p[here + 1]) : bisect_left(
            places, end, key=lambda p: p[here]
        )
    ]
    left = right = None
    if touched:
        left = touched[0][there] if touched[0][here] <= start else None
        right = touched[-1][there + 1] if touched[-1][here + 1] >= end else None
    return (
        _shifted(places, start, here, there) if left is None else left,
        _shifted(places, end, here, there) if right is None else right,
    )


def _shifted(places: tuple[tuple[int, int, int, int], ...], at: int, here: int, there: int) -> int:
    before = bisect_right(places, at, key=lambda p: p[here + 1])
    if not before:
        return at
    last = places[before - 1]
    return at - last[here + 1] + last[there + 1]
