"""Words for proportions, held against the numbers beside them: "most" at 48% is not borne out.

A word of the declared scale has to be the word of that scale; common words that are not of
it ("a third", "the minority") have to be near what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.inspection import ProportionScale
from report_builder.wording import share_word

_PLAIN: dict[str, tuple[float, float]] = {
    "almost all": (85, 99.99),
    "nearly all": (85, 99.99),
    "virtually all": (90, 99.99),
    "the vast majority": (75, 99.99),
    "the great majority": (70, 99.99),
    "a large majority": (65, 99.99),
    "three quarters": (72, 78),
    "two thirds": (63, 70),
    "most": (50.01, 99.99),
    "the majority": (50.01, 99.99),
    "a majority": (50.01, 99.99),
    "more than half": (50.01, 100),
    "over half": (50.01, 100),
    "half": (45, 55),
    "fewer than half": (0, 49.99),
    "less than half": (0, 49.99),
    "a minority": (0, 49.99),
    "the minority": (0, 49.99),
    "a third": (30, 37),
    "a quarter": (22, 28),
    "few": (0, 30),
    "all": (100, 100),
    "none": (0, 0),
}
"""What a word says where the declared scale does not have it, in percent."""

_BEFORE = r"(?<![\w-])(?<!at )(?<!for )(?<!more than )(?<!over )(?<!less than )(?<!fewer than )"
_WORD_ENDS = r"(?![\w-])"
_NO_SHARE = re.compile(
    r"most (?:recent|common|likely|often|important|significant|frequent|of all|useful|effective"
    r"|senior|serious|relevant|\w+ly)\b|(?:a|an|the|these|those|very|past|last|next|too) few\b"
    r"|all (?:three|four|of this|of these|the same|this|that)\b|above all|after all|at all"
    r"|half (?:a|an|of the year|year|day)\b|first half|second half|not all|all the time",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?P<count>\d[\d,]*) (?:out )?of (?:the |their |all )?(?P<total>\d[\d,]*)(?![\d%])"
    r"|(?P<percent>\d+(?:\.\d+)?) ?(?:%|per ?cent)"
)
_COUNTED = re.compile(r"(?: of)?(?: (?:the|their|our|these))?(?: [a-z]+)? (?:files|answers|IQAs)\b")
"""What the file examination counts; a word before it is a share of that."""
_ROUNDED, _NEARLY_ALL = 0.5, 99.99
_REACH = 90
"""So many letters after a word its number still belongs to it."""


@dataclass(frozen=True, slots=True)
class Misstated:
    """A word for a proportion and the number that does not bear it out."""

    word: str
    number: str
    percent: float
    better: str


def misstated(text: str, scale: ProportionScale) -> tuple[Misstated, ...]:
    """Return the words of a sentence that the numbers beside them do not bear out.

    >>> from evidence.inspection import DEFAULT_SCALE
    >>> [(m.word, m.number) for m in misstated("Most files (48%) had one.", DEFAULT_SCALE)]
    [('most', '48%')]
    >>> misstated("Most files (62 of 80) had one, at most 3%.", DEFAULT_SCALE)
    ()
    """
    return tuple(
        Misstated(word, said[0], share, share_word(scale, share / 100))
        for word, said, share in _pairs(text, scale)
        if not borne_out(word, share, scale)
    )


def words_alone(text: str, scale: ProportionScale) -> tuple[str, ...]:
    """Return the words for proportions of files or answers in a sentence without a number.

    >>> from evidence.inspection import DEFAULT_SCALE
    >>> words_alone("Few files had comments, from few people.", DEFAULT_SCALE)
    ('few',)
    """
    if re.search(r"\d", text):
        return ()
    found = _words(text, scale)
    return tuple(one[0].casefold() for one in found if _COUNTED.match(text, one.end()))


def borne_out(word: str, percent: float, scale: ProportionScale) -> bool:
    """Say whether a share is what the declared scale, or else English, calls by that word."""
    own = {step.word.casefold() for step in scale.steps}
    if word in own:
        return share_word(scale, percent / 100).casefold() == word
    low, high = _PLAIN[word]
    if low == high:  # all and none
        return percent == low
    return low - _ROUNDED <= percent <= min(high + _ROUNDED, max(high, _NEARLY_ALL))


def _pairs(text: str, scale: ProportionScale) -> Iterator[tuple[str, re.Match[str], float]]:
    """Pair each word with the first number after it, up to the next word or the reach."""
    words = _words(text, scale)
    for place, found in enumerate(words):
        until = words[place + 1].start() if place + 1 < len(words) else len(text)
        said = _NUMBER.search(text, found.end(), min(until, found.end() + _REACH))
        share = _share(said) if said else None
        word = found[0].casefold()
        if said is None or share is None:
            continue
        if _joined(word, text[found.end() : said.start()]):
            yield word, said, share


def _joined(word: str, between: str) -> bool:
    """A number belongs to a word unless a clause of its own comes between.

    "Agreed with all of them on 84 of 98 files" says how often all were agreed with: the
    number is not how many "all" are. "Not met on none and fully met on 14 (33%)" has said its
    number with "none".
    """
    if word == "none" and re.search(r"\band\b", between):
        return False
    if word == "all" and re.search(r"\bon $", between):
        return False
    return not re.search(r"[;:.]|, (?:and|but|while|whereas|in|on|of|against)\b|\bthan\b", between)


def _words(text: str, scale: ProportionScale) -> list[re.Match[str]]:
    known = sorted({*_PLAIN, *(step.word.casefold() for step in scale.steps)}, key=len)
    either = "|".join(re.escape(word) for word in reversed(known))
    pattern = re.compile(rf"{_BEFORE}(?:{either}){_WORD_ENDS}", re.IGNORECASE)
    blocked = [found.span() for found in _NO_SHARE.finditer(text)]
    return [
        found
        for found in pattern.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in blocked)
    ]


def _share(said: re.Match[str]) -> float | None:
    if said["percent"]:
        return float(said["percent"])
    count, total = (int(said[side].replace(",", "")) for side in ("count", "total"))
    return 100 * count / total if total and count <= total else None
