"""Filling coding sheets as an inspector would, for the tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from coding.store import CodingStore
from coding.suggestions import SuggestionStatus
from evidence.workspace import opened
from tests.builders import inspection, iqa, write

HEADING_ROW = 3

THEMES = "The same three weaknesses"
AGREED = "The team met"
LIFT = "The lift is mended."

MINUTES = """Casework Quality Board, 2 May 2024

1. IQA themes

The same three weaknesses came up in the IQAs of both units this quarter.

The team met and the team agreed to write to every unit about the themes.

2. Any other business

The lift is mended.
"""


def taken_in(folder: Path, text: str = MINUTES, *, tag: bool = True, name: str = "CQB.txt") -> Path:
    """Make an inspection with some minutes, tagged, and return its folder."""
    place = inspection(folder)
    write(folder, f"inbox/Northshire/{name}", text)
    assert iqa(place, "ingest", folder / "inbox").code == 0
    assert not tag or iqa(place, "tag").code == 0
    return place


def exported(folder: Path, *options: str, name: str = "sheet.xlsx") -> Path:
    """Export S001 and return the workbook."""
    path = folder.parent / name
    done = iqa(folder, "code", "sheet", "export", "S001", path, *options)
    assert done.code == 0, done.err
    return path


def sheet_of(book: Any) -> Worksheet:
    """The sheet of passages."""
    found: Worksheet = book.worksheets[0]
    return found


def columns(sheet: Worksheet) -> dict[str, int]:
    """The number of each heading's column."""
    return {str(cell.value): cell.column for cell in sheet[HEADING_ROW] if cell.value}


def row_with(sheet: Worksheet, words: str) -> int:
    """The number of the row whose text has the words."""
    text = columns(sheet)["Text"]
    for row in range(HEADING_ROW + 1, sheet.max_row + 1):
        if words in str(sheet.cell(row, text).value):
            return row
    raise LookupError(words)


def fill(path: Path, words: str, **cells: str | None) -> Path:
    """Fill cells of a passage's row: Code_1="4a" is the cell under the heading 'Code 1'."""

    def filling(sheet: Worksheet) -> None:
        row, at = row_with(sheet, words), columns(sheet)
        for heading, value in cells.items():
            sheet.cell(row, at[heading.replace("__", ", ").replace("_", " ")]).value = value

    return change(path, filling)


def change(path: Path, doing: Callable[[Worksheet], None]) -> Path:
    """Open a workbook, do something to its passages, and save it."""
    book = openpyxl.load_workbook(path)
    doing(sheet_of(book))
    book.save(path)
    return path


def cell(path: Path, words: str, heading: str) -> Any:
    """What a cell of a passage's row says."""
    sheet = sheet_of(openpyxl.load_workbook(path))
    return sheet.cell(row_with(sheet, words), columns(sheet)[heading]).value


def imported(folder: Path, path: Path, *options: str) -> Any:
    """Import a workbook and return what is told of it, whatever the exit code."""
    return iqa(folder, "code", "sheet", "import", path, "--json", *options).json["files"][0]


def codings(folder: Path) -> list[tuple[str, str, str, str, str, str]]:
    """What is coded: words, code, polarity, strength, memo and coder, in the order of the store."""
    with opened(folder) as workspace:
        return [
            (c.selection.quote, c.code_id, c.polarity.value, c.strength.value, c.memo, c.coder)
            for c in CodingStore(workspace.database).codings()
        ]


def statuses(folder: Path) -> dict[tuple[str, str], SuggestionStatus]:
    """Where each suggestion stands, by passage and code."""
    with opened(folder) as workspace:
        found = CodingStore(workspace.database).suggestions()
        return {(s.segment_id, s.code_id): s.status for s in found}


def acts(folder: Path) -> int:
    """How many acts the log has."""
    return len(iqa(folder, "log", "--json").json["acts"])


def everything_in(path: Path) -> str:
    """All that the cells of a workbook say, hidden sheets included."""
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(c.value) for sheet in book.worksheets for row in sheet.iter_rows() for c in row
    )
