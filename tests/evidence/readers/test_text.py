"""What plain text says: notes, briefings, mails, and talks that were typed."""

from __future__ import annotations

import pytest

from evidence.framework import Structure
from evidence.readers import builtin
from evidence.readers.interface import Hints, Reading
from evidence.readers.text import read_markdown, read_text
from evidence.segments import Segment, SegmentStatus

INTERVIEW = Hints(structure=Structure.INTERVIEW)


def read(text: str, hints: Hints | None = None) -> Reading:
    return read_text(text.encode(), hints or Hints())


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def test_the_text_is_the_file_with_its_line_ends_made_one() -> None:
    assert read("One thing.\r\n\r\nAnother.\rA third.").text == "One thing.\n\nAnother.\nA third."


def test_windows_letters_are_read_right() -> None:
    reading = read_text("The CPS\u2019s plan \u2013 caf\u00e9.".encode("cp1252"), Hints())

    assert reading.text == "The CPS\u2019s plan \u2013 caf\u00e9."
    assert reading.notices == ()


def test_a_stray_windows_byte_among_utf8_is_told() -> None:
    reading = read_text("caf\u00e9 na\u00efve ".encode() + b"it\x92s here", Hints())

    assert reading.text == "caf\u00e9 na\u00efve it\u2019s here"
    assert [n.code for n in reading.notices] == ["mixed_encoding"]


def test_utf16_is_read_by_its_mark() -> None:
    assert read_text("Notes\r\n\r\nA line.".encode("utf-16"), Hints()).text == "Notes\n\nA line."


def test_wrapped_lines_are_one_paragraph_and_the_slice_keeps_its_break() -> None:
    reading = read(
        "The board met at Larch House on a wet day and\n"
        "agreed that the letters which were sent to the\n"
        "victims in March had been short.\n"
        "\n"
        "It will look at them again when the new standard\n"
        "paragraphs have come from headquarters.\n"
    )

    first = live(reading)[0]
    assert len(live(reading)) == 2
    assert first.text == reading.text[first.start : first.end]
    assert first.text.endswith("short.")


def test_unwrapped_lines_are_paragraphs_of_their_own() -> None:
    assert len(live(read("First point made.\nSecond point made.\nThird point made."))) == 3


def test_bullets_lose_their_sign_and_keep_their_place() -> None:
    reading = read("- Cover is thin.\n* Courts are doubled.\n\u2022 Leave is full.\n")

    assert [(s.text, s.start) for s in live(reading)] == [
        ("Cover is thin.", 2),
        ("Courts are doubled.", 19),
        ("Leave is full.", 41),
    ]


def test_typed_numbers_are_items_and_dates_are_not() -> None:
    reading = read(
        "1. Trials. Court 4 sits.\n\n12 March was busy.\n\n2. Leave is full.\n\n2a. Even so."
    )

    assert [(s.number, s.text) for s in live(reading)] == [
        ("1", "Trials. Court 4 sits."),
        ("1", "12 March was busy."),
        ("2", "Leave is full."),
        ("2a", "Even so."),
    ]


def test_a_percentage_that_begins_a_line_is_no_item() -> None:
    reading = read("4.1 Guilty pleas rose.\n\n48.9 per cent were early.")

    assert [s.number for s in live(reading)] == ["4.1", "4.1"]
    assert live(reading)[1].text.startswith("48.9")


def test_numbered_titles_head_what_follows_them() -> None:
    reading = read(
        "Team briefing\n12 March 2024\n\n1. Stage dates\nFourteen were missed.\n\n"
        "2. What changes\nThe board goes up.\n"
    )

    assert [(s.heading, s.number, s.locator) for s in live(reading)] == [
        ("Meeting details", "", "para 1"),
        ("Stage dates", "1", "item 1, para 1"),
        ("What changes", "2", "item 2, para 1"),
    ]


def test_the_headers_of_a_mail_are_furniture_and_its_subject_the_title() -> None:
    reading = read(
        "From: A Keane\nTo: All legal\nSent: 20 March 2024 16:04\nSubject: RE: A few words\n\n"
        "Dear all,\n\nOur reviews need a strategy.\n\nKind regards,\nAlastair\n"
    )

    statuses = [s.status.value for s in reading.segments]
    assert reading.title == "A few words"
    assert reading.dates[0] == "2024-03-20"
    assert statuses == ["furniture"] * 4 + ["live"] * 2 + ["quoted"] * 2


def test_what_an_earlier_mail_said_is_folded() -> None:
    reading = read(
        "From: A\nTo: B\nSubject: Themes\n\nI agree with this.\n\n"
        "-----Original Message-----\nFrom: B\nTo: A\nSubject: Themes\n\nWe should look.\n"
    )

    assert [s.text for s in live(reading)] == ["I agree with this."]


