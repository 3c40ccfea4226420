"""Word documents (.docx, .docm and their templates), read by our own walk of the XML.

Kept, each with its status: headings, list numbers, tables, text boxes, content controls,
charts, equations, tracked changes, hidden text, links, notes, comments, headers and footers,
and what pictures are said to show. Macros, fields' instructions and whatever lies outside
the file are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.blocks import Aside, Block, Document, Paragraph
from evidence.readers.interface import Attachment, Hints, Reading
from evidence.readers.limits import Limits
from evidence.readers.numbering import Numbering
from evidence.readers.packages import Package, cut_short
from evidence.readers.structure import assembled
from evidence.readers.wordasides import (
    answered,
    described,
    gone,
    last_id,
    whole,
    without_page,
)
from evidence.readers.wordchunks import chunk_blocks
from evidence.readers.worddrawings import embedded
from evidence.readers.wordembedded import taken_out
from evidence.readers.wordml import Element, Parts, R, W, local, value
from evidence.readers.wordstory import Story
from evidence.readers.wordstyles import styles_of
from evidence.segments import SpanStatus

_USUAL = "word/document.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_NOTES = {"f": ("footnotes", "note"), "e": ("endnotes", "endnote")}
_MOST_EMBEDDED = 100
_PROMPTS = frozenset({"bbPlcHdr", "placeholder"})


def read_word(data: bytes, hints: Hints) -> Reading:
    """Return what a Word document says.

    Raises:
        UnreadableSource: its text cannot be found, or there is none in it.
    """
    parts = Parts(Package(data, hints.limits))
    main, root = _main_part(parts)
    if root is None:
        raise UnreadableSource(
            "unreadable",
            "Its main part is missing or damaged.",
            way_out="Open and repair it in Word, save it, and ingest that.",
        )
    body = _body(root)
    document = _Word(parts, main, hints.limits).document(body)
    attached = tuple(_taken_out(parts, hints.limits))
    reading = assembled(replace(document, notices=parts.notices), hints)
    reading = replace(reading, attachments=attached)
    if attached:
        return reading
    if len(reading.segments) == len(document.pictures) and not reading.text.strip():
        if any(notice.code == "cut_short" for notice in reading.notices):
            raise cut_short()
        raise UnreadableSource(
            "no_text",
            "It holds no text.",
            way_out="If it holds pictures of text, ask for the document that they show.",
        )
    return reading


def _taken_out(parts: Parts, limits: Limits) -> Iterator[Attachment]:
    """The files embedded in the text; each is told of, whether it can be read or not."""
    names: set[str] = set()
    for count, (target, program) in enumerate(parts.embedded.items()):
        data = parts.content(target) if target and count < _MOST_EMBEDDED else None
        found = taken_out(data, target, program, most=limits.part_bytes) if data else None
        if found is not None:
            name = found.name if found.name not in names else f"{count} {found.name}"
            names.add(name)
            yield replace(found, name=name)
        parts.note(embedded(program, target, taken=name if found is not None else ""))


def _body(root: Element) -> Element:
    return next((child for child in root if local(child) == "body"), root)


def _main_part(parts: Parts) -> tuple[str, Element | None]:
    """The part with the document's body, wherever a damaged or odd package keeps it."""
    names = [t for kind, t in parts.relations("").values() if kind == "officeDocument" and t]
    names += sorted(n for n in parts.names() if re.fullmatch(r"word[/\\]document\d*\.xml", n))
    for name in (*dict.fromkeys(names), _USUAL):
        root = parts.xml(name)
        if root is not None:
            return name, root
    return _elsewhere(parts)


def _elsewhere(parts: Parts) -> tuple[str, Element | None]:
    """The main part by what it holds, where neither the package nor its name points to it."""
    for name in parts.names():
        if not name.casefold().endswith(".xml") or "glossary" in name.casefold():
            continue
        root = parts.xml(name)
        if root is not None and root.tag == f"{W}document":
            parts.note(
                Notice("main_part_guessed", f"Its main part was not where it should be: {name}.")
            )
            return name, root
    return _USUAL, None


