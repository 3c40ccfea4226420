"""The table of documents that show comments which the IQA application does not hold.

"In the event that no comments have been recorded ... we will provide the relevant URN(s) to
the Area to allow the Area to provide us with any documents that demonstrate that comments and
feedback were provided" (scoping document F, file examination).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text, select

from evidence.audit import Act
from evidence.database import Database, metadata


class Commenter(StrEnum):
    """Whose comments a document shows: the DCP's to the prosecutor, or those to the DCP."""

    DCP = "dcp"
    DIP_SAMPLER = "dip_sampler"


comment_documents = Table(
    "comment_documents",
    metadata,
    Column("file_ref", String(40), ForeignKey("examined_files.file_ref"), primary_key=True),
    Column("commenter", String(20), primary_key=True),
    Column("source_id", String(20), ForeignKey("sources.source_id"), primary_key=True),
    Column("note", Text, nullable=False),
    Column("recorded_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


@dataclass(frozen=True, slots=True)
class CommentDocument:
    """A source that shows that somebody did comment on a file."""

    file_ref: str
    commenter: Commenter
    source_id: str
    note: str = ""


class CommentStore:
    """The documents that Areas sent of comments."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def documents(self) -> tuple[CommentDocument, ...]:
        """Return those that count, by file."""
        query = (
            select(comment_documents)
            .where(~comment_documents.c.withdrawn)
            .order_by(
                comment_documents.c.file_ref,
                comment_documents.c.commenter,
                comment_documents.c.source_id,
            )
        )
        with self.database.reading() as connection:
            return tuple(
                CommentDocument(
                    row["file_ref"], Commenter(row["commenter"]), row["source_id"], row["note"]
                )
                for row in connection.execute(query).mappings()
            )


def add_comment_document(doing: Act, made: CommentDocument) -> bool:
    """Write that a source shows comments; return whether that is new."""
    key = {
        "file_ref": made.file_ref,
        "commenter": made.commenter.value,
        "source_id": made.source_id,
    }
    where = [comment_documents.c[name] == value for name, value in key.items()]
    if doing.connection.execute(select(comment_documents.c.note).where(*where)).first():
        return doing.update(comment_documents, key, {"note": made.note, "withdrawn": False})
    row = {
        **key,
        "note": made.note,
        "recorded_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    doing.insert(comment_documents, row)
    return True
