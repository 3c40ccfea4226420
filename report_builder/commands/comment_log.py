"""The commands of the comment log: `comments import|list|show|check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.workspace import Workspace
    from report_builder.comments.entry import Entry
    from report_builder.comments.taking import Taken

app = typer.Typer()
comments = typer.Typer(
    no_args_is_help=True, help="What the CPS said of a draft, and what is answered to it."
)
app.add_typer(comments, name="comments", rich_help_panel="Report")
_SHOWN = 70


@comments.command("import")
def import_comments(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Returned copies, letters or tables.")
    ],
    draft: Annotated[
        int | None, typer.Option(help="The draft they are about; else found from the file.")
    ] = None,
    author: Annotated[
        str, typer.Option("--from", help="Who sent them, where the file does not say.")
    ] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take comments and changes of returned files into the log."""
    from report_builder.comments.opening import Asked
    from report_builder.comments.store import CommentLog
    from report_builder.comments.taking import take_in

    session: Session = context.obj
    with session.workspace() as workspace:
        taken = take_in(
            workspace,
            files,
            session.actor,
            session.at,
            Asked(draft, author),
            only_look=dry_run,
        )
        entries = CommentLog(workspace.database).entries()
    if as_json:
        told = [_taken_json(one) for one in taken]
        console.show_json({"dry_run": dry_run, "files": told, "log": len(entries)})
    for one in taken:
        _say_taken(one, dry=dry_run, as_json=as_json)
    touching = sum(bool(entry.figures) for entry in entries)
    waiting = sum(not entry.answered for entry in entries)
    console.say(
        f"{console.plural(len(entries), 'entry', 'entries')} in the log, {waiting} to answer; "
        f"{touching} touch a number.",
        as_json=as_json,
    )
    console.next_steps(
        ("iqa comments list --open", "what is still to answer"),
        ("iqa comments respond CPS-001 accept", "accept, part or reject"),
        ("iqa comments check", "prove that none is lost"),
        as_json=as_json,
    )
    if any(one.unplaced for one in taken):
        console.leave(console.PERSON_MUST_LOOK)


def _taken_json(one: Taken) -> dict[str, Any]:
    return {
        "path": str(one.path),
        "outcome": one.outcome,
        "draft": one.draft,
        **one.counts,
        "placed": one.placed,
        "unplaced": len(one.unplaced),
        "to_place": list(one.unplaced),
        "new": one.new,
        "notices": list(one.notices),
    }


def _say_taken(one: Taken, *, dry: bool, as_json: bool) -> None:
    name = one.path.name
    if one.outcome == "same":
        console.say(f"{name}: taken in before; nothing changed.", as_json=as_json)
        return
    counts = ", ".join(
        console.plural(count, _NAMES.get(kind, kind), _PLURALS.get(kind, ""))
        for kind, count in one.counts.items()
        if count
    )
    new = "would be new" if dry else "new in the log"
    console.say(
        f"{name} (draft {one.draft}): {counts or 'nothing'}; {one.new} {new}.", as_json=as_json
    )
    for notice in one.notices:
        console.say(f"  {notice}", as_json=as_json)
    if one.unplaced and not dry:
        told = ", ".join(one.unplaced[:10])
        console.say(f"  To place by hand: {told}", as_json=as_json)


_NAMES = {
    "comments": "comment",
    "replies": "reply",
    "insertions": "tracked insertion",
    "deletions": "tracked deletion",
    "moves": "move",
    "untracked": "change NOT tracked",
    "letter": "point of a letter or table",
}
_PLURALS = {
    "comments": "comments",
    "replies": "replies",
    "insertions": "tracked insertions",
    "deletions": "tracked deletions",
    "moves": "moves",
    "untracked": "changes NOT tracked",
    "letter": "points of a letter or table",
}


@comments.command("list")
def list_comments(
    context: typer.Context,
    only_open: Annotated[bool, typer.Option("--open", help="Only those to answer.")] = False,
    numbers: Annotated[
        bool, typer.Option("--numbers", help="Only those that touch a number.")
    ] = False,
    to: Annotated[str, typer.Option("--to", help="Only those assigned to somebody.")] = "",
    as_json: Json = False,
) -> None:
    """List the log in the order of the report."""
    from report_builder.comments.entry_json import entry_json
    from report_builder.comments.exporting import ordered

    session: Session = context.obj
    with session.workspace() as workspace:
        entries = ordered(workspace)
    found = [
        entry
        for entry in entries
        if not (only_open and entry.answered)
        and not (numbers and not entry.figures)
        and not (to and entry.assigned_to.casefold() != to.casefold())
    ]
    if as_json:
        console.show_json({"comments": [entry_json(entry) for entry in found]})
    elif found:
        rows = [
            (e.entry_id, e.number or "-", e.author, _status(e), e.assigned_to or "-", _short(e))
            for e in found
        ]
        console.table(("No.", "Paragraph", "Who", "Status", "Assigned", "What"), rows)
    waiting = sum(not entry.answered for entry in found)
    console.say(
        f"{console.plural(len(found), 'entry', 'entries')}, {waiting} to answer.", as_json=as_json
    )
    first = next((e.entry_id for e in found if not e.answered), "CPS-001")
    console.next_steps(
        (f"iqa comments show {first}", "the sentence it is about, and the evidence behind it"),
        ("iqa comments export --internal --out comments.xlsx", "answer them in Excel"),
        as_json=as_json,
    )


