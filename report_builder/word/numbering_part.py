"""The lists of a report: chapters and paragraphs, annexes, bullets, numbered points.

Chapter and paragraph numbers are one multi-level list, linked to the styles Heading 1
and Numbered paragraph, so that a paragraph added in Word is numbered as its neighbours.
Annexes count in a list of their own, with letters (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from report_builder.word import styles
from report_builder.word.xml_text import rooted

Numbering = Any
"""A numbering part's root, CT_Numbering: python-docx declares no types for its methods."""
HANG = 851
"""How far a paragraph's number stands out to the left, in twentieths of a point."""
_ANNEX_HANG = 2410
_POINT = 425
_LETTER_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Lists:
    """The report's lists in a numbering part, by the numbers that paragraphs call them by."""

    part: Numbering
    chapters: int
    annexes: int
    bullets: int
    ordered: int

    def restart(self) -> int:
        """Return the number of a new numbered list, which begins at 1."""
        ordered = self.part.num_having_numId(self.ordered)
        again = self.part.add_num(ordered.abstractNumId.val)
        again.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(again.numId)


def add_lists(part: Numbering, style_ids: Mapping[str, str]) -> Lists:
    """Add the report's lists to a numbering part; those that are there already serve again."""
    levels = (
        _numbered(style_ids, "%1", "decimal", HANG, linked=True),
        _numbered(style_ids, "Annex %1", "upperLetter", _ANNEX_HANG),
        _points(style_ids[styles.BULLET], "bullet", "\u2022"),
        _points(style_ids[styles.ORDERED], "decimal", "%{}."),
    )
    definitions = [_definition(part, place, inside) for place, inside in enumerate(levels)]
    _link_once(part, definitions, {style_ids[name] for name in styles.LISTED})
    return Lists(part, *(_number(part, definition) for definition in definitions))


def _definition(part: Numbering, place: int, levels: str) -> int:
    """Return the id of a list's definition, which is added unless it is there and counts alike.

    The house template carries the lists: an office may have changed their indents there.
    """
    name = f"48{place:02d}4D43"
    there = part.xpath(f'w:abstractNum[w:nsid/@w:val="{name}"]')
    taken = [int(held) for held in part.xpath("w:abstractNum/@w:abstractNumId")]
    number = max(taken, default=-1) + 1
    made = parse_xml(
        rooted(
            "w:numbering",
            f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{name}"/>'
            f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="49{place:02d}5141"/>'
            f"{levels}</w:abstractNum>",
        )
    )[0]
    if there and _counting(there[0]) == _counting(made):
        return int(there[0].get(qn("w:abstractNumId")))
    for stale in there:
        stale.find(qn("w:nsid")).set(qn("w:val"), f"47{place:02d}4D43")
    part.insert(len(part.xpath("w:numPicBullet | w:abstractNum")), made)
    return number


def _counting(definition: etree._Element) -> list[str]:
    return [
        str(element.get(qn("w:val")))
        for level in definition.iter(qn("w:lvl"))
        for element in level.iter(qn("w:start"), qn("w:numFmt"), qn("w:lvlText"), qn("w:pStyle"))
    ]


def _link_once(part: Numbering, ours: list[int], style_ids: set[str]) -> None:
    """Undo other lists' links to the styles that are in ours: a style is in one list."""
    for link in part.xpath("w:abstractNum/w:lvl/w:pStyle"):
        number = link.getparent().getparent().get(qn("w:abstractNumId"))
        if int(number) not in ours and link.get(qn("w:val")) in style_ids:
            link.getparent().remove(link)


def _number(part: Numbering, definition: int) -> int:
    plain = part.xpath(f'w:num[w:abstractNumId/@w:val="{definition}"][not(w:lvlOverride)]/@w:numId')
    return int(plain[0]) if plain else int(part.add_num(definition).numId)


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
