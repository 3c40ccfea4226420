"""Interviews by question, self-assessments and questionnaires: which answer replies to what."""

from __future__ import annotations

import pytest

from evidence.framework import Structure
from evidence.readers.interface import Hints, Reading
from evidence.readers.text import read_text
from evidence.readers.word import read_word
from evidence.segments import Segment, SegmentStatus
from tests.evidence.word_files import p, tbl, tr, word

FORM = Hints(structure=Structure.DOCUMENT)
INTERVIEW = Hints(structure=Structure.INTERVIEW)
TRAINED = "Please describe how managers are trained to assess."
TOLD = "Set out how prosecutors are told of the result."
CHOSEN = "To what extent are files chosen at random"


def read(text: str, hints: Hints = FORM) -> Reading:
    return read_text(text.encode(), hints)


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def answers(reading: Reading) -> list[tuple[str, str]]:
    assert all(reading.text[s.start : s.end] == s.text for s in live(reading))
    return [(s.text, s.question) for s in live(reading) if not s.is_question]


def test_numbered_prompts_of_a_form_are_questions_and_what_follows_answers_them() -> None:
    reading = read(
        f"Self-assessment\n\n1. {TRAINED}\n\nHalf a day, in March.\n\nA refresher is planned.\n\n"
        f"2. {TOLD}\n\nBy e-mail.\n\n3. {CHOSEN}\n\nEntirely.\n"
    )

    assert answers(reading) == [
        ("Half a day, in March.", TRAINED),
        ("A refresher is planned.", TRAINED),
        ("By e-mail.", TOLD),
        ("Entirely.", CHOSEN),
    ]
    assert [s.text for s in live(reading) if s.is_question] == [TRAINED, TOLD, CHOSEN]


def test_what_only_says_that_an_answer_follows_is_no_part_of_it() -> None:
    reading = read(
        "Interview\n\n1. Who trains?\nAnswer: A colleague.\n\n2. Who checks?\nResponse: Nobody.\n",
        INTERVIEW,
    )

    assert answers(reading) == [("A colleague.", "Who trains?"), ("Nobody.", "Who checks?")]


def test_of_boxes_to_be_ticked_the_ticked_one_answers() -> None:
    reading = read(
        "Questionnaire\n\n1. Are managers trained?\n\u2612 Yes   \u2610 No   \u2610 Partly\n"
        "Comments: Half a day.\n\n2. Is there a plan?\n[ ] Yes  [x] No\n\n"
        "3. Is it reviewed?\n\u2610 Yes \u2610 No\n"
    )

    assert answers(reading) == [
        ("Yes", "Are managers trained?"),
        ("Half a day.", "Are managers trained?"),
        ("No", "Is there a plan?"),
    ]


def test_what_a_form_left_empty_is_furniture() -> None:
    reading = read(f"Form\n\n1. {TRAINED}\n\nClick or tap here to enter text.\n\n2. {TOLD}\n")

    beside = [s.text for s in reading.segments if s.status is SegmentStatus.FURNITURE]
    assert beside == ["Click or tap here to enter text."]


@pytest.mark.parametrize("structure", [Structure.MINUTES, Structure.DOCUMENT, None])
def test_items_that_ask_nothing_are_no_questions(structure: Structure | None) -> None:
    reading = read(
        "Briefing\n\n1. Training\n\nHow it is done is set out below.\n\n2. Please read the note\n\n"
        "It is short.\n\n3. Files are chosen at random\n\nBy list.\n\n4. Results\n\nGood.\n",
        Hints(structure=structure),
    )

    assert not any(s.is_question for s in live(reading))


def test_a_question_that_opens_a_document_is_not_its_title() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    reading = read_word(
        word(
            p(bold.format("Who trains?")), p("A colleague."), p(bold.format("Who checks?")), p("I.")
        ),
        INTERVIEW,
    )

    assert answers(reading) == [("A colleague.", "Who trains?"), ("I.", "Who checks?")]


def test_questions_in_capitals_are_asked_whatever_their_length() -> None:
    long = "HOW CONSISTENT WOULD YOU SAY THAT THE MARKING IS FROM ONE MANAGER TO THE NEXT?"
    reading = read(f"Interview\n\n{long}\n* Not very.\n\nWHO CHECKS IT?\n* Nobody.\n", INTERVIEW)

    assert answers(reading) == [("Not very.", long), ("Nobody.", "WHO CHECKS IT?")]


