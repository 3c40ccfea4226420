"""Commands of the way back from Word: `report rebuild|conflicts`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from report_builder.rebuilding import Rebuilt

_TAKE = "How it was settled: theirs (the editor's words), ours (the report's) or both."


def rebuild_report(
    context: typer.Context,
    returned: Annotated[Path, typer.Argument(help="The Word file that came back.")],
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Bring a returned Word file up to date: its edits kept, its numbers right."""
    from report_builder.override_store import OverrideStore
    from report_builder.overrides import overrides_in
    from report_builder.rebuilding import rebuild

    session: Session = context.obj
    with session.workspace() as workspace:
        done = rebuild(workspace, session.actor, session.at, returned, dry_run=dry_run)
        reasons = OverrideStore(workspace.database).reasons()
    typed_over = overrides_in(done.record, done.draft, reasons)
    waiting = sum(not one.reason for one in typed_over)
    if as_json:
        console.show_json(
            {"path": str(done.path), "draft": done.draft, "base": done.base, **done.record}
        )
    for line in done.told:
        console.say(line, as_json=as_json)
    _tell(done, dry_run=dry_run, as_json=as_json)
    if waiting:
        verb = "waits" if waiting == 1 else "wait"
        told = f"{console.plural(waiting, 'number')} typed over {verb} for a reason"
        console.say(told, as_json=as_json)
    console.next_steps(
        *([("iqa report overrides", "numbers that were typed over")] if waiting else ()),
        ("iqa report conflicts", "what an editor and the evidence both changed"),
        ("iqa report check", "look for what a person has to mend"),
        as_json=as_json,
    )
    record = done.record
    if record["conflicts"] or waiting or record["recheck"] or record["unanchored"]:
        console.leave(console.PERSON_MUST_LOOK)


def _tell(done: Rebuilt, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        return
    record = done.record
    verb = "Would write" if dry_run else "Wrote" if done.new else "Nothing has changed:"
    console.say(f"{verb} {done.path} (draft {done.draft}, on draft {done.base})")
    rows = [(state, str(count)) for state, count in record["blocks"].items()]
    console.table(("Blocks", "Count"), rows, right=(1,))
    figures = record["figures"]
    console.say(
        f"{console.plural(figures['live'], 'live number')} right, {figures['updated']} of them "
        f"brought up to date; {figures['overridden']} typed over and left; "
        f"{figures['unanchored']} standing on nothing"
    )
    _list(
        "Typed over", record["overridden"], lambda o: f"{o['was']} -> {o['says']} (now {o['now']})"
    )
    _list("Standing on nothing", record["unanchored"], lambda o: f"{o['text']}: {o['around']}")
    _list("To be checked again", record["recheck"], lambda o: str(o["reason"]))
    if record["conflicts"]:
        console.say(f"{console.plural(len(record['conflicts']), 'conflict')} to settle")


def _list(title: str, found: list[dict[str, Any]], say: Any) -> None:
    if found:
        rows = [(one["number"] or one["block"] or "-", say(one)) for one in found[:30]]
        console.table(("Where", title), rows)


def show_conflicts(
    context: typer.Context,
    conflict: Annotated[str, typer.Argument(help="One to settle, such as X-2-001.")] = "",
    take: Annotated[str, typer.Option(help=_TAKE)] = "",
    reason: Annotated[str, typer.Option(help="Why it was settled so.")] = "",
    draft: Annotated[int | None, typer.Option("--draft", help="A draft; else all.")] = None,
    as_json: Json = False,
) -> None:
    """List what an editor and the evidence both changed, or settle one for the next rebuild."""
    from report_builder.draft_store import DraftStore
    from report_builder.settling import settle

    session: Session = context.obj
    if bool(conflict) != bool(take):
        raise typer.BadParameter("to settle one, name it and say --take")
    with session.workspace() as workspace:
        if conflict:
            settle(workspace, session.actor, session.at, conflict, (take, reason))
        found = DraftStore(workspace.database).conflicts(draft)
    if as_json:
        keys = ("conflict_id", "draft", "block_id", "number", "kind", "base", "theirs", "ours")
        more = ("choice", "reason", "decided_by")
        told = [{key: getattr(one, key) for key in (*keys, *more)} for one in found]
        console.show_json({"conflicts": told})
    else:
        rows = [
            (c.conflict_id, c.number or "-", c.kind, c.theirs, c.ours, c.choice or "open")
            for c in found
        ]
        console.table(
            ("Id", "Where", "Kind", "The editor's words", "The report's", "Settled"), rows
        )
        console.say(console.plural(sum(not c.choice for c in found), "open conflict"))
    if conflict:
        console.next_steps(
            ("iqa report rebuild FILE", "carries the decision out in the file that you name"),
            as_json=as_json,
        )
    if any(not c.choice for c in found):
        console.leave(console.PERSON_MUST_LOOK)
