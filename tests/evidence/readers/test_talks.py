"""Conversations in the layouts that offices type them in: who speaks, when, and to what."""

from __future__ import annotations

import pytest

from evidence.framework import Structure
from evidence.readers.captions import read_captions
from evidence.readers.interface import Hints, Reading
from evidence.readers.text import read_markdown, read_text
from evidence.readers.word import read_word
from evidence.segments import Segment, SegmentStatus
from tests.evidence.word_files import p, tbl, tr, word

GROUP = Hints(structure=Structure.TRANSCRIPT)
TALK = (
    ("Lead inspector", "00:00:04", "How are files chosen here?"),
    ("DCP1", "00:00:09", "The business manager runs a list \U0001f4c4 and takes every fifth."),
    ("Lead inspector", "00:00:15", "Anyone else?"),
    ("DCP2", "00:00:17", "You can suggest one, and people suggest their good ones."),
    ("Note taker", "00:00:22", "What becomes of the themes that managers find?"),
    ("DCP1", "00:00:26", "They go into the team brief: a slide, three bullets."),
    ("Lead inspector", "00:00:33", "Okay, thank you."),
    ("DCP2", "00:00:36", "I have not seen one since spring - not one."),
)
CHOSEN, THEMES = TALK[0][2], TALK[4][2]
READ = [
    ("Lead inspector", True, ""),
    ("DCP1", False, CHOSEN),
    ("Lead inspector", True, ""),
    ("DCP2", False, CHOSEN),
    ("Note taker", True, ""),
    ("DCP1", False, THEMES),
    ("Lead inspector", True, ""),
    ("DCP2", False, THEMES),
]


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def assert_is_the_talk(reading: Reading) -> None:
    said = live(reading)
    assert [s.text for s in said] == [words for _, _, words in TALK]
    assert [(s.speaker, s.is_question, s.question) for s in said] == READ
    assert all(reading.text[s.start : s.end] == s.text for s in said)


UNTIMED = {
    "colon": "{who}: {words}\n",
    "colon, a line between": "{who}: {words}\n\n",
    "square brackets": "[{who}] {words}\n",
    "dash": "{who} \u2013 {words}\n",
    "hyphen": "{who} - {words}\n",
    "tab": "{who}\t{words}\n",
    "name on a line of its own": "{who}\n{words}\n\n",
    "stars": "**{who}:** {words}\n\n",
}
TIMED = {
    "time in brackets before": "[{time}] {who}: {words}\n",
    "time before a dash": "[{time}] {who} - {words}\n",
    "time after the name": "{who} ({time}): {words}\n",
    "time behind the words": "{who}: {words} [{time}]\n",
    "time on the name's line": "{who}   {time}\n{words}\n\n",
    "time on a line of its own": "{time}\n{who}: {words}\n\n",
    "span above the name": "{time} --> 00:59:59\n{who}\n{words}\n\n",
}


def typed(layout: str) -> str:
    return "".join(layout.format(who=who, time=time, words=words) for who, time, words in TALK)


@pytest.mark.parametrize("layout", UNTIMED.values(), ids=UNTIMED)
def test_a_typed_talk_has_its_speakers_and_questions(layout: str) -> None:
    assert_is_the_talk(read_text(typed(layout).encode(), GROUP))


@pytest.mark.parametrize("layout", TIMED.values(), ids=TIMED)
def test_a_typed_talk_has_its_times(layout: str) -> None:
    reading = read_text(typed(layout).replace("\n", "\r\n").encode(), GROUP)

    assert_is_the_talk(reading)
    assert [s.locator for s in live(reading)] == [f"{who}, {time}" for who, time, _ in TALK]


def test_a_talk_in_markdown_has_its_speakers_in_bold() -> None:
    assert_is_the_talk(read_markdown(typed("**{who}** [{time}]\n\n{words}\n\n").encode(), GROUP))


def test_subtitles_name_their_speakers_in_brackets() -> None:
    cues = "".join(
        f"{n}\n{time},000 --> {time},900\n[{who}] {words}\n\n"
        for n, (who, time, words) in enumerate(TALK, start=1)
    )

    assert_is_the_talk(read_captions(cues.encode(), GROUP))


def test_a_table_of_speakers_and_words_is_a_talk() -> None:
    rows = (tr(who, words) for who, _, words in TALK)

    assert_is_the_talk(read_word(word(tbl(*rows)), Hints()))


def test_a_table_with_a_column_of_times_is_a_talk_with_times() -> None:
    rows = (tr(time, who, words) for who, time, words in TALK)
    reading = read_word(word(tbl(tr("Time", "Speaker", "Text"), *rows)), Hints())

    assert_is_the_talk(reading)
    assert live(reading)[1].locator == "DCP1, 00:00:09"


def test_a_cell_with_name_and_time_above_the_words_is_a_turn() -> None:
    tables = (tbl(tr("", f"<w:p/>{p(f'{who}   {time}')}{p(words)}")) for who, time, words in TALK)

    assert_is_the_talk(read_word(word(*tables), GROUP))


