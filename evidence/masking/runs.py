"""Runs of name words: how far a name goes, and whether it may be one."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.masking.lexicon import CHAIN, PARTICLE, Lexicon
from evidence.masking.people import Person

LONGEST_NAME = 60
"""How far before a grade or initials in brackets a name may begin, in characters."""


def run_of(text: str, at: int, lexicon: Lexicon, *, first_free: bool = False) -> str:
    """Return the name words that begin at a place, up to the first that is never a name."""
    match = CHAIN.match(text, at)
    if match is None:
        return ""
    kept: list[str] = []
    for word in match[0].split():
        if lexicon.never(word) and not (first_free and not kept):
            break
        kept.append(word)
    while kept and re.fullmatch(PARTICLE, kept[-1]):
        kept.pop()
    return " ".join(kept[:3])


def all_may(words: list[str], lexicon: Lexicon) -> bool:
    """Whether every word of a run may be part of a name."""
    return all(
        lexicon.may_be_name(w) or len(w.rstrip(".")) == 1 or re.fullmatch(PARTICLE, w)
        for w in words
    ) and any(len(w) > 1 for w in words)


def one_name(word: str, about: Person, lexicon: Lexicon) -> Person:
    """A person of whom one name is known: a first name if the list has it, else a surname."""
    return replace(about, first=word) if lexicon.first_name(word) else replace(about, surname=word)
