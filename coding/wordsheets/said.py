"""What a comment says: codes with polarity, strength and memo; an answer; or that nothing is there.

    4a                             4a, positive
    4a neg, 4b +                   two codes, each with its polarity
    4a, 4b mixed, strong: why      both mixed and strong, with a memo
    yes · no · 4b instead · negative          answers to a suggestion
    nothing · nothing for 4a · read           what was read, and not found

A comment is taken whole or not at all: where a word before the colon is not understood,
nothing of it counts, and a person is told which word it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from coding.codebook import Codebook
from coding.codings import Polarity, Strength
from evidence.errors import UnknownCode

_REFERENCE = re.compile(r"\[([CG]\d{4,}|G-[0-9a-z]+)\]")
_HEAD = re.compile(r"[:\n(]")
_SLASH = re.compile(r"(?<![+-])/(?![+-])")
_WORD = re.compile(r"[^\s,;&]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufe0f\ufeff]")
_LOOKS_LIKE_CODE = re.compile(r"\d+[a-z](?:-[\w-]+)?")
_SIGNS = {"+": Polarity.POSITIVE, "-": Polarity.NEGATIVE, "\u00b1": Polarity.MIXED}
_POLARITY = {
    "+/-": Polarity.MIXED, "-/+": Polarity.MIXED, "+-": Polarity.MIXED, "mix": Polarity.MIXED,
    "mixed": Polarity.MIXED, "both": Polarity.MIXED, "pos": Polarity.POSITIVE,
    "positive": Polarity.POSITIVE, "+ve": Polarity.POSITIVE, "neg": Polarity.NEGATIVE,
    "negative": Polarity.NEGATIVE, "-ve": Polarity.NEGATIVE, **_SIGNS,
}  # fmt: skip
_STRENGTH = {
    "strong": Strength.STRONG,
    "strongly": Strength.STRONG,
    "ordinary": Strength.ORDINARY,
}
_YES = frozenset(
    [
        "yes",
        "y",
        "agree",
        "agreed",
        "ok",
        "okay",
        "accept",
        "accepted",
        "correct",
        "right",
        "true",
        "✓",
        "👍",
    ]
)
_NO = frozenset(
    ["no", "n", "reject", "rejected", "disagree", "wrong", "not", "incorrect", "✗", "👎"]
)
_FILLING = frozenset(["and", "instead", "but", "rather", "code", "codes", "as", "i", "please"])
_WITHDRAW = frozenset(["withdraw", "withdrawn", "remove", "removed", "delete"])
_PHRASES = (
    (re.compile(r"\b(?:do not|don['\u2019]?t|not) agreed?\b"), "disagree"),
    (
        re.compile(r"\b(?:no evidence|nil|none|read[,:;]? nothing|nothing)(?: found| here)?\b"),
        "nothing",
    ),
)


class Told(StrEnum):
    """What kind of thing a comment says, besides codes."""

    YES = "yes"
    NO = "no"
    WITHDRAW = "withdraw"
    NOTHING = "nothing"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Coded:
    """A code that a comment gives; without a polarity where it says none."""

    code_id: str
    polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a comment says; `fault` says why it is not understood, or is ""."""

    codes: tuple[Coded, ...] = ()
    polarity: Polarity | None = None
    strength: Strength | None = None
    memo: str = ""
    told: Told | None = None
    instead: bool = False
    fault: str = ""

    @property
    def answers(self) -> bool:
        """Whether it can only be an answer to something."""
        bare = not self.codes and not self.told
        told = self.told in {Told.YES, Told.NO, Told.WITHDRAW}
        return not self.fault and (told or bare or self.instead)


def reference_in(text: str) -> str:
    """Return the id of the coding or suggestion that ends a comment of ours, or "".

    >>> reference_in("4a positive: unlike [C0007] [C0031]"), reference_in("4a")
    ('C0031', '')
    """
    found = [match[1] for match in _REFERENCE.finditer(text)]
    return found[-1] if found else ""


def around_reference(text: str) -> tuple[str, str]:
    """Return what stands before a comment's reference, and after it."""
    last = next(reversed(list(_REFERENCE.finditer(text))), None)
    return (text[: last.start()].strip(), text[last.end() :].strip()) if last else (text, "")


