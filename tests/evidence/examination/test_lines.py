"""Lines of separated values say the same as a sheet of cells, met before or not."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.examination.defects import ExaminationReading
from evidence.examination.form import COMPUTED, Field, columns
from evidence.examination.form_reading import read_sheets
from evidence.examination.grid import Cell, LineCells, Row, Sheet
from evidence.examination.row_values import value_in
from evidence.sampling.lists import sheet_of_lines
from tests.evidence.examination.forms import SETTINGS, SHORT, a_file

FORM = [column for column in columns(SHORT) if column.field not in COMPUTED]
SAID = ("", " ", "yes", "N", "n/a", "agree ", "Disagree", "disclosure", "maybe", "3 April 2023")
SLIPS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(3, len(FORM) - 1), st.sampled_from(SAID)), max_size=5
)


def lines(*slips: tuple[int, int, str], shortened: int = 0) -> list[list[str]]:
    """Return the form's headings, and six files of the same wording but for some slips."""
    files = [a_file(number) for number in range(1, 7)]
    values = [[value_in(file, column.place, SHORT) for column in FORM] for file in files]
    rows = [["" if value is None else str(value) for value in row] for row in values]
    for row, column, said in slips:
        rows[row][column] = said
    if shortened:
        rows[-1] = rows[-1][:-shortened]
    return [[column.heading for column in FORM], *rows]


def as_lines(rows: list[list[str]]) -> ExaminationReading:
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    return read_sheets([sheet_of_lines(text.getvalue(), "a.csv")], SHORT, SETTINGS)


def as_cells(rows: list[list[str]]) -> ExaminationReading:
    cells = [{c: Cell(v.strip()) for c, v in enumerate(row, 1) if v.strip()} for row in rows]
    sheet = Sheet("a.csv", tuple(Row(n, row) for n, row in enumerate(cells, 1)))
    return read_sheets([sheet], SHORT, SETTINGS)


@settings(max_examples=60, deadline=None)
@given(SLIPS, st.integers(0, 8))
def test_lines_give_the_files_defects_and_notices_of_the_same_cells(
    slips: list[tuple[int, int, str]], shortened: int
) -> None:
    rows = lines(*slips, shortened=shortened)

    assert as_lines(rows) == as_cells(rows)


def test_a_wrong_word_is_refused_each_time_it_is_met() -> None:
    view = next(n for n, column in enumerate(FORM) if column.field is Field.VIEW)

    reading = as_lines(lines((1, view, "maybe"), (3, view, "maybe")))

    assert [(d.row, d.code) for d in reading.defects] == [
        (3, "unknown_answer"),
        (5, "unknown_answer"),
    ]
    assert as_lines(lines()).files[5].answers == a_file(6).answers


@pytest.mark.parametrize(
    "name",
    ["Total 12", "Sum-3", "average 4", "GRE-07", "x 1", " 7 ", "7", "", "File", "Grand total"],
)
@pytest.mark.parametrize("case", ["00AB0000223", "Urn", "", "7"])
def test_a_line_is_passed_over_or_read_as_the_same_cells_are(name: str, case: str) -> None:
    rows = lines()
    rows[2][:2] = name, case

    assert as_lines(rows) == as_cells(rows)


def test_a_reason_in_a_line_is_told_as_it_is_in_a_cell() -> None:
    view = next(n for n, column in enumerate(FORM) if column.field is Field.VIEW)
    slips = [(row, view, "disagree") for row in range(4)]
    slips += [(row, view + 1, "disclosure") for row in range(4)]
    said = ("  Two  words\xa0more ", " ", "Once more", "Once more")
    slips += [(row, view + 2, reason) for row, reason in enumerate(said)]

    reading = as_lines(lines(*slips))

    assert reading == as_cells(lines(*slips))
    assert [file.answers[0].reason for file in reading.files[:4]] == [
        "Two words more",
        "",
        "Once more",
        "Once more",
    ]
    assert [n.code for n in reading.notices].count("reason_missing") == 1


def test_a_line_holds_the_cells_that_say_something() -> None:
    cells = LineCells(("a", "", " \t", " b "))

    assert dict(cells) == {1: Cell("a"), 4: Cell("b")}
    assert (len(cells), 2 in cells, 5 in cells, cells.get(0)) == (2, False, False, None)
