"""What people write in a form is understood, and nothing is guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from evidence.examination.answers import DcpAnswer, Judgement
from evidence.examination.file_references import area_codes, planned_files
from evidence.examination.spellings import (
    DCP_ANSWERS,
    JUDGEMENTS,
    categories_of,
    chosen,
    court_of,
    day_of,
    feedback_of,
    grade_of,
    yes_or_no,
)
from evidence.examination.urns import same_case, urn_of
from evidence.framework import Area
from tests.evidence.examination.forms import WHOLE


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Y", DcpAnswer.YES),
        (" yes ", DcpAnswer.YES),
        ("NO", DcpAnswer.NO),
        ("N/A", DcpAnswer.NOT_APPLICABLE),
        ("n.a.", DcpAnswer.NOT_APPLICABLE),
        ("not met", DcpAnswer.NO),
        ("maybe", None),
    ],
)
def test_the_dcps_answer(written: str, meant: DcpAnswer | None) -> None:
    assert chosen(written, DCP_ANSWERS) is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("agree ", Judgement.AGREE),
        ("Agreed", Judgement.AGREE),
        ("don’t agree", Judgement.DISAGREE),
        ("DISAGREE", Judgement.DISAGREE),
        ("can't tell", Judgement.CANNOT_TELL),
        ("N/A", Judgement.NOT_APPLICABLE),
        ("yes", None),
        ("n", None),
    ],
)
def test_the_inspectors_view(written: str, meant: Judgement | None) -> None:
    assert chosen(written, JUDGEMENTS) is meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Magistrates' Court", "magistrates"),
        ("mags", "magistrates"),
        ("MC", "magistrates"),
        ("crown court", "crown"),
        ("county court", None),
    ],
)
def test_the_court(written: str, meant: str | None) -> None:
    assert court_of(written, WHOLE) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Disclosure", ("disclosure",)),
        ("charging & review", ("charging_review",)),
        ("disclosure; Charging and review", ("charging_review", "disclosure")),
        ("V&W / case progression", ("case_progression", "victims_witnesses")),
        ("disclosure, weather", None),
        (";", None),
    ],
)
def test_categories_in_one_cell(written: str, meant: tuple[str, ...] | None) -> None:
    assert categories_of(written, WHOLE) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Fully Met", "fully met"),
        ("partly", "partially met"),
        ("PM", "partially met"),
        ("n/a", "not applicable"),
        ("not", None),
        ("met", None),
    ],
)
def test_graded_answers(written: str, meant: str | None) -> None:
    assert feedback_of(written, ("fully met", "partially met", "not met")) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("sdcp", "SDCP"), ("Deputy Chief Crown Prosecutor", "DCCP"), ("constable", None)],
)
def test_grades(written: str, meant: str | None) -> None:
    assert grade_of(written, WHOLE) == meant


@pytest.mark.parametrize(("written", "meant"), [("Y", True), ("False", False), ("some", None)])
def test_yes_or_no(written: str, meant: bool | None) -> None:
    assert yes_or_no(written) is meant


@pytest.mark.parametrize(
    "written",
    ["03/04/2023", "3.4.23", "3-4-2023", "3 April 2023", "Mon 3rd Apr 2023", "2023-04-03"],
)
def test_days_are_read_day_first(written: str) -> None:
    assert day_of(written) == date(2023, 4, 3)


@pytest.mark.parametrize("written", ["04/25/2023", "April", "31/02/2023", "3/4", "", "soon"])
def test_what_is_no_day_is_not_made_one(written: str) -> None:
    assert day_of(written) is None


@pytest.mark.parametrize(
    ("written", "settled"),
    [
        ("00AB1234523", "00AB1234523"),
        ("00 ab 12345 23", "00AB1234523"),
        ("00/AB/12345/23", "00AB1234523"),
        ("00AB1234523 (M)", "00AB1234523M"),
        ("00AB1234523S", "00AB1234523S"),
        ("00ab1234523/02", "00AB1234523/2"),
        ("00AB123452", None),
        ("0AAB1234523", None),
        ("00AB1234523X", None),
        ("\N{ARABIC-INDIC DIGIT ZERO}0AB1234523", None),
    ],
)
def test_urns_are_settled_or_refused(written: str, settled: str | None) -> None:
    assert urn_of(written) == settled


def test_a_case_is_one_with_or_without_its_letter_but_its_parts_are_several() -> None:
    assert same_case("00MS1234523M") == same_case("00MS1234523")
    assert same_case("00AB1234523/1") != same_case("00AB1234523/2")


def test_each_area_has_letters_of_its_own() -> None:
    codes = area_codes(WHOLE)

    assert len(set(codes.values())) == 14
    assert (codes["North East"], codes["North West"]) == ("NOE", "NOW")


def test_areas_that_begin_alike_still_have_letters_of_their_own() -> None:
    names = ("Northam", "Northby", "Norton", "North", "Nor", "8")
    alike = replace(WHOLE, areas=tuple(Area(name) for name in names))

    codes = area_codes(alike)

    assert codes["Northam"] == "NOR"
    assert len(set(codes.values())) == len(names)
    assert all(len(code) == 3 for code in codes.values())


def test_the_plan_has_ten_and_five_files_of_each_area() -> None:
    files = planned_files(WHOLE)

    assert len(files) == 210
    assert [f.court for f in files if f.area == "Wessex"] == ["magistrates"] * 10 + ["crown"] * 5
    assert len({f.file_ref for f in files}) == 210


def test_the_plan_can_be_made_for_one_area() -> None:
    assert {f.area for f in planned_files(WHOLE, ["Wessex"])} == {"Wessex"}
