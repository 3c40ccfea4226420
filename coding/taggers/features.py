"""What is seen in a passage: its cues, the lists its words belong to, and its context.

A `Glance` is what the scorecard is made from; a `Reading`, which costs more, is made only of
a passage for which something is proposed, for its polarity and its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

import numpy as np

from coding.taggers.concepts import longer, phrases
from coding.taggers.context import Modifier, Scope, outside_asides, scopes
from coding.taggers.inflections import stem
from coding.taggers.interface import Passage
from coding.taggers.lines import Lines, each_once
from coding.taggers.matching import Matcher
from coding.taggers.patterns import NUMBER_MARK
from coding.taggers.rules import CODES, CONTEXTS, QUESTION, Family, RuleSet
from coding.taggers.words import BREAK, Spans, is_number

SPEECH = frozenset({"interview", "transcript", "focus_group", "focus group", "focus-group"})
_LIST = "list "
_MODIFIERS = frozenset(CONTEXTS) - {"about", "trap", "single"}
_WORD_SCALE = 3.0
_FEW_WORDS = 9
_LETTERS = 4
_PART = 0.6
ONLY_QUESTIONS = "nothing but questions"


class Hit(NamedTuple):
    """A cue of a family found in the passage; `[first, last)` are words of the line."""

    family: Family
    first: int
    last: int
    under: tuple[Scope, ...] = ()

    def governed(self, kind: str) -> bool:
        """Say whether a modifier of that kind governs the cue."""
        return any(scope.kind == kind for scope in self.under)


class Glance(NamedTuple):
    """What is seen in a passage at a glance, which is enough to say what it may be about.

    Its words are those of `lines` at `at`. `matches` are the cues, each with its words
    `[first, last)`, `modifiers` the words that deny, plan and the like; `concepts` are the
    lists that its words are on; `around` what is seen in the question that the passage
    answers, or in its heading.
    """

    passage: Passage
    lines: Lines
    at: int
    matches: list[tuple[Family, int, int]]
    modifiers: list[Modifier]
    concepts: list[str]
    around: Around

    @property
    def words(self) -> list[str]:
        """The words of the passage."""
        return self.lines.of(self.at)


class Around(NamedTuple):
    """What is seen in a question or a heading: families of cues, and features by name."""

    families: tuple[Family, ...]
    features: dict[str, float]


_NOTHING_AROUND = Around((), {})


class Reading:
    """A passage as read closely: what governs each cue, and where the words stand."""

    __slots__ = ("_spans", "asked", "concepts", "hits", "passage", "scopes", "words")

    def __init__(self, seen: Glance, hits: tuple[Hit, ...], found: tuple[Scope, ...]) -> None:
        self.passage = seen.passage
        self.words = seen.words
        self.hits = hits
        self.scopes = found
        self.concepts = seen.concepts
        self.asked = seen.around.families
        self._spans: Spans | None = None

    def hits_of(self, criterion: str) -> tuple[Hit, ...]:
        """Return the cues for a criterion or a part of the context."""
        return tuple([hit for hit in self.hits if hit.family.criterion == criterion])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the text that the words `[first, last)` cover."""
        if self._spans is None:
            self._spans = Spans(self.passage.text)
        return self._spans.of(first)[0], self._spans.of(last - 1)[1]

    def quote(self, first: int, last: int) -> str:
        """Return the words `[first, last)` as the text has them, on one line."""
        start, end = self.span(first, last)
        return " ".join(self.passage.text[start:end].split())


