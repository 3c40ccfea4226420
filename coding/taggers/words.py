"""Words of a passage, as the rules see them: plain, lower-case, with their place in the text.

A passage becomes one line of words, each followed by a space, in which "|" ends a sentence.
Hyphens, commas and fillers are left out, so that "area-level" is "area level" and "so, er, the
same" is "so the same". The tokeniser is spaCy's for English, which needs no trained model.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from coding.taggers.inflections import stem

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
_MOST_PIECES = 200_000
_NUMBER_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "hundred|dozen|half|third|quarter|thirds|quarters|fifth|fifths|tenth|couple|most|none|zero|nil"
)
NUMBER = rf"(?:£?\d[\d.,/:]*(?:st|nd|rd|th|k)?|{_NUMBER_WORDS})"
NUMBERS: set[str] = set()
"""The numbers among the words met so far."""
_NUMBERED = re.compile(NUMBER)
_WORD = re.compile(r"[\w£#&+']")
_SOFT = re.compile(r"^[^\w%]*$")


class Line(NamedTuple):
    """A passage's words, with breaks between sentences, and the same on one line."""

    words: list[str]
    stems: list[str]
    line: str
    text: str

    def spans(self) -> list[tuple[int, int]]:
        """Return where each word stands in the text, `[start, end)` in code points.

        This is asked of few passages, so it is worked out only then.
        """
        found: list[tuple[int, int]] = []
        at = 0
        for piece in self.text.split(" "):
            for start, end in _PIECES[piece].spans:
                found.append((at + start, at + end))
            at += len(piece) + 1
        return found


@cache
def english() -> Language:
    """Return spaCy's English without a trained model; made once."""
    import spacy  # noqa: PLC0415 - half a second that `--help` must not cost

    return spacy.blank("en")


def read_line(text: str) -> Line:
    """Return the words of a text on one line."""
    words: list[str] = []
    stems: list[str] = []
    for piece in text.split(" "):
        known = _PIECES[piece]
        words += known.words
        stems += known.stems
    return Line(words, stems, f" {' '.join(words)} ", text)


class _Piece(NamedTuple):
    """What stands between two spaces: its words, their stems, and where each stands in it."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
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
        NUMBERS.update(word for word, _, _ in tokens if _NUMBERED.fullmatch(word))
        kept = [(word, (start, end)) for word, start, end in tokens if word]
        words = tuple(word for word, _ in kept)
        made = _Piece(words, tuple(map(stem, words)), tuple(span for _, span in kept))
        self[piece] = made
        return made


_PIECES = _Pieces()


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
