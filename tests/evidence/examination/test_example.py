"""The example's workbook: it comes from its script, and it tells the story it is meant to."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from evidence.config import load_inspection
from evidence.examination.defects import ExaminationReading
from evidence.examination.rates import Rate
from evidence.examination.tabulate import statistics
from evidence.examination.workbook import read_workbook

EXAMPLE = Path(__file__).parents[3] / "examples" / "invented-inspection"
INSPECTION = load_inspection(EXAMPLE)
WORKBOOK = EXAMPLE / "examination" / "file-examination.xlsx"


def script() -> dict[str, Any]:
    return runpy.run_path(str(EXAMPLE / "making" / "examination.py"))


def reading() -> ExaminationReading:
    rules = INSPECTION.settings.examination
    return read_workbook(WORKBOOK.read_bytes(), INSPECTION.framework, rules)


def proportion(rate: Rate) -> float:
    assert rate.proportion is not None
    return rate.proportion


def test_the_workbook_is_the_one_its_script_makes(tmp_path: Path) -> None:
    script()["make"](tmp_path / "again.xlsx")

    assert (tmp_path / "again.xlsx").read_bytes() == WORKBOOK.read_bytes()


def test_the_workbook_says_what_the_script_made_up() -> None:
    read = reading()

    assert read.defects == ()
    assert read.notices == ()
    assert read.files == script()["files"]()


def test_each_area_has_its_files_and_no_urn_is_of_a_real_force() -> None:
    files = reading().files

    assert len(files) == 210
    for area in INSPECTION.framework.areas:
        courts = [file.court for file in files if file.area == area.name]
        assert (courts.count("magistrates"), courts.count("crown")) == (10, 5)
    assert all(file.urn.startswith("00") for file in files)


def test_the_story_can_be_read_from_the_numbers() -> None:
    found = {s.statistic_id: s.rate for s in statistics(reading().files, INSPECTION.framework)}

    good = proportion(found["agreement/category=case-progression/answer=yes"])
    assert good > 0.9
    for question in ("Q02", "Q03", "Q12", "Q13"):
        crown = proportion(found[f"agreement/{question}/court=crown"])
        assert crown < proportion(found[f"agreement/{question}/court=magistrates"])
        assert crown < 0.6
    assert proportion(found["agreement/overall/answer=no"]) < 0.7
    assert proportion(found["comments/dip-sampler/missing"]) > 0.35


def test_reasons_are_many_and_name_no_case() -> None:
    reasons = {r.text for r in statistics(reading().files, INSPECTION.framework).reasons}

    assert len(reasons) >= 12
    assert not any(character.isdigit() for reason in reasons for character in reason)
