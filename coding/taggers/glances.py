"""What is seen in a passage: its cues, the lists its words belong to, and its context.

A `Glance` is what the scorecard is made from; a `Reading`, which costs more, is made only of
a passage for which something is proposed, for its polarity and its reason.
"""

from __future__ import annotations

from typing import NamedTuple

from coding.taggers.context import Modifier, Scope
from coding.taggers.interface import Passage
from coding.taggers.lines import Lines
from coding.taggers.rules import Family
from coding.taggers.words import Spans


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


NOTHING_AROUND = Around((), {})


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
