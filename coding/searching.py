"""Searching the evidence: words, "phrases in quotation marks", theme* and -without.

Everything asked for must stand in the passage, in any order. White space, capitals and the
shape of quotation marks do not matter. No word of a query has a meaning to the store.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TERM = re.compile(r'(?P<without>-(?=\S))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})
_ALIKE = "['‘’]"
_RUN = re.compile(r"[A-Za-z0-9]{2,}")
_PART = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: patterns that must be found, and patterns that must not.

    `runs` are plain letters that every passage found must hold, whatever their case, and `words`
    the same for an index of whole words, as it is asked: enough for the store to leave out most
    of the rest.
    """

    wanted: tuple[re.Pattern[str], ...]
    unwanted: tuple[re.Pattern[str], ...]
    runs: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.wanted and not self.unwanted

    def found(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where the words stand in a text, or nothing where it is not what is asked."""
        if any(pattern.search(text) for pattern in self.unwanted):
            return ()
        spans: list[tuple[int, int]] = []
        for pattern in self.wanted:
            match = pattern.search(text)
            if match is None:
                return ()
            spans.append(match.span())
        return tuple(sorted(spans)) or ((0, 0),)


def parse(text: str) -> Query:
    """Return what a query asks for; a quotation mark without its fellow is passed over.

    >>> parse('"dip sample" theme* -court').found("Themes from the dip  sample")
    ((0, 6), (16, 27))
    >>> parse("court").found("discourteous")
    ()
    """
    wanted: list[re.Pattern[str]] = []
    unwanted: list[re.Pattern[str]] = []
    runs: list[str] = []
    whole: list[str] = []
    for term in _TERM.finditer(text.translate(_QUOTES)):
        words = term["phrase"] if term["phrase"] is not None else term["word"]
        pattern = _pattern(words)
        if pattern is None:
            continue
        (unwanted if term["without"] else wanted).append(pattern)
        if not term["without"]:
            runs += [max(_RUN.findall(word), key=len, default="") for word in words.split()]
            whole += [_in_index(word) for word in words.split()]
    return Query(
        tuple(wanted),
        tuple(unwanted),
        tuple(run for run in runs if run),
        tuple(word for word in whole if word),
    )


def _in_index(word: str) -> str:
    """Return a word as an index of words is asked for it; "" where it might split it otherwise.

    >>> _in_index("dip-sample*"), _in_index("100%"), _in_index("naïve")
    ('"dip sample"*', '"100"', '')
    """
    stem = word.rstrip("*")
    parts = _PART.findall(stem)
    if not parts or not stem.isascii():
        return ""
    goes_on = word.endswith("*") and stem[-1].isalnum()
    return f'"{" ".join(parts)}"' + ("*" if goes_on else "")


def _pattern(words: str) -> re.Pattern[str] | None:
    parts = [_word(word) for word in words.split() if word.strip("*")]
    if not parts:
        return None
    return re.compile(r"\s+".join(parts), re.IGNORECASE)


def _word(word: str) -> str:
    stem = word.rstrip("*")
    body = _ALIKE.join(re.escape(part) for part in stem.split("'"))
    before = r"(?<![^\W_])" if stem[0].isalnum() else ""
    after = r"\w*" if word.endswith("*") else r"(?![^\W_])" if stem[-1].isalnum() else ""
    return before + body + after
