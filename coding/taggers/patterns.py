"""The little language in which cues are written.

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
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from coding.taggers.inflections import forms

_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|dozen|half|third|quarter|thirds|quarters|fifth|fifths|tenth|couple|most|none|zero|nil"
)
NUMBER = rf"(?:£?\d[\d.,/:]*(?:st|nd|rd|th|k)?|{_NUMBER_WORDS})"
NUMBER_MARK = "#"
"""Stands, among the words of a line, for its having a number."""
_ANY = r" [^ |]+"
_SPECIAL = {"*": _ANY, "/": r" \|"}
_TOKEN = re.compile(r"\.\.\d+|[()|?]|\{[\w-]+\}|@[\w-]+|[^\s(){}|?]+")
_OPEN = frozenset("(")
_COMMON_COST = 40
_COMMON_WORDS = (
    "a about all an and any are as at be been but by can could did do does for from get "
    "got had has have he her his i if in is it its me my no not now of on one or our out "
    "she so some that the their them then there they this to up us was we were what when "
    "which who will with would you your 's area board case cases dcp each every file "
    "files iqa iqas lawyers more other review reviews sdcp team teams two three "
    "assessment assessments same time said say quarter training "
)
_COMMON = frozenset([*_COMMON_WORDS.split(), NUMBER_MARK])
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

    `anchor` are the rarest of these, by which the pattern is found, and `others` the rest;
    `first` are the words with which a match can begin, None if any word can.
    """

    source: str
    expression: str
    anchor: frozenset[str]
    others: tuple[frozenset[str], ...]
    first: frozenset[str] | None


def compile_patterns(source: str, lists: Mapping[str, Sequence[str]]) -> tuple[Pattern, ...]:
    """Make a pattern ready: one that is nothing but alternatives becomes several.

    Apart, "black hole" is tried only on a line that holds both words; as one of many
    alternatives it would be tried on every line that holds a word of any.

    Raises:
        PatternInvalid: an element is unknown, or nothing in the pattern is fixed.
    """
    return tuple(compile_pattern(part, lists) for part in _alternatives_of(source))


def compile_pattern(source: str, lists: Mapping[str, Sequence[str]]) -> Pattern:
    """Make a pattern ready.

    Args:
        source: the pattern as written.
        lists: the named lists, each of entries in the same language.

    Raises:
        PatternInvalid: an element is unknown, or nothing in the pattern is fixed.
    """
    reader = _Reader(source, lists)
    whole = reader.sequence()
    if reader.rest:
        raise PatternInvalid(f"'{source}' has a bracket without its partner")
    if not whole.needs:
        raise PatternInvalid(f"'{source}' has no fixed word")
    needs = sorted(set(whole.needs), key=lambda words: (_commonness(words), sorted(words)))
    return Pattern(source, whole.expression + "(?= )", needs[0], tuple(needs[1:]), whole.first)


def _alternatives_of(source: str) -> list[str]:
    """Return the alternatives of several words one by one, and all single words as one."""
    tokens = _tokens(source)
    depths = list(accumulate((token == "(") - (token == ")") for token in tokens))  # noqa: S105
    if not tokens or tokens[0] != "(" or 0 in depths[:-1] or depths[-1] != 0:
        return [source]
    alternatives: list[list[str]] = [[]]
    for token, depth in zip(tokens[1:-1], depths[1:-1], strict=True):
        if token == "|" and depth == 1:  # noqa: S105 - a bar between alternatives
            alternatives.append([])
        else:
            alternatives[-1].append(token)
    single = [words[0] for words in alternatives if len(words) == 1]
    several = [" ".join(words) for words in alternatives if len(words) != 1]
    return [*([f"({'|'.join(single)})"] if single else []), *several]


def _tokens(source: str) -> list[str]:
    for short, long in _CONTRACTIONS:
        source = source.replace(short, long)
    found = (part.rstrip(",:") for part in _TOKEN.findall(source))
    return [part for part in found if part]


def _commonness(words: frozenset[str]) -> int:
    """Return roughly how many lines hold one of the words, in rare words' worth."""
    return sum(_COMMON_COST if word in _COMMON else 1 for word in words)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern; `first` are the words it can begin with, None if any."""

    expression: str
    needs: tuple[frozenset[str], ...] = ()
    first: frozenset[str] | None = None
    optional: bool = False


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, source: str, lists: Mapping[str, Sequence[str]]) -> None:
        self._source = source
        self._lists = lists
        self.rest = _tokens(source)

    def sequence(self) -> _Part:
        """Read up to the end of the alternative."""
        parts: list[_Part] = []
        while self.rest and self.rest[0] not in "|)":
            part = self._part(self.rest.pop(0))
            if self.rest[:1] == ["?"]:
                self.rest.pop(0)
                part = _Part(f"(?:{part.expression})?", (), part.first, optional=True)
            parts.append(part)
        return _Part(
            "".join(part.expression for part in parts),
            tuple(need for part in parts for need in part.needs),
            _first(parts),
        )

    def _part(self, token: str) -> _Part:
        if token in _OPEN:
            return self._alternatives()
        if token.startswith(".."):
            return _Part(rf"(?:{_ANY}){{0,{int(token[2:])}}}?")
        if token == NUMBER_MARK:
            mark = frozenset({NUMBER_MARK})
            return _Part(f" {NUMBER}", (mark,), mark)
        if token in _SPECIAL:
            return _Part(_SPECIAL[token])
        if token[0] in "{@":
            return self._list(token.strip("{}@"))
        return self._word(token)

    def _alternatives(self) -> _Part:
        parts = [self.sequence()]
        while self.rest and self.rest[0] == "|":
            self.rest.pop(0)
            parts.append(self.sequence())
        if not self.rest or self.rest.pop(0) != ")":
            raise PatternInvalid(f"'{self._source}' has a bracket without its partner")
        return _either(parts)

    def _list(self, name: str) -> _Part:
        if name not in self._lists:
            raise PatternInvalid(f"there is no list called '{name}'")
        entries = sorted(self._lists[name], key=lambda entry: (-len(entry), entry))
        return _either([_Reader(entry, self._lists).sequence() for entry in entries])

    def _word(self, token: str) -> _Part:
        plain = token.removesuffix("~")
        if not _NAME.match(plain):
            raise PatternInvalid(f"'{token}' in '{self._source}' is not a plain word")
        found = forms(plain) if token.endswith("~") else frozenset({plain})
        words = [re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))]
        body = words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
        return _Part(f" {body}", (found,), found)


def _first(parts: Sequence[_Part]) -> frozenset[str] | None:
    """Return the words with which a sequence can begin, past any part that may be missing."""
    words: frozenset[str] = frozenset()
    for part in parts:
        if part.first is None:
            return None
        words |= part.first
        if not part.optional:
            return words
    return None


def _either(parts: Sequence[_Part]) -> _Part:
    """Join alternatives; together they need a word of the smallest need of each."""
    if any(not part.expression for part in parts):
        raise PatternInvalid("an alternative is empty")
    expression = "(?:" + "|".join(part.expression for part in parts) + ")"
    firsts = [part.first for part in parts]
    first = frozenset[str]().union(*(f for f in firsts if f is not None))
    needs: tuple[frozenset[str], ...] = ()
    if all(part.needs for part in parts):
        needs = (frozenset[str]().union(*(min(part.needs, key=_commonness) for part in parts)),)
    return _Part(expression, needs, None if None in firsts else first)
