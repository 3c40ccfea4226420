"""A paragraph as the pieces in which an editor changes it: words, numbers, atoms.

A word, a number, a space or a punctuation mark is a piece; so is whatever cannot be cut:
a field with its result, a content control, a drawing, a formula, a reference to a note.
The edges of controls and the borders of digits always end a piece.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from evidence.readers.wordml import Element, M, W
from evidence.readers.wordml import R as RELATION
from report_builder.word.revisions.names import (
    BOX,
    DRAWN,
    FIELD_CHARACTER,
    HYPERLINK,
    INSTRUCTION,
    MATH,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    R,
    T,
)

_WORDS = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*|\s+|.", re.DOTALL)
NUMBER = re.compile(r"[\d.,%()\s/–-]*\d[\d.,%()\s/–-]*")
_CARRIERS = frozenset({HYPERLINK, f"{W}smartTag", f"{W}customXml", f"{W}dir", f"{W}bdo"})
_MARKERS = frozenset(
    f"{W}{name}"
    for name in (
        "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
        "permStart", "permEnd", "commentReference", "annotationRef", "lastRenderedPageBreak",
    )
)  # fmt: skip
NOTES = frozenset({f"{W}footnoteReference", f"{W}endnoteReference"})
_SEEN = (
    T, f"{W}tab", f"{W}br", f"{W}cr", f"{W}sym", f"{W}noBreakHyphen", f"{W}softHyphen",
    f"{W}ptab", INSTRUCTION, *DRAWN, *NOTES, *MATH,
)  # fmt: skip
_TEXTS = frozenset({T, INSTRUCTION})
_VOLATILE = re.compile(
    rb' (?:xmlns:\w+|w:rsid\w*|w14:\w+Id|w:id|wp14:\w+|id|o:spid|o:gfxdata|spid|w:rsid)="[^"]*"'
)
_RELATED = re.compile(rb' r:(\w+)="([^"]*)"')

Meaning = Callable[[str], str]
"""What a relation's id leads to, told in the same words for two files."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """What is compared (`key`), and the elements it stands for.

    `run` is the run it lies in, None for what stands beside runs; `carrier` the link or
    tag around it. A marker (bookmark, edge of a comment) has no key: it is not compared.
    """

    key: str
    nodes: tuple[Element, ...]
    run: Element | None = None
    carrier: Element | None = None
    text: str = ""

    @property
    def marker(self) -> bool:
        """Whether it takes no room in the text."""
        return not self.key


def pieces_of(paragraph: Element, meaning: Meaning) -> list[Piece]:
    """Return a paragraph's pieces, in order."""
    return list(_pieces([c for c in paragraph if c.tag != PPR], None, meaning))


def _pieces(children: list[Element], carrier: Element | None, meaning: Meaning) -> Iterator[Piece]:
    at = 0
    while at < len(children):
        child = children[at]
        length = _field(children, at)
        if length > 1:
            nodes = tuple(children[at : at + length])
            yield _atom("field", nodes, carrier, meaning)
            at += length
            continue
        at += 1
        if child.tag == R:
            yield from _of_run(child, carrier, meaning)
        elif child.tag in _CARRIERS and carrier is None:
            yield from _pieces(list(child), child, meaning)
        elif inside := _idle_control(child):
            yield from _pieces(inside, carrier, meaning)
        elif child.tag in _MARKERS:
            yield Piece("", (child,), None, carrier)
        else:
            yield _atom(str(child.tag), (child,), carrier, meaning)


def _idle_control(control: Element) -> list[Element]:
    """What is in a control of the kind that Google Docs puts around most runs."""
    tag = control.find(f"{W}sdtPr/{W}tag") if control.tag == SDT else None
    if tag is None or not tag.get(f"{W}val", "").startswith("goog_rdk"):
        return []
    return [child for content in control.iterchildren(SDT_CONTENT) for child in content]


