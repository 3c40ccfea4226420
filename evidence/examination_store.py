"""The files examined so far: writing them, and reading them back.

Taking a corrected workbook in again changes only what differs, cell by cell, so that the
log says what was corrected, by whom and when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from evidence.audit import Act
from evidence.database import Database
from evidence.examination.answers import FileExamination
from evidence.examination_rows import (
    ANSWER,
    GRADE,
    RECORD,
    answer_rows,
    answer_values,
    answers,
    examined_files,
    feedback_answers,
    file_records,
    file_row,
    files_of,
    gathered,
    grade_rows,
    grade_values,
    kept_answer,
    kept_grade,
    kept_record,
    record_rows,
    record_values,
)

Row = Mapping[Any, Any]
Kind = TypeVar("Kind")

_AT_ONCE = 500
_READ_AT_ONCE = 10_000


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
            said = gathered(_rows(connection, answers, *ANSWER), kept_answer)
            grades = gathered(_rows(connection, feedback_answers, *GRADE), kept_grade)
            records = gathered(_rows(connection, file_records, *RECORD), kept_record)
        return tuple(files_of(found, said, grades, records))

    def workbook_of(self, file_ref: str) -> tuple[str, str]:
        """Return the workbook and the place in it that an examined file came from."""
        query = select(examined_files.c.workbook, examined_files.c.locator).where(
            examined_files.c.file_ref == file_ref
        )
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return ("", "") if row is None else (row[0], row[1])


def _rows(connection: Connection, table: Table, *names: str) -> Iterator[Sequence[Any]]:
    """Yield the file, the place and the named values of each row, without holding them all."""
    columns = (table.c[name] for name in ("file_ref", "position", *names))
    found = connection.execute(select(*columns).execution_options(yield_per=_READ_AT_ONCE))
    for part in found.partitions():
        yield from part


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
    _insert_quietly(doing, answers, _kept(files, attrgetter("answers"), answer_values))
    _insert_quietly(doing, feedback_answers, _kept(files, attrgetter("feedback"), grade_values))
    _insert_quietly(doing, file_records, _kept(files, attrgetter("records"), record_values))


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


def _kept(
    files: Iterable[FileExamination],
    said_on: Callable[[FileExamination], Iterable[Kind]],
    values_of: Callable[[Kind], tuple[str, ...]],
) -> list[tuple[Any, ...]]:
    """Return the rows of what was said on files, in their tables' columns: reference, id, place."""
    rows: list[tuple[Any, ...]] = []
    # An archive says few different things, and each of them is one object.
    met: dict[int, tuple[str, ...]] = {}
    for file in files:
        for position, said in enumerate(said_on(file)):
            values = met.get(id(said))
            if values is None:
                values = met[id(said)] = values_of(said)
            rows.append((file.file_ref, values[0], position, *values[1:]))
    return rows


def _insert_quietly(doing: Act, table: Table, rows: list[tuple[Any, ...]]) -> None:
    """Add rows, whose values stand in the order of the table's columns, without a log entry."""
    if not rows:
        return
    connection = doing.connection
    if connection.dialect.paramstyle == "qmark":
        # The driver takes them as they are; naming the values of millions of rows takes longer.
        written = str(table.insert().compile(dialect=connection.dialect))
        connection.exec_driver_sql(written, rows)
        return
    names = [column.name for column in table.columns]
    connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows])
