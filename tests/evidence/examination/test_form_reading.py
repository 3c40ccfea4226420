"""A filled form is read tolerantly; every defect is named with its cell and its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from evidence.examination.answers import (
    NOT_APPLICABLE,
    Answer,
    DcpAnswer,
    FeedbackAnswer,
    FileExamination,
    Judgement,
    PlannedFile,
)
from evidence.examination.defect_lines import defect_lines
from evidence.examination.form import Field
from tests.evidence.examination.forms import (
    FIRST,
    Q01,
    Q05,
    Q12,
    SHORT,
    a_file,
    a_form,
    cell_of,
    edited,
    read,
    worked_on,
)

VIEW, CATEGORY, DCP = Field.VIEW, Field.CATEGORY, Field.DCP_ANSWER


def one_file_with(cells: Mapping[str, object]) -> bytes:
    return edited(a_form(a_file()), cells)


BAD_CELLS: list[tuple[str, dict[str, object], str, str]] = [
    # what was typed, where the defect is, its code
    ("an Area that is nearly one", {cell_of(Field.AREA): "Wesex"}, "unknown_area", "Wessex"),
    ("an Area that is none", {cell_of(Field.AREA): "Atlantis"}, "unknown_area", "North East"),
    ("no Area", {cell_of(Field.AREA): None}, "missing_area", "Write the Area"),
    ("a court that is none", {cell_of(Field.COURT): "county"}, "unknown_court", "Crown Court"),
    ("no court", {cell_of(Field.COURT): None}, "missing_court", "Crown Court"),
    ("a URN cut short", {cell_of(Field.URN): "00AB123"}, "urn_form", "two digits"),
    ("no URN", {cell_of(Field.URN): None}, "missing_urn", "URN"),
    ("no reference", {cell_of(Field.FILE): None}, "missing_file", "reference"),
    ("a long reference", {cell_of(Field.FILE): "N" * 41}, "file_form", "short one"),
    ("a month first", {cell_of(Field.IQA_DATE): "04/25/2023"}, "date_form", "day, month"),
    ("a number for a day", {cell_of(Field.IQA_DATE): 20230403}, "error_value", "Type the value"),
    ("a word for a day", {cell_of(Field.IQA_DATE): "Easter"}, "date_form", "day, month"),
    ("no day", {cell_of(Field.IQA_DATE): None}, "missing_iqa_date", "day of the IQA"),
    (
        "the last day out of scope",
        {cell_of(Field.IQA_DATE): date(2022, 11, 1)},
        "iqa_too_early",
        "another file",
    ),
    ("no such grade", {cell_of(Field.DIP_SAMPLER): "boss"}, "unknown_grade", "SDCP"),
    ("half a yes", {cell_of(Field.DCP_COMMENTS): "some"}, "unknown_answer", "yes or no"),
    ("no answer", {cell_of(DCP, Q05): None}, "missing_answer", "yes, no or not applicable"),
    ("no such answer", {cell_of(DCP, Q05): "perhaps"}, "unknown_answer", "not applicable"),
    ("yes for agree", {cell_of(VIEW, Q05): "yes"}, "unknown_answer", "agree, disagree"),
    ("no view", {cell_of(VIEW, Q05): None}, "missing_answer", "cannot tell"),
    ("no grade of feedback", {cell_of(Field.FEEDBACK, "F1"): None}, "missing_answer", "fully met"),
    (
        "no such grade of feedback",
        {cell_of(Field.FEEDBACK, "F1"): "good"},
        "unknown_answer",
        "partially met",
    ),
    ("an error", {cell_of(DCP, Q01): "#REF!"}, "error_value", "Type the value"),
    ("a new formula", {cell_of(DCP, Q01): '="y"&"es"'}, "formula_without_value", "save it"),
]


@pytest.mark.parametrize(
    ("cells", "code", "remedy"), [case[1:] for case in BAD_CELLS], ids=[c[0] for c in BAD_CELLS]
)
def test_a_bad_cell_is_one_defect_at_its_address(
    cells: dict[str, object], code: str, remedy: str
) -> None:
    reading = read(one_file_with(cells))

    assert [(d.sheet, d.cell, d.code) for d in reading.defects] == [("Files", *cells, code)]
    assert remedy in reading.defects[0].way_out
    assert reading.files == ()
    assert (reading.rows, reading.faulty_rows) == (1, 1)


def test_a_disagreement_without_a_category_is_a_defect_at_the_empty_cell() -> None:
    reading = read(one_file_with({cell_of(VIEW, Q12): "disagree"}))

    assert [(d.cell, d.code) for d in reading.defects] == [
        (cell_of(CATEGORY, Q12), "disagree_without_category")
    ]
    assert "disclosure or international" in reading.defects[0].way_out


def test_a_category_without_a_disagreement_is_a_defect() -> None:
    reading = read(one_file_with({cell_of(CATEGORY, Q12): "disclosure"}))

    assert [(d.cell, d.code) for d in reading.defects] == [
        (cell_of(CATEGORY, Q12), "category_without_disagree")
    ]


def test_a_category_that_is_none_is_a_defect() -> None:
    reading = read(
        one_file_with({cell_of(VIEW, Q12): "disagree", cell_of(CATEGORY, Q12): "weather"})
    )

    assert [(d.cell, d.code) for d in reading.defects] == [
        (cell_of(CATEGORY, Q12), "unknown_category")
    ]


def test_a_urn_that_is_there_twice_names_the_other_row() -> None:
    reading = read(a_form(a_file(1), a_file(2), a_file(3, urn=a_file(1).urn + "M")))

    assert [(d.cell, d.code) for d in reading.defects] == [
        (cell_of(Field.URN, row=FIRST + 2), "duplicate_urn")
    ]
    assert f"row {FIRST} " in reading.defects[0].message


def test_a_urn_is_compared_although_its_row_has_other_defects() -> None:
    form = a_form(a_file(1), a_file(2, urn=a_file(1).urn))

    reading = read(edited(form, {cell_of(DCP, Q01): "perhaps"}))

    assert [d.code for d in reading.defects] == ["unknown_answer", "duplicate_urn"]


def test_a_reference_that_is_there_twice_is_a_defect() -> None:
    reading = read(a_form(a_file(1), a_file(2, file_ref="wes-01")))

    assert [(d.cell, d.code) for d in reading.defects if d.row > FIRST] == [
        (cell_of(Field.FILE, row=FIRST + 1), "duplicate_file")
    ]


def test_a_row_that_is_there_twice_is_one_defect() -> None:
    reading = read(a_form(*(a_file(n) for n in range(1, 11)), a_file(3)))

    (defect,) = reading.defects
    assert (defect.cell, defect.code) == (cell_of(Field.FILE, row=FIRST + 10), "duplicate_file")
    assert f"row {FIRST + 2} " in defect.message
    assert not [n for n in reading.notices if n.code == "rows_moved"]


def test_a_copy_of_the_sheet_is_told_as_one() -> None:
    book = load_workbook(BytesIO(a_form(a_file(1), a_file(2))))
    book.copy_worksheet(book["Files"]).title = "Files before"
    kept = BytesIO()
    book.save(kept)

    reading = read(kept.getvalue())

    (line,) = defect_lines(reading.defects)
    assert (line.sheet, line.cells) == ("Files before", 2)
    assert "the sheet Files." in line.message


def test_files_beyond_the_sample_are_defects() -> None:
    reading = read(a_form(*(a_file(n, court="crown") for n in range(1, 8))))

    assert [(d.cell, d.code) for d in reading.defects] == [
        (cell_of(Field.COURT, row=FIRST + 5), "too_many_files"),
        (cell_of(Field.COURT, row=FIRST + 6), "too_many_files"),
    ]


def test_every_defect_is_reported_at_once_in_the_order_of_the_sheet() -> None:
    cells = {
        cell_of(Field.AREA): "Atlantis",
        cell_of(Field.URN): "x",
        cell_of(DCP, Q01): "?",
        cell_of(Field.FEEDBACK, "F2"): "good",
        cell_of(VIEW, Q05, row=FIRST + 1): "yes",
    }

    reading = read(edited(a_form(a_file(1), a_file(2), a_file(3)), cells))

    assert [d.code for d in reading.defects] == [
        "urn_form",
        "unknown_area",
        "unknown_answer",
        "unknown_answer",
        "unknown_answer",
    ]
    assert (reading.rows, reading.faulty_rows, reading.files) == (3, 2, ())
    assert {d.file_ref for d in reading.defects} == {"WES-01", "WES-02"}


def test_answers_are_read_as_people_type_them() -> None:
    cells = {
        cell_of(Field.AREA): "CPS WESSEX",
        cell_of(Field.COURT): "Mags",
        cell_of(Field.URN): "00 ab 00001/23",
        cell_of(Field.IQA_DATE): "3/4/23",
        cell_of(Field.DCP_COMMENTS): True,
        cell_of(DCP, Q01): "Y",
        cell_of(VIEW, Q01): "agree ",
        cell_of(DCP, Q05): "N/A",
        cell_of(VIEW, Q05): "n/a",
        cell_of(VIEW, Q12): "Disagree",
        cell_of(CATEGORY, Q12): "Disclosure; charging & review",
        cell_of(Field.REASON, Q12): "  Third-party\nmaterial ",
        cell_of(Field.FEEDBACK, "F1"): "Partly met",
    }

    reading = read(one_file_with(cells))

    expected = a_file(
        answers=(
            Answer(Q01, DcpAnswer.YES, Judgement.AGREE),
            Answer(Q05, DcpAnswer.NOT_APPLICABLE, Judgement.NOT_APPLICABLE),
            Answer(
                Q12,
                DcpAnswer.YES,
                Judgement.DISAGREE,
                ("charging_review", "disclosure"),
                "Third-party material",
            ),
        )
    )
    assert reading.defects == ()
    assert reading.files == (expected,)
    assert reading.files[0].locator == f"Files, row {FIRST}"


@pytest.mark.parametrize(
    "typed", [45019, 45019.5, datetime.combine(date(2023, 4, 3), time(14, 30)), date(2023, 4, 3)]
)
def test_days_are_read_however_excel_holds_them(typed: object) -> None:
    reading = read(one_file_with({cell_of(Field.IQA_DATE): typed}))

    assert [file.iqa_date for file in reading.files] == [date(2023, 4, 3)]


def test_the_day_after_the_last_one_out_of_scope_is_in_scope() -> None:
    reading = read(a_form(a_file(iqa_date=date(2022, 11, 2))))

    assert reading.defects == ()


def test_a_urn_that_excel_took_for_a_number_gets_its_noughts_back() -> None:
    whole, cut = a_file(urn="12300001023"), a_file(urn="01230001023")
    reading = read(edited(a_form(whole), {cell_of(Field.URN): 12300001023}))
    short = read(edited(a_form(cut), {cell_of(Field.URN): 1230001023}))

    assert [file.urn for file in reading.files] == ["12300001023"]
    assert [file.urn for file in short.files] == ["01230001023"]


def test_a_dip_sampler_whose_grade_is_not_known_is_no_defect() -> None:
    assert read(a_form(a_file(dip_sampler_grade=""))).files[0].dip_sampler_grade == ""


def test_title_rows_blank_rows_totals_and_notes_are_passed_over() -> None:
    def work(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet["A1"] = "Wessex, second return"
        sheet.insert_rows(FIRST + 4)  # a blank row between the two files
        last = sheet.max_row
        sheet.cell(last + 2, 1, "Total")
        sheet.cell(last + 2, 9, 2)
        sheet.cell(last + 3, 9, 2)
        sheet.cell(last + 3, 10, 1)
        sheet["BZ7"] = "heading of my own"
        sheet["BZ9"] = "a note in the blank row"

    reading = read(worked_on(a_form(a_file(1), a_file(2)), work))

    assert reading.files == (a_file(1), a_file(2))
    assert [notice.code for notice in reading.notices] == [
        "unknown_column",
        "outside_form",
        "totals_row",
        "totals_row",
    ]


def test_headings_that_are_repeated_further_down_are_passed_over() -> None:
    def work(sheet: Worksheet) -> None:
        for number, cell in enumerate(list(sheet[FIRST - 1]), start=1):
            sheet.cell(FIRST + 1, number, cell.value)

    reading = read(worked_on(a_form(a_file()), work))

    assert reading.files == (a_file(),)
    assert [(n.code, n.locator) for n in reading.notices] == [
        ("repeated_headings", f"Files, row {FIRST + 1}")
    ]


def test_a_hidden_row_is_read_and_pointed_out() -> None:
    def work(sheet: Worksheet) -> None:
        sheet.row_dimensions[FIRST + 1].hidden = True

    reading = read(worked_on(a_form(a_file(1), a_file(2)), work))

    assert len(reading.files) == 2
    assert [(n.code, n.locator) for n in reading.notices] == [
        ("hidden_row", f"Files, row {FIRST + 1}")
    ]


def test_a_planned_file_that_nobody_has_examined_is_not_read_as_one() -> None:
    planned = PlannedFile("WES-02", "Wessex", "crown", "00AB0000223", date(2023, 5, 2), "DCCP")

    reading = read(a_form(a_file(1), planned))

    assert reading.files == (a_file(1),)
    assert [(n.code, n.locator) for n in reading.notices] == [
        ("not_examined", f"Files, row {FIRST + 1}")
    ]


def test_a_planned_file_that_is_begun_lacks_its_other_answers() -> None:
    planned = PlannedFile("WES-02", "Wessex", "crown", "00AB0000223", date(2023, 5, 2), "DCCP")

    reading = read(edited(a_form(planned), {cell_of(DCP, Q01): "yes"}))

    # two flags, three questions of two cells less the one that was filled, two of feedback,
    # four records, themed or not, the dip sampler's view
    assert [d.code for d in reading.defects] == ["missing_answer"] * 15


def test_disagreements_without_a_reason_are_pointed_out_once() -> None:
    answers = tuple(
        replace(a, judgement=Judgement.DISAGREE, categories=("disclosure",))
        for a in a_file().answers
    )

    reading = read(a_form(a_file(answers=answers)))

    assert len(reading.files) == 1
    assert [(n.code, n.message[:2], n.locator) for n in reading.notices] == [
        ("reason_missing", "3 ", f"Files, {cell_of(Field.REASON, Q01)}")
    ]


def test_columns_may_be_moved() -> None:
    def work(sheet: Worksheet) -> None:
        for row in range(FIRST - 1, FIRST + 1):
            for here, there in (("A", "C"), ("D", "B")):
                one, other = sheet[f"{here}{row}"], sheet[f"{there}{row}"]
                one.value, other.value = other.value, one.value

    assert read(worked_on(a_form(a_file()), work)).files == (a_file(),)


def test_headings_may_be_written_another_way() -> None:
    headings = {
        cell_of(Field.FILE, row=FIRST - 1): "File ref.",
        cell_of(VIEW, Q01, row=FIRST - 1): "Q01 - Inspector’s View",
        cell_of(DCP, Q01, row=FIRST - 1): "q01 answer",
        cell_of(Field.FEEDBACK, "F1", row=FIRST - 1): "F1",
    }

    assert read(one_file_with(headings)).files == (a_file(),)


def test_a_column_that_is_missing_is_one_defect_for_its_question() -> None:
    cells = {
        cell_of(VIEW, Q05, row=FIRST - 1): None,
        cell_of(Field.REASON, Q05, row=FIRST - 1): "remarks",
    }

    reading = read(one_file_with(cells))

    assert [(d.cell, d.code) for d in reading.defects] == [(f"A{FIRST - 1}", "missing_column")]
    assert "Q05 inspector's view or Q05 reason" in reading.defects[0].message


def test_a_heading_that_is_there_twice_is_a_defect() -> None:
    reading = read(one_file_with({f"BZ{FIRST - 1}": "URN"}))

    assert [(d.cell, d.code) for d in reading.defects] == [(f"BZ{FIRST - 1}", "duplicate_column")]


def test_a_sheet_without_the_headings_is_one_defect() -> None:
    def work(sheet: Worksheet) -> None:
        sheet.delete_rows(1, FIRST - 1)

    reading = read(worked_on(a_form(a_file()), work))

    assert [(d.sheet, d.cell, d.code) for d in reading.defects] == [("Files", "A1", "no_headings")]


def test_a_form_of_a_newer_version_is_refused() -> None:
    def work(sheet: Worksheet) -> None:
        key = sheet.parent["iqa_key"]  # type: ignore[index]
        key["C1"] = "99"

    reading = read(worked_on(a_form(a_file()), work))

    assert [d.code for d in reading.defects] == ["newer_layout"]


def test_a_workbook_without_the_key_is_read_by_its_headings_and_says_so() -> None:
    def work(sheet: Worksheet) -> None:
        del sheet.parent["iqa_key"]  # type: ignore[union-attr]

    reading = read(worked_on(a_form(a_file()), work))

    assert reading.files == (a_file(),)
    assert [n.code for n in reading.notices] == ["no_key"]


def test_a_question_that_was_put_in_other_words_is_pointed_out() -> None:
    def work(sheet: Worksheet) -> None:
        key = sheet.parent["iqa_key"]  # type: ignore[index]
        key["C3"] = "Was it all right?"

    reading = read(worked_on(a_form(a_file()), work))

    assert [(n.code, n.locator) for n in reading.notices] == [("question_changed", "Q01")]


def test_one_sheet_for_each_area_is_read_as_one_form() -> None:
    def work(sheet: Worksheet) -> None:
        other = sheet.parent.copy_worksheet(sheet)  # type: ignore[union-attr]
        other.title = "Second"
        other[cell_of(Field.FILE)] = "WES-02"
        other[cell_of(Field.URN)] = "00AB0000223"

    reading = read(worked_on(a_form(a_file(1)), work))

    assert [file.file_ref for file in reading.files] == ["WES-01", "WES-02"]
    assert reading.files[1].locator == f"Second, row {FIRST}"


ANSWERS = st.tuples(st.sampled_from(DcpAnswer), st.sampled_from(Judgement))
REASONS = st.text(
    st.characters(exclude_categories=["C", "Z"], include_characters=" ="), max_size=60
).map(lambda text: " ".join(text.split()))
CATEGORIES = st.sets(st.sampled_from([c.category_id for c in SHORT.categories]), min_size=1)


@st.composite
def examined_files(draw: st.DrawFn) -> tuple[FileExamination, ...]:
    """Draw up to five files of one Area and court, each with any answers the form allows."""
    count = draw(st.integers(1, 5))
    return tuple(draw(an_examined_file(number)) for number in range(1, count + 1))


@st.composite
def an_examined_file(draw: st.DrawFn, number: int) -> FileExamination:
    answers = []
    for question in SHORT.questions:
        said, view = draw(ANSWERS)
        chosen = draw(CATEGORIES) if view is Judgement.DISAGREE else set()
        in_order = tuple(c.category_id for c in SHORT.categories if c.category_id in chosen)
        answers.append(Answer(question.question_id, said, view, in_order, draw(REASONS)))
    grades = st.sampled_from((*SHORT.feedback[0].answers, NOT_APPLICABLE))
    feedback = tuple(FeedbackAnswer(f.question_id, draw(grades)) for f in SHORT.feedback)
    return a_file(
        number,
        area=draw(st.sampled_from([area.name for area in SHORT.areas])),
        court=draw(st.sampled_from([court.court_id for court in SHORT.courts])),
        iqa_date=draw(st.dates(date(2022, 11, 2), date(2030, 1, 1))),
        dip_sampler_grade=draw(st.sampled_from(["SDCP", "DCCP", ""])),
        dcp_comments=draw(st.booleans()),
        dip_sampler_comments=draw(st.booleans()),
        answers=tuple(answers),
        feedback=feedback,
    )


@settings(max_examples=40)
@given(examined_files())
def test_what_is_written_is_read_back(files: tuple[FileExamination, ...]) -> None:
    reading = read(a_form(*files))

    assert reading.defects == ()
    assert reading.files == files