def test_a_table_of_topics_keeps_each_note_under_its_topic() -> None:
    reading = read_word(
        word(
            tbl(
                tr("Topic", "Notes"),
                tr("Training", "Group said half a day."),
                tr("Themes", "None."),
            )
        ),
        Hints(structure=Structure.TRANSCRIPT),
    )

    assert [dict(s.columns)["Topic"] for s in live(reading)] == ["Training", "Themes"]


FORMS = {
    "headings of its own": tbl(
        tr("No.", "Question", "Area response", "Evidence"),
        tr("1", TRAINED, "Half a day.", ""),
        tr("2", TOLD, "By e-mail.", ""),
        tr("3", CHOSEN, "Entirely.", ""),
    ),
    "no headings": tbl(tr(TRAINED, "Half a day."), tr(TOLD, "By e-mail."), tr(CHOSEN, "Entirely.")),
    "boxes to tick": tbl(
        tr("Question", "Yes", "No", "Comments"),
        tr(TRAINED, "\u2713", "", "Half a day."),
        tr(TOLD, "\u2713", "", "By e-mail."),
        tr(CHOSEN, "", "\u2713", "Entirely."),
    ),
}


@pytest.mark.parametrize("table", FORMS.values(), ids=FORMS)
def test_a_table_asks_where_the_cells_of_a_column_do(table: str) -> None:
    reading = read_word(word(table), FORM)

    assert answers(reading) == [
        ("Half a day.", TRAINED),
        ("By e-mail.", TOLD),
        ("Entirely.", CHOSEN),
    ]


def test_statements_that_are_to_be_assessed_are_no_evidence() -> None:
    reading = read_word(
        word(
            tbl(
                tr("Standard", "Self-assessment", "How shown", heading=True),
                tr("Managers are trained first.", "Mostly met", "Fourteen of 16 attended."),
                tr("Files are chosen at random.", "Met", "The hub draws a list."),
            )
        ),
        FORM,
    )

    assert answers(reading) == [
        ("Mostly met", "Managers are trained first."),
        ("Fourteen of 16 attended.", "Managers are trained first."),
        ("Met", "Files are chosen at random."),
        ("The hub draws a list.", "Files are chosen at random."),
    ]


def test_an_action_log_asks_nothing_whatever_its_actions_say() -> None:
    actions = ("Please describe the plan.", "Set out the dates.", "List the files.")
    rows = (tr(text, "NB", "1 May 2024") for text in actions)
    reading = read_word(word(tbl(tr("Action", "Owner", "Due"), *rows)), FORM)

    assert not any(s.is_question for s in live(reading))


def test_questions_in_boxes_of_their_own_are_answered_by_what_stands_below() -> None:
    reading = read_word(
        word(
            *(
                part
                for asked, said in (
                    (TRAINED, "Half a day."),
                    (TOLD, "By e-mail."),
                    (CHOSEN, "Yes."),
                )
                for part in (tbl(tr(asked)), p(said))
            )
        ),
        FORM,
    )

    assert answers(reading) == [("Half a day.", TRAINED), ("By e-mail.", TOLD), ("Yes.", CHOSEN)]


def test_question_and_answer_on_lines_of_their_own_are_signs_and_no_words() -> None:
    reading = read(
        "DCCP interview\n\nQuestion 1\nWhat assurance is there?\n\nAnswer\nI sample two.\n\n"
        "Question 2\nWhat becomes of results?\n\nAnswer\nThey go to the board.\n\n"
        "Follow up: is the plan finished?\n\nAnswer\nNearly.\n",
        INTERVIEW,
    )

    assert answers(reading) == [
        ("I sample two.", "What assurance is there?"),
        ("They go to the board.", "What becomes of results?"),
        ("Nearly.", "Follow up: is the plan finished?"),
    ]


def test_a_topic_and_a_colon_above_bullets_head_the_notes_of_a_group() -> None:
    reading = read(
        "Notes of CP focus group (5 CPs)\n\nTraining:\n- 3 of 5 had none\n- CP4: half a day\n\n"
        "Feedback:\n- all by e-mail\n",
        Hints(structure=Structure.TRANSCRIPT),
    )

    assert [(s.heading, s.text) for s in live(reading)] == [
        ("Training", "3 of 5 had none"),
        ("Training", "CP4: half a day"),
        ("Feedback", "all by e-mail"),
    ]
