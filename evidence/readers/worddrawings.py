"""The words within drawings in Word: shapes, diagrams, charts, word art, and what describes them.

What a text box holds are blocks like any others, which the story reads itself; here is what
stands there in other languages than Word's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from evidence.notices import Notice
from evidence.readers.blocks import Block, Paragraph
from evidence.readers.wordcharts import chart_blocks
from evidence.readers.wordml import A, Element, Parts, R, chosen, local

BOXES = frozenset({"txbxContent"})
_WORDED = BOXES | {"txBody", "relIds", "OLEObject", "textpath", "chart"}


def worded(element: Element) -> Iterator[Element]:
    """The parts of a drawing that hold words, outermost first, each alternative once."""
    name = local(element)
    if name in _WORDED:
        yield element
    elif name == "AlternateContent":
        for branch in chosen(element):
            yield from worded(branch)
    else:
        for child in element:
            yield from worded(child)


def descriptions(drawn: Element) -> Iterator[str]:
    """What a drawing's author wrote to describe it (its alternative text), each wording once."""
    said: dict[str, None] = {}
    for element in (drawn, *_inside(drawn)):
        name = local(element)
        if name in {"docPr", "cNvPr"}:
            said[element.get("descr") or element.get("title") or ""] = None
        elif name in {"shape", "rect", "group", "oval", "roundrect"}:
            said[element.get("alt") or ""] = None
    return (" ".join(words.split()) for words in said if words.strip())


def _inside(element: Element) -> Iterator[Element]:
    """Everything within a drawing but the blocks of its text boxes."""
    for child in element:
        if local(child) in BOXES:
            continue
        if local(child) == "AlternateContent":
            for branch in chosen(child):
                yield branch
                yield from _inside(branch)
            continue
        yield child
        yield from _inside(child)


def foreign_blocks(
    part: Element, parts: Parts, relations: dict[str, tuple[str, str]]
) -> Iterator[Block]:
    """The words of a part of a drawing that is not written in Word's own language."""
    name = local(part)
    if name == "txBody":
        yield from _shape_text(part)
    elif name == "textpath":
        yield Paragraph(part.get("string", ""))
    elif name == "relIds":
        yield from _diagram(_related(part, "dm", parts, relations))
    elif name == "chart":
        root = _related(part, "id", parts, relations)
        yield from chart_blocks(root) if root is not None else ()
    elif name == "OLEObject":
        _, target = relations.get(part.get(f"{R}id", ""), ("", ""))
        parts.embedded.setdefault(target, part.get("ProgID", ""))


def embedded(program: str, target: str, *, taken: str = "") -> Notice:
    """Return the notice of a file within the file, named as the program that it belongs to.

    `taken` is the name under which it was taken out as a file of its own.
    """
    if taken:
        whose = f" ({program})" if program else ""
        return Notice("embedded_file", f"A file embedded in it{whose} is one of its own: {taken}.")
    named = program or target.rpartition("/")[2]
    return Notice("embedded_file", f"A file embedded in it ({named}) was not read.")


def _related(
    part: Element, name: str, parts: Parts, relations: dict[str, tuple[str, str]]
) -> Element | None:
    kind, target = relations.get(part.get(f"{R}{name}", ""), ("", ""))
    return parts.xml(target) if kind else None


def _diagram(root: Element | None) -> Iterator[Paragraph]:
    for body in root.iter() if root is not None else ():
        if local(body) == "t" and len(body):
            yield from _shape_text(body)


def _shape_text(body: Element) -> Iterator[Paragraph]:
    for paragraph in body.iter(f"{A}p"):
        text = "".join(t.text or "" for t in paragraph.iter(f"{A}t"))
        if text.strip():
            yield Paragraph(text)
