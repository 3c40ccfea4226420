"""The scorecard's features: what is added up for a passage, by name."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from coding.taggers.context import outside_asides
from coding.taggers.glances import Glance
from coding.taggers.inflections import stem
from coding.taggers.rules import CODES, Family
from coding.taggers.words import NUMBER_MARK, is_number

SPEECH = frozenset({"interview", "transcript", "focus_group", "focus group", "focus-group"})
_WORD_SCALE = 3.0
_FEW_WORDS = 9
_LETTERS = 4
_PART = 0.6
ONLY_QUESTIONS = "nothing but questions"


class Seen(NamedTuple):
    """What the scorecard adds up for a passage.

    `traits` count as they stand; each of `words` counts `scale` times what its spelling
    weighs, and each of `pairs`, the stems of two words in a row, `scale` times its weight.
    """

    traits: dict[str, float]
    words: Iterable[str]
    pairs: Iterable[tuple[str, str]]
    scale: float


def seen_in(glance: Glance) -> Seen:
    """Return what is added up, always in the same order: a sum depends on it."""
    words = dict.fromkeys(glance.words)
    if any(map(is_number, words)):
        words[NUMBER_MARK] = None
    return Seen(
        traits(glance), words, pairwise([STEM_OF[word] for word in glance.words]), scale(len(words))
    )


def scale(words: int) -> float:
    """Return how much each word of a passage counts that has so many different words."""
    return _WORD_SCALE / sqrt(max(words, _FEW_WORDS))


def spelling(word: str) -> dict[str, float]:
    """Return the features under which a word counts: its stem, and four letters at a time.

    The letters let a word that no labelled passage holds count as its kin do.
    """
    found = {WORD_NAME[word]: 1.0}
    around = f"<{word}>"
    for at in range(len(around) - _LETTERS + 1):
        name = f"part {around[at : at + _LETTERS]}"
        found[name] = found.get(name, 0.0) + _PART
    return found


def pair_name(pair: tuple[str, str]) -> str:
    """Return the feature under which two stems in a row count."""
    return f"next {pair[0]} {pair[1]}"


def traits(seen: Glance) -> dict[str, float]:
    """Return the features that are not mere words."""
    found = {"always": 1.0}
    families = {family.family_id: family for family, _, _ in seen.matches}
    for family in families.values():
        found[family.feature] = 1.0
    _setting(seen, found)
    _breadth(families.values(), found)
    for name in seen.concepts:
        found[name] = 1.0
    return found


class _StemOf(dict[str, str]):
    """The stem of a word; worked out once for each word."""

    def __missing__(self, word: str) -> str:
        found = self[word] = stem(word)
        return found


STEM_OF = _StemOf()


class _WordName(dict[str, str]):
    """The feature of a word's stem; named once for each word."""

    def __missing__(self, word: str) -> str:
        found = self[word] = f"word {STEM_OF[word]}"
        return found


WORD_NAME = _WordName()


def _setting(seen: Glance, found: dict[str, float]) -> None:
    """Register, question, heading, and whether the passage is itself a question."""
    passage = seen.passage
    if passage.register in SPEECH:
        found["speech"] = 1.0
    if passage.table_row:
        found["row of a table"] = 1.0
    if passage.text.rstrip().endswith("?"):
        found["ends with a question"] = 1.0
        if _only_questions(passage.text):
            found[ONLY_QUESTIONS] = 1.0
    if seen.lines.ends[seen.at] - seen.lines.begins[seen.at] < _FEW_WORDS:
        found["very short"] = 1.0
    found.update(seen.around.features)
    if seen.modifiers:
        for kind in sorted({each.kind for each in outside_asides(seen.modifiers)}):
            found[f"holds {kind}"] = 1.0


def _only_questions(text: str) -> bool:
    return not any(end in text for end in (". ", "! ", ".\n"))


def _breadth(families: Iterable[Family], found: dict[str, float]) -> None:
    """How many families speak for each code, and whether they stand in a fitting passage."""
    counts: dict[str, int] = {}
    for family in families:
        counts[family.criterion] = counts.get(family.criterion, 0) + 1
    for code in CODES:
        if code in counts:
            found[f"several cues {code}"] = float(min(counts[code] - 1, 3))
            for name in ("about", "trap", "single"):
                if name in counts:
                    found[f"{name} with cue {code}"] = 1.0
    if "about" not in counts:
        found["nothing about assessments"] = 1.0
        if "trap" in counts:
            found["trap and nothing about assessments"] = 1.0
