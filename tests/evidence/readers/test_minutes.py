"""Minutes as boards set them: in tables, in bold, in capitals, by letters and by roman numerals."""

from __future__ import annotations

import pytest

from evidence.readers.actions import due_in, owner_in
from evidence.readers.interface import Hints, Reading
from evidence.readers.text import read_text
from evidence.readers.word import read_word
from evidence.segments import Segment, SegmentStatus
from tests.evidence.word_files import cell, lvl, numbering, p, r, tbl, tr, word

BOLD = "<w:b/>"


def read(*blocks: str, **parts: str) -> Reading:
    reading = read_word(word(*blocks, **parts), Hints())
    for segment in live(reading):
        assert reading.text[segment.start : segment.end] == segment.text
    return reading


def live(reading: Reading) -> list[Segment]:
    return [s for s in reading.segments if s.status is SegmentStatus.LIVE]


def bold(text: str) -> str:
    return p(r(text, BOLD))


def across(text: str, columns: int = 3) -> str:
    return cell(p(r(text, BOLD)), f'<w:gridSpan w:val="{columns}"/>')


@pytest.mark.parametrize(
    ("said", "owner", "due"),
    [
        ("ACTION: SDCP to write to unit heads by 14 June.", "SDCP", "14 June"),
        ("Action 4.2: KB/TR to circulate the pack. Due: end of July", "KB/TR", "end of July"),
        ("ACTION KB", "KB", ""),
        ("Action point 3 \u2013 Unit Heads to remind managers, by Fri 21 June 2024", "Unit Heads",
         "Fri 21 June 2024"),
        ("[Action: All to note]", "All", ""),
        ("AP1: Head of VLU to draft letters (30/6/24)", "Head of VLU", "30/6/24"),
        ("GT to share the pack by the next CQB.", "GT", "the next CQB"),
        ("The pack was late again. (Action: TB, ASAP)", "TB, ASAP", "ASAP"),
        ("RM to arrange a refresher.\t\tACTION KR", "KR", ""),
        ("Owner: HC; due: 12.7.2024", "HC", "12.7.2024"),
    ],
)  # fmt: skip
def test_an_action_says_whose_it_is_and_by_when(said: str, owner: str, due: str) -> None:
    assert (owner_in(said), due_in(said)) == (owner, due)


@pytest.mark.parametrize(
    "said",
    [
        "Action: none.",
        "Actions from the last meeting were closed.",
        "DCPs to be reminded of the guidance.",
        "IQA to date shows a fall.",
        "GT to share the pack. The meeting then turned to themes, which took an hour.",
        "The action plan was noted.",
    ],
)
def test_what_only_talks_of_actions_has_no_owner(said: str) -> None:
    assert owner_in(said) == ""


def test_a_table_of_minutes_with_owner_and_date_is_no_action_log() -> None:
    reading = read(
        tbl(
            tr("Agenda item", "Key points", "Actions", "Lead", "Date"),
            tr("2. Listing", "Trials moved to May.", "Tell the court", "KB", "14 June"),
            tr(
                "3. Themes",
                cell(p("Few comments are made.") + p("All agreed.")),
                cell("<w:p><w:r><w:t>Write guidance</w:t><w:br/><w:t>Send it</w:t></w:r></w:p>"),
                "TR",
                "ASAP",
            ),
        )
    )

    assert [(s.locator, s.heading, s.text, s.owner, s.due) for s in live(reading)] == [
        ("item 2", "Listing", "Trials moved to May.", "", ""),
        ("item 2, para 2", "Listing", "Tell the court", "KB", "14 June"),
        ("item 3", "Themes", "Few comments are made.", "", ""),
        ("item 3, para 2", "Themes", "All agreed.", "", ""),
        ("item 3, para 3", "Themes", "Write guidance", "TR", "ASAP"),
        ("item 3, para 4", "Themes", "Send it", "TR", "ASAP"),
    ]


