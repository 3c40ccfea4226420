"""A passage that an editor and the evidence both changed is settled in the text, not on paper."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.audit import act
from evidence.identity import Actor
from evidence.readers.wordml import Element, W, value
from evidence.workspace import opened
from report_builder.draft_store import add_conflicts
from report_builder.drafts import Conflict
from report_builder.store import ReportStore, add_draft
from report_builder.word.revisions.comments import comments_of
from report_builder.word.revisions.package import WordFile
from report_builder.word.revisions.walking import walk
from tests.builders import inspection, iqa
from tests.inspections import EXAMPLE
from tests.report_builder.rebuild.reports import edited, holding, retyped

AT = "2026-01-06T09:00:00"
WAS = "We recorded no evidence there that pointed the other way."
THEIRS = "Nobody told us anything there that cast doubt on it."
OURS = "Evidence that this was lacking or fell short also came from one of the four Areas."


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = inspection(tmp_path_factory.mktemp("clash"))
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    assert iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive").code == 0
    assert iqa(place, "report", "build").code == 0
    draft = (place / "drafts" / "report-draft-1.docx").read_bytes()
    (place / "returned.docx").write_bytes(edited(draft, retyped(WAS, THEIRS)))
    for segment in ("S001-002", "S001-003"):
        assert iqa(place, "code", "add", segment, "4a", "--polarity", "negative").code == 0
    assert iqa(place, "report", "rebuild", place / "returned.docx", at=AT).code == 3
    return place


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "inspection")
    return tmp_path / "inspection"


def draft(folder: Path, number: int) -> Path:
    return folder / "drafts" / f"report-draft-{number}.docx"


def settled(folder: Path, choice: str) -> None:
    conflict = open_ones(folder)[0]
    iqa(folder, "report", "conflicts", conflict, "--take", choice, "--reason", "seen", at=AT)


def open_ones(folder: Path) -> list[str]:
    told = json.loads(iqa(folder, "report", "conflicts", "--json").out)["conflicts"]
    return [one["conflict_id"] for one in told if not one["choice"]]


def rebuilt(folder: Path, path: Path) -> Any:
    done = iqa(folder, "report", "rebuild", path, "--json", at=AT)
    assert done.code in {0, 3}, done.err
    return json.loads(done.out)


def said(path: Path) -> tuple[str, bool, int]:
    """The text, whether an offer is still tracked in it, and how many comments there are."""
    file = WordFile(path.read_bytes())
    walked = walk(file)
    text = "\n".join(p.final for p in walked.paragraphs)
    return text, any(p.changed for p in walked.paragraphs), len(comments_of(file, walked))


@pytest.mark.parametrize(
    ("choice", "theirs", "ours"), [("ours", False, True), ("theirs", True, False)]
)
def test_a_decision_is_carried_out_by_the_next_rebuild(
    folder: Path, choice: str, theirs: bool, ours: bool
) -> None:
    assert said(draft(folder, 2))[1:] == (True, 1)
    settled(folder, choice)

    told = rebuilt(folder, draft(folder, 2))

    text, tracked, comments = said(draft(folder, 3))
    assert (THEIRS in text, OURS in text) == (theirs, ours)
    assert (tracked, comments) == (False, 0)
    assert told["conflicts"] == []
    assert told["conflicts_settled"] == ["X-2-001"]
    assert "  " not in next(line for line in text.splitlines() if THEIRS in line or OURS in line)
    assert open_ones(folder) == []


def test_the_file_that_came_back_takes_the_decision_too(folder: Path) -> None:
    settled(folder, "ours")

    told = rebuilt(folder, folder / "returned.docx")

    text, tracked, _ = said(draft(folder, 3))
    assert told["draft"] == 3
    assert (THEIRS in text, OURS in text, tracked) == (False, True, False)
    assert rebuilt(folder, folder / "returned.docx")["draft"] == 3


def test_an_offer_that_was_accepted_in_word_counts_as_settled(folder: Path) -> None:
    def accept(body: Element) -> None:
        for mark in list(body.iter(f"{W}ins")):
            if value(mark, "author") == "Report builder":
                parent = mark.getparent()
                assert parent is not None
                at = parent.index(mark)
                parent[at : at + 1] = list(mark)

    path = folder / "accepted.docx"
    path.write_bytes(edited(draft(folder, 2).read_bytes(), accept))

    done = iqa(folder, "report", "rebuild", path, at=AT)

    assert "X-2-001 was settled in Word: both" in done.out
    (conflict,) = json.loads(iqa(folder, "report", "conflicts", "--json").out)["conflicts"]
    assert conflict["choice"] == "both"


def test_comments_are_counted_and_not_words_about_comments(folder: Path) -> None:
    file = WordFile(draft(folder, 2).read_bytes())
    told = file.content("word/comments.xml").replace(b"An editor and", b"As my :comment said,")
    path = folder / "remarked.docx"
    path.write_bytes(file.replaced({"word/comments.xml": told}).save())

    assert rebuilt(folder, path)["comments"] == said(draft(folder, 3))[2] == 1


def test_a_conflict_that_nobody_settled_stays_open_in_the_next_draft(folder: Path) -> None:
    told = rebuilt(folder, draft(folder, 2))

    assert [one["ours"] for one in told["conflicts"]] == [OURS]
    assert open_ones(folder) == ["X-3-001"]


def test_conflicts_of_the_tenth_draft_come_after_those_of_the_second(folder: Path) -> None:
    tenth = Conflict("X-10-001", 10, "b", "text", "1.1", WAS, THEIRS, OURS)
    with opened(folder) as workspace:
        second = ReportStore(workspace.database).draft(2)
        at, by = datetime(2026, 1, 7, tzinfo=UTC), Actor("J Marsh")
        with act(workspace.database, by, at, command="x", summary="x") as doing:
            add_draft(doing, replace(second, number=10), b"")
            add_conflicts(doing, [tenth])

    assert open_ones(folder) == ["X-2-001", "X-10-001"]


@pytest.mark.parametrize("again", ["report-draft-3.docx", "shortened.docx"])
@pytest.mark.parametrize(("choice", "back"), [("ours", True), ("theirs", False)])
def test_a_passage_that_was_taken_out_comes_back_if_that_is_decided(
    folder: Path, *, again: str, choice: str, back: bool
) -> None:
    def shorten(body: Element) -> None:
        body.remove(holding(body, WAS))

    path = folder / "shortened.docx"
    path.write_bytes(edited(draft(folder, 1).read_bytes(), shorten))
    (conflict,) = rebuilt(folder, path)["conflicts"]
    assert conflict["kind"] == "deleted"
    assert OURS in conflict["ours"]
    (name,) = open_ones(folder)[-1:]
    iqa(folder, "report", "conflicts", name, "--take", choice, "--reason", "seen", at=AT)

    told = rebuilt(folder, path if again == path.name else folder / "drafts" / again)

    assert (OURS in said(draft(folder, 4))[0]) is back
    assert (name in told["conflicts_settled"]) is back
