"""What Word's styles say that matters to a reader: headings, lists, bold, hidden.

A style inherits from the style it is based on (ECMA-376 17.7); a paragraph and a run say
more for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.readers.wordml import Element, W, is_on, number, value

_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_TITLES = frozenset({"title"})
_CONTENTS = re.compile(r"^(?:toc(?: heading)?|table of figures|toc \d|index \d)$", re.IGNORECASE)
_DEEPEST = 12
_BODY = 9


@dataclass(frozen=True, slots=True)
class Style:
    """A style, with all that it inherits; None where neither it nor its bases say."""

    name: str = ""
    level: int | None = None
    list_id: str | None = None
    depth: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    contents: bool = False


class Styles:
    """A document's styles, by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._known: dict[str, Style] = {}
        self.default = ""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            self._elements.setdefault(value(style, "styleId"), style)
            if value(style, "type") == "paragraph" and value(style, "default") in {
                "1",
                "true",
                "on",
            }:
                self.default = value(style, "styleId")

    def lists(self) -> dict[str, str]:
        """Return which list each numbering style names."""
        return {
            name: value(style.find(f"{W}pPr/{W}numPr/{W}numId"))
            for name, style in self._elements.items()
            if value(style, "type") == "numbering"
        }

    def get(self, style_id: str) -> Style:
        """Return a style; an empty one where there is none of that id."""
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id, 0)
        return self._known[style_id]

    def _resolved(self, style_id: str, steps: int) -> Style:
        element = self._elements.get(style_id)
        if element is None or steps > _DEEPEST:
            return Style()
        base_id = value(element.find(f"{W}basedOn"))
        base = self._resolved(base_id, steps + 1) if base_id else Style()
        name = value(element.find(f"{W}name"))
        numbering = element.find(f"{W}pPr/{W}numPr")
        list_id = numbering.find(f"{W}numId") if numbering is not None else None
        depth = numbering.find(f"{W}ilvl") if numbering is not None else None
        level = heading_level(name, element.find(f"{W}pPr"))
        return Style(
            name=name,
            level=level if level is not None else base.level,
            list_id=value(list_id) if list_id is not None else base.list_id,
            depth=number(value(depth))
            if depth is not None
            else (None if list_id is not None else base.depth),
            bold=_switch(element, "b", base.bold),
            hidden=_switch(element, "vanish", base.hidden),
            contents=bool(_CONTENTS.match(name)) or base.contents,
        )


def heading_level(name: str, properties: Element | None) -> int | None:
    """Return the heading level that a style or paragraph gives itself; 0 for a title."""
    outline = properties.find(f"{W}outlineLvl") if properties is not None else None
    if outline is not None:
        level = number(value(outline), _BODY)
        return level + 1 if 0 <= level < _BODY else None
    if name.casefold() in _TITLES:
        return 0
    match = _HEADING.match(name)
    return int(match.group(1)) if match else None


def _switch(element: Element, name: str, otherwise: bool | None) -> bool | None:  # noqa: FBT001
    found = element.find(f"{W}rPr/{W}{name}")
    return is_on(found) if found is not None else otherwise
