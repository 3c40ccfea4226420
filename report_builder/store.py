"""The report floor's tables: findings with their supports, and drafts byte for byte."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    select,
)

from evidence.audit import Act
from evidence.database import Database, metadata
from evidence.errors import DraftNotFound, UnknownFinding
from report_builder import tree_json
from report_builder.document import Support, SupportKind
from report_builder.drafts import Draft
from report_builder.findings import Finding, FindingKind, FindingStatus, Milestone

Row = Mapping[Any, Any]

findings = Table(
    "findings",
    metadata,
    Column("finding_id", String(40), primary_key=True),
    Column("criterion_id", String(20), nullable=False),
    Column("kind", String(30), nullable=False),
    Column("statement", Text, nullable=False),
    Column("status", String(12), nullable=False),
    Column("owner", Text, nullable=False),
    Column("milestones", Text, nullable=False),
    Column("rests_on", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)

finding_supports = Table(
    "finding_supports",
    metadata,
    Column("finding_id", String(40), ForeignKey("findings.finding_id"), primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("support_id", Text, primary_key=True),
    Column("withdrawn", Boolean, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("stage", String(40), nullable=False),
    Column("tree", Text, nullable=False),
    Column("content_sha256", String(64), nullable=False, index=True),
    Column("sha256", String(64), nullable=False),
    Column("file", LargeBinary, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("made_by", String(200), nullable=False),
    Column("at", String(40), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


class ReportStore:
    """Findings and drafts, as values."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def findings(self) -> list[Finding]:
        """Return the findings that stand, by id."""
        query = select(findings).where(~findings.c.withdrawn).order_by(findings.c.finding_id)
        supporting = select(finding_supports).where(~finding_supports.c.withdrawn)
        supports: dict[str, list[Support]] = {}
        with self.database.reading() as connection:
            for row in connection.execute(supporting).mappings():
                supports.setdefault(row["finding_id"], []).append(
                    Support(SupportKind(row["kind"]), row["support_id"])
                )
            rows = connection.execute(query).mappings().all()
        return [_finding(row, tuple(sorted(supports.get(row["finding_id"], ())))) for row in rows]

    def finding(self, finding_id: str) -> Finding:
        """Return one finding.

        Raises:
            UnknownFinding: there is none of that id, or it was withdrawn.
        """
        for finding in self.findings():
            if finding.finding_id == finding_id:
                return finding
        raise UnknownFinding(f"there is no finding {finding_id}", way_out="iqa finding list")

    def draft(self, number: int | None = None) -> Draft:
        """Return the draft of that number, or the newest.

        Raises:
            DraftNotFound: there is none of that number, or none at all.
        """
        query = select(*_DRAFT_COLUMNS).where(~drafts.c.withdrawn).order_by(drafts.c.number.desc())
        if number is not None:
            query = query.where(drafts.c.number == number)
        with self.database.reading() as connection:
            row = connection.execute(query.limit(1)).mappings().one_or_none()
        if row is None:
            wanted = "no draft yet" if number is None else f"no draft {number}"
            raise DraftNotFound(f"there is {wanted}", way_out="iqa report build")
        return _draft(row)

    def draft_numbers(self) -> list[int]:
        """Return the numbers of the drafts that stand, oldest first."""
        query = select(drafts.c.number).where(~drafts.c.withdrawn).order_by(drafts.c.number)
        with self.database.reading() as connection:
            return list(connection.execute(query).scalars())

    def next_number(self) -> int:
        """Return the number that the next draft gets; withdrawn drafts keep theirs."""
        with self.database.reading() as connection:
            return _next_number(connection)

    def file_of(self, number: int) -> bytes:
        """Return a draft's Word file as it was built."""
        query = select(drafts.c.file).where(drafts.c.number == number)
        with self.database.reading() as connection:
            return bytes(connection.execute(query).scalar_one())


def add_finding(doing: Act, finding: Finding) -> None:
    """Write a new finding and what it rests on."""
    doing.insert(findings, {"finding_id": finding.finding_id, **columns_of(finding)})
    for support in finding.supports:
        add_support(doing, finding.finding_id, support)


def columns_of(finding: Finding) -> dict[str, Any]:
    """Return a finding's own columns, its id and its supports left out."""
    return {
        "criterion_id": finding.criterion_id,
        "kind": finding.kind.value,
        "statement": finding.statement,
        "status": finding.status.value,
        "owner": finding.owner,
        "milestones": json.dumps([[m.due.isoformat(), m.text] for m in finding.milestones]),
        "rests_on": json.dumps(finding.rests_on),
        "made_by": finding.made_by,
        "at": finding.at.isoformat(),
        "withdrawn": finding.withdrawn,
    }


def add_support(doing: Act, finding_id: str, support: Support) -> None:
    """Let a finding rest on one thing more; safe to say twice."""
    key = {
        "finding_id": finding_id,
        "kind": support.kind.value,
        "support_id": support.support_id,
    }
    where = [finding_supports.c[name] == value for name, value in key.items()]
    if doing.connection.execute(select(finding_supports).where(*where)).first() is None:
        doing.insert(finding_supports, {**key, "withdrawn": False})
    else:
        doing.update(finding_supports, key, {"withdrawn": False})


def next_finding_number(doing: Act, criterion_id: str) -> int:
    """Return the number that the next finding on a criterion gets."""
    return doing.next_number(findings, "finding_id", f"F-{criterion_id}-")


def next_draft_number(doing: Act) -> int:
    """Return the number that the next draft gets; withdrawn drafts keep theirs."""
    return _next_number(doing.connection)


def _next_number(connection: Connection) -> int:
    return 1 + max(connection.execute(select(drafts.c.number)).scalars(), default=0)


def add_draft(doing: Act, draft: Draft, file: bytes) -> None:
    """Keep a built report, its tree and its bytes."""
    doing.insert(
        drafts,
        {
            "number": draft.number,
            "stage": draft.stage,
            "tree": tree_json.dumps(draft.document),
            "content_sha256": draft.content_sha256,
            "sha256": draft.sha256,
            "file": file,
            "file_name": draft.file_name,
            "made_by": draft.made_by,
            "at": draft.at.isoformat(),
            "withdrawn": False,
        },
        unlogged=("tree", "file"),
    )


_DRAFT_COLUMNS = [column for column in drafts.c if column.name != "file"]


def _draft(row: Row) -> Draft:
    return Draft(
        row["number"],
        row["stage"],
        tree_json.loads(row["tree"]),
        row["content_sha256"],
        row["sha256"],
        row["file_name"],
        row["made_by"],
        datetime.fromisoformat(row["at"]),
    )


def _finding(row: Row, supports: tuple[Support, ...]) -> Finding:
    return Finding(
        row["finding_id"],
        row["criterion_id"],
        FindingKind(row["kind"]),
        row["statement"],
        FindingStatus(row["status"]),
        supports,
        row["made_by"],
        datetime.fromisoformat(row["at"]),
        row["owner"],
        tuple(
            Milestone(date.fromisoformat(due), words)
            for due, words in json.loads(row["milestones"])
        ),
        tuple(json.loads(row["rests_on"])),
        row["withdrawn"],
    )
