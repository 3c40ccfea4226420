"""OpenDocument presentations (.odp, .fodp): slide by slide, with tables, notes and comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.readers.blocks import Block, Paragraph, Table
from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.odffiles import OpenFile, chart_table, chart_titles, descriptions, opened
from evidence.readers.odfnames import DC, DRAW, OFFICE, PRESENTATION, STYLE
from evidence.readers.odfstory import OdfStory, whole_of
from evidence.readers.odfstyles import OdfStyles
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.wordml import Element, local
from evidence.segments import SegmentStatus

_DECLARED = frozenset({"footer-decl", "header-decl"})


def read_open_slides(data: bytes, hints: Hints) -> Reading:
    """Return what an OpenDocument presentation says.

    Raises:
        UnreadableSource: it is encrypted or damaged, or holds no text.
    """
    file = opened(data, hints)
    body = file.body("presentation")
    pieces: list[Piece] = []
    for count, page in enumerate(body.iterchildren(f"{DRAW}page"), start=1):
        pieces += _Slide(file, page, count).pieces()
    pieces += _furniture(file, body)
    return put_together("odp", Found(tuple(pieces), file.title, file.notices))


def _furniture(file: OpenFile, body: Element) -> Iterator[Piece]:
    """What every slide shows: footers, and the words of the master pages."""
    said = [
        ("footer", "".join(str(t) for t in e.itertext())) for e in body if local(e) in _DECLARED
    ]
    for master in file.styles.iter(f"{STYLE}master-page") if file.styles is not None else ():
        for shape in master:
            if not shape.get(f"{PRESENTATION}class"):
                story = OdfStory(OdfStyles(file.content, file.styles), {})
                said.append(("slide master", whole_of(story.within([shape])).text))
    for place, words in dict.fromkeys((place, " ".join(words.split())) for place, words in said):
        yield Piece(words, place, status=SegmentStatus.FURNITURE)


class _Slide:
    """One slide; its pieces know its number and its title."""

    def __init__(self, file: OpenFile, page: Element, count: int) -> None:
        self._file = file
        self._page = page
        self._count = count
        self._counts: dict[str, int] = {}

    def pieces(self) -> list[Piece]:
        """Return the slide's words, its charts', its notes and the comments on it."""
        title = self._title()
        found = [*self._found()]
        alone = not any(p for p in found if not (p.filler or p.beside))
        return [
            replace(p, heading=title or f"slide {self._count}", filler=p.filler and not alone)
            for p in found
        ]

    def _title(self) -> str:
        for shape in self._page:
            if shape.get(f"{PRESENTATION}class") == "title":
                return " ".join(whole_of(self._story().within([shape])).text.split())
        return ""

    def _story(self) -> OdfStory:
        return OdfStory(OdfStyles(self._file.content, self._file.styles), {})

    def _found(self) -> Iterator[Piece]:
        shapes = [s for s in self._page if local(s) not in {"notes", "annotation"}]
        shapes.sort(key=lambda shape: shape.get(f"{PRESENTATION}class") != "title")
        for shape in shapes:
            blocks = self._story().within([shape])
            if shape.get(f"{PRESENTATION}class") == "title":
                yield replace(self._piece(whole_of(blocks).text, "title"), filler=True)
            else:
                yield from self._said(blocks, "para")
        for chart in self._file.charts(self._page):
            table = chart_table(chart)
            for words in chart_titles(chart):
                yield self._piece(words, f"chart {self._next('chart')}")
            yield from self._said(self._story().within([] if table is None else [table]), "para")
        for notes in self._page.iterchildren(f"{PRESENTATION}notes"):
            yield from self._said(self._story().read(notes), "notes, para")
        for words in descriptions(self._page):
            place = f"slide {self._count}, description of a picture"
            yield Piece(words, place, page=self._count, status=SegmentStatus.FURNITURE)
        for comment in self._page.iter(f"{OFFICE}annotation"):
            yield self._comment(comment)

    def _said(self, blocks: tuple[Block, ...], what: str) -> Iterator[Piece]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self._piece(block.text, f"{what} {self._next(what)}")
            else:
                yield from self._table(block)

    def _piece(self, words: str, place: str) -> Piece:
        return Piece(words, f"slide {self._count}, {place}", page=self._count)

    def _table(self, table: Table) -> Iterator[Piece]:
        place = f"slide {self._count}, table {self._next('table')}"
        rows = []
        for number, row in enumerate(table.rows, start=1):
            cells = tuple((cell.column, cell.words) for cell in row.cells if cell.words)
            if cells:
                rows.append(GridRow(number, cells))
        yield from pieces_of(rows, lambda n: f"{place}, row {n}", page=self._count)

    def _comment(self, comment: Element) -> Piece:
        said = [c for c in comment if local(c) in {"p", "list"}]
        return Piece(
            whole_of(self._story().within(said)).text,
            f"slide {self._count}, comment {self._next('comment')}",
            page=self._count,
            status=SegmentStatus.COMMENT,
            author=comment.findtext(f"{DC}creator") or "",
            at=comment.findtext(f"{DC}date") or "",
            on=f"slide {self._count}, para 1",
        )

    def _next(self, what: str) -> int:
        self._counts[what] = self._counts.get(what, 0) + 1
        return self._counts[what]
