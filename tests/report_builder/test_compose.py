"""What a composed report says, and what it never says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from coding.codebook import codebook_of
from coding.codings import Polarity
from evidence.errors import UnsupportedSentence
from evidence.examination.answers import DcpAnswer, FeedbackAnswer
from evidence.framework import Criterion, SubQuestion
from evidence.inspection import ReportSettings
from report_builder.compose import as_edition, compose
from report_builder.document import (
    Bullets,
    Callout,
    Chart,
    Contents,
    Heading,
    Placeholder,
    Quotation,
    Table,
    all_sentences,
)
from report_builder.findings import FindingKind
from report_builder.material import Edition, Material
from report_builder.numbering import number
from report_builder.pen import Pen
from tests.report_builder.builders import (
    DRAFT,
    VISITED,
    a_finding,
    a_material,
    a_passage,
    a_rich_material,
    a_source,
    an_inspection,
    examined,
    paragraphs_of,
    rich_passages,
    text_of,
)


def headings(material: Material, level: int = 1) -> list[str]:
    document = compose(material, DRAFT)
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == level]


def section(material: Material, title: str) -> str:
    """Return the sentences of one section, by its heading."""
    document = compose(material, DRAFT)
    numbers = number(document)
    told: list[str] = []
    inside = False
    for one in document.blocks:
        if isinstance(one, Heading) and one.level <= 2:
            inside = one.text == title
        elif inside:
            told += [numbers.sentence(s) for s in getattr(one, "sentences", ())]
    return " ".join(told)


def table(material: Material, caption: str) -> list[str]:
    document = compose(material, DRAFT)
    numbers = number(document)
    found = next(b for b in document.blocks if isinstance(b, Table) and b.caption == caption)
    return [" | ".join(numbers.text(cell) for cell in row) for row in found.rows]


# --- The frame ----------------------------------------------------------------------------


def test_the_chapters_follow_the_framework() -> None:
    assert headings(a_rich_material()) == [
        "Chief Inspector’s foreword",
        "Summary",
        "Context and methodology",
        "Accuracy of assessments",
        "Development of prosecutors",
        "Quality assurance",
        "Use of IQA data",
        "Inspection framework",
        "File examination results",
        "Methodology",
        "Glossary",
    ]


def test_the_contents_list_comes_first_and_the_foreword_is_left_to_the_chief_inspector() -> None:
    blocks = compose(a_rich_material(), DRAFT).blocks

    assert isinstance(blocks[0], Contents)
    assert isinstance(blocks[2], Placeholder)
    assert "foreword" in blocks[2].prompt


def test_the_title_page_says_which_draft_it_is_and_carries_its_marking() -> None:
    front = compose(a_rich_material(), DRAFT).front

    assert front.stage_line == "DRAFT v2 – for CPS factual accuracy comments"
    assert front.marking == "OFFICIAL-SENSITIVE"
    assert front.imprint[0] == "© Crown copyright 2024"
    assert "Open Government Licence v3.0" in front.imprint[1]


def test_the_published_copy_has_neither_stage_nor_marking() -> None:
    front = compose(a_rich_material(), replace(DRAFT, stage="published")).front

    assert (front.stage_line, front.marking) == ("", "")


def test_a_later_draft_is_what_it_would_be_if_it_were_composed_anew() -> None:
    material = a_rich_material()
    first, later = Edition(0, "draft", ""), Edition(7, "draft", "May 2026")

    again = as_edition(compose(material, first), material.inspection, later)

    assert again == compose(material, later) != compose(material, first)


def test_the_summary_answers_the_inspection_question_first() -> None:
    first = paragraphs_of(compose(a_rich_material(), DRAFT))[0]

    assert first.startswith("We inspected this question: to what extent do individual quality")
    assert "we agreed with the majority of the answers that legal managers had recorded" in first
    assert "(60 of 84 answers; 71%)" in first


def test_another_inspection_is_another_report_with_none_of_these_words() -> None:
    inspection = an_inspection()
    framework = replace(
        inspection.framework,
        title="Handovers",
        organisation="Marshland Hospital Trust",
        question="How good are handovers?",
        objective=("look at handovers",),
        sub_questions=(
            SubQuestion(
                "1",
                "Handovers",
                "Are handovers good?",
                (Criterion("1a", "Timeliness", "Are handovers being held on time?"),),
            ),
        ),
        codes=(),
        questions=(),
        feedback=(),
        glossary=(),
        grades=(),
        guidance=(),
        background=(),
        exclusions=(),
        courts=(),
    )
    base = a_material([a_passage("C0001", a_source("S001"), "1a")])
    material = replace(
        base,
        inspection=replace(inspection, framework=framework),
        codebook=codebook_of(framework),
    )

    told = text_of(compose(material, DRAFT))

    assert "handovers were being held on time" in told
    assert not re.search(r"IQA|CPS|DCP|prosecut|legal manager|dip sampl|magistrate", told)


# --- What rests on files ------------------------------------------------------------------


def test_agreement_is_a_word_of_the_scale_beside_its_count_and_percentage() -> None:
    told = section(a_material(files=examined(30, 12)), "Identifying compliance")

    assert "we agreed with the majority of the answers (60 of 84; 71%)." in told


def test_a_small_base_is_given_as_counts_without_a_percentage() -> None:
    told = section(a_material(files=examined(3, 1)), "Identifying compliance")

    assert "we agreed with 6 of 8 answers; that is too few for a percentage." in told
    assert "%" not in told


def test_a_small_base_is_marked_in_a_table() -> None:
    rows = table(
        a_material(files=examined(3, 1)),
        "Agreement where the legal manager recorded that the standard was met",
    )

    assert rows == ["Charge | 3 | 4 | [low]", "Unused material | 3 | 4 | [low]"]


def test_answers_of_yes_and_no_bear_on_their_own_criteria() -> None:
    files = [*examined(20, 0), *_renamed(examined(0, 20, dcp=DcpAnswer.NO))]
    material = a_material(files=files)

    assert "we agreed with all of the answers (40 of 40; 100%)" in section(
        material, "Identifying compliance"
    )
    told = section(material, "Identifying non-compliance")
    assert "we agreed with none of the answers (0 of 40; 0%)" in told
    assert "We agreed less often with these answers" in told


def test_rates_whose_intervals_meet_are_not_called_different() -> None:
    files = [*examined(20, 5), *_renamed(examined(18, 7, dcp=DcpAnswer.NO))]

    told = section(a_material(files=files), "Identifying non-compliance")

    assert "There was no clear difference from answers" in told


def test_nothing_is_called_lowest_where_two_share_the_place() -> None:
    told = text_of(compose(a_material(files=examined(30, 12)), DRAFT))

    assert "lowest" not in told
    assert "it was most often about" not in told


def test_nothing_is_called_lowest_where_intervals_meet() -> None:
    told = section(a_material(files=examined(30, 12)), "Identifying compliance")

    assert "Agreement on single questions did not clearly differ." in told


def test_evidence_both_ways_in_every_area_is_one_sentence() -> None:
    found = []
    for n, area in enumerate(VISITED):
        source = a_source(f"S{n}", area=area)
        found += [
            a_passage(f"C1{n}", source),
            a_passage(f"C2{n}", source, polarity=Polarity.NEGATIVE),
        ]

    told = section(a_material(found), "Emerging themes")

    assert "of this, and evidence that it was lacking or fell short." in told


def test_a_narrow_difference_is_no_leaning() -> None:
    source = a_source("S1")
    found = [a_passage(f"C1{n}", source) for n in range(5)]
    found += [a_passage(f"C2{n}", source, polarity=Polarity.NEGATIVE) for n in range(6)]

    told = section(a_material(found), "Emerging themes")

    assert "the evidence was divided in one of the four Areas" in told


def test_what_an_inspector_is_to_judge_is_asked_in_words_that_fit_the_question() -> None:
    prompts = [
        b.prompt for b in compose(a_rich_material(), DRAFT).blocks if isinstance(b, Placeholder)
    ]

    assert any(p.startswith("your judgement on 4a. Say whether emerging") for p in prompts)
    assert any(p.startswith("your judgement on 4c. Say how") for p in prompts)


def test_areas_are_counts_in_the_annex_alphabetical_and_without_percentages() -> None:
    rows = table(a_material(files=examined(30, 12)), "Agreement in each Area")

    names = [row.split(" | ")[0] for row in rows]
    assert names == sorted(names)
    assert all("%" not in row for row in rows)
    assert rows[0].startswith("Aldermere | 10 of 14 | ")


def test_an_area_is_not_named_in_any_sentence_on_the_results() -> None:
    told = text_of(compose(a_rich_material(), DRAFT))

    naming = [line for line in told.splitlines() if any(area in line for area in VISITED)]
    assert len(naming) == 1
    assert naming[0].startswith("We visited four of the six Areas:")


def test_files_without_comments_are_counted() -> None:
    told = text_of(compose(a_material(files=examined(30, 12)), DRAFT))

    assert "The legal manager had recorded no comment at all on 9 of 42 files (21%)." in told


def test_charts_say_their_message_where_and_when_and_have_words_for_a_screen_reader() -> None:
    charts = [b for b in compose(a_rich_material(), DRAFT).blocks if isinstance(b, Chart)]

    assert charts
    for chart in charts:
        assert len(chart.series) <= 4
        assert "42 files from 6 CPS Areas, assessed after 1 November 2022" in chart.subtitle
        assert chart.alt.startswith("Bar chart. ")
        assert chart.source


# --- What rests on codings ----------------------------------------------------------------


def test_what_was_read_and_heard_is_told_of_the_visited_areas_only() -> None:
    told = section(a_rich_material(), "Emerging themes")

    assert "all four Areas that we visited" in told
    assert "six Areas" not in told
    assert "CPS Areas" not in told


def test_counter_evidence_stands_beside_the_evidence() -> None:
    north, east = (a_source(f"S{n}", area=area) for n, area in ((1, VISITED[0]), (2, VISITED[1])))
    found = [
        a_passage("C0001", north),
        a_passage("C0002", north),
        a_passage("C0003", east, polarity=Polarity.NEGATIVE),
    ]

    told = section(a_material(found), "Emerging themes")

    assert "one of the four Areas" in told
    assert "lacking or fell short" in told or "did not happen or fell short" in told


def test_no_evidence_to_the_contrary_is_said_as_not_recorded() -> None:
    told = section(a_material([a_passage("C0001", a_source("S1"))]), "Emerging themes")

    assert "We recorded no evidence there that pointed the other way." in told


def test_kinds_of_evidence_that_conflict_within_an_area_are_told() -> None:
    minutes = a_source("S1")
    group = a_source("S2", "focus_group", group="SCP")
    found = [a_passage(f"C000{n}", minutes) for n in (1, 2, 3)]
    found += [a_passage(f"C000{n}", group, polarity=Polarity.NEGATIVE) for n in (4, 5, 6)]

    told = section(a_material(found), "Emerging themes")

    assert "Documents and focus groups did not give the same picture." in told
    assert (
        "Documents and people conflicted in one of the four Areas, where documents were mainly"
        " positive and what people told us was mainly negative." in told
    )


def test_silence_of_documents_is_told_as_silence() -> None:
    silent = a_source("S9", "briefing", VISITED[1])
    material = a_material([a_passage("C0001", a_source("S1"))], sources=[silent])

    told = section(material, "Emerging themes")

    assert "Team briefings from one of the four Areas did not refer to emerging themes." in told
    assert "silen" in told


def test_focus_groups_are_counted_as_groups() -> None:
    groups = [a_source(f"S{n}", "focus_group", VISITED[n], group="SCP") for n in range(3)]
    found = [a_passage(f"C000{n}", groups[n % 2], polarity=Polarity.NEGATIVE) for n in range(1, 5)]

    told = section(a_material(found, sources=groups), "Emerging themes")

    assert "In two of the three focus groups, participants said that it was not done" in told


def test_a_plan_and_what_is_too_early_to_judge_are_told_apart() -> None:
    minutes = a_source("S1")
    found = [
        a_passage("C0001", minutes, "4d", Polarity.MIXED, "it is too early to say what it did"),
        a_passage("C0002", minutes, "4d", Polarity.MIXED, "we will read twenty more in autumn"),
    ]

    told = section(a_material(found), "Measuring effectiveness")

    assert "spoke of steps that were still to be taken." in told
    assert "said that it was too early to judge, or that the effect was not yet known." in told


def test_national_evidence_is_outside_every_count_of_areas() -> None:
    national = a_source("S1", "interview", "", group="DIR")
    found = [a_passage("C0001", national), a_passage("C0002", a_source("S2"))]

    told = section(a_material(found), "Emerging themes")

    assert "one of the four Areas that we visited" in told
    assert "Outside these counts of Areas, national evidence gave one passage, in favour." in told


def test_evidence_from_an_area_that_was_not_visited_stands_apart() -> None:
    elsewhere = a_passage("C0001", a_source("S1", area="Fenwold"))

    told = section(a_material([elsewhere]), "Emerging themes")

    assert "Nothing that we read or heard in the Areas that we visited" in told


def test_a_channel_has_a_sub_section_of_its_own() -> None:
    assert "Use through casework quality boards" in headings(a_rich_material(), level=3)


def test_a_repeated_source_is_counted_once() -> None:
    source = a_source("S1")
    copy = replace(a_source("S2"), duplicate_of="S1")

    told = text_of(compose(a_material([a_passage("C0001", source)], sources=[copy]), DRAFT))

    assert "we gathered one source." in told
    assert "One source repeated another word for word and was counted once." in told


# --- Findings, glossary, nothing at all ---------------------------------------------------


def test_a_finding_stands_in_the_section_of_its_criterion_in_the_persons_words() -> None:
    document = compose(a_rich_material(), DRAFT)
    callouts = [b for b in document.blocks if isinstance(b, Callout)]

    assert [c.label for c in callouts] == ["Strength", "Issue to address", "Recommendation 1"]
    assert all(sentence.person for callout in callouts for sentence in callout.sentences)
    numbers = number(document)
    assert [numbers.sentence(s) for s in callouts[2].sentences] == [
        "Each CPS Area should check within six months whether actions have worked.",
        "Owner: Chief crown prosecutors.",
        "By 31 March 2025: report to the board.",
    ]


def test_the_summary_refers_to_the_paragraph_where_a_finding_is_reported() -> None:
    document = compose(a_rich_material(), DRAFT)
    numbers = number(document)
    lines = [
        numbers.sentence(item)
        for block in document.blocks
        if isinstance(block, Bullets)
        for item in block.items
        if item.person
    ]

    assert "Boards named the themes that assessments had shown (paragraph 6.2)." in lines
    assert lines[0].startswith("Recommendation 1: Each CPS Area should check")


def test_every_cross_reference_leads_somewhere() -> None:
    told = text_of(compose(a_rich_material(), DRAFT))

    assert "()" not in told
    assert "  " not in told


def test_abbreviations_are_expanded_once_in_each_chapter() -> None:
    told = paragraphs_of(compose(a_rich_material(), DRAFT))

    chapter = next(line for line in told if line.startswith("Our fourth question was"))
    assert "the data from individual quality assessment (IQA) being used" in chapter
    assert all("individual quality assessment (IQA) from" not in line for line in told[20:])


def test_the_glossary_explains_what_the_text_uses_and_nothing_else() -> None:
    terms = [row.split(" | ")[0] for row in table(a_rich_material(), "Terms used in this report")]

    assert terms == ["CPS", "DCP", "IQA"]


def test_nothing_at_all_gives_a_shorter_report_that_says_what_is_missing() -> None:
    told = text_of(compose(a_material(), DRAFT))

    assert "This draft does not yet hold the results of the file examination." in told
    assert "No document, focus group or interview had been recorded" in told
    assert "No examined file had been recorded when this draft was made." in told


def test_a_withdrawn_finding_is_not_reported() -> None:
    withdrawn = replace(a_finding(kind=FindingKind.ISSUE), withdrawn=True)

    document = compose(a_material(rich_passages(), findings=[withdrawn]), DRAFT)

    assert not [b for b in document.blocks if isinstance(b, Callout)]


def test_a_sentence_with_nothing_behind_it_stops_the_composing() -> None:
    with pytest.raises(UnsupportedSentence, match="made-up"):
        Pen(a_material()).sentence("made-up", "Casework is getting better.")


def test_a_percentage_in_prose_takes_the_decimals_of_the_settings() -> None:
    material = a_material(files=examined(30, 12), report=ReportSettings(prose_decimals=1))

    assert "(60 of 84; 71.4%)" in section(material, "Identifying compliance")


def test_no_quotation_is_printed_where_the_settings_want_none() -> None:
    material = a_material(rich_passages(), report=ReportSettings(quotations_per_section=0))

    national = [b for b in compose(material, DRAFT).blocks if isinstance(b, Quotation)]
    assert national == []


def test_every_sentence_has_an_id_of_its_own() -> None:
    ids = [s.sentence_id for _, s in all_sentences(compose(a_rich_material(), DRAFT))]

    assert len(ids) == len(set(ids))


def _renamed(files: list) -> list:  # type: ignore[type-arg]
    return [replace(file, file_ref=f"G-{file.file_ref}") for file in files]


def test_a_criterion_with_a_passage_or_two_is_told_in_short() -> None:
    material = a_material([a_passage("C0001", a_source("S1"))])
    told = section(material, "Emerging themes")

    assert "one passage in" in told
    assert "came from one source" not in told
    assert "too little evidence to weigh (one passage)" in text_of(compose(material, DRAFT))


def test_the_worst_answer_leads_only_where_it_was_given_on_half_the_files() -> None:
    files = examined(30, 12)
    well = [replace(f, feedback=(FeedbackAnswer("F1", "fully met"),)) for f in files[:25]]

    told = text_of(compose(a_material(files=files), DRAFT))
    better = text_of(compose(a_material(files=[*well, *files[25:]]), DRAFT))

    assert "We graded this as “not met” on the majority of the files" in told
    assert "It was “partially met” on none and “fully met” on 14 (33%)." in told
    assert "We graded this as “fully met” on the majority of the files" in better


def test_a_criterion_with_nothing_is_asked_about_once() -> None:
    blocks = compose(a_material([a_passage("C0001", a_source("S1"))]), DRAFT).blocks
    asked = [b.prompt for b in blocks if isinstance(b, Placeholder) and "4c" in b.prompt]

    assert len(asked) == 1
    assert asked[0].startswith("No evidence has been coded to 4c.")


def test_an_inspection_that_examines_no_files_does_not_speak_of_them() -> None:
    material = a_material([a_passage("C0001", a_source("S1"))])
    inspection = material.inspection
    bare = replace(inspection.framework, questions=(), feedback=(), records=())
    without = replace(material, inspection=replace(inspection, framework=bare))

    told = text_of(compose(without, DRAFT))

    assert "file examination" not in told.casefold()
    assert "file sample" not in told
