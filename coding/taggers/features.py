"""What is seen in a passage: its cues, the lists its words belong to, and its context.

A `Reading` is everything that the scorecard, the polarity and the reason are made from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from coding.taggers.context import Scope, scopes, sentences
from coding.taggers.inflections import forms, stem
from coding.taggers.interface import Passage
from coding.taggers.matching import Match, Matcher
from coding.taggers.patterns import Pattern, compile_pattern
from coding.taggers.rules import CODES, CONTEXTS, QUESTION, Family, RuleSet
from coding.taggers.words import BREAK, Line, read_line

SPEECH = frozenset({"interview", "transcript", "focus_group"})
_LIST = "list:"
_MODIFIERS = frozenset(CONTEXTS) - {"about", "trap", "single"}
_WORD_SCALE = 3.0
_FEW_WORDS = 9
ONLY_QUESTIONS = "nothing but questions"


class Hit(NamedTuple):
    """A cue of a family found in the passage; `[first, last)` are words of the line."""

    family: Family
    match: Match
    first: int
    last: int
    under: tuple[Scope, ...] = ()

    def governed(self, kind: str) -> bool:
        """Say whether a modifier of that kind governs the cue."""
        return any(scope.kind == kind for scope in self.under)


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as read; `concepts` are the lists that its words are on."""

    passage: Passage
    line: Line
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    scopes: tuple[Scope, ...]
    concepts: tuple[str, ...]
    asked: tuple[Family, ...]
    """Families of cues in the question that the passage answers, and in its heading."""
    asked_words: tuple[str, ...]

    def hits_of(self, criterion: str) -> tuple[Hit, ...]:
        """Return the cues for a criterion or a part of the context."""
        return tuple(hit for hit in self.hits if hit.family.criterion == criterion)


class Reader:
    """Reads passages under one set of rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._families = {family.family_id: family for family in rules.families}
        self._single, several = _concepts(rules.lists)
        cues = [(f, (f.family_id, pattern)) for f in rules.families for pattern in f.patterns]
        said = [cue for family, cue in cues if not family.code.startswith(QUESTION)]
        self._matcher = Matcher([*said, *several])
        self._seen_around: dict[str, tuple[tuple[Family, ...], tuple[str, ...]]] = {}
        self._around = Matcher(cue for family, cue in cues if family.code not in _MODIFIERS)

    def read(self, passage: Passage) -> Reading:
        """Return what is seen in a passage."""
        line = read_line(passage.text)
        words = tuple(line.line.split())
        bounds = sentences(words)
        matches = self._matcher.find(line.line)
        cues = [(self._families[m.key], m) for m in matches if not m.key.startswith(_LIST)]
        found = scopes(line, words, bounds, ((f.code, m) for f, m in cues if f.code in _MODIFIERS))
        hits = tuple(_hit(f, m, line, found) for f, m in cues if f.code not in _MODIFIERS)
        concepts = dict.fromkeys(
            name for word in words if word in self._single for name in self._single[word]
        )
        concepts.update((m.key[len(_LIST) :], None) for m in matches if m.key.startswith(_LIST))
        asked, asked_words = self._asked(passage)
        return Reading(
            passage=passage,
            line=line,
            words=words,
            hits=hits,
            scopes=tuple(found),
            concepts=tuple(concepts),
            asked=asked,
            asked_words=asked_words,
        )

    def _asked(self, passage: Passage) -> tuple[tuple[Family, ...], tuple[str, ...]]:
        """Every turn of a focus group answers the same question, so what is seen is kept."""
        around = " . ".join(text for text in (passage.question, passage.heading) if text)
        if not around:
            return (), ()
        if around not in self._seen_around:
            line = read_line(around)
            words = tuple(dict.fromkeys(word for word in line.words if word != BREAK))
            keys = sorted({match.key for match in self._around.find(line.line)})
            self._seen_around[around] = tuple(self._families[key] for key in keys), words
        return self._seen_around[around]


def _hit(family: Family, match: Match, line: Line, found: list[Scope]) -> Hit:
    first, last = line.word_at(match.start), line.word_at(match.end - 1) + 1
    under = tuple(scope for scope in found if scope.holds(first, last))
    return Hit(family, match, first, last, under)


def _concepts(
    lists: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, Pattern]]]:
    """Return each single word's lists, and a pattern for every entry of several words."""
    single: dict[str, set[str]] = {}
    several: list[tuple[str, Pattern]] = []
    for name, entries in lists.items():
        for entry in entries:
            if " " in entry or "'" in entry:
                several.append((_LIST + name, compile_pattern(entry, lists)))
                continue
            plain = entry.removesuffix("~")
            for word in forms(plain) if entry.endswith("~") else {plain}:
                single.setdefault(word, set()).add(name)
    return {word: tuple(sorted(names)) for word, names in single.items()}, several


