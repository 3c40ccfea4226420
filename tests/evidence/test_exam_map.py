"""`exam map` says what another's columns are, keeps it, and imports follow it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.builders import WORKBOOK, inspection, iqa

COMMENTS = "Dip sampler's comments recorded"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def theirs(folder: Path, name: str = "theirs.xlsx", **headings: str | None) -> Path:
    """Write three files of the example as one sheet with titles and other headings."""
    rows = list(openpyxl.load_workbook(WORKBOOK)["Files"].iter_rows(values_only=True))
    first = next(n for n, row in enumerate(rows) if row[0] == "File")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["What the inspectors found"])
    for row in rows[first : first + 4]:
        sheet.append(list(row))
    for cell in sheet[2]:
        if cell.value in headings:
            cell.value = headings[str(cell.value)]
    path = folder / name
    book.save(path)
    return path


def test_a_workbook_with_a_guess_is_refused_until_it_has_been_said(folder: Path) -> None:
    path = theirs(folder.parent, **{"IQA date": "IQA daet", "Court": "Where"})
    refused = iqa(folder, "exam", "import", path, "--json")
    assert refused.code == 1
    [told] = refused.json["files"]
    assert {d["code"] for d in told["defects"]} >= {"unsure_heading", "missing_column"}

    asked = iqa(folder, "exam", "map", path, "--json")
    assert asked.code == 3
    assert asked.json["sheets"][0]["missing"] == ["Court"]

    said = iqa(
        folder, "exam", "map", path, "--means", "column E=Court", "--means", "IQA daet=IQA date"
    )
    assert said.code == 0, said.out
    taken = iqa(folder, "exam", "import", path, "--json").json["files"][0]
    assert (taken["outcome"], taken["new"]) == ("imported", 3)
    assert taken["notices"][0]["code"] == "mapping_kept"


def test_what_all_files_share_is_said_once_and_told_at_every_import(folder: Path) -> None:
    path = theirs(folder.parent, **{COMMENTS: "Remarks"})

    said = iqa(folder, "exam", "map", path, "--every", f"{COMMENTS}=no")
    taken = iqa(folder, "exam", "import", path, "--json").json["files"][0]

    assert said.code == 0, said.out
    assert (taken["outcome"], taken["new"]) == ("imported", 3)
    assert "same_for_all" in {n["code"] for n in taken["notices"]}


def test_a_mapping_is_undone_and_nothing_is_kept_in_a_dry_run(folder: Path) -> None:
    path = theirs(folder.parent, **{"Court": "Where"})
    iqa(folder, "exam", "map", path, "--means", "Where=Court", "--dry-run")
    assert iqa(folder, "exam", "validate", path).code == 3

    iqa(folder, "exam", "map", path, "--means", "Where=Court")
    assert iqa(folder, "exam", "validate", path).code == 0
    iqa(folder, "undo")

    assert iqa(folder, "exam", "validate", path).code == 3


def test_the_same_mapping_is_kept_once(folder: Path) -> None:
    path = theirs(folder.parent)

    first = iqa(folder, "exam", "map", path, "--json").json["kept"]
    second = iqa(folder, "exam", "map", path, "--json").json["kept"]

    assert first == second
    assert len(iqa(folder, "log", "--json").json["acts"]) == 1


def test_what_names_nothing_is_refused_with_what_can_be_written(folder: Path) -> None:
    path = theirs(folder.parent)

    place = iqa(folder, "exam", "map", path, "--means", "Court=weather")
    heading = iqa(folder, "exam", "map", path, "--means", "Weather=Court")

    assert (place.code, heading.code) == (1, 1)
    assert "write a heading of the form, such as File, URN" in place.err
    assert "no column headed 'Weather'" in heading.err


def test_a_csv_is_read_by_its_headings(folder: Path) -> None:
    rows = openpyxl.load_workbook(theirs(folder.parent)).worksheets[0].iter_rows(values_only=True)
    lines = [";".join(str("" if c is None else c) for c in row) for row in list(rows)[1:]]
    path = folder.parent / "theirs.csv"
    path.write_text("\n".join(lines), encoding="utf-8")

    taken = iqa(folder, "exam", "import", path, "--json").json["files"][0]

    assert (taken["outcome"], taken["new"]) == ("imported", 3)