@comments.command("show")
def show_comment(
    context: typer.Context,
    entry_id: Annotated[str, typer.Argument(metavar="ID", help="An entry, such as CPS-001.")],
    as_json: Json = False,
) -> None:
    """Show one entry, what it is about and the evidence behind that."""
    from report_builder.comments.answering import chosen
    from report_builder.comments.entry_json import entry_json

    session: Session = context.obj
    with session.workspace() as workspace:
        (entry,) = chosen(workspace, [entry_id])
        behind = _behind(workspace, entry)
    if as_json:
        console.show_json({**entry_json(entry), "evidence_behind": behind})
    else:
        _say_entry(entry, behind)
    console.next_steps(
        (f"iqa comments respond {entry.entry_id} accept", "or part, reject, note"),
        (f"iqa comments assign {entry.entry_id} --to NAME", "let somebody deal with it"),
        as_json=as_json,
    )


def _behind(workspace: Workspace, entry: Entry) -> list[dict[str, Any]]:
    from evidence.errors import NothingToTrace
    from report_builder.store import ReportStore
    from report_builder.trace import trace

    found: list[dict[str, Any]] = []
    draft = ReportStore(workspace.database).draft(entry.draft)
    for reference in entry.sentence_ids or ((entry.block_id,) if entry.block_id else ()):
        try:
            found.append(trace(workspace, draft, reference).json())
        except NothingToTrace:
            continue
    return found


def _say_entry(entry: Entry, behind: list[dict[str, Any]]) -> None:
    from report_builder.comments.sheet import HEADINGS, row

    for heading, cell in zip(HEADINGS, row(entry), strict=True):
        if cell:
            console.say(f"{heading}: {cell}")
    if entry.same_as:
        console.say(f"Makes the same point as {entry.same_as}.")
    for traced in behind:
        console.say(f"Sentence in the draft: {traced['text']}")
        for support in traced["supports"]:
            said = support.get("quote") or support.get("locator") or support["id"]
            file = support.get("file") or support.get("source") or ""
            console.say(f"  {support['kind']} {support['id']}: {said} ({file})")


@comments.command("check")
def check_comments(context: typer.Context, as_json: Json = False) -> None:
    """Read every returned file again: is each comment in the log, and answered?"""
    from report_builder.comments.proof import prove

    session: Session = context.obj
    with session.workspace() as workspace:
        proof = prove(workspace)
    if as_json:
        console.show_json(
            {
                "files": proof.files,
                "points": proof.points,
                "log": proof.entries,
                "findings": [
                    {"code": r.code, "about": r.about, "message": r.message, "try": r.way_out}
                    for r in proof.remarks
                ],
            }
        )
    elif proof.remarks:
        console.table(
            ("About", "What", "How to mend"),
            [(r.about, r.message, r.way_out) for r in proof.remarks],
        )
    lost = sum(r.code in {"lost", "unreadable"} for r in proof.remarks)
    console.say(
        f"{console.plural(proof.files, 'returned file')} read again: {proof.points} points, "
        f"{'all in the log' if not lost else 'SOME ARE NOT IN THE LOG'}; "
        f"{console.plural(proof.entries, 'entry', 'entries')}, "
        f"{sum(r.code in {'unanswered', 'reopened'} for r in proof.remarks)} to answer.",
        as_json=as_json,
    )
    console.next_steps(
        ("iqa comments list --open", "what is still to answer"),
        ("iqa comments export --out responses.docx", "the response table for the CPS"),
        as_json=as_json,
    )
    if proof.remarks:
        console.leave(console.PERSON_MUST_LOOK)


def _status(entry: Entry) -> str:
    return "reopened" if entry.reopened else entry.status.value


def _short(entry: Entry) -> str:
    from report_builder.comments.sheet import comment_of

    text = " ".join(comment_of(entry).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