def test_an_action_log_by_owner_is_no_talk() -> None:
    rows = (tr(who, f"Write to the unit about point {n}.") for n, who in enumerate("ABAB"))
    reading = read_word(word(tbl(tr("Owner", "Action"), *rows)), Hints())

    assert reading.speakers == ()


@pytest.mark.parametrize(
    "notes",
    [
        "Well - it is long.\n\nWell - it is short.\n\nSo - what then?\n\nSo - nothing.\n",
        "Training\nNobody had any of it.\n\nFeedback\nIt comes by e-mail.\n\n"
        "Training\nStill none.\n\nFeedback\nStill by e-mail.\n\n",
    ],
)
def test_headings_and_asides_are_no_speakers(notes: str) -> None:
    assert read_text(notes.encode(), Hints()).speakers == ()


def test_those_whom_the_first_lines_call_inspectors_ask_under_their_initials() -> None:
    reading = read_text(
        b"Focus group, 5 July 2024\nInspectors: Ruth Ansah (RA), Colin Peel (CP)\n\n"
        b"RA: Who reads the forms?\nHD: Nobody does.\nCP: And then?\nHD: I file them, don't I?\n"
        b"RA: Is that so?\nJK: It is.\n",
        GROUP,
    )

    asking = {s.speaker for s in live(reading) if s.is_question}
    assert asking == {"RA", "CP"}


def test_a_second_inspector_is_known_by_questions_that_others_answer() -> None:
    reading = read_text(
        b"Ruth Ansah: Thanks for joining us. Who reads the forms?\n"
        b"Hattie Drum: Nobody in my unit. Is that what you mean?\n"
        b"Ruth Ansah: Yes. Who else has seen one?\n"
        b"Josef Kaye: I have had two since the summer.\n"
        b"Colin Peel: What training did managers have?\n"
        b"Hattie Drum: Half a day, on the form.\n"
        b"Colin Peel: Thank you.\n"
        b"Josef Kaye: Mine was a link to a video.\n",
        GROUP,
    )

    assert {s.speaker for s in live(reading) if s.is_question} == {"Ruth Ansah", "Colin Peel"}
    assert live(reading)[-1].question == "What training did managers have?"


def test_bold_questions_are_asked_by_nobody_and_answered_by_those_who_speak() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    reading = read_word(
        word(
            p(bold.format("How is feedback given?")),
            p("DCP1: By e-mail. Is it read? No. Is it filed? Yes."),
            p("DCP2: Mine are read."),
            p(bold.format("Who checks the checkers?")),
            p("DCP1: Nobody that I know of."),
            p("DCP2: The deputy does, twice a year."),
        ),
        Hints(structure=Structure.INTERVIEW),
    )

    assert [(s.speaker, s.is_question, s.question) for s in live(reading)] == [
        ("", True, ""),
        ("DCP1", False, "How is feedback given?"),
        ("DCP2", False, "How is feedback given?"),
        ("", True, ""),
        ("DCP1", False, "Who checks the checkers?"),
        ("DCP2", False, "Who checks the checkers?"),
    ]


LONG = " ".join(
    f"Point number {n} is that the form asks for what nobody can know." for n in range(30)
)


def test_a_long_turn_is_several_segments_that_know_speaker_time_and_question() -> None:
    reading = read_text(
        f"[00:01:00] Inspector: What do you make of the form?\n[00:01:05] SCP2: {LONG}\n"
        "[00:04:00] Inspector: Thank you.\n[00:04:05] SCP1: I like it.\n".encode(),
        GROUP,
    )

    said = [s for s in live(reading) if s.speaker == "SCP2"]
    assert len(said) > 2
    assert " ".join(s.text for s in said) == LONG
    assert all(40 <= len(s.text.split()) <= 150 and s.text.endswith(".") for s in said)
    assert {s.question for s in said} == {"What do you make of the form?"}
    assert said[0].locator == "SCP2, 00:01:05"
    assert said[1].locator == "SCP2, 00:01:05, para 2"
    assert all(reading.text[s.start : s.end] == s.text for s in said)


def test_a_long_turn_in_captions_gives_each_stretch_its_own_time() -> None:
    sentences = LONG.split(". ")
    cues = "".join(
        f"00:{n // 6 + 1:02}:{n % 6 * 10:02}.000 --> 00:{n // 6 + 1:02}:{n % 6 * 10 + 9:02}.000\n"
        f"<v SCP2>{words.rstrip('.')}.</v>\n\n"
        for n, words in enumerate(sentences)
    )
    said = live(read_captions(f"WEBVTT\n\n{cues}".encode(), GROUP))

    assert len(said) > 2
    assert said[0].locator == "SCP2, 00:01:00"
    number = int(said[1].text.split()[2])
    assert said[1].locator == f"SCP2, 00:{number // 6 + 1:02}:{number % 6 * 10:02}"


