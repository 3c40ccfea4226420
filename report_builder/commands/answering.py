"""The commands for what comes back on a draft: `comments import|list|show|respond|...`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.workspace import Workspace
    from report_builder.comments.entry import Category, Entry
    from report_builder.comments.taking import Taken

app = typer.Typer()
comments = typer.Typer(
    no_args_is_help=True, help="What the CPS said of a draft, and what is answered to it."
)
app.add_typer(comments, name="comments", rich_help_panel="Report")
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Entries, such as CPS-001.")]
_SHOWN = 70
_DECISIONS = {"accept": "accepted", "part": "part", "reject": "rejected", "note": "noted"}


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


@comments.command("respond")
def respond(
    context: typer.Context,
    said: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID... accept|part|reject|note]", help="Entries and a decision."),
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; needed for part and reject.")] = "",
    response: Annotated[
        str, typer.Option(help="What the CPS reads; else made of decision and reason.")
    ] = "",
    replacement: Annotated[
        str, typer.Option(help="Words that stand in the next draft for those quoted.")
    ] = "",
    category: Annotated[str, typer.Option(help="A, B, C or J.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who looked independently.")] = "",
    table: Annotated[
        Path | None, typer.Option("--from", help="Answers in an exported table (.xlsx, .csv).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Answer entries: accept, part, reject or note."""
    from report_builder.comments.answering import Answer, answer
    from report_builder.comments.entry import Status

    session: Session = context.obj
    *ids, word = said or [""]
    if table is None and (word not in _DECISIONS or not ids):
        raise typer.BadParameter("say entries and then accept, part, reject or note")
    with session.workspace() as workspace:
        if table is not None:
            done = _from_table(workspace, table, session)
        else:
            given = Answer(
                Status(_DECISIONS[word]),
                reason,
                response,
                replacement,
                _category(category),
                reviewer,
            )
            done = answer(workspace, ids, given, session.actor, session.at)
    if as_json:
        console.show_json({"comments": [entry_json(entry) for entry in done]})
    for entry in done:
        console.say(f"{entry.entry_id}: {entry.response}", as_json=as_json)
    if not done:
        console.say("No answer was new.", as_json=as_json)
    console.next_steps(
        ("iqa comments list --open", "what is still to answer"),
        ("iqa comments export --out responses.docx", "the response table for the CPS"),
        as_json=as_json,
    )


def _from_table(workspace: Workspace, table: Path, session: Session) -> list[Entry]:
    from report_builder.comments.answering import answer
    from report_builder.comments.from_sheet import answers_in
    from report_builder.comments.store import CommentLog

    entries = {entry.entry_id: entry for entry in CommentLog(workspace.database).entries()}
    given = answers_in(table, entries)
    return [
        entry
        for key, one in given
        for entry in answer(workspace, [key], one, session.actor, session.at)
    ]


@comments.command("assign")
def assign_comments(
    context: typer.Context,
    ids: Ids,
    to: Annotated[str, typer.Option("--to", help="Who deals with them.")] = "",
    category: Annotated[str, typer.Option(help="A, B, C or J.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who looks independently.")] = "",
    paragraph: Annotated[
        str, typer.Option(help="The paragraph of the draft that they are about.")
    ] = "",
    evidence: Annotated[str, typer.Option(help="What the CPS supplied as evidence.")] = "",
    as_json: Json = False,
) -> None:
    """Say who deals with entries, what they are about, and who looks again."""
    from report_builder.comments.answering import assign, chosen

    session: Session = context.obj
    with session.workspace() as workspace:
        block = None
        if paragraph:
            block = _block(workspace, chosen(workspace, ids)[0].draft, paragraph)
        done = assign(
            workspace,
            ids,
            session.actor,
            session.at,
            to=to,
            category=_category(category),
            reviewer=reviewer,
            block=block,
            evidence=evidence,
        )
    if as_json:
        console.show_json({"comments": [entry_json(entry) for entry in done]})
    for entry in done:
        told = [entry.number, entry.assigned_to, entry.category or "", entry.reviewer]
        console.say(f"{entry.entry_id}: {', '.join(t for t in told if t)}", as_json=as_json)
    console.next_steps(("iqa comments list", "the log"), as_json=as_json)


def _block(workspace: Workspace, draft: int, paragraph: str) -> tuple[str, str]:
    from evidence.errors import CommentsInvalid
    from report_builder.comments.bases import Bases

    numbers = Bases(workspace).of(draft).numbers
    for block_id, number in numbers.items():
        if number.casefold() == paragraph.casefold().removeprefix("paragraph "):
            return block_id, number
    raise CommentsInvalid(
        f"draft {draft} has no paragraph {paragraph}", way_out="iqa report show   (lists them)"
    )


@comments.command("export")
def export_comments(
    context: typer.Context,
    out: Annotated[Path, typer.Option(help="The file to write (.docx, .xlsx or .csv).")],
    copy: Annotated[
        str, typer.Option(metavar="FILE", help="Write this returned file with our replies in it.")
    ] = "",
    internal: Annotated[
        bool, typer.Option("--internal", help="With reasons, deciders and reviewers.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the response table, or the returned copy with our replies in it."""
    from report_builder.comments.exporting import export_copy, export_table

    session: Session = context.obj
    with session.workspace() as workspace:
        if copy:
            done = export_copy(workspace, copy, out, session.at)
        else:
            done = export_table(workspace, out, session.at, internal=internal)
    if as_json:
        console.show_json({"path": str(done.path), "count": done.count})
    what = "answers" if copy else "entries"
    console.say(f"Wrote {done.path}: {done.count} {what}", as_json=as_json)
    console.next_steps(("iqa comments check", "prove that none is lost"), as_json=as_json)


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


def entry_json(entry: Entry) -> dict[str, Any]:
    """Return an entry as scripts read it; keys as docs/reference/json.md has them."""
    return {
        "id": entry.entry_id,
        "draft": entry.draft,
        "paragraph": entry.block_id or None,
        "number": entry.number or None,
        "place": entry.place or None,
        "quote": entry.quote,
        "replaces": entry.replaces,
        "author": entry.author,
        "at": entry.at or None,
        "text": entry.text,
        "thread": [{"author": r.author, "at": r.at or None, "text": r.text} for r in entry.thread],
        "resolved": entry.resolved,
        "kind": entry.kind.value,
        "category": entry.category.value if entry.category else None,
        "sentences": list(entry.sentence_ids),
        "figures": list(entry.figures),
        "evidence": entry.evidence,
        "status": entry.status.value,
        "reopened": entry.reopened,
        "response": entry.response,
        "reason": entry.reason,
        "replacement": entry.replacement,
        "decided_by": entry.decided_by or None,
        "decided_at": entry.decided_at or None,
        "reviewer": entry.reviewer or None,
        "assigned_to": entry.assigned_to or None,
        "same_as": entry.same_as or None,
    }


def _category(said: str) -> Category | None:
    from report_builder.comments.entry import Category

    if not said:
        return None
    if said.upper() not in set(Category):
        raise typer.BadParameter("--category is A, B, C or J")
    return Category(said.upper())


def _status(entry: Entry) -> str:
    return "reopened" if entry.reopened else entry.status.value


def _short(entry: Entry) -> str:
    from report_builder.comments.sheet import comment_of

    text = " ".join(comment_of(entry).split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
