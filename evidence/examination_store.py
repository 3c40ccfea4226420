"""The files examined so far: writing them, and reading them back.

Taking a corrected workbook in again changes only what differs, cell by cell, so that the
log says what was corrected, by whom and when.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, select, update

from evidence.audit import Act
from evidence.database import Database
from evidence.examination.answers import FileExamination
from evidence.examination_rows import SAID, Said, examined_files, file_row, gathered
from evidence.examination_said import Numbering, Sayings, files_of
from evidence.steady import keeping_all

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
        with keeping_all(), self.database.reading() as connection:
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
            apart = [gathered(_rows(connection, said), said.kept) for said in SAID]
            return tuple(files_of(found, Sayings(connection), apart))

    def cases(self) -> list[tuple[str, str]]:
        """Return the reference and the URN of each file that counts."""
        query = select(examined_files.c.file_ref, examined_files.c.urn).where(
            ~examined_files.c.withdrawn
        )
        with self.database.reading() as connection:
            return [(row[0], row[1]) for row in connection.execute(query)]

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
    taking = _Taking(doing, workbook)
    counts = {"new": 0, "corrected": 0, "same": 0}
    waiting = iter(files)
    while part := list(islice(waiting, _AT_ONCE)):
        for what in taking.take(part):
            counts[what] += 1
    return Taken(**counts)


class _Taking:
    """The taking in of one workbook, some files at a time."""

    def __init__(self, doing: Act, workbook: str) -> None:
        self.doing = doing
        self.workbook = workbook
        self._numbering = Numbering(doing.connection)
        self._sayings: Sayings | None = None

    def take(self, files: Sequence[FileExamination]) -> Iterator[str]:
        """Write files, and yield of each whether it is new, corrected or the same."""
        refs = [file.file_ref for file in files]
        query = select(examined_files).where(examined_files.c.file_ref.in_(refs))
        known = {r["file_ref"]: r for r in self.doing.connection.execute(query).mappings()}
        waiting: list[FileExamination] = []
        for file in files:
            row = known.get(file.file_ref)
            if row is None:
                waiting.append(file)
                yield "new"
                continue
            # The log keeps what was done in the order of the workbook.
            self._add(waiting)
            waiting = []
            corrected = self._correct(file, row)
            yield "new" if row["withdrawn"] else "corrected" if corrected else "same"
        self._add(waiting)

    def _add(self, files: Sequence[FileExamination]) -> None:
        """Write new files, all in one go: a national archive has 100,000 of them."""
        rows = [
            {
                "file_ref": file.file_ref,
                **file_row(file, self.workbook),
                "said": self._numbering.packed(file),
            }
            for file in files
        ]
        self._numbering.write_new()
        # What is said stands and falls with its file, whose entry in the log is enough.
        self.doing.insert_many(examined_files, rows, unlogged=("said",))

    def _correct(self, file: FileExamination, known: Mapping[Any, Any]) -> bool:
        doing, key = self.doing, {"file_ref": file.file_ref}
        before = doing.changes
        row = _asked(file, file_row(file, self.workbook))
        place = {name: row.pop(name) for name in ("workbook", "locator")}
        doing.update(examined_files, key, row, known=known)
        if known["said"] is None or known["said"] != self._numbering.packed(file):
            self._set_apart(file.file_ref, known["said"])
            for said in SAID:
                for answer in said.rows(file):
                    _set(doing, said.table, answer)
        corrected = doing.changes > before
        # Where it stands now is written too, but is no correction by itself.
        doing.update(examined_files, key, place, known=known)
        return corrected

    def _set_apart(self, file_ref: str, packed: bytes | None) -> None:
        """Give what is said on a file rows of its own, so that a correction is told by each."""
        if packed is None:
            return
        self._sayings = self._sayings or Sayings(self.doing.connection)
        for said, things in zip(SAID, self._sayings.on(packed), strict=True):
            _insert_quietly(self.doing.connection, said, file_ref, things)
        of_file = examined_files.c.file_ref == file_ref
        self.doing.connection.execute(update(examined_files).where(of_file).values(said=None))


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


def _insert_quietly(
    connection: Connection, said: Said, file_ref: str, things: Sequence[Any]
) -> None:
    """Add the rows of what is said, without entries in the log: nothing has changed by it."""
    if rows := [{"file_ref": file_ref, **row} for row in said.rows_of(things)]:
        connection.execute(said.table.insert(), rows)
