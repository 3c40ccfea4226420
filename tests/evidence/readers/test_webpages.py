"""What a web page says, as a browser would show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.webpages import read_webpage
from evidence.segments import Segment, SegmentStatus, SpanStatus
from tests.evidence.readers.test_laws import HINTS, WORDS, lies_where_it_says, read_or_none


def page(body: str, head: str = "") -> Reading:
    text = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read_webpage(text.encode(), Hints())


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def test_paragraphs_stand_under_their_headings() -> None:
    reading = page("<h2>Disclosure</h2><p>Late in\n seven files.</p><h2>Listing</h2><p>Moved.</p>")

    assert [(s.heading, s.text) for s in live(reading)] == [
        ("Disclosure", "Late in seven files."),
        ("Listing", "Moved."),
    ]


def test_items_of_lists_keep_their_numbers_and_bullets() -> None:
    reading = page(
        "<p>Agreed:</p><ol start='3'><li>Write to the Area.</li><li>Ask the police."
        "<ul><li>By May.</li></ul></li></ol>"
    )

    assert [(s.text, s.number) for s in live(reading)][1:] == [
        ("Write to the Area.", "3"),
        ("Ask the police.", "4"),
        ("By May.", "4"),
    ]


def test_a_row_of_an_action_log_knows_its_columns_owner_and_date() -> None:
    reading = page(
        "<table><thead><tr><th>Action</th><th>Owner</th><th>Due</th></tr></thead>"
        "<tr><td>Write to courts</td><td>NB</td><td>12 May</td></tr></table>"
    )

    (row,) = live(reading)
    assert row.columns == (("Action", "Write to courts"), ("Owner", "NB"), ("Due", "12 May"))
    assert (row.owner, row.due) == ("NB", "12 May")


def test_a_cell_over_several_rows_counts_in_each() -> None:
    reading = page(
        "<table><tr><th>Unit</th><th>Measure</th><th>Result</th></tr>"
        "<tr><td rowspan='2'>North</td><td>Timely</td><td>84</td></tr>"
        "<tr><td>Complete</td><td>71</td></tr></table>"
    )

    assert [dict(s.columns)["Unit"] for s in live(reading)] == ["North", "North"]


def test_scripts_styles_and_comments_are_no_words_and_scripts_are_told() -> None:
    reading = page("<p>Seen.</p><script>var hidden = 1</script><!-- not this --><style>p{}</style>")

    assert reading.text == "Seen."
    assert [n.code for n in reading.notices] == ["scripts"]


def test_hidden_words_are_flagged_and_not_live() -> None:
    reading = page("<p>Open <span style='display: none'>secret</span>words.</p>")

    assert "secret" not in reading.text
    assert [s.text for s in reading.spans if s.status is SpanStatus.HIDDEN] == ["secret"]


def test_the_words_of_a_link_stay_and_its_address_does_not() -> None:
    reading = page("<p>See <a href='javascript:alert(1)'>the plan</a> now.</p>")

    assert reading.text == "See the plan now."
    assert [s.text for s in reading.spans] == ["the plan"]


def test_deleted_words_are_kept_apart() -> None:
    reading = page("<p>We <del>never</del> <ins>always</ins> check.</p>")

    assert reading.text.split() == ["We", "always", "check."]
    assert {(s.status, s.text) for s in reading.spans} == {
        (SpanStatus.DELETED, "never"),
        (SpanStatus.INSERTED, "always"),
    }


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("", "utf-8"), ("<meta charset='windows-1252'>", "cp1252"), ("", "cp1252"), ("", "utf-16"),
     ("<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>", "koi8-r")],
)  # fmt: skip
def test_a_page_is_decoded_by_what_it_says_of_itself(head: str, encoding: str) -> None:
    word = "\u0441\u0443\u0434" if encoding == "koi8-r" else "caf\u00e9"
    text = f"<html><head>{head}</head><body><p>A {word}.</p></body></html>"

    assert read_webpage(text.encode(encoding), Hints()).text == f"A {word}."


def test_a_piece_of_a_page_is_told_by_its_name() -> None:
    assert read(b"<p>Only <b>this</b>.</p>", "note.html", Hints()).text == "Only this."


def test_menus_are_furniture() -> None:
    reading = page("<nav><a href='/'>Home</a></nav><p>The news.</p>")

    assert [(s.text, s.status) for s in reading.segments] == [
        ("Home", SegmentStatus.FURNITURE),
        ("The news.", SegmentStatus.LIVE),
    ]


@pytest.mark.parametrize("body", ["", "<script>draw()</script>", "<p> </p>"])
def test_a_page_without_words_is_refused_with_a_way_out(body: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        page(body)

    assert caught.value.code == "no_text"
    assert caught.value.way_out


def test_a_page_nested_without_end_is_refused_and_never_cut() -> None:
    with pytest.raises(UnreadableSource) as caught:
        page("<div>" * 5_000 + "deep")

    assert "nested" in caught.value.message


NAMES = "p div b ul ol li table tr td th h1 h2 br a del ins span pre"
TAGS = st.sampled_from(NAMES.split())
PIECES = st.one_of(
    WORDS,
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.just("<td rowspan=3 colspan=2>"),
    st.just("<p hidden>"),
)


@given(st.lists(PIECES, max_size=40).map("".join), HINTS)
def test_any_tags_end_in_a_reading_that_lies_where_it_says(body: str, hints: Hints) -> None:
    reading = read_or_none(f"<html><body>{body}".encode(), "a.html", hints, {"no_text"})

    if reading is not None:
        lies_where_it_says(reading)


def test_headers_and_footers_that_an_office_program_saves_are_furniture() -> None:
    body = (
        '<div title="header"><p>OFFICIAL</p></div><p>Cover is thin.</p>'
        '<div title="footer"><p>Board minutes</p></div>'
    )
    reading = page(body)

    assert [(s.status.value, s.text) for s in reading.segments] == [
        ("furniture", "OFFICIAL"),
        ("live", "Cover is thin."),
        ("furniture", "Board minutes"),
    ]
