"""Opening a list that somebody exported: a workbook or lines of separated values, as sheets."""

from __future__ import annotations

from pathlib import Path

from evidence.examination.grid import Sheet
from evidence.finding import named_in_refusals, open_once, the_file
from evidence.readers.decoding import decoded, is_text
from evidence.readers.limits import MIB
from evidence.sampling.lists import sheet_of_lines

_LARGEST = 256 * MIB
_MOST_CELLS = 2_000_000


def list_sheets(path: Path) -> tuple[bytes, tuple[Sheet, ...]]:
    """Return a list's bytes and its sheets.

    Raises:
        UnreadableSource: it cannot be opened, or is a folder.
        CaseListInvalid: a line of it cannot be read.
    """
    from evidence.examination.workbook import sheets_of  # noqa: PLC0415 - start-up time

    with named_in_refusals(path):
        data = open_once(the_file(path), most=_LARGEST)
        if is_text(data):
            return data, (sheet_of_lines(decoded(data)[0], path.name),)
        return data, sheets_of(data, most_cells=_MOST_CELLS)
