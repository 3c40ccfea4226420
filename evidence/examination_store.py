"""The files examined so far: writing them, and reading them back.

Taking a corrected workbook in again changes only what differs, cell by cell, so that the
log says what was corrected, by whom and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, select

from evidence.audit import Act
from evidence.database import Database
from evidence.examination.answers import FeedbackAnswer, FileExamination
from evidence.examination_rows import (
    ANSWER,
    GRADE,
    RECORD,
    answer_rows,
    answers,
    examined_files,
    feedback_answers,
    file_records,
    file_row,
    files_of,
    gathered,
    grade_rows,
    kept_answer,
    kept_record,
    record_rows,
)

Row = Mapping[Any, Any]

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """What a workbook changed: how many files are new, corrected, and as before."""

    new: int
    corrected: int
    same: int


class ExaminationStore:
    """The files examined so far."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def files(self) -> tuple[FileExamination, ...]:
        """Return the files that count, by reference, with their answers in form order."""
        with self.database.reading() as connection:
            found = (
                connection.execute(
                    select(examined_files)
                    .where(~examined_files.c.withdrawn)
                    .order_by(examined_files.c.file_ref)
                )
                .mappings()
                .all()
            )
            # Row by row, since an archive holds millions of answers.
            said = gathered(connection.execute(_columns(answers, *ANSWER)), kept_answer)
            grades = gathered(
                connection.execute(_columns(feedback_answers, *GRADE)), FeedbackAnswer
            )
            records = gathered(connection.execute(_columns(file_records, *RECORD)), kept_record)
        return tuple(files_of(found, said, grades, records))

    def workbook_of(self, file_ref: str) -> tuple[str, str]:
        """Return the workbook and the place in it that an examined file came from."""
        query = select(examined_files.c.workbook, examined_files.c.locator).where(
            examined_files.c.file_ref == file_ref
        )
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return ("", "") if row is None else (row[0], row[1])


def _columns(table: Table, *names: str) -> Select[Any]:
    columns = (table.c[name] for name in ("file_ref", "position", *names))
    return select(*columns).execution_options(yield_per=10_000)


def take_files(doing: Act, files: Iterable[FileExamination], workbook: str) -> Taken:
    """Write the files of one workbook; what is there already is changed where it differs."""
    rows = doing.connection.execute(select(examined_files.c.file_ref, examined_files.c.withdrawn))
    gone = {row[0]: row[1] for row in rows}
    counts = {"new": 0, "corrected": 0, "same": 0}
    waiting: list[FileExamination] = []
    for file in files:
        if file.file_ref not in gone:
            waiting.append(file)
            counts["new"] += 1
            if len(waiting) == _AT_ONCE:
                _add(doing, waiting, workbook)
                waiting = []
            continue
        # The log keeps what was done in the order of the workbook.
        _add(doing, waiting, workbook)
        waiting = []
        corrected = _correct(doing, file, workbook)
        back = gone[file.file_ref]
        counts["new" if back else "corrected" if corrected else "same"] += 1
    _add(doing, waiting, workbook)
    return Taken(**counts)


def _add(doing: Act, files: list[FileExamination], workbook: str) -> None:
    """Write new files, all in one go: a national archive has 100,000 of them."""
    doing.insert_many(
        examined_files, [{"file_ref": f.file_ref, **file_row(f, workbook)} for f in files]
    )
    # The answers stand and fall with their file, whose entry in the log is enough.
    for table, rows_of in (
        (answers, answer_rows),
        (feedback_answers, grade_rows),
        (file_records, record_rows),
    ):
        _insert_quietly(doing, table, [row for f in files for row in rows_of(f)])


def _correct(doing: Act, file: FileExamination, workbook: str) -> bool:
    before = doing.changes
    row = _asked(file, file_row(file, workbook))
    place = {name: row.pop(name) for name in ("workbook", "locator")}
    doing.update(examined_files, {"file_ref": file.file_ref}, row)
    for table, rows in (
        (answers, answer_rows(file)),
        (feedback_answers, grade_rows(file)),
        (file_records, record_rows(file)),
    ):
        for answer in rows:
            key = {column.name: answer.pop(column.name) for column in table.primary_key.columns}
            if _present(doing, table, key):
                doing.update(table, key, answer)
            else:
                doing.insert(table, {**key, **answer})
    corrected = doing.changes > before
    # Where it stands now is written too, but is no correction by itself.
    doing.update(examined_files, {"file_ref": file.file_ref}, place)
    return corrected


def _asked(file: FileExamination, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what the form did not ask for: it stays as an earlier form said it."""
    unknown = {name for name in ("themed", "dip_sampler_view") if row[name] in {None, ""}}
    if len(unknown) > 1 and not file.records:
        unknown |= {"disputed", "shared_on", "commented_on"}
    return {name: value for name, value in row.items() if name not in unknown}


def _present(doing: Act, table: Table, key: Row) -> bool:
    where = [table.c[name] == value for name, value in key.items()]
    return doing.connection.execute(select(table).where(*where)).first() is not None


def _insert_quietly(doing: Act, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        doing.connection.execute(table.insert(), rows)
