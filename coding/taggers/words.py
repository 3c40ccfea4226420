"""Words of a passage, as the rules see them: plain, lower-case, with their place in the text.

A passage becomes one line of words, each followed by a space, in which "|" ends a sentence.
Hyphens, commas and fillers are left out, so that "area-level" is "area level" and "so, er, the
same" is "so the same". The tokeniser is spaCy's for English, which needs no trained model.
Every word met is numbered, so that what is known of a word is worked out once and looked up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language

BREAK = "|"
_ENDS = frozenset(".!?…")
_FILLERS = frozenset({"er", "erm", "um", "uh", "mm", "hmm", "eh"})
_PLAIN = {
    "n't": "not",
    "nt": "not",
    "'ve": "have",
    "'re": "are",
    "'ll": "will",
    "'m": "am",
    "ca": "can",
    "wo": "will",
    "sha": "shall",
    "gon": "going",
    "na": "to",
    "wan": "want",
    "%": "percent",
    "ta": "to",
    "cos": "because",
    "'cause": "because",
    "coz": "because",
    "iqa's": "iqas",
}
_MOST_PIECES = 200_000
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|dozen|half|third|quarter|thirds|quarters|fifth|fifths|tenth|couple|most|none|zero|nil"
)
NUMBER = rf"(?:£?\d[\d.,/:]*(?:st|nd|rd|th|k)?|{_NUMBER_WORDS})"
NUMBER_MARK = "#"
"""Stands, among the words of a line, for its having a number."""
_NUMBERED = re.compile(NUMBER)
_WORD = re.compile(r"[\w£#&+']")
_SOFT = re.compile(r"^[^\w%]*$")

WORDS = [""]
"""Every word met so far, at its number; 0 stands for no word."""


class _Numbers(dict[str, int]):
    """The number of a word, given when it is first met."""

    def __missing__(self, word: str) -> int:
        at = self[word] = len(WORDS)
        WORDS.append(word)
        return at


NUMBERED = _Numbers({"": 0})


def is_number(word: str) -> bool:
    """Say whether a word is a number, in figures or in words."""
    return _NUMBERED.fullmatch(word) is not None


class Spans:
    """Where words stand in a text, for a text of which only a few words are asked for."""

    __slots__ = ("_before", "_pieces", "_words")

    def __init__(self, text: str) -> None:
        self._pieces = text.split(" ")
        self._words = list(accumulate(map(len, map(_NUMBERS_IN.__getitem__, self._pieces))))
        self._before = list(accumulate(map(len, self._pieces), initial=0))

    def of(self, word: int) -> tuple[int, int]:
        """Return where a word stands, `[start, end)` in code points."""
        at = bisect_right(self._words, word)
        spans = _PIECES[self._pieces[at]].spans
        start, end = spans[word - self._words[at] + len(spans)]
        before = self._before[at] + at
        return before + start, before + end


@cache
def english() -> Language:
    """Return spaCy's English without a trained model; made once."""
    import spacy  # noqa: PLC0415 - half a second that `--help` must not cost

    return spacy.blank("en")


def numbers_of(text: str) -> list[int]:
    """Return the numbers of a text's words, in their order."""
    return list(chain.from_iterable(map(_NUMBERS_IN.__getitem__, text.split(" "))))


class _Piece(NamedTuple):
    """What stands between two spaces: its words by number, and where each stands in it."""

    numbers: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


class _Pieces(dict[str, _Piece]):
    """Pieces as spaCy's tokeniser cuts them, each cut once.

    The tokeniser never looks beyond a space, so a text is its pieces one after another; to
    look a piece up costs a third of cutting it again.
    """

    def __missing__(self, piece: str) -> _Piece:
        if len(self) > _MOST_PIECES:
            self.clear()
        tokens = [(_plain(t.lower_), t.idx, t.idx + len(t)) for t in english().make_doc(piece)]
        kept = [(NUMBERED[word], (start, end)) for word, start, end in tokens if word]
        made = _Piece(tuple(number for number, _ in kept), tuple(span for _, span in kept))
        self[piece] = made
        return made


class _NumbersIn(dict[str, tuple[int, ...]]):
    """The words of a piece by number; kept apart, since most passages need nothing else."""

    def __missing__(self, piece: str) -> tuple[int, ...]:
        if len(self) > _MOST_PIECES:
            self.clear()
        found = self[piece] = _PIECES[piece].numbers
        return found


_PIECES = _Pieces()
_NUMBERS_IN = _NumbersIn()


def _plain(lower: str) -> str:
    """Return the word that the rules know, "|" for a sentence's end, "" for what they skip."""
    word = lower.replace("’", "'").replace("‘", "'")
    if word in _FILLERS:
        return ""
    if "\n" in word or (word[-1:] in _ENDS and _SOFT.match(word)):
        return BREAK
    word = _PLAIN.get(word, word)
    if not _WORD.search(word):
        return ""
    return word.strip("'.") if word not in {"'s", "'d"} else word