def test_an_action_log_with_a_column_of_notes_stays_one() -> None:
    reading = read(
        tbl(tr("Ref", "Action", "Owner", "Due", "Notes"), tr("1", "Write", "KB", "May", "Done."))
    )

    assert [(s.locator, s.owner, s.due) for s in live(reading)] == [
        ("action log, row 1", "KB", "May")
    ]


def test_a_bar_across_a_table_heads_the_rows_below_it() -> None:
    reading = read(
        tbl(
            tr("Ref", "Discussion and decisions", "Action by"),
            tr(across("1. MATTERS ARISING")),
            tr("1.1", "The pack had gone out to every unit.", ""),
            tr(across("2. THEMES")),
            tr("2.1", "Comments were too short to learn from.", "MV"),
        )
    )

    assert [(s.number, s.heading, s.owner, s.due) for s in live(reading)] == [
        ("1.1", "MATTERS ARISING", "", ""),
        ("2.1", "THEMES", "MV", ""),
    ]


def test_a_table_without_headings_may_hold_the_whole_meeting() -> None:
    reading = read(
        tbl(
            tr("Date", "19/02/2024"),
            tr("Attendees", "KB, TR, MV"),
            tr("1 Matters arising", "The pack had gone out to every unit in the Area."),
            tr("2 Themes", cell(p("Comments were short.") + p("Action: KB to write by 3 May"))),
        )
    )

    assert [(s.locator, s.heading, s.owner, s.due) for s in live(reading)] == [
        ("table 1, row 1", "Meeting details", "", ""),
        ("table 1, row 2", "Attendance", "", ""),
        ("item 1", "Matters arising", "", ""),
        ("item 2", "Themes", "", ""),
        ("item 2, para 2", "Themes", "KB", "3 May"),
    ]
    assert live(reading)[1].columns == (("Attendees", "KB, TR, MV"),)


def test_an_item_may_be_a_table_of_one_row_and_its_action_a_card() -> None:
    reading = read(
        bold("Casework board"),
        tbl(tr("3", cell(bold("Themes")))),
        p("Comments were short."),
        tbl(tr("Action", "Write guidance on comments"), tr("Owner", "KB"), tr("Deadline", "May")),
    )

    assert [(s.number, s.heading, s.text, s.owner, s.due) for s in live(reading)] == [
        ("3", "Themes", "Comments were short.", "", ""),
        ("3", "Themes", "Write guidance on comments", "KB", "May"),
    ]


def test_several_logs_are_told_apart_by_their_places() -> None:
    log = tbl(tr("Action", "Owner", "Due"), tr("Write guidance", "KB", "May"))

    reading = read(bold("1. Listing"), p("Noted."), log, bold("2. Themes"), p("Noted."), log)

    assert [s.locator for s in live(reading)] == [
        "item 1, para 1",
        "action log, row 1",
        "item 2, para 1",
        "action log 2, row 1",
    ]


def test_a_register_of_risks_is_no_action_log() -> None:
    reading = read(
        p("Decision log"),
        bold("Risk register"),
        tbl(tr("Risk", "Risk owner", "Review date", "Action"), tr("Late IQAs", "KB", "May", "Ask")),
    )

    assert [(s.heading, s.locator, s.owner, s.due) for s in live(reading)][-1] == (
        "Risk register",
        "table 1, row 1",
        "KB",
        "May",
    )


def test_a_title_block_in_bold_is_title_date_and_attendance() -> None:
    reading = read(
        p("CPS WESSEX"),
        p("CASEWORK QUALITY BOARD"),
        p("MEETING HELD ON 8 MARCH 2024"),
        p("PRESENT"),
        p("Priya Nandakumar\t\tDCCP"),
        p("APOLOGIES"),
        p("None received"),
        p("LISTING"),
        p("Trials were moved to May."),
        p("A.O.B."),
        p("There was none."),
    )

    assert reading.title == "CPS WESSEX \u2013 CASEWORK QUALITY BOARD"
    assert [(s.heading, s.text) for s in live(reading)] == [
        ("Meeting details", "MEETING HELD ON 8 MARCH 2024"),
        ("Attendance", "Priya Nandakumar\t\tDCCP"),
        ("Attendance", "None received"),
        ("LISTING", "Trials were moved to May."),
        ("A.O.B.", "There was none."),
    ]


