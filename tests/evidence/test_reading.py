"""Files are found in order, opened once, and read apart, each answered for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from evidence.errors import UnreadableSource
from evidence.framework import Structure
from evidence.identity import sha256_of
from evidence.readers import wire
from evidence.readers.builtin import read
from evidence.readers.interface import Hints, Reading
from evidence.readers.limits import MIB, Limits
from evidence.readers.worker import outcome
from evidence.reading import FoundFile, ReadFile, find_files, read_files
from tests.evidence.word_files import dele, ins, p, r, tbl, tr, word

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the platform has no such files")


def reads(paths: Iterable[Path], limits: Limits | None = None) -> list[ReadFile]:
    with closing(read_files(find_files(paths), limits=limits)) as found:
        return list(found)


def code(read: ReadFile) -> str:
    return read.outcome.code if isinstance(read.outcome, UnreadableSource) else "read"


def test_each_file_is_read_in_order_with_its_bytes_and_hash(tmp_path: Path) -> None:
    for name in ("b.txt", "A.txt", "c.docx"):
        (tmp_path / name).write_bytes(
            word(p("Words.")) if name == "c.docx" else b"Words of " + name.encode()
        )

    found = reads([tmp_path])

    assert [r.file.path.name for r in found] == ["A.txt", "b.txt", "c.docx"]
    assert all(r.sha256 == sha256_of(r.file.path.read_bytes()) for r in found)
    assert [r.outcome.text for r in found if isinstance(r.outcome, Reading)] == [
        "Words of A.txt", "Words of b.txt", "Words.",
    ]  # fmt: skip


def test_a_file_knows_the_folders_it_lay_in(tmp_path: Path) -> None:
    (tmp_path / "inbox" / "Northshire").mkdir(parents=True)
    (tmp_path / "inbox" / "Northshire" / "CQB.txt").write_text("Words.")

    whole = find_files([tmp_path / "inbox"])
    single = find_files([tmp_path / "inbox" / "Northshire" / "CQB.txt"])

    assert [f.place for f in whole] == ["inbox/Northshire/CQB.txt"]
    assert [f.place for f in single] == ["Northshire/CQB.txt"]


def test_what_an_office_leaves_lying_about_is_passed_over(tmp_path: Path) -> None:
    for name in ("~$minutes.docx", ".DS_Store", "Thumbs.db", "desktop.ini", "minutes.txt"):
        (tmp_path / name).write_text("x")

    assert [f.path.name for f in find_files([tmp_path])] == ["minutes.txt"]


def test_a_file_that_is_named_twice_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")

    assert len(find_files([tmp_path, tmp_path / "a.txt", tmp_path / "a.txt"])) == 1


def test_a_path_that_does_not_exist_is_answered_for(tmp_path: Path) -> None:
    assert [code(r) for r in reads([tmp_path / "none.docx"])] == ["unreadable"]


@needs_posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert [code(r) for r in reads([tmp_path])] == ["unsafe"]


@needs_posix
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Not handed in.")
    (tmp_path / "outside").mkdir()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "file.txt").symlink_to(tmp_path / "secret.txt")
    (inbox / "folder").symlink_to(tmp_path / "outside")
    (inbox / "gone.txt").symlink_to(tmp_path / "nothing")
    (inbox / "real.txt").write_text("Words.")
    (inbox / "within.txt").symlink_to(inbox / "real.txt")

    found = {r.file.path.name: code(r) for r in reads([inbox])}

    assert found == {
        "file.txt": "unsafe", "folder": "unsafe", "gone.txt": "unsafe",
        "real.txt": "read", "within.txt": "read",
    }  # fmt: skip


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "big.txt").write_text("words " * 1_000)

    assert [code(r) for r in reads([tmp_path], Limits(file_bytes=100))] == ["too_large"]


def test_a_file_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words. " * 2_000_000)
    (tmp_path / "b.txt").write_text("Words.")

    late = reads([tmp_path / "a.txt"], Limits(seconds=0.001))
    after = reads([tmp_path / "b.txt"])

    assert [code(r) for r in (*late, *after)] == ["timed_out", "read"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux binds the memory of a process")
def test_a_file_that_swells_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word(*(p("") for _ in range(1_500_000)), p("End.")))
    (tmp_path / "b.txt").write_text("Words.")

    found = reads([tmp_path], Limits(memory=200 * MIB, seconds=60))

    assert [code(r) for r in found] == ["too_large", "read"]


def test_a_reader_that_breaks_says_where_and_not_what() -> None:
    broken = outcome(b"PK\x03\x04 secret words", "x.docx", Hints())

    assert isinstance(broken, UnreadableSource)
    assert broken.code == "unreadable"
    assert "secret" not in broken.message


def test_a_worker_does_not_import_the_program() -> None:
    import subprocess  # noqa: PLC0415

    code = (
        "import sys; sys.path[:] = sys.argv[1:]; import evidence.readers.worker; "
        "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, *sys.path], capture_output=True, text=True, check=True
    )

    loaded = set(done.stdout.split())
    assert not loaded & {
        "typer",
        "rich",
        "sqlalchemy",
        "pydantic",
        "pandas",
        "docx",
        "spacy",
        "yaml",
    }


def test_a_reading_crosses_to_the_parent_whole() -> None:
    file = word(
        p("Board"),
        p(r("One ") + ins(r("two ")) + dele("three")),
        tbl(tr("Action", "Owner"), tr("Write", "AK")),
    )
    reading = read(file, "a.txt", Hints())

    assert wire.answered(wire.answer(reading)) == reading


def test_a_refusal_and_a_question_cross_whole() -> None:
    refusal = UnreadableSource("empty", "It is empty.", way_out="Ask.")
    hints = Hints(Structure.INTERVIEW, ("Ansah",), Limits(seconds=3.5))

    back = wire.answered(wire.answer(refusal))

    assert isinstance(back, UnreadableSource)
    assert (back.code, back.message, back.way_out) == ("empty", "It is empty.", "Ask.")
    assert wire.asked(wire.question("a.txt", b"Words.", hints)) == ("a.txt", hints)


def test_hints_reach_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Q: Why?\n\nA: Because.\n\nQ: When?\n\nA: Now.\n")

    def hints_of(_file: FoundFile) -> Hints:
        return Hints(structure=Structure.INTERVIEW)

    with closing(read_files(find_files([tmp_path]), hints_of=hints_of)) as found:
        result = next(found).outcome

    assert isinstance(result, Reading)
    assert [s.is_question for s in result.segments] == [True, False, True, False]


def test_an_iterator_that_is_left_early_ends_its_workers(tmp_path: Path) -> None:
    for n in range(12):
        (tmp_path / f"{n:02}.txt").write_text("Words.")

    with closing(read_files(find_files([tmp_path]))) as found:
        first = next(found)

    assert code(first) == "read"
    with pytest.raises(StopIteration):
        next(found)