def test_quoted_lines_are_folded() -> None:
    assert [s.text for s in live(read("Yes, I do.\n\n> Do you agree?\n"))] == ["Yes, I do."]


def test_an_inspector_asks_and_those_with_initials_answer() -> None:
    reading = read(
        "Note of interview\n\nInspector: What does a quarter look like?\n\n"
        "SR: I look at who is owed one.\n\nDW: Mine is less tidy.\n\nI could have told them.\n\n"
        "Inspector: And the ten per cent?\n\nSR: Always.\n",
        INTERVIEW,
    )

    assert [(s.speaker, s.text, s.is_question, s.question) for s in live(reading)] == [
        ("Inspector", "What does a quarter look like?", True, ""),
        ("SR", "I look at who is owed one.", False, "What does a quarter look like?"),
        ("DW", "Mine is less tidy.", False, "What does a quarter look like?"),
        ("DW", "I could have told them.", False, "What does a quarter look like?"),
        ("Inspector", "And the ten per cent?", True, ""),
        ("SR", "Always.", False, "What does a quarter look like? And the ten per cent?"),
    ]
    assert reading.speakers == ("Inspector", "SR", "DW")


def test_q_and_a_name_those_who_answer_in_brackets() -> None:
    reading = read(
        "Q: How do you pick?\nA (GS): First ones on the list.\nA: (RO) I try for the low ones.\n"
        "Q: And then?\nA: We write.\n",
        INTERVIEW,
    )

    assert [(s.speaker, s.is_question) for s in live(reading)] == [
        ("Q", True), ("GS", False), ("RO", False), ("Q", True), ("A", False),
    ]  # fmt: skip
    assert live(reading)[1].locator == "question 1, GS"


def test_action_lines_in_minutes_make_no_conversation() -> None:
    reading = read(
        "Action: NB to write.\n\nAction: GS to read.\n\nAction: AK to ask.\n",
        Hints(structure=Structure.MINUTES),
    )

    assert reading.speakers == ()
    assert [s.owner for s in live(reading)] == ["NB", "GS", "AK"]


def test_a_transcript_with_times_in_plain_text_has_turns() -> None:
    reading = read(
        "[00:00:05] Inspector: How long does it take?\n"
        "[00:00:09] SCP1: An hour.\n[00:01:10] SCP2: Less.\n"
    )

    assert [(s.speaker, s.locator, s.is_question) for s in live(reading)] == [
        ("Inspector", "Inspector, 00:00:05", True),
        ("SCP1", "SCP1, 00:00:09", False),
        ("SCP2", "SCP2, 00:01:10", False),
    ]


def test_names_and_times_on_lines_of_their_own_are_no_words() -> None:
    reading = read(
        "Ruth Ansah 00:05\nHow long does it take?\n\n"
        "Jodie Prior 00:09\nAn hour.\n\nRuth Ansah 00:15\nGo on.\n"
    )

    assert [(s.speaker, s.text) for s in live(reading)] == [
        ("Ruth Ansah", "How long does it take?"),
        ("Jodie Prior", "An hour."),
        ("Ruth Ansah", "Go on."),
    ]


def test_a_protective_marking_is_furniture() -> None:
    reading = read("OFFICIAL-SENSITIVE\n\nWords to be read.\n\nMore words.")

    assert [s.status.value for s in reading.segments] == ["furniture", "live", "live"]


def test_markdown_headings_head_and_keep_their_signs_out() -> None:
    reading = read_markdown(
        b"# Brief\n\n## Disclosure\n\nLate *again*.\n\n**Cover**\n\nThin.\n", Hints()
    )

    assert reading.title == "Brief"
    assert [(s.heading, s.text) for s in live(reading)] == [
        ("Disclosure", "Late *again*."),
        ("Cover", "Thin."),
    ]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_two_bytes_a_letter_are_told_without_a_mark(encoding: str) -> None:
    assert builtin.read("Notes of the board.".encode(encoding), "a.txt", Hints()).text == (
        "Notes of the board."
    )


def test_nulls_that_fill_up_a_text_are_left_off() -> None:
    assert builtin.read(b"Notes of the board." + bytes(400), "a.txt", Hints()).text == (
        "Notes of the board."
    )


def test_a_long_line_of_dashes_with_a_word_costs_nothing() -> None:
    reading = read(f"Notes of the board.\n\n{'-' * 90} page 2\n\nCover is thin.")

    assert reading.segments[-1].text == "Cover is thin."
