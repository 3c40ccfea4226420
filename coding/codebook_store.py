"""The codebook as it stands and as it was: versions kept whole, codings moved with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from coding.codebook import Codebook, Retired, codebook_of
from coding.codebook_look import with_looks
from coding.codebook_tables import codebooks
from coding.coding_tables import codings, suggestions
from coding.store import set_status
from coding.suggestions import SuggestionStatus
from evidence.audit import Act
from evidence.errors import CodebookInvalid
from evidence.framework import CodeDefinition
from evidence.workspace import Workspace

Row = Mapping[Any, Any]


def codebook(workspace: Workspace, version: int | None = None) -> Codebook:
    """Return the codebook, or an earlier version of it; the first is the framework's.

    Raises:
        CodebookInvalid: there is no such version.
    """
    query = select(codebooks).where(~codebooks.c.withdrawn).order_by(codebooks.c.version.desc())
    if version is not None:
        query = query.where(codebooks.c.version == version)
    with workspace.database.reading() as connection:
        row = connection.execute(query.limit(1)).mappings().one_or_none()
    if row is not None:
        return _codebook(row)
    if version not in {None, 1}:
        raise CodebookInvalid(
            f"the codebook has no version {version}", way_out="iqa codebook show --versions"
        )
    first = codebook_of(workspace.inspection.framework)
    return Codebook(with_looks(first.codes))


def versions(workspace: Workspace) -> tuple[tuple[int, datetime, str, str], ...]:
    """Return the later versions that stand: number, when, by whom and why."""
    query = select(codebooks).where(~codebooks.c.withdrawn).order_by(codebooks.c.version)
    with workspace.database.reading() as connection:
        return tuple(
            (row["version"], datetime.fromisoformat(row["at"]), row["made_by"], row["why"])
            for row in connection.execute(query).mappings()
        )


def add_version(doing: Act, book: Codebook, why: str) -> int:
    """Write a version and return its number, which no other ever had."""
    last = doing.connection.execute(select(func.max(codebooks.c.version))).scalar() or 1
    standing = select(func.max(codebooks.c.version)).where(~codebooks.c.withdrawn)
    row = {
        "version": last + 1,
        "based_on": doing.connection.execute(standing).scalar() or 1,
        "codes": json.dumps([asdict(code) for code in with_looks(book.codes)]),
        "retired": json.dumps([asdict(gone) for gone in book.retired]),
        "why": why,
        "made_by": doing.actor.name,
        "at": doing.at.isoformat(),
        "withdrawn": False,
    }
    doing.insert(codebooks, row, unlogged=("codes",))
    return last + 1


def move_codings(doing: Act, gone: str, into: str) -> tuple[int, int]:
    """Move every coding of one code to another; return how many moved, and were there already.

    Where the same person coded just these words under both, with one polarity, one of the two
    is withdrawn. Open suggestions of the code lapse.
    """
    moved = there = 0
    mine = select(codings).where(codings.c.code_id == gone, ~codings.c.withdrawn)
    for row in doing.connection.execute(mine).mappings().all():
        key = {"coding_id": row["coding_id"]}
        if _has_twin(doing, row, into):
            doing.update(codings, key, {"withdrawn": True})
            there += 1
        else:
            doing.update(codings, key, {"code_id": into})
            moved += 1
    open_now = select(suggestions.c.suggestion_id).where(
        suggestions.c.code_id == gone, suggestions.c.status == SuggestionStatus.OPEN.value
    )
    for suggestion_id in doing.connection.execute(open_now).scalars().all():
        set_status(doing, suggestion_id, SuggestionStatus.LAPSED)
    return moved, there


def _has_twin(doing: Act, row: Row, into: str) -> bool:
    same = ("source_id", "start", "end", "polarity", "coder")
    twin = select(codings.c.coding_id).where(
        codings.c.code_id == into,
        ~codings.c.withdrawn,
        *(codings.c[name] == row[name] for name in same),
    )
    return doing.connection.execute(twin.limit(1)).first() is not None


def _codebook(row: Row) -> Codebook:
    return Codebook(
        tuple(
            CodeDefinition(**{**code, "examples": tuple(code["examples"])})
            for code in json.loads(row["codes"])
        ),
        row["version"],
        tuple(Retired(**gone) for gone in json.loads(row["retired"])),
    )
