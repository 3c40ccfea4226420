"""What is seen in a passage: its cues, the lists its words belong to, and its context.

A `Glance` is what the scorecard is made from; a `Reading`, which costs more, is made only of
a passage for which something is proposed, for its polarity and its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from coding.taggers.concepts import longer, phrases
from coding.taggers.context import Scope, outside_asides, scopes
from coding.taggers.inflections import stem
from coding.taggers.interface import Passage
from coding.taggers.matching import Match, Matcher, Phrases, Places
from coding.taggers.rules import CODES, CONTEXTS, QUESTION, Family, RuleSet
from coding.taggers.words import BREAK, Line, read_line

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

    `matches` are the cues, `modifiers` the words that deny, plan and the like; `concepts`
    are the lists that its words are on; `around` what is seen in the question that the
    passage answers, or in its heading.
    """

    passage: Passage
    line: Line
    places: Places
    matches: list[tuple[Family, Match]]
    modifiers: list[tuple[str, Match]]
    concepts: set[str]
    around: Around


class Around(NamedTuple):
    """What is seen in a question or a heading: families of cues, and features by name."""

    families: tuple[Family, ...]
    features: dict[str, float]


_NOTHING_AROUND = Around((), {})


class Reading:
    """A passage as read closely: what governs each cue, and where the words stand."""

    __slots__ = ("_spans", "asked", "hits", "line", "passage", "scopes", "words")

    def __init__(self, seen: Glance, hits: tuple[Hit, ...], found: tuple[Scope, ...]) -> None:
        self.passage = seen.passage
        self.line = seen.line
        self.words = seen.line.words
        self.hits = hits
        self.scopes = found
        self.asked = seen.around.families
        self._spans: list[tuple[int, int]] = []

    def hits_of(self, criterion: str) -> tuple[Hit, ...]:
        """Return the cues for a criterion or a part of the context."""
        return tuple([hit for hit in self.hits if hit.family.criterion == criterion])

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the text that the words `[first, last)` cover."""
        self._spans = self._spans or self.line.spans()
        return self._spans[first][0], self._spans[last - 1][1]

    def quote(self, first: int, last: int) -> str:
        """Return the words `[first, last)` as the text has them, on one line."""
        start, end = self.span(first, last)
        return " ".join(self.passage.text[start:end].split())


class Reader:
    """Reads passages under one set of rules."""

    def __init__(self, rules: RuleSet) -> None:
        self._families = {family.family_id: family for family in rules.families}
        cues = [(f, (f.family_id, pattern)) for f in rules.families for pattern in f.patterns]
        said = [cue for family, cue in cues if not family.code.startswith(QUESTION)]
        self._lists = Phrases()
        for name, phrase in phrases(rules.lists):
            self._lists.add(phrase, _LIST + name)
        rest = ((_LIST + name, pattern) for name, pattern in longer(rules.lists))
        self._matcher = Matcher([*said, *rest])
        self._matcher_around = Matcher(cue for f, cue in cues if f.code not in _MODIFIERS)
        self._around: dict[tuple[str, str], Around] = {}

    def glance(self, passage: Passage) -> Glance:
        """Return what is seen in a passage at a glance."""
        line = read_line(passage.text)
        places = Places(line.words)
        matches: list[tuple[Family, Match]] = []
        modifiers: list[tuple[str, Match]] = []
        concepts = self._lists.keys(places)
        for match in self._matcher.find_at(line.line, places):
            family = self._families.get(match.key)
            if family is None:
                concepts.add(match.key)
            elif family.code in _MODIFIERS:
                modifiers.append((family.code, match))
            else:
                matches.append((family, match))
        around = self._seen_around(passage)
        return Glance(passage, line, places, matches, modifiers, concepts, around)

    def closely(self, seen: Glance) -> Reading:
        """Return the passage read closely, as its polarity and its reason need it."""
        found = scopes(seen.line.words, seen.places, seen.modifiers)
        hits = tuple(_hit(family, match, seen.places, found) for family, match in seen.matches)
        return Reading(seen, hits, tuple(found))

    def _seen_around(self, passage: Passage) -> Around:
        """Every turn of a focus group answers the same question, so what is seen is kept."""
        if not (passage.question or passage.heading):
            return _NOTHING_AROUND
        key = passage.question, passage.heading
        if key not in self._around:
            line = read_line(" . ".join(text for text in key if text))
            found = sorted({match.key for match in self._matcher_around.find(line)})
            families = tuple(self._families[key] for key in found)
            words = dict.fromkeys(word for word in line.words if word != BREAK)
            where = "question" if passage.question else "heading"
            self._around[key] = Around(families, dict(_question(where, families, words)))
        return self._around[key]


def _hit(family: Family, match: Match, places: Places, found: list[Scope]) -> Hit:
    first, last = places.within(match)
    return Hit(family, first, last, tuple(scope for scope in found if scope.holds(first, last)))


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
    words = glance.places.of
    scale = _WORD_SCALE / sqrt(max(len(words), _FEW_WORDS))
    return Seen(traits(glance), words, pairwise(glance.line.stems), scale)


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
    families = {family.family_id: family for family, _ in seen.matches}
    for family in families.values():
        found[family.feature] = 1.0
    _setting(seen, found)
    _breadth(families.values(), found)
    for name in sorted(seen.concepts):
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
    if len(seen.line.words) < _FEW_WORDS:
        found["very short"] = 1.0
    found.update(seen.around.features)
    if seen.modifiers:
        for kind in sorted({kind for kind, _ in outside_asides(seen.modifiers)}):
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
