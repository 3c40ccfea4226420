"""The edge to Excel, writing: a coding sheet with its codebook, guide and hidden key.

Text is always written as text: nothing that was said or typed becomes a formula or a link.
The sheet is protected without a password, so that what is evidence is not changed by a slip.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from coding.codebook import Codebook
from coding.codings import Polarity, Strength
from coding.sheets.cell_text import lines_of, shown
from coding.sheets.content import PassageRow, SheetContent, label
from coding.sheets.guide import GUIDE
from coding.sheets.key import key_lines
from coding.sheets.layout import (
    ACCEPT,
    CODES_SHEET,
    GUIDE_SHEET,
    KEY_SHEET,
    LISTS_SHEET,
    PASSAGES_SHEET,
    REJECT,
    YES,
    Column,
    Field,
)
from evidence.errors import WorkbookInvalid
from evidence.examination.grid import address

TITLE_ROW, HEADING_ROW, FIRST_ROW = 0, 2, 3
"""Rows of the sheet of passages, counted from 0 as XlsxWriter counts."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NAVY, _TEAL, _GREY, _LINE, _AMBER = "#12436D", "#1D7A72", "#F2F2F2", "#BFBFBF", "#FFE8B3"
_LINE_HEIGHT, _HIGHEST = 15, 409
"""In points; the second is the most that Excel allows a row."""

_LISTS = {
    Field.DECISION: "iqa_decisions",
    Field.DECIDED_POLARITY: "iqa_polarities",
    Field.NOTHING: "iqa_yes",
    Field.CODE: "iqa_codes",
    Field.POLARITY: "iqa_polarities",
    Field.STRENGTH: "iqa_strengths",
}
"""The list of each column that has one, by the name of its range."""

_GUIDE_WIDTH = 100
_CODE_WIDTHS = (12, 28, 10, 50, 40, 40, 50)

_ALLOWED = {
    "sort": True,
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
}


def write_sheet(content: SheetContent) -> bytes:
    """Return a coding sheet as an .xlsx file; the same content gives the same bytes.

    Raises:
        WorkbookInvalid: a text is longer than a cell can hold.
    """
    out = BytesIO()
    workbook = Workbook(out, _OPTIONS)
    made = _time(content.key.made)
    workbook.set_properties({"title": content.title, "author": "", "created": made})
    writer = _Writer(workbook)
    sheet = workbook.add_worksheet(PASSAGES_SHEET)
    writer.codes(workbook.add_worksheet(CODES_SHEET), content.codebook)
    writer.guide(workbook.add_worksheet(GUIDE_SHEET))
    writer.lists(workbook.add_worksheet(LISTS_SHEET), content.codebook)
    writer.key(workbook.add_worksheet(KEY_SHEET), content)
    writer.passages(sheet, content)
    sheet.activate()
    workbook.close()
    return out.getvalue()