def test_other_business_closes_the_last_item() -> None:
    reading = read(bold("Item 8 \u2013 Themes"), p("Noted."), bold("AOB"), p("There was none."))

    assert [(s.locator, s.number) for s in live(reading)] == [
        ("item 8, para 1", "8"),
        ("AOB, para 1", ""),
    ]


def test_sections_by_roman_numeral_keep_their_points_apart() -> None:
    lists = numbering(lvl(0, "upperRoman", "%1."), lvl(1, "lowerLetter", "%2)"))
    blocks = [
        block
        for title in ("Listing", "Themes")
        for block in (p(r(title, BOLD), num=(1, 0)), p("It was noted.", num=(1, 1)))
    ]

    reading = read(bold("Board"), *blocks, numbering=lists)

    assert [s.locator for s in live(reading)] == ["item I(a)", "item II(a)"]


def test_sections_that_are_lettered_by_hand_are_numbers() -> None:
    reading = read(
        bold("Casework board"),
        bold("A. Listing"),
        p("A1. Trials were moved to May."),
        bold("B. Themes"),
        p("B1. Comments were too short."),
    )

    assert [(s.number, s.heading) for s in live(reading)] == [("A1", "Listing"), ("B1", "Themes")]


def test_references_by_letter_and_by_year_are_numbers() -> None:
    reading = read(
        bold("24/011\tListing"), p("Noted."), bold("24/012\tThemes"), p("A1. It was agreed.")
    )

    assert [(s.number, s.heading) for s in live(reading)] == [
        ("24/011", "Listing"),
        ("24/012A1", "Themes"),
    ]


def test_a_date_in_a_column_is_not_the_date_of_the_document() -> None:
    reading = read(
        p("Board notes Q1 2024/25"),
        tbl(
            tr("No", "Topic", "Notes", "Owner", "Due"), tr("1", "Aims", "Said.", "KB", "3 May 2025")
        ),
    )

    assert reading.dates[0] == "2024-04-01"


def test_last_updated_says_when_a_log_is_of() -> None:
    text = "Action log\n\nLast updated 1 August 2024\n\nThe next meeting is on 9 October 2024.\n"

    assert read_text(text.encode(), Hints()).dates[0] == "2024-08-01"


def test_a_caption_names_its_table_and_no_more() -> None:
    reading = read(
        bold("3. Findings"),
        p("3.1 Files were read."),
        bold("Table 1: Results by unit"),
        tbl(
            tr("Unit", "Files", "Met"), tr("Crown Court", "24", "15"), tr("Magistrates", "26", "20")
        ),
        p("3.2 Most were met."),
    )

    assert [s.heading for s in live(reading)] == [
        "Findings",
        "Table 1: Results by unit",
        "Table 1: Results by unit",
        "Findings",
    ]


def test_contents_that_were_typed_are_furniture() -> None:
    reading = read(
        bold("Review"), bold("Contents"), p("1. Findings\t2"), p("2. Advice\t3"),
        bold("1. Findings"), p("1.1 Files were read."),
    )  # fmt: skip

    assert [s.text for s in live(reading)] == ["Files were read."]
    assert [s.text for s in reading.segments if s.status is SegmentStatus.FURNITURE] == [
        "Findings\t2",
        "Advice\t3",
    ]


def test_typed_bullets_and_letters_stay_out_of_the_words() -> None:
    reading = read(
        p("6. The points were:"),
        p("a. Few comments."),
        p("b. Late sampling."),
        p("\u2022 Good talks."),
    )

    assert [(s.number, s.text) for s in live(reading)] == [
        ("6", "The points were:"),
        ("6(a)", "Few comments."),
        ("6(b)", "Late sampling."),
        ("6", "Good talks."),
    ]


