"""Volumes are read whole, judged by the guidance's rule, and confirmed as they stand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.inspection import VolumeSettings
from evidence.volumes.compliance import compliance_of, rounded, total_of
from evidence.volumes.figures import Volume
from evidence.volumes.quarters import Quarter, quarter_of, quarter_with
from tests.builders import inspection, iqa, write

HEADINGS = "Area,Unit,Quarter,Prosecutors in post,IQAs completed,Dip samples\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def an_area(place: Path, number: int = 0) -> str:
    return str(iqa(place, "areas", "list", "--json").json["areas"][number]["area"])


def listed(place: Path, *lines: str) -> Path:
    area = an_area(place)
    rows = "".join(f"{area},{line}\n" for line in lines)
    return write(place.parent, "volumes.csv", HEADINGS + rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Q1 2023-24", "Q1 2023-24"),
        ("2023/24 Q4", "Q4 2023-24"),
        ("Oct - Dec 2023", "Q3 2023-24"),
        ("Jan-Mar 24", "Q4 2023-24"),
        ("April to June 2023", "Q1 2023-24"),
        ("30/06/2023", "Q1 2023-24"),
        ("May-Jul 2023", "None"),
        ("last quarter", "None"),
    ],
)
def test_a_quarter_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert str(quarter_of(text)) == expected


@given(st.dates(date(2013, 4, 1), date(2098, 12, 31)))
def test_a_quarter_in_words_names_itself(day: date) -> None:
    assert quarter_of(str(quarter_with(day))) == quarter_with(day)


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 100), st.integers(0, 100))
def test_what_is_short_and_what_was_done_cover_what_is_required(
    prosecutors: int, iqas: int, dip_samples: int, percent: int
) -> None:
    volume = Volume("A", "magistrates", Quarter(date(2023, 4, 1)), prosecutors, iqas, dip_samples)

    for rounding in ("up", "down", "half"):
        found = compliance_of(volume, VolumeSettings(1, percent, rounding))  # type: ignore[arg-type]
        assert found.shortfall == max(0, prosecutors - iqas)
        assert found.dip_shortfall == max(0, found.dip_required - dip_samples)
        assert abs(found.dip_required - iqas * percent / 100) < 1


def test_a_tenth_is_rounded_as_the_setting_says() -> None:
    tenth = Fraction(13, 10)

    assert [rounded(tenth, how) for how in ("up", "down", "half")] == [2, 1, 1]
    assert rounded(Fraction(15, 10), "half") == 2
    assert rounded(Fraction(20, 10), "up") == 2


def test_a_surplus_in_one_quarter_does_not_make_up_for_another() -> None:
    settings = VolumeSettings()
    first = Volume("A", "crown", Quarter(date(2023, 4, 1)), 10, 4, 1)
    second = Volume("A", "crown", Quarter(date(2023, 7, 1)), 10, 16, 2)

    total = total_of(compliance_of(v, settings) for v in (first, second))

    assert (total.required, total.done, total.shortfall) == (20, 20, 6)
    assert (total.met, total.quarters) == (1, 2)


def test_a_list_is_taken_in_and_judged_by_unit_and_quarter(place: Path) -> None:
    path = listed(place, "Magistrates' Court,Q1 2023-24,40,37,3", "Crown Court,Q1 2023-24,20,20,2")

    assert iqa(place, "volumes", "import", path).code == 0

    found = iqa(place, "volumes", "compliance", "--json").json
    crown, magistrates = found["areas"]
    assert (magistrates["required"], magistrates["shortfall"]) == (40, 3)
    assert (magistrates["dip_required"], magistrates["dip_shortfall"]) == (4, 1)
    assert (crown["shortfall"], crown["dip_shortfall"]) == (0, 0)
    assert found["verified"] is False


def test_only_the_last_twelve_months_are_judged_and_the_rest_is_named(place: Path) -> None:
    quarters = ("Q4 2022-23", "Q1 2023-24", "Q2 2023-24", "Q3 2023-24", "Q4 2023-24")
    iqa(place, "volumes", "import", listed(place, *(f"Crown Court,{q},9,9,1" for q in quarters)))

    found = iqa(place, "volumes", "compliance", "--json").json

    assert [row["quarter"] for row in found["areas"]] == list(quarters[1:])
    assert found["left_out"] == ["Q4 2022-23"]


def test_a_confirmation_holds_until_a_figure_is_corrected(place: Path) -> None:
    iqa(place, "volumes", "import", listed(place, "Crown Court,Q1 2023-24,20,20,2"))

    iqa(place, "volumes", "verify", "--by", "Operational Assurance", "--on", "2024-07-01")
    confirmed = iqa(place, "volumes", "compliance", "--json").json
    iqa(place, "volumes", "import", listed(place, "Crown Court,Q1 2023-24,20,19,2"))
    corrected = iqa(place, "volumes", "compliance", "--json").json

    assert confirmed["verified"] is True
    assert confirmed["verifications"][0]["on"] == "2024-07-01"
    assert corrected["verified"] is False
    assert iqa(place, "undo").code == 0
    assert iqa(place, "volumes", "compliance", "--json").json["verified"] is True


def test_taking_the_same_list_in_again_changes_nothing(place: Path) -> None:
    path = listed(place, "Crown Court,Q1 2023-24,20,20,2")
    iqa(place, "volumes", "import", path)
    before = iqa(place, "log").out

    again = iqa(place, "volumes", "import", path, "--json")

    assert again.json["changed"] == 0
    assert iqa(place, "log").out == before


@pytest.mark.parametrize(
    ("line", "code", "cell"),
    [
        ("Appeals,Q1 2023-24,20,20,2", "unknown_unit", "B2"),
        ("Crown Court,soon,20,20,2", "unknown_quarter", "C2"),
        ("Crown Court,Q1 2023-24,about 20,20,2", "not_a_count", "D2"),
        ("Crown Court,Q1 2023-24,20,2.5,2", "not_a_count", "E2"),
        ("Crown Court,Q1 2023-24,20,20,21", "more_than_done", "F2"),
    ],
)
def test_a_cell_that_is_wrong_is_named_and_nothing_is_taken_in(
    place: Path, line: str, code: str, cell: str
) -> None:
    path = listed(place, line, "Magistrates' Court,Q1 2023-24,40,37,3")

    done = iqa(place, "volumes", "import", path, "--json")

    assert done.code == 1
    assert [(d["code"], d["cell"]) for d in done.json["defects"]] == [(code, cell)]
    assert "no volumes" in iqa(place, "volumes", "compliance").err


def test_a_unit_and_quarter_that_stand_twice_are_a_defect(place: Path) -> None:
    path = listed(place, "Crown Court,Q1 2023-24,20,20,2", "Crown Court,Apr-Jun 2023,21,20,2")

    done = iqa(place, "volumes", "import", path, "--dry-run", "--json")

    assert done.code == 3
    assert [d["code"] for d in done.json["defects"]] == ["repeated_row"]


def test_a_total_row_is_passed_over(place: Path) -> None:
    path = listed(place, "Crown Court,Q1 2023-24,20,20,2", ",,20,20,2")

    assert iqa(place, "volumes", "import", path, "--json").json["rows"] == 1


def test_a_list_without_a_column_says_which(place: Path) -> None:
    path = write(place.parent, "v.csv", "Area,Unit,Quarter,IQAs completed\nx,y,z,1\n")

    refused = iqa(place, "volumes", "import", path)

    assert refused.code == 1
    assert "no column for: prosecutors, dip_samples" in refused.err


def test_a_quarter_that_nobody_reported_is_named_and_not_replaced_by_an_older_one(
    place: Path,
) -> None:
    quarters = ("Q4 2022-23", "Q1 2023-24", "Q3 2023-24", "Q4 2023-24")
    iqa(place, "volumes", "import", listed(place, *(f"Crown Court,{q},9,9,1" for q in quarters)))

    found = iqa(place, "volumes", "compliance", "--json").json
    shown = iqa(place, "volumes", "compliance").out

    assert found["left_out"] == ["Q4 2022-23"]
    missing = [(m["unit"], m["quarter"]) for m in found["missing"]]
    assert ("Crown Court", "Q2 2023-24") in missing
    assert len(missing) == 5
    assert f"NO FIGURES: {an_area(place)}, Crown Court: Q2 2023-24\n" in shown


def test_what_goes_out_of_a_unit_with_few_iqas_is_held_back(place: Path) -> None:
    path = listed(place, "Magistrates' Court,Q1 2023-24,9,3,0", "Crown Court,Q1 2023-24,9,18,9")
    iqa(place, "volumes", "import", path)

    told = iqa(place, "volumes", "compliance", "--outgoing", "--json").json["areas"]
    shown = iqa(place, "volumes", "compliance", "--outgoing").out

    held_back = [(row["done"], row["required"], row["shortfall"]) for row in told]
    assert held_back == [(None, None, None)] * 2
    assert {row["dip_done"] for row in told} == {0, 9}
    assert "[c]" in shown
    assert "In all 21 of" in shown
    assert "3 of " not in shown
    assert "3 of " in iqa(place, "volumes", "compliance").out


def test_a_unit_without_prosecutors_has_not_met_what_was_never_required(place: Path) -> None:
    path = listed(place, "Magistrates' Court,Q1 2023-24,13,13,2", "Crown Court,Q1 2023-24,0,0,0")
    iqa(place, "volumes", "import", path)
    iqa(place, "volumes", "verify", "--by", "B. Example", "--on", "2024-07-01")

    shown = iqa(place, "volumes", "compliance").out

    assert "1 of 1 quarters met both" in shown
    assert "1 quarter without prosecutors in post" in shown
    assert f"Confirmed: {an_area(place)}, by B. Example on 2024-07-01" in shown


def test_units_that_are_not_in_scope_are_left_out_and_told(place: Path) -> None:
    path = listed(
        place,
        "Crown Court,Q1 2023-24,20,18,2",
        "RASSO Unit,Q1 2023-24,9,9,1",
        "Crown Court RASSO,Q2 2023-24,9,9,1",
        "Complex Casework Unit,Q1 2023-24,4,4,1",
    )

    told = iqa(place, "volumes", "import", path, "--json").json

    assert (told["rows"], told["defects"]) == (1, [])
    assert {u["unit"]: u["rows"] for u in told["left_out"]} == {
        "RASSO Unit": 1, "Crown Court RASSO": 1, "Complex Casework Unit": 1,
    }  # fmt: skip


def test_nothing_can_be_confirmed_on_a_day_that_is_yet_to_come(place: Path) -> None:
    iqa(place, "volumes", "import", listed(place, "Crown Court,Q1 2023-24,20,18,2"))

    refused = iqa(place, "volumes", "verify", "--by", "A Person", "--on", "2026-01-06")
    done = iqa(place, "volumes", "verify", "--by", "A Person", "--on", "05/01/2026", "--json")

    assert (refused.code, "yet to come" in refused.err) == (1, True)
    assert done.json["on"] == "2026-01-05"


def test_a_list_without_headings_or_rows_says_what_is_missing(place: Path) -> None:
    nothing = iqa(place, "volumes", "import", write(place.parent, "a.csv", "x,y\n1,2\n"))
    empty = iqa(place, "volumes", "import", write(place.parent, "b.csv", HEADINGS))

    assert "has no row that looks like the headings" in nothing.err
    assert "fill in a row for each Area, unit and quarter" in empty.err
