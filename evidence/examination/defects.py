"""What is wrong in a filled form, cell by cell, with the way to mend it.

A workbook is taken in whole or not at all: one defect, and nothing of it counts until a
person has mended it. Every defect is reported at once, so that it is mended in one go.
"""

from __future__ import annotations

from dataclasses import dataclass

from evidence.examination.answers import FileExamination
from evidence.notices import Notice


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that has to be mended before the workbook can be taken in.

    `cell` is an address such as "F12"; `code` is snake_case and stable; `file_ref` is the
    file of that row, or "".
    """

    sheet: str
    cell: str
    code: str
    message: str
    way_out: str
    file_ref: str = ""

    @property
    def row(self) -> int:
        """The number of the row in the sheet.

        >>> Defect("Files", "AB12", "missing_answer", "", "").row
        12
        """
        return int(self.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@dataclass(frozen=True, slots=True)
class ExaminationReading:
    """What a workbook says. `files` is empty if there is any defect.

    `rows` counts the rows that describe a file that was examined; `faulty_rows` those of
    them with a defect.
    """

    files: tuple[FileExamination, ...]
    defects: tuple[Defect, ...] = ()
    notices: tuple[Notice, ...] = ()
    rows: int = 0
    faulty_rows: int = 0
