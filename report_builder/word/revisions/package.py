"""A Word file that came back: read under limits, and written with only some parts replaced.

Parts that nobody touched keep their bytes, so that an editor's pictures, styles and
settings stay as they were. ISO Strict files are translated as a whole when they are opened,
since one package must not hold two vocabularies.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.compounds import SIGNATURE, kind_of
from evidence.readers.limits import Limits
from evidence.readers.packages import Package
from evidence.readers.wordml import Element, Parts

_BEFORE_2007 = {
    "doc": "a Word document of before 2007 (.doc)",
    "xls": "an Excel workbook of before 2007 (.xls)",
    "ppt": "a PowerPoint file of before 2007 (.ppt)",
    "msg": "an Outlook message",
}
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/([\w/]+)")
_HYPHENATED = (
    (b"extendedProperties", b"extended-properties"),
    (b"customProperties", b"custom-properties"),
)
_CONFORMANCE = re.compile(rb"\s[\w]+:conformance=\"strict\"")
_COMMENTS = re.compile(r"(^|/)comments\d*\.xml$", re.IGNORECASE)
"""Comments that the document does not lead to (a glossary's, a damaged file's) are comments too."""
_HEAD = 16_384
"""Bytes within which a part has declared its namespaces."""
_XML = (".xml", ".rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)
STORIES = ("footnotes", "endnotes", "header", "footer", "comments")
"""The relations of a document whose parts hold text of their own."""


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text; its kind is "document" or the word of its relation, "header"."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Relation:
    """Where an id in a part leads: the type's address, and a part or, if external, an address."""

    kind: str
    target: str
    external: bool


class WordFile:
    """The parts of a .docx as they came, and those that were replaced since.

    Raises:
        UnreadableSource: it is no Word file, is locked, unsafe or too large.
    """

    def __init__(self, data: bytes, limits: Limits | None = None) -> None:
        allowed = limits or Limits()
        if data.startswith(SIGNATURE):
            raise _no_package(kind_of(data, most=allowed.part_bytes))
        self._package = Package(data, allowed)
        self._changed: dict[str, bytes] = {}
        self._parts = Parts(self._package)
        self._spare: dict[str, Element] = {}
        self._inflated: dict[str, bytes] = {}
        self._related: dict[str, dict[str, Relation]] = {}
        self.document = _document(self._parts)
        self.names = tuple(name for name in self._package.names if not name.endswith("/"))
        self._translate()
        self._spare = {self.document: self.trees(self.document)}

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was odd about the parts that were read."""
        return self._parts.notices

    def _translate(self) -> None:
        if _STRICT not in self.content("_rels/.rels") + self.content(self.document)[:_HEAD]:
            return
        for name in self.names:
            if name.casefold().endswith(_XML):
                written = self.content(name)
                if _STRICT in written:
                    self._changed[name] = transitional(written)

    def __contains__(self, name: str) -> bool:
        return name in self._changed or name in self._package

    def content(self, name: str) -> bytes:
        """Return a part's bytes as they are now; b"" where there is no such part."""
        if name in self._changed:
            return self._changed[name]
        if name not in self._inflated:
            self._inflated[name] = self._parts.content(name) or b""
        return self._inflated[name]

    def trees(self, name: str) -> Element:
        """Return a fresh tree of a part, to be changed at will.

        Raises:
            UnreadableSource: nothing of it can be read, or it declares entities.
        """
        spare = self._spare.pop(name, None)
        if spare is not None:
            return spare
        root = self._parts.tree(name, self.content(name))
        if root is None:
            raise UnreadableSource(
                "unreadable",
                f"Its part {name} cannot be read.",
                way_out="Open and repair it in Word, save it, and use that file.",
            )
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relations within the file: id -> (kind, part)."""
        return self._parts.relations(name)

    def related_from(self, name: str) -> dict[str, Relation]:
        """Return all of a part's relations by id, those that lead out of the file too."""
        if name not in self._related:
            self._related[name] = self._relations_of(name)
        return dict(self._related[name])

    def _relations_of(self, name: str) -> dict[str, Relation]:
        where = relations_part(name)
        found: dict[str, Relation] = {}
        for child in self.trees(where) if where in self else ():
            target, external = child.get("Target", ""), child.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(
                    posixpath.join("/", posixpath.dirname(name), target)
                ).lstrip("/")
            found[child.get("Id", "")] = Relation(child.get("Type", ""), target, external)
        return found

    def stories(self) -> tuple[Story, ...]:
        """The parts with text, in a settled order: the document, then notes, headers, comments."""
        found = [Story("document", self.document)]
        related = sorted(set(self.relations(self.document).values()))
        for kind in STORIES:
            found += [Story(kind, part) for said, part in related if said == kind and part in self]
        parts = {story.part.casefold() for story in found}
        found += [
            Story("comments", name)
            for name in self.names
            if _COMMENTS.search(name) and name.casefold() not in parts
        ]
        return tuple(found)

    def related(self, kind: str) -> str:
        """Return the first part to which the document is related in this way; "" if none."""
        parts = sorted(p for said, p in self.relations(self.document).values() if said == kind)
        return next((part for part in parts if part in self), "")

    def replaced(self, parts: Mapping[str, bytes]) -> WordFile:
        """Return this file with some parts replaced or added."""
        other = WordFile.__new__(WordFile)
        other._package, other._parts = self._package, Parts(self._package)  # noqa: SLF001
        other._changed = {**self._changed, **parts}  # noqa: SLF001 - its own class
        other.document, other._spare = self.document, {}  # noqa: SLF001
        other._related = {}  # noqa: SLF001
        other._inflated = self._inflated  # noqa: SLF001 - parts as they came do not change
        new = [name for name in parts if name not in self]
        other.names = (*self.names, *new)
        return other

    def save(self) -> bytes:
        """Return the file: the same parts give the same bytes, whenever it is saved."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in self.names:
                info = zipfile.ZipInfo(name, _EPOCH)
                packed = not name.casefold().endswith((".png", ".jpeg", ".jpg", ".gif"))
                info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
                target.writestr(info, self.content(name))
        return out.getvalue()


def relations_part(name: str) -> str:
    """Return the part that says where the ids in a part lead."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _document(parts: Parts) -> str:
    """The main part; a file that has lost its relations is opened by its usual name."""
    for kind, part in parts.relations("").values():
        if kind == "officeDocument" and part in parts.names():
            return part
    if "word/document.xml" in parts.names():
        return "word/document.xml"
    raise UnreadableSource(
        "unsupported",
        "It is not a Word document: it has no main text.",
        way_out="Give the .docx that was sent back, saved as a Word document.",
    )


def _no_package(kind: str) -> UnreadableSource:
    """The refusal of a file that is no .docx inside, whatever it is called."""
    called = _BEFORE_2007.get(kind, "not a Word document")
    return UnreadableSource(
        "unsupported",
        f"It is {called}, whatever its name says.",
        way_out="Open it in Word, save it as a Word document (.docx), and give that file.",
    )


def transitional(written: bytes) -> bytes:
    """Return an XML part of an ISO Strict file in the names that Word usually writes."""

    def named(match: re.Match[bytes]) -> bytes:
        rest = match[2]
        for strict, usual in _HYPHENATED:
            rest = rest.replace(strict, usual)
        return b"http://schemas.openxmlformats.org/" + match[1] + b"/2006/" + rest

    return _CONFORMANCE.sub(b"", _STRICT_NAME.sub(named, written))


def serialised(root: Element) -> bytes:
    """Return a part's bytes as Word writes them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
