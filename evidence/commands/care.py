"""Commands that take care: `log`, `undo`, `doctor`, `config`, `db`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evidence import console
from evidence.session import Session

app = typer.Typer()
config = typer.Typer(no_args_is_help=True, help="The settings of this inspection.")
db = typer.Typer(no_args_is_help=True, help="Copies and health of the store.")
app.add_typer(config, name="config", rich_help_panel="Care")
app.add_typer(db, name="db", rich_help_panel="Care")

Json = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]


@app.command(rich_help_panel="Care")
def log(
    context: typer.Context,
    limit: Annotated[int, typer.Option(help="How many acts, the newest first; 0 is all.")] = 20,
    act_id: Annotated[int, typer.Option("--act", help="Show what one act changed.")] = 0,
    as_json: Json = False,
) -> None:
    """Show who did what, and when."""
    from evidence.audit import entries_of, records

    session: Session = context.obj
    with session.workspace() as workspace:
        if act_id:
            told = [
                {"table": e.table, "key": e.key, "before": e.before, "after": e.after}
                for e in entries_of(workspace.database, act_id)
            ]
            console.show_json({"act": act_id, "changes": told})
            return
        found = records(workspace.database, limit=limit or None)
        if as_json:
            console.show_json(
                {
                    "acts": [
                        {
                            "act": r.act_id,
                            "at": r.at.isoformat(),
                            "actor": r.actor,
                            "command": r.command,
                            "summary": r.summary,
                            "undoes": r.undoes,
                            "undone_by": r.undone_by,
                            "changes": r.changes,
                        }
                        for r in found
                    ]
                }
            )
            return
        console.table(
            ("Act", "When (UTC)", "Who", "Command", "Changes", "What"),
            [
                (
                    str(r.act_id),
                    r.at.strftime("%d %b %Y %H:%M"),
                    r.actor,
                    r.command,
                    str(r.changes),
                    r.summary + (f" (undone by act {r.undone_by})" if r.undone_by else ""),
                )
                for r in found
            ],
            right=(0, 4),
        )
        console.next_steps(("iqa undo", "take back the last act"))


@app.command(rich_help_panel="Care")
def undo(
    context: typer.Context,
    act_id: Annotated[
        int | None, typer.Argument(metavar="[ACT]", help="The number of an act; else the last.")
    ] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Take back an act. An undo can itself be undone."""
    from evidence.undo import act_to_undo
    from evidence.undo import undo as take_back

    session: Session = context.obj
    with session.workspace() as workspace:
        record = act_to_undo(workspace.database, act_id)
        if dry_run:
            console.say(f"Would undo act {record.act_id} ({record.command}): {record.summary}")
            return
        number = take_back(workspace.database, record, session.actor, session.at)
        if as_json:
            console.show_json({"undone": record.act_id, "act": number, "summary": record.summary})
        console.say(
            f"Undid act {record.act_id} ({record.command}): {record.summary}", as_json=as_json
        )
        console.next_steps((f"iqa undo {number}", "do it again after all"), as_json=as_json)


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
    if any(f.state == "fault" for f in findings):
        console.leave(console.PERSON_MUST_LOOK)


@config.command("show")
def show_config(context: typer.Context, as_json: Json = False) -> None:
    """Show every setting with its value."""
    from evidence.health import settings_of

    session: Session = context.obj
    with session.workspace() as workspace:
        told = settings_of(workspace.inspection)
        if as_json:
            console.show_json(told)
            return
        console.table(("Setting", "Value"), [(k, str(v)) for k, v in told.items()])
        console.next_steps(("iqa config path", "the files in which they are set"))


