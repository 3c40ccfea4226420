"""PowerPoint presentations (.pptx): slide by slide, with tables, diagrams, notes and comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.errors import UnreadableSource
from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.packages import Package
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.sheets import title_of
from evidence.readers.wordml import A, Element, Parts, R, chosen, local
from evidence.segments import SegmentStatus

_USUAL = "ppt/presentation.xml"
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"ftr", "hdr"})
_NOT_WORDS = frozenset({"sldNum", "dt", "sldImg"})


def read_presentation(data: bytes, hints: Hints) -> Reading:
    """Return what a presentation says.

    Raises:
        UnreadableSource: its list of slides is missing or damaged, or it holds no text.
    """
    parts = Parts(Package(data, hints.limits))
    main = next((t for kind, t in parts.relations("").values() if kind == "officeDocument"), _USUAL)
    root = parts.xml(main)
    if root is None:
        raise UnreadableSource(
            "unreadable",
            "Its list of slides is missing or damaged.",
            way_out="Open and repair it in PowerPoint, save it, and ingest that.",
        )
    relations = parts.relations(main)
    authors = _authors(parts, relations)
    pieces: list[Piece] = []
    seen: set[str] = set()
    for count, target in enumerate(_slides(root, relations), start=1):
        for piece in _Slide(parts, target, count, authors).pieces():
            if piece.status is SegmentStatus.FURNITURE:
                if piece.text in seen:
                    continue
                seen.add(piece.text)
            pieces.append(piece)
    return put_together("pptx", Found(tuple(pieces), title_of(parts), parts.notices))


def _slides(root: Element, relations: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The parts of the slides, in the order in which they are shown."""
    for listed in root.iter():
        if local(listed) == "sldId":
            kind, target = relations.get(listed.get(f"{R}id", ""), ("", ""))
            if kind == "slide":
                yield target


def _authors(parts: Parts, relations: dict[str, tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, target in relations.values():
        root = parts.xml(target) if kind in {"commentAuthors", "authors"} else None
        for author in root if root is not None else ():
            found[author.get("id", "")] = author.get("name", "")
    return found


class _Slide:
    """One slide; its pieces know its number and its title."""

    def __init__(self, parts: Parts, target: str, count: int, authors: dict[str, str]) -> None:
        self._parts = parts
        self._relations = parts.relations(target)
        self._root = parts.xml(target)
        self._count = count
        self._authors = authors
        self._paragraphs = 0
        self._tables = 0

    def pieces(self) -> Iterator[Piece]:
        """Yield the slide's words, then its diagrams', its notes and the comments on it."""
        if self._root is None:
            return
        hidden = self._root.get("show") in {"0", "false"}
        found = list(self._found(self._root))
        titled = " ".join(" ".join(p.text for p in found if _is_title(p)).split())
        alone = not any(p for p in found if not p.filler and p.status is SegmentStatus.LIVE)
        for piece in found:
            status = piece.status
            if hidden and status is SegmentStatus.LIVE:
                status = SegmentStatus.HIDDEN
            filler = piece.filler and not alone
            yield replace(
                piece, heading=titled or f"slide {self._count}", status=status, filler=filler
            )

    def _found(self, root: Element) -> Iterator[Piece]:
        shapes = [s for tree in root.iter() if local(tree) == "spTree" for s in _shapes(tree)]
        shapes.sort(key=lambda shape: _holds(shape) not in _TITLES)
        for shape in shapes:
            yield from self._shape(shape)
        for kind, target in self._relations.values():
            if kind in {"diagramData", "chart"}:
                yield from self._drawn(target)
        for kind, target in self._relations.values():
            if kind == "notesSlide":
                yield from self._notes(target)
            elif kind == "comments":
                yield from self._comments(target)

    def _shape(self, shape: Element) -> Iterator[Piece]:
        held = _holds(shape)
        if held in _NOT_WORDS:
            return
        if local(shape) == "graphicFrame":
            for table in shape.iter(f"{A}tbl"):
                yield from self._table(table)
            return
        for text in _paragraphs(shape):
            if held in _FURNITURE:
                yield self._piece(text, "footer", status=SegmentStatus.FURNITURE)
            elif held in _TITLES:
                yield replace(self._piece(text, f"slide {self._count}, title"), filler=True)
            else:
                yield self._said(text)

    def _said(self, text: str) -> Piece:
        self._paragraphs += 1
        return self._piece(text, f"slide {self._count}, para {self._paragraphs}")

    def _piece(self, text: str, locator: str, status: SegmentStatus = SegmentStatus.LIVE) -> Piece:
        return Piece(text, locator, page=self._count, status=status)

    def _table(self, table: Element) -> Iterator[Piece]:
        self._tables += 1
        rows = []
        for count, row in enumerate(table.iter(f"{A}tr"), start=1):
            cells = tuple(
                (at, "\n".join(_paragraphs(cell))) for at, cell in enumerate(row.iter(f"{A}tc"))
            )
            filled = tuple((at, words) for at, words in cells if words.strip())
            if filled:
                rows.append(GridRow(count, filled))
        place = f"slide {self._count}, table {self._tables}"
        yield from pieces_of(rows, lambda n: f"{place}, row {n}", page=self._count)

    def _drawn(self, target: str) -> Iterator[Piece]:
        root = self._parts.xml(target)
        for text in _paragraphs(root) if root is not None else ():
            yield self._said(text)

    def _notes(self, target: str) -> Iterator[Piece]:
        root = self._parts.xml(target)
        count = 0
        for shape in _shapes(root) if root is not None else ():
            if _holds(shape) not in {"body", "obj"}:
                continue
            for text in _paragraphs(shape):
                count += 1
                yield self._piece(text, f"slide {self._count}, notes, para {count}")

    def _comments(self, target: str) -> Iterator[Piece]:
        root = self._parts.xml(target)
        count = 0
        for comment in root.iter() if root is not None else ():
            if local(comment) not in {"cm", "reply"}:
                continue
            own = [c for c in comment if local(c) in {"text", "txBody"}]
            words = "".join(c.text or "" for c in own if local(c) == "text")
            words = words or "\n".join(t for c in own for t in _paragraphs(c))
            count += 1
            yield Piece(
                words,
                f"slide {self._count}, comment {count}",
                page=self._count,
                status=SegmentStatus.COMMENT,
                author=self._authors.get(comment.get("authorId", ""), ""),
                at=comment.get("dt", "") or comment.get("created", ""),
                on=f"slide {self._count}, para 1",
            )


def _is_title(piece: Piece) -> bool:
    return piece.filler and piece.locator.endswith(", title")


def _shapes(container: Element) -> Iterator[Element]:
    """The shapes within an element, through groups, each alternative once."""
    waiting = [container]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in {"sp", "graphicFrame", "cxnSp"}:
            yield element
        elif name == "AlternateContent":
            waiting += reversed(list(chosen(element)))
        else:
            waiting += reversed(list(element))


def _holds(shape: Element) -> str:
    """What a shape is a placeholder for, or ""."""
    for element in shape.iter():
        if local(element) == "ph":
            return element.get("type", "obj")
        if local(element) == "txBody":
            break
    return ""


def _paragraphs(container: Element) -> Iterator[str]:
    for paragraph in container.iter(f"{A}p"):
        words = []
        for child in paragraph.iter():
            name = local(child)
            if name == "t" and child.tag.startswith(A):
                words.append(child.text or "")
            elif name == "br":
                words.append("\n")
        text = "".join(words)
        if text.strip():
            yield text
