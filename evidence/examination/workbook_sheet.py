"""A sheet of the form as it is written: its few formats, and no text lost on the way."""

from __future__ import annotations

from datetime import date, datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from evidence.errors import WorkbookInvalid
from evidence.examination.form import DAYS, Field

_NAVY, _PALE, _AMBER, _GREEN = "#12436D", "#E8EEF4", "#FFE8B3", "#D5E8D4"


class FormSheet:
    """A sheet that refuses to lose what is written to it."""

    def __init__(self, workbook: Workbook, name: str) -> None:
        self.sheet = workbook.add_worksheet(name)
        plain = {"text_wrap": True, "valign": "top"}
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.band = workbook.add_format({"bold": True, "bg_color": _PALE})
        self.heading = workbook.add_format(
            {**plain, "bold": True, "bg_color": _NAVY, "font_color": "#FFFFFF"}
        )
        self.plain = workbook.add_format(plain)
        self.text = workbook.add_format({**plain, "num_format": "@"})
        self.day = workbook.add_format({**plain, "num_format": "dd mmm yyyy", "align": "left"})
        self._worked_out = workbook.add_format({**plain, "bg_color": _PALE})
        self.green = workbook.add_format({"bg_color": _GREEN})
        self.amber = workbook.add_format({"bg_color": _AMBER})

    def put(self, row: int, column: int, value: str | date | None, field: Field) -> None:
        """Write a cell of the form; nothing is an empty cell that is ready to be filled."""
        form = self.day if field in DAYS else self.text if field is Field.URN else self.plain
        if isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime.combine(value, time()), form)
        elif value:
            self.say(row, column, value, form)
        else:
            self.sheet.write_blank(row, column, None, form)

    def work_out(self, row: int, column: int, formula: str, now: str) -> None:
        """Write a formula of the program's own, and what it comes to now; never a person's text."""
        self.sheet.write_formula(row, column, formula, self._worked_out, now)

    def say(self, row: int, column: int, text: str, form: Format | None = None) -> None:
        """Write a text.

        Raises:
            WorkbookInvalid: it is longer than a cell can hold.
        """
        clean = text.replace("\r\n", "\n").replace("\r", "\n")
        clean = "".join(c for c in clean if c.isprintable() or c == "\n")
        if self.sheet.write_string(row, column, clean, form):
            raise WorkbookInvalid(
                f"A text for row {row + 1} of the form is longer than a cell can hold.",
                way_out="Shorten the reason to fewer than 32,767 characters.",
            )
