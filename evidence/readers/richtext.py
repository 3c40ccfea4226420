"""Rich text (.rtf), read by a small and tolerant reader of our own.

Kept, each with its status: headings by their styles, the numbers of lists, tables, tracked
changes, hidden words, notes, comments, headers and footers. Pictures, objects, fields'
instructions and whatever else is not words are passed over.
"""

from __future__ import annotations

from evidence.errors import UnreadableSource
from evidence.readers.blocks import Block, Document
from evidence.readers.interface import Hints, Reading
from evidence.readers.richstory import RichText
from evidence.readers.richtokens import tokens
from evidence.readers.structure import assembled


def read_rich_text(data: bytes, hints: Hints) -> Reading:
    """Return what a rich text says.

    Raises:
        UnreadableSource: there is no text in it, or its groups are nested too deeply.
    """
    rich = _read(data)
    document = Document(
        "rtf",
        tuple(rich.body.blocks),
        comments=tuple(rich.comments),
        notes=tuple(rich.notes),
        furniture=tuple(rich.furniture.values()),
        title=rich.title,
    )
    reading = assembled(document, hints)
    if not reading.segments and not reading.text.strip():
        raise UnreadableSource(
            "no_text",
            "It holds no text.",
            way_out="If it holds pictures of text, ask for the document that they show.",
        )
    return reading


def rich_blocks(data: bytes) -> tuple[Block, ...]:
    """Return the blocks of a rich text that is the body of a mail."""
    return tuple(_read(data).body.blocks)


def _read(data: bytes) -> RichText:
    rich = RichText()
    for token in tokens(data):
        rich.take(token)
    rich.finish()
    return rich
