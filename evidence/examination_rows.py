"""The tables of the file examination, and its rows: files, answers, graded feedback, records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

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
Kind = TypeVar("Kind")

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
    # The numbers of what is said on the file, or None where that has rows of its own.
    Column("said", LargeBinary, nullable=True),
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


def gathered(
    rows: Iterable[Sequence[Any]], make: Callable[..., Kind]
) -> dict[str, tuple[Kind, ...]]:
    """Return what rows of file, position and values make, by file and in their places."""
    made: dict[str, list[tuple[int, Kind]]] = {}
    make = lru_cache(maxsize=65_536)(make)  # the same thing is one object, kept once
    for file_ref, position, *values in rows:
        made.setdefault(file_ref, []).append((position, make(*values)))
    return {ref: tuple(k for _, k in sorted(kinds, key=_first)) for ref, kinds in made.items()}


def _first(placed: tuple[int, Any]) -> int:
    return placed[0]


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
        "disputed": _as_list(file.disputed),
        "shared_on": file.shared_on.isoformat() if file.shared_on else "",
        "commented_on": file.commented_on.isoformat() if file.commented_on else "",
    }


def _kept_answer(
    question_id: str, dcp_answer: str, judgement: str, categories: str, reason: str
) -> Answer:
    """Return an answer from what is kept of it."""
    return Answer(
        question_id,
        DcpAnswer(dcp_answer),
        Judgement(judgement),
        _listed(categories),
        reason,
    )


def _kept_grade(question_id: str, answer: str) -> FeedbackAnswer:
    """Return a graded answer from what is kept of it."""
    return FeedbackAnswer(question_id, answer)


def _kept_record(record_id: str, answer: str) -> RecordAnswer:
    """Return a record from what is kept of it."""
    return RecordAnswer(record_id, Recorded(answer))


@lru_cache(maxsize=4096)
def _as_list(words: tuple[str, ...]) -> str:
    """Return words as they are kept in one column."""
    return json.dumps(words)


@lru_cache(maxsize=4096)
def _listed(kept: str) -> tuple[str, ...]:
    """Return the words that are kept in one column."""
    return tuple(json.loads(kept))


def _answer_values(answer: Answer) -> tuple[str, ...]:
    """Return an answer as it is kept, in the order of its columns."""
    return (
        answer.question_id,
        answer.dcp_answer.value,
        answer.judgement.value,
        _as_list(answer.categories),
        answer.reason,
    )


def _grade_values(graded: FeedbackAnswer) -> tuple[str, ...]:
    """Return a graded answer as it is kept."""
    return (graded.question_id, graded.answer)


def _record_values(recorded: RecordAnswer) -> tuple[str, ...]:
    """Return a record as it is kept."""
    return (recorded.record_id, recorded.answer.value)


@dataclass(frozen=True, slots=True)
class Said:
    """A kind of what is said on a file: where it is kept, and how it becomes a row and comes back.

    `names` are the columns besides the file and the position; the first of them is the key.
    """

    table: Table
    names: tuple[str, ...]
    on: Callable[[FileExamination], Sequence[Any]]
    values: Callable[[Any], tuple[str, ...]]
    kept: Callable[..., Any]

    @property
    def kind(self) -> str:
        """What the kind is called where it is written down: the name of its table."""
        return str(self.table.name)

    def rows(self, file: FileExamination) -> Iterator[dict[str, Any]]:
        """Yield the rows of what is said on a file, in their order."""
        for row in self.rows_of(self.on(file)):
            yield {"file_ref": file.file_ref, **row}

    def rows_of(self, things: Sequence[Any]) -> Iterator[dict[str, Any]]:
        """Yield the rows of things said, in their order, without the file that they are of."""
        for position, said in enumerate(things):
            yield {"position": position, **dict(zip(self.names, self.values(said), strict=True))}


SAID = (
    Said(
        answers,
        ("question_id", "dcp_answer", "judgement", "categories", "reason"),
        attrgetter("answers"),
        _answer_values,
        _kept_answer,
    ),
    Said(
        feedback_answers,
        ("question_id", "answer"),
        attrgetter("feedback"),
        _grade_values,
        _kept_grade,
    ),
    Said(
        file_records,
        ("record_id", "answer"),
        attrgetter("records"),
        _record_values,
        _kept_record,
    ),
)
"""In the order in which `files_of` takes them."""


def file_of(
    row: Row,
    given: tuple[Answer, ...],
    graded: tuple[FeedbackAnswer, ...],
    recorded: tuple[RecordAnswer, ...],
) -> FileExamination:
    """Return a file from its row, and what is said on it."""
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
        _listed(row["disputed"]),
        _day(row["shared_on"]),
        _day(row["commented_on"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
