"""Web pages (.html): what a browser would show of them, without running or fetching anything.

Kept: headings, paragraphs, lists with their numbers, tables with their headings, the text of
links, insertions and deletions. Hidden words are flagged; scripts, styles, comments and
whatever lies outside the file are left alone.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.blocks import Block, Document
from evidence.readers.decoding import codec, decoded
from evidence.readers.interface import Hints, Reading
from evidence.readers.structure import assembled
from evidence.readers.webwalk import Page
from evidence.readers.wordml import Element

_HEAD = 4_096
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_PLAIN = frozenset({"utf-8", "cp1252"})
_COPY = "Open it in a browser, copy its text into a new document, and ingest that."


def read_webpage(data: bytes, hints: Hints) -> Reading:
    """Return what a web page says.

    Raises:
        UnreadableSource: there is no text in it, or its parts are nested too deeply.
    """
    text, notices = _decoded(data)
    page = _page(text, Page())
    notices = (*notices, *page.notices)
    reading = assembled(
        Document("html", tuple(page.blocks), title=page.title, notices=notices), hints
    )
    if not reading.segments and not reading.text.strip():
        raise UnreadableSource(
            "no_text",
            "It holds no text; what a browser shows of it is fetched or drawn by scripts.",
            way_out="Open it in a browser, print it to a PDF, and ingest that.",
        )
    return reading


def blocks_of(text: str) -> tuple[tuple[Block, ...], tuple[Notice, ...]]:
    """Return the blocks of a page within a mail, where what is quoted is folded.

    Raises:
        UnreadableSource: its parts are nested too deeply, or larger than can be read.
    """
    page = _page(text, Page(quotes=True))
    return tuple(page.blocks), tuple(page.notices)


def _page(text: str, page: Page) -> Page:
    root = _root(text)
    if root is not None:
        page.read(root)
    return page


def _root(text: str) -> Element | None:
    parser = etree.HTMLParser(
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        encoding="utf-8",
    )
    clean = text.encode("utf-8", errors="replace")
    if not clean.strip():
        return None
    try:
        root: Element | None = etree.fromstring(clean, parser)
    except etree.XMLSyntaxError:
        root = None
    _refuse_what_was_cut(" ".join(str(entry.message) for entry in parser.error_log))
    return root


def _refuse_what_was_cut(log: str) -> None:
    """Refuse what libxml2 notes as an error and is a limit: the rest of it would be missing."""
    if "Excessive depth" in log:
        raise UnreadableSource(
            "unreadable", "Its parts are nested too deeply to be read.", way_out=_COPY
        )
    if "limit exceeded" in log or "huge" in log.casefold():
        raise UnreadableSource(
            "too_large", "One stretch of its text is longer than 10 MB.", way_out=_COPY
        )


def _decoded(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The page's text, by its mark, by what it says of itself, or as any text."""
    said = _CHARSET.search(data[:_HEAD])
    name = codec(said[1].decode("ascii", errors="replace")) if said else ""
    if name and name not in _PLAIN and not data.startswith((codecs.BOM_UTF8, b"\xff\xfe", b"\xfe")):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            return decoded(data)
        return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""), ()
    return decoded(data)
