"""Which Area a name means: "Cymru/Wales" is CPS Cymru-Wales, "the North" is none.

Names are compared as whole words, without regard to case, accents, punctuation, "and"
against "&", or a leading "CPS". The longest name that occurs wins, so that "North West"
is not found in "North West and Borders" where both are Areas.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from evidence.errors import UnknownArea
from evidence.framework import Framework
from evidence.sources import NATIONAL

_COMPASS = re.compile(r"\b(north|south|mid)\s+(east|west|eastern|western)\b")
_NATIONAL = frozenset(
    {
        NATIONAL.casefold(),
        "headquarters",
        "hq",
        "cps hq",
        "cps headquarters",
        "central",
        "nationwide",
    }
)
_ALIKE = 0.6
_SHORTEST = 3
"""Names of up to so many letters are abbreviations, and count only in capitals."""


def area_of(framework: Framework, text: str) -> str:
    """Return the Area that a folder's name, file's name or title names, or "".

    "" too where it names two Areas, since nothing says which of them speaks.
    """
    said = f" {_words(text)} "
    best: dict[str, int] = {}
    for name, area in _spellings(framework):
        if f" {name} " in said and (len(name) > _SHORTEST or _in_capitals(name, text)):
            best[area] = max(best.get(area, 0), len(name))
    kept = {area for area in best if not _within_longer(area, best, framework, said)}
    return kept.pop() if len(kept) == 1 else ""


def area_named(framework: Framework, name: str) -> str:
    """Return the Area that an inspector named.

    Raises:
        UnknownArea: the inspection has no such Area; the way out names the nearest.
    """
    wanted = _words(name)
    for spelling, area in _spellings(framework):
        if spelling == wanted:
            return area
    near = nearest(framework, name)
    way_out = (
        f"Did you mean {' or '.join(near)}?"
        if near
        else "`iqa areas list` names the Areas there are."
    )
    raise UnknownArea(f"This inspection has no Area called {name}.", way_out=way_out)


def nearest(framework: Framework, name: str, *, most: int = 3) -> tuple[str, ...]:
    """Return the Areas whose names are most like one that was written, the likest first."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - wanted only when a name is wrong

    wanted = _words(name)
    scores: dict[str, float] = {}
    for spelling, area in _spellings(framework):
        alike = SequenceMatcher(None, wanted, spelling).ratio()
        scores[area] = max(scores.get(area, 0.0), alike)
    ranked = sorted(scores, key=lambda area: (-scores[area], area))
    return tuple(area for area in ranked if scores[area] >= _ALIKE)[:most]


def national_name(text: str) -> bool:
    """Whether a folder's or file's name says that it holds national evidence."""
    words = _words(text)
    return words in _NATIONAL or bool(re.search(r"\b(?:national|headquarters|hq)\b", words))


def _within_longer(area: str, best: dict[str, int], framework: Framework, said: str) -> bool:
    """Whether every place that names `area` is part of a longer name of another Area."""
    without = said
    for name, other in sorted(_spellings(framework), key=lambda pair: -len(pair[0])):
        if other != area and other in best and len(name) > best[area]:
            without = without.replace(f" {name} ", " | ")
    return not any(f" {name} " in without for name, owner in _spellings(framework) if owner == area)


def _in_capitals(name: str, text: str) -> bool:
    """Whether an abbreviation stands in a text as one: "SE", not "se" or "Se"."""
    return name.upper() in re.split(r"[^A-Za-z&]+", text)


def _spellings(framework: Framework) -> list[tuple[str, str]]:
    return [
        (words, area.name)
        for area in framework.areas
        for name in (area.name, *area.variants)
        if (words := _words(name))
    ]


@lru_cache(maxsize=2_000)  # the same names are compared with every file
def _words(text: str) -> str:
    """Reduce a name to its bare words.

    >>> _words("CPS Cymru/Wales"), _words("South-East"), _words("Thames & Chiltern")
    ('cymru wales', 'southeast', 'thames and chiltern')
    """
    bare = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    words = re.sub(r"[^\w]|_", " ", bare.replace("'", "").replace("\u2019", ""))
    words = re.sub(r"\bcps\b", " ", " ".join(words.split()))
    return " ".join(_COMPASS.sub(r"\1\2", words).split())
