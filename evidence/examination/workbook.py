"""The edge to Excel, reading: the bytes of a workbook become sheets of plain cells.

Only what a person typed or a formula last gave is read. Macros, links, pictures and
comments are left alone, nothing outside the file is followed, and the size is known before
anything is unpacked. openpyxl parses each sheet cell by cell; its worksheet objects are not
used, because they fill merged and linked ranges with cells, however large.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet._reader import WorkSheetParser

from evidence.errors import UnreadableSource
from evidence.examination.defects import ExaminationReading
from evidence.examination.form_reading import read_sheets
from evidence.examination.grid import Cell, Row, Sheet
from evidence.examination.mapped_headings import OthersLayouts
from evidence.framework import Framework
from evidence.inspection import ExaminationSettings

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MIB = 1024 * 1024
_LARGEST_PART = 48 * _MIB
_LARGEST_WHOLE = 256 * _MIB
_MOST_ENTRIES = 5_000
# An Area's form has about 1,000 filled cells, all 14 in one workbook about 15,000.
_MOST_CELLS = 300_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def read_workbook(
    data: bytes,
    framework: Framework,
    settings: ExaminationSettings,
    others: OthersLayouts | None = None,
) -> ExaminationReading:
    """Return the files that a filled workbook describes, or everything that is wrong with it.

    `others` is what is known of workbooks laid out by others than this program.

    Raises:
        UnreadableSource: it is not a workbook that can be opened; with a reason code.
    """
    return read_sheets(sheets_of(data), framework, settings, others)


def sheets_of(data: bytes, *, most_cells: int = _MOST_CELLS) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook, hidden ones too, of at most so many cells.

    Raises:
        UnreadableSource: encrypted, unsupported (another kind of file), unreadable (damaged),
            unsafe (it declares entities) or too_large.
    """
    _refuse_other_kinds(data)
    _refuse_excess(data)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of validation and styles that it does not keep; we need neither.
            warnings.simplefilter("ignore")
            return _sheets(data, most_cells)
    except UnreadableSource:
        raise
    except Exception as error:
        # openpyxl lets through whatever the parts of a damaged package make it raise.
        raise UnreadableSource(
            "unreadable",
            "The workbook is damaged or not laid out as Excel lays it out.",
            way_out="Open it in Excel, save it as .xlsx under another name, and try that.",
        ) from error


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise UnreadableSource(
                "encrypted",
                "The workbook is protected by a password or a sensitivity label.",
                way_out="Save a copy without protection, and try that.",
            )
        raise UnreadableSource(
            "unsupported",
            "This is a workbook of Excel 97-2003 (.xls).",
            way_out="Open it in Excel and save it as .xlsx.",
        )
    if not data:
        raise UnreadableSource("empty", "The file is empty.", way_out="Ask for it again.")
    if not data.startswith(b"PK"):
        raise _not_a_workbook()


