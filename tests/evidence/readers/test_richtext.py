"""What a rich text says, each part with its status."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UnreadableSource
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.segments import Segment, SegmentStatus, SpanStatus
from tests.evidence.readers.test_laws import lies_where_it_says, read_or_none

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Arial;}{\f1\fcharset204 Arial Cyr;}}"
    r"{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s5 Title;}}"
    r"{\*\revtbl{Unknown;}{A Keane;}}"
)


def rich(body: str) -> Reading:
    return read((HEAD + body + "}").encode("latin-1"), "a.rtf", Hints())


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def test_paragraphs_stand_under_the_headings_of_their_styles() -> None:
    reading = rich(
        r"\pard\s1 Disclosure\par\pard Late in {\b seven} files.\par"
        r"\pard\s1 Listing\par\pard Moved."
    )

    assert [(s.heading, s.text) for s in live(reading)] == [
        ("Disclosure", "Late in seven files."),
        ("Listing", "Moved."),
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (r"caf\'e9", "caf\u00e9"),
        ("caf\xe9", "caf\u00e9"),
        (r"\u8217?s", "\u2019s"),
        (r"\u8217\'92s", "\u2019s"),
        (r"\uc0\u8217 s", "\u2019s"),
        (r"\u-10179?\u-8704?", "\U0001f600"),
        (r"\f1 \'f1\'f3\'e4", "\u0441\u0443\u0434"),
        (r"a\~b\endash c\{d\}", "a\u00a0b\u2013c{d}"),
        ("one\r\n two", "one two"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the plan}}", "the plan"),
        (r"{\upr{old}{\*\ud{new}}}", "new"),
        (r"a{\pict\wmetafile8 0102}b{\*\unknown c}d", "abd"),
        ("a\\bin3 }}}b", "ab"),
    ],
)
def test_letters_and_what_is_no_letter(written: str, said: str) -> None:
    assert rich(written + r"\par").text.strip() == said


def test_a_row_of_an_action_log_knows_its_columns() -> None:
    row = r"\trowd\cellx1\cellx2\cellx3\pard\intbl %s\cell %s\cell %s\cell\row"
    reading = rich(
        row % ("Action", "Owner", "Due") + row % ("Write", "NB", "12 May") + r"\pard After.\par"
    )

    assert [(s.text, s.owner, s.due) for s in live(reading)] == [
        ("Write | NB | 12 May", "NB", "12 May"),
        ("After.", "", ""),
    ]


def test_an_empty_paragraph_parts_two_tables() -> None:
    row = r"\trowd\cellx900\cellx1800\pard\intbl %s\cell %s\cell\row"
    reading = rich(
        row % ("Date", "3 May 2024") + row % ("Venue", "Leeds") + r"\pard\par"
        + row % ("Action", "Owner") + row % ("Write", "NB") + r"\pard After.\par"
    )  # fmt: skip

    assert [(s.locator, s.owner) for s in live(reading)][:3] == [
        ("table 1, row 1", ""),
        ("table 1, row 2", ""),
        ("action log, row 1", "NB"),
    ]


def test_a_cell_as_wide_as_the_table_heads_the_rows_below_it() -> None:
    row = r"\trowd\cellx500\cellx4000\cellx5000\pard\intbl %s\cell %s\cell %s\cell\row"
    bar = r"\trowd\cellx5000\pard\intbl %s\cell\row"
    reading = rich(
        row % ("Ref", "Discussion", "Action by")
        + bar % "2. Themes"
        + row % ("2.1", "Comments were too short to learn from.", "MV")
    )

    assert [(s.number, s.heading, s.owner) for s in live(reading)] == [("2.1", "Themes", "MV")]


def test_deleted_and_hidden_words_stay_apart_and_inserted_ones_are_marked() -> None:
    reading = rich(
        r"We {\deleted\revauthdel1 never }{\revised\revauth1 always} check{\v  secret}.\par"
    )

    assert reading.text == "We always check."
    assert {(s.status, s.text, s.author) for s in reading.spans} == {
        (SpanStatus.DELETED, "never ", "A Keane"),
        (SpanStatus.INSERTED, "always", "A Keane"),
        (SpanStatus.HIDDEN, " secret", ""),
    }


def test_comments_notes_and_headers_keep_their_status() -> None:
    reading = rich(
        r"{\header OFFICIAL\par}Cover{\footnote On Fridays.} is thin."
        r"{\*\atnid NB}{\*\atnauthor N Bell}\chatn{\*\annotation{\*\atndate 1}Says who?}\par"
    )

    assert reading.text == "Cover is thin.\nOn Fridays."
    assert {(s.status, s.text, s.author, s.anchor) for s in reading.segments[1:]} == {
        (SegmentStatus.LIVE, "On Fridays.", "", 1),
        (SegmentStatus.COMMENT, "Says who?", "N Bell", 1),
        (SegmentStatus.FURNITURE, "OFFICIAL", "", None),
    }


def test_list_numbers_are_labels_and_text_boxes_are_read() -> None:
    reading = rich(
        r"{\listtext 2.\tab}Cover is thin.\par"
        r"{\shp{\*\shpinst\shpleft1{\sp{\sn a}{\sv b}}{\shptxt In the box.\par}}}"
    )

    assert [(s.number, s.text) for s in live(reading)] == [
        ("2", "Cover is thin."),
        ("2", "In the box."),
    ]


def test_a_rich_text_of_pictures_is_refused_with_a_way_out() -> None:
    with pytest.raises(UnreadableSource) as caught:
        rich(r"{\pict 0102}\par")

    assert caught.value.code == "no_text"
    assert caught.value.way_out


def test_groups_without_end_are_refused() -> None:
    with pytest.raises(UnreadableSource) as caught:
        rich("{" * 100_000)

    assert "nested" in caught.value.message


PIECES = st.sampled_from(
    [
        "words ", "{", "}", r"\par ", r"\cell ", r"\row ", r"\pard ", r"\intbl ", r"\trowd ",
        r"{\footnote ", r"{\*\annotation ", r"{\header ", r"{\shptxt ", r"{\listtext 1.}",
        r"\v ", r"\v0 ", r"\deleted ", r"\plain ", r"\u8217 ?", r"\u-10179 ", r"\'e9", r"\'8",
        r"{\stylesheet ", r"{\*\revtbl ", r"{\*\ud ", "\\", r"\bin9 ", r"\nestcell ", r"\ansicpg9 ",
        r"\htmlrtf ", r"\f1 ", r"\uc9 ",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_signs_end_in_a_reading_that_lies_where_it_says(body: str) -> None:
    reading = read_or_none((HEAD + body).encode(), "a.rtf", Hints(), {"no_text"})

    if reading is not None:
        lies_where_it_says(reading)