@config.command("set")
def set_config(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="A setting, such as report.stage.")],
    value: Annotated[str, typer.Argument(help="Its new value, as it stands in the file.")],
    dry_run: Dry = False,
) -> None:
    """Change one setting; comments in the file stay."""
    from evidence.settings_file import change

    session: Session = context.obj
    with session.workspace() as workspace:
        before = change(workspace, key, value, session.actor, session.at, dry=dry_run)
        verb = "Would change" if dry_run else "Changed"
        console.say(f"{verb} {key} from {before} to {value}.")
        console.next_steps(("iqa config show", "every setting of this inspection"))


@config.command("path")
def path_of_config(context: typer.Context, as_json: Json = False) -> None:
    """Show where the settings and the framework stand."""
    from evidence.config import FRAMEWORK_FILE, SETTINGS_FILE

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        paths = {
            "settings": str(workspace.folder / SETTINGS_FILE),
            "framework": str(workspace.folder / FRAMEWORK_FILE),
        }
        if as_json:
            console.show_json(paths)
            return
        for name, path in paths.items():
            console.say(f"{name:<10} {path}")


@db.command("backup")
def backup_store(
    context: typer.Context,
    target: Annotated[Path | None, typer.Argument(help="A file; else one in backups/.")] = None,
    as_json: Json = False,
) -> None:
    """Copy the store to a file, whole, while it may be in use."""
    from evidence.database import backup
    from evidence.workspace import BACKUPS

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        name = f"{session.at:%Y%m%d-%H%M%S}.sqlite"
        path = target or workspace.place(BACKUPS) / name
        backup(workspace.database, path)
        if as_json:
            console.show_json({"path": str(path), "bytes": path.stat().st_size})
        console.say(f"Copied the store to {path}", as_json=as_json)
        console.next_steps((f"iqa db restore '{path}'", "go back to it"), as_json=as_json)


@db.command("restore")
def restore_store(
    context: typer.Context,
    backup_file: Annotated[Path, typer.Argument(help="A file that `iqa db backup` made.")],
    dry_run: Dry = False,
) -> None:
    """Go back to a copy of the store; the present one is copied first."""
    from evidence.database import backup, require_sound, restore
    from evidence.workspace import BACKUPS

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        require_sound(backup_file)
        kept = workspace.place(BACKUPS) / f"before-restore-{session.at:%Y%m%d-%H%M%S}.sqlite"
        if dry_run:
            console.say(f"Would keep the present store as {kept.name} and restore {backup_file}.")
            return
        backup(workspace.database, kept)
        restore(workspace.database, backup_file)
        console.say(f"Restored {backup_file}; the store as it was is kept as {kept}")
        console.next_steps(("iqa db check", "look whether the store is sound"))


@db.command("check")
def check_store(context: typer.Context, as_json: Json = False) -> None:
    """Look whether the store is sound."""
    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        faults = workspace.database.integrity()
        revision = workspace.database.revision()
        if as_json:
            console.show_json({"schema": revision, "faults": faults})
        else:
            for fault in faults:
                console.say(f"fault {fault}")
            if not faults:
                console.say(f"The store is sound (schema {revision}).")
        if faults:
            console.leave(console.PERSON_MUST_LOOK)


@db.command("migrate")
def migrate_store(context: typer.Context, dry_run: Dry = False) -> None:
    """Bring the store to this version's schema; a backup is made first."""
    from evidence.database import SCHEMA, backup, migrate
    from evidence.workspace import BACKUPS

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        found = workspace.database.revision()
        if found == SCHEMA:
            console.say(f"The store has schema {SCHEMA} already; nothing to do.")
            return
        if dry_run:
            console.say(f"Would bring the store from schema {found or 'none'} to {SCHEMA}.")
            return
        if found:
            kept = workspace.place(BACKUPS) / f"before-migration-{session.at:%Y%m%d-%H%M%S}.sqlite"
            backup(workspace.database, kept)
            console.say(f"Copied the store to {kept}")
        migrate(workspace.database)
        console.say(f"The store now has schema {SCHEMA}.")
        console.next_steps(("iqa doctor", "look whether everything is in order"))
