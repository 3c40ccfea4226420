"""A file's kind, Area, date and group, told from what it is called and says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence.areas import area_named, area_of, nearest
from evidence.describing import Given, describe, hints_for
from evidence.errors import UnknownArea, UnreadableSource
from evidence.framework import Area, Framework, Grade, Meeting, SourceKind, Structure
from evidence.kinds import structure_of
from evidence.readers.interface import Reading
from evidence.segments import Segment
from evidence.sources import Level


def kind(kind_id: str, built: Structure, *cues: str, family: str = "documents") -> SourceKind:
    name = kind_id.replace("_", " ")
    return SourceKind(kind_id, name, f"{name}s", family, built, cues)


FRAMEWORK = Framework(
    title="IQA", organisation="CPS", question="", objective=(), sub_questions=(), codes=(),
    categories=(), courts=(), requests=(), stages=(), guidance=(), questions=(), feedback=(),
    glossary=(),
    areas=(
        Area("Cymru-Wales", ("Wales",)),
        Area("North West", ("NW",)),
        Area("North West and Borders"),
        Area("South East", ("SE",)),
        Area("Thames and Chiltern", ("T&C",)),
    ),
    kinds=(
        kind("board_minutes", Structure.MINUTES, "cqb", "minutes"),
        kind("briefing", Structure.DOCUMENT, "briefing", "team brief"),
        kind("focus_group", Structure.TRANSCRIPT, "focus group", "fg", family="focus groups"),
        kind("interview", Structure.INTERVIEW, "interview", family="interviews"),
        kind("hq_interview", Structure.INTERVIEW, "director", family="interviews"),
        kind("other", Structure.DOCUMENT),
    ),
    grades=(
        Grade("CP", "crown prosecutor", "crown prosecutors"),
        Grade("SCP", "senior crown prosecutor", "senior crown prosecutors"),
        Grade("DCP", "district crown prosecutor", "district crown prosecutors"),
        Grade("SDCP", "senior district crown prosecutor", "senior district crown prosecutors"),
    ),
    meetings=(Meeting("m1", "hq_interview", "director", "national", 1),),
)  # fmt: skip


def a_reading(text: str = "", *, title: str = "", dates: tuple[str, ...] = ()) -> Reading:
    return Reading("docx", text, (), title=title, dates=dates)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        ("Cymru/Wales", "Cymru-Wales"),
        ("CPS cymru wales minutes", "Cymru-Wales"),
        ("CQB Southeast March", "South East"),
        ("south-east", "South East"),
        ("FG SE 12 March", "South East"),
        ("please se below", ""),
        ("North West and Borders CQB", "North West and Borders"),
        ("North West CQB", "North West"),
        ("Thames & Chiltern", "Thames and Chiltern"),
        ("T&C minutes", "Thames and Chiltern"),
        ("North West and South East", ""),
        ("Northwestern", ""),
        ("Somewhere else", ""),
    ],
)
def test_an_area_is_found_by_whole_words(name: str, area: str) -> None:
    assert area_of(FRAMEWORK, name) == area


def test_an_area_that_is_misspelt_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownArea) as refusal:
        area_named(FRAMEWORK, "Noth West")

    assert "North West" in refusal.value.way_out
    assert nearest(FRAMEWORK, "Suth Est") == ("South East",)
    assert area_named(FRAMEWORK, "cps WALES") == "Cymru-Wales"


def test_the_folder_tells_the_area_before_the_document_does() -> None:
    found = describe("in/South East/CQB.docx", a_reading("North West board"), FRAMEWORK)

    assert (found.level, found.area) == (Level.AREA, "South East")


def test_the_document_tells_its_area_where_no_name_does() -> None:
    assert (
        describe("in/CQB.docx", a_reading("Minutes\nSouth East, 4 May 2024"), FRAMEWORK).area
        == "South East"
    )


def test_a_national_folder_and_a_national_kind_are_no_areas() -> None:
    national = describe("National/interview.txt", a_reading("South East"), FRAMEWORK)
    director = describe("in/Director.txt", a_reading("What reaches you?"), FRAMEWORK)

    assert (national.level, national.area) == (Level.NATIONAL, "")
    assert director.level is Level.NATIONAL


def test_an_area_that_cannot_be_told_is_refused_with_the_ways_out() -> None:
    with pytest.raises(UnreadableSource) as refusal:
        describe("in/Atlantis/CQB.docx", a_reading("Minutes"), FRAMEWORK)

    assert refusal.value.code == "unknown_area"
    assert "--area" in refusal.value.way_out


def test_what_the_inspector_says_wins() -> None:
    given = Given(kind_id="other", area="wales", dated=date(2024, 1, 2), group="HQ", title="Note")

    found = describe("South East/CQB 3 May 2024.docx", a_reading(), FRAMEWORK, given)

    assert (found.kind_id, found.area, found.dated, found.group, found.title) == (
        "other", "Cymru-Wales", date(2024, 1, 2), "HQ", "Note",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("CQB 3 May 2024.docx", "board_minutes"),
        ("FG_SCP.vtt", "focus_group"),
        ("Team_brief June.docx", "briefing"),
        ("DCCP interview.docx", "interview"),
    ],
)
def test_the_name_tells_the_kind(name: str, kind: str) -> None:
    assert describe(f"South East/{name}", a_reading(), FRAMEWORK).kind_id == kind


def test_a_conversation_is_a_focus_group_unless_something_says_interview() -> None:
    talk = replace(a_reading("A: x\nB: y"), speakers=("Ann", "Bob"))

    guessed = describe("South East/recording.vtt", talk, FRAMEWORK)
    told = describe(
        "South East/recording.vtt", replace(talk, title="Interview with the DCCP"), FRAMEWORK
    )

    assert (guessed.kind_id, guessed.notices[0].code) == (
        "focus_group",
        "kind_guessed",
    )
    assert told.kind_id == "interview"


def test_numbered_paragraphs_are_taken_for_minutes() -> None:
    minutes = replace(a_reading("x"), segments=(Segment(1, 0, 1, "x", "item 4.2", number="4.2"),))

    assert describe("South East/note.docx", minutes, FRAMEWORK).kind_id == "board_minutes"


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("FG SDCP South East.vtt", "SDCP"),
        ("FG DCPs.vtt", "DCP"),
        ("focus group senior crown prosecutors.vtt", "SCP"),
        ("FG crown prosecutors.vtt", "CP"),
        ("CQB SDCP paper.docx", ""),
    ],
)
def test_the_longest_grade_in_a_name_is_the_group(name: str, group: str) -> None:
    assert describe(f"South East/{name}", a_reading(), FRAMEWORK).group == group


def test_a_date_in_the_name_wins_over_the_document() -> None:
    reading = a_reading(dates=("2024-03-12",))

    assert describe("South East/CQB 14.3.24.docx", reading, FRAMEWORK).dated == date(2024, 3, 14)
    assert describe("South East/CQB.docx", reading, FRAMEWORK).dated == date(2024, 3, 12)
    assert describe("South East/CQB Mar 24.docx", reading, FRAMEWORK).dated == date(2024, 3, 12)
    assert describe("South East/CQB April 2024.docx", reading, FRAMEWORK).dated == date(2024, 4, 1)


def test_a_period_in_the_name_is_dated_by_when_it_was_written() -> None:
    reading = a_reading(dates=("2024-04-15", "2024-01-01"))

    assert describe("South East/IQA Q4 2023-24.docx", reading, FRAMEWORK).dated == date(2024, 4, 15)


def test_a_file_without_a_date_says_so() -> None:
    found = describe("South East/CQB.docx", a_reading(), FRAMEWORK)

    assert found.dated is None
    assert [n.code for n in found.notices] == ["no_date"]


def test_the_name_tells_the_reader_what_to_expect() -> None:
    hints = hints_for("x/DCCP interview.txt", FRAMEWORK, interviewers=("Ansah",))

    assert (hints.structure, hints.interviewers) == (Structure.INTERVIEW, ("Ansah",))
    assert hints_for("x/paper.txt", FRAMEWORK).structure is None
    assert (
        hints_for("x/paper.txt", FRAMEWORK, Given(kind_id="focus_group")).structure
        is Structure.TRANSCRIPT
    )


@pytest.mark.parametrize(
    ("speakers", "text", "group"),
    [
        (("Inspector", "SCP1", "SCP2"), "", "SCP"),
        (("Jo Bell (SCP)", "Al Fry (SCP)"), "", "SCP"),
        (("Jo Bell", "Al Fry"), "Present: two inspectors, four SCPs\n", "SCP"),
        (("SCP1", "CP1"), "", ""),
        (("Jo Bell",), "The SCPs said little.\n", ""),
    ],
)
def test_the_group_is_told_by_who_speaks_where_no_name_tells_it(
    speakers: tuple[str, ...], text: str, group: str
) -> None:
    reading = replace(a_reading(text), speakers=speakers)

    assert describe("South East/focus group 2.vtt", reading, FRAMEWORK).group == group


def test_a_number_behind_a_cue_or_a_grade_does_not_hide_it() -> None:
    found = describe("South East/SCP1 focus group3.vtt", a_reading(), FRAMEWORK)

    assert (found.kind_id, found.group) == ("focus_group", "SCP")


def test_a_document_that_nothing_names_is_of_the_kind_for_any_and_a_mail_is_a_message() -> None:
    framework = replace(
        FRAMEWORK,
        kinds=(
            kind("self_assessment", Structure.DOCUMENT, "self-assessment"),
            kind("communication", Structure.DOCUMENT, "newsletter", "email"),
            kind("other", Structure.DOCUMENT),
        ),
    )
    mail = replace(a_reading("Cover is thin.\n"), format="eml")

    assert describe("South East/x.docx", a_reading(), framework).kind_id == "other"
    assert describe("South East/x.eml", mail, framework).kind_id == "communication"


def test_who_was_there_and_who_is_to_act_make_minutes_of_a_document() -> None:
    attended = Segment(1, 0, 10, "Present: KB", "para 1", heading="Attendance")
    action = Segment(2, 11, 30, "KB to write.", "para 2", owner="KB")
    row = Segment(
        1, 0, 10, "2.1 | Write", "action log, row 1", number="2.1", columns=(("Ref", "2.1"),)
    )

    assert structure_of(replace(a_reading(), segments=(attended, action))) is Structure.MINUTES
    assert structure_of(replace(a_reading(), segments=(row,))) is Structure.DOCUMENT


def test_a_report_that_lists_what_was_asked_is_no_interview() -> None:
    asked = [Segment(n, 0, 5, "Are they right?", f"para {n}", is_question=True) for n in (1, 2, 3)]
    answers = [
        Segment(n, 0, 5, "They are.", f"para {n}", question="Are they right?") for n in (4, 5, 6)
    ]
    others = [Segment(n, 0, 5, "We looked at files.", f"para {n}") for n in range(7, 40)]
    interview = replace(a_reading(), segments=(*asked, *answers, *others[:6]))
    report = replace(a_reading(), segments=(*asked, *answers, *others))

    assert structure_of(interview) is Structure.INTERVIEW
    assert structure_of(report) is Structure.DOCUMENT
