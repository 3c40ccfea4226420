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


# --- Inflections ------------------------------------------------------------------

_IRREGULAR = {
    "be": "am is are was were been being",
    "have": "has had having",
    "do": "does did done doing",
    "go": "goes went gone going",
    "get": "gets got gotten getting",
    "see": "sees saw seen seeing",
    "make": "makes made making",
    "take": "takes took taken taking",
    "come": "comes came coming",
    "become": "becomes became becoming",
    "give": "gives gave given giving",
    "show": "shows showed shown showing",
    "know": "knows knew known knowing",
    "write": "writes wrote written writing",
    "rewrite": "rewrites rewrote rewritten rewriting",
    "find": "finds found finding findings",
    "think": "thinks thought thinking",
    "tell": "tells told telling",
    "say": "says said saying",
    "bring": "brings brought bringing",
    "keep": "keeps kept keeping",
    "put": "puts putting",
    "set": "sets setting",
    "run": "runs ran running",
    "feed": "feeds fed feeding",
    "hold": "holds held holding",
    "send": "sends sent sending",
    "sit": "sits sat sitting",
    "rise": "rises rose risen rising",
    "fall": "falls fell fallen falling",
    "grow": "grows grew grown growing",
    "draw": "draws drew drawn drawing",
    "teach": "teaches taught teaching",
    "learn": "learns learned learnt learning",
    "read": "reads reading",
    "pick": "picks picked picking",
    "hear": "hears heard hearing",
    "meet": "meets met meeting meetings",
    "lead": "leads led leading",
    "slip": "slips slipped slipping",
    "drop": "drops dropped dropping",
    "spot": "spots spotted spotting",
    "flag": "flags flagged flagging",
    "plan": "plans planned planning",
    "stick": "sticks stuck sticking",
    "stop": "stops stopped stopping",
    "win": "wins won winning",
    "buy": "buys bought buying",
    "build": "builds built building",
    "leave": "leaves left leaving",
    "mean": "means meant meaning",
    "lose": "loses lost losing",
    "cut": "cuts cutting",
    "begin": "begins began begun beginning",
    "bear": "bears bore borne bearing",
    "stand": "stands stood standing",
    "shrink": "shrinks shrank shrunk shrinking",
    "forget": "forgets forgot forgotten forgetting",
    "arise": "arises arose arisen arising",
    "choose": "chooses chose chosen choosing",
    "speak": "speaks spoke spoken speaking",
    "swap": "swaps swapped swapping",
    "commit": "commits committed committing",
    "refer": "refers referred referring",
    "occur": "occurs occurred occurring",
    "recur": "recurs recurred recurring",
    "crop": "crops cropped cropping",
    "dip": "dips dipped dipping",
    "log": "logs logged logging",
    "embed": "embeds embedded embedding",
    "analysis": "analyses",
    "lie": "lies lay lain lying",
    "try": "tries tried trying",
    "map": "maps mapped mapping",
    "chat": "chats chatted chatting",
    "big": "bigger biggest",
    "catch": "catches caught catching",
    "deal": "deals dealt dealing",
    "pull": "pulls pulled pulling",
    "let": "lets letting",
    "shift": "shifts shifted shifting",
    "lawyer": "lawyers",
    "person": "persons people",
    "weak": "weaker weakest",
    "few": "fewer fewest",
    "good": "better best",
    "bad": "worse worst",
    "strong": "stronger strongest",
    "sharp": "sharper sharpest",
    "clear": "clears cleared clearing clearer clearest",
    "late": "later",
    "low": "lower lowest",
    "high": "higher highest",
}
_VOWELS = frozenset("aeiou")


@cache
def forms(word: str) -> frozenset[str]:
    """Return a word with its inflections, as noun and as verb.

    >>> sorted(forms("analyse"))
    ['analyse', 'analysed', 'analyses', 'analysing']
    """
    if word in _IRREGULAR:
        return frozenset({word, *_IRREGULAR[word].split()})
    if word.endswith("e"):
        return frozenset({word, word + "s", word + "d", word[:-1] + "ing"})
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        stem = word[:-1]
        return frozenset({word, stem + "ies", stem + "ied", word + "ing"})
    plural = word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")
    return frozenset({word, plural, word + "ed", word + "ing"})


_ENDING = re.compile(r"(?:ations?|ings?|edly|ed|ies|es|s|ly|ments?|ness)$")
_SHORT = 4
_SHORTEST_STEM = 3


@cache
def stem(word: str) -> str:
    """Return a rough stem, under which a fitted head counts a word."""
    if not word.isalpha() or len(word) < _SHORT:
        return word
    if len(word) == _SHORT:
        return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    cut = _ENDING.sub("", word)
    if len(cut) < _SHORTEST_STEM:
        return word
    if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] not in "sle":
        cut = cut[:-1]
    return cut.rstrip("ey") if len(cut) > _SHORT else cut
