"""Opening a list that somebody exported: a workbook or lines of separated values, as sheets."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import CaseListInvalid
from evidence.examination.grid import Sheet
from evidence.finding import FoundFile, find_files, open_once
from evidence.readers.decoding import decoded, is_text
from evidence.readers.limits import MIB
from evidence.sampling.lists import sheet_of_lines

_LARGEST = 256 * MIB
_MOST_CELLS = 2_000_000


def list_sheets(path: Path) -> tuple[bytes, tuple[Sheet, ...]]:
    """Return a list's bytes and its sheets.

    Raises:
        UnreadableSource: it cannot be opened.
        CaseListInvalid: it is a folder.
    """
    from evidence.examination.workbook import sheets_of  # noqa: PLC0415 - start-up time

    data = open_once(_one(path), most=_LARGEST)
    if is_text(data):
        return data, (sheet_of_lines(decoded(data)[0], path.name),)
    return data, sheets_of(data, most_cells=_MOST_CELLS)


def _one(path: Path) -> FoundFile:
    files = find_files([path])
    if len(files) != 1 or path.is_dir():
        raise CaseListInvalid(f"{path.name} is a folder, not a list", way_out="name the file")
    return files[0]