# --- The scorecard's features -----------------------------------------------------------


def features(reading: Reading) -> dict[str, float]:
    """Return a passage's features by name, always in the same order: a sum depends on it."""
    seen = {"always": 1.0}
    seen.update((f"cue {hit.family.family_id}", 1.0) for hit in reading.hits)
    seen.update(_setting(reading))
    seen.update(_breadth(reading))
    seen.update((f"list {name}", 1.0) for name in reading.concepts)
    seen.update(_words(reading.words))
    return seen


def _setting(reading: Reading) -> Iterator[tuple[str, float]]:
    """Register, question, heading, and whether the passage is itself a question."""
    passage = reading.passage
    if passage.register in SPEECH:
        yield "speech", 1.0
    if passage.table_row:
        yield "row of a table", 1.0
    if passage.text.rstrip().endswith("?"):
        yield "ends with a question", 1.0
        if _only_questions(passage.text):
            yield ONLY_QUESTIONS, 1.0
    if len(reading.words) < _FEW_WORDS:
        yield "very short", 1.0
    yield from _question(reading)
    for kind in sorted({scope.kind for scope in reading.scopes}):
        yield f"holds {kind}", 1.0


def _only_questions(text: str) -> bool:
    return not any(end in text for end in (". ", "! ", ".\n"))


def _question(reading: Reading) -> Iterator[tuple[str, float]]:
    """What the question or the heading is about."""
    where = "question" if reading.passage.question else "heading"
    said = "asked" if reading.passage.question else "headed"
    if reading.passage.question:
        yield "answers a question", 1.0
    yield from ((f"{said} {family.family_id}", 1.0) for family in reading.asked)
    asked = {family.code.removeprefix(QUESTION) for family in reading.asked}
    codes = sorted({code.partition("-")[0] for code in asked} & set(CODES))
    yield from ((f"about {code} by {where}", 1.0) for code in codes)
    if len(codes) == 1:
        yield f"about {codes[0]} alone by {where}", 1.0
    if "trap" in asked and "about" not in asked:
        yield f"about other business by {where}", 1.0
    if "other" in asked and not codes:
        yield f"about something else by {where}", 1.0
    yield from ((f"{where} {stem(word)}", 1.0) for word in reading.asked_words)


def _breadth(reading: Reading) -> Iterator[tuple[str, float]]:
    """How many families speak for each code, and whether they stand in a fitting passage."""
    about = any(hit.family.code == "about" for hit in reading.hits)
    trap = any(hit.family.code == "trap" for hit in reading.hits)
    single = any(hit.family.code == "single" for hit in reading.hits)
    for code in CODES:
        count = len({hit.family.family_id for hit in reading.hits_of(code)})
        if not count:
            continue
        yield f"several cues {code}", float(min(count - 1, 3))
        for met, name in ((about, "about"), (trap, "trap"), (single, "single")):
            if met:
                yield f"{name} with cue {code}", 1.0
    if not about:
        yield "nothing about assessments", 1.0
        if trap:
            yield "trap and nothing about assessments", 1.0


def _words(words: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    stems = dict.fromkeys([stem(word) for word in words if word != BREAK])
    scale = _WORD_SCALE / sqrt(max(len(stems), _FEW_WORDS))
    yield from ((f"word {word}", scale) for word in stems)
