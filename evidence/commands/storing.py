"""Commands that look after the store: `db backup|restore|check|migrate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evidence import console
from evidence.commands.options import Dry, Json
from evidence.session import Session

if TYPE_CHECKING:
    from evidence.workspace import Workspace

app = typer.Typer()
db = typer.Typer(no_args_is_help=True, help="Copies and health of the store.")
app.add_typer(db, name="db", rich_help_panel="Care")


def _copy_named(workspace: Workspace, session: Session, what: str = "") -> Path:
    """Return a name in backups/ that is free: the time of the act, numbered if need be."""
    from evidence.workspace import BACKUPS

    folder, stem = workspace.place(BACKUPS), f"{what}{session.at:%Y%m%d-%H%M%S}"
    names = (f"{stem}{f'-{n}' if n > 1 else ''}.sqlite" for n in range(1, 10_000))
    return next(folder / name for name in names if not (folder / name).exists())


@db.command("backup")
def backup_store(
    context: typer.Context,
    target: Annotated[Path | None, typer.Argument(help="A file; else one in backups/.")] = None,
    dry_run: Dry = False,
    as_json: Json = False,
) -> None:
    """Copy the store to a file, whole, while it may be in use."""
    from evidence.backups import backup

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        path = target or _copy_named(workspace, session)
        if dry_run:
            console.would(f"Would copy the store to {path}.", as_json=as_json)
            return
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
    as_json: Json = False,
) -> None:
    """Go back to a copy of the store; the present one is copied first."""
    from evidence.backups import require_sound, restore

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        require_sound(backup_file)
        kept = _copy_named(workspace, session, "before-restore-")
        if dry_run:
            said = f"Would keep the present store as {kept.name} and restore {backup_file}."
            console.would(said, as_json=as_json)
            return
        was_there = restore(workspace.database, backup_file, kept)
        if as_json:
            console.show_json(
                {"restored": str(backup_file), "kept": str(kept) if was_there else None}
            )
        said = f"; the store as it was is kept as {kept}" if was_there else ""
        console.say(f"Restored {backup_file}{said}", as_json=as_json)
        console.next_steps(("iqa db check", "look whether the store is sound"), as_json=as_json)


@db.command("check")
def check_store(context: typer.Context, as_json: Json = False) -> None:
    """Look whether the store is sound."""
    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        workspace.database.require_present()
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
            console.next_steps(("iqa db restore BACKUP", "go back to a copy"), as_json=as_json)
            console.leave(console.PERSON_MUST_LOOK)
        console.next_steps(("iqa db backup", "keep a copy of it"), as_json=as_json)


@db.command("migrate")
def migrate_store(context: typer.Context, dry_run: Dry = False, as_json: Json = False) -> None:
    """Bring the store to this version's schema; a backup is made first."""
    from evidence.database import SCHEMA

    session: Session = context.obj
    with session.workspace(any_schema=True) as workspace:
        workspace.database.require_present()
        found = workspace.database.revision()
        if found > SCHEMA:
            workspace.database.require_schema()  # which refuses it, and says why
        if dry_run and found != SCHEMA:
            said = f"Would bring the store from schema {found or 'none'} to {SCHEMA}."
            console.would(said, as_json=as_json)
            return
        kept = None if found == SCHEMA else _migrated(workspace, session, found)
        if as_json:
            console.show_json({"from": found, "to": SCHEMA, "kept": str(kept) if kept else None})
        if kept is not None:
            console.say(f"Copied the store to {kept}", as_json=as_json)
        now, already = ("now ", "") if found != SCHEMA else ("", " already; nothing to do")
        console.say(f"The store {now}has schema {SCHEMA}{already}.", as_json=as_json)
        console.next_steps(("iqa doctor", "look whether everything is in order"), as_json=as_json)


def _migrated(workspace: Workspace, session: Session, found: str) -> Path | None:
    from evidence.backups import backup
    from evidence.database import migrate

    kept = _copy_named(workspace, session, "before-migration-") if found else None
    if kept is not None:
        backup(workspace.database, kept)
    migrate(workspace.database)
    return kept
