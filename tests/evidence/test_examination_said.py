"""What is said on examined files is kept once, and files kept as rows before are read still."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from evidence.audit import act
from evidence.database import MIGRATIONS, Database, migrate, open_database
from evidence.errors import StoreUnusable
from evidence.examination.answers import Answer, DcpAnswer, FileExamination, Judgement
from evidence.examination.tabulate import statistics
from evidence.examination_past import files_after
from evidence.examination_rows import SAID, file_row
from evidence.examination_store import ExaminationStore, Taken, take_files
from evidence.logbook import entries_of, records
from evidence.undo import undo
from tests.evidence.examination.forms import Q01, SHORT, a_file
from tests.inspections import ACTOR, AT, an_inspection

FILES = tuple(a_file(number) for number in range(1, 4))
DISAGREED = Answer(
    Q01, DcpAnswer.YES, Judgement.DISAGREE, ("disclosure",), "Nothing is said of it."
)
CORRECTED = replace(FILES[1], answers=(DISAGREED, *FILES[1].answers[1:]))


def took(database: Database, *files: FileExamination) -> Taken:
    with act(database, ACTOR, AT, command="exam import", summary="a workbook") as doing:
        return take_files(doing, files, "a.xlsx")


def rows_in(database: Database, table: str) -> int:
    with closing(sqlite3.connect(str(database.path))) as store:
        return int(store.execute(f"select count(*) from {table}").fetchone()[0])


def of_the_older_schema(folder: Path, files: tuple[FileExamination, ...]) -> Database:
    """Return a store as it was before what is said was packed, a row for each answer."""
    database = open_database("older.sqlite", folder)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0015")
    with closing(sqlite3.connect(str(database.path))) as store, store:
        for file in files:
            _keep(store, "examined_files", {"file_ref": file.file_ref, **file_row(file, "a.xlsx")})
            for said in SAID:
                for row in said.rows(file):
                    _keep(store, said.table.name, row)
    return database


def _keep(store: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    names = ", ".join(row)
    store.execute(
        f"insert into {table} ({names}) values ({', '.join('?' * len(row))})", list(row.values())
    )


def test_an_older_inspection_opens_with_the_same_files_and_statistics(tmp_path: Path) -> None:
    files = (FILES[0], CORRECTED, FILES[2])
    database = of_the_older_schema(tmp_path, files)

    migrate(database)

    kept = ExaminationStore(database).files()
    assert kept == files
    assert list(statistics(kept, SHORT)) == list(statistics(files, SHORT))
    assert database.integrity() == []
    database.close()


def test_an_older_inspection_is_corrected_added_to_and_put_back(tmp_path: Path) -> None:
    database = of_the_older_schema(tmp_path, FILES)
    migrate(database)

    assert took(database, FILES[0], CORRECTED, a_file(4)) == Taken(1, 1, 1)
    assert ExaminationStore(database).files() == (FILES[0], CORRECTED, FILES[2], a_file(4))
    undo(database, records(database, only=1), ACTOR, AT)

    assert ExaminationStore(database).files() == FILES
    assert files_after(database, 0) == FILES
    assert files_after(database, 1) == (FILES[0], CORRECTED, FILES[2], a_file(4))
    database.close()


def test_what_many_files_say_is_kept_once(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        took(workspace.database, *FILES)

        asked = len(SHORT.questions) + len(SHORT.feedback) + len(SHORT.records)
        assert rows_in(workspace.database, "sayings") == asked
        assert rows_in(workspace.database, "answers") == 0
        assert ExaminationStore(workspace.database).files() == FILES


def test_the_log_tells_which_answer_was_corrected_and_undo_puts_it_back(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        database = workspace.database
        took(database, *FILES)
        assert took(database, FILES[0], CORRECTED, FILES[2]) == Taken(0, 1, 2)

        (entry,) = entries_of(database, 2)
        assert (entry.table, entry.key) == (
            "answers",
            {"file_ref": CORRECTED.file_ref, "question_id": Q01},
        )
        assert entry.before == {"judgement": "agree", "categories": "[]", "reason": ""}
        assert entry.after["reason"] == DISAGREED.reason
        assert ExaminationStore(database).files() == (FILES[0], CORRECTED, FILES[2])
        assert files_after(database, 1) == FILES

        undo(database, records(database, only=2), ACTOR, AT)
        assert ExaminationStore(database).files() == FILES


def test_a_workbook_taken_in_again_changes_nothing_and_gives_no_rows(tmp_path: Path) -> None:
    with an_inspection(tmp_path) as workspace:
        took(workspace.database, *FILES)

        assert took(workspace.database, *FILES) == Taken(0, 0, 3)
        assert rows_in(workspace.database, "answers") == 0
        assert [record.act_id for record in records(workspace.database)] == [1]


def test_a_form_that_asked_for_less_takes_nothing_away(tmp_path: Path) -> None:
    shorter = replace(FILES[0], records=(), answers=FILES[0].answers[:1])
    with an_inspection(tmp_path) as workspace:
        took(workspace.database, *FILES)

        assert took(workspace.database, shorter) == Taken(0, 0, 1)
        assert ExaminationStore(workspace.database).files() == FILES


@pytest.mark.parametrize(
    "harm", ["delete from sayings", "update examined_files set said = x'010000'"]
)
def test_a_store_that_lost_what_was_said_is_called_damaged(tmp_path: Path, harm: str) -> None:
    with an_inspection(tmp_path) as workspace:
        took(workspace.database, *FILES)
        with closing(sqlite3.connect(str(workspace.database.path))) as store, store:
            store.execute(harm)

        with pytest.raises(StoreUnusable, match="damaged"):
            ExaminationStore(workspace.database).files()
