"""Where somebody else has said something since the sheet was made, both are shown."""

from __future__ import annotations

from pathlib import Path

from tests.builders import iqa
from tests.coding.sheet_forms import AGREED, LIFT, THEMES, cell, codings, exported, fill


def test_a_coding_that_was_changed_since_is_shown_and_not_written_over(folder: Path) -> None:
    iqa(folder, "code", "add", "S001", LIFT, "--code", "4d", "--polarity", "negative")
    path = exported(folder)
    refused = iqa(folder, "--as", "R Ode", "code", "change", "C0001", "--polarity", "mixed")
    assert (refused.code, "C0001 is what J Marsh said" in refused.err) == (1, True)
    assert iqa(folder, "code", "change", "C0001", "--polarity", "mixed").code == 0

    fill(path, LIFT, Polarity_1="positive")
    fill(path, AGREED, Code_1="4b", Polarity_1="positive")
    done = iqa(folder, "code", "sheet", "import", path, "--json")

    assert done.code == 3
    [conflict] = done.json["files"][0]["conflicts"]
    assert (conflict["code"], conflict["segment_id"]) == (
        "changed_since",
        cell(path, LIFT, "Segment"),
    )
    assert done.json["files"][0]["coded"] == 1
    assert {c[1:3] for c in codings(folder)} == {("4d", "mixed"), ("4b", "positive")}


def test_a_suggestion_that_somebody_decided_since_stays_decided(folder: Path) -> None:
    path = exported(folder)
    first = iqa(folder, "code", "review", "--list", "--json").json["suggestions"][0]
    assert cell(path, THEMES, "Segment") == first["segment_id"]
    iqa(folder, "--as", "R Ode", "code", "review", first["suggestion_id"], "--accept")

    fill(path, THEMES, Decision_1="reject")
    done = iqa(folder, "code", "sheet", "import", path)

    assert done.code == 3
    assert "R Ode has accepted" in " ".join(done.out.split())
    assert len(codings(folder)) == 1


def test_a_sheet_is_taken_in_by_whom_it_was_made_for(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")

    done = iqa(folder, "--as", "R Ode", "code", "sheet", "import", path, "--json")

    assert done.code == 1
    assert [d["code"] for d in done.json["files"][0]["defects"]] == ["other_coder"]


def test_rows_of_a_document_that_was_replaced_are_left_and_said(folder: Path) -> None:
    path = fill(exported(folder), LIFT, Code_1="4d", Polarity_1="negative")
    inbox = folder.parent / "inbox"
    (inbox / "Northshire" / "CQB.txt").write_text("CQB minutes\n\nAll new.\n", encoding="utf-8")
    assert iqa(folder, "ingest", inbox).code == 0

    done = iqa(folder, "code", "sheet", "import", path, "--json")

    assert done.code == 3
    assert done.json["files"][0]["conflicts"][0]["code"] == "source_gone"
    assert codings(folder) == []
