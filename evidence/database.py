"""The store's foundation: one database per inspection, its settings, schema and copies.

SQLite in write-ahead mode with full synchronisation, so that a decision that was
acknowledged survives a power cut; writers take the lock at once (BEGIN IMMEDIATE) and
wait up to thirty seconds for each other. Any other database by its SQLAlchemy URL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from evidence.errors import StoreUnusable, WrongSchemaVersion

SCHEMA = "0001"
"""The schema this program works with: the newest revision in `migrations/`."""

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_SECONDS = 30

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Database:
    """An open store. `path` is its file, or None where it is not a file."""

    def __init__(self, engine: Engine, path: Path | None) -> None:
        self.engine = engine
        self.path = path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading."""
        with _in_words(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together or not at all."""
        writer = self.engine.execution_options(writing=True)
        with _in_words(), writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    def revision(self) -> str:
        """Return the schema revision of the store, or "" if it has none yet."""
        with self.reading() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.execute(text("select version_num from alembic_version")).scalar())

    def require_schema(self) -> None:
        """Refuse a store that this program would misread.

        Raises:
            WrongSchemaVersion: the store is older or newer than the program.
        """
        found = self.revision()
        if found == SCHEMA:
            return
        if not found or found < SCHEMA:
            raise WrongSchemaVersion(
                f"the store has schema {found or 'none'}, and this version of iqa needs {SCHEMA}",
                way_out="iqa db migrate   (a backup is made first)",
            )
        raise WrongSchemaVersion(
            f"the store has schema {found}, which is newer than this version of iqa ({SCHEMA})",
            way_out="use the newer version of iqa that made it",
        )

    def integrity(self) -> list[str]:
        """Return what is wrong with the store; an empty list if nothing is."""
        if self.engine.dialect.name != "sqlite":
            return []
        with self.reading() as connection:
            found = [row[0] for row in connection.execute(text("pragma integrity_check"))]
            broken = [
                f"{row[0]}: row {row[1]} points to a missing {row[2]}"
                for row in connection.execute(text("pragma foreign_key_check"))
            ]
        return [line for line in found if line != "ok"] + broken


def open_database(url: str, folder: Path) -> Database:
    """Open the store of an inspection; `url` is a file name in `folder`, or an SQLAlchemy URL.

    Raises:
        StoreUnusable: the file is not a database, or cannot be opened.
    """
    if "://" in url:
        return Database(create_engine(make_url(url)), None)
    path = folder / url
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return Database(engine, path)


def migrate(database: Database) -> None:
    """Bring the store to the newest schema, in one transaction."""
    from alembic import command  # noqa: PLC0415  (heavy, and seldom needed)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def backup(database: Database, target: Path) -> None:
    """Copy a live SQLite store, whole, to a file that did not exist.

    Raises:
        StoreUnusable: the store is not a file, or the copy cannot be written.
    """
    source = _file_of(database)
    if target.exists():
        raise StoreUnusable(f"{target.name} is there already", way_out="name another file")
    partial = target.with_name(target.name + ".part")
    try:
        _copy(source, partial)
        partial.replace(target)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StoreUnusable(f"the backup {target.name} could not be written: {error}") from error


def restore(database: Database, backup_file: Path) -> None:
    """Put a backup in the place of the store, after looking whether it is sound.

    Raises:
        StoreUnusable: the backup is missing, damaged, or not a store of ours.
    """
    target = _file_of(database)
    require_sound(backup_file)
    _copy(backup_file, target)


def require_sound(backup_file: Path) -> None:
    """Refuse a backup that is missing, damaged, or not a store of ours.

    Raises:
        StoreUnusable: it is one of these.
    """
    if not backup_file.is_file():
        raise StoreUnusable(f"there is no file {backup_file}", way_out="name a backup file")
    copy = open_database(str(backup_file.resolve()), backup_file.parent)
    try:
        faults = copy.integrity()
        if faults or not copy.revision():
            raise StoreUnusable(f"{backup_file.name} is not a sound backup of an inspection")
    finally:
        copy.close()


def _file_of(database: Database) -> Path:
    if database.path is None:
        raise StoreUnusable(
            "the store is on a database server", way_out="use the server's own backup tools"
        )
    return database.path


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _settle(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin
    connection.execute("pragma foreign_keys = on")
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def _in_words() -> Iterator[None]:
    """Say the database's own complaints in a sentence; programming errors pass through."""
    try:
        yield
    except OperationalError as error:
        raise StoreUnusable(
            f"the store cannot be used: {error.orig}", way_out=_way(error)
        ) from error
    except DBAPIError as error:
        if "not a database" in str(error.orig) or "malformed" in str(error.orig):
            raise StoreUnusable(
                f"the store is damaged: {error.orig}", way_out="iqa db restore BACKUP"
            ) from error
        raise


def _way(error: OperationalError) -> str:
    said = str(error.orig)
    if "locked" in said:
        return "somebody else is writing to this inspection; try again in a minute"
    if "readonly" in said or "unable to open" in said:
        return "look whether the inspection folder can be written to"
    return "iqa doctor"
