"""A case list is mapped, sieved by rules that are data, and drawn so that anybody can repeat it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.columns import ColumnMap
from evidence.columns import propose as proposed_for
from evidence.config import FRAMEWORKS, load_settings
from evidence.examination.grid import Cell, Row, Sheet
from evidence.sampling.case_headings import LAYOUT, SPELLINGS
from evidence.sampling.cases import Case, CaseField
from evidence.sampling.draw import draw, list_hash
from evidence.sampling.eligibility import REPEATED, rules_of, sieve
from evidence.sampling.lists import cases_of, court_within, sheet_of_lines
from tests.evidence.sampling.case_lists import AREAS, FIRST_DAY, FRAMEWORK, HEADINGS, case, line

RULES = rules_of(load_settings(FRAMEWORKS / "inspection.toml"))


def propose(
    sheets: list[Sheet], chosen: dict[str, str | None] | dict[str, CaseField | None]
) -> ColumnMap | None:
    return proposed_for(sheets, LAYOUT, dict(chosen))


def failing(found: Case) -> tuple[str, bool]:
    excluded = sieve([found], RULES).excluded
    return (excluded[0].rule_id, excluded[0].unclear) if excluded else ("", False)


def sheet(*lines: dict[str, str], above: tuple[str, ...] = ()) -> Sheet:
    rows = [Row(n, {1: Cell(title)}) for n, title in enumerate(above, start=1)]
    rows.append(Row(len(rows) + 1, {c: Cell(h) for c, h in enumerate(HEADINGS, start=1)}))
    for values in lines:
        cells = {c: Cell(v) for c, v in enumerate(values.values(), start=1) if v}
        rows.append(Row(len(rows) + 1, cells))
    return Sheet("Export", tuple(rows))


def test_headings_are_found_below_title_rows_and_each_field_has_its_column() -> None:
    found = propose([sheet(line(1), above=("IQA application", "Run on 3 June"))], {})

    assert found is not None
    assert (found.row, found.missing, found.unsure) == (3, (), ())
    assert found.columns[CaseField.ASSESSOR] == 5
    assert found.columns[CaseField.ASSURED_BY] == 6


def test_a_person_settles_what_a_heading_means() -> None:
    heard = {"completed by grade": None, "unit": CaseField.ASSESSOR}

    found = propose([sheet(line(1))], heard)

    assert found is not None
    assert found.columns[CaseField.ASSESSOR] == 3
    assert found.missing == (CaseField.TEAM,)


def test_a_case_is_read_with_its_area_court_and_day() -> None:
    columns = propose([sheet(line(1))], {})
    assert columns is not None

    (found,), notices = cases_of([sheet(line(1))], columns, FRAMEWORK)

    assert (found.urn, found.area, found.court) == ("01AB0000123", AREAS[0], "magistrates")
    assert found.assessed_on == date(2023, 1, 10)
    assert found.locator == "Export, row 2"
    assert notices == ()


def test_a_totals_row_is_no_case_and_is_told() -> None:
    total = dict.fromkeys(HEADINGS, "") | {"CPS Area": "Total 1"}
    whole = sheet(line(1), total)
    columns = propose([whole], {})
    assert columns is not None

    cases, notices = cases_of([whole], columns, FRAMEWORK)

    assert len(cases) == 1
    assert [(n.code, n.locator) for n in notices] == [("row_without_case", "Export, row 3")]


def test_a_total_that_counts_assessments_is_no_case() -> None:
    whole = sheet(line(1), dict.fromkeys(HEADINGS, "") | {"URN": "Total: 1,134 assessments"})
    columns = propose([whole], {})
    assert columns is not None

    cases, notices = cases_of([whole], columns, FRAMEWORK)

    assert len(cases) == 1
    assert [n.code for n in notices] == ["row_without_case"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_lines_are_read_whatever_separates_the_values(separator: str) -> None:
    text = separator.join(HEADINGS) + "\r\n" + separator.join(line(4).values()) + "\r\n"

    columns = propose([sheet_of_lines(text, "list.csv")], {})
    assert columns is not None
    (found,), _ = cases_of([sheet_of_lines(text, "list.csv")], columns, FRAMEWORK)

    assert found.urn == "01AB0000423"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ("", False)),
        ({"assessment": "Advocacy"}, ("non_advocacy", False)),
        ({"assessment": "Casework (non-advocacy)"}, ("", False)),
        ({"assessment": "Other"}, ("non_advocacy", True)),
        ({"assessor": "SDCP"}, ("assessor", False)),
        ({"assessor": "Senior District Crown Prosecutor"}, ("assessor", False)),
        ({"assessor": "J Bloggs"}, ("assessor", True)),
        ({"assured_by": ""}, ("assured", False)),
        ({"assured_by": "DCP"}, ("assured", False)),
        ({"assured_by": "Deputy Chief Crown Prosecutor"}, ("", False)),
        ({"assessed_on": date(2022, 11, 1), "day_text": "1 Nov 2022"}, ("after", False)),
        ({"assessed_on": date(2022, 11, 2)}, ("", False)),
        ({"assessed_on": None, "day_text": "last spring"}, ("after", True)),
        ({"team": "RASSO Crown Court", "court": "crown"}, ("team", False)),
        ({"team": "Appeals", "court": ""}, ("team", True)),
        ({"urn": "", "urn_text": "n/k"}, ("urn", True)),
        ({"area": "", "area_text": "Atlantis"}, ("area", True)),
    ],
)
def test_a_case_leaves_at_the_first_rule_it_fails(
    changes: dict[str, object], expected: tuple[str, bool]
) -> None:
    assert failing(case(5, **changes)) == expected


def test_of_several_assessments_of_a_case_the_latest_is_kept() -> None:
    early, late = case(1), replace(case(9), urn=case(1).urn, urn_text=case(1).urn_text)

    found = sieve([late, early], RULES)

    assert found.eligible == (late,)
    assert found.counts()[REPEATED] == 1


def test_every_exclusion_is_counted_under_its_rule() -> None:
    found = sieve([case(1), case(2, assessment="Advocacy"), case(3, assured_by="")], RULES)

    assert len(found.eligible) + sum(found.counts().values()) == 3
    assert {k: v for k, v in found.counts().items() if v} == {"non_advocacy": 1, "assured": 1}


def test_a_team_that_names_both_courts_is_of_neither() -> None:
    assert court_within("Magistrates' Court and Crown Court", FRAMEWORK) == ""
    assert court_within("Crown Court Unit 2", FRAMEWORK) == "crown"


def test_ten_and_five_are_drawn_and_what_is_short_is_said() -> None:
    cases = [case(n) for n in range(40)]
    cases += [case(100 + n, court="crown", team="Crown Court") for n in range(4)]

    found = draw(cases, FRAMEWORK, seed=20240624, newest=3)

    assert len(found.drawn) == 14
    short = next(s for s in found.shortfalls if s.area == AREAS[0])
    assert (short.court, short.wanted, len(short.order), short.short_by) == ("crown", 5, 4, 1)


def test_files_come_from_the_window_of_the_newest_and_then_from_beyond_it() -> None:
    stratum = draw([case(n) for n in range(60)], FRAMEWORK, seed=1, newest=2).strata[0]

    newest = {f"01AB{n:05}23" for n in range(40, 60)}
    assert {c.urn for c in stratum.order[:20]} == newest
    assert [c.urn for c in stratum.order[20:23]] == [f"01AB{n:05}23" for n in (39, 38, 37)]


def test_one_times_takes_the_newest_themselves_and_none_draws_from_all() -> None:
    cases = [case(n) for n in range(200)]

    newest = draw(cases, FRAMEWORK, seed=1, newest=1)
    anywhere = draw(cases, FRAMEWORK, seed=1, newest=0)

    assert {d.case.urn for d in newest.drawn} == {f"01AB{n:05}23" for n in range(190, 200)}
    assert any(d.case.assessed_on < case(150).assessed_on for d in anywhere.drawn)  # type: ignore[operator]


def test_another_seed_draws_other_files() -> None:
    cases = [case(n) for n in range(60)]

    assert draw(cases, FRAMEWORK, seed=1, newest=0) != draw(cases, FRAMEWORK, seed=2, newest=0)


PINNED = "00028 00026 00020 00022 00027 00012 00010 00018 00005 00002"


def test_the_draw_is_pinned_so_that_it_is_the_same_anywhere() -> None:
    drawn = draw([case(n) for n in range(30)], FRAMEWORK, seed=7, newest=0).drawn

    assert [d.case.urn[4:9] for d in drawn] == PINNED.split()


@given(
    st.lists(st.integers(0, 400), unique=True, max_size=60),
    st.randoms(use_true_random=False),
    st.integers(0, 4),
)
def test_the_draw_does_not_depend_on_the_order_of_the_list(
    numbers: list[int], chance: random.Random, newest: int
) -> None:
    mixed = list(numbers)
    chance.shuffle(mixed)

    one = draw([case(n) for n in numbers], FRAMEWORK, seed=3, newest=newest)
    other = draw([case(n) for n in mixed], FRAMEWORK, seed=3, newest=newest)

    assert one == other


@given(st.integers(0, 80), st.integers(0, 80))
def test_another_areas_cases_do_not_change_an_areas_draw(here: int, there: int) -> None:
    mine = [case(n) for n in range(here)]
    theirs = [case(500 + n, area=AREAS[1], area_text=AREAS[1]) for n in range(there)]

    alone = draw(mine, FRAMEWORK, seed=5, newest=3).strata[0]
    together = draw([*theirs, *mine], FRAMEWORK, seed=5, newest=3).strata[0]

    assert alone == together


@given(st.lists(st.integers(0, 99), unique=True))
def test_nothing_is_drawn_twice_and_nothing_that_was_not_eligible(numbers: list[int]) -> None:
    cases = [case(n) for n in numbers]

    found = draw(cases, FRAMEWORK, seed=5, newest=3)

    urns = [d.case.urn for d in found.drawn]
    assert len(set(urns)) == len(urns) == min(10, len(numbers))
    assert set(urns) <= {c.urn for c in cases}
    assert found.list_sha256 == list_hash(reversed(cases))


def test_ties_on_the_last_day_of_the_window_are_all_within_it() -> None:
    cases = [case(n, assessed_on=FIRST_DAY, day_text=FIRST_DAY.isoformat()) for n in range(50)]

    assert draw(cases, FRAMEWORK, seed=1, newest=1).strata[0].window == 50


def test_an_assessment_that_is_listed_twice_is_not_said_to_have_a_later_one() -> None:
    once, twice = case(1), case(1, locator="List, row 9")
    elsewhere = case(1, locator="List, row 10", area=AREAS[1], area_text=AREAS[1])

    found = sieve([once, twice, elsewhere], RULES)

    reasons = {e.case.locator: (e.reason, e.unclear) for e in found.excluded}
    assert len(found.eligible) == 1
    assert all("listed twice" in reason for reason, _ in reasons.values())
    assert sum(unclear for _, unclear in reasons.values()) >= 1


def test_the_quality_assurer_is_found_under_a_short_heading() -> None:
    assert {"qad by", "qa by"} <= set(SPELLINGS[CaseField.ASSURED_BY])