def understood(text: str, codebook: Codebook) -> Said:
    """Return what a comment says."""
    plain = _INVISIBLE.sub("", text.replace("\u00a0", " ")).strip()
    match = _HEAD.search(plain)
    head, memo = (plain[: match.start()], plain[match.start() :]) if match else (plain, "")
    reading = _Reading(codebook)
    reading.take(head)
    memo = reading.leading(_unwrapped(memo))
    return reading.said(memo)


def _unwrapped(memo: str) -> str:
    memo = memo.strip()
    if memo.startswith("(") and memo.endswith(")"):
        return memo[1:-1].strip()
    return memo.removeprefix(":").strip()


@dataclass(slots=True)
class _Reading:
    """The words before the colon, taken one by one."""

    codebook: Codebook
    codes: list[Coded] = field(default_factory=list)
    polarity: Polarity | None = None
    strength: Strength | None = None
    told: Told | None = None
    instead: bool = False
    fault: str = ""

    def take(self, head: str) -> None:
        """Take the words up to the colon."""
        words = re.sub("[\u2010-\u2015\u2212]", "-", head.casefold())
        words = _SLASH.sub(" ", words)
        for pattern, meant in _PHRASES:
            words = pattern.sub(meant, words)
        for match in _WORD.finditer(words):
            if not self.fault:
                self._word(match[0].strip(".!\"'\u2018\u2019\u201c\u201d#"))

    def leading(self, memo: str) -> str:
        """Take polarity and strength that stand right after the colon ("4a: neg, they never")."""
        first, _, rest = re.sub("[.,;\n]", "\x00", memo, count=1).partition("\x00")
        words = first.casefold().split()
        if self.codes and words and all(w in _POLARITY or w in _STRENGTH for w in words):
            for word in words:
                self._word(word)
            return rest.strip()
        return memo

    def said(self, memo: str) -> Said:
        """Return all that was understood, or the fault alone."""
        nothing = not (self.codes or self.polarity or self.told)
        if self.fault or nothing:
            return Said(fault=self.fault or "it does not begin with codes")
        return Said(tuple(self.codes), self.polarity, self.strength, memo, self.told, self.instead)

    def _word(self, word: str) -> None:
        self.instead = self.instead or word == "instead"
        if not word or word in _FILLING or (word in {"for", "found"} and self.told):
            return
        if word in _POLARITY:
            self._set_polarity(_POLARITY[word])
        elif word in _STRENGTH:
            self.strength = _STRENGTH[word]
        elif not (self._tells(word) or self._code(word)):
            self._not_understood(word)

    def _tells(self, word: str) -> bool:
        meant = {
            Told.YES: word in _YES,
            Told.NO: word in _NO,
            Told.WITHDRAW: word in _WITHDRAW,
            Told.NOTHING: word == "nothing",
            Told.READ: word == "read",
        }
        told = next((kind for kind, is_meant in meant.items() if is_meant), None)
        if told and self.told not in {None, told}:
            self.fault = f"it says both '{self.told}' and '{told}'"
        self.told = told or self.told
        return told is not None

    def _code(self, word: str) -> bool:
        known = {code.code_id.casefold(): code.code_id for code in self.codebook.codes}
        signs = [s for s in ("+/-", *_SIGNS) if word not in known]
        sign = next((s for s in signs if word.endswith(s) or word.startswith(s)), "")
        found = known.get(word.removesuffix(sign).removeprefix(sign))
        if found is None:
            return False
        self.codes.append(Coded(found))
        if sign:
            self._set_polarity(_POLARITY[sign])
        return True

    def _set_polarity(self, polarity: Polarity) -> None:
        if not self.codes:
            self.polarity = polarity
            return
        # It holds for all codes before it that have none: "4a, 4b mixed".
        self.codes = [Coded(c.code_id, c.polarity or polarity) for c in self.codes]

    def _not_understood(self, word: str) -> None:
        said_something = bool(self.codes or self.told or self.polarity)
        if _LOOKS_LIKE_CODE.fullmatch(word.rstrip("+-")) or word in _retired(self.codebook):
            try:
                self.codebook.get(word)
            except UnknownCode as error:
                self.fault = f"{error.message}; {error.way_out}" if error.way_out else error.message
        elif said_something:
            self.fault = f"'{word}' is not understood; put a colon before a memo"
        else:
            self.fault = "it does not begin with codes"


def _retired(codebook: Codebook) -> frozenset[str]:
    return frozenset(gone.code_id.casefold() for gone in codebook.retired)
