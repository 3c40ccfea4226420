"""Workbooks as others lay them out, for tests: the files of `forms` under other headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from evidence.examination.answers import FileExamination
from tests.evidence.examination.forms import SHORT

Cell = object
FILE_HEADINGS = (
    "URN",
    "CPS Area",
    "Court type",
    "Date of IQA",
    "DCP comments recorded?",
    "Dip sampler comments recorded?",
)
TEXTS = [question.text for question in SHORT.questions]
FEEDBACK_TEXTS = [question.text for question in SHORT.feedback]


def of_file(file: FileExamination) -> list[Cell]:
    """Return what `FILE_HEADINGS` head."""
    return [
        file.urn,
        file.area,
        "Mags" if file.court == "magistrates" else "Crown",
        file.iqa_date,
        "Y" if file.dcp_comments else "N",
        "Y" if file.dip_sampler_comments else "N",
    ]


def a_book(*sheets: tuple[str, Iterable[Sequence[Cell]]], merged: Sequence[str] = ()) -> bytes:
    """Return a workbook with these rows, the first row first, and cells joined in each sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet: Worksheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def grouped_row(file: FileExamination) -> list[Cell]:
    """Return a row with answer, view, category and reason for each question, then feedback."""
    cells = of_file(file)
    for answer in file.answers:
        categories = "; ".join(answer.categories)
        cells += [str(answer.dcp_answer), f"{answer.judgement} ", categories, answer.reason]
    return [*cells, *(graded.answer for graded in file.feedback)]


def long_rows(file: FileExamination, names: Sequence[str]) -> list[list[Cell]]:
    """Return a row for each question of a file, `names` naming questions and feedback."""
    said = [
        [str(a.dcp_answer), str(a.judgement), "; ".join(a.categories), a.reason]
        for a in file.answers
    ] + [["", graded.answer, "", ""] for graded in file.feedback]
    return [[*of_file(file), name, *cells] for name, cells in zip(names, said, strict=True)]