def _refuse_excess(data: bytes) -> None:
    """Check the package's table of contents; zipfile never unpacks more than it states."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
            heads = [package.open(e).read(4096) for e in entries if e.filename.endswith(".xml")]
    except Exception as error:  # a damaged package raises zlib's, struct's and zipfile's errors
        raise UnreadableSource(
            "unreadable",
            "The workbook is cut short or damaged.",
            way_out="Ask for it again, or copy it once more from where it came.",
        ) from error
    if not any(entry.filename.startswith("xl/") for entry in entries):
        if any(entry.filename == "META-INF/manifest.xml" for entry in entries):
            raise _open_document()
        raise _not_a_workbook()
    sizes = [entry.file_size for entry in entries]
    if len(sizes) > _MOST_ENTRIES or sum(sizes) > _LARGEST_WHOLE or max(sizes) > _LARGEST_PART:
        raise _too_large()
    if any(b"<!DOCTYPE" in head for head in heads):
        raise UnreadableSource(
            "unsafe",
            "The workbook declares entities, which no spreadsheet program writes.",
            way_out="Ask whoever sent it to save it again from Excel.",
        )


def _not_a_workbook() -> UnreadableSource:
    return UnreadableSource(
        "unsupported",
        "This is not an Excel workbook.",
        way_out="Copy its rows into the form that `iqa exam sheets` makes.",
    )


def _open_document() -> UnreadableSource:
    return UnreadableSource(
        "unsupported",
        "This is an OpenDocument file, such as LibreOffice keeps (.ods), not an Excel workbook.",
        way_out="Open it in LibreOffice and save it as .xlsx.",
    )


def _too_large() -> UnreadableSource:
    return UnreadableSource(
        "too_large",
        "The workbook is far larger than a file examination can be.",
        way_out="Copy the rows of the files into a new form.",
    )


def _sheets(data: bytes, left: int) -> tuple[Sheet, ...]:
    results = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    formulas = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        sheets: list[Sheet] = []
        for worksheet in results.worksheets:
            uncalculated = _formulas(formulas, worksheet.title)
            parser = _parser(results, worksheet.title)
            rows = sorted(_rows(parser, uncalculated, left), key=_number)
            left -= sum(len(row.cells) for row in rows)
            hidden = worksheet.sheet_state != "visible"
            sheets.append(Sheet(worksheet.title, tuple(rows), hidden, _merged(parser)))
        return tuple(sheets)
    finally:
        results.close()
        formulas.close()


def _number(row: Row) -> int:
    return row.number


def _formulas(workbook: Workbook, name: str) -> frozenset[tuple[int, int]]:
    """Return the row and column of each formula of a sheet."""
    parser = _parser(workbook, name)
    return frozenset(
        (cell["row"], cell["column"])
        for _, cells in parser.parse()
        for cell in cells
        if cell["data_type"] == "f"
    )


def _merged(parser: WorkSheetParser) -> tuple[str, ...]:
    """Return the ranges of cells that were made one, once the rows have been gone through."""
    found: Any = parser.merged_cells
    return tuple(str(cell.ref) for cell in found.mergeCell) if found else ()


def _rows(
    parser: WorkSheetParser, formulas: frozenset[tuple[int, int]], most: int
) -> Iterator[Row]:
    for number, cells in parser.parse():
        held = {
            cell["column"]: held
            for cell in cells
            if (held := _cell(cell, (cell["row"], cell["column"]) in formulas))
        }
        most -= len(held)
        if most < 0:
            raise _too_large()
        attributes = parser.row_dimensions.pop(str(number), {})
        if not 1 <= number <= _LAST_ROW or max(held, default=1) > _LAST_COLUMN:
            # Passing over such a row would lose a file without a word.
            raise ValueError("a row or column that no sheet has")
        if held:
            yield Row(number, held, attributes.get("hidden") in {"1", "true"})


def _parser(workbook: Workbook, name: str) -> WorkSheetParser:
    """Return openpyxl's own parser of a sheet, which gives the cells that are there.

    Its stubs do not describe what a workbook opened for reading holds, hence `Any`; and it
    has no public name, hence the underscores.
    """
    opened: Any = workbook
    worksheet: Any = workbook[name]
    return WorkSheetParser(
        worksheet._get_source(),  # noqa: SLF001 - see above
        worksheet._shared_strings,  # noqa: SLF001 - see above
        data_only=opened.data_only,
        epoch=opened.epoch,
        date_formats=opened._date_formats,  # noqa: SLF001 - see above
        timedelta_formats=opened._timedelta_formats,  # noqa: SLF001 - see above
    )


def _cell(parsed: dict[str, object], is_formula: bool) -> Cell | None:  # noqa: FBT001 - private
    value = parsed["value"]
    if value is None:
        # "str" is a formula that gave an empty text: a result, and nothing in the cell.
        unsaved = is_formula and parsed["data_type"] != "str"
        return Cell("", uncalculated=True) if unsaved else None
    if isinstance(value, time | timedelta):
        value = str(value)
    if isinstance(value, str) and not value.strip():
        return None
    if not isinstance(value, str | int | float | bool | date | datetime):
        value = str(value)
    return Cell(value, error=parsed["data_type"] == "e")
