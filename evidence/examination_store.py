"""The files examined so far: writing them, and reading them back.

Taking a corrected workbook in again changes only what differs, cell by cell, so that the
log says what was corrected, by whom and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from evidence.audit import Act
from evidence.database import Database
from evidence.examination.answers import FileExamination
from evidence.examination_rows import SAID, Said, examined_files, file_row, files_of, gathered

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
            kinds = [gathered(_rows(connection, said), said.kept) for said in SAID]
        return tuple(files_of(found, *kinds))

    def workbook_of(self, file_ref: str) -> tuple[str, str]:
        """Return the workbook and the place in it that an examined file came from."""
        query = select(examined_files.c.workbook, examined_files.c.locator).where(
            examined_files.c.file_ref == file_ref
        )
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return ("", "") if row is None else (row[0], row[1])


def _rows(connection: Connection, said: Said) -> Iterator[Sequence[Any]]:
    """Yield the file, the place and the values of each row, without holding them all."""
    columns = (said.table.c[name] for name in ("file_ref", "position", *said.names))
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
    for said in SAID:
        _insert_quietly(doing, said.table, _kept(files, said))


def _correct(doing: Act, file: FileExamination, workbook: str) -> bool:
    before = doing.changes
    row = _asked(file, file_row(file, workbook))
    place = {name: row.pop(name) for name in ("workbook", "locator")}
    doing.update(examined_files, {"file_ref": file.file_ref}, row)
    for said in SAID:
        for row in said.rows(file):
            _set(doing, said.table, row)
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


def _set(doing: Act, table: Table, row: dict[str, Any]) -> None:
    """Change a row where it differs from what is kept, or add it."""
    key = {column.name: row[column.name] for column in table.primary_key.columns}
    where = [table.c[name] == value for name, value in key.items()]
    known = doing.connection.execute(select(table).where(*where)).mappings().first()
    if known is None:
        doing.insert(table, row)
    else:
        doing.update(table, key, row, known=known)


def _kept(files: Iterable[FileExamination], kind: Said) -> list[tuple[Any, ...]]:
    """Return the rows of what was said on files, in their tables' columns: reference, id, place."""
    rows: list[tuple[Any, ...]] = []
    # An archive says few different things, and each of them is one object.
    met: dict[int, tuple[str, ...]] = {}
    for file in files:
        for position, said in enumerate(kind.on(file)):
            values = met.get(id(said))
            if values is None:
                values = met[id(said)] = kind.values(said)
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
