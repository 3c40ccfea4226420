"""The contrast of words with what they stand on (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from evidence.readers.wordml import Element, W, value

LARGE = 3.0
"""The contrast that large letters need; others need 4.5."""
_DARK = 0.04045
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}$")
_BLACK, _WHITE = "000000", "FFFFFF"
_BIG, _BIG_BOLD = 36, 28
"""Half-points from which letters are large: 18 pt, or 14 pt in bold."""


def ratio(ink: str, paper: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    >>> round(ratio("000000", "FFFFFF")), round(ratio("767676", "FFFFFF"), 1)
    (21, 4.5)
    """
    lighter, darker = sorted((_luminance(ink), _luminance(paper)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= _DARK else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ordinary(run: Element, styles: Mapping[str, Element]) -> tuple[str, str, bool]:
    """Return a run's colour, what it stands on, and whether its letters are large.

    Its own properties go first, then its style, its paragraph's, and the cell around it.
    """
    own = list(_properties(run, styles))
    ink = next((c for c in (value(p.find(f"{W}color")) for p in own) if _COLOUR.match(c)), _BLACK)
    sizes = [value(p.find(f"{W}sz")) for p in own]
    size = next((int(s) for s in sizes if s.isdigit()), 0)
    bold = any(p.find(f"{W}b") is not None for p in own)
    paper = next((c for c in _papers(run, styles, own) if _COLOUR.match(c)), _WHITE)
    return ink.upper(), paper.upper(), size >= (_BIG_BOLD if bold else _BIG)


def _properties(run: Element, styles: Mapping[str, Element]) -> Iterator[Element]:
    direct = run.find(f"{W}rPr")
    if direct is not None:
        yield direct
        yield from _of_style(styles, value(direct.find(f"{W}rStyle")), "rPr")
    paragraph = next(run.iterancestors(f"{W}p"), None)
    if paragraph is not None:
        yield from _of_style(styles, value(paragraph.find(f"{W}pPr/{W}pStyle")), "rPr")


def _of_style(styles: Mapping[str, Element], name: str, kind: str) -> Iterator[Element]:
    """Yield the properties of a style and of those it is based on."""
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        found = styles[name].find(f"{W}{kind}")
        if found is not None:
            yield found
        name = value(styles[name].find(f"{W}basedOn"))


def _papers(run: Element, styles: Mapping[str, Element], own: list[Element]) -> Iterator[str]:
    for properties in own:
        yield value(properties.find(f"{W}shd"), "fill")
    paragraph = next(run.iterancestors(f"{W}p"), None)
    if paragraph is not None:
        yield value(paragraph.find(f"{W}pPr/{W}shd"), "fill")
        for properties in _of_style(styles, value(paragraph.find(f"{W}pPr/{W}pStyle")), "pPr"):
            yield value(properties.find(f"{W}shd"), "fill")
    for cell in run.iterancestors(f"{W}tc"):
        yield value(cell.find(f"{W}tcPr/{W}shd"), "fill")
