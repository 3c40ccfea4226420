"""A copy of the store is whole, and going back to one loses nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import Ran, inspection, iqa, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return inspection(tmp_path)


def ingest(folder: Path, number: int) -> Ran:
    place = f"inbox/Northshire/CQB {number}.txt"
    return iqa(folder, "ingest", write(folder.parent, place, f"CQB minutes\n\nItem {number}.\n"))


def sources(folder: Path) -> list[str]:
    told = iqa(folder, "documents", "list", "--json").json
    return [source["source_id"] for source in told["sources"]]


def test_a_copy_of_a_store_in_use_has_all_that_was_committed(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "project.sqlite")) as other:
        other.execute("select * from acts").fetchall()  # keeps the write-ahead file alive
        ingest(folder, 1)
        ingest(folder, 2)
        assert (folder / "project.sqlite-wal").stat().st_size > 0

        told = iqa(folder, "db", "backup", "--json").json

    with closing(sqlite3.connect(told["path"])) as copy:
        assert copy.execute("select count(*) from sources").fetchone() == (2,)
        assert copy.execute("pragma integrity_check").fetchone() == ("ok",)


def test_going_back_keeps_the_store_as_it_was(folder: Path) -> None:
    ingest(folder, 1)
    copy = iqa(folder, "db", "backup", "--json").json["path"]
    ingest(folder, 2)

    told = iqa(folder, "db", "restore", copy, "--json").json

    assert sources(folder) == ["S001"]
    iqa(folder, "db", "restore", told["kept"])
    assert sources(folder) == ["S001", "S002"]


def test_a_copy_never_goes_over_a_file(folder: Path) -> None:
    target = write(folder, "copy.sqlite", "mine")

    done = iqa(folder, "db", "backup", target)

    assert done.code == 1
    assert target.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("target", ["missing/copy.sqlite", "inspection.toml/copy.sqlite"])
def test_a_copy_that_cannot_be_written_is_a_sentence(folder: Path, target: str) -> None:
    done = iqa(folder, "db", "backup", folder / target)

    assert done.code == 1
    assert done.err.startswith("Error: ")
    assert "Traceback" not in done.err


def test_two_copies_of_one_second_are_both_kept(folder: Path) -> None:
    one, two = (iqa(folder, "db", "backup", "--json").json["path"] for _ in range(2))

    assert one != two
    assert Path(one).exists()


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0 and then nothing of the kind", b"just text\n" * 999]
)
def test_a_damaged_copy_is_refused_and_the_store_stays(folder: Path, content: bytes) -> None:
    ingest(folder, 1)
    bad = folder / "bad.sqlite"
    bad.write_bytes(content)

    done = iqa(folder, "db", "restore", bad)

    assert done.code == 1
    assert "bad.sqlite is not a sound backup" in done.err
    assert "Try:" in done.err
    assert sources(folder) == ["S001"]


def test_a_database_of_something_else_is_refused(folder: Path) -> None:
    other = folder / "other.sqlite"
    with closing(sqlite3.connect(other)) as store:
        store.execute("create table x (y)")
        store.commit()

    assert "not a sound backup" in iqa(folder, "db", "restore", other).err


def test_a_copy_from_a_newer_version_is_refused(folder: Path) -> None:
    copy = iqa(folder, "db", "backup", "--json").json["path"]
    with closing(sqlite3.connect(copy)) as store:
        store.execute("update alembic_version set version_num = '9999'")
        store.commit()

    done = iqa(folder, "db", "restore", copy)

    assert done.code == 1
    assert "newer" in done.err


@pytest.mark.parametrize("damage", ["text", "gone"])
def test_a_store_that_is_damaged_or_gone_can_be_restored(folder: Path, damage: str) -> None:
    ingest(folder, 1)
    copy = iqa(folder, "db", "backup", "--json").json["path"]
    store = folder / "project.sqlite"
    if damage == "gone":
        store.unlink()
    else:
        store.write_text("spilt coffee\n" * 1000, encoding="utf-8")

    done = iqa(folder, "db", "restore", copy, "--json")

    assert done.code == 0, done.err
    assert sources(folder) == ["S001"]
    kept = done.json["kept"]
    assert (kept is None) == (damage == "gone")
    if kept:
        assert Path(kept).read_text(encoding="utf-8").startswith("spilt coffee")


def test_a_dry_run_of_restore_changes_nothing(folder: Path) -> None:
    copy = iqa(folder, "db", "backup", "--json").json["path"]
    ingest(folder, 1)

    done = iqa(folder, "db", "restore", copy, "--dry-run", "--json")

    assert done.json["dry_run"] is True
    assert sources(folder) == ["S001"]
