"""OpenDocument texts (.odt, .fodt), read from their XML.

Kept, each with its status: headings, numbered lists, tables, text boxes, charts, tracked
changes, hidden words, links, notes, comments, headers and footers, descriptions of pictures
(OASIS OpenDocument 1.3, part 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.errors import UnreadableSource
from evidence.readers.blocks import Aside, Block, Document, Paragraph, Table
from evidence.readers.interface import Hints, Reading
from evidence.readers.odffiles import OpenFile, chart_table, chart_titles, descriptions, opened
from evidence.readers.odfnames import TEXT
from evidence.readers.odfstory import OdfStory
from evidence.readers.odfstyles import OdfStyles
from evidence.readers.structure import assembled
from evidence.readers.wordml import Element


def read_opendocument(data: bytes, hints: Hints) -> Reading:
    """Return what an OpenDocument text says.

    Raises:
        UnreadableSource: it is encrypted, its text cannot be found, or there is none in it.
    """
    file = opened(data, hints)
    styles = OdfStyles(file.content, file.styles)
    story = OdfStory(styles, _changes(file.content))
    body = file.body("text")
    blocks = (*story.read(body), *_charts(file, body, story))
    pictured = (Aside(f"picture {n}", t, "description of a picture")
                for n, t in enumerate(descriptions(body)))  # fmt: skip
    document = Document(
        "odt",
        blocks,
        comments=tuple(story.comments),
        notes=tuple(story.notes),
        furniture=(*file.furniture(), *pictured),
        title=file.title,
        notices=file.notices,
    )
    reading = assembled(document, hints)
    if not reading.segments and not reading.text.strip():
        raise UnreadableSource(
            "no_text",
            "It holds no text.",
            way_out="If it holds pictures of text, ask for the document that they show.",
        )
    return reading


def _charts(file: OpenFile, body: Element, story: OdfStory) -> Iterator[Block]:
    """The charts' titles and points, after the text."""
    for chart in file.charts(body):
        for words in chart_titles(chart):
            yield Paragraph(words)
        table = chart_table(chart)
        for block in story.within([table]) if table is not None else ():
            if isinstance(block, Table) and block.rows:
                first, *rest = block.rows
                yield Table((replace(first, heading=True), *rest))


def _changes(root: Element) -> dict[str, Element]:
    """The tracked changes by their ids."""
    found: dict[str, Element] = {}
    for region in root.iter(f"{TEXT}changed-region"):
        for name in (f"{TEXT}id", "{http://www.w3.org/XML/1998/namespace}id"):
            if region.get(name):
                found[region.get(name, "")] = region
    return found
