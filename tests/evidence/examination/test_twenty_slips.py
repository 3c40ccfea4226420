"""A filled form broken in the ways in which people break forms: each is found, and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evidence.examination.answers import DipSamplerView, Judgement
from evidence.examination.form import KEY_SHEET, Field
from tests.evidence.examination.forms import (
    FIRST,
    Q01,
    Q12,
    a_file,
    a_form,
    cell_of,
    read,
    worked_on,
)

Work = Callable[[Worksheet], None]
SECOND, THIRD = FIRST + 1, FIRST + 2
PARTED = tuple(
    replace(a, judgement=Judgement.DISAGREE, categories=("disclosure",), reason="Late")
    if a.question_id == Q12
    else a
    for a in a_file().answers
)
SHARED = {"shared_on": date(2023, 4, 5), "commented_on": date(2023, 4, 9)}


def filled() -> bytes:
    """Return three files of an Area as an inspector fills them."""
    disputed = {"dip_sampler_view": DipSamplerView.DISAGREE, "disputed": (Q12,)}
    return a_form(
        a_file(1, answers=PARTED, **SHARED, **disputed),
        a_file(2),
        a_file(3, court="crown", **SHARED),
    )


def at(part: Field, asked: str = "", row: int = FIRST) -> str:
    return cell_of(part, asked, row=row)


def typed(value: object, part: Field, asked: str = "", row: int = FIRST) -> Work:
    def work(sheet: Worksheet) -> None:
        sheet[at(part, asked, row)] = value  # type: ignore[assignment]

    return work


def copied_row(sheet: Worksheet) -> None:
    for cell in sheet[FIRST]:
        sheet.cell(FIRST + 3, cell.column, cell.value)


def swapped_urns(sheet: Worksheet) -> None:
    one, other = at(Field.URN), at(Field.URN, row=SECOND)
    sheet[one], sheet[other] = sheet[other].value, sheet[one].value


def without(part: Field, asked: str = "") -> Work:
    return lambda sheet: sheet.delete_cols(sheet[at(part, asked)].column)


def heading_twice(sheet: Worksheet) -> None:
    sheet[f"{at(Field.AREA).rstrip('0123456789')}{FIRST - 1}"] = "URN"


SLIPS: dict[str, tuple[Work, str, str]] = {
    "an answer is left out": (typed(None, Field.VIEW, Q01), "missing_answer", "agree"),
    "the view is a yes": (typed("yes", Field.VIEW, Q01), "unknown_answer", "agree"),
    "the answer is a word of their own": (
        typed("mostly", Field.DCP_ANSWER, Q01),
        "unknown_answer",
        "yes, no",
    ),
    "no category for a disagreement": (
        typed(None, Field.CATEGORY, Q12),
        "disagree_without_category",
        "disclosure",
    ),
    "a category that there is not": (
        typed("paperwork", Field.CATEGORY, Q12),
        "unknown_category",
        "disclosure",
    ),
    "a category where the inspector agrees": (
        typed("disclosure", Field.CATEGORY, Q01),
        "category_without_disagree",
        "Empty this cell",
    ),
    "an American date": (typed("04/25/2023", Field.IQA_DATE), "date_form", "3 April 2023"),
    "a date before the scope": (
        typed(date(2022, 10, 31), Field.IQA_DATE),
        "iqa_too_early",
        "Correct the date",
    ),
    "a URN that lost a digit": (typed("00AB000123", Field.URN), "urn_form", "seven digits"),
    "another URN": (typed("00AB7777723", Field.URN), "prefilled_altered", "Undo"),
    "URNs of two rows swapped": (swapped_urns, "prefilled_altered", "WES-02"),
    "the reference rewritten": (typed("W1", Field.FILE), "reference_altered", "Write WES-01"),
    "an Area that there is not": (typed("Atlantis", Field.AREA), "unknown_area", "Write"),
    "another court": (typed("Crown Court", Field.COURT), "prefilled_altered", "Undo"),
    "a row copied beneath": (copied_row, "duplicate_file", "take one row out"),
    "a column deleted": (without(Field.RECORD, "P3"), "missing_column", "heading back"),
    "a heading typed twice": (heading_twice, "duplicate_column", "Delete the column"),
    "a formula that points nowhere": (typed("#REF!", Field.RECORD, "P1"), "error_value", "Type"),
    "a formula that was never worked out": (
        typed("=A1", Field.FEEDBACK, "F1"),
        "formula_without_value",
        "save it",
    ),
    "a grade of another scale": (typed("4/5", Field.FEEDBACK, "F1"), "unknown_answer", "fully met"),
    "a record in words": (typed("by phone", Field.RECORD, "P1"), "unknown_answer", "cannot tell"),
    "a comment before it was shared": (
        typed(date(2023, 4, 4), Field.COMMENTED_ON),
        "dates_out_of_order",
        "Correct one",
    ),
    "a comment before the IQA, and no day of sharing": (
        typed(date(2023, 4, 2), Field.COMMENTED_ON, row=SECOND),
        "dates_out_of_order",
        "the day of the IQA",
    ),
    "disputed questions of a dip sampler who agreed": (
        typed("agree", Field.DIP_SAMPLER_VIEW),
        "disputed_without_disagree",
        "Empty this cell",
    ),
    "a disputed question that there is not": (
        typed("Q99", Field.DISPUTED),
        "unknown_question",
        "such as Q01",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_cell_and_how_to_mend_it(slip: str) -> None:
    work, code, remedy = SLIPS[slip]

    reading = read(worked_on(filled(), work))

    told = [d for d in reading.defects if d.code == code]
    assert told, [d.code for d in reading.defects]
    assert reading.files == ()
    assert all(d.sheet == "Files" and d.row and d.message.endswith(".") for d in told)
    assert any(remedy in d.way_out or remedy in d.message for d in told)


def test_the_form_as_it_was_filled_is_taken_in_whole() -> None:
    reading = read(filled())

    assert (reading.defects, reading.notices, len(reading.files)) == ((), (), 3)


def sorted_the_other_way(sheet: Worksheet) -> None:
    rows = [[cell.value for cell in sheet[n]] for n in (THIRD, SECOND, FIRST)]
    for number, values in enumerate(rows, start=FIRST):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value


def later_day(sheet: Worksheet) -> None:
    sheet[at(Field.IQA_DATE, row=SECOND)] = date(2023, 4, 4)  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("work", "code", "files"),
    [
        (sorted_the_other_way, "rows_moved", 3),
        (lambda sheet: sheet.delete_rows(SECOND), "rows_missing", 2),
        (later_day, "prefilled_changed", 3),
        (lambda sheet: setattr(sheet.row_dimensions[SECOND], "hidden", True), "hidden_row", 3),
    ],
)
def test_what_does_no_harm_is_said_and_taken_in(work: Work, code: str, files: int) -> None:
    reading = read(worked_on(filled(), work))

    assert reading.defects == ()
    assert len(reading.files) == files
    assert code in {notice.code for notice in reading.notices}


def test_a_form_made_before_there_were_records_is_read_as_it_was() -> None:
    book = load_workbook(BytesIO(filled()))
    sheet = book["Files"]
    later = (Field.RECORD, Field.THEMED, Field.DIP_SAMPLER_VIEW, Field.DISPUTED)
    first = sheet[at(later[0], "P1")].column
    sheet.delete_cols(first, sheet.max_column - first + 1)
    book[KEY_SHEET]["C1"] = "1"
    out = BytesIO()
    book.save(out)

    reading = read(out.getvalue())

    assert reading.defects == ()
    assert [(f.records, f.themed, f.dip_sampler_view) for f in reading.files] == [
        ((), None, None)
    ] * 3
