"""A report goes out, comes back edited, and is rebuilt on what the evidence says now."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.builders import inspection, iqa
from tests.inspections import EXAMPLE
from tests.report_builder.rebuild.reports import edited, retyped, texts

AT = "2026-01-06T09:00:00"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = inspection(tmp_path_factory.mktemp("sent"))
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    assert iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive").code == 0
    assert iqa(place, "report", "build").code == 0
    return place


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "inspection")
    return tmp_path / "inspection"


def returned(folder: Path, name: str = "returned.docx") -> Path:
    draft = (folder / "drafts" / "report-draft-1.docx").read_bytes()
    path = folder / name
    path.write_bytes(edited(draft, retyped("foreword", "own foreword")))
    return path


def rebuilt(folder: Path, path: Path, *words: str) -> Any:
    done = iqa(folder, "report", "rebuild", path, "--json", *words, at=AT)
    assert done.code in {0, 3}, done.err
    return json.loads(done.out)


def test_an_editors_words_are_in_the_next_draft_with_what_was_coded_since(folder: Path) -> None:
    assert iqa(folder, "code", "add", "S001-002", "4a", "--polarity", "positive").code == 0

    path = returned(folder)
    told = rebuilt(folder, path)

    assert (told["draft"], told["base"]) == (2, 1)
    said = "\n".join(texts((folder / "drafts" / "report-draft-2.docx").read_bytes()))
    assert "own foreword" in said
    assert rebuilt(folder, path)["draft"] == 2  # the same file a second time
    assert json.loads(iqa(folder, "report", "show", "--json").out)["draft"] == 2


def test_a_dry_run_keeps_and_writes_nothing(folder: Path) -> None:
    told = rebuilt(folder, returned(folder), "--dry-run")

    assert told["draft"] == 2
    assert not (folder / "drafts" / "report-draft-2.docx").exists()
    assert json.loads(iqa(folder, "report", "show", "--json").out)["draft"] == 1


def test_a_rebuild_that_was_undone_can_be_done_again(folder: Path) -> None:
    path = returned(folder)
    assert rebuilt(folder, path)["draft"] == 2
    assert iqa(folder, "undo").code == 0

    assert rebuilt(folder, path)["draft"] == 3  # an undone draft keeps its number


def test_a_file_of_the_next_drafts_name_is_never_overwritten(folder: Path) -> None:
    own = folder / "drafts" / "report-draft-2.docx"
    own.write_bytes(b"somebody's own words")

    done = iqa(folder, "report", "rebuild", returned(folder))

    assert done.code == 1
    assert "report-draft-2.docx is there already" in done.err
    assert own.read_bytes() == b"somebody's own words"
    assert json.loads(iqa(folder, "report", "show", "--json").out)["draft"] == 1


def test_a_draft_whose_file_went_missing_is_written_again(folder: Path) -> None:
    path, draft = returned(folder), folder / "drafts" / "report-draft-2.docx"
    rebuilt(folder, path)
    written = draft.read_bytes()
    draft.unlink()

    assert rebuilt(folder, path)["draft"] == 2
    assert draft.read_bytes() == written


@pytest.mark.parametrize("part", [False, True])
def test_half_a_file_is_refused_for_its_rest_would_count_as_deleted(
    folder: Path, part: bool
) -> None:
    path = returned(folder)
    whole = path.read_bytes()
    path.write_bytes(
        _with_half_of("word/document.xml", whole) if part else whole[: len(whole) // 2]
    )

    done = iqa(folder, "report", "rebuild", path)

    assert done.code == 1
    assert "cut short or damaged" in done.err
    assert not (folder / "drafts" / "report-draft-2.docx").exists()


def _with_half_of(part: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as held, zipfile.ZipFile(out, "w") as target:
        for name in held.namelist():
            content = held.read(name)
            target.writestr(name, content[: len(content) // 2] if name == part else content)
    return out.getvalue()


def test_a_file_without_a_paragraph_is_refused(folder: Path) -> None:
    path = returned(folder)
    path.write_bytes(edited(path.read_bytes(), lambda body: body.clear()))

    done = iqa(folder, "report", "rebuild", path)

    assert done.code == 1
    assert "holds no text" in done.err


@pytest.mark.parametrize("content", [b"", b"not a Word file", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_report_is_refused_with_a_sentence(folder: Path, content: bytes) -> None:
    path = folder / "odd.docx"
    path.write_bytes(content)

    done = iqa(folder, "report", "rebuild", path)

    assert done.code == 1
    assert "Error: " in done.err
    assert not (folder / "drafts" / "report-draft-2.docx").exists()


def test_a_file_of_no_draft_is_refused(folder: Path, tmp_path: Path) -> None:
    import docx  # noqa: PLC0415

    other = docx.Document()
    other.add_paragraph("These words have nothing at all to do with any inspection.")
    other.save(str(tmp_path / "other.docx"))

    done = iqa(folder, "report", "rebuild", tmp_path / "other.docx")

    assert done.code == 1
    assert "no copy of a draft" in done.err


def test_no_conflicts_are_listed_where_there_are_none(folder: Path) -> None:
    assert json.loads(iqa(folder, "report", "conflicts", "--json").out) == {"conflicts": []}
    assert iqa(folder, "report", "conflicts", "X-1-001", "--take", "ours").code == 1
