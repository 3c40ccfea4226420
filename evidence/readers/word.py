"""Word documents (.docx, .docm and their templates), read by our own walk of the XML.

Kept, each with its status: headings, list numbers, tables, text boxes, content controls,
tracked changes, hidden text, links, notes, comments, headers and footers. Macros, fields'
instructions and whatever lies outside the file are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.errors import UnreadableSource
from evidence.readers.blocks import Aside, Block, Document, Paragraph, joined, paragraphs_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.numbering import Numbering
from evidence.readers.packages import Package
from evidence.readers.structure import assembled
from evidence.readers.wordml import Element, Parts, R, W, local, value
from evidence.readers.wordstory import Story
from evidence.readers.wordstyles import Styles

_USUAL = "word/document.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PAGE_WORDS = re.compile(
    r"\s*\|?\s*\bpage\s*(?:\d+\s*)?(?:(?:of|/)\s*(?:\d+)?)?\s*$", re.IGNORECASE
)
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_word(data: bytes, hints: Hints) -> Reading:
    """Return what a Word document says.

    Raises:
        UnreadableSource: its text cannot be found, or there is none in it.
    """
    parts = Parts(Package(data, hints.limits))
    main = _main_part(parts)
    root = parts.xml(main)
    body = (
        next((child for child in root if local(child) == "body"), None)
        if root is not None
        else None
    )
    if root is None:
        raise UnreadableSource(
            "unreadable",
            "Its main part is missing or damaged.",
            way_out="Open and repair it in Word, save it, and ingest that.",
        )
    document = _Word(parts, main).document(body if body is not None else root)
    reading = assembled(document, hints)
    if not reading.segments and not reading.text.strip():
        raise UnreadableSource(
            "no_text",
            "It holds no text.",
            way_out="If it holds pictures of text, ask for the document that they show.",
        )
    return reading


def _main_part(parts: Parts) -> str:
    """The part with the document's body, by the package's relations or else by its usual name."""
    for kind, target in parts.relations("").values():
        if kind == "officeDocument" and target:
            return target
    named = [
        n for n in parts.names() if re.fullmatch(r"word/document\d*\.xml", n.replace("\\", "/"))
    ]
    return named[0] if named else _USUAL


class _Word:
    """One Word file, its parts found by their relations."""

    def __init__(self, parts: Parts, main: str) -> None:
        self._parts = parts
        self._relations = parts.relations(main)
        folder = main.rpartition("/")[0] or "word"
        self._folder = folder
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles.lists())

    def document(self, body: Element) -> Document:
        """Return the document."""
        story = self._story(self._relations)
        blocks = story.read(body)
        notes = tuple(self._notes(story))
        furniture = tuple(self._furniture(body))
        comments = tuple(self._comments(story.comments))
        return Document(
            "docx",
            _paged(blocks),
            comments=comments,
            notes=notes,
            furniture=furniture,
            title=self._title(),
            notices=self._parts.notices,
        )

    def _story(self, relations: dict[str, tuple[str, str]]) -> Story:
        return Story(self._parts, self._styles, self._numbering, relations)

    def _name(self, kind: str) -> str:
        for found, target in self._relations.values():
            if found == kind:
                return target
        return f"{self._folder}/{kind}.xml"

    def _part(self, kind: str) -> Element | None:
        return self._parts.xml(self._name(kind))

    def _notes(self, story: Story) -> Iterator[Aside]:
        """The notes that the body refers to, in that order."""
        elements: dict[str, Element] = {}
        for kind, letter in (("footnotes", "f"), ("endnotes", "e")):
            root = self._part(kind)
            for note in root if root is not None else ():
                if value(note, "type") not in _SEPARATORS and local(note) in {
                    "footnote",
                    "endnote",
                }:
                    elements.setdefault(f"{letter}{value(note, 'id')}", note)
        counts = {"f": 0, "e": 0}
        for name in dict.fromkeys(story.notes):
            if name not in elements:
                continue
            counts[name[0]] += 1
            inner = self._story(
                self._parts.relations(self._name("footnotes" if name[0] == "f" else "endnotes"))
            )
            whole = _whole(inner.read(elements[name]))
            story.comments += inner.comments
            if whole.text.strip():
                word = "note" if name[0] == "f" else "endnote"
                yield Aside(name, whole.text, f"{word} {counts[name[0]]}", marks=whole.marks)

    def _comments(self, anchored: list[str]) -> Iterator[Aside]:
        root = self._part("comments")
        elements = [c for c in root if local(c) == "comment"] if root is not None else []
        # One pass over the order of anchors: a document may hold ten thousand comments.
        order = {name: place for place, name in enumerate(dict.fromkeys(anchored))}
        elements.sort(key=lambda c: order.get(f"c{value(c, 'id')}", len(order)))
        for count, comment in enumerate(elements, start=1):
            whole = _whole(self._story({}).read(comment))
            if whole.text.strip():
                yield Aside(
                    f"c{value(comment, 'id')}",
                    whole.text.strip(),
                    f"comment {count}",
                    author=value(comment, "author"),
                    at=value(comment, "date"),
                )

    def _furniture(self, body: Element) -> Iterator[Aside]:
        """Headers and footers, each wording once however many sections repeat it."""
        seen: set[str] = set()
        for reference in body.iter(f"{W}headerReference", f"{W}footerReference"):
            kind, target = self._relations.get(reference.get(f"{R}id", ""), ("", ""))
            root = self._parts.xml(target) if kind in {"header", "footer"} else None
            if root is None:
                continue
            blocks = self._story(self._parts.relations(target)).read(root)
            text = _PAGE_WORDS.sub("", " ".join(_whole(blocks).text.split())).strip(" |,-\u2013")
            if text and text not in seen:
                seen.add(text)
                yield Aside(f"{kind} {target}", text, kind)

    def _title(self) -> str:
        for kind, target in self._parts.relations("").values():
            if kind == "core-properties":
                root = self._parts.xml(target)
                title = root.find(_TITLE) if root is not None else None
                return " ".join((title.text or "").split()) if title is not None else ""
        return ""


def _whole(blocks: tuple[Block, ...]) -> Paragraph:
    return joined(tuple(p for block in blocks for p in paragraphs_of(block)), "\n")


def _paged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give the first page its number too, where the file knows its pages."""
    if not any(isinstance(b, Paragraph) and b.page for b in blocks):
        return blocks
    return tuple(
        replace(b, page=1) if isinstance(b, Paragraph) and b.page is None else b for b in blocks
    )
