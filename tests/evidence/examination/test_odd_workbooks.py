"""Workbooks as offices lay them out: the numbers are those of a tally that knows no layout.

The same answers are laid out in each way and read; what comes is held against a count of the
answers with pandas. What cannot be read says so in a sentence.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from evidence.examination.defects import ExaminationReading
from evidence.examination.mapped_headings import OthersLayouts
from evidence.examination.statistics import Statistics
from evidence.examination.tabulate import statistics
from evidence.examination.workbook import read_workbook
from tests.evidence.examination.forms import SETTINGS, SHORT
from tests.evidence.examination.others_layouts import FEEDBACK_TEXTS, TEXTS, a_book

Row = list[Any]
Told = dict[str, Any]
ASKED = [q.question_id for q in SHORT.questions]
GRADED = [q.question_id for q in SHORT.feedback]
WHOLE = ["URN", "Area", "Court", "Date of IQA", "DCP comments", "Dip sampler comments"]
PARTS = ["DCP answer", "Agree?", "Category", "Reason"]
CHANCE = random.Random(5)


def _file(number: int) -> Told:
    """Return what is true of one file, each question's answer and view under its id."""
    told: Told = {
        "URN": f"07AB{10000 + number}23",
        "Area": "Wessex",
        "Court": "Mags" if number % 2 else "Crown",
        "Date of IQA": date(2023, 2 + number % 6, 3 + number),
        "DCP comments": "Y" if number % 3 else "N",
        "Dip sampler comments": "Y" if number % 2 else "N",
    }
    for asked in ASKED:
        said = CHANCE.choice(["Y", "Y", "N", "N/A"])
        views = ["not applicable"] if said == "N/A" else ["agree", "disagree", "cannot tell"]
        told[asked] = said, CHANCE.choice(views)
    return told | {f: CHANCE.choice(["Fully met", "Partially met", "Not met"]) for f in GRADED}


TRUE = [_file(number) for number in range(1, 9)]


def tallied() -> dict[str, tuple[int, int]]:
    """Return counts and totals as pandas has them of what is true."""
    long = pd.DataFrame([(q, *t[q]) for t in TRUE for q in ASKED], columns=["q", "dcp", "view"])
    judged = long[(long["dcp"] != "N/A") & long["view"].isin(["agree", "disagree"])]
    agrees = judged["view"].eq("agree")
    found = {f"agreement/{q}": (int(a.sum()), len(a)) for q, a in agrees.groupby(judged["q"])}
    by = agrees.groupby([judged["q"], judged["dcp"].map({"Y": "yes", "N": "no"})])
    found |= {f"agreement/{q}/answer={said}": (int(a.sum()), len(a)) for (q, said), a in by}
    table = pd.DataFrame(TRUE)
    for graded in GRADED:
        for answer, many in table[graded].value_counts().items():
            name = f"feedback/{graded}/answer={str(answer).lower().replace(' ', '-')}"
            found[name] = int(many), len(TRUE)
    found["comments/dcp/missing"] = int(table["DCP comments"].eq("N").sum()), len(TRUE)
    found["agreement/overall"] = int(agrees.sum()), len(judged)
    return found


def whole(told: Told) -> Row:
    return [told[name] for name in WHOLE]


def answer(told: Told, asked: str) -> Row:
    said, view = told[asked]
    parted = view == "disagree"
    return [said, view, "Disclosure" if parted else "", "Too late" if parted else ""]


def wide(told: Told) -> Row:
    answers = [cell for q in ASKED for cell in answer(told, q)]
    return [*whole(told), *answers, *(told[f] for f in GRADED)]


HEADED: Row = [*WHOLE, *(f"{q} {part}" for q in ASKED for part in PARTS), *GRADED]
LONG: Row = [*WHOLE, "Question", *PARTS]
FEEDBACK: list[Row] = [["URN", *GRADED], *([t["URN"], *(t[f] for f in GRADED)] for t in TRUE)]
BY_QUESTION: list[Row] = [LONG, *([*whole(t), q, *answer(t, q)] for t in TRUE for q in ASKED)]


