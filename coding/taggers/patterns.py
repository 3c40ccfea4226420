"""The little language in which cues are written, and how it is matched.

    same {fault} ..4 (again|both units)   words, a named list, at most four words between
    issue~                                the word with its inflections
    (come~ (back|up)|crop~)               any of these; a bracket may hold brackets
    (@fault|thing~)                       any of these, or of a named list
    (the|a)?                              may be missing
    #                                     a number, in figures or words
    *                                     any one word
    /                                     the end of a sentence

Without "/" a pattern never crosses the end of a sentence. Words are as `coding.taggers.words` gives
them: lower case, no commas or hyphens, "n't" as "not", "%" as "percent".

Matching is anchored: a pattern is tried only on a line that holds a word of each of its
fixed elements, so that most patterns cost one look-up per passage and no search. spaCy's own
matcher costs over a hundred times as much as tokenising when patterns have gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from coding.taggers.words import forms

_NUMBER = (
    r"(?:£?\d[\d.,/:]*(?:st|nd|rd|th|k)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|"
    r"fifty|sixty|seventy|eighty|ninety|hundred|dozen|half|third|quarter|thirds|quarters|fifth|"
    r"fifths|tenth|couple|most|none|zero|nil) "
)
_ANY = r"[^ |]+ "
_SPECIAL = {"#": _NUMBER, "*": _ANY, "/": r"\| "}
_TOKEN = re.compile(r"\.\.\d+|[()|?]|\{[\w-]+\}|@[\w-]+|[^\s(){}|?]+")
_NAME = re.compile(r"^[a-z0-9'&+£-]+$")
_CONTRACTIONS = (
    ("won't", "will not"),
    ("can't", "can not"),
    ("cannot", "can not"),
    ("n't", " not"),
    ("'ve", " have"),
    ("'re", " are"),
    ("'ll", " will"),
    ("'m ", " am "),
)


class PatternInvalid(ValueError):
    """A pattern that is not written in the language; the message says which part."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern made ready: its expression, and the sets of words of which a line needs one each.

    `needs` begins with the smallest set, by which the pattern is found.
    """

    source: str
    expression: str
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch `[start, end)` of a line that a pattern of the family `key` matched."""

    key: str
    start: int
    end: int


def compile_pattern(source: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Make a pattern ready.

    Args:
        source: the pattern as written.
        lists: the named lists, each of entries in the same language.

    Raises:
        PatternInvalid: an element is unknown, or nothing in the pattern is fixed.
    """
    reader = _Reader(source, lists)
    expression, needs = reader.sequence()
    if reader.rest:
        raise PatternInvalid(f"'{source}' has a bracket without its partner")
    if not needs:
        raise PatternInvalid(f"'{source}' has no fixed word")
    needs = sorted(set(needs), key=lambda words: (len(words), sorted(words)))
    return Pattern(source, "(?<= )" + expression, tuple(needs))


class _Reader:
    """Reads a pattern from left to right; each part gives an expression and what it needs."""

    def __init__(self, source: str, lists: Mapping[str, Sequence[str]]) -> None:
        self._source = source
        self._lists = lists
        for short, long in _CONTRACTIONS:
            source = source.replace(short, long)
        tokens = (token.rstrip(",:") for token in _TOKEN.findall(source))
        self.rest = [token for token in tokens if token]

    def sequence(self) -> tuple[str, list[frozenset[str]]]:
        """Read up to the end of the alternative."""
        expression: list[str] = []
        needs: list[frozenset[str]] = []
        while self.rest and self.rest[0] not in "|)":
            part, need = self._part(self.rest.pop(0))
            if self.rest[:1] == ["?"]:
                self.rest.pop(0)
                part, need = f"(?:{part})?", []
            expression.append(part)
            needs += need
        return "".join(expression), needs

    def _part(self, token: str) -> tuple[str, list[frozenset[str]]]:
        if token == "(":
            return self._alternatives()
        if token.startswith(".."):
            return rf"(?:{_ANY}){{0,{int(token[2:])}}}?", []
        if token in _SPECIAL:
            return _SPECIAL[token], []
        if token[0] in "{@":
            return self._list(token.strip("{}@"))
        return self._word(token)

    def _alternatives(self) -> tuple[str, list[frozenset[str]]]:
        parts = [self.sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            parts.append(self.sequence())
        if not self.rest or self.rest.pop(0) != ")":
            raise PatternInvalid(f"'{self._source}' has a bracket without its partner")
        return _either(parts)

    def _list(self, name: str) -> tuple[str, list[frozenset[str]]]:
        if name not in self._lists:
            raise PatternInvalid(f"there is no list called '{name}'")
        entries = sorted(self._lists[name], key=lambda entry: (-len(entry), entry))
        return _either([_Reader(entry, self._lists).sequence() for entry in entries])

    def _word(self, token: str) -> tuple[str, list[frozenset[str]]]:
        plain = token.removesuffix("~")
        if not _NAME.match(plain):
            raise PatternInvalid(f"'{token}' in '{self._source}' is not a plain word")
        found = forms(plain) if token.endswith("~") else frozenset({plain})
        words = [re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))]
        body = words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
        return f"{body} ", [found]


def _either(parts: list[tuple[str, list[frozenset[str]]]]) -> tuple[str, list[frozenset[str]]]:
    """Join alternatives; together they need a word of the smallest need of each."""
    if any(not expression for expression, _ in parts):
        raise PatternInvalid("an alternative is empty")
    expression = "(?:" + "|".join(expression for expression, _ in parts) + ")"
    if not all(needs for _, needs in parts):
        return expression, []
    return expression, [frozenset().union(*(min(needs, key=len) for _, needs in parts))]


class Matcher:
    """Finds every family's matches in a line, each pattern tried only where it can match."""

    def __init__(self, patterns: Iterable[tuple[str, Pattern]]) -> None:
        self._by_anchor: dict[str, list[tuple[int, str, Pattern]]] = {}
        for number, (key, pattern) in enumerate(patterns):
            for word in pattern.needs[0]:
                self._by_anchor.setdefault(word, []).append((number, key, pattern))

    def find(self, line: str, words: frozenset[str]) -> list[Match]:
        """Return the matches in a line whose distinct words are given, in a fixed order."""
        tried: dict[int, tuple[str, Pattern]] = {}
        for word in words:
            for number, key, pattern in self._by_anchor.get(word, ()):
                if number not in tried and _possible(pattern, words):
                    tried[number] = key, pattern
        return [
            Match(key, found.start(), found.end() - 1)
            for _, (key, pattern) in sorted(tried.items(), key=lambda item: item[0])
            for found in _ready(pattern.expression).finditer(line)
        ]


@cache
def _ready(expression: str) -> re.Pattern[str]:
    """Compile on first use: most passages meet few of the patterns."""
    return re.compile(expression)


def _possible(pattern: Pattern, words: frozenset[str]) -> bool:
    return all(not need.isdisjoint(words) for need in pattern.needs[1:])
