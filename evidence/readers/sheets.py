"""Excel workbooks (.xlsx, .xlsm): every sheet as a table, row by row.

What is there is read, however far apart it lies; formulas are left alone, and what they came
to when the file was saved is read. Macros and links to other workbooks are never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.embeddings import Embedded
from evidence.readers.grids import GridRow, pieces_of
from evidence.readers.interface import Hints, Reading
from evidence.readers.packages import Package
from evidence.readers.pieces import Found, Piece, put_together
from evidence.readers.sheetasides import comments, drawings, edges, persons, words_of
from evidence.readers.sheetcells import Formats, column_of
from evidence.readers.wordml import Element, Parts, R, local, number
from evidence.segments import SegmentStatus

_PART = re.compile(r"^xl/worksheets/[a-z]*(\d+)\.xml$", re.IGNORECASE)
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet"})
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
    workbook = _Workbook(parts, main)
    pieces = tuple(_once(workbook.pieces()))
    notices = (*parts.notices, *workbook.notices())
    found = Found(pieces, title_of(parts), notices, tuple(workbook.embedded.files))
    return put_together("xlsx", found)


def _once(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Pieces, with what stands at the edge of each sheet only once."""
    seen: set[str] = set()
    for piece in pieces:
        if piece.status is SegmentStatus.FURNITURE and piece.text in seen:
            continue
        if piece.status is SegmentStatus.FURNITURE:
            seen.add(piece.text)
        yield piece


class _Workbook:
    """One workbook, its parts found by their relations."""

    def __init__(self, parts: Parts, main: str) -> None:
        self._parts = parts
        self._relations = parts.relations(main)
        self._root = parts.xml(main)
        since_1904 = self._root is not None and any(
            e.get("date1904") in {"1", "true"} for e in self._root if local(e) == "workbookPr"
        )
        self._formats = Formats(self._part("styles"), since_1904=since_1904)
        strings = self._part("sharedStrings")
        self._strings = [words_of(item) for item in strings] if strings is not None else []
        self._people = persons(parts, self._relations)
        self._uncalculated: dict[str, int] = {}
        self._hidden_columns: list[str] = []
        self._wordless = 0
        self.embedded = Embedded(parts)

    def _part(self, kind: str) -> Element | None:
        related = (t for k, t in self._relations.values() if k == kind)
        return self._parts.xml(next(related, f"xl/{kind}.xml"))

    def pieces(self) -> Iterator[Piece]:
        """Yield the pieces of every sheet, in the order of their tabs."""
        for name, target, hidden in self._sheets():
            if hidden:
                self._parts.note(Notice("hidden_sheet", "A sheet is hidden.", f"sheet {name}"))
            for piece in self._sheet(name, target):
                yield replace(piece, status=SegmentStatus.HIDDEN) if _goes(piece, hidden) else piece

    def notices(self) -> Iterator[Notice]:
        """Say what the cells do not show."""
        if self._wordless:
            words = f"The words of {self._wordless} cells are missing from it."
            yield Notice("damaged_part", words, "shared strings")
        for name, count in self._uncalculated.items():
            words = f"{count} of its cells hold formulas whose results were not saved."
            yield Notice("uncalculated", words, f"sheet {name}")
        for name in self._hidden_columns:
            words = "Some of its columns are hidden; they were read with the others."
            yield Notice("hidden_column", words, f"sheet {name}")

    def _sheets(self) -> list[tuple[str, str, bool]]:
        """The sheets' names and parts, and whether they are hidden.

        Raises:
            UnreadableSource: neither the list of sheets nor any sheet is there.
        """
        found = []
        for listed in self._root.iter() if self._root is not None else ():
            kind, target = self._relations.get(listed.get(f"{R}id", ""), ("", ""))
            if local(listed) == "sheet" and kind in _SHEETS:
                hidden = listed.get("state", "visible") != "visible"
                found.append((listed.get("name", ""), target, hidden))
        if found:
            return found
        numbered = [(int(m[1]), name) for name in self._parts.names() if (m := _PART.match(name))]
        if self._root is None and not numbered:
            raise UnreadableSource(
                "unreadable",
                "Its list of sheets is missing or damaged.",
                way_out="Open and repair it in Excel, save it as .xlsx, and ingest that.",
            )
        return [(str(count), name, False) for count, name in sorted(numbered)]

    def _sheet(self, name: str, target: str) -> Iterator[Piece]:
        root = self._parts.xml(target)
        rows = list(self._rows(root, name)) if root is not None else []
        yield from pieces_of(rows, lambda number: f"sheet {name}, row {number}", heading=name)
        relations = self._parts.relations(target)
        yield from comments(self._parts, relations, name, self._people)
        yield from drawings(self._parts, relations, name)
        yield from edges(root, name) if root is not None else ()
        self.embedded.take(relations)

    def _rows(self, root: Element, name: str) -> Iterator[GridRow]:
        last = 0
        for row in root.iter():
            if local(row) == "col" and row.get("hidden") in {"1", "true"}:
                self._hidden_columns += [] if name in self._hidden_columns else [name]
            if local(row) != "row":
                continue
            last = number(row.get("r", ""), last + 1)
            cells = []
            column = -1
            for cell in row:
                column = column_of(cell.get("r", ""), column + 1)
                words = self._value(cell)
                if not words and any(local(child) == "f" for child in cell):
                    self._uncalculated[name] = self._uncalculated.get(name, 0) + 1
                if words.strip():
                    cells.append((column, words))
            if cells:
                yield GridRow(last, tuple(cells), hidden=row.get("hidden") in {"1", "true"})

    def _value(self, cell: Element) -> str:
        """What a cell shows: a shared or inline string, or a cached value by its style."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(words_of(child) for child in cell if local(child) == "is")
        value = next((child.text or "" for child in cell if local(child) == "v"), "")
        if kind == "s":
            place = number(value, -1)
            if 0 <= place < len(self._strings):
                return self._strings[place]
            self._wordless += 1
            return ""
        if kind == "b" and value:
            return "TRUE" if value == "1" else "FALSE"
        return self._formats.shown(value, cell.get("s", "")) if kind == "n" else value


def _goes(piece: Piece, hidden: bool) -> bool:  # noqa: FBT001 - says what it is
    return hidden and piece.status is SegmentStatus.LIVE


def title_of(parts: Parts) -> str:
    """Return the title that an Office file's properties give it, or ""."""
    for kind, target in parts.relations("").values():
        if kind == "core-properties":
            root = parts.xml(target)
            title = root.find(_TITLE) if root is not None else None
            said = " ".join((title.text or "").split()) if title is not None else ""
            return "" if said.casefold() in _NO_TITLES else said
    return ""
