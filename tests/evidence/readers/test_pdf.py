"""What a PDF says, in the order in which a person reads it."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.framework import Structure
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment, SegmentStatus
from tests.evidence.readers.pdf_files import at, lines, pdf, turned
from tests.evidence.readers.test_laws import lies_where_it_says, read_or_none

PICTURE = "q 400 0 0 400 50 200 cm /Im Do Q"
FIRST = (
    "The board met at Larch House on a wet Tuesday and it agreed that the",
    "letters which were sent to the victims in March had been far too short",
    "to be of use.",
)
SECOND = (
    "It will look at them again when the new standard paragraphs have come",
    "from headquarters, which is expected to be in the summer.",
)


def reading_of(*pages: list[str], **others: str) -> Reading:
    reading = read(pdf(*pages, **others), "a.pdf", Hints(structure=Structure.DOCUMENT))  # type: ignore[arg-type]
    lies_where_it_says(reading)
    return reading


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def test_lines_become_paragraphs_that_know_their_page() -> None:
    reading = reading_of(
        [lines(72, 700, *FIRST), lines(72, 640, *SECOND)], [lines(72, 700, *FIRST)]
    )

    assert [(s.locator, s.page, s.text) for s in live(reading)] == [
        ("p. 1, para 1", 1, " ".join(FIRST)),
        ("p. 1, para 2", 1, " ".join(SECOND)),
        ("p. 2, para 1", 2, " ".join(FIRST)),
    ]


def test_headers_and_footers_are_told_once_and_page_numbers_go() -> None:
    def page(number: int, *words: str) -> list[str]:
        return [at(72, 800, "OFFICIAL - Northshire"), lines(72, 700, *words),
                at(72, 40, f"Board minutes, page {number}"), at(300, 25, str(number))]  # fmt: skip

    reading = reading_of(page(1, *FIRST), page(2, *SECOND), page(3, *FIRST))

    assert reading.text == "\n".join(" ".join(words) for words in (FIRST, SECOND, FIRST))
    furniture = [(s.locator, s.text) for s in reading.segments if not s.start and not s.page]
    assert ("header", "OFFICIAL - Northshire") in furniture
    assert ("footer", "Board minutes, page 1") in furniture
    assert len(furniture) == 2


def test_a_paragraph_over_the_end_of_a_page_is_one() -> None:
    reading = reading_of([lines(72, 100, *FIRST[:2])], [lines(72, 700, *FIRST[2:], "", *SECOND)])

    assert live(reading)[0].text == " ".join(FIRST)


@pytest.mark.parametrize(
    ("broken", "more", "whole"),
    [
        ("agree-/ment", "", "agreement"),
        ("decision-/making", "Good decision-making matters.", "decision-making"),
    ],
)
def test_hyphens_that_only_end_a_line_go(broken: str, more: str, whole: str) -> None:
    first, rest = broken.split("/")
    reading = reading_of(
        [lines(72, 700, f"The board met at Larch House on a wet day and reached {first}",
               f"{rest} on the letters which were sent to all of the victims.", "", more)]
    )  # fmt: skip

    assert f"reached {whole} on the" in live(reading)[0].text


def test_columns_are_read_one_after_the_other() -> None:
    left = (
        "The left column speaks of cover",
        "and of how thin it has become",
        "since the spring.",
    )
    right = (
        "The right one speaks of courts",
        "that sit on most Fridays now,",
        "as they always did.",
    )
    reading = reading_of([at(72, 780, "A title over both of the columns of this page here"),
                          lines(72, 700, *left), lines(320, 700, *right)])  # fmt: skip

    words = reading.text.replace("\n", " ")
    assert words.endswith(f"{' '.join(left)} {' '.join(right)}")


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [
        [f"{name} column has some words", f"of {name} and some others", f"that end the {name}."]
        for name in ("first", "second", "third")
    ]
    reading = reading_of(
        [lines(40 + 180 * n, 700, *words, size=9) for n, words in enumerate(columns)]
        + [at(100, -20, "A printer's mark off the page that bridges all three of its columns")]
    )

    expected = " ".join(" ".join(words) for words in columns)
    assert reading.text.replace("\n", " ").startswith(expected)


@pytest.mark.parametrize(("degrees", "x", "y"), [(90, 100, 100), (180, 500, 700), (270, 400, 700)])
def test_a_page_that_lies_on_its_side_is_read_as_if_it_stood(degrees: int, x: int, y: int) -> None:
    reading = reading_of([turned(degrees, x, y, *FIRST)], more=f"/Rotate {degrees}")

    assert [s.text for s in live(reading)] == [" ".join(FIRST)]


def test_words_up_the_side_of_a_page_stand_after_those_on_it() -> None:
    reading = reading_of([turned(90, 40, 100, "Copy for the board"), lines(72, 700, *FIRST)])

    assert [s.text for s in live(reading)] == [" ".join(FIRST), "Copy for the board"]


def test_a_watermark_stands_beside_the_text() -> None:
    page = [turned(52, 150, 200, "DRAFT", size=90), lines(72, 500, *FIRST)]
    reading = reading_of(page, page)

    assert {s.text for s in live(reading)} == {" ".join(FIRST)}
    assert [s.text for s in reading.segments if s.locator == "watermark"] == ["DRAFT"]


def test_a_page_may_lie_anywhere() -> None:
    reading = reading_of([lines(1072, -100, *FIRST)], box="1000 -842 1595 0")

    assert [s.text for s in live(reading)] == [" ".join(FIRST)]


def test_letters_that_are_spaced_for_show_are_words() -> None:
    title = at(72, 700, "MINUTES OF BOARD").replace("Td", "Td 3 Tc")
    reading = reading_of([f"q {title} Q", lines(72, 600, *FIRST)])

    assert reading.text.split("\n")[0] == "MINUTES OF BOARD"


def test_initials_of_an_action_column_stay_out_of_the_sentence() -> None:
    reading = reading_of([lines(72, 700, *FIRST), at(500, 686, "NB / AK")])

    assert [s.text for s in live(reading)] == [" ".join(FIRST), "NB / AK"]


def test_cells_of_a_table_are_read_row_by_row() -> None:
    rows = [("Unit", "Timely", "Late"), ("North", "84", "3"), ("South", "71", "9")]
    page = [
        at(72 + 150 * x, 700 - 20 * y, w) for y, row in enumerate(rows) for x, w in enumerate(row)
    ]

    assert reading_of(page).text.split("\n") == [
        "Unit | Timely | Late",
        "North | 84 | 3",
        "South | 71 | 9",
    ]


def ruled(columns: list[float], rows: list[float]) -> str:
    """The lines around the cells of a table."""
    level = [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in rows]
    upright = [f"{x} {rows[0]} m {x} {rows[-1]} l S" for x in columns]
    return "\n".join(["0.5 w", *level, *upright])


def test_a_ruled_action_log_reads_under_its_headings_over_the_end_of_a_page() -> None:
    def log(top: int, *rows: tuple[str, ...]) -> list[str]:
        cells = [
            at(74 + 150 * x, top - 15 - 40 * y, words)
            for y, row in enumerate(rows)
            for x, words in enumerate(row)
        ]
        heights = [float(top - 40 * y) for y in range(len(rows) + 1)]
        return [ruled([70, 220, 370, 520], heights), *cells]  # fmt: skip

    heads = ("Action", "Owner", "Due")
    first = [
        *log(200, heads, ("Write to the court", "NB", "12 May")),
        at(74, 131, "about its lists"),
    ]
    reading = reading_of(
        [at(72, 700, "Words above the table of actions."), *first],
        [
            *log(700, ("", "of June", ""), ("Ask the police", "AK", "June")),
            at(72, 100, "Words below it."),
        ],
    )

    assert [(s.text, s.owner, s.due, s.page) for s in live(reading)] == [
        ("Words above the table of actions.", "", "", 1),
        ("Write to the court about its lists | NB of June | 12 May", "NB of June", "12 May", 1),
        ("Ask the police | AK | June", "AK", "June", 2),
        ("Words below it.", "", "", 2),
    ]


def test_a_ruled_line_parts_cells_however_near_they_stand() -> None:
    reading = reading_of(
        [
            ruled([70, 160, 240, 400], [600, 620, 640, 660]),
            at(74, 646, "Area"), at(164, 646, "Due"), at(244, 646, "Status"),
            at(74, 626, "Northshire"), at(174, 626, "10 May 2024"), at(244, 626, "Still open"),
            at(74, 606, "Eastmere"), at(174, 606, "12 May 2024"), at(244, 606, "Closed"),
        ]
    )  # fmt: skip

    assert live(reading)[0].columns == (
        ("Area", "Northshire"), ("Due", "10 May 2024"), ("Status", "Still open"),
    )  # fmt: skip


def test_paragraphs_within_a_cell_stay_apart() -> None:
    reading = reading_of(
        [
            ruled([70, 110, 460, 520], [500, 600, 640]),
            at(74, 610, "Item"), at(114, 610, "Discussion"), at(464, 610, "Action"),
            at(74, 580, "3"), at(114, 580, "Feedback", bold=True),
            lines(114, 560, "The board heard that feedback was often late and that a unit had",
                  "no record of it. Managers will agree what to write down."),
            at(464, 580, "AK"),
        ]
    )  # fmt: skip

    assert "Feedback\nThe board heard that feedback was often late and that a unit had no " in (
        reading.text
    )


def test_what_a_minute_taker_fills_in_stands_on_lines_of_its_own() -> None:
    reading = reading_of(
        [lines(72, 700, "Minutes of the board of 12 March 2024", "Present: A Keane, B Tan")]
    )

    assert "Present: A Keane, B Tan" in [s.text for s in reading.segments]


def test_headings_are_told_by_their_size_and_items_keep_their_numbers() -> None:
    reading = reading_of(
        [at(72, 760, "Disclosure", size=16), lines(72, 730, *FIRST),
         at(72, 660, "Listing", size=16), lines(72, 630, *SECOND),
         at(72, 580, "4.2"), at(110, 580, "The unit will write to the court about its lists.")]
    )  # fmt: skip

    assert [(s.heading, s.number, s.text[:9]) for s in live(reading)] == [
        ("Disclosure", "", "The board"),
        ("Listing", "", "It will l"),
        ("Listing", "4.2", "The unit "),
    ]


def test_quotation_marks_and_compounds_over_a_line_stay_whole() -> None:
    reading = reading_of(
        [lines(72, 700, "The board heard that the dip sample had remarks such as ( too brief) and",
               "the managers were asked to sample more, since the rules of the Area ask for a dip-",
               "sample of ten in each hundred, and fewer than that had been read in the spring.")]
    )  # fmt: skip

    assert "such as (too brief) and" in live(reading)[0].text
    assert "a dip-sample of ten" in live(reading)[0].text


def test_a_comment_keeps_its_author_and_hangs_on_its_page() -> None:
    note = ("<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /T (N Bell) "
            "/Contents (Is this right?) >>")  # fmt: skip
    reading = reading_of([lines(72, 700, *FIRST)], notes=note)

    comment = reading.segments[-1]
    assert (comment.status, comment.text, comment.author, comment.anchor) == (
        SegmentStatus.COMMENT, "Is this right?", "N Bell", 1,
    )  # fmt: skip


def test_pages_that_are_pictures_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = reading_of([lines(72, 700, *FIRST)], [PICTURE], [PICTURE])

    (notice,) = reading.notices
    assert (notice.code, notice.locator) == ("pages_without_text", "pp. 2-3")
    assert "not installed" in notice.message


def test_a_pdf_of_pictures_only_is_never_silently_empty() -> None:
    with pytest.raises(UnreadableSource) as caught:
        reading_of([PICTURE])

    assert caught.value.code == "no_text"
    assert "p. 1" in caught.value.message
    assert caught.value.way_out


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_words_in_a_picture_are_recognised_and_that_is_told() -> None:
    # Letters that are drawn and not written: what a scan is to a reader.
    reading = reading_of([drawn("HELLO")])

    assert reading.text == "HELLO"
    assert [(n.code, n.locator) for n in reading.notices] == [("recognised", "p. 1")]


STROKES = {
    "H": "0 0 m 0 7 l S 5 0 m 5 7 l S 0 3.5 m 5 3.5 l S",
    "E": "0 0 m 0 7 l S 0 0 m 4 0 l S 0 3.5 m 4 3.5 l S 0 7 m 4 7 l S",
    "L": "0 7 m 0 0 l S 0 0 m 4 0 l S",
    "O": "0 1.5 m 0 5.5 l 1.5 7 l 3.5 7 l 5 5.5 l 5 1.5 l 3.5 0 l 1.5 0 l 0 1.5 l S",
}


def drawn(word: str) -> str:
    """A word drawn with strokes of a pen."""
    return "\n".join(
        f"q 4 0 0 4 {100 + 30 * n} 600 cm 1 w 2 J {STROKES[letter]} Q"
        for n, letter in enumerate(word)
    )


@pytest.mark.parametrize("size", [20, 200, 600])
def test_a_pdf_that_was_cut_short_ends_in_text_or_a_reason(size: int) -> None:
    read_or_none(pdf([lines(72, 700, *FIRST)])[:size], "a.pdf", Hints(), {"unreadable", "no_text"})


PLACED = st.builds(
    at,
    st.sampled_from([-50, 0, 72, 300, 500, 900]),
    st.sampled_from([-20, 40, 300, 307, 700, 800, 1000]),
    st.text(st.sampled_from("abc .-()12|?\u2019\u00ad\u00a0"), max_size=20),
    size=st.sampled_from([0, 1, 11, 30]),
)


@given(st.lists(st.lists(PLACED, max_size=12), min_size=1, max_size=3))
def test_words_anywhere_end_in_a_reading_that_lies_where_it_says(pages: list[list[str]]) -> None:
    reading = read_or_none(pdf(*pages), "a.pdf", Hints(), {"no_text"})

    if reading is not None:
        lies_where_it_says(reading)


def test_files_that_are_attached_are_files_of_their_own() -> None:
    file = pypdfium2.PdfDocument(pdf([lines(72, 700, *FIRST)]))
    for name in ("rota.csv", "ROTA.csv"):
        file.new_attachment(name).set_data(b"day,n\nFri,2\n")
    whole = io.BytesIO()
    file.save(whole)
    reading = read(whole.getvalue(), "a.pdf", Hints())

    assert {a.name.casefold() for a in reading.attachments} == {"rota.csv", "2 rota.csv"}
    assert {a.content for a in reading.attachments} == {b"day,n\nFri,2\n"}


def test_notes_that_differ_only_in_their_numbers_are_not_taken_for_a_footer() -> None:
    def page(number: int, *words: str) -> list[str]:
        note = at(72, 60, f"{number} See the dip sample of {number * 7} May.")
        return [lines(72, 700, *words), note, at(72, 30, f"Minutes, page {number} of 3")]

    reading = reading_of(page(1, *FIRST), page(2, *SECOND), page(3, *FIRST))

    assert [s.text for s in reading.segments if s.locator == "footer"] == ["Minutes, page 1 of 3"]
    assert all(f"See the dip sample of {n * 7} May." in reading.text for n in (1, 2, 3))
