"""Possible names: what reads like somebody's name and was masked by no rule.

For a person to look through. Without a trained model a bare name that no list holds cannot
be told from a place or a product; this list is where such a name would stand.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evidence.masking.finding import Masking, SourceNames
from evidence.masking.ordinary_words import AFTER_PLACES, ORDINARY_NAMES
from evidence.masking.plain import Word

_PAIR = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z][a-z]+(?:-[A-Z][a-z]+)?")
_CALLED = re.compile(
    r"\b(?:asked|told|called|named|rang|emailed|thanks to|done to|spoke to|speak to|met|from|by|"
    r"with|manager|manager,|colleague|colleague,)$"
)
_LONGEST_HEADING = 80
_SHORTEST_ALIKE = 5


@dataclass(frozen=True, slots=True)
class Possible:
    """Words that may be a name: where they first stand, and how often."""

    words: str
    start: int
    end: int
    count: int
    why: str


def possible_names(names: SourceNames, masking: Masking) -> tuple[Possible, ...]:
    """Return the possible names of a source that no mask hides, in order of appearance."""
    covered = sorted((m.start, m.end) for m in (*masking.masks, *masking.doubts))
    seen: Counter[str] = Counter()
    first: dict[str, tuple[int, int, str]] = {}
    for start, end, why in _candidates(names, masking):
        if end > len(names.source.text) or _touches(covered, start, end):
            continue
        words = names.source.text[start:end]
        seen[words] += 1
        first.setdefault(words, (start, end, why))
    return tuple(
        Possible(words, start, end, seen[words], why)
        for words, (start, end, why) in sorted(first.items(), key=lambda item: item[1])
    )


def _candidates(names: SourceNames, masking: Masking) -> Iterator[tuple[int, int, str]]:
    text, level = names.level.text, names.level
    for match in _PAIR.finditer(text):
        words = match[0].split()
        if not _in_heading(text, match.start()) and all(_unlike_house(w, names) for w in words):
            yield *level.back(match.start(), match.end()), "two words with capitals"
    known = _known_words(masking)
    for n, (start, _, word, low) in enumerate(names.words):
        if len(word) < _SHORTEST_ALIKE or not word[0].isupper() or not _unlike_house(word, names):
            continue
        place = level.back(start, start + len(word))
        if any(_alike(low, other) for other in known.get(low[0], ())):
            yield *place, "spelt almost like a name that is masked"
        elif _led_in(text, names.words, n) and not _before_place(names.words, n):
            yield *place, "a word with a capital where a name would stand"


def _unlike_house(word: str, names: SourceNames) -> bool:
    low = word.casefold()
    return not names.lexicon.never(word) and low not in names.lexicon.small | ORDINARY_NAMES


def _in_heading(text: str, at: int) -> bool:
    """Whether a line is a heading: short, with most of its words in capitals."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    words = [word for word in re.findall(r"[A-Za-z]+", line) if len(word) > 3]  # noqa: PLR2004
    return len(line) <= _LONGEST_HEADING and all(word[0].isupper() for word in words)


def _led_in(text: str, words: Sequence[Word], n: int) -> bool:
    start = words[n][0]
    return bool(_CALLED.search(text[max(0, start - 14) : start].rstrip(" ")))


def _before_place(words: Sequence[Word], n: int) -> bool:
    return n + 1 < len(words) and words[n + 1][3] in AFTER_PLACES


def _known_words(masking: Masking) -> dict[str, set[str]]:
    """The longer words of the names that are masked, by their first letter."""
    known: dict[str, set[str]] = {}
    for behind in masking.key:
        for word in re.findall(r"[^\W\d_]{5,}", behind.name.casefold()):
            known.setdefault(word[0], set()).add(word)
    return known


def _alike(word: str, known: str) -> bool:
    """Whether two words differ by one letter, at one place.

    >>> _alike("okafour", "okafor"), _alike("keene", "keane"), _alike("okafor", "okafor")
    (True, True, False)
    """
    if word == known or abs(len(word) - len(known)) > 1:
        return False
    shorter = min(len(word), len(known))
    head = next((n for n in range(shorter) if word[n] != known[n]), shorter)
    rest = word[head:], known[head:]
    return rest[0][1:] == rest[1][1:] or rest[0][1:] == rest[1] or rest[0] == rest[1][1:]


def _touches(covered: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    return any(start < e and s < end for s, e in covered)
