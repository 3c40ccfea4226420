"""Copies of the store: made while it is in use, looked through, and put back.

Never a copy of the file alone: what was committed last may still lie in the write-ahead
file beside it, so SQLite itself is asked for a whole copy.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from evidence.database import SCHEMA, WAIT_SECONDS, Database, open_database
from evidence.errors import StoreUnusable, WrongSchemaVersion

_BESIDE = ("", "-wal", "-shm")
"""What SQLite keeps of a store, beside its file's own name."""


def backup(database: Database, target: Path) -> None:
    """Copy a live SQLite store, whole, to a file that did not exist.

    Raises:
        StoreUnusable: the store is not a file or is gone, or the copy cannot be written.
    """
    source = _file_of(database)
    database.require_present()
    if target.exists():
        raise StoreUnusable(f"{target.name} is there already", way_out="name another file")
    partial = target.with_name(target.name + ".part")
    try:
        _copy(source, partial)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        if partial.is_file():
            partial.unlink()
        raise StoreUnusable(
            f"the backup {target.name} could not be written: {error}",
            way_out="name a file in a folder that can be written to",
        ) from error


def restore(database: Database, backup_file: Path, kept: Path) -> bool:
    """Put a backup in the place of the store; the store as it was is kept as `kept`.

    A store that is damaged is moved aside as it is. Returns whether there was one to keep.

    Raises:
        StoreUnusable: the backup is missing, damaged, or not a store of ours.
        WrongSchemaVersion: a newer version of this program made it.
    """
    target = _file_of(database)
    require_sound(backup_file)
    database.close()
    there = target.exists()
    if there and _is_database(target):
        backup(database, kept)
    elif there:
        _move_aside(target, kept)
    try:
        _copy(backup_file, target)
    except sqlite3.Error as error:
        raise StoreUnusable(
            f"{backup_file.name} could not be put back: {error}",
            way_out="close iqa everywhere else, and try again",
        ) from error
    return there


def require_sound(backup_file: Path) -> None:
    """Refuse a backup that is missing, damaged, or not a store of ours.

    Raises:
        StoreUnusable: it is one of these.
        WrongSchemaVersion: a newer version of this program made it.
    """
    if not backup_file.is_file():
        raise StoreUnusable(f"there is no file {backup_file}", way_out="name a backup file")
    copy = open_database(str(backup_file.resolve()), backup_file.parent)
    try:
        revision = "" if copy.integrity() else copy.revision()
    except StoreUnusable:
        revision = ""
    finally:
        copy.close()
    if not revision:
        raise StoreUnusable(
            f"{backup_file.name} is not a sound backup of an inspection",
            way_out="name another; `iqa db backup` makes them",
        )
    if revision > SCHEMA:
        raise WrongSchemaVersion(
            f"{backup_file.name} has schema {revision}, newer than this version of iqa ({SCHEMA})",
            way_out="use the newer version of iqa that made it",
        )


def _file_of(database: Database) -> Path:
    if database.path is None:
        raise StoreUnusable(
            "the store is on a database server", way_out="use the server's own backup tools"
        )
    return database.path


def _is_database(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS)) as store:
            store.execute("select count(*) from sqlite_schema").fetchone()
    except sqlite3.OperationalError:
        return True  # locked, say: not a reason to move it aside
    except sqlite3.DatabaseError:
        return False
    return True


def _move_aside(path: Path, kept: Path) -> None:
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(kept.with_name(kept.name + ending))


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source, timeout=WAIT_SECONDS)) as old,
        closing(sqlite3.connect(target, timeout=WAIT_SECONDS)) as new,
    ):
        old.backup(new)
