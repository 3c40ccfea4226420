"""What stands around the cues: how far a negation, a plan or a hypothesis reaches.

A modifier governs the words after it up to the end of the sentence or a turning word such
as "but"; a negation that closes a sentence ("Does it go further? Probably not.") governs the
sentence and the one before. The idea of modifier, direction and end is ConText's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coding.taggers.words import BREAK

_TURNS = frozenset(
    ["but", "however", "although", "though", "whereas", "while", "until", "except", "because"]
)
_REACH = 12
_TAIL = 4
_MODIFIERS = ("negator", "unreal", "plan", "hearsay", "partly")


class Modifier(NamedTuple):
    """Words `[first, last)` that deny, plan and the like, or turn such a word aside."""

    kind: str
    first: int
    last: int


class Scope(NamedTuple):
    """The words `[first, last)` that a modifier governs; `trigger` are its own words."""

    kind: str
    trigger: tuple[int, int]
    first: int
    last: int

    def holds(self, first: int, last: int) -> bool:
        """Say whether a stretch of words lies at least partly within."""
        return first < self.last and last > self.first


def sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the `[first, last)` word indexes of each sentence."""
    found: list[tuple[int, int]] = []
    first = 0
    for index, word in enumerate(words):
        if word == BREAK:
            if index > first:
                found.append((first, index))
            first = index + 1
    if first < len(words):
        found.append((first, len(words)))
    return found


def outside_asides(modifiers: Sequence[Modifier]) -> list[Modifier]:
    """Return the modifiers that do modify: "not only" denies nothing."""
    asides = [each for each in modifiers if each.kind == "aside"]
    return [
        each
        for each in modifiers
        if each.kind in _MODIFIERS and not (asides and _inside(each, asides))
    ]


def scopes(words: Sequence[str], modifiers: Sequence[Modifier]) -> list[Scope]:
    """Return what each modifier governs in the words of a passage."""
    if not modifiers:
        return []
    bounds = sentences(words)
    found: list[Scope] = []
    for kind, first, last in outside_asides(modifiers):
        which = next((i for i, (a, b) in enumerate(bounds) if a <= first < b), 0)
        found.append(_scope(kind, (first, last), which, (words, bounds)))
    return found


def _scope(
    kind: str,
    trigger: tuple[int, int],
    which: int,
    text: tuple[Sequence[str], Sequence[tuple[int, int]]],
) -> Scope:
    words, bounds = text
    first = trigger[0]
    start, end = bounds[which]
    if kind != "negator":
        return Scope(kind, trigger, start, end)
    if end - first <= _TAIL:
        return Scope(kind, trigger, bounds[which - 1][0] if which else start, end)
    last = first + 1
    while last < min(end, first + _REACH) and words[last] not in _TURNS:
        last += 1
    return Scope(kind, trigger, first, last)


def _inside(modifier: Modifier, asides: Iterable[Modifier]) -> bool:
    return any(aside.first <= modifier.first < aside.last for aside in asides)
