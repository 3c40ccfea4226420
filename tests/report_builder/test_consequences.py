"""From a corrected answer forward, to every statistic, finding and place that must change."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.builders import WORKBOOK, inspection, iqa, workbook


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = inspection(tmp_path)
    assert iqa(made, "exam", "import", WORKBOOK).code == 0
    return made


def corrected(place: Path) -> Path:
    """Turn the first "agree" on Q01 of the example's workbook into "cannot tell"."""
    sheet = openpyxl.load_workbook(WORKBOOK).worksheets[0]
    top = next(c.row for c in sheet["A"] if c.value == "File")
    judging = next(
        c for c in sheet[top] if "Q01" in str(c.value) and "inspector" in str(c.value).casefold()
    )
    row = next(
        r for r in range(top + 1, sheet.max_row) if sheet.cell(r, judging.column).value == "agree"
    )
    cell = sheet.cell(row, judging.column).coordinate
    return workbook(place.parent, "corrected.xlsx", **{cell: "cannot tell"})


def test_a_corrected_answer_moves_its_statistics_by_one_file(place: Path) -> None:
    before = iqa(place, "exam", "stats", "--json").json["questions"][0]["agreement"]
    iqa(place, "exam", "import", corrected(place))

    found = iqa(place, "exam", "changes", "--json").json

    by_id = {item["id"]: item for item in found["moved"]}
    question = by_id["agreement/Q01"]
    assert question["before"] == before
    assert question["after"]["total"] == before["total"] - 1
    assert question["after"]["count"] == before["count"] - 1
    assert not [name for name in by_id if name.startswith("agreement/Q02")]


def test_what_rests_on_a_statistic_that_moved_is_named(place: Path) -> None:
    iqa(
        place, "finding", "add", "1a", "--kind", "issue to address",
        "--statement", "Assessments are not always right.", "--rate", "agreement/Q01",
    )  # fmt: skip
    built = iqa(place, "report", "build")
    assert built.code in {0, 3}, built.err
    iqa(place, "exam", "import", corrected(place))

    done = iqa(place, "exam", "changes", "--json")

    moved = next(item for item in done.json["moved"] if item["id"] == "agreement/Q01")
    assert done.code == 3
    assert done.json["draft"] == 1
    assert moved["findings"]
    assert any(name.startswith(("paragraph", "Table")) for name in moved["places"])


def test_nothing_moves_when_the_correction_is_taken_back(place: Path) -> None:
    iqa(place, "report", "build")
    iqa(place, "exam", "import", corrected(place))
    assert iqa(place, "exam", "changes", "--json").json["moved"]
    iqa(place, "undo")

    done = iqa(place, "exam", "changes", "--json")

    assert (done.code, done.json["moved"]) == (0, [])


def test_since_before_the_first_act_everything_is_new(place: Path) -> None:
    found = iqa(place, "exam", "changes", "--since", "0", "--json").json

    assert all(m["before"] is None or m["before"]["total"] == 0 for m in found["moved"])
    assert {"agreement/overall", "agreement/Q01"} <= {m["id"] for m in found["moved"]}


def test_before_anything_is_examined_there_is_nothing_to_follow(tmp_path: Path) -> None:
    refused = iqa(inspection(tmp_path), "exam", "changes")

    assert (refused.code, "no file has been examined" in refused.err) == (1, True)
