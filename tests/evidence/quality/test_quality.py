"""Our own dip sample is random and blind, and says no more than it can of the other files."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from evidence.quality.population import faulty_in_all
from evidence.quality.second import chosen
from tests.builders import WORKBOOK, inspection, iqa
from tests.inspections import EXAMPLE

SAMPLES = st.integers(1, 60).flatmap(
    lambda files: st.integers(1, files).flatmap(
        lambda sampled: st.tuples(st.integers(0, sampled), st.just(sampled), st.just(files))
    )
)


@given(SAMPLES)
def test_the_interval_agrees_with_scipys_hypergeometric(numbers: tuple[int, int, int]) -> None:
    found, sampled, files = numbers
    held = [
        k
        for k in range(found, files - (sampled - found) + 1)
        if hypergeom.sf(found - 1, files, k, sampled) > 0.025 + 1e-12
        and hypergeom.cdf(found, files, k, sampled) > 0.025 + 1e-12
    ]

    low, high = faulty_in_all(*numbers)

    assert (low, high) == (held[0], held[-1])


def test_a_whole_sample_says_just_what_it_found() -> None:
    assert faulty_in_all(3, 20, 20) == (3, 3)


def test_numbers_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="no sample"):
        faulty_in_all(3, 2, 20)


@given(st.sets(st.integers(1, 300), min_size=1), st.integers(1, 100), st.integers(0, 9))
def test_the_sample_does_not_depend_on_the_order_and_has_the_share_asked_for(
    numbers: set[int], percent: int, seed: int
) -> None:
    refs = [f"NOR-{n:03}" for n in numbers]

    drawn = chosen(refs, percent=percent, seed=seed)

    assert drawn == chosen(reversed(refs), percent=percent, seed=seed)
    assert len(drawn) == -(-len(refs) * percent // 100)
    assert set(drawn) <= set(refs)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = inspection(tmp_path)
    assert iqa(made, "exam", "import", WORKBOOK).code == 0
    return made


def rows(path: Path) -> tuple[list[str], list[list[object]]]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    every = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(n for n, row in enumerate(every) if row[0] == "File")
    return [str(h) for h in every[at]], [r for r in every[at + 1 :] if r[0]]


def filled(place: Path, form: Path, *, disagree_on: str = "") -> Path:
    """Fill the blind form as the first inspector did, but for one file's first question."""
    headings, first = rows(WORKBOOK)
    said = {row[0]: row for row in first}
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    top = next(c.row for c in sheet["A"] if c.value == "File")
    columns = {str(c.value): c.column for c in sheet[top]}
    judging = next(h for h in headings if "Q01" in h and "inspector" in h.casefold())
    for cell in sheet["A"][top:]:
        if cell.value not in said:
            continue
        for heading, value in zip(headings, said[cell.value], strict=False):
            if heading in columns:
                sheet.cell(cell.row, columns[heading], value)
        if cell.value == disagree_on:
            sheet.cell(cell.row, columns[judging], "cannot tell")
    path = place.parent / "second.xlsx"
    book.save(path)
    return path


def test_the_form_of_the_second_inspector_shows_no_judgement(place: Path, tmp_path: Path) -> None:
    done = iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7", "--json")

    headings, drawn = rows(tmp_path / "qa.xlsx")

    assert done.code == 0
    assert [row[0] for row in drawn] == done.json["files"]
    judged = [n for n, h in enumerate(headings) if "inspector" in h.casefold()]
    assert judged
    assert all(row[n] is None for row in drawn for n in judged)


