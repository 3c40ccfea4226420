"""A folder that is taken in again is answered at once, and never wrongly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import inspection, iqa, write

ROOT = Path(__file__).parents[2]
MINUTES = "CQB minutes 2 May 2024\n\nThe same three weaknesses came up in the IQAs.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = inspection(tmp_path)
    for name in ("a.txt", "b.txt"):
        write(tmp_path, f"inbox/Northshire/{name}", f"{MINUTES}\nThis is {name}.\n")
    assert iqa(place, "ingest", tmp_path / "inbox").code == 0
    return place


def fates(folder: Path) -> dict[str, int]:
    told = iqa(folder, "ingest", folder.parent / "inbox", "--json").json["counts"]
    return {fate: count for fate, count in told.items() if count}


def test_nothing_new_is_said_and_nothing_heavy_is_loaded_for_it(folder: Path) -> None:
    words = ["iqa", "--inspection", str(folder), "ingest", str(folder.parent / "inbox")]
    code = (
        f"import sys; sys.argv = {words!r}\nfrom cli import main\n"
        "try: main()\nfinally: print(*sorted(sys.modules), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "2 files the same as before" in done.stdout
    assert "2 same" in done.stdout
    assert not {"sqlalchemy", "evidence.config", "yaml", "lxml"} & set(done.stderr.split())


def test_it_is_said_as_it_would_be_after_a_thorough_look(folder: Path) -> None:
    inbox = folder.parent / "inbox"

    quick = iqa(folder, "ingest", inbox)
    thorough = iqa(folder, "ingest", inbox, "--area", "Northshire")

    assert (quick.code, quick.out, quick.err) == (thorough.code, thorough.out, thorough.err)
    assert fates(folder) == {"same": 2}


def test_a_file_that_changed_though_its_size_and_time_did_not_is_seen(folder: Path) -> None:
    path = folder.parent / "inbox" / "Northshire" / "a.txt"
    before = path.stat()
    path.write_text(path.read_text().replace("came up", "went by"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size

    done = iqa(folder, "ingest", folder.parent / "inbox")

    assert "changed: replaces S001" in " ".join(done.out.split())


def test_a_new_file_among_old_ones_is_taken_in(folder: Path) -> None:
    write(folder.parent, "inbox/Northshire/c.txt", f"{MINUTES}\nThis is new.\n")

    done = iqa(folder, "ingest", folder.parent / "inbox")

    assert "1 new, 2 same" in done.out


def test_a_source_that_was_taken_out_comes_back(folder: Path) -> None:
    assert iqa(folder, "documents", "remove", "S001", "--reason", "by mistake").code == 0

    done = iqa(folder, "ingest", folder.parent / "inbox")

    assert "1 new, 1 same" in done.out or "1 same, 1 new" in done.out


def test_a_wrong_word_is_still_told(folder: Path) -> None:
    assert iqa(folder, "ingest", folder.parent / "inbox", "--area", "Nowhere").code == 1
    assert iqa(folder.parent, "ingest", folder.parent / "inbox").code == 1
