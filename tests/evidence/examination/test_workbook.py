"""Whatever is offered as a workbook ends in cells or in one sentence, fast and within bounds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from evidence.errors import UnreadableSource
from evidence.examination.grid import Cell
from evidence.examination.workbook import sheets_of
from tests.evidence.examination.forms import a_file, a_form, read

SHEET = "xl/worksheets/sheet1.xml"
FORM = a_form(a_file())


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return the form with one part of its package changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(FORM)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, change(data) if entry.filename == name else data)
    return out.getvalue()


def with_row(xml: bytes) -> bytes:
    return with_part(SHEET, lambda data: data.replace(b"</sheetData>", xml + b"</sheetData>"))


def refusal(data: bytes) -> UnreadableSource:
    with pytest.raises(UnreadableSource) as caught:
        sheets_of(data)
    return caught.value


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + b"\0" * 600, "unsupported"),
        (b"File,URN,Area\nWES-01,00AB0000123,Wessex\n", "unsupported"),
        (b"%PDF-1.7", "unsupported"),
        (b"", "empty"),
        (FORM[: len(FORM) // 2], "unreadable"),
        (b"PK\x03\x04" + b"\0" * 100, "unreadable"),
        (b"PK\x05\x06" + b"\0" * 18, "unsupported"),
        (with_part(SHEET, lambda d: DOCTYPE + d.split(b"?>", 1)[1]), "unsafe"),
        (with_part("xl/sharedStrings.xml", lambda _: b" " * (49 * 1024 * 1024)), "too_large"),
        (with_part("xl/workbook.xml", lambda _: b"<workbook"), "unreadable"),
        (with_row(b'<row r="-5"><c><v>1</v></c></row>'), "unreadable"),
        (with_row(b'<row r="1048577"><c><v>1</v></c></row>'), "unreadable"),
        (with_row(b'<row r="90"><c t="s"><v>99999999</v></c></row>'), "unreadable"),
    ],
    ids=[
        "protected by a password",
        "an old workbook",
        "a csv file",
        "a pdf",
        "nothing",
        "cut short",
        "a broken package",
        "an empty package",
        "entities",
        "a bomb",
        "broken xml",
        "a row above the first",
        "a row below the last",
        "a text that is not there",
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, code: str) -> None:
    error = refusal(data)

    assert error.code == code
    assert error.way_out


def test_a_package_of_another_office_program_is_not_a_workbook() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<w/>")

    assert refusal(out.getvalue()).code == "unsupported"


def test_a_stray_cell_in_the_last_corner_costs_nothing_and_is_pointed_out() -> None:
    stray = with_row(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    reading = read(stray)

    assert reading.files == (a_file(),)
    assert [(n.code, n.locator) for n in reading.notices] == [("outside_form", "Files, XFD1048576")]


@pytest.mark.parametrize(
    "excess",
    [
        b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
    ],
    ids=["merged", "linked"],
)
def test_a_range_over_the_whole_sheet_is_not_filled_with_cells(excess: bytes) -> None:
    data = with_part(SHEET, lambda d: d.replace(b"</sheetData>", b"</sheetData>" + excess))

    assert read(data).files == (a_file(),)


def test_more_cells_than_any_examination_has_are_refused() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 16_000 + b"</row>"

    assert refusal(with_row(row * 20)).code == "too_large"


def test_formulas_are_read_by_their_last_results() -> None:
    out = BytesIO()
    workbook = Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet("Files")
    sheet.write_formula("A1", '="y"&"es"', None, "yes")
    sheet.write_formula("C1", "=1/0", None, "#DIV/0!")
    workbook.close()

    (read_back,) = sheets_of(out.getvalue())

    assert read_back.rows[0].cells == {1: Cell("yes"), 3: Cell("#DIV/0!", error=True)}


def test_a_formula_that_gave_an_empty_text_is_an_empty_cell() -> None:
    """Excel saves such a result as an empty text, and one that it never worked out as nothing."""
    rows = b'<row r="90"><c r="A90" t="str"><f>T("")</f><v></v></c></row>'
    rows += b'<row r="91"><c r="A91"><f>T("")</f></c></row>'

    sheet = sheets_of(with_row(rows))[0]

    held = {row.number: dict(row.cells) for row in sheet.rows if row.number >= 90}
    assert held == {91: {1: Cell("", uncalculated=True)}}


def test_hidden_sheets_are_known_as_hidden() -> None:
    assert {sheet.name: sheet.hidden for sheet in sheets_of(FORM)} == {
        "Files": False,
        "Guidance": False,
        "iqa_key": True,
    }


@settings(max_examples=60)
@given(st.integers(0, len(FORM) - 1), st.binary(min_size=1, max_size=60))
def test_damage_anywhere_ends_in_a_reading_or_one_sentence(place: int, noise: bytes) -> None:
    damaged = FORM[:place] + noise + FORM[place + len(noise) :]

    try:
        read(damaged)
    except UnreadableSource as error:
        assert error.message  # noqa: PT017 - either outcome is right
