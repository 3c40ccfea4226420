"""What goes out in Excel: a row for each passage, what is evidence locked, lists to choose from."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from coding.suggestions import SuggestionStatus
from tests.builders import iqa
from tests.coding.sheet_forms import (
    LIFT,
    THEMES,
    cell,
    codings,
    columns,
    everything_in,
    exported,
    fill,
    imported,
    row_with,
    sheet_of,
    statuses,
    taken_in,
)


def test_a_sheet_has_a_row_for_each_passage_and_shows_why_a_code_is_suggested(
    folder: Path,
) -> None:
    path = exported(folder)

    suggestion = cell(path, THEMES, "Suggestion 1")
    assert suggestion.startswith("4a: ")
    assert "reads as" in suggestion
    assert cell(path, LIFT, "Text") == LIFT
    assert cell(path, LIFT, "Segment").startswith("S001-")


def test_what_is_evidence_is_locked_and_what_is_asked_is_open(folder: Path) -> None:
    book = openpyxl.load_workbook(exported(folder))
    sheet = sheet_of(book)
    at, row = columns(sheet), row_with(sheet, THEMES)

    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert sheet.cell(row, at["Text"]).protection.locked
    assert not sheet.cell(row, at["Code 1"]).protection.locked
    assert sheet.freeze_panes
    assert {s.title for s in book.worksheets if s.sheet_state != "visible"} == {
        "iqa_key",
        "iqa_lists",
    }


def test_the_lists_are_named_ranges_that_hold_every_code(folder: Path) -> None:
    book = openpyxl.load_workbook(exported(folder))
    rules = {str(r.formula1) for r in sheet_of(book).data_validations.dataValidation}

    assert "iqa_codes" in rules
    assert not any('"' in rule for rule in rules)
    name, area = next(book.defined_names["iqa_codes"].destinations)
    offered = [row[0].value for row in book[name][area.replace("$", "")]]
    known = iqa(folder, "codebook", "show", "--json").json["codes"]
    assert [str(text).partition(":")[0] for text in offered] == [code["code"] for code in known]


def test_a_blind_sheet_shows_no_suggestion_and_nobody_elses_coding(folder: Path) -> None:
    iqa(
        folder,
        "--as",
        "R Ode",
        "code",
        "add",
        "S001",
        THEMES,
        "--code",
        "4a",
        "--polarity",
        "mixed",
    )

    plain, blind = exported(folder), exported(folder, "--blind", name="blind.xlsx")

    assert "R Ode" in cell(plain, THEMES, "Coded by others")
    headings = columns(sheet_of(openpyxl.load_workbook(blind)))
    assert not {"Suggestion 1", "Decision 1", "Coded by others"} & set(headings)
    assert "R Ode" not in everything_in(blind)
    assert "suggestion_id" not in everything_in(blind)


def test_coding_in_a_blind_sheet_leaves_the_suggestion_open(folder: Path) -> None:
    path = fill(exported(folder, "--blind"), THEMES, Code_1="4a", Polarity_1="positive")

    assert imported(folder, path)["coded"] == 1

    assert SuggestionStatus.ACCEPTED not in statuses(folder).values()


def test_a_masked_sheet_names_nobody_and_its_words_lead_back(tmp_path: Path) -> None:
    folder = taken_in(
        tmp_path,
        "CQB minutes\n\nPresent: Ms Priya Keane (DCCP)\n\n"
        "Ms Keane read forty assessments and named two themes.\n",
        tag=False,
    )
    path = exported(folder, "--masked")
    assert "Keane" not in everything_in(path)
    shown = cell(path, "forty assessments", "Text")

    fill(path, "forty assessments", Code_1="4a", Polarity_1="positive", Words_1=shown[:-1])
    told = imported(folder, path)

    assert told["coded"] == 1
    [coding] = codings(folder)
    assert "Keane read forty assessments" in coding[0]
    again = exported(folder, "--masked", name="again.xlsx")
    assert "Keane" not in everything_in(again)
    assert imported(folder, again)["outcome"] == "same"


def test_questions_are_shown_in_grey_and_cannot_be_coded(tmp_path: Path) -> None:
    folder = taken_in(
        tmp_path,
        "WEBVTT\n\n00:00:06.000 --> 00:00:11.000\n<v Ruth Osei (HMCPSI)>How do themes reach you, "
        "Priya Keane?\n\n00:00:15.000 --> 00:00:21.000\n<v Priya Keane (DCP)>They come in the "
        "quarterly bulletin.\n",
        tag=False,
        name="DCP focus group.vtt",
    )  # fmt: skip
    path = exported(folder, "--masked")

    assert "themes reach you" in cell(path, "quarterly bulletin", "Heading or question")
    assert not {"Keane", "Osei"} & set(everything_in(path).replace("'", " ").split())
    sheet = sheet_of(openpyxl.load_workbook(path))
    question = sheet.cell(row_with(sheet, "How do themes"), columns(sheet)["Code 1"])
    assert question.protection.locked
    fill(path, "How do themes", Code_1="4a", Polarity_1="positive")
    assert [d["code"] for d in imported(folder, path)["defects"]] == ["row_is_context"]


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    folder = taken_in(tmp_path, "CQB minutes\n\n=HYPERLINK(1) is what the form says.\n", tag=False)

    path = exported(folder)

    book = openpyxl.load_workbook(path)
    assert not any(
        c.data_type == "f" for sheet in book.worksheets for row in sheet.iter_rows() for c in row
    )
    assert imported(folder, path)["outcome"] == "same"


def test_a_sheet_that_may_be_filled_is_not_written_over(folder: Path) -> None:
    path = exported(folder)

    assert iqa(folder, "code", "sheet", "export", "S001", path).code == 2


def test_all_gives_each_area_that_has_evidence_a_sheet(folder: Path) -> None:
    place = folder.parent / "sheets"

    told = iqa(folder, "code", "sheet", "export", "--all", place, "--json").json

    assert [Path(f["path"]).name for f in told["files"]] == ["coding-northshire-j-marsh.xlsx"]
    assert iqa(folder, "code", "sheet", "export", "--area", "Nowhere", place).code == 1


def test_where_a_sheet_goes_may_be_said_in_either_way_and_only_once(folder: Path) -> None:
    place = folder.parent
    export = ("code", "sheet", "export")
    for number, words in enumerate(
        [("S001", "--out"), ("--area", "Northshire", "--out"), ("--area", "Northshire")]
    ):
        path = place / f"way{number}.xlsx"
        assert iqa(folder, *export, *words, path).code == 0
        assert path.is_file()

    again = place / "again.xlsx"
    for words in [(), ("S001",), ("--out", again), ("S001", again, "--out", again)]:
        assert iqa(folder, *export, *words).code == 2
    assert iqa(folder, *export, "--area", "Northshire", again, "--out", again).code == 2
    assert not again.exists()
