"""Sheets whose files cannot be read as they lie: told in a sentence, with what to do about it.

A sheet on its side has a file in each column; a sheet of one file has its headings below one
another, each with one value beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.examination.defects import Defect
from evidence.examination.form import Field
from evidence.examination.grid import Row, Sheet, address
from evidence.examination.heading_meaning import Words, words_of
from evidence.examination.spellings import plain
from evidence.examination.urns import urn_of
from evidence.framework import Framework

_FEWEST = 3
"""So many headings below one another are no accident."""
_SEVERAL = 3
"""So many values beside each of them are files."""


def laid_otherwise(sheets: Sequence[Sheet], framework: Framework) -> Defect | None:
    """Return what to do about the first sheet whose headings stand below one another, or None."""
    words = words_of(framework)
    for sheet in sheets:
        headed = [row for row in sheet.rows if _names_part_of_file(row, words)]
        if len(headed) < _FEWEST or not any(_heads_urn(row, words) for row in headed):
            continue
        where = address(headed[0].first, headed[0].number)
        if all(len(row.cells) >= _SEVERAL for row in headed):
            message = "The sheet lies on its side: its headings stand below one another."
            way_out = (
                "Copy it, and paste it into a new sheet with Paste Special, Transpose; "
                "then import that."
            )
            return Defect(sheet.name, where, "on_its_side", message, way_out)
        message = "The sheet holds one file, with its headings below one another."
        way_out = (
            "Put all files into one table: a row for each file, or for each question of a file, "
            "with the URN, Area, court and date in columns of their own."
        )
        return Defect(sheet.name, where, "one_file_a_sheet", message, way_out)
    return None


def _names_part_of_file(row: Row, words: Words) -> bool:
    return plain(row.cells[row.first].text) in words.of_file and len(row.cells) > 1


def _heads_urn(row: Row, words: Words) -> bool:
    """Whether a row is of URNs: its heading says so, and a URN stands beside it."""
    named = words.of_file.get(plain(row.cells[row.first].text))
    beside = [cell.text for column, cell in sorted(row.cells.items()) if column != row.first]
    return named in {Field.URN, Field.FILE} and urn_of(beside[0]) is not None
