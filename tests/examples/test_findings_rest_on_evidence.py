"""The example's findings stand on codings and rates that there are."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from evidence.config import load_inspection
from evidence.examination.tabulate import statistics
from evidence.examination.workbook import read_workbook

EXAMPLE = Path(__file__).parents[2] / "examples" / "invented-inspection"
WORKBOOK = EXAMPLE / "examination" / "file-examination.xlsx"


@pytest.fixture(scope="module")
def findings() -> list[dict[str, Any]]:
    text = (EXAMPLE / "findings.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["findings"]
    return found


def test_every_coding_named_is_one_that_was_given(findings: list[dict[str, Any]]) -> None:
    given = {
        (row["file"], row["words"])
        for path in EXAMPLE.glob("making/*/codings.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    }
    named = {(c["file"], c["words"]) for finding in findings for c in finding["codings"]}
    assert named - given == set()


def test_every_rate_named_is_a_rate_of_some_answers(findings: list[dict[str, Any]]) -> None:
    inspection = load_inspection(EXAMPLE)
    reading = read_workbook(
        WORKBOOK.read_bytes(), inspection.framework, inspection.settings.examination
    )
    rates = {s.statistic_id: s.rate for s in statistics(reading.files, inspection.framework)}
    named = {name for finding in findings for name in finding["rates"]}
    assert named - set(rates) == set()
    assert [name for name in sorted(named) if not rates[name].total] == []


def test_each_part_of_the_fourth_question_has_what_is_good_and_what_is_not(
    findings: list[dict[str, Any]],
) -> None:
    kinds = {(f["criterion"], f["kind"]) for f in findings}
    for criterion in ("4a", "4b", "4c", "4d"):
        assert (criterion, "issue to address") in kinds
        assert kinds & {(criterion, "strength"), (criterion, "good practice")}


def test_a_recommendation_can_be_followed_up(findings: list[dict[str, Any]]) -> None:
    keys = {f["key"] for f in findings if f["kind"] != "recommendation"}
    recommended = [f for f in findings if f["kind"] == "recommendation"]
    assert recommended
    for finding in recommended:
        assert finding["owner"]
        assert set(finding["rests_on"]) <= keys
        due = [milestone["due"] for milestone in finding["milestones"]]
        assert due == sorted(due)
        assert due[0] > date(2024, 9, 30)
