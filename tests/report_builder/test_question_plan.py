"""The question plan asks each group about the gaps that it can speak to, and says why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from coding.codings import Polarity
from evidence.examination.answers import FeedbackAnswer
from evidence.framework import Meeting
from report_builder.material import Material
from report_builder.plain_note import Grid, Head
from report_builder.question_plan import groups, question_plan
from tests.report_builder.builders import a_material, a_passage, a_source, examined

DAY = date(2024, 7, 1)
MEETINGS = (
    Meeting("M1", "focus_group", "senior crown prosecutors", "area", 1, (4, 6)),
    Meeting("M2", "focus_group", "district crown prosecutors", "area", 1, (4, 6)),
    Meeting("M3", "interview", "deputy chief crown prosecutor, north", "area", 1),
    Meeting("M4", "interview", "deputy chief crown prosecutor, south", "area", 1),
    Meeting("M5", "interview", "Director of Change", "national", 1),
)


def meeting(material: Material) -> Material:
    """Return a material whose framework plans meetings."""
    framework = replace(material.inspection.framework, meetings=MEETINGS)
    return replace(material, inspection=replace(material.inspection, framework=framework))


def asked(material: Material, who: str, area: str = "Northshire") -> list[tuple[str, ...]]:
    """Return what a group is to be asked: criterion, question, why, prompt."""
    parts = question_plan(meeting(material), area, DAY).parts
    at = next(n for n, p in enumerate(parts) if isinstance(p, Head) and p.text.startswith(who))
    after = parts[at + 1]
    return list(after.rows) if isinstance(after, Grid) else []


def why(rows: list[tuple[str, ...]], criterion: str) -> list[str]:
    """Return why a criterion is asked about."""
    return [row[2] for row in rows if row[0].startswith(criterion)]


def test_meetings_of_the_same_grade_are_one_group_and_national_ones_are_none() -> None:
    found = groups(meeting(a_material()).inspection.framework)
    assert [group.grades for group in found] == [{"SCP"}, {"DCP"}, {"DCCP"}]
    assert found[2].who.count("deputy chief crown prosecutor") == 2


def test_who_is_named_by_a_criterion_is_asked_where_the_area_is_silent() -> None:
    material = a_material()
    assert why(asked(material, "District"), "1a") == ["the Area’s evidence is silent"]
    assert why(asked(material, "Senior"), "1a") == []
    assert why(asked(material, "Senior"), "4a") == ["the Area’s evidence is silent"]


def test_accounts_that_differ_are_asked_about_with_both_and_their_places() -> None:
    group = a_source("S002", "focus_group", group="SCP")
    passages = [
        a_passage("C0001", a_source("S001")),
        a_passage("C0002", group, polarity=Polarity.NEGATIVE, words="nobody ever told us a theme"),
    ]
    ((_, question, reason, prompt),) = [
        row for row in asked(a_material(passages), "Senior") if row[0].startswith("4a")
    ]
    assert reason == "accounts differ: 1 positive, 1 negative"
    assert question.startswith("We have had different accounts of whether emerging themes")
    assert "S001, item 1; C0001" in prompt
    assert "“nobody ever told us a theme” (focus group, S002, item 2; C0002)" in prompt


def test_one_kind_alone_is_put_to_those_who_have_not_spoken() -> None:
    groups_here = [a_passage("C0001", a_source("S001", "focus_group", group="SCP"))]
    elsewhere = a_source("S002", "interview", "Eastmarch", group="DCCP")
    material = a_material([*groups_here, a_passage("C0002", elsewhere)])
    assert why(asked(material, "Deputy"), "4a") == ["focus groups alone speak of it"]
    assert why(asked(material, "Senior"), "4a") == []


def test_files_are_asked_about_where_accounts_and_files_part() -> None:
    speaking = a_passage("C0001", a_source("S001", "interview", group="DCCP"), "2a")
    poor = [replace(f, feedback=(FeedbackAnswer("F1", "not met"),)) for f in examined(0, 42)]
    rows = asked(a_material([speaking], poor), "District")
    assert "accounts lean positive, the files do not" in why(rows, "2a")
    assert any(row[3].startswith("0 of 7 here; 0 of 42 in all [feedback/F1/") for row in rows)
    assert why(asked(a_material((), poor), "District"), "2a") == ["the Area’s evidence is silent"]


def test_files_of_an_area_that_differ_from_all_files_are_asked_about() -> None:
    rows = asked(a_material((), examined(0, 42)), "District")
    (prompt,) = [row[3] for row in rows if row[2] == "the Area’s files differ from all files"]
    assert prompt == "7 of 7 here; 14 of 42 in all [feedback/F1/answer=fully-met/area=northshire]"


def test_without_meetings_the_plan_says_so() -> None:
    parts = question_plan(a_material(), "Northshire", DAY).parts
    assert "The framework names no meetings in Areas, so nobody can be asked." in [
        getattr(part, "text", "") for part in parts
    ]
