"""One slide: its words in reading order, and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.readers.grids import GridRow, chart_pieces, pieces_of
from evidence.readers.pieces import Piece
from evidence.readers.wordml import A, Element, M, Parts, chosen, local
from evidence.segments import SegmentStatus

_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"ftr", "hdr"})
_NOT_WORDS = frozenset({"sldNum", "dt", "sldImg"})
_SHAPES = frozenset({"sp", "graphicFrame", "cxnSp", "pic"})
_CHARTS = frozenset({"chart", "chartEx"})
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
_SMALL_PICTURE = 8_000
"""Bytes below which a picture is an icon and no page of text."""


class Slide:
    """One slide; its pieces know its number and its title."""

    def __init__(self, parts: Parts, target: str, count: int, authors: dict[str, str]) -> None:
        self._parts = parts
        self._root = parts.xml(target)
        self._authors = authors
        self._counts: dict[str, int] = {}
        self.relations = parts.relations(target)
        self.count = count

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
                piece, heading=titled or f"slide {self.count}", status=status, filler=filler
            )

    def pictures(self) -> Iterator[bytes]:
        """Yield the pictures that it shows and that are large enough to hold text."""
        for kind, target in self.relations.values():
            if kind == "image" and target.casefold().endswith(_PICTURES):
                data = self._parts.content(target) or b""
                if len(data) >= _SMALL_PICTURE:
                    yield data

    def layouts(self) -> Iterator[Piece]:
        """Yield what a master and its layouts say, placeholders' prompts too."""
        roots = [self._root, *(self._related("slideLayout"))]
        for root in roots:
            for text in _paragraphs(root) if root is not None else ():
                yield Piece(text, "slide layout", status=SegmentStatus.FURNITURE)

    def _related(self, *kinds: str) -> Iterator[Element | None]:
        return (self._parts.xml(t) for kind, t in self.relations.values() if kind in kinds)

    def _found(self, root: Element) -> Iterator[Piece]:
        shapes = list(_shapes(root))
        shapes.sort(key=lambda shape: _holds(shape) not in _TITLES)
        for shape in shapes:
            yield from self._shape(shape)
        for diagram in self._related("diagramData"):
            for text in _paragraphs(diagram) if diagram is not None else ():
                yield self._said(text)
        for chart in self._related(*_CHARTS):
            place = f"slide {self.count}, chart {self._next('chart')}"
            yield from chart_pieces(chart, place, page=self.count) if chart is not None else ()
        for notes in self._related("notesSlide"):
            yield from self._notes(notes)
        for comments in self._related("comments"):
            yield from self._comments(comments)
        yield from self._shown_on_all()

    def _next(self, what: str) -> int:
        self._counts[what] = self._counts.get(what, 0) + 1
        return self._counts[what]

    def _shape(self, shape: Element) -> Iterator[Piece]:
        held = _holds(shape)
        if held in _NOT_WORDS:
            return
        about = next((e for e in shape.iter() if local(e) == "cNvPr"), None)
        hidden = about is not None and about.get("hidden") in {"1", "true"}
        for piece in self._worded(shape, held):
            status = SegmentStatus.HIDDEN if hidden and not piece.beside else piece.status
            yield replace(piece, status=status)
        described = (about.get("descr") or "") if about is not None else ""
        if described.strip():
            place = f"slide {self.count}, description of a picture"
            yield self._piece(" ".join(described.split()), place, SegmentStatus.FURNITURE)

    def _worded(self, shape: Element, held: str) -> Iterator[Piece]:
        if local(shape) == "graphicFrame":
            for table in shape.iter(f"{A}tbl"):
                yield from self._table(table)
            return
        for text in _paragraphs(shape):
            if held in _FURNITURE:
                yield self._piece(text, "footer", SegmentStatus.FURNITURE)
            elif held in _TITLES:
                yield replace(self._piece(text, f"slide {self.count}, title"), filler=True)
            else:
                yield self._said(text)

    def _said(self, text: str) -> Piece:
        return self._piece(text, f"slide {self.count}, para {self._next('para')}")

    def _piece(self, text: str, place: str, status: SegmentStatus = SegmentStatus.LIVE) -> Piece:
        return Piece(text, place, page=self.count, status=status)

    def _table(self, table: Element) -> Iterator[Piece]:
        rows = []
        for count, row in enumerate(table.iter(f"{A}tr"), start=1):
            cells = tuple(
                (at, "\n".join(_paragraphs(cell))) for at, cell in enumerate(row.iter(f"{A}tc"))
            )
            filled = tuple((at, words) for at, words in cells if words.strip())
            if filled:
                rows.append(GridRow(count, filled))
        place = f"slide {self.count}, table {self._next('table')}"
        yield from pieces_of(rows, lambda n: f"{place}, row {n}", page=self.count)

    def _notes(self, root: Element | None) -> Iterator[Piece]:
        for shape in _shapes(root) if root is not None else ():
            held = _holds(shape)
            for text in _paragraphs(shape) if held not in _NOT_WORDS else ():
                if held in _FURNITURE:
                    yield self._piece(text, "footer", SegmentStatus.FURNITURE)
                else:
                    place = f"slide {self.count}, notes, para {self._next('notes')}"
                    yield self._piece(text, place)

    def _comments(self, root: Element | None) -> Iterator[Piece]:
        for comment in root.iter() if root is not None else ():
            if local(comment) not in {"cm", "reply"}:
                continue
            own = [c for c in comment if local(c) in {"text", "txBody"}]
            words = "".join(c.text or "" for c in own if local(c) == "text")
            words = words or "\n".join(t for c in own for t in _paragraphs(c))
            yield Piece(
                words,
                f"slide {self.count}, comment {self._next('comment')}",
                page=self.count,
                status=SegmentStatus.COMMENT,
                author=self._authors.get(comment.get("authorId", ""), ""),
                at=comment.get("dt", "") or comment.get("created", ""),
                on=f"slide {self.count}, para 1",
            )

    def _shown_on_all(self) -> Iterator[Piece]:
        """What the slide's layout and master show on it, but for what they ask to be filled in."""
        for kind, target in self.relations.values():
            if kind != "slideLayout":
                continue
            masters = (t for k, t in self._parts.relations(target).values() if k == "slideMaster")
            for part in (target, *masters):
                root = self._parts.xml(part)
                for shape in _shapes(root) if root is not None else ():
                    for text in _paragraphs(shape) if not _holds(shape) else ():
                        yield self._piece(text, "slide master", SegmentStatus.FURNITURE)


def _is_title(piece: Piece) -> bool:
    return piece.filler and piece.locator.endswith(", title")


def _shapes(container: Element) -> Iterator[Element]:
    """The shapes within an element, through groups, each alternative once."""
    waiting = [container]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _SHAPES:
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
        text = "".join(_letters(paragraph))
        if text.strip():
            yield text


def _letters(element: Element) -> Iterator[str]:
    """The words of a paragraph, formulas among them, each alternative once."""
    for child in element:
        name = local(child)
        if name == "t" and child.tag.startswith((A, M)):
            yield child.text or ""
        elif name == "br":
            yield "\n"
        elif name == "AlternateContent":
            for branch in chosen(child):
                yield from _letters(branch) if local(branch) != "t" else (branch.text or "",)
        else:
            yield from _letters(child)
