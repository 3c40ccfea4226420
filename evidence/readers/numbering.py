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
    """The lists of a document, counting as its paragraphs pass.

    A template carries dozens of lists that no paragraph uses: a level is looked into when
    the first paragraph asks for it.
    """

    def __init__(self, root: Element | None, list_of: Callable[[str], str] | None = None) -> None:
        """Take in the lists; `list_of` says which list a numbering style names."""
        self._list_of = list_of or (lambda _style: "")
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        self._levels: dict[str, list[Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        for one in root if root is not None else ():
            if one.tag == f"{W}abstractNum":
                self._abstract[value(one, "abstractNumId")] = one
            elif one.tag == f"{W}num":
                self._lists[value(one, "numId")] = one

    def label(self, list_id: str, depth: int) -> Label | None:
        """Count one paragraph of a list at a level, and return what is shown before it."""
        levels = self._levels_of(list_id)
        if not levels:
            return None
        abstract = self._of[list_id]
        depth = min(max(depth, 0), _LEVELS - 1)
        counts = self._counts.setdefault(abstract, {})
        self._count(list_id, depth, counts, levels)
        if levels[depth].form == "bullet":
            return Label("", bullet=True, depth=depth, list_id=abstract)
        return Label(
            _shown(levels, levels[depth], counts), bullet=False, depth=depth, list_id=abstract
        )

    def depth_of_style(self, list_id: str, style: str) -> int:
        """Return the level that a list links to a paragraph style, or the first."""
        for depth, level in enumerate(self._levels_of(list_id)):
            if level.style == style:
                return depth
        return 0

    def _count(self, list_id: str, depth: int, counts: dict[int, int], levels: list[Level]) -> None:
        override = self._starts[list_id].get(depth)
        first = (list_id, depth) not in self._begun
        if override is not None and first:
            counts[depth] = override
        elif depth in counts:
            counts[depth] = min(counts[depth] + 1, _MOST)
        else:
            counts[depth] = levels[depth].start if override is None else override
        self._begun.add((list_id, depth))
        for lower in [d for d in counts if d > depth]:
            after = levels[lower].restarts_after
            if after is None or (after and depth < after):
                del counts[lower]

    def _levels_of(self, list_id: str) -> list[Level]:
        """The nine levels of a list; none where there is no such list."""
        known = self._levels.get(list_id)
        if known is None:
            listed = self._lists.get(list_id)
            known = self._levels[list_id] = [] if listed is None else self._read(list_id, listed)
        return known

    def _read(self, list_id: str, listed: Element) -> list[Level]:
        abstract = self._of[list_id] = value(listed.find(f"{W}abstractNumId"))
        levels = [Level(shown=f"%{depth + 1}.") for depth in range(_LEVELS)]
        for lvl in self._levels_in(abstract):
            _put(levels, number(value(lvl, "ilvl")), lvl)
        starts = self._starts.setdefault(list_id, {})
        for override in listed.iterchildren(f"{W}lvlOverride"):
            depth = number(value(override, "ilvl"))
            start = override.find(f"{W}startOverride")
            if start is not None:
                starts[depth] = number(value(start), 1)
            own = override.find(f"{W}lvl")
            if own is not None:
                _put(levels, depth, own)
        return levels

    def _levels_in(self, abstract: str) -> list[Element]:
        """The levels of an abstract list, which may only name a style whose list has them."""
        element = self._abstract.get(abstract)
        if element is None:
            return []
        levels = element.findall(f"{W}lvl")
        link = value(element.find(f"{W}numStyleLink"))
        if levels or not link:
            return levels
        listed = self._lists.get(self._list_of(link))
        target = value(listed.find(f"{W}abstractNumId")) if listed is not None else ""
        linked = self._abstract.get(target)
        return linked.findall(f"{W}lvl") if linked is not None else []


def _put(levels: list[Level], depth: int, lvl: Element) -> None:
    if 0 <= depth < _LEVELS:
        levels[depth] = _level(lvl)


def _shown(levels: list[Level], level: Level, counts: dict[int, int]) -> str:
    shown = level.shown
    if "%" not in shown:
        return shown
    for depth in range(_LEVELS):
        mark = f"%{depth + 1}"
        if mark in shown:
            above = levels[depth]
            count = counts.get(depth, above.start)
            form = "decimal" if level.all_decimal else above.form
            shown = shown.replace(mark, formatted(count, form))
    return shown


def _level(lvl: Element) -> Level:
    parts = {part.tag: part for part in reversed(lvl)}
    restart, start = parts.get(f"{W}lvlRestart"), parts.get(f"{W}start")
    # Word before 2010 knew fewer formats; newer ones stand in an mc:Choice, "decimal" besides.
    form = next((value(f) for f in lvl.iter(f"{W}numFmt")), "decimal")
    return Level(
        start=number(value(start), 1) if start is not None else 0,
        form=form,
        shown=value(parts.get(f"{W}lvlText")),
        style=value(parts.get(f"{W}pStyle")),
        restarts_after=None if restart is None else number(value(restart)),
        all_decimal=is_on(parts.get(f"{W}isLgl")),
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
