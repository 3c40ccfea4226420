"""The tables of the file examination, and its rows: files, answers, graded feedback, records."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from evidence.database import metadata
from evidence.examination.answers import (
    Answer,
    DcpAnswer,
    DipSamplerView,
    FeedbackAnswer,
    FileExamination,
    Judgement,
    RecordAnswer,
    Recorded,
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
    # None, or "" of a text, is what a form did not ask or nobody knows.
    Column("themed", Boolean, nullable=True),
    Column("dip_sampler_view", String(20), nullable=False, server_default=""),
    Column("disputed", Text, nullable=False, server_default="[]"),
    Column("shared_on", String(10), nullable=False, server_default=""),
    Column("commented_on", String(10), nullable=False, server_default=""),
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

file_records = Table(
    "file_records",
    metadata,
    Column("file_ref", String(40), ForeignKey("examined_files.file_ref"), primary_key=True),
    Column("record_id", String(40), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("answer", String(20), nullable=False),
)


def files_from(
    found: Iterable[Row],
    given: Iterable[Row],
    graded: Iterable[Row],
    recorded: Iterable[Row] = (),
) -> tuple[FileExamination, ...]:
    """Return files from their rows, and the rows of their answers in any order."""
    said = _by_file(sorted(given, key=_place), _answer)
    grades = _by_file(sorted(graded, key=_place), _grade)
    records = _by_file(sorted(recorded, key=_place), _record)
    return tuple(
        _file(
            row,
            said.get(row["file_ref"], ()),
            grades.get(row["file_ref"], ()),
            records.get(row["file_ref"], ()),
        )
        for row in found
    )


def file_row(file: FileExamination, workbook: str) -> dict[str, Any]:
    """Return a file's own row, without its reference."""
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
        "themed": file.themed,
        "dip_sampler_view": file.dip_sampler_view.value if file.dip_sampler_view else "",
        "disputed": json.dumps(file.disputed),
        "shared_on": file.shared_on.isoformat() if file.shared_on else "",
        "commented_on": file.commented_on.isoformat() if file.commented_on else "",
    }


def answer_rows(file: FileExamination) -> list[dict[str, Any]]:
    """Return the rows of a file's answers, in their order."""
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


def grade_rows(file: FileExamination) -> list[dict[str, Any]]:
    """Return the rows of a file's graded feedback, in their order."""
    return [
        {
            "file_ref": file.file_ref,
            "question_id": graded.question_id,
            "position": position,
            "answer": graded.answer,
        }
        for position, graded in enumerate(file.feedback)
    ]


def record_rows(file: FileExamination) -> list[dict[str, Any]]:
    """Return the rows of a file's records, in their order."""
    return [
        {
            "file_ref": file.file_ref,
            "record_id": recorded.record_id,
            "position": position,
            "answer": recorded.answer.value,
        }
        for position, recorded in enumerate(file.records)
    ]


def _by_file(rows: Iterable[Row], make: Any) -> dict[str, tuple[Any, ...]]:
    made: dict[str, list[Any]] = {}
    for row in rows:
        made.setdefault(row["file_ref"], []).append(make(row))
    return {file_ref: tuple(values) for file_ref, values in made.items()}


def _place(row: Row) -> tuple[str, int]:
    return row["file_ref"], row["position"]


def _answer(row: Row) -> Answer:
    said = (
        row[name] for name in ("question_id", "dcp_answer", "judgement", "categories", "reason")
    )
    return _kept_answer(*said)


@lru_cache(maxsize=65_536)
def _kept_answer(
    question_id: str, dcp_answer: str, judgement: str, categories: str, reason: str
) -> Answer:
    """Return an answer, the same one each time: an archive has few different ones."""
    return Answer(
        question_id,
        DcpAnswer(dcp_answer),
        Judgement(judgement),
        tuple(json.loads(categories)),
        reason,
    )


def _grade(row: Row) -> FeedbackAnswer:
    return FeedbackAnswer(row["question_id"], row["answer"])


def _record(row: Row) -> RecordAnswer:
    return RecordAnswer(row["record_id"], Recorded(row["answer"]))


def _file(
    row: Row,
    given: tuple[Answer, ...],
    graded: tuple[FeedbackAnswer, ...],
    recorded: tuple[RecordAnswer, ...],
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
        recorded,
        row["themed"],
        DipSamplerView(row["dip_sampler_view"]) if row["dip_sampler_view"] else None,
        tuple(json.loads(row["disputed"])),
        _day(row["shared_on"]),
        _day(row["commented_on"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
