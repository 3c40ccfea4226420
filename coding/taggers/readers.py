"""Looking at passages under one set of rules, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from coding.taggers.concepts import longer, phrases
from coding.taggers.context import Modifier, Scope, scopes
from coding.taggers.glances import NOTHING_AROUND, Around, Glance, Hit, Reading
from coding.taggers.inflections import stem
from coding.taggers.interface import Passage
from coding.taggers.lines import Lines, each_once
from coding.taggers.matching import Matcher
from coding.taggers.rules import CODES, CONTEXTS, QUESTION, Family, RuleSet
from coding.taggers.words import BREAK

_LIST = "list "
_MODIFIERS = frozenset(CONTEXTS) - {"about", "trap", "single"}
_MOST = 4
_KNOWN: dict[str, Reader] = {}


def reader_of(rules: RuleSet) -> Reader:
    """Return the reader of these rules, known by their version, which is a hash of their text.

    There is one for each set of rules: to make it, and the searches it makes, takes half a second.
    """
    if rules.version not in _KNOWN:
        while len(_KNOWN) >= _MOST:
            del _KNOWN[next(iter(_KNOWN))]
        _KNOWN[rules.version] = Reader(rules)
    return _KNOWN[rules.version]


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
            return NOTHING_AROUND
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
            self._around[key] = Around(families, dict(_features_of(where, families, words)))


def _hit(match: tuple[Family, int, int], found: list[Scope]) -> Hit:
    family, first, last = match
    if not found:
        return Hit(family, first, last)
    return Hit(family, first, last, tuple([s for s in found if s.holds(first, last)]))


def _features_of(
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
