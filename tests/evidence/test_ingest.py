"""Evidence goes in once and whole, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from evidence.sources import Outcome
from evidence.workspace import opened
from tests.inspections import LATER, MINUTES, an_inspection, some_minutes, taken_in

ROOT = Path(__file__).parents[2]


def iqa(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "IQA_INSPECTION": str(folder / "inspection"),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(
        [sys.executable, "-c", "from cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        check=False,
    )


def test_the_same_bytes_are_the_same_source(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        [again] = taken_in(workspace, some_minutes(tmp_path), LATER)

        assert again.outcome is Outcome.SAME
        assert len(workspace.evidence.sources()) == 1


def test_the_same_words_in_another_file_are_linked_and_not_counted_twice(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        inbox = some_minutes(tmp_path, MINUTES.replace("\n", "\r\n"), "copy of minutes.txt")

        results = taken_in(workspace, inbox, LATER)

        fates = {r.outcome for r in results}
        assert fates == {Outcome.SAME, Outcome.DUPLICATE}
        [copy] = [r.source for r in results if r.outcome is Outcome.DUPLICATE]
        assert copy is not None
        assert copy.duplicate_of == "S001"


def test_a_changed_file_replaces_the_one_before(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))

        [changed] = taken_in(
            workspace, some_minutes(tmp_path, MINUTES.replace("mended", "painted")), LATER
        )

        assert changed.outcome is Outcome.CHANGED
        assert changed.source is not None
        assert changed.source.replaces == "S001"
        assert [s.source_id for s in workspace.evidence.sources()] == ["S002"]


def test_files_of_one_name_in_two_folders_are_two_documents(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        for quarter, text in (("Q1", MINUTES), ("Q2", MINUTES.replace("lift", "roof"))):
            folder = tmp_path / "inbox" / "Northshire" / quarter
            folder.mkdir(parents=True)
            (folder / "minutes.txt").write_text(text, encoding="utf-8")

        results = taken_in(workspace, tmp_path / "inbox")

        assert [r.outcome for r in results] == [Outcome.NEW, Outcome.NEW]


def test_a_copy_of_what_is_replaced_in_the_same_run_is_read_after_all(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        taken_in(workspace, some_minutes(tmp_path))
        some_minutes(tmp_path, MINUTES.replace("mended", "painted"))
        inbox = some_minutes(tmp_path, MINUTES, "z copy of before.txt")

        results = taken_in(workspace, inbox, LATER)

        assert [r.outcome for r in results] == [Outcome.CHANGED, Outcome.NEW]
        assert len(workspace.evidence.sources()) == 2


def test_one_bad_file_does_not_keep_the_others_out(tmp_path: Path) -> None:
    with an_inspection(tmp_path):
        inbox = some_minutes(tmp_path)
    (inbox / "Northshire" / "empty.docx").write_bytes(b"")
    (inbox / "Northshire" / "cut.docx").write_bytes(b"PK\x03\x04" + b"\0" * 40)

    done = iqa(tmp_path, "ingest", str(inbox), "--json")

    assert done.returncode == 3
    told = json.loads(done.stdout)
    assert told["counts"] == {"new": 1, "same": 0, "changed": 0, "duplicate": 0, "refused": 2}
    for source in told["sources"]:
        if source["outcome"] == "refused":
            assert source["reason"]["message"]
            assert source["reason"]["try"]
    assert "Traceback" not in done.stderr


def test_an_unknown_area_is_told_with_the_nearest_names(tmp_path: Path) -> None:
    with an_inspection(tmp_path):
        inbox = some_minutes(tmp_path)

    done = iqa(tmp_path, "ingest", str(inbox), "--area", "Northshyre")

    assert done.returncode == 1
    assert "Northshire" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
@pytest.mark.parametrize("wait", [0.25, 0.5, 0.75, 1.0])
def test_an_ingest_killed_in_the_middle_can_be_run_again(tmp_path: Path, wait: float) -> None:
    with an_inspection(tmp_path):
        for number in range(120):
            some_minutes(tmp_path, MINUTES + f"\nItem {number} was noted.\n", f"CQB {number}.txt")
    command = [sys.executable, "-c", "from cli import main; main()", "ingest", "inbox"]
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "IQA_INSPECTION": str(tmp_path / "inspection"),
    }
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as started:
        time.sleep(wait)
        started.kill()

    done = iqa(tmp_path, "ingest", "inbox", "--json")

    assert done.returncode == 0, done.stderr
    with opened(tmp_path / "inspection") as workspace:
        assert workspace.database.integrity() == []
        sources = workspace.evidence.sources()
        assert len(sources) == 120
        assert len({s.sha256 for s in sources}) == 120
        assert all(workspace.evidence.segments(s.source_id) for s in sources)
        again = [(s.source_id, s.path, s.text) for s in sources]
    with an_inspection(tmp_path / "undisturbed") as workspace:
        taken_in(workspace, tmp_path / "inbox")
        whole = [(s.source_id, s.path, s.text) for s in workspace.evidence.sources()]
    assert again == whole


@pytest.mark.skipif(sys.platform == "win32", reason="the platform has no such terminals")
def test_a_bar_is_drawn_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    import pty  # noqa: PLC0415 - not on Windows

    with an_inspection(tmp_path):
        for number in range(6):
            some_minutes(tmp_path, f"{MINUTES}\nItem {number}.\n", f"CQB {number}.txt")
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "IQA_INSPECTION": str(tmp_path / "inspection"),
        "TERM": "xterm",
    }
    ours, theirs = pty.openpty()
    words = [sys.executable, "-c", "from cli import main; main()", "ingest", "inbox"]

    on_terminal = subprocess.run(
        [*words, "--dry-run"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.close(theirs)
    drawn = os.read(ours, 100_000)
    os.close(ours)
    elsewhere = iqa(tmp_path, "ingest", "inbox")

    assert b"Reading" in drawn
    assert b"Reading" not in on_terminal.stdout
    assert elsewhere.stderr == ""
    assert "Reading" not in elsewhere.stdout