def test_speech_without_full_stops_is_cut_too() -> None:
    words = " ".join(f"word{n}" for n in range(500))
    reading = read_text(
        f"Inspector: Why is that so?\nSCP1: {words}\nInspector: And then?\nSCP2: None.\n".encode(),
        GROUP,
    )

    said = [s.text for s in live(reading) if s.speaker == "SCP1"]
    assert len(said) > 2
    assert " ".join(said) == words


def test_greetings_stay_in_the_text_and_are_no_evidence() -> None:
    reading = read_text(
        b"Inspector: Thanks for joining.\nSCP1: Morning everyone, can you hear me okay?\n"
        b"Inspector: We can. Who reads the forms?\nSCP1: Yes. I agree.\nSCP2: Nobody.\n"
        b"Inspector: Thank you all.\nSCP2: Thanks, bye.\n",
        GROUP,
    )

    beside = [s for s in reading.segments if s.status is SegmentStatus.FURNITURE]
    assert [s.text for s in beside] == ["Morning everyone, can you hear me okay?", "Thanks, bye."]
    assert all(reading.text[s.start : s.end] == s.text for s in beside)
    assert [s.text for s in live(reading) if not s.is_question] == ["Yes. I agree.", "Nobody."]


def test_where_nobody_is_named_question_marks_tell_what_asks() -> None:
    cues = "".join(
        f"00:00:{n:02}.000 --> 00:00:{n:02}.900\n{words}\n\n"
        for n, words in enumerate(("What training was there?", "Half a day.", "It was mine too."))
    )
    reading = read_captions(f"WEBVTT\n\n{cues}".encode(), GROUP)

    assert [(s.is_question, s.question) for s in reading.segments] == [
        (True, ""),
        (False, "What training was there?"),
        (False, "What training was there?"),
    ]
    assert [n.code for n in reading.notices] == ["no_speakers"]


def test_groups_of_speakers_and_those_nobody_knows_are_speakers() -> None:
    reading = read_text(
        b"Attendees: 5 x SCP\nint: how do you find out?\nscp1: by e-mail\nscp1/2: never\n"
        b"All: (laughter) no\nint: anyone else?\nUnknown: not really\nSCP3 & SCP4: No.\n",
        GROUP,
    )

    assert [(s.speaker, s.text) for s in live(reading) if s.question] == [
        ("scp1", "by e-mail"),
        ("scp1/2", "never"),
        ("All", "(laughter) no"),
        ("Unknown", "not really"),
        ("SCP3 & SCP4", "No."),
    ]


def test_what_happened_is_furniture_among_what_was_said() -> None:
    reading = read_text(
        b"Inspector: Who reads it?\nSCP1: Nobody.\n[Crosstalk]\nSCP2: [laughs] I do.\n"
        b"Inspector: And then?\n(Pause)\nSCP1: Nothing.\nEND OF TRANSCRIPT\n",
        GROUP,
    )

    beside = [s.text for s in reading.segments if s.status is SegmentStatus.FURNITURE]
    assert beside == ["[Crosstalk]", "(Pause)", "END OF TRANSCRIPT"]
    assert [s.text for s in live(reading) if s.question] == [
        "Nobody.",
        "[laughs] I do.",
        "Nothing.",
    ]


def test_those_who_ask_may_have_a_colon_and_those_who_answer_a_dash() -> None:
    reading = read_text(
        b"SCP focus group\n\nTRAINING\n\nRA: What is there for new starters?\n"
        b"JK - none that I know of\n"
        b"AS - a buddy\n\nFEEDBACK\n\nRA: Who gives feedback to lawyers?\nAS - the form\n"
        b"PO - nobody\nRA: Everyone agree?\nAll - yes\n",
        GROUP,
    )

    assert [(s.speaker, s.text, s.heading) for s in live(reading) if s.question] == [
        ("JK", "none that I know of", "TRAINING"),
        ("AS", "a buddy", "TRAINING"),
        ("AS", "the form", "FEEDBACK"),
        ("PO", "nobody", "FEEDBACK"),
        ("All", "yes", "FEEDBACK"),
    ]


def test_times_on_lines_of_their_own_stand_above_names() -> None:
    turns = (("00:01", "Ruth Ansah", "Who runs that?"), ("00:09", "Al Fry", "The SDCP.")) * 2
    reading = read_text(
        "".join(f"{time}\n{who}\n{words}\n\n" for time, who, words in turns).encode(), GROUP
    )

    assert [(s.speaker, s.locator) for s in live(reading)][:2] == [
        ("Ruth Ansah", "Ruth Ansah, 00:00:01"),
        ("Al Fry", "Al Fry, 00:00:09"),
    ]


def test_a_saved_chat_names_who_writes_and_to_whom() -> None:
    reading = read_text(
        b"10:02:31 From Ruth Ansah to Everyone: What training did you get?\n"
        b"10:02:55 From Al Fry to Everyone: Half a day\n10:03:10 From Jo Bell to Everyone: None\n",
        GROUP,
    )

    assert [(s.speaker, s.text) for s in live(reading)][1:] == [
        ("Al Fry", "Half a day"),
        ("Jo Bell", "None"),
    ]
    assert live(reading)[1].locator == "Al Fry, 10:02:55"
