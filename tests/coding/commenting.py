"""A person in Word: comments, answers, tracked changes and edits, in the file's own XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

Element = Any
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
W = f"{{{_SPACE}}}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT, _COMMENTS = "word/document.xml", "word/comments.xml"
_EXTENDED = "word/commentsExtended.xml"


class Person:
    """Somebody with a coding document open; nothing is written before `save`."""

    def __init__(self, path: Path, author: str = "J Marsh") -> None:
        self.path = path
        self.author = author
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts[_DOCUMENT])
        self.comments = etree.fromstring(self.parts[_COMMENTS])
        self.threads = etree.fromstring(self.parts[_EXTENDED])

    def save(self, path: Path | None = None) -> Path:
        """Write the document."""
        self.parts[_DOCUMENT] = etree.tostring(self.body)
        self.parts[_COMMENTS] = etree.tostring(self.comments)
        if _EXTENDED in self.parts:
            self.parts[_EXTENDED] = etree.tostring(self.threads)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for name, data in self.parts.items():
                archive.writestr(name, data)
        (path or self.path).write_bytes(held.getvalue())
        return path or self.path

    def paragraphs(self, style: str = "Passage") -> list[Element]:
        """Return the paragraphs of a style."""
        found = self.body.iter(f"{W}p")
        return [p for p in found if p.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None]

    def passage(self, words: str) -> Element:
        """Return the one passage that has the words."""
        [found] = [p for p in self.paragraphs() if words in text_of(p)]
        return found

    def mark(self, words: str, comment: str, author: str = "") -> str:
        """Select words of one passage, and comment on them."""
        paragraph = self.passage(words)
        start = text_of(paragraph).index(words)
        return self.mark_at(paragraph, start, start + len(words), comment, author)

    def mark_at(
        self, paragraph: Element, start: int, end: int, comment: str, author: str = ""
    ) -> str:
        """Select code points of a paragraph, and comment on them."""
        name = self._comment(comment, author or self.author)
        first = self._cut(paragraph, start)
        paragraph.insert(first, _element("commentRangeStart", id=name))
        last = self._cut(paragraph, end, after=True)
        self._anchor(paragraph, last, name)
        return name

    def mark_across(self, first: str, last: str, comment: str) -> str:
        """Select from some words of one passage to some words of another."""
        name = self._comment(comment, self.author)
        one, other = self.passage(first), self.passage(last)
        at = self._cut(one, text_of(one).index(first))
        one.insert(at, _element("commentRangeStart", id=name))
        end = self._cut(other, text_of(other).index(last) + len(last), after=True)
        self._anchor(other, end, name)
        return name

    def point(self, words: str, comment: str, style: str = "Passage") -> str:
        """Comment without having selected anything."""
        name = self._comment(comment, self.author)
        [paragraph] = [p for p in self.paragraphs(style) if words in text_of(p)]
        at = self._cut(paragraph, text_of(paragraph).index(words) + 1)
        paragraph.insert(at, _reference(name))
        return name

    def reply(self, to: str, said: str, author: str = "") -> str:
        """Answer a comment, named by words in it."""
        above = self.comment(to)
        name = self._comment(said, author or self.author, under=_last(above))
        number = above.get(f"{W}id")
        start = next(m for m in self.body.iter(f"{W}commentRangeStart") if _named(m, number))
        start.addnext(_element("commentRangeStart", id=name))
        end = next(r for r in self.body.iter(f"{W}commentReference") if _named(r, number))
        end.getparent().addnext(_reference(name))
        end.getparent().addnext(_element("commentRangeEnd", id=name))
        return name

    def resolve(self, to: str) -> None:
        """Resolve a thread."""
        last = _last(self.comment(to))
        [thread] = [t for t in self.threads if t.get(f"{_W15}paraId") == last]
        thread.set(f"{_W15}done", "1")

    def comment(self, words: str) -> Element:
        """Return the one comment that has the words."""
        [found] = [c for c in self.comments if words in text_of(c)]
        return found

    def reword(self, was: str, now: str) -> None:
        """Change the words of a comment."""
        for text in self.comment(was).iter(f"{W}t"):
            text.text = (text.text or "").replace(was, now)

    def delete(self, words: str) -> None:
        """Delete a comment."""
        comment = self.comment(words)
        number = comment.get(f"{W}id")
        self.comments.remove(comment)
        for mark in list(self.body.iter()):
            if str(mark.tag).startswith(f"{W}comment") and mark.get(f"{W}id") == number:
                mark.getparent().remove(mark)

    def overtype(self, was: str, now: str) -> None:
        """Change words of the text, untracked."""
        for text in self.body.iter(f"{W}t"):
            text.text = (text.text or "").replace(was, now)

    def insert_tracked(self, after: str, typed: str, comment: str = "") -> None:
        """Type words into a passage with changes tracked, and comment on just these."""
        paragraph = self.passage(after)
        at = self._cut(paragraph, text_of(paragraph).index(after) + len(after))
        inserted = _element("ins", id="900", author=self.author, date="2026-01-06T09:00:00Z")
        inserted.append(_run(typed))
        paragraph.insert(at, inserted)
        if comment:
            name = self._comment(comment, self.author)
            paragraph.insert(at, _element("commentRangeStart", id=name))
            self._anchor(paragraph, at + 2, name)

    def delete_tracked(self, words: str) -> None:
        """Delete words of a passage with changes tracked."""
        paragraph = self.passage(words)
        start = text_of(paragraph).index(words)
        first = self._cut(paragraph, start)
        last = self._cut(paragraph, start + len(words), after=True)
        gone = _element("del", id="901", author=self.author, date="2026-01-06T09:00:00Z")
        for child in list(paragraph)[first:last]:
            for text in child.iter(f"{W}t"):
                text.tag = f"{W}delText"
            gone.append(child)
        paragraph.insert(first, gone)

    def split(self, after: str) -> None:
        """Press Enter after some words of a passage."""
        paragraph = self.passage(after)
        at = self._cut(paragraph, text_of(paragraph).index(after) + len(after))
        other = _element("p")
        paragraph.addnext(other)
        for child in list(paragraph)[at:]:
            other.append(child)

    def join(self, first: str, second: str) -> None:
        """Press Delete until a passage goes on in the paragraph of another."""
        one, other = self.passage(first), self.passage(second)
        while (between := one.getnext()) is not other:
            between.getparent().remove(between)
        for child in list(other):
            if child.tag != f"{W}pPr":
                one.append(child)
        other.getparent().remove(other)

    def wrap(self, run: Element) -> None:
        """Put a run into a content control, as Google Docs does."""
        control, content = _element("sdt"), _element("sdtContent")
        run.addprevious(control)
        control.append(content)
        content.append(run)

    def strip(self, *kinds: str) -> None:
        """Take every element of some kinds out, as a program does that does not know them."""
        for kind in kinds:
            for mark in list(self.body.iter(f"{W}{kind}")):
                mark.getparent().remove(mark)

    def forget(self, kept: Callable[[str], bool]) -> None:
        """Drop parts of the package, as a program does that does not know them."""
        self.parts = {name: data for name, data in self.parts.items() if kept(name)}

    def _comment(self, said: str, author: str, under: str = "") -> str:
        name = str(1 + max((int(c.get(f"{W}id")) for c in self.comments), default=-1))
        comment = _element("comment", id=name, author=author, date="2026-01-06T09:00:00Z")
        lines = said.split("\n")
        for place, line in enumerate(lines):
            paragraph = etree.SubElement(comment, f"{W}p")
            if place == len(lines) - 1:
                paragraph.set(f"{_W14}paraId", f"{0x20000000 + int(name):08X}")
            paragraph.append(_run(line))
        self.comments.append(comment)
        thread = etree.SubElement(self.threads, f"{_W15}commentEx")
        thread.set(f"{_W15}paraId", _last(comment))
        thread.set(f"{_W15}done", "0")
        if under:
            thread.set(f"{_W15}paraIdParent", under)
        return name

    def _anchor(self, paragraph: Element, at: int, name: str) -> None:
        paragraph.insert(at, _reference(name))
        paragraph.insert(at, _element("commentRangeEnd", id=name))

    def _cut(self, paragraph: Element, offset: int, *, after: bool = False) -> int:
        """Cut the runs at a code point of the paragraph; return where to put something there."""
        done = 0
        for place, child in enumerate(list(paragraph)):
            length = len(_letters(child))
            if done == offset and length and not after:
                return place
            if done + length == offset and length and after:
                return place + 1
            if done < offset < done + length:
                self._split(paragraph, child, place, offset - done)
                return place + 1
            done += length
        return len(paragraph)

    def _split(self, paragraph: Element, child: Element, place: int, at: int) -> None:
        other = etree.fromstring(etree.tostring(child))
        letters = _letters(child)
        for run, words in ((child, letters[:at]), (other, letters[at:])):
            for inside in list(run):
                if inside.tag != f"{W}rPr":
                    run.remove(inside)
            for piece in _run(words):
                run.append(piece)
        paragraph.insert(place + 1, other)


def text_of(element: Element) -> str:
    """Return the letters of an element as a person sees them, line breaks and tabs included."""
    return "".join(_letters(run) for run in element.iter(f"{W}r"))


def _letters(element: Element) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    kinds = (f"{W}t", *signs)
    inside = (e for e in element.iter(*kinds) if e.getparent().tag == f"{W}r")
    return "".join(signs.get(e.tag) or e.text or "" for e in inside)


def _named(mark: Element, number: str) -> bool:
    return bool(mark.get(f"{W}id") == number)


def _last(comment: Element) -> str:
    return str(list(comment.iter(f"{W}p"))[-1].get(f"{_W14}paraId"))


def _element(name: str, **attributes: str) -> Element:
    made = etree.Element(f"{W}{name}")
    for key, value in attributes.items():
        made.set(f"{W}{key}", value)
    return made


def _run(words: str) -> Element:
    run = etree.Element(f"{W}r")
    held = ""
    for sign in (*words, ""):
        if sign in {"\n", "\t", ""}:
            if held:
                text = etree.SubElement(run, f"{W}t")
                text.text, held = held, ""
                text.set(_XML_SPACE, "preserve")
            if sign:
                etree.SubElement(run, f"{W}{'br' if sign == chr(10) else 'tab'}")
        else:
            held += sign
    return run


def _reference(name: str) -> Element:
    run = etree.Element(f"{W}r")
    run.append(_element("commentReference", id=name))
    return run
