"""From a corrected answer forward, to every statistic, finding and place that must change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.builders import WORKBOOK, inspection, iqa
from tests.report_builder.corrections import corrected, sent_back


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = inspection(tmp_path)
    assert iqa(made, "exam", "import", WORKBOOK).code == 0
    return made


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
    beyond = by_id["chance/Q01"]
    assert beyond["before"]["ac1"] != beyond["after"]["ac1"]
    left = {name: item for name, item in by_id.items() if name.startswith("left-out/Q01/")}
    assert [(i["after"]["count"] - i["before"]["count"]) for i in left.values()] == [1]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection with a finding on a statistic and a draft, and a correction since."""
    place = inspection(tmp_path_factory.mktemp("moved"))
    iqa(place, "exam", "import", WORKBOOK)
    iqa(
        place, "finding", "add", "1a", "--kind", "issue to address",
        "--statement", "Assessments are not always right.", "--rate", "agreement/Q01",
    )  # fmt: skip
    built = iqa(place, "report", "build")
    assert built.code in {0, 3}, built.err
    iqa(place, "exam", "import", corrected(place))
    return place


def test_what_rests_on_a_statistic_that_moved_is_named(moved: Path) -> None:
    done = iqa(moved, "exam", "changes", "--json")

    item = next(item for item in done.json["moved"] if item["id"] == "agreement/Q01")
    assert done.code == 3
    assert done.json["draft"] == 1
    assert item["findings"]
    assert any(name.startswith(("paragraph", "Table")) for name in item["places"])


def test_a_statistic_that_nothing_uses_is_in_json_alone(
    moved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "1000")

    found = iqa(moved, "exam", "changes", "--json").json["moved"]
    said = iqa(moved, "exam", "changes").out

    used = [item["id"] for item in found if item["findings"] or item["places"]]
    assert 0 < len(used) < len(found)
    begun = [line.split()[0] for line in said.splitlines() if line.strip()]
    assert [item["id"] for item in found if item["id"] in begun] == used
    assert f"{len(found)} statistics moved" in said
    assert f"{len(used)} of them used. The others are in --json." in said


def test_a_place_without_a_number_is_named_by_the_numbered_one_above_it(moved: Path) -> None:
    found = iqa(moved, "exam", "changes", "--json").json["moved"]

    places = next(item["places"] for item in found if item["id"] == "agreement/Q01")
    # The finding stands in a box of its section and in a list of the summary.
    assert len([name for name in places if name.startswith("below ")]) == 2
    numbered = re.compile(r"(below )?(paragraph|Table|Chart|chapter|Annex) [\dA-Z.]+")
    every = [name for item in found for name in item["places"]]
    assert [name for name in every if not numbered.fullmatch(name)] == []
    assert len(places) == len(set(places))


def test_after_a_rebuild_a_correction_that_it_holds_has_moved_nothing(
    moved: Path, tmp_path: Path
) -> None:
    place = tmp_path / "inspection"
    shutil.copytree(moved, place)
    returned = sent_back(place)
    assert iqa(place, "report", "rebuild", returned).code in {0, 3}

    found = iqa(place, "exam", "changes", "--json").json

    assert (found["draft"], found["moved"]) == (2, [])


def test_nothing_moves_when_the_correction_is_taken_back(place: Path) -> None:
    iqa(place, "report", "build")
    iqa(place, "exam", "import", corrected(place))
    assert iqa(place, "exam", "changes", "--json").json["moved"]
    iqa(place, "undo")

    done = iqa(place, "exam", "changes", "--json")

    assert (done.code, done.json["moved"]) == (0, [])


def test_since_before_the_first_act_everything_is_new(place: Path) -> None:
    found = iqa(place, "exam", "changes", "--since", "0", "--json").json

    sides = ("total", "count", "ac1", "kappa")
    assert not any((m["before"] or {}).get(side) for m in found["moved"] for side in sides)
    assert {"agreement/overall", "agreement/Q01"} <= {m["id"] for m in found["moved"]}


def test_before_anything_is_examined_there_is_nothing_to_follow(tmp_path: Path) -> None:
    refused = iqa(inspection(tmp_path), "exam", "changes")

    assert (refused.code, "no file has been examined" in refused.err) == (1, True)
