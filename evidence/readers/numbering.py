"""The numbers that Word shows before paragraphs and keeps nowhere: they are counted anew.

ECMA-376 Part 1, 17.9. A paragraph names a list (numId) and a level; the list belongs to an
abstract list, whose levels say how to count and what to show ("%1.%2"). Lists of the same
abstract list count on from each other, unless a list overrides where it starts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence.readers.wordml import Element, W, is_on, number, value

_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
]  # fmt: skip
_ORDINALS = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
]  # fmt: skip
_MOST = 32_767


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts, and what it shows."""

    start: int = 1
    form: str = "decimal"
    shown: str = ""
    style: str = ""
    restarts_after: int | None = None
    """The level (from 1) after which it starts again; 0 for never; None for any above it."""
    all_decimal: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """What Word shows before a paragraph; `text` is "" for a bullet."""

    text: str
    bullet: bool
    depth: int
    list_id: str


class Numbering:
    """The lists of a document, counting as its paragraphs pass."""

    def __init__(self, root: Element | None, styled: dict[str, str] | None = None) -> None:
        """Read the lists; `styled` says which list a numbering style names (style -> numId)."""
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._own: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._links: dict[str, str] = {}
        if root is not None:
            self._read(root)
            self._follow_links(styled or {})

    def label(self, list_id: str, depth: int) -> Label | None:
        """Count one paragraph of a list at a level, and return what is shown before it."""
        abstract = self._of.get(list_id)
        if abstract is None:
            return None
        depth = min(max(depth, 0), _LEVELS - 1)
        level = self._level(list_id, depth)
        counts = self._counts.setdefault(abstract, {})
        self._count(list_id, depth, counts, level)
        if level.form == "bullet":
            return Label("", bullet=True, depth=depth, list_id=abstract)
        return Label(
            self._shown(list_id, level, counts), bullet=False, depth=depth, list_id=abstract
        )

    def depth_of_style(self, list_id: str, style: str) -> int:
        """Return the level that a list links to a paragraph style, or the first."""
        for depth in range(_LEVELS):
            if self._level(list_id, depth).style == style:
                return depth
        return 0

    def _count(self, list_id: str, depth: int, counts: dict[int, int], level: Level) -> None:
        override = self._starts.get(list_id, {}).get(depth)
        first = (list_id, depth) not in self._begun
        if override is not None and first:
            counts[depth] = override
        elif depth in counts:
            counts[depth] = min(counts[depth] + 1, _MOST)
        else:
            counts[depth] = level.start if override is None else override
        self._begun.add((list_id, depth))
        for lower in [d for d in counts if d > depth]:
            after = self._level(list_id, lower).restarts_after
            if after is None or (after and depth < after):
                del counts[lower]

    def _shown(self, list_id: str, level: Level, counts: dict[int, int]) -> str:
        shown = level.shown
        for depth in range(_LEVELS):
            mark = f"%{depth + 1}"
            if mark in shown:
                above = self._level(list_id, depth)
                count = counts.get(depth, above.start)
                form = "decimal" if level.all_decimal else above.form
                shown = shown.replace(mark, formatted(count, form))
        return shown

    def _level(self, list_id: str, depth: int) -> Level:
        own = self._own.get(list_id, {}).get(depth)
        if own is not None:
            return own
        return self._abstract.get(self._of.get(list_id, ""), {}).get(
            depth, Level(shown=f"%{depth + 1}.")
        )

    def _read(self, root: Element) -> None:
        for abstract in root.iterchildren(f"{W}abstractNum"):
            name = value(abstract, "abstractNumId")
            self._abstract[name] = dict(_levels(abstract))
            link = value(abstract.find(f"{W}numStyleLink"))
            if link:
                self._links[name] = link
        for listed in root.iterchildren(f"{W}num"):
            self._read_list(listed)

    def _read_list(self, listed: Element) -> None:
        list_id = value(listed, "numId")
        self._of[list_id] = value(listed.find(f"{W}abstractNumId"))
        for override in listed.iterchildren(f"{W}lvlOverride"):
            depth = number(value(override, "ilvl"))
            start = override.find(f"{W}startOverride")
            if start is not None:
                self._starts.setdefault(list_id, {})[depth] = number(value(start), 1)
            own = override.find(f"{W}lvl")
            if own is not None:
                self._own.setdefault(list_id, {})[depth] = _level(own)

    def _follow_links(self, styled: dict[str, str]) -> None:
        """An abstract list may only name a numbering style, whose list has the levels."""
        for name, style in self._links.items():
            target = self._of.get(styled.get(style, ""), "")
            if target and not self._abstract.get(name):
                self._abstract[name] = self._abstract.get(target, {})


def _levels(abstract: Element) -> list[tuple[int, Level]]:
    return [(number(value(lvl, "ilvl")), _level(lvl)) for lvl in abstract.iterchildren(f"{W}lvl")]


def _level(lvl: Element) -> Level:
    restart = lvl.find(f"{W}lvlRestart")
    # Word before 2010 knew fewer formats; newer ones stand in an mc:Choice, "decimal" besides.
    form = next((value(f) for f in lvl.iter(f"{W}numFmt")), "decimal")
    return Level(
        start=number(value(lvl.find(f"{W}start")), 1) if lvl.find(f"{W}start") is not None else 0,
        form=form,
        shown=value(lvl.find(f"{W}lvlText")),
        style=value(lvl.find(f"{W}pStyle")),
        restarts_after=None if restart is None else number(value(restart)),
        all_decimal=is_on(lvl.find(f"{W}isLgl")),
    )


def formatted(count: int, form: str) -> str:
    """Return a count as a list shows it (ECMA-376 17.18.59); unknown forms are decimal.

    >>> [formatted(4, form) for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero")]
    ['4', 'd', 'IV', '04']
    >>> formatted(28, "lowerLetter"), formatted(2, "ordinal"), formatted(3, "none")
    ('bb', '2nd', '')
    """
    make = _FORMS.get(form)
    return make(count) if make else str(count)


def _letters(count: int) -> str:
    if count < 1:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 30)


def _roman(count: int) -> str:
    if not 0 < count < 4_000:  # noqa: PLR2004 - what Roman numerals reach
        return str(count)
    written = ""
    for worth, letters in _ROMAN:
        written += letters * (count // worth)
        count %= worth
    return written


def _ordinal(count: int) -> str:
    teens = 10 < count % 100 < 14  # noqa: PLR2004
    return f"{count}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(count % 10, 'th')}"


def _worded(count: int, words: list[str]) -> str:
    return words[count].capitalize() if 0 <= count < len(words) else str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _count: "",
    "decimalZero": lambda count: f"{count:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda count: _worded(count, _ONES),
    "ordinalText": lambda count: _worded(count, _ORDINALS),
}
