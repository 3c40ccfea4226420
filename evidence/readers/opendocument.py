"""OpenDocument texts (.odt), read from the package's XML.

Kept, each with its status: headings, numbered lists, tables, text boxes, tracked changes,
hidden words, links, notes, comments, headers and footers (OASIS OpenDocument 1.3, part 3).
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.errors import UnreadableSource
from evidence.readers.blocks import Aside, Block, Document, joined, paragraphs_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.odfnames import DC, OFFICE, STYLE, TEXT
from evidence.readers.odfstory import OdfStory
from evidence.readers.odfstyles import OdfStyles
from evidence.readers.packages import Package, encrypted
from evidence.readers.structure import assembled
from evidence.readers.wordml import Element, Parts, local

_CONTENT, _STYLES, _META = "content.xml", "styles.xml", "meta.xml"
_MANIFEST = "META-INF/manifest.xml"
_EDGES = {"header": "header", "footer": "footer"}


def read_opendocument(data: bytes, hints: Hints) -> Reading:
    """Return what an OpenDocument text says.

    Raises:
        UnreadableSource: it is encrypted, its text cannot be found, or there is none in it.
    """
    root, parts = opened(data, hints)
    styles = OdfStyles(root, parts.xml(_STYLES))
    story = OdfStory(styles, _changes(root))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    blocks = story.read(body if body is not None else root)
    document = Document(
        "odt",
        blocks,
        comments=tuple(story.comments),
        notes=tuple(story.notes),
        furniture=tuple(_furniture(parts.xml(_STYLES), styles)),
        title=_title(parts),
        notices=parts.notices,
    )
    reading = assembled(document, hints)
    if not reading.segments and not reading.text.strip():
        raise UnreadableSource(
            "no_text",
            "It holds no text.",
            way_out="If it holds pictures of text, ask for the document that they show.",
        )
    return reading


def opened(data: bytes, hints: Hints) -> tuple[Element, Parts]:
    """Return the content of an OpenDocument file, and its parts.

    Raises:
        UnreadableSource: it is encrypted, or its content is missing or damaged.
    """
    package = Package(data, hints.limits)
    if _MANIFEST in package and b":encryption-data" in package.read(_MANIFEST):
        raise encrypted()
    parts = Parts(package)
    root = parts.xml(_CONTENT)
    if root is None:
        raise UnreadableSource(
            "unreadable",
            "Its main part is missing or damaged.",
            way_out="Open and repair it in the program it was made with, and save it.",
        )
    return root, parts


def _changes(root: Element) -> dict[str, Element]:
    """The tracked changes by their ids."""
    found: dict[str, Element] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        for name in (f"{TEXT}id", "{http://www.w3.org/XML/1998/namespace}id"):
            if region.get(name):
                found[region.get(name, "")] = region
    return found


def _furniture(root: Element | None, styles: OdfStyles) -> Iterator[Aside]:
    """Headers and footers, each wording once however many page styles repeat it."""
    seen: set[str] = set()
    for page in root.iter(f"{STYLE}master-page") if root is not None else ():
        for edge in page:
            kind = next((k for k in _EDGES if local(edge).startswith(k)), "")
            if not kind:
                continue
            text = " ".join(_whole(OdfStory(styles, {}).read(edge)).split())
            if text and text not in seen:
                seen.add(text)
                yield Aside(f"{kind} {len(seen)}", text, kind)


def _whole(blocks: tuple[Block, ...]) -> str:
    return joined(tuple(p for block in blocks for p in paragraphs_of(block)), "\n").text


def _title(parts: Parts) -> str:
    root = parts.xml(_META)
    title = root.find(f"{OFFICE}meta/{DC}title") if root is not None else None
    return " ".join((title.text or "").split()) if title is not None else ""
