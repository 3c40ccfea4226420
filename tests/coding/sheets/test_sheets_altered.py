"""A sheet altered by hand: said with its cell, and nothing of it taken in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.builders import iqa
from tests.coding.sheet_forms import (
    AGREED,
    HEADING_ROW,
    LIFT,
    THEMES,
    cell,
    change,
    codings,
    columns,
    exported,
    fill,
    imported,
    row_with,
    sheet_of,
    taken_in,
)

WRONG: dict[str, tuple[str, dict[str, str | None]]] = {
    "unknown_code": ("Code 1", {"Code_1": "9z", "Polarity_1": "positive"}),
    "unknown_polarity": ("Polarity 1", {"Code_1": "4a", "Polarity_1": "so-so"}),
    "missing_polarity": ("Polarity 1", {"Code_1": "4a"}),
    "missing_code": ("Code 2", {"Memo_2": "a thought"}),
    "unknown_strength": (
        "Strength 1",
        {"Code_1": "4a", "Polarity_1": "mixed", "Strength_1": "huge"},
    ),
    "nothing_and_code": (
        "Read, nothing found",
        {"Code_1": "4a", "Polarity_1": "mixed", "Read__nothing_found": "yes"},
    ),
    "unknown_answer": ("Read, nothing found", {"Read__nothing_found": "perhaps"}),
    "words_not_found": (
        "Words 1",
        {"Code_1": "4a", "Polarity_1": "mixed", "Words_1": "no such words"},
    ),
    "words_stand_twice": (
        "Words 1",
        {"Code_1": "4b", "Polarity_1": "mixed", "Words_1": "the team"},
    ),
    "coded_twice": (
        "Code 2",
        {"Code_1": "4a", "Polarity_1": "mixed", "Code_2": "4a", "Polarity_2": "mixed"},
    ),
    "altered_text": ("Text", {"Text": "The team met and something else happened."}),
    "unknown_segment": ("Segment", {"Segment": "S999-001"}),
}


@pytest.mark.parametrize("code", WRONG)
def test_what_cannot_be_is_said_with_its_cell_and_nothing_is_taken_in(
    tmp_path: Path, code: str
) -> None:
    text = "CQB minutes\n\nSo the team met, the team agreed.\n\nThe lift is mended.\n"
    folder = taken_in(tmp_path, text, tag=False)
    heading, cells = WRONG[code]
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    sheet = sheet_of(openpyxl.load_workbook(path))
    where = sheet.cell(row_with(sheet, "the team met"), columns(sheet)[heading]).coordinate
    fill(path, "the team met", **cells)

    done = iqa(folder, "code", "sheet", "import", path, "--json")

    assert done.code == 1
    defects = done.json["files"][0]["defects"]
    assert [(d["code"], d["cell"], d["sheet"]) for d in defects] == [(code, where, "Passages")]
    assert defects[0]["message"]
    assert defects[0]["try"]
    assert codings(folder) == []


def test_a_decision_that_parts_with_a_code_of_the_same_row_is_refused(folder: Path) -> None:
    path = fill(exported(folder), THEMES, Decision_1="reject", Code_1="4a", Polarity_1="positive")

    assert [d["code"] for d in imported(folder, path)["defects"]] == ["rejected_and_coded"]


def test_rows_may_be_sorted_and_deleted_and_columns_put_between(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    gone = cell(path, THEMES, "Segment")

    def muddle(sheet: Worksheet) -> None:
        sheet.delete_rows(row_with(sheet, THEMES))
        first = HEADING_ROW + 1
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=first)]
        for at, values in enumerate(reversed(rows), start=first):
            for column, value in enumerate(values, start=1):
                sheet.cell(at, column).value = value
        sheet.insert_cols(3)
        sheet.cell(HEADING_ROW, 3).value = "My notes"
        sheet.cell(first, 3).value = "ask about this"
        sheet.row_dimensions[first].hidden = True
        sheet.title = "Coded"

    told = imported(folder, change(path, muddle))

    assert (told["outcome"], told["coded"], told["missing"]) == ("taken_in", 1, [gone])
    assert told["moved"]
    assert {n["code"] for n in told["notices"]} == {"hidden_rows", "column_not_read"}
    assert codings(folder)[0][0] == LIFT


def test_deleting_a_row_takes_no_coding_back(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = change(exported(folder), lambda sheet: sheet.delete_rows(row_with(sheet, LIFT)))

    assert imported(folder, path)["outcome"] == "same"
    assert len(codings(folder)) == 1


def test_texts_that_were_sorted_without_their_segments_are_refused(folder: Path) -> None:
    def shuffle(sheet: Worksheet) -> None:
        at = columns(sheet)["Text"]
        one, two = (sheet.cell(row_with(sheet, words), at) for words in (THEMES, LIFT))
        one.value, two.value = two.value, one.value

    path = fill(exported(folder), AGREED, Code_1="4d", Polarity_1="negative")
    told = imported(folder, change(path, shuffle))

    assert len(told["altered"]) == 2
    assert told["outcome"] == "refused"
    assert codings(folder) == []


@pytest.mark.parametrize(
    ("doing", "code"),
    [
        (lambda s: s.merge_cells("H4:H5"), "merged_cells"),
        (lambda s: s.delete_cols(columns(s)["Code 1"]), "missing_column"),
        (lambda s: setattr(s.cell(3, columns(s)["Where"]), "value", "Text"), "repeated_column"),
        (lambda s: s.parent.remove(s.parent["iqa_key"]), "not_a_coding_sheet"),
        (lambda s: setattr(s.parent["iqa_key"]["B4"], "value", "[]"), "key_changed"),
        (lambda s: s.parent.copy_worksheet(s), "several_sheets"),
        (lambda s: s.parent.remove(s), "no_passages"),
        (lambda s: setattr(s.cell(4, columns(s)["Code 1"]), "value", "=1+1"),
         "formula_without_value"),
    ],
)  # fmt: skip
def test_a_sheet_that_was_taken_apart_is_refused_in_a_sentence(
    folder: Path, doing: Any, code: str
) -> None:
    done = iqa(folder, "code", "sheet", "import", change(exported(folder), doing), "--json")

    assert done.code == 1
    assert code in [d["code"] for d in done.json["files"][0]["defects"]]
    assert done.err.count("Traceback") == 0


def test_a_sheet_of_another_inspection_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    path = exported(taken_in(other, "Another paper\n\nOther words.\n", tag=False))

    assert [d["code"] for d in imported(folder, path)["defects"]] == ["other_inspection"]


@pytest.mark.parametrize("data", [b"", b"nothing", b"PK\x03\x04cut short"])
def test_what_is_no_workbook_is_refused_in_a_sentence(folder: Path, data: bytes) -> None:
    path = folder.parent / "broken.xlsx"
    path.write_bytes(data)

    done = iqa(folder, "code", "sheet", "import", path)

    assert done.code == 1
    assert "broken.xlsx" in done.err
    assert "exam" not in done.err + done.out


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_sheet_that_libreoffice_saved_is_read_as_it_was(folder: Path, tmp_path: Path) -> None:
    iqa(folder, "code", "add", "S001", AGREED, "--code", "4b", "--polarity", "mixed",
        "--memo", "two\nlines")  # fmt: skip
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    out = tmp_path / "saved"
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip

    told = imported(folder, out / path.name)

    assert (told["outcome"], told["coded"], told["notices"]) == ("taken_in", 1, [])
    assert len(codings(folder)) == 2


def test_everything_that_is_wrong_is_said_at_once(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="9z", Polarity_1="negative")
    fill(path, THEMES, Memo_2="a thought")
    fill(path, AGREED, Text="Changed")

    codes = {d["code"] for d in imported(folder, path)["defects"]}

    assert codes == {"unknown_code", "missing_code", "altered_text"}
