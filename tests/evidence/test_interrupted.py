"""A command that is killed leaves nothing half-done, and can be run again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.workspace import opened
from tests.builders import inspection, iqa, run, state, workbook
from tests.inspections import EXAMPLE

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright"
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    place = inspection(folder)
    workbook(folder)
    assert iqa(place, "ingest", EXAMPLE / "evidence" / "Northshire").code == 0
    for number in range(1, 4):
        words = ("code", "add", f"S001-00{number}", "4a", "--polarity", "positive")
        assert iqa(place, *words).code == 0
    return folder


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "words",
    [
        ["ingest", str(EXAMPLE / "evidence" / "Aldermere")],
        ["tag"],
        ["exam", "import", "exam.xlsx"],
        ["report", "build"],
        ["undo", "1-14"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_killed_at_any_moment_is_done_or_not_and_can_be_done_again(
    prepared: Path,
    tmp_path: Path,
    words: list[str],
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "work"
    shutil.copytree(prepared, folder)
    place = folder / "inspection"
    before = state(place)
    with subprocess.Popen(
        [sys.executable, "-c", "from cli import main; main()", "--at", "2026-01-05", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT), "IQA_INSPECTION": str(place)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as started:
        try:
            started.wait(random.Random(f"{words[0]} {seed}").uniform(0.2, 1.6))
        except subprocess.TimeoutExpired:
            started.kill()

    with opened(place) as workspace:
        assert workspace.database.integrity() == []
    for report in place.glob("drafts/report-*.docx"):
        assert report.read_bytes().startswith(b"PK")
    assert len(state(place)["codings"]) in {0, 3}  # type: ignore[arg-type]

    monkeypatch.chdir(folder)
    again = iqa(place, *words)

    assert again.code == 0 or "none of the acts" in again.err, again.err
    after = state(place)
    if words[0] == "undo":
        assert after["sources"] == []
    else:
        assert after["codings"] == before["codings"]
    shas = [s["sha256"] for s in iqa(place, "documents", "list", "--json").json["sources"]]
    assert len(shas) == len(set(shas))


@pytest.mark.parametrize("wait", [0.15, 0.3, 0.45, 0.6])
def test_a_start_cut_short_is_started_again(tmp_path: Path, wait: float) -> None:
    place = tmp_path / "new"
    with subprocess.Popen(
        [sys.executable, "-c", "from cli import main; main()", "init", str(place)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    ) as started:
        try:
            started.wait(wait)
        except subprocess.TimeoutExpired:
            started.kill()
    if not (place / "inspection.toml").exists():
        assert run("init", str(place)).code == 0

    done = iqa(place, "db", "check")

    assert done.code == 0, done.err
