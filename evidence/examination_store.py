"""The tables of the file examination: files, answers and graded feedback.

Taking a corrected workbook in again changes only what differs, cell by cell, so that the
log says what was corrected, by whom and when.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, select

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.examination.answers import (
    Answer,
    DcpAnswer,
    FeedbackAnswer,
    FileExamination,
    Judgement,
)

Row = Mapping[Any, Any]

examined_files = Table(
    "examined_files",
    metadata,
    Column("file_ref", String(40), primary_key=True),
    Column("urn", String(40), nullable=False),
    Column("area", String(120), nullable=False),
    Column("court", String(40), nullable=False),
    Column("iqa_date", String(10), nullable=False),
    Column("dip_sampler_grade", String(20), nullable=False),
    Column("dcp_comments", Boolean, nullable=False),
    Column("dip_sampler_comments", Boolean, nullable=False),
    Column("workbook", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("file_ref", String(40), ForeignKey("examined_files.file_ref"), primary_key=True),
    Column("question_id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("dcp_answer", String(20), nullable=False),
    Column("judgement", String(20), nullable=False),
    Column("categories", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

feedback_answers = Table(
    "feedback_answers",
    metadata,
    Column("file_ref", String(40), ForeignKey("examined_files.file_ref"), primary_key=True),
    Column("question_id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("answer", String(40), nullable=False),
)


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
            given = connection.execute(select(answers)).mappings().all()
            graded = connection.execute(select(feedback_answers)).mappings().all()
        return files_from(found, given, graded)

    def workbook_of(self, file_ref: str) -> tuple[str, str]:
        """Return the workbook and the place in it that an examined file came from."""
        query = select(examined_files.c.workbook, examined_files.c.locator).where(
            examined_files.c.file_ref == file_ref
        )
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return ("", "") if row is None else (row[0], row[1])


def files_from(
    found: Iterable[Row], given: Iterable[Row], graded: Iterable[Row]
) -> tuple[FileExamination, ...]:
    """Return files from their rows, and the rows of their answers in any order."""
    said = _by_file(sorted(given, key=_place), _answer)
    grades = _by_file(sorted(graded, key=_place), _grade)
    return tuple(
        _file(row, said.get(row["file_ref"], ()), grades.get(row["file_ref"], ())) for row in found
    )


def take_files(doing: Act, files: Iterable[FileExamination], workbook: str) -> Taken:
    """Write the files of one workbook; what is there already is changed where it differs."""
    rows = doing.connection.execute(select(examined_files.c.file_ref, examined_files.c.withdrawn))
    gone = {row[0]: row[1] for row in rows}
    counts = {"new": 0, "corrected": 0, "same": 0}
    for file in files:
        if file.file_ref not in gone:
            _add(doing, file, workbook)
            counts["new"] += 1
            continue
        corrected = _correct(doing, file, workbook)
        back = gone[file.file_ref]
        counts["new" if back else "corrected" if corrected else "same"] += 1
    return Taken(**counts)


def _add(doing: Act, file: FileExamination, workbook: str) -> None:
    doing.insert(examined_files, {"file_ref": file.file_ref, **_file_row(file, workbook)})
    # The answers stand and fall with their file, whose entry in the log is enough.
    _insert_quietly(doing, answers, _answer_rows(file))
    _insert_quietly(doing, feedback_answers, _grade_rows(file))


def _correct(doing: Act, file: FileExamination, workbook: str) -> bool:
    before = doing.changes
    row = _file_row(file, workbook)
    place = {name: row.pop(name) for name in ("workbook", "locator")}
    doing.update(examined_files, {"file_ref": file.file_ref}, row)
    for table, rows in ((answers, _answer_rows(file)), (feedback_answers, _grade_rows(file))):
        for answer in rows:
            key = {name: answer.pop(name) for name in ("file_ref", "question_id")}
            if _present(doing, table, key):
                doing.update(table, key, answer)
            else:
                doing.insert(table, {**key, **answer})
    corrected = doing.changes > before
    # Where it stands now is written too, but is no correction by itself.
    doing.update(examined_files, {"file_ref": file.file_ref}, place)
    return corrected


def _present(doing: Act, table: Table, key: Row) -> bool:
    where = [table.c[name] == value for name, value in key.items()]
    return doing.connection.execute(select(table).where(*where)).first() is not None


def _insert_quietly(doing: Act, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        doing.connection.execute(table.insert(), rows)


def _file_row(file: FileExamination, workbook: str) -> dict[str, Any]:
    return {
        "urn": file.urn,
        "area": file.area,
        "court": file.court,
        "iqa_date": file.iqa_date.isoformat(),
        "dip_sampler_grade": file.dip_sampler_grade,
        "dcp_comments": file.dcp_comments,
        "dip_sampler_comments": file.dip_sampler_comments,
        "workbook": workbook,
        "locator": file.locator,
        "withdrawn": False,
    }


def _answer_rows(file: FileExamination) -> list[dict[str, Any]]:
    return [
        {
            "file_ref": file.file_ref,
            "question_id": answer.question_id,
            "position": position,
            "dcp_answer": answer.dcp_answer.value,
            "judgement": answer.judgement.value,
            "categories": json.dumps(answer.categories),
            "reason": answer.reason,
        }
        for position, answer in enumerate(file.answers)
    ]


def _grade_rows(file: FileExamination) -> list[dict[str, Any]]:
    return [
        {
            "file_ref": file.file_ref,
            "question_id": graded.question_id,
            "position": position,
            "answer": graded.answer,
        }
        for position, graded in enumerate(file.feedback)
    ]


def _by_file(rows: Iterable[Row], make: Any) -> dict[str, tuple[Any, ...]]:
    made: dict[str, list[Any]] = {}
    for row in rows:
        made.setdefault(row["file_ref"], []).append(make(row))
    return {file_ref: tuple(values) for file_ref, values in made.items()}


def _place(row: Row) -> tuple[str, int]:
    return row["file_ref"], row["position"]


def _answer(row: Row) -> Answer:
    return Answer(
        row["question_id"],
        DcpAnswer(row["dcp_answer"]),
        Judgement(row["judgement"]),
        tuple(json.loads(row["categories"])),
        row["reason"],
    )


def _grade(row: Row) -> FeedbackAnswer:
    return FeedbackAnswer(row["question_id"], row["answer"])


def _file(
    row: Row, given: tuple[Answer, ...], graded: tuple[FeedbackAnswer, ...]
) -> FileExamination:
    return FileExamination(
        row["file_ref"],
        row["urn"],
        row["area"],
        row["court"],
        date.fromisoformat(row["iqa_date"]),
        row["dip_sampler_grade"],
        row["dcp_comments"],
        row["dip_sampler_comments"],
        given,
        graded,
        row["locator"],
    )
