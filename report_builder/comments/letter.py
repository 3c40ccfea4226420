"""A comments letter or table: rows or paragraphs that each name a place in the draft.

The CPS answers in a table of its own (Word or Excel), or in a letter that says "paragraph
4.12" and then what is wrong with it. Headings are recognised in many spellings; in a letter
without a table a comment begins where a paragraph of the report is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.columns import ColumnMap, Layout, propose
from evidence.examination.grid import Cell, Row, Sheet
from report_builder.comments.entry import Category, Kind
from report_builder.comments.points import Point, fingerprint
from report_builder.word.revisions.walking import Walked

LAYOUT = Layout(
    {
        "paragraph": (
            *("paragraph", "para", "paragraph number", "para number", "paragraph no", "para no"),
            *("paragraph reference", "para ref", "reference", "section", "page and paragraph"),
            *("page paragraph", "location", "where", "ref"),
        ),
        "page": ("page", "page number", "page no"),
        "comment": (
            *("comment", "comments", "factual accuracy comment", "cps comment", "issue", "point"),
            *("what is inaccurate", "inaccuracy", "concern", "observation", "feedback"),
        ),
        "proposed": (
            *("proposed text", "suggested text", "proposed amendment", "suggested amendment"),
            *("proposed wording", "suggested wording", "proposed change", "suggested change"),
            *("amendment", "replacement text", "revised text"),
        ),
        "quote": (
            *("current text", "quoted text", "text in draft", "original text", "existing text"),
            *("draft text", "current wording", "text", "extract"),
        ),
        "evidence": (
            *("evidence", "evidence supplied", "supporting evidence", "evidence provided"),
            "rationale",
        ),
        "author": ("commenter", "comment by", "raised by", "name", "from", "author", "directorate"),
        "category": ("category", "type", "type of comment"),
    },
    ("comment",),
)
_REFERENCE = re.compile(
    r"\b(?:paragraphs?|paras?\.?|¶)\s*((?:[A-Z]|\d{1,2})\.\d{1,3})", re.IGNORECASE
)
_BARE = re.compile(r"^\W*((?:[A-Z]|\d{1,2})\.\d{1,3})\b")
_TABLE = re.compile(r"\b(table|chart|annex)\s+(\d+|[A-Z])\b", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"\brecommendation\s+(\d+)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“\"‘]([^”\"’]{8,400})[”\"’]")
_FEWEST_COLUMNS = 2


def table_points(sheets: Sequence[Sheet], author: str) -> tuple[Point, ...]:
    """Return the points of every sheet that has the headings of a comments table."""
    return _counted(point for sheet in sheets for point in _sheet_points(sheet, author))


@dataclass(frozen=True, slots=True)
class Letter:
    """The points of a letter, and how many paragraphs stand before the first of its text."""

    points: tuple[Point, ...]
    passed_over: int = 0


def letter_of(walked: Walked, author: str) -> Letter:
    """Return what a letter or table in Word says of the draft.

    Tables that have the headings of a comments table are read as such. Of the other text,
    each paragraph that names a place in the report begins a comment, and those after it
    belong to it.
    """
    rows = {sheet.name: tuple(_sheet_points(sheet, author)) for sheet in _sheets(walked)}
    read = {name for name, found in rows.items() if found}
    prose = [text for table, text in _texts(walked) if table not in read]
    first = next((at for at, text in enumerate(prose) if named_place(text)), len(prose))
    points = [point for found in rows.values() for point in found]
    return Letter(_counted([*points, *_prose_points(prose[first:], author)]), first)


def _sheet_points(sheet: Sheet, author: str) -> Iterator[Point]:
    layout = propose((sheet,), LAYOUT, {}, fewest=_FEWEST_COLUMNS)
    if layout is not None and "comment" in layout.columns:
        rows = (row for row in sheet.rows if row.number > layout.row)
        yield from _row_points(rows, layout, author)


def _row_points(rows: Iterable[Row], layout: ColumnMap, author: str) -> Iterator[Point]:
    for row in rows:
        said = {
            field: row.cells[column].text
            for field, column in layout.columns.items()
            if column in row.cells
        }
        text = said.get("comment", "")
        proposed = said.get("proposed", "")
        if not (text or proposed):
            continue
        where = said.get("paragraph", "")
        yield _point(
            text or proposed,
            author=said.get("author", "") or author,
            where=where or said.get("page", ""),
            number=named_place(where) or named_place(text),
            quote=said.get("quote", "") or _quoted(text),
            proposed=proposed,
            evidence=said.get("evidence", ""),
            category=_category(said.get("category", "")),
        )


def _texts(walked: Walked) -> Iterator[tuple[str, str]]:
    """Yield what each paragraph says, with the name of the table it stands in."""
    for paragraph in walked.paragraphs:
        text = " ".join(paragraph.final.split())
        if text and paragraph.place.story == "document":
            cells = paragraph.place.cells
            yield _table_name(cells[0][0]) if cells else "", text


def _prose_points(texts: Iterable[str], author: str) -> Iterator[Point]:
    number, lines = "", list[str]()
    for text in texts:
        found = named_place(text)
        if found:
            if number:
                yield _prose(number, lines, author)
            number, lines = found, [text]
        elif number:
            lines.append(text)
    if number:
        yield _prose(number, lines, author)


def _prose(number: str, lines: list[str], author: str) -> Point:
    text = "\n".join(lines)
    return _point(text, author=author, where=number, number=number, quote=_quoted(text))


def _point(  # noqa: PLR0913 - the columns of a comments table
    text: str,
    *,
    author: str,
    where: str,
    number: str,
    quote: str = "",
    proposed: str = "",
    evidence: str = "",
    category: str = "",
) -> Point:
    return Point(
        Kind.LETTER,
        author,
        "",
        text,
        quote=quote,
        place=where,
        number=number,
        evidence=evidence,
        category=category,
        replaces=proposed,
    )


def named_place(text: str) -> str:
    """Return the place in the report that a text names first: "4.12", "Table 3", "".

    >>> named_place("Para. 4.12, second sentence"), named_place("4.3 is wrong"), named_place("p 9")
    ('4.12', '4.3', '')
    """
    found = _REFERENCE.search(text) or _BARE.search(text)
    if found:
        return found[1].upper()
    table = _TABLE.search(text)
    if table:
        return f"{table[1].capitalize()} {table[2].upper()}"
    recommendation = _RECOMMENDATION.search(text)
    return f"Recommendation {recommendation[1]}" if recommendation else ""


def _quoted(text: str) -> str:
    found = _QUOTED.search(text)
    return found[1] if found else ""


def _category(said: str) -> str:
    letter = said.strip()[:1].upper()
    return letter if letter in set(Category) and not said.strip()[1:2].isalpha() else ""


def _table_name(table: int) -> str:
    return f"table {table}"


def _sheets(walked: Walked) -> list[Sheet]:
    """The tables of a letter, as the sheets of a workbook are read."""
    tables: dict[int, dict[int, dict[int, list[str]]]] = {}
    for paragraph in walked.paragraphs:
        if paragraph.place.story == "document" and len(paragraph.place.cells) == 1:
            table, row, cell = paragraph.place.cells[0]
            said = tables.setdefault(table, {}).setdefault(row, {}).setdefault(cell, [])
            said.append(paragraph.final.strip())
    return [
        Sheet(
            _table_name(table),
            tuple(
                Row(row, {c: Cell("\n".join(t)) for c, t in cells.items() if any(t)})
                for row, cells in sorted(rows.items())
            ),
        )
        for table, rows in tables.items()
    ]


def _counted(points: Iterable[Point]) -> tuple[Point, ...]:
    times: dict[str, int] = {}
    found: list[Point] = []
    for point in points:
        mark = fingerprint(Kind.LETTER, point.author, point.place, point.text, point.replaces)
        times[mark] = times.get(mark, 0) + 1
        found.append(replace(point, fingerprint=f"{mark}-{times[mark]}"))
    return tuple(found)
