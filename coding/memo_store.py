"""Memos in the store: added, withdrawn, and listed in one place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coding.codebook_tables import memos
from coding.memos import About, Memo
from evidence.audit import Act
from evidence.database import Database
from evidence.errors import UnknownMemo
from evidence.identity import numbered

Row = Mapping[Any, Any]


def memos_of(database: Database, *, about_id: str = "") -> list[Memo]:
    """Return the memos that stand, or those about one thing, in the order of writing."""
    query = select(memos).where(~memos.c.withdrawn).order_by(memos.c.at, memos.c.memo_id)
    if about_id:
        query = query.where(memos.c.about_id == about_id)
    with database.reading() as connection:
        return [_memo_of(row) for row in connection.execute(query).mappings()]


def add_memo(doing: Act, about: About, about_id: str, text: str) -> Memo:
    """Write a memo in the name of who acts."""
    number = doing.next_number(memos, "memo_id", "M")
    memo = Memo(numbered("M", number, width=4), about, about_id, text, doing.actor.name, doing.at)
    doing.insert(memos, _memo_row(memo))
    return memo


def withdraw_memo(doing: Act, memo_id: str) -> None:
    """Take a memo back; it stays in the store.

    Raises:
        UnknownMemo: there is none of that id that stands.
    """
    query = select(memos.c.memo_id).where(memos.c.memo_id == memo_id, ~memos.c.withdrawn)
    if doing.connection.execute(query).first() is None:
        raise UnknownMemo(f"there is no memo {memo_id}", way_out="iqa code memo list")
    doing.update(memos, {"memo_id": memo_id}, {"withdrawn": True})


def _memo_row(memo: Memo) -> dict[str, Any]:
    return {
        "memo_id": memo.memo_id,
        "about": memo.about.value,
        "about_id": memo.about_id,
        "text": memo.text,
        "author": memo.author,
        "at": memo.at.isoformat(),
        "withdrawn": memo.withdrawn,
    }


def _memo_of(row: Row) -> Memo:
    return Memo(
        row["memo_id"],
        About(row["about"]),
        row["about_id"],
        row["text"],
        row["author"],
        datetime.fromisoformat(row["at"]),
        row["withdrawn"],
    )
