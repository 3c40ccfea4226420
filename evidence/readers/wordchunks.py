"""Documents that a Word file takes in whole (altChunk), as programs that build letters write them.

Word shows their words as if they had been typed, and writes them as its own when it saves;
until then they stand in parts of their own, in whichever format they were made.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from evidence.readers.blocks import Block, Paragraph
from evidence.readers.decoding import decoded, is_text
from evidence.readers.richtext import rich_blocks
from evidence.readers.webpages import blocks_of

_HEAD = 1_024
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|p|div|table)\b", re.IGNORECASE)
_MAIL = re.compile(r"\s*(?:MIME-Version|From|Content-Type):", re.IGNORECASE)


def chunk_blocks(
    data: bytes, of_word: Callable[[bytes], tuple[Block, ...]]
) -> tuple[Block, ...] | None:
    """Return the blocks of what was taken in; None where its format is not read here.

    Raises:
        UnreadableSource: it is damaged or unsafe.
    """
    if data.startswith(b"PK\x03\x04"):
        return of_word(data)
    if data.lstrip()[:5] == b"{\\rtf":
        return rich_blocks(data)
    if not is_text(data):
        return None
    text, _ = decoded(data)
    if _MAIL.match(text):
        return None
    if _PAGE.search(text, 0, _HEAD):
        blocks, _ = blocks_of(text)
        return blocks
    return tuple(Paragraph(line) for line in text.split("\n") if line.strip())
