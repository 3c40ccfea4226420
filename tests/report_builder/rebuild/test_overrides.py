"""A number that an editor typed over is respected, and a reason is asked for it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from evidence.readers.wordml import Element, W, value
from report_builder.override_store import TypedOver, Why
from report_builder.overrides import overrides_in
from tests.builders import inspection, iqa
from tests.inspections import EXAMPLE
from tests.report_builder.rebuild.reports import edited, texts

AT = "2026-01-06T09:00:00"
WHY = "the Area wrote to correct it"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = inspection(tmp_path_factory.mktemp("typed"))
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    assert iqa(place, "code", "add", "S001-001", "4a", "--polarity", "positive").code == 0
    assert iqa(place, "report", "build").code == 0
    draft = (place / "drafts" / "report-draft-1.docx").read_bytes()
    (place / "typed.docx").write_bytes(edited(draft, typed_over("987")))
    return place


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "inspection")
    return tmp_path / "inspection"


def typed_over(text: str) -> Any:
    def change(body: Element) -> None:
        for control in body.iter(f"{W}sdt"):
            tag = value(control.find(f"{W}sdtPr/{W}tag"))
            said = next(control.iter(f"{W}t"))
            if tag.startswith("hm:f:") and re.fullmatch(r"\d+", said.text or ""):
                said.text = text
                return
        raise AssertionError(text)

    return change


def overrides(folder: Path, *words: str) -> Any:
    done = iqa(folder, "report", "overrides", "--json", *words, at=AT)
    assert done.code in {0, 3}, done.err
    return json.loads(done.out)


def test_a_number_typed_over_stays_and_waits_for_a_reason(folder: Path) -> None:
    done = iqa(folder, "report", "rebuild", folder / "typed.docx", at=AT)
    assert done.code == 3
    assert "1 number typed over waits for a reason" in done.out
    assert "iqa report overrides" in done.out

    (open_one,) = overrides(folder)["overrides"]

    assert (open_one["override_id"], open_one["says"]) == ("O-2-001", "987")
    assert open_one["was"] == open_one["now"] != "987"
    assert open_one["figure"]
    said = "\n".join(texts((folder / "drafts" / "report-draft-2.docx").read_bytes()))
    assert "987" in said


def test_a_reason_holds_in_later_drafts_and_undo_takes_it_back(folder: Path) -> None:
    path = folder / "typed.docx"
    iqa(folder, "report", "rebuild", path, at=AT)

    told = overrides(folder, "O-2-001", "--reason", WHY)

    assert told["waiting"] == 0
    (given,) = told["overrides"]
    assert given["reason"] == WHY
    assert given["decided_by"]
    assert given["at"].startswith("2026-01-06T09")
    assert iqa(folder, "undo").code == 0
    assert overrides(folder)["waiting"] == 1
    overrides(folder, "O-2-001", "--reason", WHY)
    draft = folder / "drafts" / "report-draft-2.docx"
    later = iqa(folder, "report", "rebuild", draft, at=AT)
    assert "waits for a reason" not in later.out
    (kept,) = overrides(folder, "--all")["overrides"]
    assert (kept["override_id"], kept["reason"]) == ("O-3-001", WHY)


def test_a_reason_is_asked_anew_when_the_evidence_says_something_else() -> None:
    one = {"block": "b", "number": "4.2", "figure": "f", "was": "12", "says": "987", "now": "12"}
    why = Why(2, TypedOver("b", "f", "987", "12"), WHY, "J Marsh", datetime(2026, 1, 6, tzinfo=UTC))
    given = {why.number: why}

    def reasons(**changed: str) -> list[str]:
        return [o.reason for o in overrides_in({"overridden": [one | changed]}, 3, given)]

    assert reasons(was="11", number="4.3") == [WHY]
    assert reasons(now="13") == reasons(says="988") == reasons(block="c") == [""]


def test_only_a_number_that_was_typed_over_can_be_explained(folder: Path) -> None:
    assert overrides(folder) == {"overrides": [], "waiting": 0}
    done = iqa(folder, "report", "overrides", "O-1-001", "--reason", WHY)
    assert done.code == 1
    assert "nobody typed over" in done.err
    assert iqa(folder, "report", "overrides", "O-1-001").code == 2
