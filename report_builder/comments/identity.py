"""Which points of a returned file are in the log already.

Programs renumber comments when they save, and a second return holds what the first one held.
A point is the one in the log that says the same of the same words; else the same author's,
said at the same time, changed since; else the same words by the same author in that place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from report_builder.comments.entry import Entry, Kind
from report_builder.comments.points import Point
from report_builder.word.revisions.words import likeness

_ALIKE = 0.6
_SAME_POINT = 0.85
_MOST_COMPARED = 60


def known(points: Sequence[Point], entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return for each point the id of its entry, or "" for one that is new."""
    found = [""] * len(points)
    left = {entry.entry_id: entry for entry in entries}
    for key_of_point, key_of_entry, alike in _WAYS:
        waiting: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in left.values():
            waiting[key_of_entry(entry)].append(entry)
        for at, point in enumerate(points):
            key = key_of_point(point)
            if found[at] or key is None or not waiting.get(key):
                continue
            match = next((e for e in waiting[key][:_MOST_COMPARED] if alike(point, e)), None)
            if match is not None:
                waiting[key].remove(match)
                del left[match.entry_id]
                found[at] = match.entry_id
    return tuple(found)


def same_points(entries: Sequence[Entry]) -> dict[str, str]:
    """Return, of entries that make the point of an earlier one by somebody else, that one's id."""
    groups: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.block_id:
            groups[entry.block_id].append(entry)
    found: dict[str, str] = {}
    for group in groups.values():
        for at, entry in enumerate(group):
            for other in group[max(0, at - _MOST_COMPARED) : at]:
                if entry.author != other.author and _same_point(entry, other):
                    found[entry.entry_id] = found.get(other.entry_id, other.entry_id)
                    break
    return found


def _same_point(a: Entry, b: Entry) -> bool:
    if (a.kind is Kind.DELETION) != (b.kind is Kind.DELETION):
        return False
    said = _like(a.text, b.text) >= _SAME_POINT
    return said and (not a.quote or not b.quote or _like(a.quote, b.quote) >= _ALIKE)


def _bare(text: str) -> str:
    return " ".join(text.casefold().split())


def _like(a: str, b: str) -> float:
    """Return the share of words that two texts have in common, in order."""
    numbers: dict[str, int] = {}
    left, right = (
        [numbers.setdefault(word, len(numbers)) for word in text.casefold().split()]
        for text in (a, b)
    )
    return likeness(left, right)


_Way = tuple[
    Callable[[Point], Hashable | None],
    Callable[[Entry], Hashable],
    Callable[[Point, Entry], bool],
]
_WAYS: tuple[_Way, ...] = (
    (lambda p: p.fingerprint, lambda e: e.fingerprint, lambda _p, _e: True),
    (
        lambda p: (p.kind, p.author, p.at) if p.at else None,
        lambda e: (e.kind, e.author, e.at),
        lambda p, e: _like(p.text, e.text) >= _ALIKE,
    ),
    (
        lambda p: (p.kind, p.author, _bare(p.text), p.block_id),
        lambda e: (e.kind, e.author, _bare(e.text), e.block_id),
        lambda _p, _e: True,
    ),
)
