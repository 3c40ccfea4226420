"""OpenDocument's names (OASIS OpenDocument 1.3, part 3, 2.2)."""

from __future__ import annotations

from evidence.readers.wordml import Element, number

_URN = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{_URN}office:1.0}}"
TEXT = f"{_URN}text:1.0}}"
TABLE = f"{_URN}table:1.0}}"
STYLE = f"{_URN}style:1.0}}"
DRAW = f"{_URN}drawing:1.0}}"
CHART = f"{_URN}chart:1.0}}"
PRESENTATION = f"{_URN}presentation:1.0}}"
SVG = f"{_URN}svg-compatible:1.0}}"
XLINK = "{http://www.w3.org/1999/xlink}"
FO = f"{_URN}xsl-fo-compatible:1.0}}"
DC = "{http://purl.org/dc/elements/1.1/}"


def count(element: Element, name: str, *, most: int, least: int = 1) -> int:
    """Return how often an element says that something repeats, within bounds."""
    return max(least, min(number(element.get(name, ""), 1), most))
