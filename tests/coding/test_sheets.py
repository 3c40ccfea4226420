"""Coding in Excel: a sheet goes out, is filled as a person would, and comes back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from coding.reading_store import readings_of
from coding.review_store import polarity_kept
from coding.store import CodingStore
from coding.suggestions import SuggestionStatus
from evidence.workspace import opened
from tests.builders import iqa
from tests.coding.sheet_forms import (
    HEADING_ROW,
    cell,
    change,
    columns,
    exported,
    fill,
    imported,
    row_with,
    sheet_of,
    taken_in,
)

THEMES = "The same three weaknesses"
AGREED = "The team met"
LIFT = "The lift is mended."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return taken_in(tmp_path)


def codings(folder: Path) -> list[tuple[str, str, str, str, str, str]]:
    with opened(folder) as workspace:
        return [
            (c.selection.quote, c.code_id, c.polarity.value, c.strength.value, c.memo, c.coder)
            for c in CodingStore(workspace.database).codings()
        ]


def statuses(folder: Path) -> dict[tuple[str, str], SuggestionStatus]:
    with opened(folder) as workspace:
        found = CodingStore(workspace.database).suggestions()
        return {(s.segment_id, s.code_id): s.status for s in found}


def acts(folder: Path) -> int:
    return len(iqa(folder, "log", "--json").json["acts"])


# --- Out ---------------------------------------------------------------------------------


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


# --- In ----------------------------------------------------------------------------------


def test_a_filled_row_becomes_codings_in_the_coders_name(folder: Path) -> None:
    path = fill(
        exported(folder),
        LIFT,
        Code_1="4d",
        Polarity_1="negative",
        Strength_1="strong",
        Memo_1="not IQA",
        Code_2="4b: whatever it is called",
        Polarity_2="mixed",
        Words_2="The lift",
    )

    told = imported(folder, path)

    assert (told["outcome"], told["coded"]) == ("taken_in", 2)
    assert codings(folder) == [
        (LIFT, "4d", "negative", "strong", "not IQA", "J Marsh"),
        ("The lift", "4b", "mixed", "ordinary", "", "J Marsh"),
    ]


def test_the_second_import_changes_nothing(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    fill(path, THEMES, Decision_1="accept")
    fill(path, AGREED, Read__nothing_found="yes")
    assert imported(folder, path)["outcome"] == "taken_in"
    before = codings(folder), acts(folder)

    told = imported(folder, path)

    assert (told["outcome"], told["conflicts"]) == ("same", [])
    assert (codings(folder), acts(folder)) == before


def test_a_file_is_one_act_and_undone_in_one(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    fill(path, THEMES, Decision_1="reject")
    before = acts(folder)
    imported(folder, path)
    assert acts(folder) == before + 1

    assert iqa(folder, "undo").code == 0

    assert codings(folder) == []
    assert SuggestionStatus.REJECTED not in statuses(folder).values()
    assert imported(folder, path)["coded"] == 1


def test_a_dry_run_says_what_would_be_and_does_nothing(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")

    told = imported(folder, path, "--dry-run")

    assert told["coded"] == 1
    assert codings(folder) == []


def test_a_sheet_can_be_filled_further_and_taken_in_again(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    imported(folder, path)

    fill(path, LIFT, Code_1="4b", Memo_1="on reflection")
    assert imported(folder, path)["changed"] == 1
    assert [(c[1], c[4]) for c in codings(folder)] == [("4b", "on reflection")]

    fill(path, LIFT, Code_1=None, Polarity_1=None, Memo_1=None)
    assert imported(folder, path)["withdrawn"] == 1
    assert codings(folder) == []


def test_emptying_the_code_takes_ones_own_coding_back(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = exported(folder)
    assert cell(path, LIFT, "Code 1").startswith("4d")

    fill(path, LIFT, Code_1=None)

    assert imported(folder, path)["withdrawn"] == 1
    assert codings(folder) == []


def test_emptying_only_the_code_takes_it_back_once_and_the_sheet_again_asks_nothing(
    folder: Path,
) -> None:
    path = exported(folder)
    fill(path, LIFT, Code_1="4d", Polarity_1="positive", Memo_1="by May")
    imported(folder, path)
    fill(path, LIFT, Code_1=None)

    assert imported(folder, path)["withdrawn"] == 1
    again = imported(folder, path)
    assert (again["outcome"], again["defects"]) == ("same", [])
    assert codings(folder) == []
    fill(path, LIFT, Code_1="4a")
    assert imported(folder, path)["coded"] == 1
    fill(path, LIFT, Code_1=None, Memo_1="something else")
    assert [d["code"] for d in imported(folder, path)["defects"]] == ["missing_code"]


def test_nothing_found_filled_down_over_grey_rows_stops_nothing(tmp_path: Path) -> None:
    folder = taken_in(
        tmp_path,
        "WEBVTT\n\n00:00:06.000 --> 00:00:11.000\n<v Ruth Osei (HMCPSI)>How do themes reach you?\n"
        "\n00:00:15.000 --> 00:00:21.000\n<v Priya Keane (DCP)>In the quarterly bulletin.\n",
        tag=False,
        name="DCP focus group.vtt",
    )
    path = exported(folder)
    fill(path, "How do themes", Read__nothing_found="yes")
    fill(path, "quarterly bulletin", Read__nothing_found="yes")

    told = imported(folder, path)

    assert (told["nothing_found"], told["defects"]) == (1, [])
    assert [n["code"] for n in told["notices"]] == ["context_read"]


def test_a_code_that_moves_to_another_column_is_the_same_coding(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = exported(folder)
    said = cell(path, LIFT, "Code 1")

    fill(path, LIFT, Code_1=None, Polarity_1=None, Code_2=said, Polarity_2="negative")

    assert imported(folder, path)["outcome"] == "same"


def test_accepting_takes_the_suggestions_polarity_unless_another_is_chosen(folder: Path) -> None:
    path = fill(exported(folder), THEMES, Decision_1="accept", Decided_polarity_1="negative")

    told = imported(folder, path)

    assert told["accepted"] + told["amended"] == 1
    assert [c[1:3] for c in codings(folder)] == [("4a", "negative")]


def test_a_polarity_that_nobody_chose_is_told_and_fills_in_nothing_later(folder: Path) -> None:
    path = exported(folder)
    fill(path, THEMES, Decision_1="accept")

    told = imported(folder, path)

    assert [n["code"] for n in told["notices"]] == ["polarity_taken"]
    with opened(folder) as workspace:
        assert polarity_kept(workspace.database) == (0, 0)


def test_another_code_as_decision_amends_the_suggestion(folder: Path) -> None:
    path = fill(exported(folder), THEMES, Decision_1="2a")

    assert imported(folder, path)["amended"] == 1
    assert [c[1] for c in codings(folder)] == ["2a"]
    assert SuggestionStatus.AMENDED in statuses(folder).values()


def test_giving_the_suggested_code_by_hand_decides_the_suggestion(folder: Path) -> None:
    path = fill(
        exported(folder), THEMES, Code_1="4a", Polarity_1="positive", Words_1="three weaknesses"
    )

    told = imported(folder, path)

    assert told["accepted"] + told["amended"] == 1
    assert codings(folder)[0][0] == "three weaknesses"


def test_nothing_found_is_recorded_and_taken_back_for_one_passage(folder: Path) -> None:
    path = exported(folder)
    for words in (THEMES, AGREED, LIFT):
        fill(path, words, Read__nothing_found="yes")
    assert imported(folder, path)["nothing_found"] == 3

    fill(path, AGREED, Read__nothing_found=None, Code_1="4b", Polarity_1="positive")
    told = imported(folder, path)

    assert told["nothing_taken_back"] == 1
    again = exported(folder, name="again.xlsx")
    assert [cell(again, w, "Read, nothing found") for w in (THEMES, AGREED, LIFT)] == [
        "yes",
        None,
        "yes",
    ]
    with opened(folder) as workspace:
        assert all(r.coder == "J Marsh" for r in readings_of(workspace.database))


# --- Two people --------------------------------------------------------------------------


def test_a_coding_that_was_changed_since_is_shown_and_not_written_over(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = exported(folder)
    refused = iqa(folder, "--as", "R Ode", "code", "change", "C0001", "--polarity", "mixed")
    assert (refused.code, "C0001 is what J Marsh said" in refused.err) == (1, True)
    assert iqa(folder, "code", "change", "C0001", "--polarity", "mixed").code == 0

    fill(path, LIFT, Polarity_1="positive")
    fill(path, AGREED, Code_1="4b", Polarity_1="positive")
    done = iqa(folder, "code", "sheet", "import", path, "--json")

    assert done.code == 3
    [conflict] = done.json["files"][0]["conflicts"]
    assert (conflict["code"], conflict["segment_id"]) == (
        "changed_since",
        cell(path, LIFT, "Segment"),
    )
    assert done.json["files"][0]["coded"] == 1
    assert {c[1:3] for c in codings(folder)} == {("4d", "mixed"), ("4b", "positive")}


def test_a_suggestion_that_somebody_decided_since_stays_decided(folder: Path) -> None:
    path = exported(folder)
    first = iqa(folder, "code", "review", "--list", "--json").json["suggestions"][0]
    assert cell(path, THEMES, "Segment") == first["segment_id"]
    iqa(folder, "--as", "R Ode", "code", "review", first["suggestion_id"], "--accept")

    fill(path, THEMES, Decision_1="reject")
    done = iqa(folder, "code", "sheet", "import", path)

    assert done.code == 3
    assert "R Ode has accepted" in " ".join(done.out.split())
    assert len(codings(folder)) == 1


def test_a_sheet_is_taken_in_by_whom_it_was_made_for(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")

    done = iqa(folder, "--as", "R Ode", "code", "sheet", "import", path, "--json")

    assert done.code == 1
    assert [d["code"] for d in done.json["files"][0]["defects"]] == ["other_coder"]


def test_rows_of_a_document_that_was_replaced_are_left_and_said(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    inbox = folder.parent / "inbox"
    (inbox / "Northshire" / "CQB.txt").write_text("CQB minutes\n\nAll new.\n", encoding="utf-8")
    assert iqa(folder, "ingest", inbox).code == 0

    done = iqa(folder, "code", "sheet", "import", path, "--json")

    assert done.code == 3
    assert done.json["files"][0]["conflicts"][0]["code"] == "source_gone"
    assert codings(folder) == []


# --- Altered by hand ---------------------------------------------------------------------

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


def test_of_several_files_the_sound_ones_are_taken_in(folder: Path) -> None:
    good = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    bad = fill(exported(folder, name="bad.xlsx"), LIFT, Code_1="9z", Polarity_1="negative")

    done = iqa(folder, "code", "sheet", "import", good, bad, "--json")

    assert done.code == 3
    assert [f["outcome"] for f in done.json["files"]] == ["taken_in", "refused"]
    assert len(codings(folder)) == 1


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


def everything_in(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(c.value) for sheet in book.worksheets for row in sheet.iter_rows() for c in row
    )


def test_accepting_what_was_coded_by_hand_makes_no_second_coding(folder: Path) -> None:
    path = exported(folder)
    polarity = cell(path, THEMES, "Suggestion 1").partition("reads as ")[2].split()[0]
    segment = cell(path, THEMES, "Segment")
    assert iqa(folder, "code", "add", segment, "4a", "--polarity", polarity).code == 0
    again = exported(folder, name="again.xlsx")
    fill(again, THEMES, Decision_1="accept")

    told = imported(folder, again)

    assert told["outcome"] == "taken_in"
    assert len(codings(folder)) == 1
    assert SuggestionStatus.ACCEPTED in statuses(folder).values()
    assert imported(folder, again)["outcome"] == "same"


def test_everything_that_is_wrong_is_said_at_once(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="9z", Polarity_1="negative")
    fill(path, THEMES, Memo_2="a thought")
    fill(path, AGREED, Text="Changed")

    codes = {d["code"] for d in imported(folder, path)["defects"]}

    assert codes == {"unknown_code", "missing_code", "altered_text"}