def titles_totals_and_notes() -> bytes:
    above: list[Row] = [["Return of the Area's file examination"], ["Completed by the team"], []]
    half: list[Row] = [HEADED, *map(wide, TRUE[:4]), ["Sub-total", None, 4]]
    below: list[Row] = [*map(wide, TRUE[4:]), ["Total", None, 8], [], ["Notes: * to be checked"]]
    return a_book(("Return", [*above, *half, HEADED, *below]))


def two_rows_of_headings() -> bytes:
    over: Row = [None] * len(WHOLE)
    for asked, text in zip(ASKED, TEXTS, strict=True):
        over += [f"{asked}. {text}", None, None, None]
    under: Row = [*WHOLE, *["DCP", "Inspector", "Category", "Reason for difference"] * 3, *GRADED]
    return a_book(("Files", [["Return"], over, under, *map(wide, TRUE)]), merged=["G2:J2", "K2:N2"])


def spelt_in_every_way() -> bytes:
    ways = {
        "Y": ["Yes", " y ", "Standard met"], "N": ["No", "n", "NO "], "N/A": ["n.a.", "NA", "N/A"],
        "agree": ["Agreed", "agree ", "A"], "disagree": ["Disagreed", "D", "DISAGREE"],
        "not applicable": ["N/A", "n/a", "not applicable "],
        "cannot tell": ["Can't tell", "CT", "unable to say"],
        "Fully met": ["Fully", "FM", "fully met "], "Partially met": ["Partly met", "PM"],
        "Not met": ["NM", "not met"], "Wessex": ["CPS Wessex", "WESSEX AREA", "wessex "],
    }  # fmt: skip
    pick = random.Random(2)
    rows = [
        [pick.choice(ways[c]) if c in ways else c for c in wide(t)[:1] + wide(t)[1:]] for t in TRUE
    ]
    for row, told in zip(rows, TRUE, strict=True):
        row[2], row[4], row[5] = told["Court"], told["DCP comments"], told["Dip sampler comments"]
    return a_book(("Files", [HEADED, *rows]))


def days_in_every_way() -> bytes:
    ways: list[Callable[[date], object]] = [
        lambda d: d, lambda d: f"{d:%d/%m/%Y}", lambda d: f"{d:%d %B %Y}",
        lambda d: f"{d:%d.%m.%y}", lambda d: (d - date(1899, 12, 30)).days,
        lambda d: f"{d:%Y-%m-%d}",
    ]  # fmt: skip
    rows = [wide(t) for t in TRUE]
    for number, row in enumerate(rows):
        row[3] = ways[number % len(ways)](row[3])
    return a_book(("Files", [HEADED, *rows]))


def days_counted_from_1904() -> bytes:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in (HEADED, *map(wide, TRUE)):
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def feedback_beside_a_row_for_each_question() -> bytes:
    return a_book(("Answers", BY_QUESTION), ("Feedback", FEEDBACK))


def two_sheets_with_a_row_for_each_question() -> bytes:
    graded: list[Row] = [["URN", "Question", "Rating"]]
    graded += [
        [t["URN"], text, t[f]] for t in TRUE for f, text in zip(GRADED, FEEDBACK_TEXTS, strict=True)
    ]
    return a_book(("Answers", BY_QUESTION), ("Feedback", [*graded, ["Total", "", 16]]))


def the_urn_once_above_its_questions() -> bytes:
    rows: list[Row] = [LONG]
    for told in TRUE:
        said = [[q, *answer(told, q)] for q in ASKED] + [[f, "", told[f], "", ""] for f in GRADED]
        rows += [[*(whole(told) if not n else [None] * len(WHOLE)), *s] for n, s in enumerate(said)]
    return a_book(("Answers", rows))


def on_one_question(asked: str) -> list[Row]:
    return [["URN", *PARTS], *([t["URN"], *answer(t, asked)] for t in TRUE)]


def a_sheet_for_each_question() -> bytes:
    files: list[Row] = [WHOLE, *map(whole, TRUE)]
    asked = [(q, on_one_question(q)) for q in ASKED]
    return a_book(("Files", files), *asked, ("Feedback", FEEDBACK))


def a_sheet_for_each_question_with_all_of_the_file() -> bytes:
    asked = [(q, [[*WHOLE, *PARTS], *([*whole(t), *answer(t, q)] for t in TRUE)]) for q in ASKED]
    return a_book(*asked, ("Feedback", FEEDBACK))