class _Writer:
    """Writes the sheets of one workbook with its few formats."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        plain = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
        white = {**plain, "bold": True, "font_color": "#FFFFFF"}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.locked_heading = workbook.add_format({**white, "bg_color": _NAVY})
        self.open_heading = workbook.add_format({**white, "bg_color": _TEAL})
        self.locked = workbook.add_format(plain)
        self.context = workbook.add_format(
            {**plain, "bg_color": _GREY, "font_color": "#505050", "italic": True}
        )
        # As text, so that what is typed is neither counted nor taken for a date or formula.
        self.open = workbook.add_format({**plain, "locked": False, "num_format": "@"})
        self.amber = workbook.add_format({"bg_color": _AMBER})
        self.bold = workbook.add_format({**plain, "bold": True})

    def say(
        self, sheet: Worksheet, row: int, column: int, text: str, form: Format | None = None
    ) -> None:
        """Write a text; an empty one leaves a cell that is ready to be filled."""
        if not text:
            sheet.write_blank(row, column, None, form)
        elif sheet.write_string(row, column, text, form):
            raise WorkbookInvalid(
                f"a text in row {row + 1} is longer than a cell can hold",
                way_out="export fewer sources, or code it in the terminal: iqa code add",
            )

    def passages(self, sheet: Worksheet, content: SheetContent) -> None:
        """Write the passages, what may be chosen, and the protection."""
        self.say(sheet, TITLE_ROW, 0, f"Coding sheet: {shown(content.title)}", self.title)
        self.say(sheet, TITLE_ROW + 1, 0, _about(content))
        for number, column in enumerate(content.columns):
            form = self.open_heading if column.filled else self.locked_heading
            self.say(sheet, HEADING_ROW, number, column.heading, form)
            sheet.set_column(number, number, column.width)
        for at, row in enumerate(content.rows, start=FIRST_ROW):
            self._passage(sheet, at, row, content.columns)
        last = FIRST_ROW + max(len(content.rows), 1) - 1
        self._offer(sheet, content.columns, last)
        self._ask_for_polarity(sheet, content.columns, last)
        text = next(n for n, c in enumerate(content.columns) if c.field is Field.TEXT)
        sheet.set_row(HEADING_ROW, 32)
        sheet.freeze_panes(FIRST_ROW, text + 1)
        sheet.autofilter(HEADING_ROW, 0, last, len(content.columns) - 1)
        sheet.repeat_rows(HEADING_ROW)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.repeat_columns(0, text)
        sheet.protect("", _ALLOWED)

    def _passage(
        self, sheet: Worksheet, at: int, row: PassageRow, columns: Sequence[Column]
    ) -> None:
        for number, column in enumerate(columns):
            fillable = self.open if column.filled else self.locked
            form = fillable if row.open else self.context
            self.say(sheet, at, number, row.cells.get(column.place, ""), form)
        # Not every program fits the height of a row to what is in it when it opens the file.
        widths = ((row.cells.get(c.place, ""), c.width) for c in columns)
        lines = max(lines_of(words, width=width) for words, width in widths)
        sheet.set_row(at, min(lines * _LINE_HEIGHT + 3, _HIGHEST))

    def _offer(self, sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
        """Give each column its list by the name of a range: an inline list ends at 255."""
        for number, column in enumerate(columns):
            if column.field in _LISTS:
                rule = {
                    "validate": "list",
                    "source": f"={_LISTS[column.field]}",
                    "error_title": "Not in the list",
                    "error_message": "Choose from the list. More on the sheet "
                    f"'{GUIDE_SHEET}' and, for codes, '{CODES_SHEET}'.",
                }
                sheet.data_validation(FIRST_ROW, number, last, number, rule)

    def _ask_for_polarity(self, sheet: Worksheet, columns: Sequence[Column], last: int) -> None:
        """Colour the polarity of a code until it is chosen."""
        for number, column in enumerate(columns):
            if column.field is Field.POLARITY:
                code, own = (address(n, FIRST_ROW + 1) for n in (number, number + 1))
                rule = {
                    "type": "formula",
                    "criteria": f'=AND(${code}<>"",${own}="")',
                    "format": self.amber,
                }
                sheet.conditional_format(FIRST_ROW, number, last, number, rule)

    def codes(self, sheet: Worksheet, codebook: Codebook) -> None:
        """Write the codebook: what each code means, and what it does not."""
        headings = (
            "Code",
            "Name",
            "Beneath",
            "Definition",
            "Code it where",
            "Not where",
            "Such as",
        )
        for column, (words, width) in enumerate(zip(headings, _CODE_WIDTHS, strict=True)):
            self.say(sheet, 0, column, words, self.locked_heading)
            sheet.set_column(column, column, width)
        for at, code in enumerate(codebook.codes, start=1):
            said = (code.code_id, code.name, code.parent, code.definition, code.include,
                    code.exclude, "\n".join(code.examples))  # fmt: skip
            widths_of = zip(said, _CODE_WIDTHS, strict=True)
            lines = max(lines_of(words, width=width) for words, width in widths_of)
            sheet.set_row(at, min(lines * _LINE_HEIGHT + 3, _HIGHEST))
            for column, words in enumerate(said):
                form = self.bold if column == 0 else self.locked
                self.say(sheet, at, column, shown(words), form)
        sheet.freeze_panes(1, 2)
        sheet.protect("", _ALLOWED)

    def guide(self, sheet: Worksheet) -> None:
        """Write what each column asks for."""
        self.say(sheet, 0, 0, GUIDE_SHEET, self.title)
        for at, (name, words) in enumerate(GUIDE, start=2):
            self.say(sheet, at, 0, name, self.bold)
            self.say(sheet, at, 1, words, self.locked)
            lines = lines_of(words, width=_GUIDE_WIDTH)
            sheet.set_row(at, lines * _LINE_HEIGHT + 3)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, _GUIDE_WIDTH)
        sheet.protect("", _ALLOWED)

    def lists(self, sheet: Worksheet, codebook: Codebook) -> None:
        """Write the lists that cells offer, and name their ranges."""
        codes = [shown(label(code.code_id, code.name)) for code in codebook.codes]
        lists: dict[str, list[str]] = {
            "iqa_codes": codes,
            "iqa_decisions": [ACCEPT, REJECT, *codes],
            "iqa_polarities": [str(polarity) for polarity in Polarity],
            "iqa_strengths": [str(strength) for strength in Strength],
            "iqa_yes": [YES],
        }
        for column, (name, words) in enumerate(lists.items()):
            for at, word in enumerate(words):
                self.say(sheet, at, column, word)
            letters = address(column + 1, 1).rstrip("1")
            area = f"={LISTS_SHEET}!${letters}$1:${letters}${max(len(words), 1)}"
            self.workbook.define_name(name, area)
        sheet.hide()

    def key(self, sheet: Worksheet, content: SheetContent) -> None:
        """Write the hidden sheet by which the sheet is known again."""
        for at, (kind, said) in enumerate(key_lines(content.key)):
            self.say(sheet, at, 0, kind)
            self.say(sheet, at, 1, said)
        sheet.hide()


def _about(content: SheetContent) -> str:
    key = content.key
    told = [f"For {shown(key.coder)}; codebook version {key.codebook}."]
    if key.blind:
        told.append("Blind: it shows no suggestions, and nobody else's codings.")
    if key.masked:
        told.append("Masked: names and numbers that identify somebody are hidden.")
    told.append(f"Fill the green columns; the sheet '{GUIDE_SHEET}' says how.")
    return " ".join(told)


def _time(made: str) -> datetime:
    """Return the time of making as a file's properties state it."""
    at = datetime.fromisoformat(made)
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
