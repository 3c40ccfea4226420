"""What is wrong with what a report is made of is a sentence, and never half a Word file."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from report_builder.word.template import template
from tests.builders import WORKBOOK, inspection, iqa, write


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection with one coded document and a finding that rests on it."""
    folder = tmp_path_factory.mktemp("gathered")
    place = inspection(folder)
    minutes = "CQB minutes\n\nThe board named its themes.\n\nNobody acted on any of them.\n"
    inbox = write(folder, "inbox/Northshire/CQB.txt", minutes).parent.parent
    assert iqa(place, "ingest", inbox).code == 0
    for number in ("1", "2"):
        words = ("code", "add", f"S001-00{number}", "4a", "--polarity", "positive")
        assert iqa(place, *words).code == 0
    words = ("--statement", "The board named its themes.", "--coding", "C0001")
    assert iqa(place, "finding", "add", "4a", *words).code == 0
    return place


@pytest.fixture
def place(gathered: Path, tmp_path: Path) -> Path:
    shutil.copytree(gathered, tmp_path / "inspection")
    return tmp_path / "inspection"


def word_files(place: Path) -> list[str]:
    return sorted(path.name for path in place.rglob("*") if ".docx" in path.name)


def test_a_template_without_a_needed_style_is_named_with_the_nearest(place: Path) -> None:
    office = docx.Document(io.BytesIO(template()))
    office.styles["Numbered paragraph"].name = "Numbered para"
    office.save(str(place / "template.docx"))

    refused = iqa(place, "report", "build")

    assert refused.code == 1
    assert "lacks the style Numbered paragraph (it has Numbered para)" in refused.err
    assert word_files(place) == ["template.docx"]
    assert "no draft yet" in iqa(place, "report", "show").err


def test_a_finding_that_rests_on_a_withdrawn_coding_is_told_and_the_report_is_whole(
    place: Path,
) -> None:
    assert iqa(place, "code", "remove", "C0001", "--reason", "Another board.").code == 0

    assert iqa(place, "report", "build").code == 0

    found = iqa(place, "report", "check", "--json").json["findings"]
    told = next(f for f in found if f["code"] == "withdrawn_support")
    assert "C0001" in told["message"]
    assert told["try"]
    assert iqa(place, "finding", "check").code == 3
    assert docx.Document(str(place / "drafts" / "report-draft-1.docx")).paragraphs


def test_a_criterion_without_evidence_says_so_in_its_place(place: Path) -> None:
    assert iqa(place, "report", "build").code == 0

    shown = iqa(place, "report", "show", "--json").json["paragraphs"]

    under = [p["text"] for p in shown if p["heading"] == "Measuring effectiveness"]
    assert any("was recorded as evidence of this" in text for text in under)
    found = iqa(place, "report", "check", "--json").json["findings"]
    assert "4d" in [f["paragraph"] for f in found if f["code"] == "criterion_without_evidence"]


def test_a_question_that_applied_to_no_file_is_marked_and_explained(place: Path) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    for row in book.worksheets[0].iter_rows(min_row=5, min_col=15, max_col=18):
        for at, cell in enumerate(row):
            cell.value = "Not applicable" if at < 2 else None
    book.save(place / "files.xlsx")
    assert iqa(place, "exam", "import", place / "files.xlsx").code == 0

    assert iqa(place, "report", "build").code == 0

    rows = [
        [cell.text for cell in row.cells]
        for table in docx.Document(str(place / "drafts" / "report-draft-1.docx")).tables
        for row in table.rows
    ]
    results = [row for row in rows if row[0] == "Q02" and len(row) > 3]
    assert results
    assert all(cell == "[z]" for cell in results[0][1:-2])
    shown = iqa(place, "report", "show", "--json").json["paragraphs"]
    explained = [p["text"] for p in shown if "[z]" in p["text"]]
    assert explained


@pytest.mark.parametrize(
    ("words", "target"),
    [
        (("report", "copies", "--only", "clean"), "drafts/report-draft-2-clean.docx"),
        (("een", "build", "--area", "Northshire"), "area-notes/een-northshire.docx"),
        (("finding", "note"), "notes/emerging-findings.docx"),
        (("report", "redline", "1", "2"), "drafts/redline-1-2.docx"),
    ],
)
def test_a_file_that_is_open_in_word_is_left_as_it_is(
    built: Path, words: tuple[str, ...], target: str
) -> None:
    path = built / target
    assert iqa(built, *words).code == 0
    held = path.read_bytes()
    lock = path.with_name(f"~${path.name[2:]}")
    lock.write_bytes(b"")
    before = word_files(built)

    refused = iqa(built, *words, at="2026-02-05T09:00:00")

    assert refused.code == 1, refused.out
    assert f"{path.name} is open in Word" in refused.err.replace("\n", " ")
    assert path.read_bytes() == held
    assert word_files(built) == before


@pytest.fixture(scope="module")
def built(gathered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two drafts; each test has a file of its own in it."""
    made = tmp_path_factory.mktemp("built") / "inspection"
    shutil.copytree(gathered, made)
    assert iqa(made, "report", "build").code == 0
    assert iqa(made, "finding", "add", "4b", "--statement", "Few.", "--judgement", "x").code == 0
    assert iqa(made, "report", "build").code == 0
    return made
