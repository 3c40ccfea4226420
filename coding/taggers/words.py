"""Words of a passage, as the rules see them: plain, lower-case, with their place in the text.

A passage becomes one line of words, each followed by a space, in which "|" ends a sentence.
Hyphens, commas and fillers are left out, so that "area-level" is "area level" and "so, er, the
same" is "so the same". The tokeniser is spaCy's for English, which needs no trained model.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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
    "got": "got",
    "%": "percent",
    "ta": "to",
    "cos": "because",
    "'cause": "because",
    "coz": "because",
    "iqa's": "iqas",
}
_WORD = re.compile(r"[\w£#&+']")
_SOFT = re.compile(r"^[^\w%]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """The line of words, and where each stands.

    `at` holds the offset in `line` at which each word begins; `spans` the `[start, end)` of
    each word in code points of the passage's text.
    """

    line: str
    at: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def words(self) -> list[str]:
        """The words in order, sentence breaks among them."""
        return self.line.split()

    def word_at(self, offset: int) -> int:
        """Return the index of the word that holds an offset of the line."""
        return bisect_right(self.at, offset) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of the text that the line's `[start, end)` covers."""
        first, last = self.word_at(start), self.word_at(max(start, end - 1))
        return self.spans[first][0], self.spans[last][1]


@cache
def english() -> Language:
    """Return spaCy's English without a trained model; made once."""
    import spacy  # noqa: PLC0415 - half a second that `--help` must not cost

    return spacy.blank("en")


def read_line(text: str) -> Line:
    """Return the words of a text on one line."""
    tokenise = english()
    document = tokenise.make_doc(text)
    parts: list[str] = []
    at: list[int] = []
    spans: list[tuple[int, int]] = []
    offset = 1
    # As numbers and at once: to ask each token in turn for its text takes twice as long.
    for lower, start, length in document.to_array(["LOWER", "IDX", "LENGTH"]).tolist():
        word = _KNOWN.get(lower)
        if word is None:
            word = _KNOWN[lower] = _plain(tokenise.vocab.strings[lower])
        if word:
            at.append(offset)
            spans.append((start, start + length))
            parts.append(word)
            offset += len(word) + 1
    return Line(f" {' '.join(parts)} ", tuple(at), tuple(spans))


_KNOWN: dict[int, str] = {}
"""The plain word for the number that spaCy gives a lower-case word."""


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
