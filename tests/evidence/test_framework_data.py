"""The framework that ships with the product says what the scoping document says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evidence.areas import area_named
from evidence.config import FRAMEWORKS, load_framework, load_inspection
from evidence.examination.spellings import categories_of, court_of
from evidence.framework import Framework

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented-inspection"
IQA = load_framework(FRAMEWORKS / "iqa.yaml")
INVENTED = load_framework(EXAMPLE / "framework.yaml")
BOTH = pytest.mark.parametrize("framework", [IQA, INVENTED], ids=["iqa", "invented"])


def test_there_are_four_sub_questions_with_their_lettered_criteria() -> None:
    letters = {
        sub.sub_question_id: "".join(
            c.criterion_id.removeprefix(sub.sub_question_id) for c in sub.criteria
        )
        for sub in IQA.sub_questions
    }

    assert letters == {"1": "ab", "2": "abcde", "3": "abcdef", "4": "abcd"}
    assert all(text.endswith("?") for c in IQA.criteria for text in [c.text])


def test_the_question_and_objectives_are_the_documents() -> None:
    assert IQA.question.startswith("To what extent do individual quality assessments")
    assert len(IQA.objective) == 4


def test_every_criterion_has_its_code_with_criteria_for_use() -> None:
    codes = {code.code_id: code for code in IQA.codes}

    for criterion in IQA.criteria:
        code = codes[criterion.criterion_id]
        assert code.criterion_id == criterion.criterion_id
        assert code.name
        assert code.definition
        assert code.include
        assert code.exclude


def test_codes_of_the_fourth_sub_question_have_examples() -> None:
    assert all(2 <= len(c.examples) <= 3 for c in IQA.codes if c.criterion_id.startswith("4"))


def test_the_channels_that_4c_names_are_its_sub_codes() -> None:
    channels = [code.code_id for code in IQA.codes if code.parent == "4c"]

    assert channels == ["4c-cqb", "4c-apr", "4c-comms", "4c-cadre"]
    assert all(c.criterion_id == "4c" for c in IQA.codes if c.code_id.startswith("4c"))


@BOTH
def test_there_are_fourteen_areas_of_fifteen_files(framework: Framework) -> None:
    assert len(framework.areas) == 14
    assert framework.files_per_area == 15
    assert {c.court_id: c.files_per_area for c in framework.courts} == {
        "magistrates": 10,
        "crown": 5,
    }


@BOTH
def test_every_way_of_writing_an_area_means_that_area(framework: Framework) -> None:
    for area in framework.areas:
        for written in (area.name, *area.variants, f"CPS {area.name}", area.name.upper()):
            assert area_named(framework, written) == area.name


@BOTH
def test_every_way_of_writing_a_court_or_category_means_that_one(framework: Framework) -> None:
    for court in framework.courts:
        assert {court_of(w, framework) for w in (court.name, *court.variants)} == {court.court_id}
    for category in framework.categories:
        written = (category.name, *category.variants)
        assert {categories_of(w, framework) for w in written} == {(category.category_id,)}


def test_the_file_examination_covers_the_five_categories() -> None:
    counts = Counter(question.category_id for question in IQA.questions)

    assert [c.category_id for c in IQA.categories] == [
        "charging_review",
        "case_progression",
        "victims_witnesses",
        "disclosure",
        "international",
    ]
    assert counts.pop("international") == 1
    assert set(counts) == {c.category_id for c in IQA.categories} - {"international"}
    assert all(2 <= count <= 4 for count in counts.values())


def test_a_yes_bears_on_1a_and_a_no_on_1b() -> None:
    bearing = {(q.criterion_id, q.non_compliance_criterion_id) for q in IQA.questions}

    assert bearing == {("1a", "1b")}


def test_feedback_questions_bear_on_what_was_written() -> None:
    assert [f.criterion_id for f in IQA.feedback] == [
        "2a", "2b", "2c", "2d", "2e", "3b", "3c", "3d", "3e", "3f",
    ]  # fmt: skip
    assert {f.answers for f in IQA.feedback} == {("fully met", "partially met", "not met")}


@BOTH
def test_no_id_is_used_twice(framework: Framework) -> None:
    for ids in (
        [c.criterion_id for c in framework.criteria],
        [c.code_id for c in framework.codes],
        [c.category_id for c in framework.categories],
        [a.name for a in framework.areas],
        [k.kind_id for k in framework.kinds],
        [g.abbreviation for g in framework.grades],
        [q.question_id for q in framework.questions] + [f.question_id for f in framework.feedback],
        [r.request_id for r in framework.requests] + [m.meeting_id for m in framework.meetings],
        [s.stage_id for s in framework.stages],
        [t.term for t in framework.glossary],
    ):
        assert len(set(ids)) == len(ids)


def test_whatever_refers_to_something_refers_to_what_is_there() -> None:
    criteria = {c.criterion_id for c in IQA.criteria}
    kinds = {k.kind_id for k in IQA.kinds}

    assert {c.criterion_id for c in IQA.codes} <= criteria
    assert {c.parent for c in IQA.codes} - {""} <= {c.code_id for c in IQA.codes}
    assert {q.category_id for q in IQA.questions} <= {c.category_id for c in IQA.categories}
    assert {q.criterion_id for q in IQA.questions} <= criteria
    assert {f.criterion_id for f in IQA.feedback} <= criteria
    assert {r.kind_id for r in IQA.requests} | {m.kind_id for m in IQA.meetings} <= kinds
    assert {k.family for k in IQA.kinds} == {"documents", "focus groups", "interviews"}


def test_three_sets_of_minutes_and_four_kinds_since_april_2023_are_asked_for() -> None:
    (minutes,) = [r for r in IQA.requests if r.kind_id == "board_minutes"]
    since = {r.kind_id for r in IQA.requests if r.since == date(2023, 4, 1)}

    assert minutes.expected == 3
    assert since == {"performance_report", "thematic_report", "briefing", "communication"}


def test_two_focus_groups_and_three_interviews_are_held_in_each_area() -> None:
    held = Counter(m.kind_id for m in IQA.meetings if m.level == "area" for _ in range(m.expected))
    groups = [m.participants for m in IQA.meetings if m.kind_id == "focus_group"]

    assert held == {"focus_group": 2, "interview": 3}
    assert groups == [(4, 6), (4, 6)]
    assert {m.level for m in IQA.meetings} == {"area", "national"}


def test_who_could_be_told_from_an_areas_name_is_known() -> None:
    single = {g.abbreviation for g in IQA.grades if g.single_post}

    assert {"DCCP", "CCP"} <= single
    assert not single & {"CP", "SCP", "DCP", "SDCP"}


def test_versions_of_the_guidance_are_dated_in_order() -> None:
    assert [version.dated for version in IQA.guidance] == [
        date(2021, 10, 1),
        date(2022, 10, 3),
        date(2023, 7, 1),
    ]


def test_the_stages_have_their_weeks() -> None:
    assert [(s.stage_id, s.weeks) for s in IQA.stages] == [
        ("pre_inspection", None),
        ("document_reading", 2),
        ("file_examination", 7),
        ("internal_qa", 1),
        ("onsite", 2),
        ("post_onsite", 8),
    ]


def test_what_is_out_of_scope_is_listed() -> None:
    said = " ".join(IQA.exclusions)

    assert all(word in said for word in ("advocacy", "RASSO", "CCU", "specialist"))


def test_een_is_explained_but_not_spelled_out() -> None:
    meaning = {term.term: term.meaning for term in IQA.glossary}

    assert "note" in meaning["EEN"]
    assert not meaning["EEN"].startswith("E")
    assert [t.term.casefold() for t in IQA.glossary] == sorted(
        t.term.casefold() for t in IQA.glossary
    )


def test_the_background_can_stand_in_a_report() -> None:
    assert 5 <= len(IQA.background) <= 8
    assert all(20 <= len(paragraph.split()) <= 110 for paragraph in IQA.background)


def test_the_invented_framework_differs_in_its_title_and_areas_only() -> None:
    assert replace(INVENTED, title=IQA.title, areas=IQA.areas) == IQA
    assert not {a.name for a in INVENTED.areas} & {a.name for a in IQA.areas}


def test_the_invented_inspection_visits_four_of_its_areas() -> None:
    settings = load_inspection(EXAMPLE).settings

    assert settings.visited == ("Aldermere", "Eastmarch", "Kestrel Coast", "Northshire")
    assert settings.examination.iqas_after == date(2022, 11, 1)