def test_a_long_row_is_read_by_its_prose_each_under_its_heading() -> None:
    prose = "One manager has seventeen people to assess and cannot find the hours to talk to each. "
    reading = read(
        p("Briefing"),
        tbl(
            tr("Unit", "What went well", "Even better if", "RAG"),
            tr("RASSO", cell(p(prose * 2) + p(prose)), cell(p(prose * 2) + p(prose)), "Red"),
        ),
    )

    assert [(s.locator, [name for name, _ in s.columns]) for s in live(reading)] == [
        ("table 1, row 1", ["Unit", "What went well", "RAG"]),
        ("table 1, row 1, para 2", ["Unit", "What went well", "RAG"]),
        ("table 1, row 1, para 3", ["Unit", "Even better if", "RAG"]),
        ("table 1, row 1, para 4", ["Unit", "Even better if", "RAG"]),
    ]
    assert "Red" in reading.text


def test_a_paragraph_of_a_page_is_cut_between_its_sentences() -> None:
    sentence = "The board heard that e.g. 6.2 per cent of files in No. 4 unit were sampled in May. "
    reading = read(bold("2. Sampling"), p((sentence * 20).strip()))

    found = live(reading)
    assert len(found) > 1
    assert all(s.text.startswith("The board") and s.text.endswith("May.") for s in found)
    assert [s.locator for s in found][:2] == ["item 2, para 1", "item 2, para 1, part 2"]


def test_headings_that_begin_like_questions_head_a_briefing() -> None:
    blocks = [
        block
        for title in ("Why this matters", "What we found", "What we need to do")
        for block in (bold(title), p("Comments were too short to learn from."))
    ]
    reading = read(bold("Team briefing"), *blocks)

    assert not any(s.is_question or s.question for s in reading.segments)
    assert live(reading)[1].heading == "What we found"


def test_a_date_in_running_text_is_not_that_of_the_document() -> None:
    reading = read(
        bold("Lessons bulletin 12"),
        p("August 2024 \u2013 Wessex"),
        p("Conversations were by Teams only for some months, as the note of 3 May 2024 explains."),
    )

    assert reading.dates == ("2024-08-01",)


def test_an_action_or_outcome_in_bold_is_no_heading() -> None:
    reading = read(
        bold("2. Sampling"),
        p("It was noted."),
        bold("AP: FPJ to check the figures with the team"),
        bold("Agreed: option two"),
    )

    assert [(s.heading, s.owner) for s in live(reading)] == [
        ("Sampling", ""),
        ("Sampling", "FPJ"),
        ("Sampling", ""),
    ]


def test_the_number_of_a_page_on_a_line_is_furniture() -> None:
    reading = read_text(
        b"Board notes\n\nIt was noted by all.\n\nPage 2 of 3\n\nIt was agreed.\n", Hints()
    )

    assert [s.text for s in live(reading)] == ["It was noted by all.", "It was agreed."]


def test_a_first_line_may_give_the_date_in_passing() -> None:
    text = (
        "Crown Court team: Tuesday briefing\n\nRuth Hale, SDCP. 12 March 2024, 9.15, by the "
        "whiteboard. If you were on leave or at court, this is what I said and why I said it.\n"
    )

    assert read_text(text.encode(), Hints()).dates == ("2024-03-12",)


def test_bullets_of_a_word_or_two_are_read_with_what_leads_up_to_them() -> None:
    numbers = numbering(lvl(0, "bullet", "-"))
    reading = read(
        bold("Team briefing"),
        p("The review covered:"),
        p("charging", num=(1, 0)),
        p("disclosure; and", num=(1, 0)),
        p("Managers were asked:"),
        p("to sample each month and not each quarter;", num=(1, 0)),
        p("to write.", num=(1, 0)),
        numbering=numbers,
    )

    assert [s.text for s in live(reading)] == [
        "The review covered:\ncharging\ndisclosure; and",
        "Managers were asked:",
        "to sample each month and not each quarter;",
        "to write.",
    ]


def test_places_of_the_same_name_are_told_apart() -> None:
    reading = read(
        bold("Team briefing"),
        *(block for _ in range(2) for block in (bold("What went well"), p("Talks were good."))),
    )

    assert [s.locator for s in live(reading)] == [
        "What went well, para 1",
        "What went well, para 1 (2)",
    ]


