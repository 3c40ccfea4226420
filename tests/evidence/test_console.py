"""What is printed fits the terminal, cannot move the cursor, and keeps to its stream."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import console
from tests.builders import inspection, iqa, write

ROOT = Path(__file__).parents[2]
LONG = "The same three weaknesses came up in the IQAs of both units this quarter. " * 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    write(tmp_path, "inbox/Northshire/CQB 2024-05-02.txt", f"CQB minutes\n\n{LONG}\n")
    iqa(place, "ingest", tmp_path / "inbox")
    return place


def on_a_terminal(folder: Path, width: int, *words: str) -> str:
    """Run a command on a terminal of so many columns and return what it shows."""
    import fcntl  # noqa: PLC0415 - not on every system
    import pty  # noqa: PLC0415
    import struct  # noqa: PLC0415
    import termios  # noqa: PLC0415

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "LINES"}}
    with subprocess.Popen(
        [sys.executable, "-c", "from cli import main; main()", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment | {"PYTHONPATH": str(ROOT), "IQA_INSPECTION": str(folder)},
    ):
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
    os.close(ours)
    return said.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["documents", "list"],
        ["documents", "show", "S001"],
        ["areas", "list"],
        ["config", "show"],
        ["config", "path"],
        ["doctor"],
        ["log"],
        ["log", "--act", "1"],
        ["tag", "rules"],
        ["matrix"],
        ["db", "check"],
        ["code", "review", "G-nothing", "--accept"],
        ["config", "set", "report.stage", "a stage with a very long name that is not there at all"],
    ],
    ids=" ".join,
)
def test_no_line_is_wider_than_the_terminal(folder: Path, words: list[str], width: int) -> None:
    said = on_a_terminal(folder, width, *words)

    assert said
    # A path is never broken, so that it can be copied; nothing else is longer.
    long = [line for line in said.split("\n") if len(plain(line)) > width]
    assert [line for line in long if len(max(line.split(), key=len)) < width - 10] == []


def plain(line: str) -> str:
    """Return a line without its colours."""
    return line.replace("\x1b[31m", "").replace("\x1b[0m", "")


def test_what_goes_into_a_file_is_left_in_one_piece(folder: Path) -> None:
    done = iqa(folder, "config", "set", "report.stage", "x" * 300)

    assert f"there is no stage '{'x' * 300}'" in done.err


@given(
    st.lists(st.lists(st.text(max_size=60), min_size=9, max_size=9), min_size=1, max_size=4),
    st.integers(min_value=20, max_value=160),
)
def test_a_table_of_whatever_words_fits(rows: list[list[str]], width: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        lines: list[str] = []
        patch.setenv("COLUMNS", str(width))
        patch.setattr("evidence.console.typer.echo", lambda line="", **_: lines.append(line))

        console.table([f"Heading {n}" for n in range(9)], rows)

    assert all(len(line) <= width for line in lines)
    assert all(c.isprintable() for line in lines for c in line)


@given(st.text())
def test_evidence_cannot_move_the_cursor(text: str) -> None:
    assert all(c.isprintable() or c == "\n" for c in console.safe(text))


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["ingest", "inbox"],
        ["ingest", "inbox", "--dry-run"],
        ["documents", "list"],
        ["documents", "show", "S001"],
        ["documents", "remove", "S001", "--reason", "x", "--dry-run"],
        ["documents", "remove", "S001", "--reason", "x"],
        ["areas", "list"],
        ["tag"],
        ["tag", "--dry-run"],
        ["tag", "rules"],
        ["code", "review", "--list"],
        ["code", "add", "S001-001", "4a", "--polarity", "positive"],
        ["code", "add", "S001-001", "4a", "--polarity", "positive", "--dry-run"],
        ["code", "unplaced"],
        ["matrix"],
        ["exam", "stats"],
        ["exam", "sheets", "forms", "--dry-run"],
        ["exam", "validate", "missing.xlsx"],
        ["finding", "list"],
        ["finding", "add", "4a", "--statement", "x"],
        ["finding", "add", "4a", "--statement", "x", "--dry-run"],
        ["report", "build", "--dry-run"],
        ["log"],
        ["log", "--act", "1"],
        ["undo"],
        ["undo", "--dry-run"],
        ["doctor"],
        ["config", "show"],
        ["config", "path"],
        ["config", "set", "report.stage", "final"],
        ["config", "set", "report.stage", "final", "--dry-run"],
        ["config", "set", "report.stage", "draft"],
        ["db", "check"],
        ["db", "backup"],
        ["db", "backup", "--dry-run"],
        ["db", "migrate"],
        ["db", "migrate", "--dry-run"],
    ],
    ids=" ".join,
)
def test_json_is_one_document_and_nothing_else_is_on_standard_output(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)

    done = iqa(folder, *words, "--json")

    assert done.code in {0, 1, 3}, done.err
    json.loads(done.out)
    assert "next:" not in done.out
    if "--dry-run" in words and words[0] not in {"ingest", "tag"}:
        assert set(done.json) >= {"dry_run", "would"} or words[:2] == ["db", "migrate"]


@pytest.mark.parametrize(
    "words",
    [
        ["ingest", "inbox", "--dry-run"],
        ["documents", "remove", "S001", "--reason", "x", "--dry-run"],
        ["tag", "--dry-run"],
        ["code", "add", "S001-001", "4a", "--polarity", "positive", "--dry-run"],
        ["exam", "sheets", "forms", "--dry-run"],
        ["finding", "add", "4a", "--statement", "x", "--dry-run"],
        ["report", "build", "--dry-run"],
        ["undo", "--dry-run"],
        ["config", "set", "report.stage", "final", "--dry-run"],
        ["db", "backup", "--dry-run"],
        ["db", "migrate", "--dry-run"],
    ],
    ids=" ".join,
)
def test_a_dry_run_leaves_the_inspection_byte_for_byte(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    write(folder.parent, "inbox/Northshire/other.txt", "Other words.\n")

    def files() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in folder.parent.rglob("*") if p.is_file()}

    before = files()
    assert iqa(folder, *words).code == 0

    assert files() == before


def test_colours_are_for_terminals(folder: Path) -> None:
    assert "\x1b" not in iqa(folder, "undo", "99").err
