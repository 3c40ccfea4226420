"""The store keeps what was acknowledged, and says in a sentence when it cannot."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from evidence.database import Database, open_database
from evidence.errors import StoreUnusable
from evidence.workspace import opened
from tests.builders import inspection, iqa, write

ROOT = Path(__file__).parents[2]
MINUTES = "CQB minutes 2 May 2024\n\nThe same three weaknesses came up in the IQAs.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inspection(tmp_path)


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    database = open_database("project.sqlite", folder)
    yield database
    database.close()


def minutes(tmp_path: Path, number: int = 1) -> Path:
    return write(tmp_path, f"inbox/Northshire/CQB {number}.txt", f"{MINUTES}\nItem {number}.\n")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 30_000),
    ],
)
def test_every_connection_is_set_so_that_nothing_acknowledged_is_lost(
    database: Database, setting: str, value: object
) -> None:
    with database.reading() as connection:
        assert connection.execute(text(f"pragma {setting}")).scalar() == value


def test_a_writer_takes_the_lock_at_once_and_a_reader_is_not_kept_waiting(
    folder: Path, database: Database
) -> None:
    with database.writing():
        other = sqlite3.connect(folder / "project.sqlite", timeout=0)
        with closing(other), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("begin immediate")
        with database.reading() as reader:
            assert reader.execute(text("select count(*) from acts")).scalar() == 0


def test_people_who_write_at_once_wait_for_each_other(tmp_path: Path, folder: Path) -> None:
    files = [minutes(tmp_path, number) for number in range(4)]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", "from cli import main; main()", "ingest", str(file)],
            env=os.environ | {"PYTHONPATH": str(ROOT), "IQA_INSPECTION": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for file in files
    ]
    said = [process.communicate()[1] for process in started]

    assert [process.returncode for process in started] == [0] * 4, said
    told = iqa(folder, "documents", "list", "--json").json
    assert sorted(s["source_id"] for s in told["sources"]) == ["S001", "S002", "S003", "S004"]


def test_the_same_folder_taken_in_twice_at_once_is_in_once(tmp_path: Path, folder: Path) -> None:
    for number in range(12):
        minutes(tmp_path, number)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", "from cli import main; main()", "ingest", "inbox"],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT), "IQA_INSPECTION": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in started]

    assert [process.returncode for process in started] == [0, 0], said
    sources = iqa(folder, "documents", "list", "--json").json["sources"]
    assert len(sources) == len({s["sha256"] for s in sources}) == 12


def said_in_a_sentence(folder: Path, *words: str) -> str:
    """Run a command that cannot work, and return what it says; never a traceback."""
    done = iqa(folder, *words)
    assert done.code == 1
    assert done.out == ""
    first, second = done.err.strip().split("\n")
    assert first.startswith("Error: ")
    assert second.startswith("Try: ")
    return done.err


def test_a_store_that_is_a_text_file_is_called_damaged(folder: Path) -> None:
    (folder / "project.sqlite").write_text("not a store\n" * 100, encoding="utf-8")

    assert "damaged" in said_in_a_sentence(folder, "status")


def test_a_store_that_is_gone_is_not_begun_anew(folder: Path) -> None:
    (folder / "project.sqlite").unlink()

    for words in (["status"], ["db", "backup"], ["db", "check"], ["db", "migrate"]):
        assert "missing" in said_in_a_sentence(folder, *words)
    assert not (folder / "project.sqlite").exists()


@pytest.mark.parametrize(
    ("revision", "way_out"), [("9999", "newer version"), ("0000", "iqa db migrate")]
)
def test_a_store_of_another_version_is_not_misread(
    folder: Path, database: Database, revision: str, way_out: str
) -> None:
    with database.writing() as connection:
        connection.execute(text(f"update alembic_version set version_num = '{revision}'"))

    assert way_out in said_in_a_sentence(folder, "status")


def write_beyond(database: Database, pages: int) -> None:
    """Write more than a disk of so many pages holds."""
    with database.writing() as connection:
        connection.execute(text(f"pragma max_page_count = {pages}"))
        for number in range(100):
            connection.execute(
                text("insert into acts values (:n, '', '', '', :long, null)"),
                {"n": number + 1, "long": "x" * 10_000},
            )


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, folder: Path, database: Database
) -> None:
    with database.reading() as connection:
        pages = connection.execute(text("pragma page_count")).scalar()

    with pytest.raises(StoreUnusable, match="full") as full:
        write_beyond(database, pages)

    assert "make room" in full.value.way_out
    assert iqa(folder, "log", "--json").json == {"acts": []}
    assert iqa(folder, "ingest", minutes(tmp_path)).code == 0


def test_a_store_that_somebody_holds_is_said_to_be_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("evidence.database.WAIT_SECONDS", 0)
    with closing(sqlite3.connect(folder / "project.sqlite")) as other:
        other.execute("begin immediate")
        done = iqa(folder, "ingest", minutes(tmp_path))

    assert done.code == 1
    assert "somebody else is writing" in done.err
    assert "Traceback" not in done.err


def test_what_stands_in_the_way_of_a_folder_is_named(tmp_path: Path, folder: Path) -> None:
    path = minutes(tmp_path)
    (folder / "originals").write_text("in the way", encoding="utf-8")

    done = iqa(folder, "ingest", path)

    assert done.code == 1
    assert "originals" in done.err
    assert "Traceback" not in done.err
    assert iqa(folder, "log", "--json").json == {"acts": []}


@pytest.mark.parametrize("url", ["nonsense://x", "postgresql://", "://"])
def test_a_database_that_cannot_be_spoken_to_is_a_sentence(folder: Path, url: str) -> None:
    settings = folder / "inspection.toml"
    known = settings.read_text(encoding="utf-8")
    settings.write_text(
        known.replace('database = "project.sqlite"', f'database = "{url}"'), encoding="utf-8"
    )

    assert "database" in said_in_a_sentence(folder, "status")


def test_an_inspection_opened_twice_is_let_go_of(folder: Path) -> None:
    for _ in range(2):
        with opened(folder) as workspace:
            assert workspace.database.integrity() == []
    assert not (folder / "project.sqlite-wal").exists()
