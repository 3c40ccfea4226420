"""Commands that take care: `log`, `undo`, `doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence.logbook import ActRecord
    from evidence.workspace import Workspace

app = typer.Typer()


@app.command(rich_help_panel="Care")
def log(
    context: typer.Context,
    limit: Annotated[
        int, typer.Option(min=0, help="How many acts, the newest first; 0 is all.")
    ] = 20,
    act_id: Annotated[int | None, typer.Option("--act", help="Show what one act changed.")] = None,
    as_json: Json = False,
) -> None:
    """Show who did what, and when."""
    from evidence.logbook import records

    session: Session = context.obj
    with session.workspace() as workspace:
        if act_id is not None:
            _show_act(workspace, act_id, as_json=as_json)
            return
        found = records(workspace.database, limit=limit or None)
        if as_json:
            console.show_json({"acts": [_record_json(r) for r in found]})
        else:
            console.table(
                ("Act", "When (UTC)", "Who", "Command", "Changes", "What"),
                [_record_row(r) for r in found],
                right=(0, 4),
            )
        console.next_steps(("iqa undo", "take back the last act"), as_json=as_json)


def _show_act(workspace: Workspace, act_id: int, *, as_json: bool) -> None:
    from evidence.logbook import entries_of, record_of

    record = record_of(workspace.database, act_id)
    changes = entries_of(workspace.database, act_id)
    if as_json:
        console.show_json(
            {
                **_record_json(record),
                "changes": [
                    {"table": e.table, "key": e.key, "before": e.before, "after": e.after}
                    for e in changes
                ],
            }
        )
    else:
        console.say(f"Act {act_id} ({record.command}): {record.summary}")
        console.table(
            ("Changed", "Was", "Is"),
            [
                (
                    f"{e.table} {' '.join(map(str, e.key.values()))}",
                    "-" if e.before is None else _told(e.before),
                    _told(e.after),
                )
                for e in changes
            ],
        )
    console.next_steps((f"iqa undo {act_id}", "take it back"), as_json=as_json)


def _told(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in row.items() if value not in ("", None))


def _record_json(record: ActRecord) -> dict[str, Any]:
    return {
        "act": record.act_id,
        "at": record.at.isoformat(),
        "actor": record.actor,
        "command": record.command,
        "summary": record.summary,
        "undoes": record.undoes,
        "undone_by": record.undone_by,
        "changes": record.changes,
    }


def _record_row(record: ActRecord) -> tuple[str, ...]:
    undone = f" (undone by act {record.undone_by})" if record.undone_by else ""
    return (
        str(record.act_id),
        record.at.strftime("%d %b %Y %H:%M"),
        record.actor,
        record.command,
        str(record.changes),
        record.summary + undone,
    )


@app.command(rich_help_panel="Care")
def undo(
    context: typer.Context,
    wanted: Annotated[
        str, typer.Argument(metavar="[ACT]", help="An act, or acts such as 3-48; else the last.")
    ] = "",
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take back an act, or several at once. An undo can itself be undone."""
    from evidence.undo import undo as take_back

    session: Session = context.obj
    with session.workspace() as workspace:
        found = _acts_meant(workspace, wanted)
        if dry_run:
            acts = "; ".join(f"act {r.act_id} ({r.command}): {r.summary}" for r in found)
            console.would(f"Would undo {acts}", as_json=as_json)
            return
        numbers = take_back(workspace.database, found, session.actor, session.at)
        if as_json:
            console.show_json(
                {
                    "undone": found[0].act_id if len(found) == 1 else [r.act_id for r in found],
                    "act": numbers[0] if len(found) == 1 else numbers,
                    "summary": "; ".join(r.summary for r in found),
                }
            )
        for record in found:
            said = f"Undid act {record.act_id} ({record.command}): {record.summary}"
            console.say(said, as_json=as_json)
        again = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
        console.next_steps((f"iqa undo {again}", "do it again after all"), as_json=as_json)


def _acts_meant(workspace: Workspace, wanted: str) -> list[ActRecord]:
    from evidence.undo import act_to_undo, acts_to_undo

    first, dash, last = wanted.partition("-")
    try:
        numbers = [int(part) for part in (first, last) if part.strip()]
    except ValueError:
        numbers = []
    if len(numbers) != bool(wanted) + bool(dash):
        raise typer.BadParameter("name an act, such as 12, or acts, such as 3-48")
    if len(numbers) == 2:  # noqa: PLR2004 - the two ends of a range
        return acts_to_undo(workspace.database, min(numbers), max(numbers))
    return [act_to_undo(workspace.database, numbers[0] if numbers else None)]


@app.command(rich_help_panel="Care")
def doctor(context: typer.Context, as_json: Json = False) -> None:
    """Look whether everything that iqa needs is in order."""
    from evidence.health import examine

    session: Session = context.obj
    findings = examine(session.inspection, Path.cwd())
    if as_json:
        console.show_json(
            {
                "checks": [
                    {"state": f.state, "check": f.check, "message": f.message, "try": f.way_out}
                    for f in findings
                ]
            }
        )
    else:
        for f in findings:
            way = f"  Try: {f.way_out}" if f.way_out else ""
            console.say(f"{f.state:<5} {f.check}: {f.message}{way}")
    console.next_steps(("iqa db check", "look whether the store is sound"), as_json=as_json)
    if any(f.state == "fault" for f in findings):
        console.leave(console.PERSON_MUST_LOOK)
