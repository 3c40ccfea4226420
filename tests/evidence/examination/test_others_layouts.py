"""Workbooks laid out by others are read by their headings; what is a guess is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from evidence.examination.answers import Answer, DcpAnswer, FileExamination, Judgement
from evidence.examination.defects import ExaminationReading
from evidence.examination.form import Field, Place
from evidence.examination.grid import Cell as Cell_
from evidence.examination.grid import Row, Sheet
from evidence.examination.heading_meaning import words_of
from evidence.examination.kept_mapping import KeptMapping
from evidence.examination.mapped_headings import OthersLayouts
from evidence.examination.mapping import propose
from evidence.examination.sheet_map import place_named
from evidence.examination.workbook import read_workbook, sheets_of
from tests.evidence.examination.forms import Q12, SETTINGS, SHORT, WHOLE, a_file
from tests.evidence.examination.others_layouts import (
    FEEDBACK_TEXTS,
    FILE_HEADINGS,
    TEXTS,
    Cell,
    a_book,
    grouped_row,
    long_rows,
    of_file,
)

DISAGREED = Answer(Q12, DcpAnswer.YES, Judgement.DISAGREE, ("disclosure",), "late")
UNSAID = {"records": (), "themed": None, "dip_sampler_view": None}
"""What these layouts do not ask for."""
FILES = (
    a_file(1),
    a_file(2, answers=(*a_file(2).answers[:2], DISAGREED)),
    a_file(3, court="crown", iqa_date=date(2023, 7, 9)),
)
PARTS = ["DCP answer", "Inspector's view", "Category", "Reason"]
IDS = ["Q1", "Q5", "Q12", "F1", "F2"]
LONG = [*FILE_HEADINGS, "Question", "DCP's answer", "Inspector's judgement", "Category", "Comments"]


def read(data: bytes, *kept: KeptMapping, **references: str) -> ExaminationReading:
    return read_workbook(data, SHORT, SETTINGS, OthersLayouts(kept, references, "theirs.xlsx"))


def grouped(texts: Sequence[str], parts: Sequence[str], graded: Sequence[str]) -> list[Cell]:
    return [*FILE_HEADINGS, *(h for t in texts for h in (t, *parts)), *graded]


def by_text() -> bytes:
    return a_book(("Sheet1", [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *map(grouped_row, FILES)]))


def with_bands() -> bytes:
    bands: list[Cell] = [None] * 6
    for number, question in zip((1, 5, 12), SHORT.questions, strict=True):
        bands += [f"Q{number} {question.short}", None, None, None]
    headings: list[Cell] = [*FILE_HEADINGS, *PARTS * 3, "F1", "F2"]
    titles: list[list[Cell]] = [["File examination: Wessex, returned by the team"], []]
    totals: list[Cell] = ["Total", None, None, None, 3, 3]
    rows: list[list[Cell]] = [
        *titles,
        [*bands, "Feedback"],
        headings,
        *map(grouped_row, FILES),
        totals,
    ]
    return a_book(("Results", rows), merged=["G3:J3", "K3:N3", "O3:R3"])


def without_area() -> bytes:
    def out(row: Sequence[Cell]) -> list[Cell]:
        return [row[0], *row[2:]]

    rows = [out(grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS)), *(out(grouped_row(f)) for f in FILES)]
    lists: list[list[Cell]] = [["agree", "x"], ["disagree", "y"]]
    return a_book(("CPS Wessex", rows), ("Lists", lists))


def in_blocks() -> bytes:
    bands: list[Cell] = [None] * 6
    for name in ("DCP's answer", "Inspector agrees?", "Category", "Reason"):
        bands += [name, None, None]
    shorts = [question.short for question in SHORT.questions]
    headings: list[Cell] = [*FILE_HEADINGS, *shorts * 4, *(f.short for f in SHORT.feedback)]

    def row(file: FileExamination) -> list[Cell]:
        return [
            *of_file(file),
            *(str(a.dcp_answer).upper() for a in file.answers),
            *("Y" if a.judgement is Judgement.AGREE else "N" for a in file.answers),
            *("; ".join(a.categories) for a in file.answers),
            *(a.reason for a in file.answers),
            *("Partly" for _ in file.feedback),
        ]

    rows: list[list[Cell]] = [[*bands, "Feedback"], headings, *map(row, FILES)]
    return a_book(("Data", rows), merged=["G1:I1", "J1:L1", "M1:O1", "P1:R1"])


def in_another_order() -> bytes:
    names = ["F2 rating", "F1 rating", "Notes"]
    order = (2, 0, 1)
    asked = [SHORT.questions[n].question_id for n in order]
    parts = ("DCP answer", "Inspector agree/disagree", "Category", "Why")
    headings = [*FILE_HEADINGS, *(f"{q} - {part}" for q in asked for part in parts), *names]

    def row(file: FileExamination) -> list[Cell]:
        whole = grouped_row(file)
        cells = [c for n in order for c in whole[6 + 4 * n : 10 + 4 * n]]
        return [*whole[:6], *cells, "PM", "partly met", "seen twice"]

    return a_book(("S", [headings, *map(row, FILES)]))


def counted_headings() -> bytes:
    parts = [
        [t, *(f"{p}.{n}" if n else p for p in ("Agree", "Category", "Reason"))]
        for n, t in enumerate(TEXTS)
    ]
    headings = [*FILE_HEADINGS, *(h for group in parts for h in group), *FEEDBACK_TEXTS]
    return a_book(("Sheet1", [headings, *map(grouped_row, FILES)]))


def own_numbers() -> bytes:
    texts = [f"{n}. {text}" for n, text in enumerate(TEXTS, start=1)]
    return a_book(("S", [grouped(texts, PARTS[1:], ["F1", "F2"]), *map(grouped_row, FILES)]))


def long() -> bytes:
    return a_book(("Long", [LONG, *(row for f in FILES for row in long_rows(f, IDS))]))


def long_with_joined_cells() -> bytes:
    def rows(file: FileExamination) -> list[list[Cell]]:
        first, *others = long_rows(file, [*TEXTS, *FEEDBACK_TEXTS])
        return [first, *([*[None] * 6, *row[6:]] for row in others)]

    return a_book(("Long", [["Returned"], LONG, *(row for f in FILES for row in rows(f))]))


LAYOUTS = (
    by_text,
    with_bands,
    without_area,
    in_blocks,
    in_another_order,
    counted_headings,
    own_numbers,
    long,
    long_with_joined_cells,
)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_layout_of_others_gives_the_same_files(layout: object) -> None:
    reading = read(layout())  # type: ignore[operator]

    assert reading.defects == ()
    bare = [replace(f, locator="", file_ref="", dip_sampler_grade="") for f in reading.files]
    assert bare == [
        replace(f, locator="", file_ref="", dip_sampler_grade="", **UNSAID) for f in FILES
    ]
    assert reading.notices[0].code == "mapping_proposed"


def test_files_named_by_urn_alone_get_the_reference_they_have_or_the_next_that_is_free() -> None:
    reading = read(by_text(), **{FILES[1].urn: "WES-01"})

    assert [file.file_ref for file in reading.files] == ["WES-02", "WES-01", "WES-03"]


def test_a_question_in_other_words_is_asked_about_and_nothing_is_taken_in() -> None:
    texts = ["Was the charging decision in accordance with the Code?", *TEXTS[1:]]
    reading = read(
        a_book(("S", [grouped(texts, PARTS[1:], FEEDBACK_TEXTS), *map(grouped_row, FILES)]))
    )

    assert [(d.cell, d.code) for d in reading.defects] == [("G1", "unsure_heading")]
    assert "Q01 DCP's answer" in reading.defects[0].message
    assert "iqa exam map theirs.xlsx" in reading.defects[0].way_out
    assert reading.files == ()


def test_a_number_that_contradicts_the_words_beside_it_is_unsure() -> None:
    texts = [*TEXTS[:2], f"Q1 {TEXTS[2]}"]
    data = a_book(("S", [grouped(texts, PARTS[1:], ["F1", "F2"]), *map(grouped_row, FILES)]))

    assert "unsure_heading" in {d.code for d in read(data).defects}


def test_yes_under_a_heading_that_does_not_ask_for_agreement_is_a_defect() -> None:
    rows = [[*grouped_row(f)] for f in FILES]
    rows[0][7] = "yes"
    reading = read(a_book(("S", [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *rows])))

    assert [(d.cell, d.code) for d in reading.defects] == [("H2", "unknown_answer")]


def test_a_question_that_has_no_column_is_one_defect() -> None:
    headings, *rows = [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *map(grouped_row, FILES)]
    data = a_book(("S", [row[:6] + row[10:] for row in (headings, *rows)]))

    [defect] = read(data).defects
    assert (defect.code, defect.cell) == ("missing_column", "A1")
    assert "Q01 DCP's answer or Q01 inspector's view" in defect.message


def test_a_view_without_the_dcps_answer_is_not_taken_for_it() -> None:
    rows = [
        [*of_file(f), *(str(a.judgement) for a in f.answers), "fully met", "not met"] for f in FILES
    ]
    data = a_book(("S", [[*FILE_HEADINGS, *TEXTS, *FEEDBACK_TEXTS], *rows]))

    assert {d.code for d in read(data).defects} == {"missing_column"}


def test_slips_in_a_long_sheet_are_told_at_their_own_cells() -> None:
    rows = [row for f in FILES for row in long_rows(f, IDS)]
    rows[3][6] = "Q77"
    rows[5][8] = "maybe"
    rows[11][6] = "Q1"
    reading = read(a_book(("Long", [LONG, *rows])))

    assert [(d.cell, d.code) for d in reading.defects] == [
        ("G2", "missing_question_row"),
        ("G5", "unknown_question"),
        ("I7", "unknown_answer"),
        ("G12", "missing_question_row"),
        ("G13", "duplicate_question"),
    ]
    assert reading.files == ()


SHOWN = [
    ("Q3 (DCP)", "Q03 DCP's answer"),
    ("Q3 (HMCPSI)", "Q03 inspector's view"),
    ("Inspector Q4", "Q04 inspector's view"),
    ("q05_view", "Q05 inspector's view"),
    ("1. Code decision at charge - Inspector", "Q01 inspector's view"),
    ("2 Strategy in the charging advice: DCP answer", "Q02 DCP's answer"),
    ("Q1 Inspector Agree/Disagree/NA/Can't tell", "Q01 inspector's view"),
    ("Bail and custody - category if disagree", "Q08 category"),
    ("Why do we disagree? Q9", "Q09 reason"),
    ("F2 (FM/PM/NM)", "F2 answer"),
    ("Feedback 3", "F3 answer"),
    ("DCP comments recorded (Y/N)", "DCP's comments recorded"),
    ("Dip-sampler (grade)", "Dip sampler's grade"),
    ("Unit head", ""),
    ("Assessed by", ""),
]


@pytest.mark.parametrize(("heading", "place"), SHOWN)
def test_a_heading_as_people_write_it_is_surely_one_thing_or_nothing(
    heading: str, place: str
) -> None:
    headings = ["URN", "Area", "Court", "Date", heading]
    sheet = Sheet("S", (Row(1, {n: Cell_(h) for n, h in enumerate(headings, start=1)}),))

    found = propose(sheet, words_of(WHOLE))

    assert found is not None
    last = found.columns[-1]
    assert (place_named(last.place) if last.place else "", last.doubt) == (place, "")


def test_dates_areas_and_answers_are_read_as_people_write_them() -> None:
    days = ["3 April 2023", date(2023, 4, 3), "2023-04-03", 45019, "03/04/23", "April 3, 2023"]
    days += ["2023-04-03T00:00:00", "3rd of April 2023", "03-Apr-2023 00:00:00"]
    places = ["CPS Wessex", "wessex ", "WESSEX", "Wessex Area", "CPS Wessex Area", "Wessex CPS"]
    views = ["agree ", "Agree", "AGREED", "agrees", "Agree."]
    rows = []
    for n, day in enumerate(days):
        row = grouped_row(a_file(n + 1))
        row[3], row[1] = day, places[n % len(places)]
        row[6], row[7] = ["Y", "yes ", "Yes.", True][n % 4], views[n % len(views)]
        rows.append(row)

    reading = read(a_book(("S", [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *rows])))

    assert reading.defects == ()
    assert {(f.iqa_date, f.area) for f in reading.files} == {(date(2023, 4, 3), "Wessex")}


TOTALS: list[list[Cell]] = [
    ["Total", None, None, None, 3],
    [None, "Total", None, None, 3],
    [None, None, None, None, 3, 3],
    ["Number of files", 3],
    ["Agreement rate", None, None, None, None, None, None, 0.93],
    ["% agree", None, None, None, None, None, None, "93%"],
    ["Wessex subtotal", None, None, None, "3 of 3"],
]


@pytest.mark.parametrize("totals", TOTALS, ids=str)
def test_a_row_that_sums_up_is_no_file(totals: list[Cell]) -> None:
    rows = [*map(grouped_row, FILES), totals]

    reading = read(a_book(("S", [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *rows])))

    assert (reading.defects, len(reading.files)) == ((), 3)
    assert "totals_row" in {n.code for n in reading.notices}


def test_a_line_of_words_below_the_files_is_no_file() -> None:
    rows: list[list[Cell]] = [*map(grouped_row, FILES), ["Cases with a star were read again"]]

    reading = read(a_book(("S", [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *rows])))

    assert (reading.defects, len(reading.files)) == ((), 3)
    assert "note_row" in {n.code for n in reading.notices}


def test_a_kept_mapping_is_followed_for_the_same_headings_in_any_order() -> None:
    q12: dict[str, Place | None] = {
        "disclosure q": (Field.DCP_ANSWER, Q12),
        "disclosure q agree": (Field.VIEW, Q12),
        "disclosure q category": (Field.CATEGORY, Q12),
        "disclosure q reason": (Field.REASON, Q12),
    }
    texts = [*TEXTS[:2], "Disclosure q"]
    headings = grouped(texts, ["Agree", "Category", "Reason"], ["F1", "F2"])
    data = a_book(("S", [headings, *map(grouped_row, FILES)]))
    assert {d.code for d in read(data).defects} == {"unsure_heading"}

    known = {"notes": None, **_kept_from(data), **q12}
    reading = read(data, KeptMapping("theirs.xlsx", known, {}, "M0001"))

    assert reading.defects == ()
    assert reading.files[1].answers[2] == DISAGREED
    assert reading.notices[0].code == "mapping_kept"


def test_a_part_after_an_unknown_question_is_not_given_to_the_question_before_it() -> None:
    texts = [TEXTS[0], "Was the weather noted on the file?", *TEXTS[1:]]
    headings = grouped(texts, PARTS[1:], ["F1", "F2"])
    rows = [[*(r := grouped_row(f))[:10], "yes", "disagree", "", "rain", *r[10:]] for f in FILES]
    del headings[9]
    rows = [row[:9] + row[10:] for row in rows]

    reading = read(a_book(("S", [headings, *rows])))

    assert reading.defects == ()
    assert [file.answers[0].reason for file in reading.files] == ["", "", ""]
    assert "unknown_column" in {n.code for n in reading.notices}


def _kept_from(data: bytes) -> dict[str, Place | None]:
    found = propose(sheets_of(data)[0], words_of(SHORT))
    assert found is not None
    return dict(found.to_keep("theirs.xlsx").headings)


def on_two_sheets(*grades: list[Cell]) -> bytes:
    """Return the answers on one sheet and the feedback on another, joined by URN."""
    answers = [grouped(TEXTS, PARTS[1:], []), *(grouped_row(f)[:-2] for f in FILES)]
    feedback = [["Feedback"], ["Case URN", *FEEDBACK_TEXTS, "P1 conversation recorded"], *grades]
    return a_book(("Answers", answers), ("Feedback", feedback))


def test_feedback_on_a_second_sheet_is_joined_by_urn() -> None:
    rows = [[f.urn, *(g.answer for g in f.feedback), "Y"] for f in reversed(FILES)]

    reading = read(on_two_sheets(*rows))

    assert reading.defects == ()
    assert [f.feedback for f in reading.files] == [f.feedback for f in FILES]
    assert [f.answers for f in reading.files] == [f.answers for f in FILES]


def test_a_slip_on_a_second_sheet_is_told_where_it_stands() -> None:
    rows = [[FILES[0].urn, "fully met", "mostly"], [FILES[1].urn, "fully met", "not met"]]

    told = {(d.sheet, d.cell, d.code) for d in read(on_two_sheets(*rows)).defects}

    assert ("Feedback", "C3", "unknown_answer") in told
    assert ("Answers", "A4", "missing_beside") in told


def test_a_row_of_another_case_on_a_second_sheet_is_told_without_its_urn() -> None:
    rows = [[f.urn, *(g.answer for g in f.feedback), "Y"] for f in (*FILES, a_file(9))]

    reading = read(on_two_sheets(*rows))

    [told] = [n for n in reading.notices if n.code == "row_without_file"]
    assert told.locator == f"Feedback, row {2 + len(rows)}"
    assert a_file(9).urn not in told.message
    assert (reading.defects, len(reading.files)) == ((), len(FILES))


def test_a_second_sheet_that_adds_nothing_is_told_and_passed_over() -> None:
    cases = [["URN", "CPS Area", "Court type", "Date of IQA"], *(of_file(f)[:4] for f in FILES)]
    answers = [grouped(TEXTS, PARTS[1:], FEEDBACK_TEXTS), *map(grouped_row, FILES)]

    reading = read(a_book(("Answers", answers), ("Cases", cases)))

    assert (reading.defects, len(reading.files)) == ((), 3)
    assert "sheet_not_read" in {notice.code for notice in reading.notices}