def _field(children: list[Element], at: int) -> int:
    """How many siblings make up the whole field that begins here; 0 where none does."""
    first = children[at].find(FIELD_CHARACTER) if children[at].tag == R else None
    if first is None or first.get(f"{W}fldCharType") != "begin":
        return 0
    depth = 0
    for end in range(at, len(children)):
        for mark in children[end].iter(FIELD_CHARACTER):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
        if depth == 0:
            return end - at + 1
    return 0


def _of_run(run: Element, carrier: Element | None, meaning: Meaning) -> Iterator[Piece]:
    for child in run:
        if child.tag == RPR:
            continue
        if child.tag == T:
            for word in _WORDS.findall(child.text or ""):
                yield Piece(word, (child,), run, carrier, word)
        elif child.tag in _MARKERS:
            yield Piece("", (child,), run, carrier)
        elif child.tag in NOTES:
            yield Piece(f"\x00{child.tag}", (child,), run, carrier)
        else:
            yield Piece(f"\x00{printed(_frame(child), meaning)}", (child,), run, carrier)


def _frame(drawn: Element) -> Element:
    """A drawing without the text in its boxes, which is compared by itself."""
    if next(drawn.iter(BOX), None) is None:
        return drawn
    frame = deepcopy(drawn)
    for box in list(frame.iter(BOX)):
        box[:] = []
    return frame


def _atom(
    kind: str, nodes: tuple[Element, ...], carrier: Element | None, meaning: Meaning
) -> Piece:
    text = "".join(t.text or "" for node in nodes for t in node.iter(T))
    key = "\x01".join(signature(node, meaning) for node in nodes)
    if kind.startswith(M):
        key = printed(nodes[0], meaning)
    if kind == SDT and _WORDS.fullmatch(text) and text.strip():
        # A number that lost its control on the way is still that number.
        return Piece(text, nodes, None, carrier, text)
    return Piece(f"\x00{kind}{key}", nodes, None, carrier, text)


def signature(block: Element, meaning: Meaning) -> str:
    """Return what a reader sees of a paragraph, table or control, form left aside."""
    return "".join(_seen(element, meaning) for element in block.iter(*_SEEN))


def _seen(element: Element, meaning: Meaning) -> str:
    tag = str(element.tag)
    if tag in _TEXTS:
        return element.text or ""
    if tag == f"{W}tab":
        parent = element.getparent()
        return "\t" if parent is not None and parent.tag == R else ""
    if tag in NOTES:
        return meaning(f"{tag}{element.get(f'{W}id')}")
    if tag in DRAWN or tag in MATH:
        return f"\x00{printed(element, meaning)}"
    return f"\x00{tag}{element.get(f'{W}type', '')}{element.get(f'{W}char', '')}"


def printed(element: Element, meaning: Meaning) -> str:
    """Return a digest of an element that is the same in two files that show the same."""
    if len(element) == 0 and not element.text:
        return f"{element.tag}{sorted(element.items())}"
    written = etree.tostring(element, with_tail=False)

    def said(match: re.Match[bytes]) -> bytes:
        return b" r:" + match[1] + b"=" + meaning(match[2].decode()).encode()

    plain = _VOLATILE.sub(b"", _RELATED.sub(said, written))
    return hashlib.sha256(plain).hexdigest()[:16]


def bare(block: Element) -> bytes:
    """Return a block's XML without identities; equal ones need no closer look."""
    return _VOLATILE.sub(b"", etree.tostring(block, with_tail=False))


def form(properties: Element | None, without: Iterable[str] = ()) -> bytes:
    """Return formatting as it compares: without identities and languages."""
    if properties is None:
        return b""
    left_out = {f"{W}lang", f"{W}noProof", *without}
    parts = [
        _VOLATILE.sub(b"", etree.tostring(child, with_tail=False))
        for child in properties
        if child.tag not in left_out
    ]
    return b"".join(parts)


def relation_ids(element: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield every attribute that leads to another part: its element, name and id."""
    for part in element.iter():
        for name, value in part.items():
            if str(name).startswith(RELATION):
                yield part, str(name), str(value)