def test_titles_may_stand_above_what_was_said_in_the_same_cell() -> None:
    reading = read(
        tbl(
            tr("No", "Item", "Action"),
            tr("1", cell(p("Listing") + p("Trials were moved to May.")), "KB"),
            tr("No", "Item", "Action"),
            tr("2", cell(p("Themes") + p("Comments were short.")), ""),
        )
    )

    assert [(s.locator, s.heading, s.text, s.owner) for s in live(reading)] == [
        ("item 1", "Listing", "Trials were moved to May.", "KB"),
        ("item 2", "Themes", "Comments were short.", ""),
    ]


def test_whoever_leads_an_item_is_not_whoever_acts() -> None:
    reading = read(
        tbl(
            tr("Item No", "Item", "Lead", "Notes / Actions"),
            tr("1", "Listing", "DO", cell(p("It was noted.") + p("ACTION: FP to write by 3 May"))),
        )
    )

    assert [(s.heading, s.owner, s.due) for s in live(reading)] == [
        ("Listing", "", ""),
        ("Listing", "FP", "3 May"),
    ]


def test_two_labels_in_a_row_pair_each_with_its_value() -> None:
    reading = read(
        tbl(
            tr("Date", "4 March 2024", "Time", "10:00"),
            tr("Present", "KB, TR", "Apologies", "MV"),
        ),
        bold("1. Listing"),
        p("It was noted."),
    )

    assert reading.dates == ("2024-03-04",)
    assert live(reading)[1].heading == "Attendance"
    assert live(reading)[1].columns == (("Present", "KB, TR"), ("Apologies", "MV"))


def test_a_list_of_actions_gives_their_owners() -> None:
    reading = read(
        bold("1. Listing"), p("Noted."), bold("Action points"),
        p("1. KB \u2013 circulate the pack \u2013 end of July"),
        p("2. Check the letters (TR, 14 June)"),
        p("Action: check the letters again (TR, 14 June)"),
    )  # fmt: skip

    assert [(s.owner, s.due) for s in live(reading)][1:] == [
        ("KB", "end of July"),
        ("TR", "14 June"),
        ("TR", "14 June"),
    ]


def test_an_agenda_that_the_minutes_follow_is_furniture() -> None:
    reading = read(
        bold("Board notes"), bold("Agenda"), p("1. Listing"), p("2. Themes"),
        bold("Item 1: Listing"), p("Noted."), bold("Item 2: Themes"), p("Agreed."),
    )  # fmt: skip

    assert [(s.number, s.text) for s in live(reading)] == [("1", "Noted."), ("2", "Agreed.")]


def test_a_word_cut_at_the_end_of_a_typed_line_keeps_its_paragraph_whole() -> None:
    text = "Board notes\n\n1.1 The board read the assess-\nment of twelve files.\n1.2 It agreed.\n"

    assert [s.text for s in live(read_text(text.encode(), Hints()))] == [
        "The board read the assess-\nment of twelve files.",
        "It agreed.",
    ]


def test_a_group_in_an_action_log_heads_its_rows() -> None:
    reading = read(
        tbl(
            tr("Action", "Owner", "Due"),
            tr(across("Compliance")),
            tr("Write guidance", "KB", "May"),
            tr(across("Quality")),
            tr("Read letters", "TR", "June"),
        )
    )

    assert [(s.heading, s.owner) for s in live(reading)] == [
        ("Compliance", "KB"),
        ("Quality", "TR"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Present" + " " * 20_000 + "x",
        "Action: " + "Kate " * 50_000,
        "KB to " + "write by 3 May and " * 20_000,
        "KB - " + "(KB" * 20_000,
    ],
    ids=["spaces", "names", "dates", "brackets"],
)
def test_a_line_without_end_is_read_to_its_end(line: str) -> None:
    reading = read_text(f"Board\n\n{line}\n".encode(), Hints())

    assert "".join("".join(s.text for s in live(reading)).split()).endswith(line[-2:].strip())
