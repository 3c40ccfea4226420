"""A draft is built once for the same evidence, kept, and every number walks back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.builders import inspection, iqa, run, workbook, write
from tests.inspections import EXAMPLE

KEYS = {
    "path",
    "draft",
    "paragraphs",
    "sentences",
    "figures",
    "tables",
    "charts",
    "unsupported",
}


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inspection with coded evidence, examined files and a finding."""
    folder = tmp_path_factory.mktemp("gathered")
    place = inspection(folder)
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    for number in range(1, 4):
        words = ("code", "add", f"S001-00{number}", "4a", "--polarity", "positive")
        assert iqa(place, *words).code == 0
    assert iqa(place, "exam", "import", workbook(folder)).code == 0
    words = ["--kind", "strength", "--statement", "It works.", "--coding", "C0001"]
    words += ["--rate", "agreement/overall", "--judgement", "we saw it"]
    assert iqa(place, "finding", "add", "4a", *words).code == 0
    return place


@pytest.fixture
def folder(gathered: Path, tmp_path: Path) -> Path:
    shutil.copytree(gathered, tmp_path / "inspection")
    return tmp_path / "inspection"


@pytest.fixture(scope="module")
def built(gathered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a draft; only for tests that change nothing."""
    place = tmp_path_factory.mktemp("built") / "inspection"
    shutil.copytree(gathered, place)
    assert iqa(place, "report", "build").code == 0
    return place


def build(folder: Path, *words: str | Path, at: str = "2026-01-05T09:00:00") -> Any:
    done = iqa(folder, "report", "build", "--json", *words, at=at)
    assert done.code == 0, done.err
    return done.json


def sha(path: str | Path) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def test_a_draft_is_told_with_every_key(built: Path) -> None:
    told = build(built)

    assert set(told) >= KEYS
    assert told["draft"] == 1
    assert told["unsupported"] == 0
    assert Path(told["path"]).read_bytes().startswith(b"PK")


def test_the_same_evidence_gives_the_same_draft_whenever_it_is_built(folder: Path) -> None:
    first = build(folder)
    bytes_then = sha(first["path"])

    again = build(folder, at="2026-02-01T09:00:00")

    assert again | {"new": True} == first
    assert sha(again["path"]) == bytes_then == first["sha256"]
    assert len([a for a in log(folder) if a["command"] == "report build"]) == 1


def log(folder: Path) -> list[dict[str, Any]]:
    acts = iqa(folder, "log", "--limit", "0", "--json").json["acts"]
    assert isinstance(acts, list)
    return acts


def test_two_inspections_alike_give_the_same_bytes_at_the_same_time(
    folder: Path, built: Path
) -> None:
    assert sha(build(folder)["path"]) == sha(build(built)["path"])


def test_masks_kept_by_a_build_change_no_report_and_a_dry_run_keeps_none(folder: Path) -> None:
    kept = folder / "keys" / "masks-found.json"
    assert iqa(folder, "report", "build", "--dry-run").code == 0
    assert not kept.exists()

    build(folder)

    assert kept.is_file()
    assert build(folder)["new"] is False
    kept.unlink()
    assert build(folder)["new"] is False


def test_what_was_added_gives_a_new_draft_and_the_old_one_stays(folder: Path) -> None:
    first = build(folder)
    before = sha(first["path"])
    iqa(folder, "code", "add", "S001-004", "4a", "--polarity", "negative")

    second = build(folder)

    assert (first["draft"], second["draft"]) == (1, 2)
    assert sha(first["path"]) == before
    assert iqa(folder, "report", "show", "--draft", "1", "--json").json["draft"] == 1


def test_a_file_that_was_lost_is_written_again_the_same(folder: Path) -> None:
    first = build(folder)
    Path(first["path"]).unlink()

    assert sha(build(folder)["path"]) == first["sha256"]


def test_an_edited_file_is_never_written_over(folder: Path) -> None:
    path = Path(build(folder)["path"])
    path.write_bytes(b"what an editor wrote")

    done = iqa(folder, "report", "build")

    assert done.code == 3
    assert "has been edited" in done.out
    assert path.read_bytes() == b"what an editor wrote"
    assert build(folder, "--out", folder / "other.docx")["new"] is False


def test_a_file_that_is_there_stops_a_build_before_it_is_a_draft(folder: Path) -> None:
    mine = write(folder, "mine.docx", "mine")

    done = iqa(folder, "report", "build", "--out", mine)

    assert done.code == 1
    assert "mine.docx is there already" in done.err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert "no draft yet" in iqa(folder, "report", "show").err


@pytest.mark.parametrize(
    ("lock", "program"),
    [
        ("~$report.docx", "Word"),
        ("~$port.docx", "Word"),
        ("~$eport.docx", "Word"),
        (".~lock.report.docx#", "LibreOffice"),
    ],
)
def test_a_target_that_is_open_is_an_error_before_work_starts(
    folder: Path, lock: str, program: str
) -> None:
    write(folder, lock, "")

    done = iqa(folder, "report", "build", "--out", folder / "report.docx")

    assert done.code == 1
    assert f"report.docx is open in {program}" in done.err
    assert not (folder / "report.docx").exists()


@pytest.mark.parametrize("out", ["missing/report.docx", "drafts", "inspection.toml/report.docx"])
def test_a_target_that_cannot_be_written_is_a_sentence(folder: Path, out: str) -> None:
    (folder / "drafts").mkdir(exist_ok=True)

    done = iqa(folder, "report", "build", "--out", folder / out)

    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err


def test_a_dry_run_says_which_draft_would_come(folder: Path) -> None:
    assert "Would write draft 1 (draft)" in iqa(folder, "report", "build", "--dry-run").out
    build(folder)
    told = iqa(folder, "report", "build", "--dry-run", "--json").json
    assert told["would"] == "Nothing has changed since draft 1."


def test_a_stage_that_does_not_exist_is_told_with_those_that_do(folder: Path) -> None:
    done = iqa(folder, "report", "build", "--stage", "finished")

    assert done.code == 1
    assert "there is no stage 'finished'" in done.err
    assert "one of: emerging, draft, comments, final, published" in done.err


def test_a_draft_is_withdrawn_by_undo_and_its_number_not_given_again(folder: Path) -> None:
    build(folder)
    iqa(folder, "undo")
    assert "no draft yet" in iqa(folder, "report", "show").err

    assert build(folder)["draft"] == 2


def shown(folder: Path) -> dict[str, Any]:
    told = iqa(folder, "report", "show", "--json").json
    assert isinstance(told, dict)
    return told


def trace(folder: Path, reference: str) -> dict[str, Any]:
    done = iqa(folder, "report", "trace", reference, "--json")
    assert done.code == 0, done.err
    assert isinstance(done.json, dict)
    return done.json


def test_everything_on_the_page_can_be_traced_by_its_name(built: Path) -> None:
    told = shown(built)
    numbered = [p for p in told["paragraphs"] if p["kind"] == "paragraph" and p["number"]]
    tables = [p for p in told["paragraphs"] if p["kind"] == "table"]

    for paragraph in numbered[:5]:
        one = trace(built, paragraph["number"])
        assert one["id"] == paragraph["id"]
        assert one["paragraph"] == paragraph["number"]
        sentence = paragraph["sentences"][0]
        assert trace(built, sentence["id"])["text"] == sentence["text"]
    assert trace(built, f"Table {tables[0]['number']}")["id"] == tables[0]["id"]
    for figure in told["figures"][:5]:
        assert figure["text"] in trace(built, figure["id"])["text"]


def test_every_sentence_stands_on_something_that_is_there(built: Path) -> None:
    told = iqa(built, "report", "trace", "--all", "--json").json

    assert isinstance(told, list)
    for one in told:
        assert one["supports"], one["text"]
        for support in one["supports"]:
            assert support["id"]
            assert support["source"], support


def test_a_coding_walks_back_to_the_words_in_their_place(built: Path) -> None:
    told = iqa(built, "report", "trace", "--all", "--json").json
    codings = {s["id"]: s for one in told for s in one["supports"] if s["kind"] == "coding"}

    assert codings
    for support in codings.values():
        text = iqa(built, "documents", "show", support["source"], "--json").json["text"]
        assert text[support["start"] : support["end"]] == support["quote"]


def test_a_rate_walks_back_to_the_rows_of_the_workbook(built: Path) -> None:
    told = iqa(built, "report", "trace", "--all", "--json").json
    rates = [s for one in told for s in one["supports"] if s["kind"] == "rate" and s["total"]]

    assert rates
    for rate in rates:
        assert sum(row["counted"] for row in rate["rows"]) == rate["count"]
        assert len(rate["rows"]) == rate["total"]
        assert {row["workbook"] for row in rate["rows"]} == {"exam.xlsx"}
        assert all("row" in row["locator"] for row in rate["rows"])


def test_a_judgement_is_in_its_own_words(built: Path) -> None:
    told = iqa(built, "report", "trace", "--all", "--json").json
    found = [
        inner
        for one in told
        for s in one["supports"]
        for inner in (s, *s.get("supports", ()))
        if inner["kind"] == "judgement"
    ]

    assert {s["quote"] for s in found} == {"we saw it"}


def test_an_old_draft_still_shows_the_words_of_what_was_taken_out_since(folder: Path) -> None:
    build(folder)
    before = iqa(folder, "report", "trace", "--all", "--json").json
    iqa(folder, "documents", "remove", "S001", "--reason", "withdrawn by the Area")

    after = iqa(folder, "report", "trace", "--all", "--json").json

    def quotes(told: list[dict[str, Any]]) -> list[str]:
        return [s["quote"] for one in told for s in one["supports"] if s["kind"] == "coding"]

    assert quotes(after) == quotes(before)
    gone = [s for one in after for s in one["supports"] if s["kind"] == "coding"]
    assert all(s["withdrawn"] for s in gone)


def test_a_workbook_handed_in_again_with_its_rows_moved_is_traced_to_where_they_are(
    folder: Path,
) -> None:
    def locators() -> set[str]:
        build(folder)
        told = iqa(folder, "report", "trace", "--all", "--json").json
        rates = (s for one in told for s in one["supports"] if s["kind"] == "rate")
        return {row["locator"] for rate in rates for row in rate["rows"]}

    before = locators()
    book = moved_down(workbook(folder.parent, "moved.xlsx"))
    done = iqa(folder, "exam", "import", book, "--json")

    assert done.json["files"][0]["outcome"] == "same"
    assert locators() != before


def moved_down(path: Path) -> Path:
    import openpyxl  # noqa: PLC0415 - used here only

    book = openpyxl.load_workbook(path)
    book.worksheets[0].insert_rows(5)
    book.save(path)
    return path


@pytest.mark.parametrize("reference", ["99.9", "Table 99", "nothing", ""])
def test_what_is_not_in_the_draft_is_said_to_be_missing(built: Path, reference: str) -> None:
    done = iqa(built, "report", "trace", reference)

    assert done.code == (2 if reference == "" else 1)
    if reference:
        assert f"the draft has nothing called '{reference}'" in done.err


def test_a_report_of_nothing_is_built_too(tmp_path: Path) -> None:
    told = build(inspection(tmp_path))

    assert told["unsupported"] == 0


def test_before_there_is_a_draft_there_is_a_sentence(tmp_path: Path) -> None:
    place = inspection(tmp_path)
    commands: list[Callable[[], Any]] = [
        lambda: iqa(place, "report", "show"),
        lambda: iqa(place, "report", "trace", "--all"),
        lambda: iqa(place, "report", "check"),
    ]
    for command in commands:
        done = command()
        assert done.code == 1
        assert "Try:   iqa report build" in done.err


def test_a_template_does_not_go_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "t.docx"
    assert run("report", "template", str(path)).code == 0
    before = sha(path)

    assert run("report", "template", str(path)).code == 1
    assert sha(path) == before
