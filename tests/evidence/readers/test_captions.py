"""What caption files say: Teams transcripts, and files that are not quite as they should be."""

from __future__ import annotations

import pytest

from evidence.errors import UnreadableSource
from evidence.readers import builtin
from evidence.readers.captions import read_captions
from evidence.readers.interface import Hints, Reading

TEAMS = """WEBVTT

d3a0f6c8-1b1e-4a3e-9d4a-2f1b8a6c7d11/12-0
00:00:02.680 --> 00:00:06.100
<v Ruth Ansah>Shall we start, &amp; how do you</v>

d3a0f6c8-1b1e-4a3e-9d4a-2f1b8a6c7d11/12-1
00:00:06.100 --> 00:00:07.000
<v Ruth Ansah>pick a file?</v>

d3a0f6c8-1b1e-4a3e-9d4a-2f1b8a6c7d11/15-0
00:12:31.000 --> 00:12:35.000
<v Jodie Prior>At random.</v>

00:13:31.000 --> 00:13:35.000
<v Jodie Prior>Mostly.</v>
"""


def read(text: str, hints: Hints | None = None) -> Reading:
    return read_captions(text.encode(), hints or Hints())


def said(reading: Reading) -> list[tuple[str, str]]:
    return [(s.speaker, s.text) for s in reading.segments]


def test_cues_of_one_speaker_that_run_on_are_one_turn() -> None:
    assert said(read(TEAMS)) == [
        ("Ruth Ansah", "Shall we start, & how do you pick a file?"),
        ("Jodie Prior", "At random."),
        ("Jodie Prior", "Mostly."),
    ]


def test_a_turn_is_found_by_speaker_and_time() -> None:
    assert [s.locator for s in read(TEAMS).segments] == [
        "Ruth Ansah, 00:00:02",
        "Jodie Prior, 00:12:31",
        "Jodie Prior, 00:13:31",
    ]


def test_an_answer_knows_its_question() -> None:
    reading = read(TEAMS)

    assert [s.is_question for s in reading.segments] == [True, False, False]
    assert reading.segments[2].question == "Shall we start, & how do you pick a file?"
    assert reading.speakers == ("Ruth Ansah", "Jodie Prior")


def test_every_turn_lies_where_it_says_in_the_text() -> None:
    reading = read(TEAMS)

    assert reading.text.startswith("Ruth Ansah: Shall we start")
    assert all(reading.text[s.start : s.end] == s.text for s in reading.segments)


def test_an_interviewer_who_is_named_asks_whatever_they_say() -> None:
    reading = read(TEAMS, Hints(interviewers=("Prior",)))

    assert [s.is_question for s in reading.segments] == [False, True, True]


def test_a_label_that_says_inspector_is_enough() -> None:
    reading = read(TEAMS.replace("Jodie Prior", "J Prior (HMCPSI)"))

    assert [s.is_question for s in reading.segments] == [False, True, True]


def test_whom_the_opening_introduces_and_who_asks_is_an_interviewer_too() -> None:
    turns = [
        ("Ruth", "Good morning. I'm Ruth, this is Colin. What brought you here?"),
        ("Jodie", "The train."),
        ("Colin", "And how are files picked?"),
        ("Jodie", "At random, I would say, wouldn't you?"),
        ("Emeka", "Yes."),
        ("Jodie", "So there it is."),
        ("Ruth", "Who reads them?"),
        ("Emeka", "Nobody does."),
    ]
    cues = "\n".join(
        f"00:00:{n:02}.000 --> 00:00:{n:02}.900\n<v {who}>{words}</v>\n"
        for n, (who, words) in enumerate(turns)
    )

    reading = read(f"WEBVTT\n\n{cues}")

    assert {s.speaker for s in reading.segments if s.is_question} == {"Ruth", "Colin"}


def test_names_before_colons_are_speakers_where_there_are_no_voices() -> None:
    reading = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\nInspector: How many?\n\n"
        "00:03.000 --> 00:04.000\nSCP1: Four.\n\n"
        "00:05.000 --> 00:06.000\nInspector: Since when?\n\n00:07.000 --> 00:08.000\nSCP1: March.\n"
    )

    assert said(reading) == [
        ("Inspector", "How many?"),
        ("SCP1", "Four."),
        ("Inspector", "Since when?"),
        ("SCP1", "March."),
    ]
    assert reading.segments[0].locator == "Inspector, 00:00:01"


def test_two_voices_in_one_cue_are_two_turns() -> None:
    reading = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Yes?</v>\n<v B>No.</v>\n")

    assert said(reading) == [("A", "Yes?"), ("B", "No.")]


def test_notes_styles_and_tags_are_not_words() -> None:
    reading = read(
        "WEBVTT - recorded\n\nNOTE a remark\n\nSTYLE\n::cue { color: red }\n\n"
        "00:01.000 --> 00:02.000 align:start\n<v.loud A><b>Bold</b> <00:01.500>words</v>\n"
    )

    assert said(reading) == [("A", "Bold words")]


def test_windows_line_ends_and_a_mark_are_no_matter() -> None:
    data = b"\xef\xbb\xbf" + TEAMS.replace("\n", "\r\n").encode()

    assert said(read_captions(data, Hints())) == said(read(TEAMS))


def test_a_cue_whose_time_is_broken_keeps_its_words() -> None:
    reading = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>One.</v>\n\n00:xx --> 00:04\n<v B>Two.</v>\n"
    )

    assert said(reading) == [("A", "One."), ("B", "Two.")]
    assert [(n.code, n.locator) for n in reading.notices] == [("bad_cue_time", "line 6")]


def test_cues_without_a_blank_line_between_them_stay_apart() -> None:
    reading = read(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>One.</v>\n00:03.000 --> 00:04.000\n<v B>Two.</v>\n"
    )

    assert said(reading) == [("A", "One."), ("B", "Two.")]


def test_subtitles_are_read_as_one_conversation() -> None:
    reading = read(
        "1\n00:00:01,000 --> 00:00:02,000\nHow many\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nare there?\n"
    )

    assert reading.format == "srt"
    assert said(reading) == [("", "How many are there?")]
    assert [n.code for n in reading.notices] == ["no_speakers"]


def test_captions_that_scroll_say_each_line_once() -> None:
    shown = ["There is one form.", "Nobody reads it", "until a court asks.", "And then we look."]
    lines = [*zip(["", *shown], shown, strict=False)]
    cues = "".join(
        f"00:00:{n:02}.000 --> 00:00:{n:02}.900 align:start\n{before or ' '}\n{line}\n\n"
        for n, (before, line) in enumerate(lines)
    )
    reading = read(f"WEBVTT\nKind: captions\nLanguage: en\n\n{cues}")

    assert " ".join(s.text for s in reading.segments) == " ".join(shown)


def test_words_that_are_said_twice_stay_where_captions_do_not_scroll() -> None:
    said = ["No, no, never.", "never.", "It is late.", "We mark in pairs.", "It goes to him."]
    cues = "".join(
        f"00:00:{n:02}.000 --> 00:00:{n:02}.900\n{words}\n\n" for n, words in enumerate(said)
    )

    assert [s.text for s in read(f"WEBVTT\n\n{cues}").segments] == said


def test_captions_that_are_cut_off_before_their_first_word_hold_no_text() -> None:
    with pytest.raises(UnreadableSource) as caught:
        builtin.read(b"1\n00:00:01,000 --> 00:00:04,000\n", "a.srt", Hints())

    assert caught.value.code == "no_text"
