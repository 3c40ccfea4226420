"""The lists of a report: chapters and paragraphs, annexes, bullets, numbered points.

Chapter and paragraph numbers are one multi-level list, linked to the styles Heading 1
and Numbered paragraph, so that a paragraph added in Word is numbered as its neighbours.
Annexes count in a list of their own, with letters (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

from collections.abc import Mapping

from report_builder.word import styles

CHAPTERS, ANNEXES, BULLETS, ORDERED = 1, 2, 3, 4
FIRST_RESTART = 5
"""The first number of a list that a report restarts for itself."""

HANG = 851
"""How far a paragraph's number stands out to the left, in twentieths of a point."""
_ANNEX_HANG = 2410
_POINT = 425
_LETTER_LEVELS = 9


def numbering(style_ids: Mapping[str, str], restarts: int) -> str:
    """Return the numbering part, with `restarts` numbered lists that begin at 1."""
    chapters = _abstract(0, _numbered(style_ids, "%1", "decimal", HANG, linked=True))
    annexes = _abstract(1, _numbered(style_ids, "Annex %1", "upperLetter", _ANNEX_HANG))
    bullets = _abstract(2, _points(style_ids[styles.BULLET], "bullet", "\u2022"))
    ordered = _abstract(3, _points(style_ids[styles.ORDERED], "decimal", "%{}."))
    lists = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
        for number in (CHAPTERS, ANNEXES, BULLETS, ORDERED)
    )
    again = "".join(_restart(FIRST_RESTART + n) for n in range(restarts))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = chapters + annexes + bullets + ordered + lists + again
    return f'<w:numbering xmlns:w="{space}">{inside}</w:numbering>'


def _abstract(number: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="48{number:02d}4D43"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="49{number:02d}5141"/>'
        f"{levels}</w:abstractNum>"
    )


def _restart(number: int) -> str:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{ORDERED - 1}"/>{start}</w:num>'


def _numbered(
    style_ids: Mapping[str, str], top: str, form: str, hang: int, *, linked: bool = False
) -> str:
    heading, paragraph = (style_ids[name] for name in (styles.HEADING_1, styles.NUMBERED))
    first = _level(0, form, top, style=heading if linked else "", hang=hang)
    second = _level(1, "decimal", "%1.%2", style=paragraph if linked else "", hang=HANG)
    rest = "".join(
        _level(n, ("lowerLetter", "lowerRoman")[n % 2], f"(%{n + 1})", left=HANG + _POINT * (n - 1))
        for n in range(2, _LETTER_LEVELS)
    )
    return first + second + rest


def _points(style: str, form: str, text: str) -> str:
    return "".join(
        _level(
            n,
            form,
            text.format(n + 1),
            style=style if n == 0 else "",
            left=HANG + _POINT * (n + 1),
            hang=_POINT,
        )
        for n in range(_LETTER_LEVELS)
    )


def _level(
    level: int, form: str, text: str, *, style: str = "", left: int = 0, hang: int = _POINT
) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left or hang}" w:hanging="{hang}"/></w:pPr></w:lvl>'
    )
