"""Slips that are one thing to mend are told on one line, and none is left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.examination.defect_lines import defect_lines
from evidence.examination.defects import Defect


def _empty(cell: str, file_ref: str = "", way_out: str = "Write yes or no.") -> Defect:
    return Defect("Files", cell, "missing_answer", "The cell is empty.", way_out, file_ref)


def test_columns_that_nobody_filled_are_one_line() -> None:
    found = [
        _empty(f"{column}{row}", f"A-{row}", way)
        for row in (5, 6, 7)
        for column, way in (("B", "Write 1."), ("D", "Write 2."), ("E", "Write 3."), ("AA", "4."))
    ]
    (line,) = defect_lines(found)
    assert (line.where, line.files, line.cells) == ("B5:AA7", "A-5 to A-7", 12)
    assert line.message == "12 cells here are empty."


def test_a_row_that_lacks_other_cells_is_a_line_of_its_own() -> None:
    rows = {5: "BCDE", 6: "BCDF", 7: "BCDF"}
    found = [_empty(f"{c}{row}") for row, columns in rows.items() for c in columns]
    assert [line.where for line in defect_lines(found)] == ["B5:E5", "B6:F7"]


def test_few_empty_cells_keep_their_own_words() -> None:
    found = [_empty("B5"), _empty("F5", way_out="Write agree.")]
    lines = list(defect_lines(found))
    assert [(line.where, line.way_out) for line in lines] == [
        ("B5", "Write yes or no."),
        ("F5", "Write agree."),
    ]


def test_the_same_wrong_word_down_a_column_is_one_line_and_another_is_not() -> None:
    def wrong(row: int, word: str) -> Defect:
        return Defect("Files", f"K{row}", "unknown_answer", f"'{word}' is not one.", "Write yes.")

    found = [wrong(5, "yep"), wrong(6, "yep"), wrong(7, "nope"), wrong(9, "nope")]
    assert [line.where for line in defect_lines(found)] == ["K5:K6", "K7", "K9"]


_CELLS = st.lists(
    st.tuples(st.sampled_from("ST"), st.integers(5, 9), st.sampled_from("BCDEF")), unique=True
)


@given(_CELLS, st.sampled_from(["missing_answer", "unknown_answer"]))
def test_every_defect_is_counted_once(places: list[tuple[str, int, str]], code: str) -> None:
    found = [Defect(s, f"{c}{row}", code, "Wrong.", "Mend.") for s, row, c in sorted(places)]
    assert sum(line.cells for line in defect_lines(found)) == len(found)
