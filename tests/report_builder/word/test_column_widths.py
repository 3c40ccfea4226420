from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_builder.word.column_widths import column_widths, text_width

words = st.text(st.sampled_from("abcdefghi jklmn"), max_size=80)
tables = st.integers(1, 12).flatmap(
    lambda n: st.tuples(
        st.lists(words, min_size=n, max_size=n),
        st.lists(st.lists(words, min_size=n, max_size=n), max_size=4),
    )
)


@given(tables, st.integers(3000, 14000))
def test_columns_fill_the_width_exactly_and_none_vanishes(
    table: tuple[list[str], list[list[str]]], available: int
) -> None:
    widths = column_widths(*table, available)

    assert sum(widths) == available
    assert min(widths) > 0


def test_words_get_the_room_and_numbers_what_they_need() -> None:
    long = "We found that managers met each month to discuss the themes of their assessments. " * 3

    area, finding, files = column_widths(
        ("Area", "Finding", "Files"), [("North", long, "12")], 9026
    )

    assert finding > 6000
    assert text_width("Files", bold=True) < files < area + finding


def test_a_heading_may_break_between_words_but_not_within() -> None:
    widths = column_widths(("Overgenerous assessments", "n"), [("1", "2")] * 3, 9026)

    assert widths[0] > text_width("assessments", bold=True)
