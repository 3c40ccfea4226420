"""Workbooks come in whole or not at all, and a corrected one changes what differs."""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl
import pytest

from tests.builders import inspection, iqa, workbook, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def files(folder: Path) -> int:
    return int(iqa(folder, "exam", "stats", "--json").json["files"])


def test_a_good_workbook_is_taken_in_once(folder: Path) -> None:
    path = workbook(folder.parent)

    [first] = iqa(folder, "exam", "import", path, "--json").json["files"]
    [second] = iqa(folder, "exam", "import", path, "--json").json["files"]

    assert (first["outcome"], first["rows"], first["new"]) == ("imported", 210, 210)
    assert (second["outcome"], second["new"], second["corrected"]) == ("same", 0, 0)
    assert files(folder) == 210
    assert len(iqa(folder, "log", "--json").json["acts"]) == 1


def test_a_corrected_workbook_changes_only_what_differs(folder: Path) -> None:
    iqa(folder, "exam", "import", workbook(folder.parent))

    path = workbook(folder.parent, "corrected.xlsx", K5="no")
    [told] = iqa(folder, "exam", "import", path, "--json").json["files"]

    assert (told["new"], told["corrected"]) == (0, 1)


def test_a_workbook_taken_in_again_after_undo_is_new(folder: Path) -> None:
    path = workbook(folder.parent)
    iqa(folder, "exam", "import", path)
    iqa(folder, "undo")
    assert files(folder) == 0

    [told] = iqa(folder, "exam", "import", path, "--json").json["files"]

    assert (told["outcome"], told["new"], told["corrected"]) == ("imported", 210, 0)


def test_a_defect_keeps_the_whole_workbook_out_and_is_told_with_its_cell(folder: Path) -> None:
    path = workbook(folder.parent, D5="Atlantis")

    looked = iqa(folder, "exam", "validate", path, "--json")
    taken = iqa(folder, "exam", "import", path, "--json")

    assert (looked.code, taken.code) == (3, 1)
    for done in (looked, taken):
        [told] = done.json["files"]
        assert told["outcome"] == "refused"
        [defect] = told["defects"]
        assert defect["cell"] == "D5"
        assert set(defect) >= {"sheet", "cell", "code", "message", "try"}
    assert "exam.xlsx has 1 defect; nothing was taken in" in taken.err
    assert files(folder) == 0


def test_one_good_and_one_faulty_workbook_need_a_person(folder: Path) -> None:
    good = workbook(folder.parent, "good.xlsx")
    bad = workbook(folder.parent, "bad.xlsx", D5="Atlantis")

    done = iqa(folder, "exam", "import", good, bad)

    assert done.code == 3
    assert files(folder) == 210


def test_a_case_that_came_under_another_reference_is_refused(folder: Path) -> None:
    iqa(folder, "exam", "import", workbook(folder.parent))
    path = workbook(folder.parent, "again.xlsx", A5="ALD-99")
    book = openpyxl.load_workbook(path)
    del book["iqa_key"]  # the form itself would say which reference it was
    book.save(path)

    [told] = iqa(folder, "exam", "import", path, "--json").json["files"]

    assert [d["code"] for d in told["defects"]] == ["urn_examined_before"]


@pytest.mark.parametrize("name", ["missing.xlsx", "empty.xlsx", "text.xlsx"])
def test_what_is_no_workbook_is_a_sentence(folder: Path, name: str) -> None:
    write(folder.parent, "empty.xlsx", "")
    write(folder.parent, "text.xlsx", "not a workbook")

    for command in ("validate", "import"):
        done = iqa(folder, "exam", command, folder.parent / name, "--json")
        assert done.code == 1
        assert done.json["files"][0]["reason"]["code"]
        assert "Error: " in done.err
        assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="links need leave on Windows")
def test_a_link_out_of_the_folder_that_was_named_is_not_followed(folder: Path) -> None:
    path = workbook(folder.parent)
    (folder.parent / "inbox").mkdir()
    (folder.parent / "inbox" / "link.xlsx").symlink_to(path)

    done = iqa(folder, "exam", "import", folder.parent / "inbox", "--json")

    assert done.json["files"][0]["reason"]["code"] == "unsafe"
    assert files(folder) == 0


def test_the_outline_is_short_and_everything_is_there_on_asking(folder: Path) -> None:
    iqa(folder, "exam", "import", workbook(folder.parent))

    short = iqa(folder, "exam", "stats").out
    long = iqa(folder, "exam", "stats", "--all").out

    assert len(short.split("\n")) < 160 < len(long.split("\n"))
    for statistic in ("agreement/overall/answer=yes", "agreement/category=disclosure", "/missing"):
        assert statistic in short
    assert "area=" not in short
    assert "agreement/overall/area=" in long
    assert "next: iqa exam stats --all" in short


def test_files_by_post_go_out_without_small_numbers(folder: Path) -> None:
    iqa(folder, "exam", "import", workbook(folder.parent))
    asked = ("exam", "stats", "--posts")

    within, out = (iqa(folder, *asked, *how, "--json").json for how in ((), ("--outgoing",)))

    small = [
        (area, grade)
        for area, rates in within["agreed"].items()
        for grade, rate in rates.items()
        if 0 < rate["total"] < out["hidden_below"]
    ]
    assert small
    assert all(out["agreed"][area][grade] is None for area, grade in small)
    assert out["agreed"]["All"]["All"] == within["agreed"]["All"]["All"]
    assert "[c]" in iqa(folder, *asked, "--outgoing").out
    assert "[c]" not in iqa(folder, *asked).out


def test_statistics_that_hold_nothing_back_are_not_called_outgoing(folder: Path) -> None:
    refused = iqa(folder, "exam", "stats", "--outgoing")

    assert (refused.code, "--outgoing goes with --posts" in refused.err) == (2, True)


def test_the_form_that_is_sent_out_can_be_looked_through(folder: Path) -> None:
    forms = folder.parent / "forms"

    told = iqa(folder, "exam", "sheets", forms, "--json").json["files"]

    assert len(told) == len(iqa(folder, "areas", "list", "--json").json["areas"])
    assert iqa(folder, "exam", "sheets", forms).code == 2
    assert iqa(folder, "exam", "validate", told[0], "--json").code in {0, 1, 3}
    write(folder.parent, "in the way", "")
    done = iqa(folder, "exam", "sheets", folder.parent / "in the way" / "forms")
    assert done.code == 1
    assert "cannot be made" in done.err


def test_an_older_form_taken_in_again_leaves_what_it_never_asked(folder: Path) -> None:
    path = workbook(folder.parent)
    iqa(folder, "exam", "import", path)
    before = iqa(folder, "exam", "stats", "--json").json["recorded"]
    book = openpyxl.load_workbook(path)
    sheet = book["Files"]
    first = next(c.column for c in sheet[4] if str(c.value).startswith("P1 "))
    sheet.delete_cols(first, sheet.max_column - first + 1)
    book["iqa_key"]["C1"] = "1"
    book.save(path)

    [told] = iqa(folder, "exam", "import", path, "--json").json["files"]

    assert (told["outcome"], told["corrected"]) == ("same", 0)
    assert iqa(folder, "exam", "stats", "--json").json["recorded"] == before
