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

from coding.taggers.commonness import commonness
from coding.taggers.inflections import forms
from coding.taggers.words import NUMBER, NUMBER_MARK

_ANY = r" [^ |]+"
_SPECIAL = {"*": _ANY, "/": r" \|"}
_TOKEN = re.compile(r"\.\.\d+|[()|?]|\{[\w-]+\}|@[\w-]+|[^\s(){}|?]+")
_OPEN = frozenset("(")
_MOST_APART = 24
"""A pattern becomes at most about so many."""
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
    plain: tuple[frozenset[str], ...] | None = None
    """The words that each place can hold, if the pattern is nothing but words in a row."""
    then: tuple[frozenset[str], int, int] | None = None
    """The words of which one stands behind the first, at least and at most how far behind."""


def compile_patterns(source: str, lists: Mapping[str, Sequence[str]]) -> tuple[Pattern, ...]:
    """Make a pattern ready: one with alternatives of several words becomes several.

    Apart, "black hole" is tried only on a line that holds both words; as one of many
    alternatives it would be tried on every line that holds a word of any.

    Raises:
        PatternInvalid: an element is unknown, or nothing in the pattern is fixed.
    """
    whole = compile_pattern(source, lists)
    parts = _apart(_tokens(source))
    if len(parts) == 1:
        return (whole,)
    return tuple(compile_pattern(" ".join(part), lists) for part in parts)


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
    needs = sorted(set(whole.needs), key=lambda words: (commonness(words), sorted(words)))
    return Pattern(
        source,
        whole.expression + "(?= )",
        needs[0],
        tuple(needs[1:]),
        whole.first,
        whole.plain,
        whole.then,
    )


def plain_words(source: str) -> list[str] | None:
    """Return the words of a pattern that is nothing but words, else None."""
    tokens = _tokens(source)
    plain = all(_NAME.match(token.removesuffix("~")) and token != NUMBER_MARK for token in tokens)
    return tokens if plain and tokens else None


def _apart(tokens: list[str]) -> list[list[str]]:
    """Return the pattern once for each alternative of several words, and once for the rest."""
    done: list[list[str]] = []
    waiting: list[tuple[list[str], list[str]]] = [([], tokens)]
    while waiting:
        so_far, to_come = waiting.pop()
        before, rest, alternatives = _first_choice(so_far, to_come)
        room = _MOST_APART - len(done) - len(waiting)
        if not alternatives or (len(alternatives) > room and (done or waiting)):
            done.append(so_far + to_come)
            continue
        waiting += [(before + words, rest) for words in reversed(alternatives)]
    return done


def _first_choice(
    before: list[str], rest: list[str]
) -> tuple[list[str], list[str], list[list[str]]]:
    """Return what precedes the first choice of several words, what follows, and the choices.

    Without such a choice, everything precedes it and there are no choices.
    """
    at = 0
    while at < len(rest):
        if rest[at] != "(":
            at += 1
            continue
        end = _partner(rest, at)
        choices = _choices(rest[at + 1 : end])
        several = [words for words in choices if len(words) > 1]
        if several and rest[end + 1 : end + 2] != ["?"]:
            single = [words[0] for words in choices if len(words) == 1]
            alike = [["(", *"|".join(single).replace("|", " | ").split(), ")"]] if single else []
            return before + rest[:at], rest[end + 1 :], alike + several
        at = end + 1
    return before + rest, [], []


def _partner(tokens: Sequence[str], at: int) -> int:
    """Return where the bracket that opens at a place is closed; the pattern has been read."""
    depths = accumulate((token == "(") - (token == ")") for token in tokens[at:])  # noqa: S105
    return at + next(number for number, depth in enumerate(depths) if depth == 0)


def _choices(tokens: Sequence[str]) -> list[list[str]]:
    choices: list[list[str]] = [[]]
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")  # noqa: S105 - brackets, not secrets
        if token == "|" and depth == 0:  # noqa: S105
            choices.append([])
        else:
            choices[-1].append(token)
    return choices


def _tokens(source: str) -> list[str]:
    for short, long in _CONTRACTIONS:
        source = source.replace(short, long)
    found = (part.rstrip(",:") for part in _TOKEN.findall(source))
    return [part for part in found if part]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a pattern; `first` are the words it can begin with, None if any.

    It covers at least and at most so many words.
    """

    expression: str
    needs: tuple[frozenset[str], ...] = ()
    first: frozenset[str] | None = None
    optional: bool = False
    plain: tuple[frozenset[str], ...] | None = None
    least: int = 1
    most: int = 1
    then: tuple[frozenset[str], int, int] | None = None


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
                part = _Part(
                    f"(?:{part.expression})?",
                    (),
                    part.first,
                    optional=True,
                    least=0,
                    most=part.most,
                )
            parts.append(part)
        return _Part(
            "".join(part.expression for part in parts),
            tuple(need for part in parts for need in part.needs),
            _first(parts),
            plain=_in_a_row(parts),
            least=sum(part.least for part in parts),
            most=sum(part.most for part in parts),
            then=_then(parts),
        )

    def _part(self, token: str) -> _Part:
        if token in _OPEN:
            return self._alternatives()
        if token.startswith(".."):
            most = int(token[2:])
            return _Part(rf"(?:{_ANY}){{0,{most}}}?", least=0, most=most)
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
        return _Part(f" {body}", (found,), found, plain=(found,))


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


def _then(parts: Sequence[_Part]) -> tuple[frozenset[str], int, int] | None:
    """Return which words must stand behind the first part, and how far behind its first word."""
    if not parts or not parts[0].least:
        return None
    least, most = parts[0].least, parts[0].most
    for part in parts[1:]:
        if part.least and part.first is not None:
            return part.first, least, most
        least, most = least + part.least, most + part.most
    return None


def _in_a_row(parts: Sequence[_Part]) -> tuple[frozenset[str], ...] | None:
    if any(part.plain is None for part in parts):
        return None
    return tuple(words for part in parts for words in part.plain or ())


def _either(parts: Sequence[_Part]) -> _Part:
    """Join alternatives; together they need a word of the smallest need of each."""
    if any(not part.expression for part in parts):
        raise PatternInvalid("an alternative is empty")
    expression = "(?:" + "|".join(part.expression for part in parts) + ")"
    firsts = [part.first for part in parts]
    first = frozenset[str]().union(*(f for f in firsts if f is not None))
    needs: tuple[frozenset[str], ...] = ()
    if all(part.needs for part in parts):
        needs = (frozenset[str]().union(*(min(part.needs, key=commonness) for part in parts)),)
    plain = None
    if all(part.plain is not None and len(part.plain) == 1 for part in parts):
        plain = (frozenset[str]().union(*(words for part in parts for words in part.plain or ())),)
    return _Part(
        expression,
        needs,
        None if None in firsts else first,
        plain=plain,
        least=min(part.least for part in parts),
        most=max(part.most for part in parts),
    )
