"""The rules' named lists, as what is looked up and searched for in a passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from coding.taggers.inflections import forms
from coding.taggers.patterns import Pattern, compile_pattern, plain_words
from coding.taggers.phrases import LONGEST


def phrases(lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each list's name with every short phrase that names something on it."""
    for name, entries in lists.items():
        for entry in entries:
            yield from ((name, phrase) for phrase in _phrases(entry) or ())


def longer(lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Pattern]]:
    """Yield each list's name with every entry that is searched for, as cues are."""
    for name, entries in lists.items():
        for entry in entries:
            if _phrases(entry) is None:
                yield name, compile_pattern(entry, lists)


def _phrases(entry: str) -> Iterator[tuple[str, ...]] | None:
    """Return every way in which a short plain entry can stand, or None for another entry."""
    words = plain_words(entry)
    if words is None or len(words) > LONGEST:
        return None
    each = [
        forms(word.removesuffix("~")) if word.endswith("~") else frozenset({word}) for word in words
    ]
    return product(*each)
