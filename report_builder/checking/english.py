"""What a sub-editor marks in a sentence: house words, runs of passives, abbreviations.

All of it works on plain text, so that the same rules hold for a draft of ours and for a Word
file that people have rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

PASSIVES_IN_A_ROW = 3
_IRREGULAR = (
    "made|given|taken|found|shown|seen|held|known|done|written|drawn|told|led|left|kept|built|"
    "brought|sent|set|put|read|met|said|chosen|begun|felt|heard|lost|paid|sought|spent|thought|"
    "understood|undertaken|overseen|borne|driven|forgotten|hidden|laid|spoken|taught|won|withheld"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|was|were|be|been)(?: being)?"
    rf"(?: (?:not|also|often|never|always|only|\w+ly)){{0,2}} (?:\w{{2,}}ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
_NO_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being)(?: \w+ly| not)? (?:need|indeed|limited|mixed|interested|"
    r"concerned|pleased|satisfied|tired|varied|experienced|detailed|focused|required to|"
    r"supposed to|used to|based|involved|committed|dedicated|set out|read beside)\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(r"(?<=[\w)]),? (?:where|which|who|because|since|although|so that)\b")
"""What begins a clause that hangs on the main one; its own verb is no matter."""
_SHOUT = re.compile(r"(?<![\w&/-])(?P<term>[A-Z][A-Z&]{1,6})(?P<ending>s['’]?|['’]s)?(?![\w&-])")
_SPELT = re.compile(r"\((?P<term>[A-Z][A-Za-z&]{1,7}?)s?(?:['’]s?)?\)")
_ROMAN = re.compile(r"[IVXLC]+$")
COMMON = frozenset(
    {"UK", "EU", "USA", "GB", "PDF", "HTML", "URL", "OK", "AM", "PM", "HM", "TV", "IT", "ID", "BBC"}
)
"""Abbreviations that every reader knows."""
HOUSE_WORDS: Mapping[str, str] = {
    r"magistrates court|magistrate['’]s court|(?<=[a-z] )Magistrates['’] Courts?": (
        "magistrates' court"
    ),
    r"crown court|Crown court": "Crown Court",
    r"CPS areas?": "CPS Area",
    r"Legal Managers?": "legal manager",
    r"behavior\w*": "behaviour",
    r"favor(?:able|ed|s|ite)?": "favour",
    r"colors?|colored": "colour",
    r"centers?|centered": "centre",
    r"defense": "defence",
    r"fulfill": "fulfil",
    r"programs?(?= of work| board)": "programme",
    r"going forwards?": "in future",
    r"in order to": "to",
    r"leverag(?:e|ed|ing)": "use",
    r"deep[ -]dives?": "close look",
    r"key learnings?|learnings": "lessons",
    r"utilis(?:e|es|ed|ing)": "use",
    r"per annum": "a year",
}
"""What the house does not write, as patterns, and what instead."""
_AMERICAN = re.compile(
    r"\b(?:organ|recogn|priorit|summar|emphas|util|standard|minim|maxim|critic|final|util)iz\w+"
    r"|\banalyz\w+",
    re.IGNORECASE,
)


def house_words(text: str, own: Iterable[tuple[str, str]] = ()) -> tuple[tuple[str, str], ...]:
    """Return each word that the house does not write, with what it writes instead.

    `own` are an office's own, such as ("offender", "defendant").

    >>> house_words("A magistrates court in one CPS area was organized.")[1:]
    (('CPS area', 'CPS Area'), ('organized', 'organised'))
    """
    found = [
        (hit.start(), hit[0], better)
        for pattern, better in HOUSE_WORDS.items()
        for hit in re.finditer(rf"(?<![\w’'])(?:{pattern})(?![\w’'])", text)
        if hit[0] != better
    ]
    found += [(hit.start(), hit[0], hit[0].replace("z", "s")) for hit in _AMERICAN.finditer(text)]
    found += [
        (hit.start(), hit[0], better)
        for word, better in own
        for hit in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)
    ]
    return tuple((word, better) for _, word, better in sorted(found))


def is_passive(sentence: str) -> bool:
    """Say whether a sentence's main verb is in the passive.

    >>> is_passive("Themes were not recorded."), is_passive("Themes were often unclear.")
    (True, False)
    >>> is_passive("Areas reported 90 where 101 were required.")
    False
    """
    main = _SUBORDINATE.split(sentence, maxsplit=1)[0]
    return bool(_PASSIVE.search(_NO_PASSIVE.sub("", main)))


def passive_runs(sentences: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return runs of at least three sentences of one paragraph that are all in the passive."""
    runs: list[tuple[str, ...]] = []
    run: list[str] = []
    for sentence in (*sentences, ""):
        if sentence and is_passive(sentence):
            run.append(sentence)
            continue
        if len(run) >= PASSIVES_IN_A_ROW:
            runs.append(tuple(run))
        run = []
    return tuple(runs)


class Abbreviations:
    """The abbreviations of one chapter: what it spells out, and what nobody explains."""

    def __init__(self, glossary: Iterable[str]) -> None:
        self._known = {*COMMON, *glossary}
        self._said: set[str] = set()

    def unknown(self, text: str) -> tuple[str, ...]:
        """Return the abbreviations in a text that neither it, what was before, nor a list explains.

        >>> Abbreviations({"CPS"}).unknown("The CPS and the joint unit (JU) saw the JU's PFQ.")
        ('PFQ',)
        """
        self._said |= {found["term"].rstrip("s") for found in _SPELT.finditer(text)}
        self._said |= {found["term"] for found in _SPELT.finditer(text)}
        if text.upper() == text:
            return ()  # a heading or marking in capitals
        new = [
            term
            for term in (found["term"] for found in _SHOUT.finditer(text))
            if term not in self._known and term not in self._said and not _ROMAN.match(term)
        ]
        self._said |= set(new)  # each is told once
        return tuple(dict.fromkeys(new))


_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LOW = ("ten", "eleven", "twelve", *(f"{s}teen" for s in ("thir", "four", "fif", "six", "seven")))
_LOW = (*_LOW, "eighteen", "nineteen")
_TENS = tuple(f"{s}ty" for s in ("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"))
_IN_WORDS = re.compile(
    rf"\b(?:(?P<low>{'|'.join(_LOW)})"
    rf"|(?P<ten>{'|'.join(_TENS)})(?:[- ](?P<unit>{'|'.join(_UNITS)}))?)\b",
    re.IGNORECASE,
)


def spelt_numbers(text: str) -> set[str]:
    """Return the figures for the numbers from 10 to 99 that a text spells out.

    >>> sorted(spelt_numbers("Nineteen were right, against eleven; forty-one had none."))
    ['11', '19', '41']
    """
    found: set[str] = set()
    for one in _IN_WORDS.finditer(text):
        if one["low"]:
            found.add(str(10 + _LOW.index(one["low"].casefold())))
            continue
        unit = one["unit"]
        ones = 1 + _UNITS.index(unit.casefold()) if unit else 0
        found.add(str(10 * (2 + _TENS.index(one["ten"].casefold())) + ones))
    return found