def test_where_the_two_part_is_shown_with_what_it_says_of_the_rest(
    place: Path, tmp_path: Path
) -> None:
    drawn = iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7", "--json").json["files"]
    path = filled(place, tmp_path / "qa.xlsx", disagree_on=drawn[0])

    recorded = iqa(place, "qa", "record", path, "--json")
    found = iqa(place, "qa", "report", "--json")

    assert recorded.json["files"] == len(drawn)
    assert found.code == 3
    assert [(p["file"], p["second"]) for p in found.json["parted"]] == [(drawn[0], "cannot tell")]
    assert found.json["files_parted"]["count"] == 1
    low, high = found.json["in_all_files"]
    assert 1 <= low <= high <= found.json["files_examined"]
    assert found.json["agreement"]["percent"] < 1


def test_recording_the_same_form_again_changes_nothing(place: Path, tmp_path: Path) -> None:
    iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7")
    path = filled(place, tmp_path / "qa.xlsx")
    iqa(place, "qa", "record", path)
    before = iqa(place, "log").out

    assert iqa(place, "qa", "record", path, "--json").json["changed"] == 0
    assert iqa(place, "log").out == before
    assert iqa(place, "qa", "report").code == 0


def test_opinions_that_are_missing_are_named(place: Path, tmp_path: Path) -> None:
    drawn = iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7", "--json").json["files"]

    found = iqa(place, "qa", "report", "--json")

    assert (found.code, found.json["waiting"]) == (3, drawn)


def test_nothing_is_drawn_before_anything_is_examined(tmp_path: Path) -> None:
    refused = iqa(inspection(tmp_path), "qa", "draw", tmp_path / "qa.xlsx")

    assert refused.code == 1
    assert "no file has been examined" in refused.err


def test_a_second_opinion_that_is_corrected_counts_as_corrected_and_the_first_stays(
    place: Path, tmp_path: Path
) -> None:
    drawn = iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7", "--json").json["files"]
    iqa(place, "qa", "record", filled(place, tmp_path / "qa.xlsx"))

    again = iqa(
        place, "qa", "record", filled(place, tmp_path / "qa.xlsx", disagree_on=drawn[0]), "--json"
    )
    [parted] = iqa(place, "qa", "report", "--json").json["parted"]

    assert again.json["changed"] == 1
    assert (parted["file"], parted["second"], parted["now"]) == (
        drawn[0], "cannot tell", parted["first"],
    )  # fmt: skip


def test_what_was_put_right_since_is_told_apart_from_what_stands(
    place: Path, tmp_path: Path
) -> None:
    quality = EXAMPLE / "quality"
    iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "20240715")
    iqa(place, "qa", "record", quality / "second-look.xlsx")
    before = iqa(place, "qa", "report", "--json").json["parted"]
    iqa(place, "exam", "import", quality / "corrected.xlsx")

    told = iqa(place, "qa", "report", "--json").json
    after = told["parted"]

    assert told["files_changed"]["count"] == 4
    low, high = told["in_all_files_changed"]
    assert told["in_all_files"][0] > low > 4
    assert told["in_all_files"][1] > high
    assert [p["changed"] for p in before] == [False] * 6
    assert sum(p["changed"] for p in after) == 4
    assert all(p["now"] == (p["second"] if p["changed"] else p["first"]) for p in after)


def test_the_first_inspectors_form_is_not_taken_for_the_seconds(
    place: Path, tmp_path: Path
) -> None:
    iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7")

    refused = iqa(place, "qa", "record", WORKBOOK)

    assert refused.code == 1
    assert "189 of its 210 files are not in the sample" in refused.err


def test_a_new_draw_says_which_act_is_to_be_taken_back(place: Path, tmp_path: Path) -> None:
    iqa(place, "qa", "draw", tmp_path / "qa.xlsx", "--seed", "7")
    iqa(place, "qa", "record", filled(place, tmp_path / "qa.xlsx"))

    refused = iqa(place, "qa", "draw", tmp_path / "other.xlsx", "--seed", "8")
    iqa(place, *refused.err.partition("take them back first: iqa ")[2].split())
    drawn = iqa(place, "qa", "draw", tmp_path / "other.xlsx", "--seed", "8")

    assert (refused.code, drawn.code) == (1, 0)