class _Word:
    """One Word file, its parts found by their relations."""

    def __init__(self, parts: Parts, main: str, limits: Limits) -> None:
        self._parts = parts
        self._limits = limits
        self._relations = parts.relations(main)
        folder = main.rpartition("/")[0] or "word"
        self._folder = folder
        self._styles = styles_of(parts, self._name("styles"))
        self._numbering = Numbering(self._part("numbering"), self._styles.list_of)
        self._pictures: list[Aside] = []

    def document(self, body: Element) -> Document:
        """Return the document."""
        story = self._story(self._relations)
        story.chunk = self._chunk
        blocks = story.read(body)
        hung = story.hung
        notes = tuple(self._notes(story))
        furniture = tuple(self._furniture(body))
        comments = tuple(self._comments(hung.comments))
        self._building_blocks()
        return Document(
            "docx",
            _paged(blocks),
            comments=comments,
            notes=notes,
            furniture=furniture,
            pictures=described([*hung.pictures.values(), *self._pictures]),
            title=self._title(),
        )

    def _story(self, relations: dict[str, tuple[str, str]]) -> Story:
        return Story(self._parts, self._styles, self._numbering, relations)

    def _chunk(self, target: str) -> tuple[Block, ...] | None:
        data = self._parts.content(target)
        try:
            return chunk_blocks(data, self._nested) if data else None
        except UnreadableSource:
            return None

    def _nested(self, data: bytes) -> tuple[Block, ...]:
        """The blocks of a Word file within this one; what it holds within itself is not read."""
        parts = Parts(Package(data, self._limits))
        main, root = _main_part(parts)
        if root is None:
            raise UnreadableSource("unreadable", "A document within it cannot be read.")
        inner = _Word(parts, main, self._limits)
        story = inner._story(inner._relations)
        blocks = story.read(_body(root))
        hung = story.hung
        for notice in parts.notices:
            self._parts.note(notice)
        if hung.notes or hung.comments:
            self._parts.note(embedded("notes and comments", ""))
        return blocks

    def _name(self, kind: str) -> str:
        for found, target in self._relations.values():
            if found == kind:
                return target
        return f"{self._folder}/{kind}.xml"

    def _part(self, kind: str) -> Element | None:
        return self._parts.xml(self._name(kind))

    def _notes(self, story: Story) -> Iterator[Aside]:
        """The notes that the body refers to, in that order; those that were deleted as such."""
        hung = story.hung
        names = dict.fromkeys([*hung.notes, *hung.gone_notes])
        elements: dict[str, Element] = {}
        for letter in {name[0] for name in names}:
            root = self._part(_NOTES[letter][0])
            for note in root if root is not None else ():
                if value(note, "type") not in _SEPARATORS:
                    elements.setdefault(f"{letter}{value(note, 'id')}", note)
        counts = {"f": 0, "e": 0}
        live = set(hung.notes)
        for name in names:
            if name not in elements:
                continue
            counts[name[0]] += name in live
            aside = self._note(name, elements[name], story, counts[name[0]])
            if aside.text.strip() or aside.marks:
                yield aside if name in live else gone(aside, hung.gone_notes[name])

    def _note(self, name: str, element: Element, story: Story, count: int) -> Aside:
        part, word = _NOTES[name[0]]
        inner = self._story(self._parts.relations(self._name(part)))
        said = whole(inner.read(element))
        story.hung.comments += inner.hung.comments
        self._keep_pictures(inner, name)
        return Aside(name, said.text, f"{word} {count}", marks=said.marks)

    def _comments(self, anchored: list[str]) -> Iterator[Aside]:
        root = self._part("comments")
        elements = [c for c in root if local(c) == "comment"] if root is not None else []
        # One pass over the order of anchors: a document may hold ten thousand comments.
        order = {name: place for place, name in enumerate(dict.fromkeys(anchored))}
        elements.sort(key=lambda c: order.get(f"c{value(c, 'id')}", len(order)))
        counts = {last_id(comment): n for n, comment in enumerate(elements, start=1)}
        parents = self._answered() if len(elements) > 1 else {}
        relations = self._parts.relations(self._name("comments")) if elements else {}
        for count, comment in enumerate(elements, start=1):
            inner = self._story(relations)
            said = whole(inner.read(comment))
            name = f"c{value(comment, 'id')}"
            self._keep_pictures(inner, name)
            parent = parents.get(last_id(comment), "")
            to = counts.get(parent, 0) if parent else 0
            yield Aside(
                name,
                said.text.strip(),
                f"comment {count}, reply to comment {to}" if to else f"comment {count}",
                author=value(comment, "author"),
                at=value(comment, "date"),
                marks=said.marks,
            )

    def _answered(self) -> dict[str, str]:
        named = (t for kind, t in self._relations.values() if kind == "commentsExtended")
        target = next(named, "")
        return answered(self._parts, target) if target else {}

    def _furniture(self, body: Element) -> Iterator[Aside]:
        """Headers and footers, each wording once however many sections repeat it."""
        seen: set[str] = set()
        read: set[str] = set()
        for reference in body.iter(f"{W}headerReference", f"{W}footerReference"):
            kind, target = self._relations.get(reference.get(f"{R}id", ""), ("", ""))
            if kind not in {"header", "footer"} or target in read:
                continue
            read.add(target)
            root = self._parts.xml(target)
            if root is None:
                continue
            story = self._story(self._parts.relations(target))
            said = whole(story.read(root))
            self._keep_pictures(story, target)
            text = without_page(said.text)
            marks = tuple(mark for mark in said.marks if mark.status is not SpanStatus.LINK)
            if text not in seen or marks:
                yield Aside(f"{kind} {target}", "" if text in seen else text, kind, marks=marks)
                seen.add(text)

    def _keep_pictures(self, story: Story, where: str) -> None:
        for picture in story.hung.pictures.values():
            self._pictures.append(replace(picture, aside_id=f"{where} {picture.aside_id}"))

    def _building_blocks(self) -> None:
        """Say so where the file carries texts to be pasted, which are not part of what it says."""
        if not any(kind == "glossaryDocument" for kind, _ in self._relations.values()):
            return
        root = self._part("glossaryDocument")
        for block in root.iter(f"{W}docPart") if root is not None else ():
            types = {value(said) for said in block.iter(f"{W}type", f"{W}gallery")}
            if not types & _PROMPTS and any((t.text or "").strip() for t in block.iter(f"{W}t")):
                words = "Building blocks that it carries, for pasting, were not read."
                self._parts.note(Notice("building_blocks", words))
                return

    def _title(self) -> str:
        for kind, target in self._parts.relations("").values():
            if kind == "core-properties":
                root = self._parts.xml(target)
                title = root.find(_TITLE) if root is not None else None
                return " ".join((title.text or "").split()) if title is not None else ""
        return ""


def _paged(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give the first page its number too, where the file knows its pages."""
    if not any(isinstance(b, Paragraph) and b.page for b in blocks):
        return blocks
    return tuple(
        replace(b, page=1) if isinstance(b, Paragraph) and b.page is None else b for b in blocks
    )