class Reader:
    """Reads passages under one set of rules, many at once."""

    def __init__(self, rules: RuleSet) -> None:
        families = {family.family_id: family for family in rules.families}
        cues = [(f, (f.family_id, pattern)) for f in rules.families for pattern in f.patterns]
        said = [cue for family, cue in cues if not family.code.startswith(QUESTION)]
        listed = ((_LIST + name, phrase) for name, phrase in phrases(rules.lists))
        rest = ((_LIST + name, pattern) for name, pattern in longer(rules.lists))
        self._matcher = Matcher([*said, *rest], listed)
        self._family_of = [families.get(key) for key in self._matcher.keys]
        self._is_list = np.array([family is None for family in self._family_of], np.bool_)
        self._matcher_around = Matcher(cue for f, cue in cues if f.code not in _MODIFIERS)
        self._families = families
        self._around: dict[tuple[str, str], Around] = {}

    def glances(self, passages: Sequence[Passage]) -> list[Glance]:
        """Return what is seen in each passage at a glance."""
        self._look_around(passages)
        lines = Lines([passage.text for passage in passages])
        seen = [
            Glance(passage, lines, at, [], [], [], self._seen_around(passage))
            for at, passage in enumerate(passages)
        ]
        found = self._matcher.find(lines)
        listed = self._is_list[found.key]
        keys = self._matcher.keys
        once = each_once(found.owner[listed] * len(keys) + found.key[listed])
        for owner, key in zip(*(c.tolist() for c in np.divmod(once, len(keys))), strict=True):
            seen[owner].concepts.append(keys[key])
        columns = (column[~listed].tolist() for column in found)
        for owner, key, first, last in zip(*columns, strict=True):
            family = self._family_of[key]
            if family is None:
                continue
            if family.code in _MODIFIERS:
                seen[owner].modifiers.append(Modifier(family.code, first, last))
            else:
                seen[owner].matches.append((family, first, last))
        return seen

    def closely(self, seen: Glance) -> Reading:
        """Return the passage read closely, as its polarity and its reason need it."""
        found = scopes(seen.words, seen.modifiers)
        hits = tuple([_hit(match, found) for match in seen.matches])
        return Reading(seen, hits, tuple(found))

    def _seen_around(self, passage: Passage) -> Around:
        if not (passage.question or passage.heading):
            return _NOTHING_AROUND
        return self._around[passage.question, passage.heading]

    def _look_around(self, passages: Sequence[Passage]) -> None:
        """Every turn of a focus group answers the same question, so what is seen is kept."""
        asked = {(p.question, p.heading): None for p in passages if p.question or p.heading}
        new = [key for key in asked if key not in self._around]
        if not new:
            return
        lines = Lines([" . ".join(text for text in key if text) for key in new])
        for at, (key, matches) in enumerate(
            zip(new, self._matcher_around.matches(lines), strict=True)
        ):
            found = dict.fromkeys(match.key for match in matches)
            families = tuple(self._families[name] for name in found)
            words = dict.fromkeys(word for word in lines.of(at) if word != BREAK)
            where = "question" if key[0] else "heading"
            self._around[key] = Around(families, dict(_question(where, families, words)))


def _hit(match: tuple[Family, int, int], found: list[Scope]) -> Hit:
    family, first, last = match
    if not found:
        return Hit(family, first, last)
    return Hit(family, first, last, tuple([s for s in found if s.holds(first, last)]))


# --- The scorecard's features -----------------------------------------------------------


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


def _question(
    where: str, families: Iterable[Family], words: Iterable[str]
) -> Iterator[tuple[str, float]]:
    """What the question or the heading is about."""
    said = "asked" if where == "question" else "headed"
    if where == "question":
        yield "answers a question", 1.0
    yield from ((f"{said} {family.family_id}", 1.0) for family in families)
    asked = {family.code.removeprefix(QUESTION) for family in families}
    codes = sorted({code.partition("-")[0] for code in asked} & set(CODES))
    yield from ((f"about {code} by {where}", 1.0) for code in codes)
    if len(codes) == 1:
        yield f"about {codes[0]} alone by {where}", 1.0
    if "trap" in asked and "about" not in asked:
        yield f"about other business by {where}", 1.0
    if "other" in asked and not codes:
        yield f"about something else by {where}", 1.0
    yield from ((f"{where} {stem(word)}", 1.0) for word in words)


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