def feedback_to_the_right_with_its_own_urn() -> bytes:
    main = [HEADED[:-2], *(wide(t)[:-2] for t in TRUE)]
    return a_book(("Files", [[*m, None, *f] for m, f in zip(main, FEEDBACK, strict=True)]))


def the_area_in_one_cell_for_all() -> bytes:
    rows = [wide(t) for t in TRUE]
    for row in rows[1:]:
        row[1] = None
    return a_book(("Files", [HEADED, *rows]), merged=["B2:B9"])


def read(data: bytes) -> ExaminationReading:
    return read_workbook(data, SHORT, SETTINGS, OthersLayouts(name="theirs.xlsx"))


def counts_in(found: Statistics, names: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    kept = [s for s in found if s.statistic_id in names]
    return {s.statistic_id: (s.rate.count, s.rate.total) for s in kept}


@pytest.mark.parametrize(
    "laid_out",
    [
        titles_totals_and_notes,
        two_rows_of_headings,
        spelt_in_every_way,
        days_in_every_way,
        days_counted_from_1904,
        feedback_beside_a_row_for_each_question,
        two_sheets_with_a_row_for_each_question,
        the_urn_once_above_its_questions,
        a_sheet_for_each_question,
        a_sheet_for_each_question_with_all_of_the_file,
        feedback_to_the_right_with_its_own_urn,
        the_area_in_one_cell_for_all,
    ],
)
def test_numbers_do_not_depend_on_how_an_office_laid_them_out(
    laid_out: Callable[[], bytes],
) -> None:
    reading = read(laid_out())

    assert reading.defects == ()
    assert [f.urn for f in reading.files] == [t["URN"] for t in TRUE]
    assert [f.iqa_date for f in reading.files] == [t["Date of IQA"] for t in TRUE]
    assert counts_in(statistics(reading.files, SHORT), tallied()) == tallied()


def test_a_sheet_on_its_side_is_refused_with_what_to_do() -> None:
    on_its_side = [list(column) for column in zip(HEADED, *map(wide, TRUE), strict=True)]

    [defect] = read(a_book(("Files", on_its_side))).defects

    assert (defect.code, defect.cell) == ("on_its_side", "A1")
    assert "Transpose" in defect.way_out


def test_a_sheet_for_each_file_is_refused_with_what_to_do() -> None:
    sheets: list[tuple[str, list[Row]]] = []
    for told_ in TRUE[:2]:
        above: list[Row] = [[name, told_[name]] for name in WHOLE]
        asked: list[Row] = [[q, *answer(told_, q)] for q in ASKED]
        sheets.append((f"File {told_['URN']}"[-6:], [*above, [], ["Question", *PARTS], *asked]))

    [defect] = read(a_book(*sheets)).defects

    assert defect.code == "one_file_a_sheet"
    assert "a row for each file" in defect.way_out


def test_answers_of_a_file_that_no_other_sheet_knows_are_not_lost_unseen() -> None:
    files: list[Row] = [WHOLE, *map(whole, TRUE[:-1])]
    asked = [(q, on_one_question(q)) for q in ASKED]

    found = {(d.sheet, d.cell, d.code) for d in read(a_book(("Files", files), *asked)).defects}

    assert ("Q01", "A9", "row_without_file") in found


def test_a_second_column_of_categories_is_not_lost_unseen() -> None:
    headed = [*HEADED[:9], "Q01 Category 2", *HEADED[9:]]
    rows = [[*wide(t)[:9], "Case progression", *wide(t)[9:]] for t in TRUE]

    [defect] = read(a_book(("Files", [headed, *rows]))).defects

    assert (defect.cell, defect.code) == ("J1", "unsure_heading")
    assert "write both categories into that one" in defect.message
    assert read(a_book(("Files", [headed, *([*r[:9], "", *r[10:]] for r in rows)]))).files


def test_a_grade_that_is_missing_on_a_second_sheet_is_told_there() -> None:
    graded: list[Row] = [["URN", "Question", "Rating"]]
    graded += [[t["URN"], f, t[f]] for t in TRUE for f in GRADED][:-1]

    defects = read(a_book(("Answers", BY_QUESTION), ("Feedback", graded))).defects

    assert [(d.sheet, d.cell, d.code) for d in defects] == [
        ("Answers", "A23", "missing_question_row")
    ]
