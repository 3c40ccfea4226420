"""Excel workbooks (.xlsx, .xlsm): every sheet as a table, row by row.

What is there is read, however far apart it lies; formulas are left alone, and what they came
to when the file was saved is read. Macros and links to other workbooks are never followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.packages import Package
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.sheetcells import Formats, column_of
from evidence.readers.wordml import A, Element, Parts, R, local, number
from evidence.segments import SegmentStatus

_DRAWN = frozenset({"chart", "diagramData"})
_NO_TITLES = frozenset({"powerpoint presentation", "slide 1", "book1"})
"""What programs put where nobody gave a title."""
_USUAL = "xl/workbook.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def read_workbook(data: bytes, hints: Hints) -> Reading:
    """Return what an Excel workbook says.

    Raises:
        UnreadableSource: its list of sheets is missing or damaged, or it holds no text.
    """
    parts = Parts(Package(data, hints.limits))
    main = next((t for kind, t in parts.relations("").values() if kind == "officeDocument"), _USUAL)
    root = parts.xml(main)
    if root is None:
        raise UnreadableSource(
            "unreadable",
            "Its list of sheets is missing or damaged.",
            way_out="Open and repair it in Excel, save it as .xlsx, and ingest that.",
        )
    workbook = _Workbook(parts, main, root)
    pieces = tuple(workbook.pieces())
    return put_together("xlsx", Found(pieces, title_of(parts), parts.notices))


class _Workbook:
    """One workbook, its parts found by their relations."""

    def __init__(self, parts: Parts, main: str, root: Element) -> None:
        self._parts = parts
        self._relations = parts.relations(main)
        self._root = root
        since_1904 = any(
            e.get("date1904") in {"1", "true"} for e in root if local(e) == "workbookPr"
        )
        self._formats = Formats(self._part("styles"), since_1904=since_1904)
        strings = self._part("sharedStrings")
        self._strings = [_words(item) for item in strings] if strings is not None else []

    def _part(self, kind: str) -> Element | None:
        target = next((t for k, t in self._relations.values() if k == kind), "")
        return self._parts.xml(target) if target else None

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of every sheet, in the order of their tabs."""
        for listed in self._root.iter():
            if local(listed) != "sheet":
                continue
            kind, target = self._relations.get(listed.get(f"{R}id", ""), ("", ""))
            if kind not in {"worksheet", "chartsheet", "dialogsheet"}:
                continue
            hidden = listed.get("state", "visible") != "visible"
            name = listed.get("name", "")
            if hidden:
                self._parts.note(Notice("hidden_sheet", "A sheet is hidden.", f"sheet {name}"))
            for piece in self._sheet(name, target):
                yield replace(piece, status=SegmentStatus.HIDDEN) if _goes(piece, hidden) else piece

    def _sheet(self, name: str, target: str) -> Iterator[Piece]:
        root = self._parts.xml(target)
        rows = list(self._rows(root)) if root is not None else []
        yield from pieces_of(rows, lambda number: f"sheet {name}, row {number}", heading=name)
        for kind, part in self._parts.relations(target).values():
            if kind == "comments":
                yield from self._comments(name, part)
            elif kind == "drawing":
                yield from self._drawing(name, part)

    def _rows(self, root: Element) -> Iterator[GridRow]:
        last = 0
        for row in root.iter():
            if local(row) != "row":
                continue
            last = number(row.get("r", ""), last + 1)
            cells = []
            column = -1
            for cell in row:
                column = column_of(cell.get("r", ""), column + 1)
                words = self._value(cell)
                if words.strip():
                    cells.append((column, words))
            if cells:
                yield GridRow(last, tuple(cells), hidden=row.get("hidden") in {"1", "true"})

    def _value(self, cell: Element) -> str:
        """What a cell shows: a shared or inline string, or a cached value by its style."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_words(child) for child in cell if local(child) == "is")
        value = next((child.text or "" for child in cell if local(child) == "v"), "")
        if kind == "s":
            place = number(value, -1)
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._formats.shown(value, cell.get("s", "")) if kind == "n" else value

    def _comments(self, name: str, part: str) -> Iterator[Piece]:
        root = self._parts.xml(part)
        if root is None:
            return
        authors = [e.text or "" for e in root.iter() if local(e) == "author"]
        for comment in root.iter():
            if local(comment) != "comment":
                continue
            place = number(comment.get("authorId", ""), -1)
            reference = comment.get("ref", "")
            row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
            yield Piece(
                "".join(_words(child) for child in comment if local(child) == "text"),
                f"sheet {name}, comment at {reference}",
                name,
                status=SegmentStatus.COMMENT,
                author=authors[place] if 0 <= place < len(authors) else "",
                on=f"sheet {name}, row {row}",
            )

    def _drawing(self, name: str, part: str) -> Iterator[Piece]:
        """The words of text boxes and diagrams, and the titles of charts."""
        charts = [t for kind, t in self._parts.relations(part).values() if kind in _DRAWN]
        count = 0
        for source in (part, *charts):
            root = self._parts.xml(source)
            for paragraph in root.iter(f"{A}p") if root is not None else ():
                text = "".join(t.text or "" for t in paragraph.iter(f"{A}t"))
                if text.strip():
                    count += 1
                    yield Piece(text, f"sheet {name}, text box {count}", name)


def _goes(piece: Piece, hidden: bool) -> bool:  # noqa: FBT001 - says what it is
    return hidden and piece.status is SegmentStatus.LIVE


def _words(item: Element) -> str:
    """The text of a string, without its reading aids (18.4.6)."""
    pieces = []
    for child in item:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces += [t.text or "" for t in child if local(t) == "t"]
    return "".join(pieces)


def title_of(parts: Parts) -> str:
    """Return the title that an Office file's properties give it, or ""."""
    for kind, target in parts.relations("").values():
        if kind == "core-properties":
            root = parts.xml(target)
            title = root.find(_TITLE) if root is not None else None
            said = " ".join((title.text or "").split()) if title is not None else ""
            return "" if said.casefold() in _NO_TITLES else said
    return ""
