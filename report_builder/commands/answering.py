"""The commands by which comments are answered: `comments respond|assign|export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.workspace import Workspace
    from report_builder.comments.entry import Category, Entry

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Entries, such as CPS-001.")]
_DECISIONS = {"accept": "accepted", "part": "part", "reject": "rejected", "note": "noted"}


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
    from report_builder.comments.entry_json import entry_json

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
            answers = [(entry_id, given) for entry_id in ids]
            done = answer(workspace, answers, session.actor, session.at)
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
    return answer(workspace, answers_in(table, entries), session.actor, session.at)


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
    from report_builder.comments.entry_json import entry_json

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
        console.show_json(
            {"path": str(done.path), "count": done.count, "elsewhere": list(done.elsewhere)}
        )
    what = "answers" if copy else "entries"
    console.say(f"Wrote {done.path}: {done.count} {what}", as_json=as_json)
    if done.elsewhere:
        told = ", ".join(done.elsewhere)
        console.say(f"  In the response table only: {told}", as_json=as_json)
    console.next_steps(("iqa comments check", "prove that none is lost"), as_json=as_json)


def _category(said: str) -> Category | None:
    from report_builder.comments.entry import Category

    if not said:
        return None
    if said.upper() not in set(Category):
        raise typer.BadParameter("--category is A, B, C or J")
    return Category(said.upper())
