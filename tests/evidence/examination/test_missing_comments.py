"""Files without comments are listed for their Area, and documents that show them are recorded."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.builders import WORKBOOK, inspection, iqa, write


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = inspection(tmp_path)
    assert iqa(made, "exam", "import", WORKBOOK).code == 0
    return made


def a_source(place: Path) -> str:
    path = write(place.parent, "national/note.txt", "Feedback was given on 3 May by telephone.\n")
    done = iqa(place, "ingest", path, "--national", "--json")
    return str(done.json["sources"][0]["source_id"])


def test_every_file_without_comments_is_listed_and_no_other(place: Path) -> None:
    counts = iqa(place, "exam", "stats", "--json").json["missing_comments"]

    done = iqa(place, "exam", "missing-comments", "--json")

    said = [who for f in done.json["files"] for who in f["missing"]]
    assert done.code == 3
    assert said.count("dcp") == counts["dcp"]
    assert said.count("dip_sampler") == counts["dip_sampler"]


def test_a_document_that_shows_comments_is_recorded_and_can_be_undone(place: Path) -> None:
    source = a_source(place)
    before = iqa(place, "exam", "missing-comments", "--json").json["files"]
    first = before[0]
    chosen = ("--received", first["file"], "--source", source, "--by", first["missing"][0])

    after = iqa(place, "exam", "missing-comments", *chosen, "--json").json["files"]

    assert after[0]["shown"] == [{"by": first["missing"][0], "source": source, "note": ""}]
    assert first["missing"][0] not in after[0]["outstanding"]
    assert iqa(place, "undo").code == 0
    assert iqa(place, "exam", "missing-comments", "--json").json["files"] == before


def test_comments_that_are_not_missing_cannot_be_received(place: Path) -> None:
    source = a_source(place)
    listed = {f["file"] for f in iqa(place, "exam", "missing-comments", "--json").json["files"]}
    rows = openpyxl.load_workbook(WORKBOOK).worksheets[0].iter_rows(values_only=True)
    other = next(str(r[0]) for r in rows if r[0] and "-0" in str(r[0]) and r[0] not in listed)

    refused = iqa(place, "exam", "missing-comments", "--received", other, "--source", source)

    assert refused.code == 1
    assert f"missing on {other}" in refused.err


def test_the_list_for_an_area_holds_its_urns_and_nobody_elses(place: Path, tmp_path: Path) -> None:
    files = iqa(place, "exam", "missing-comments", "--json").json["files"]
    area = files[0]["area"]

    iqa(place, "exam", "missing-comments", "--area", area, "--out", tmp_path / "list.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").worksheets[0]
    listed = [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert listed == [f["urn"] for f in files if f["area"] == area]


def test_where_nothing_is_missing_nobody_is_to_be_asked(tmp_path: Path) -> None:
    done = iqa(inspection(tmp_path), "exam", "missing-comments")

    assert done.code == 0
    assert "No file examined is without recorded comments." in done.out
    assert "ask-comments" not in done.out
