"""The form says of each row how far it is, and a spreadsheet program works out the same."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from evidence.examination.answers import FileExamination, Judgement, PlannedFile
from evidence.examination.form import Field
from tests.evidence.examination.forms import FIRST, a_file, a_form, cell_of, read

PARTED = tuple(replace(a, judgement=Judgement.DISAGREE) for a in a_file().answers)
ROWS: tuple[tuple[FileExamination | PlannedFile, str, str], ...] = (
    (a_file(1), "complete", "3 October 2022"),
    (
        PlannedFile("WES-02", "Wessex", "crown", "00AB0000223", date(2023, 7, 1)),
        "not begun",
        "1 July 2023",
    ),
    (a_file(3, answers=PARTED), "category missing", "3 October 2022"),
    (
        a_file(4, answers=tuple(replace(a, categories=("disclosure",)) for a in PARTED)),
        "reason missing",
        "3 October 2022",
    ),
    (a_file(5, records=(), iqa_date=date(2022, 10, 2)), "4 answers missing", "1 October 2021"),
    (a_file(6, urn=""), "URN missing", "3 October 2022"),
    (a_file(7, themed=None), "1 answer missing", "3 October 2022"),
)
SAID = [(status, guidance) for _, status, guidance in ROWS]


def made() -> bytes:
    return a_form(*(row for row, _, _ in ROWS))


def statuses(data: bytes) -> list[tuple[object, object]]:
    sheet = load_workbook(BytesIO(data), data_only=True)["Files"]
    numbers = range(FIRST, FIRST + len(ROWS))
    return [
        tuple(sheet[cell_of(part, row=n)].value for part in (Field.STATUS, Field.GUIDANCE))
        for n in numbers
    ]  # type: ignore[misc]


def test_the_form_says_how_far_each_row_is() -> None:
    assert statuses(made()) == SAID


def test_what_the_form_works_out_is_nobodys_answer() -> None:
    complete = a_form(a_file(1))
    book = load_workbook(BytesIO(complete))  # its formulas now have no result
    out = BytesIO()
    book.save(out)

    reading = read(out.getvalue())

    assert (reading.defects, reading.files) == ((), read(complete).files)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_works_out_the_same(tmp_path: Path) -> None:
    book = load_workbook(BytesIO(made()))  # without the results that the form was made with
    book.save(tmp_path / "form.xlsx")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(tmp_path / "saved"), str(tmp_path / "form.xlsx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    assert statuses((tmp_path / "saved" / "form.xlsx").read_bytes()) == SAID
