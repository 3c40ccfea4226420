"""Nothing leaves while a reason stands against it, and what leaves has a record."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from report_builder.comments.entry import Entry, Kind, Status
from report_builder.drafts import Conflict
from report_builder.release_gates import of_conflicts, of_the_log
from report_builder.word.release.residue import residue
from tests.builders import inspection, iqa, workbook
from tests.inspections import EXAMPLE


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    place = inspection(folder)
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    assert iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive").code == 0
    assert iqa(place, "exam", "import", workbook(folder)).code == 0
    assert iqa(place, "report", "build").code == 0
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "inspection")
    return tmp_path / "inspection"


def written_out(
    place: Path, name: str = "edited.docx", *, old: bytes = b"", new: bytes = b""
) -> Path:
    """The draft with its rooms filled by a person, and perhaps something else changed."""
    draft = next((place / "drafts").glob("report-draft-*.docx"))
    with zipfile.ZipFile(draft) as package:
        held = {n: package.read(n) for n in package.namelist()}
    text = re.sub(rb"\[For the inspector:[^<]*", b"We judge it so.", held["word/document.xml"])
    assert old in text
    held["word/document.xml"] = text.replace(old, new, 1) if old else text
    with zipfile.ZipFile(place / name, "w") as package:
        for part, content in held.items():
            package.writestr(part, content)
    return place / name


def refused(place: Path, *words: str | Path) -> dict[str, str]:
    done = iqa(place, "report", "finalise", *words, "--dry-run", "--json")
    assert done.code in {0, 3}, done.err
    return {one["code"]: one["message"] for one in done.json["reasons"]}


def finalised(place: Path, *words: str | Path) -> Any:
    done = iqa(place, "report", "finalise", *words, "--json")
    assert done.code == 0, done.err
    return done.json


def test_room_that_nobody_filled_keeps_a_report_in(place: Path) -> None:
    assert set(refused(place)) == {"placeholder_left"}

    done = iqa(place, "report", "finalise")

    assert done.code == 1
    assert "against a release" in done.err
    assert not (place / "report-final.docx").exists()


def test_a_written_report_leaves_clean_with_a_record_beside_it(place: Path) -> None:
    told = finalised(place, written_out(place))

    copy = Path(told["path"]).read_bytes()
    record = json.loads((place / "report-final.release.json").read_text(encoding="utf-8"))
    assert record == told["record"]
    assert residue(copy, docx.Document(io.BytesIO(copy)).core_properties.author) == ()
    assert record["marking"] == "OFFICIAL"
    assert record["draft"] == 1
    assert record["scale"]["name"]
    assert record["by"]
    assert len(record["inputs"]["sources"]) > 3
    assert record["removed"]["controls"] > 10
    log = iqa(place, "log")
    assert "released draft 1 as final" in log.out


def test_a_published_copy_carries_no_marking(place: Path) -> None:
    told = finalised(place, written_out(place), "--stage", "published")

    assert told["record"]["marking"] is None
    with zipfile.ZipFile(told["path"]) as package:
        for name in package.namelist():
            if name.startswith(("word/header", "word/footer")):
                assert b"OFFICIAL" not in package.read(name)


def test_a_number_that_was_typed_over_needs_a_reason(place: Path) -> None:
    draft = next((place / "drafts").glob("report-draft-*.docx"))
    with zipfile.ZipFile(draft) as package:
        xml = package.read("word/document.xml")
    found = re.search(rb'w:val="hm:f:(\w+)".*?<w:t xml:space="preserve">([^<]+)</w:t>', xml)
    assert found is not None
    edited = written_out(place, old=found[0], new=found[0].replace(b">" + found[2], b">9999"))

    assert "figure_overridden" in refused(place, edited)
    reason = f"{found[1].decode()}: agreed with the CPS"
    told = finalised(place, edited, "--reason", reason)

    assert told["record"]["overrides"][0]["reason"] == "agreed with the CPS"
    numbers = told["record"]["numbers"]
    assert numbers["live"] > 10
    assert [(o["says"], o["reason"]) for o in numbers["overridden"]] == [
        ("9999", "agreed with the CPS")
    ]


def test_a_reason_in_the_store_lets_a_number_typed_over_leave(place: Path) -> None:
    draft = next((place / "drafts").glob("report-draft-*.docx"))
    with zipfile.ZipFile(draft) as package:
        xml = package.read("word/document.xml")
    found = re.search(rb'w:val="hm:f:(\w+)".*?<w:t xml:space="preserve">([^<]+)</w:t>', xml)
    assert found is not None
    edited = written_out(place, old=found[0], new=found[0].replace(b">" + found[2], b">9999"))
    assert iqa(place, "report", "rebuild", edited).code == 3
    merged = place / "drafts" / "report-draft-2.docx"
    assert "figure_overridden" in refused(place, merged)

    iqa(place, "report", "overrides", "O-2-001", "--reason", "agreed with the CPS")

    assert "figure_overridden" not in refused(place, merged)


def test_a_sentence_whose_evidence_was_withdrawn_is_named(place: Path) -> None:
    edited = written_out(place)
    assert "withdrawn_support" not in refused(place, edited)
    assert iqa(place, "code", "remove", "C0001", "--reason", "wrong").code == 0

    assert "C0001" in refused(place, edited)["withdrawn_support"]


def test_open_comments_and_changes_keep_a_report_in(place: Path) -> None:
    edited = written_out(place)
    document = docx.Document(edited)
    run = document.paragraphs[40].add_run(" more")
    document.add_comment(run, text="Is this so?", author="P. Example", initials="PE")
    document.save(edited)
    ins = b'<w:ins w:id="99" w:author="B. Example"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'
    with zipfile.ZipFile(edited) as package:
        held = {n: package.read(n) for n in package.namelist()}
    before, _, after = held["word/document.xml"].rpartition(b"</w:p>")
    held["word/document.xml"] = before + ins + after
    with zipfile.ZipFile(edited, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)

    assert {"open_comment", "open_changes"} <= set(refused(place, edited))
    assert "open_changes" not in refused(place, edited, "--changes", "accept")


def test_evidence_that_changed_since_keeps_the_old_draft_in(place: Path) -> None:
    assert iqa(place, "code", "remove", "C0001", "--reason", "wrong").code == 0

    assert "figure_differs" in refused(place, written_out(place))


def test_only_a_final_stage_is_released_and_no_file_is_written_over(place: Path) -> None:
    edited = written_out(place)
    assert "draft's stage" in iqa(place, "report", "finalise", edited, "--stage", "comments").err
    assert "no stage" in iqa(place, "report", "finalise", edited, "--stage", "soon").err
    finalised(place, edited)

    again = iqa(place, "report", "finalise", edited)

    assert again.code == 1
    assert "there already" in again.err


def test_a_key_of_the_evidence_in_the_words_is_proved_and_refused(place: Path) -> None:
    edited = written_out(place, old=b"We judge it so.", new=b"We judge it so (S001-001).")

    done = iqa(place, "report", "finalise", edited)

    assert done.code == 1
    assert "S001-001" in done.err
    assert not (place / "report-final.docx").exists()


NAMED = {"06 AB 12345 23": "case_named", "Ms Fiona Wragg": "person_named"}


@pytest.mark.parametrize("named", sorted(NAMED))
def test_whoever_an_editor_names_keeps_a_report_in_before_a_rebuild_and_after(
    place: Path, named: str
) -> None:
    said = f"We judge it so, as {named} told us.".encode()
    edited = written_out(place, old=b"We judge it so.", new=said)
    assert NAMED[named] in refused(place, edited)
    assert iqa(place, "report", "rebuild", edited).code in {0, 3}

    merged = place / "drafts" / "report-draft-2.docx"

    assert NAMED[named] in refused(place, merged)
    found = iqa(place, "report", "check", merged, "--json").json["findings"]
    assert NAMED[named] in {one["code"] for one in found}


def test_an_entry_of_the_log_without_an_answer_keeps_a_report_in() -> None:
    entry = Entry("CPS-001", Kind.COMMENT, 1, "CPS", "", "Is this so?")
    answered = replace(entry, status=Status.REJECTED)

    assert [r.code for r in of_the_log([entry, answered])] == ["open_comment"]
    assert [r.code for r in of_the_log([replace(answered, reopened=True)])] == ["open_comment"]


def test_a_conflict_that_nobody_settled_keeps_a_report_in() -> None:
    conflict = Conflict("K1", 1, "b", "text", "4.2", "a", "b", "c")

    assert [r.code for r in of_conflicts([conflict])] == ["open_conflict"]
    assert list(of_conflicts([replace(conflict, choice="ours")])) == []
