"""OpenDocument files, packed (.odt, .ods, .odp) or in one piece of XML (.fodt, .fods, .fodp)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.blocks import Aside
from evidence.readers.interface import Hints
from evidence.readers.odfnames import CHART, DC, DRAW, OFFICE, STYLE, SVG, TABLE, TEXT, XLINK
from evidence.readers.odfstory import OdfStory, whole_of
from evidence.readers.odfstyles import OdfStyles
from evidence.readers.packages import Package, encrypted
from evidence.readers.wordml import Element, Parts, local, parsed

_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_EDGES = ("header", "footer")
_MOST_OBJECTS = 200


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An OpenDocument file: its content, its styles, its properties, and its other parts."""

    content: Element
    styles: Element | None
    meta: Element | None
    parts: Parts | None
    mended: tuple[Notice, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was odd about the parts that were read."""
        return self.parts.notices if self.parts is not None else self.mended

    @property
    def title(self) -> str:
        """The title that its properties give it, or ""."""
        title = self.meta.find(f"{OFFICE}meta/{DC}title") if self.meta is not None else None
        return " ".join((title.text or "").split()) if title is not None else ""

    def body(self, kind: str) -> Element:
        """Return the element that holds a text, a spreadsheet or a presentation."""
        found = self.content.find(f"{OFFICE}body/{OFFICE}{kind}")
        return found if found is not None else self.content

    def furniture(self) -> Iterator[Aside]:
        """Yield headers and footers, each wording once however many page styles repeat it."""
        seen: set[str] = set()
        for page in self.styles.iter(f"{STYLE}master-page") if self.styles is not None else ():
            for edge in page:
                kind = next((k for k in _EDGES if local(edge).startswith(k)), "")
                styles = OdfStyles(self.content, self.styles)
                text = whole_of(OdfStory(styles, {}).read(edge)).text if kind else ""
                words = " ".join(text.split())
                if words and words not in seen:
                    seen.add(words)
                    yield Aside(f"{kind} {len(seen)}", words, kind)

    def charts(self, within: Element) -> Iterator[Element]:
        """Yield the charts that are drawn within an element."""
        for count, drawn in enumerate(within.iter(f"{DRAW}object")):
            if count >= _MOST_OBJECTS:
                return
            inner = drawn.find(f"{OFFICE}document")
            if inner is None and self.parts is not None:
                place = drawn.get(f"{XLINK}href", "").removeprefix("./").rstrip("/")
                inner = self.parts.xml(f"{place}/{_CONTENT}") if place else None
            yield from inner.iter(f"{CHART}chart") if inner is not None else ()


def opened(data: bytes, hints: Hints) -> OpenFile:
    """Return an OpenDocument file with its parts.

    Raises:
        UnreadableSource: it is encrypted, or its content is missing or damaged.
    """
    if not data.startswith(b"PK"):
        return _flat(data)
    package = Package(data, hints.limits)
    if _MANIFEST in package and b":encryption-data" in package.read(_MANIFEST):
        raise encrypted()
    parts = Parts(package)
    root = parts.xml(_CONTENT)
    if root is None:
        raise _missing()
    return OpenFile(root, parts.xml(_STYLES), parts.xml(_META), parts)


def _flat(data: bytes) -> OpenFile:
    try:
        root, mended = parsed(data)
    except etree.XMLSyntaxError as error:
        raise _missing() from error
    odd = Notice("mended_xml", "It is not well formed; it was read as far as it can be.")
    return OpenFile(root, root, root, None, (odd,) if mended else ())


def _missing() -> UnreadableSource:
    return UnreadableSource(
        "unreadable",
        "Its main part is missing or damaged.",
        way_out="Open and repair it in the program it was made with, and save it.",
    )


def descriptions(within: Element) -> Iterator[str]:
    """Yield what authors wrote to describe their drawings, each wording once."""
    said = (e.text or "" for e in within.iter(f"{SVG}desc", f"{SVG}title"))
    return (words for words in dict.fromkeys(" ".join(s.split()) for s in said) if words)


def chart_titles(chart: Element) -> Iterator[str]:
    """Yield the titles that stand on a chart."""
    for element in chart.iter(f"{CHART}title", f"{CHART}subtitle", f"{CHART}footer"):
        for paragraph in element.iter(f"{TEXT}p"):
            words = " ".join("".join(str(t) for t in paragraph.itertext()).split())
            if words:
                yield words


def chart_table(chart: Element) -> Element | None:
    """Return the table that a chart keeps of its points, or None."""
    return next(chart.iter(f"{TABLE}table"), None)
