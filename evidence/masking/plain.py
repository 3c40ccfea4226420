"""A text in plain letters, for looking things up; offsets lead back to the frozen text.

People write O'Brien with two kinds of apostrophe and put hard spaces into numbers; pasted
text carries characters of no width within words. All of it is levelled before a search, and
every place found is told in code points of the frozen text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

Word = tuple[int, int, str, str]
"""A word of a text: start, end, the word without a possessive, and that in small letters."""

WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_ASCII_WORD: Final = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_LIKE: Final = {
    "'": "\u2018\u2019\u201b\u02bc\u00b4`\u2032",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63",
    " ": "\u00a0\u2007\u2008\u2009\u200a\u202f\u3000\t",
    "l": "\u0142", "L": "\u0141", "o": "\u00f8", "O": "\u00d8", "d": "\u0111", "D": "\u0110",
}  # fmt: skip
_NO_WIDTH = re.compile(
    "[\u00ad\u0300-\u036f\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff]"
)


class _Levels(dict[int, str]):
    """The plain character for each code point, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)[:1]
        level = base if base and (base.isalnum() or base.isspace()) else character
        self[code] = level
        return level


_LEVELS = _Levels({ord(c): plain for plain, alike in _LIKE.items() for c in alike})


@dataclass(frozen=True, slots=True)
class Plain:
    """A levelled text; `offsets` lead back where characters were left out, else it is empty."""

    text: str
    offsets: tuple[int, ...] = field(default=())

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of this text, one character at least, lie in the frozen one."""
        if not self.offsets:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1

    def forth(self, at: int) -> int:
        """Return where a place in the frozen text lies in this one."""
        return bisect_left(self.offsets, at) if self.offsets else at


def plain(text: str) -> Plain:
    """Level a text.

    >>> plain("O\u2019Bri\u200ben").text
    "O'Brien"
    >>> plain("O\u2019Bri\u200ben").back(0, 7)
    (0, 8)
    """
    if text.isascii():
        return Plain(text.replace("\t", " "))
    levelled = text.translate(_LEVELS)
    if not _NO_WIDTH.search(text):
        return Plain(levelled)
    kept = tuple(at for at, c in enumerate(text) if not _NO_WIDTH.match(c))
    return Plain("".join(levelled[at] for at in kept), (*kept, len(text)))


def words_of(text: str) -> list[Word]:
    """Return a levelled text's words in order."""
    found: list[Word] = [
        (*match.span(), word := match[0], word.casefold())
        for match in (_ASCII_WORD if text.isascii() else WORD).finditer(text)
    ]
    if "'s" in text or "'S" in text:
        for n, (start, end, word, low) in enumerate(found):
            if word[-2:] in {"'s", "'S"}:
                found[n] = (start, end, word[:-2], low[:-2])
    return found
