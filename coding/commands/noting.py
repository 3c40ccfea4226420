"""Memos: `code memo add|list|remove`, on a coding, a source, a code or the inspection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from coding.commands.reviewing import code
from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from coding.memos import About
    from evidence.workspace import Workspace

app = typer.Typer()
memo = typer.Typer(no_args_is_help=True, help="What you note while you read, in one place.")
code.add_typer(memo, name="memo")

_LIST = ("iqa code memo list", "all memos in one place")
_CODING = re.compile(r"C\d+", re.I)


@memo.command("add")
def add(
    context: typer.Context,
    about: Annotated[
        str, typer.Argument(help="A coding, a source, a code, or the word 'inspection'.")
    ],
    text: Annotated[str, typer.Argument(help="What to note.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Note something about a coding, a source, a code or the inspection."""
    from coding.memo_store import add_memo
    from evidence.audit import act

    if not text.strip():
        raise typer.BadParameter("a memo says something")
    session: Session = context.obj
    with session.workspace() as workspace:
        kind, about_id = _about(workspace, about)
        said = f"memo on {kind.value} {about_id}".rstrip()
        if dry_run:
            console.would(f"Would write a {said}.", as_json=as_json)
            return
        with act(
            workspace.database, session.actor, session.at, command="code memo add", summary=said
        ) as doing:
            made = add_memo(doing, kind, about_id, text.strip())
        if as_json:
            console.show_json(
                {"memo_id": made.memo_id, "about": kind.value, "about_id": about_id or None}
            )
        console.say(f"{made.memo_id}: {said}", as_json=as_json)
        console.next_steps(_LIST, ("iqa undo", "take that back"), as_json=as_json)


@memo.command("list")
def list_memos(
    context: typer.Context,
    about: Annotated[str, typer.Option(help="Only on this coding, source or code.")] = "",
    as_json: Json = False,
) -> None:
    """List the memos, with the remarks kept with codings."""
    from coding.memo_store import memos_of
    from coding.store import CodingStore

    session: Session = context.obj
    with session.workspace() as workspace:
        about_id = _about(workspace, about)[1] if about else ""
        rows = [
            (m.memo_id, m.about.value, m.about_id, m.author, m.at, m.text)
            for m in memos_of(workspace.database, about_id=about_id)
        ]
        rows += [
            ("", "coding", c.coding_id, c.coder, c.at, c.memo)
            for c in CodingStore(workspace.database).codings()
            if c.memo and about_id in {"", c.coding_id}
        ]
        rows.sort(key=lambda row: (row[4], row[0]))
    if as_json:
        console.show_json(
            {
                "memos": [
                    {
                        "memo_id": memo_id or None,
                        "about": kind,
                        "about_id": of or None,
                        "author": author,
                        "at": at.isoformat(),
                        "text": text,
                    }
                    for memo_id, kind, of, author, at, text in rows
                ]
            }
        )
        return
    console.table(
        ("Memo", "On", "By", "When", "What"),
        [
            (memo_id or "-", f"{kind} {of}".strip(), author, f"{at:%d %b %Y}", text)
            for memo_id, kind, of, author, at, text in rows
        ],
    )
    console.say(console.plural(len(rows), "memo"))
    console.next_steps(("iqa code memo add ABOUT TEXT", "note something"))


@memo.command("remove")
def remove(
    context: typer.Context,
    memo_id: Annotated[str, typer.Argument(metavar="MEMO", help="A memo, such as M0003.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take a memo back: it stays in the store and is no longer listed."""
    from coding.memo_store import withdraw_memo
    from evidence.audit import act

    session: Session = context.obj
    with session.workspace() as workspace:
        if dry_run:
            console.would(f"Would take back {memo_id}.", as_json=as_json)
            return
        said = f"took back {memo_id}"
        with act(
            workspace.database, session.actor, session.at, command="code memo remove", summary=said
        ) as doing:
            withdraw_memo(doing, memo_id)
        if as_json:
            console.show_json({"memo_id": memo_id, "withdrawn": True})
        console.say(f"Took back {memo_id}.", as_json=as_json)
        console.next_steps(_LIST, ("iqa undo", "take that back"), as_json=as_json)


def _about(workspace: Workspace, name: str) -> tuple[About, str]:
    """Return what a memo is about: a coding, a code, the inspection, or else a source."""
    from coding.codebook_store import codebook
    from coding.memos import About
    from coding.places import source_named
    from coding.store import CodingStore
    from evidence.errors import UnknownMemo, UnknownSource

    if name.casefold() == "inspection":
        return About.INSPECTION, ""
    if _CODING.fullmatch(name):
        return About.CODING, CodingStore(workspace.database).coding(name.upper()).coding_id
    if any(known.code_id == name for known in codebook(workspace).codes):
        return About.CODE, name
    try:
        return About.SOURCE, source_named(workspace, name).source_id
    except UnknownSource as error:
        raise UnknownMemo(
            f"'{name}' is no coding, code or source, and so no memo can be about it",
            way_out="name a coding (C0031), a code (4a), a source (S014), or write inspection",
        ) from error
