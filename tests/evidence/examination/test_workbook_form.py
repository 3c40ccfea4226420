"""The form: the same bytes each time, lists to choose from, and text that stays text."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from evidence.errors import WorkbookInvalid
from evidence.examination.answers import Answer, DcpAnswer, Judgement
from evidence.examination.file_references import planned_files
from evidence.examination.form import Field
from evidence.examination.workbook_form import write_workbook
from tests.evidence.examination.forms import (
    AT,
    FIRST,
    Q01,
    Q12,
    SETTINGS,
    SHORT,
    WHOLE,
    a_file,
    a_form,
    cell_of,
    read,
)


def opened(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data))


def with_reason(reason: str) -> bytes:
    disagreed = Answer(Q01, DcpAnswer.YES, Judgement.DISAGREE, ("disclosure",), reason)
    return a_form(a_file(answers=(disagreed, *a_file().answers[1:])))


def test_the_same_rows_at_the_same_time_give_the_same_bytes() -> None:
    assert a_form(a_file(1), a_file(2)) == a_form(a_file(1), a_file(2))


def test_the_time_of_making_is_the_one_that_was_given() -> None:
    properties = opened(a_form()).properties

    assert properties.created.isoformat() == "2024-06-07T09:00:00"
    assert properties.modified == properties.created
    assert not properties.creator


def test_the_blank_form_has_a_row_for_each_file_of_the_sample() -> None:
    form = write_workbook(WHOLE, SETTINGS, planned_files(WHOLE, ["Wessex"]), at=AT)

    rows = list(opened(form)["Files"].iter_rows(min_row=FIRST, max_col=5, values_only=True))

    assert (*rows[0][:2], *rows[0][3:]) == ("WES-01", None, "Wessex", "magistrates' court")
    assert (*rows[14][:2], *rows[14][3:]) == ("WES-15", None, "Wessex", "Crown Court")
    assert len(rows) == 15


def test_each_question_has_its_four_columns_under_its_short_title() -> None:
    sheet = opened(a_form())["Files"]
    column = cell_of(Field.DCP_ANSWER, Q12).rstrip("0123456789")
    start = sheet[f"{column}1"].column

    assert [sheet.cell(FIRST - 1, start + n).value for n in range(4)] == [
        "Q12 DCP's answer",
        "Q12 inspector's view",
        "Q12 category",
        "Q12 reason",
    ]
    assert sheet.cell(FIRST - 2, start).value == "Q12 Initial disclosure"


def test_headings_stay_in_sight() -> None:
    assert opened(a_form())["Files"].freeze_panes == f"D{FIRST}"


def test_a_view_is_chosen_from_a_list_on_the_hidden_sheet() -> None:
    workbook = opened(a_form())
    where = cell_of(Field.VIEW, Q01)
    (rule,) = [v for v in workbook["Files"].data_validations.dataValidation if where in v.sqref]

    name, _, cells = rule.formula1.partition("!")
    choices = [cell[0].value for cell in workbook[name][cells.replace("$", "")]]

    assert workbook[name].sheet_state == "hidden"
    assert choices == ["agree", "disagree", "not applicable", "cannot tell"]
    assert rule.errorStyle in {None, "stop"}


def test_the_list_of_categories_lets_several_be_typed() -> None:
    where = cell_of(Field.CATEGORY, Q01)
    rules = opened(a_form())["Files"].data_validations.dataValidation

    assert [v.errorStyle for v in rules if where in v.sqref] == ["information"]


def test_the_guidance_has_every_question_in_full() -> None:
    said = {
        cell
        for row in opened(a_form())["Guidance"].iter_rows(values_only=True)
        for cell in row
        if cell
    }

    assert {q.text for q in SHORT.questions} | {f.text for f in SHORT.feedback} <= said


@pytest.mark.parametrize("reason", ["=1+1", "+44", "-", "@here", "http://a.example", "=cmd|'x'!A1"])
def test_what_was_typed_never_becomes_a_formula_or_a_link(reason: str) -> None:
    form = with_reason(reason)
    cell = opened(form)["Files"][cell_of(Field.REASON, Q01)]

    assert (cell.value, cell.data_type, cell.hyperlink) == (reason, "s", None)
    assert read(form).files[0].answers[0].reason == reason


def test_control_characters_do_not_damage_the_workbook() -> None:
    assert read(with_reason("one\x00two\x1b\r\nthree")).files[0].answers[0].reason == (
        "onetwo three"
    )


def test_a_text_that_no_cell_can_hold_is_refused_and_not_dropped() -> None:
    with pytest.raises(WorkbookInvalid, match="longer than a cell"):
        with_reason("x" * 32_768)


def test_the_longest_text_a_cell_can_hold_is_kept() -> None:
    assert read(with_reason("x" * 32_767)).files[0].answers[0].reason == "x" * 32_767


def test_a_time_of_another_zone_is_written_in_universal_time() -> None:
    at = datetime(2025, 7, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))

    other = write_workbook(SHORT, SETTINGS, (), at=at)

    assert opened(other).properties.created.isoformat() == "2025-06-30T23:30:00"
