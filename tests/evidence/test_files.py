"""A file is written whole or not at all, and never through somebody's hands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.errors import OutputBlocked
from evidence.files import make_folder, require_writable, write_whole

ROOT = Path(__file__).parents[2]
FILL = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from evidence.errors import OutputBlocked
from evidence.files import write_whole
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_whole(Path({path!r}), b"x" * 5000)
except OutputBlocked as blocked:
    print(blocked.message, "|", blocked.way_out)
"""


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        write_whole(tmp_path / "a.docx", data)

    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.docx", b"two")]


@pytest.mark.skipif(sys.platform == "win32", reason="sizes are limited otherwise there")
def test_a_disk_that_fills_up_leaves_the_old_file_and_no_half(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")

    done = subprocess.run(
        [sys.executable, "-c", FILL.format(root=str(ROOT), path=str(path))],
        capture_output=True,
        text=True,
        check=True,
    )

    assert "cannot be written" in done.stdout
    assert "make room on the disk" in done.stdout
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.docx", b"old")]


@pytest.mark.parametrize("place", ["missing/a.docx", "file/a.docx", "folder"])
def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()

    for attempt in (write_whole, lambda path, _: require_writable(path)):
        with pytest.raises(OutputBlocked) as blocked:
            attempt(tmp_path / place, b"x")
        assert blocked.value.way_out
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes by name")
def test_a_pipe_is_no_place_for_a_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")

    with pytest.raises(OutputBlocked, match="regular file"):
        require_writable(tmp_path / "pipe.docx")


def test_a_folder_in_whose_place_there_is_a_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    with pytest.raises(OutputBlocked, match="cannot be made"):
        make_folder(tmp_path / "file")
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")


@pytest.mark.skipif(os.name != "posix", reason="modes are of other systems")
def test_a_folder_of_evidence_is_for_its_owner_only(tmp_path: Path) -> None:
    make_folder(tmp_path / "originals")

    assert (tmp_path / "originals").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill outright")
def test_a_program_killed_while_it_writes_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\nfrom evidence.files import write_whole\n"
        "print('go', flush=True)\n"
        f"while True: write_whole(Path({str(path)!r}), b'new' * 2_000_000)\n"
    )
    for _ in range(5):
        with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as started:
            assert started.stdout is not None
            started.stdout.readline()
            try:
                started.wait(0.15)
            except subprocess.TimeoutExpired:
                started.kill()
        assert path.read_bytes() in {b"old", b"new" * 2_000_000}
