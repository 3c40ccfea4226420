"""What Word's styles say that matters to a reader: headings, lists, bold, hidden.

A style inherits from the style it is based on (ECMA-376 17.7); a paragraph and a run say
more for themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.readers.wordml import Element, Parts, W, is_on, number, parsed, value

_HEADING = re.compile(r"^heading (\d)$", re.IGNORECASE)
_TITLES = frozenset({"title"})
_CONTENTS = re.compile(r"^(?:toc(?: heading)?|table of figures|toc \d|index \d)$", re.IGNORECASE)
_LARGE = 64 * 1024
_HEAD = 8_192
_OPENING = re.compile(
    rb"<w:styles\s[^>]*xmlns:w=[\"']http://(?:schemas\.openxmlformats\.org/wordprocessingml/2006"
    rb"|purl\.oclc\.org/ooxml/wordprocessingml)/main[\"'][^>]*>"
)
_OTHER_CODES = re.compile(rb"[^<]*<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_BEGIN, _END = b"<w:style ", b"</w:style>"
_ABOUT = re.compile(rb"w:(type|styleId|default)=(?:\"([^\"]*)\"|'([^']*)')")
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
    """A document's styles, by their ids; each is looked into when it is first asked for."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._written: dict[str, bytes] = {}
        self._opening = b""
        self._known: dict[str, Style] = {}
        self.default = ""
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            name = value(style, "styleId")
            self._elements.setdefault(name, style)
            self._default(name, value(style, "type"), value(style, "default"))

    def _default(self, name: str, kind: str, default: str) -> None:
        if default in {"1", "true", "on"} and kind == "paragraph":
            self.default = name

    @classmethod
    def cut(cls, data: bytes) -> Styles | None:
        """Return the styles of a large part, cut into single ones; None where that is unsafe.

        Templates carry hundreds of styles of which a document uses ten: parsing them all
        takes longer than reading the document.
        """
        opening = _OPENING.search(data, 0, _HEAD)
        plain = b"<!" not in data and b"\x00" not in data[:8] and not _OTHER_CODES.match(data)
        if opening is None or not plain:
            return None
        styles = cls(None)
        styles._opening = opening.group()
        start = data.find(_BEGIN)
        while start >= 0:
            end = data.find(_END, start) + len(_END)
            opening_tag = data[start : data.find(b">", start) + 1]
            if end < start or opening_tag.endswith(b"/>") or b"&" in opening_tag:
                return None
            styles._take(opening_tag, data[start:end])
            start = data.find(_BEGIN, end)
        return styles

    def _take(self, opening: bytes, whole: bytes) -> None:
        about = {n: (a or b).decode() for n, a, b in _ABOUT.findall(opening)}
        name = about.get(b"styleId", "")
        self._written.setdefault(name, whole)
        self._default(name, about.get(b"type", ""), about.get(b"default", ""))

    def list_of(self, style_id: str) -> str:
        """Return which list a numbering style names, or ""."""
        style = self._element(style_id)
        return value(style.find(f"{W}pPr/{W}numPr/{W}numId")) if style is not None else ""

    def _element(self, style_id: str) -> Element | None:
        if style_id in self._written and style_id not in self._elements:
            written = self._opening + self._written[style_id] + b"</w:styles>"
            root, _ = parsed(written)
            self._elements[style_id] = next(iter(root), root)
        return self._elements.get(style_id)

    def get(self, style_id: str) -> Style:
        """Return a style; an empty one where there is none of that id."""
        if style_id not in self._known:
            self._known[style_id] = self._resolved(style_id, 0)
        return self._known[style_id]

    def _resolved(self, style_id: str, steps: int) -> Style:
        element = self._element(style_id)
        if element is None or steps > _DEEPEST:
            return Style()
        base_id = value(element.find(f"{W}basedOn"))
        base = self._known.get(base_id) or self._resolved(base_id, steps + 1)
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


def styles_of(parts: Parts, name: str) -> Styles:
    """Return the styles in a part; a large part is not parsed as a whole."""
    data = parts.content(name)
    if data is None:
        return Styles(None)
    cut = Styles.cut(data) if len(data) > _LARGE else None
    return cut if cut is not None else Styles(parts.tree(name, data))


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
