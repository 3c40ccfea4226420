"""WordprocessingML: its names, and its parts parsed without trust.

ECMA-376 Part 1; ISO Strict files name the same things by other namespaces, which are
translated before parsing. Nothing outside the package is followed: no DTD, no entities,
no network.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import cast

from lxml import etree

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.packages import Package

Element = etree._Element  # noqa: SLF001 - lxml gives its element class no public name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
VAL = f"{W}val"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

_STRICT = tuple(
    (
        f"http://purl.oclc.org/ooxml/{strict}".encode(),
        f"http://schemas.openxmlformats.org/{usual}".encode(),
    )
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("officeDocument/sharedTypes", "officeDocument/2006/sharedTypes"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("presentationml/main", "presentationml/2006/main"),
        ("spreadsheetml/main", "spreadsheetml/2006/main"),
    )
)
_ENTITY = b"<!ENTITY"
_WIDE_ENTITY = tuple("<!ENTITY".encode(name) for name in ("utf-16-le", "utf-16-be"))
_NO_MEMORY = etree.ErrorTypes.ERR_NO_MEMORY
_OFF = frozenset({"0", "false", "off", "none"})


class Parts:
    """The XML parts of an Office package, parsed when they are asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._odd: list[Notice] = []
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self.embedded: dict[str, str] = {}
        """The parts that hold files embedded in the text, and whose they are."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was odd about the parts that were read."""
        return (*self._package.notices, *self._odd)

    def note(self, notice: Notice) -> None:
        """Keep a notice, once."""
        if notice not in self._odd:
            self._odd.append(notice)

    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return self._package.names

    def xml(self, name: str) -> Element | None:
        """Return the root of a part, or None where there is no such part or nothing in it.

        Raises:
            UnreadableSource: it is too large, or declares entities.
        """
        data = self.content(name)
        return self.tree(name, data) if data is not None else None

    def tree(self, name: str, data: bytes) -> Element | None:
        """Return the root of a part whose bytes have been read.

        Raises:
            UnreadableSource: it declares entities, or is nested too deeply.
        """
        try:
            root, mended = parsed(data)
        except etree.XMLSyntaxError:
            self._left_out(name)
            return None
        if mended:
            self.note(
                Notice(
                    "mended_xml",
                    f"{name} is not well formed; it was read as far as it can be.",
                    name,
                )
            )
        return root

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None where there is no such part or nothing is left.

        Raises:
            UnreadableSource: it is encrypted or too large.
        """
        if name not in self._package:
            return None
        try:
            return self._package.read(name)
        except UnreadableSource as refusal:
            if refusal.code != "unreadable":
                raise
            self._left_out(name)
            return None

    def _left_out(self, name: str) -> None:
        self.note(Notice("unreadable_part", f"{name} cannot be read and was left out.", name))

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Return a part's relations: id -> (the last word of its type, the part it leads to).

        Relations that lead out of the package are left out: nothing external is followed.
        """
        if name not in self._relations:
            self._relations[name] = self._related(name)
        return self._relations[name]

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        folder, _, base = name.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found: dict[str, tuple[str, str]] = {}
        for relation in root.iter(f"{_RELATIONS}Relationship") if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            target = relation.get("Target", "")
            found[relation.get("Id", "")] = (kind, _place(folder, target))
        return found


def _place(folder: str, target: str) -> str:
    """The part that a relation of a part in a folder leads to."""
    if target[:1] in {"/", ""} or "." in target[:2] or "/." in target or "//" in target:
        whole = target if target.startswith("/") else posixpath.join("/", folder, target)
        return posixpath.normpath(whole).lstrip("/")
    return f"{folder}/{target}" if folder else target


def parsed(data: bytes) -> tuple[Element, bool]:
    """Return the root of an XML document, and whether it had to be mended to be read.

    Raises:
        UnreadableSource: it declares entities, as no Office program does, is nested too
            deeply, or holds a text of more than 10 MB in one piece.
        MemoryError: it takes more memory than there may be.
        lxml.etree.XMLSyntaxError: it cannot be read even then.
    """
    wide = b"\x00" in data[:8]
    if _ENTITY in data or (wide and any(mark in data for mark in _WIDE_ENTITY)):
        raise UnreadableSource(
            "unsafe",
            "It declares entities, which no office program writes and an attack does.",
            way_out="Ask the sender for the document, saved anew.",
        )
    if b"purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    try:
        return _root(data, recover=False), False
    except etree.XMLSyntaxError as error:
        _refuse_what_mending_would_hide(error)
        mended = cast("Element | None", _root(data, recover=True))
        if mended is None:  # lxml's stubs do not say so: nothing was left to mend
            raise
        return mended, True


def _root(data: bytes, *, recover: bool) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        recover=recover,
    )
    return etree.fromstring(data, parser)


def _refuse_what_mending_would_hide(error: etree.XMLSyntaxError) -> None:
    """Refuse what libxml2 calls a syntax error and is a limit: mended, it would be cut off."""
    if getattr(error, "code", None) == _NO_MEMORY:
        raise MemoryError from error
    if "Excessive depth" in str(error):
        raise _beyond("unreadable", "Its parts are nested too deeply to be read.") from error
    if "huge" in str(error).casefold():
        raise _beyond("too_large", "One stretch of its text is longer than 10 MB.") from error


def _beyond(code: str, message: str) -> UnreadableSource:
    return UnreadableSource(
        code, message, way_out="Copy its text into a new document and ingest that."
    )


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" for what is no element."""
    tag: object = element.tag  # an entity's is a function, whatever lxml's stubs say
    return tag[tag.find("}") + 1 :] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str:
    """Return a w: attribute, or "" where the element or the attribute is missing."""
    if element is None:
        return ""
    whole = VAL if name == "val" else f"{W}{name}"
    return element.get(whole) or element.get(name) or ""


def is_on(element: Element | None) -> bool:
    """Whether an on/off property is there and not switched off (ECMA-376 17.17.4)."""
    return element is not None and value(element).casefold() not in _OFF


def number(text: str, otherwise: int = 0) -> int:
    """Return a whole number that a file writes, or another where it does not."""
    try:
        return int(text)
    except ValueError:
        return otherwise


def chosen(alternate: Element) -> Iterator[Element]:
    """Yield the children of the one branch of mc:AlternateContent that is to be read.

    The choice where it holds anything, else the fallback: never both, since they say the same.
    """
    branches = [*alternate.iterchildren(f"{MC}Choice"), *alternate.iterchildren(f"{MC}Fallback")]
    for branch in branches:
        if any(True for _ in branch.iter(f"{W}t", f"{A}t", f"{V}textpath")):
            yield from branch
            return
    if branches:
        yield from branches[0]
