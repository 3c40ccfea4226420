"""Whether the words show that a thing is done, is not done, or both.

Evidence of absence ("nobody collates them") is negative; what is done in part, or planned
and not yet done, is mixed. The features say what stands around the cues of the one code,
so that "we had training, nobody checked it" is positive for 4c and negative for 4d.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from coding.codings import Polarity
from coding.taggers.context import Scope
from coding.taggers.features import SPEECH, WORD_NAME
from coding.taggers.glances import Hit, Reading
from coding.taggers.lines import STEMS, ByWord, Lines, each_once
from coding.taggers.matrix import Floats
from coding.taggers.words import WORDS

PRIOR: Mapping[str, tuple[float, float]] = {
    # feature: weight for negative, weight for mixed, before anything is learned
    "always": (-2.0, -2.0),
    "own negative cue": (2.0, 0.3),
    "own cue denied": (1.0, 0.2),
    "all own cues denied": (1.0, -0.3),
    "own cue affirmed": (-1.0, -0.5),
    "own cue planned": (-0.3, 1.0),
    "own cue imagined": (0.2, 1.0),
    "own cue in part": (0.0, 0.8),
    "denies": (0.5, 0.2),
}
_WORD = 0.5
_SHORT = 14
"""An answer of fewer words leans on its question: "We'd like to think so.\""""
_GOVERNED = (
    ("negator", "own cue denied", "all own cues denied"),
    ("plan", "own cue planned", "all own cues planned"),
    ("unreal", "own cue imagined", "all own cues imagined"),
    ("partly", "own cue in part", "all own cues in part"),
    ("hearsay", "own cue not known", "all own cues not known"),
)
_AROUND = (
    ("negator", "denies"),
    ("plan", "plans"),
    ("unreal", "imagines"),
    ("partly", "in part"),
    ("hearsay", "does not know"),
)
_TURNS = frozenset({"but", "however", "although", "though", "yet", "whereas", "while"})


def polarity_features(reading: Reading, code: str) -> dict[str, float]:
    """Return the features from which one code's polarity is judged."""
    seen = {"always": 1.0, f"code {code}": 1.0}
    own = reading.hits_of(code)
    seen.update(_own(own))
    seen.update(_around(reading, code))
    seen.update([(hit.family.feature, 1.0) for hit in own])
    seen.update(dict.fromkeys(reading.concepts, 1.0))
    seen.update(_said(reading))
    return seen


def polarity_words(words: Iterable[str]) -> dict[str, float]:
    """Return the words by which polarity is judged, the same for every code."""
    return dict.fromkeys([WORD_NAME[word] for word in words], _WORD)


class Sides:
    """Judges polarity by fitted weights: each feature's for negative and for mixed."""

    def __init__(self, weights: Mapping[str, tuple[float, ...]]) -> None:
        self._weights = weights
        self._by_word = ByWord(self._of_stems)
        self._weighty = ByWord(
            lambda words: np.array([WORD_NAME[word] in weights for word in words], np.bool_)
        )

    def of_words(self, lines: Lines) -> list[tuple[float, float]]:
        """Return what the words of each passage speak for, in log-odds."""
        weighty = np.flatnonzero(self._weighty.table()[lines.words])
        stems = STEMS.table()[lines.words[weighty]]
        size = len(WORDS)
        owner, stem = np.divmod(each_once(lines.owner[weighty] * size + stems), size)
        rows = self._by_word.table()[stem]
        sums = [np.bincount(owner, rows[:, side], len(lines)) * _WORD for side in range(2)]
        return list(zip(*(side.tolist() for side in sums), strict=True))

    def _of_stems(self, stems: Sequence[str]) -> Floats:
        """Return what each stem weighs, `[stems, 2]`."""
        nothing = (0.0, 0.0)
        return np.array([self._weights.get(f"word {stem}", nothing) for stem in stems])

    def judged(self, reading: Reading, code: str, words: tuple[float, float]) -> Polarity:
        """Return the polarity of a code; `words` is what `of_words` says of the passage."""
        negative, mixed = self._margins(polarity_features(reading, code))
        return chosen((negative + words[0], mixed + words[1]))

    def _margins(self, seen: Mapping[str, float]) -> tuple[float, float]:
        weights = self._weights
        negative = mixed = 0.0
        for name, value in seen.items():
            if name in weights:
                row = weights[name]
                negative += row[0] * value
                mixed += row[1] * value
        return negative, mixed


def _own(own: Sequence[Hit]) -> Iterator[tuple[str, float]]:
    """What governs the code's own cues."""
    if not own:
        yield "no own cue", 1.0
        return
    neutral = [hit for hit in own if hit.family.polarity != "negative"]
    if len(neutral) < len(own):
        yield "own negative cue", 1.0
    governed = [{scope.kind for scope in hit.under} for hit in own if hit.under]
    if governed:
        for kind, some, every in _GOVERNED:
            count = sum([kind in kinds for kinds in governed])
            if count:
                yield some, 1.0
            if count == len(own):
                yield every, 1.0
    if any(not hit.under for hit in neutral):
        yield "own cue affirmed", 1.0
    yield "some own cue", 1.0


def _said(reading: Reading) -> Iterator[tuple[str, float]]:
    """In what kind of source it is said, and whether in answer to a question."""
    yield f"register {reading.passage.register}", 1.0
    if reading.passage.question:
        yield "answers a question", 1.0
        if len(reading.words) < _SHORT:
            yield "answers in a few words", 1.0


def _around(reading: Reading, code: str) -> Iterator[tuple[str, float]]:
    """What the rest of the passage says."""
    if reading.scopes:
        kinds = {scope.kind for scope in reading.scopes}
        for kind, name in _AROUND:
            if kind in kinds:
                yield name, 1.0
                yield f"{name} {code}", 1.0
    families = [hit.family for hit in reading.hits]
    if any(f.polarity == "negative" and f.criterion != code for f in families):
        yield "another code's negative cue", 1.0
    if len({scope.trigger for scope in reading.scopes if scope.kind == "negator"}) > 1:
        yield "denies twice", 1.0
    if not _TURNS.isdisjoint(reading.words):
        yield "turns", 1.0
    if reading.passage.register in SPEECH:
        yield "speech", 1.0


def chosen(margins: tuple[float, float]) -> Polarity:
    """Return the polarity that margins, in log-odds, speak for: positive if neither is above 0."""
    negative, mixed = margins
    if max(negative, mixed) <= 0:
        return Polarity.POSITIVE
    return Polarity.NEGATIVE if negative >= mixed else Polarity.MIXED


def turned_by(reading: Reading, code: str, polarity: Polarity) -> Scope | Hit | None:
    """Return what turned a code's cues to that polarity, if something on the page did."""
    own = [hit for hit in reading.hits if hit.family.criterion == code]
    kinds = (
        ("negator", "hearsay") if polarity is Polarity.NEGATIVE else ("plan", "partly", "unreal")
    )
    for kind in kinds:
        for hit in own:
            for scope in hit.under:
                if scope.kind == kind:
                    return scope
    for scope in reading.scopes:
        if scope.kind in kinds:
            return scope
    return None
