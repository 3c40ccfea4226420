"""The store's foundation: one database per inspection, its settings and its schema.

SQLite in write-ahead mode with full synchronisation, so that a decision that was
acknowledged survives a power cut; writers take the lock at once (BEGIN IMMEDIATE) and
wait up to thirty seconds for each other. Any other database by its SQLAlchemy URL.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError

from evidence.errors import StoreUnusable, WrongSchemaVersion

SCHEMA = "0017"
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

    def require_present(self) -> None:
        """Refuse a store whose file is gone, rather than begin an empty one in its place.

        Raises:
            StoreUnusable: there is no such file.
        """
        if self.path is not None and not self.path.exists():
            raise StoreUnusable(
                f"the store {self.path.name} is missing from {self.path.parent.name}",
                way_out="iqa db restore BACKUP   (copies lie in backups/)",
            )

    def require_schema(self) -> None:
        """Refuse a store that this program would misread.

        Raises:
            StoreUnusable: its file is gone.
            WrongSchemaVersion: the store is older or newer than the program.
        """
        self.require_present()
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
        StoreUnusable: the URL names no database that this computer can speak to.
    """
    if "://" in url and not url.startswith("sqlite:"):
        return Database(_server(url), None)
    path = folder / url.removeprefix("sqlite:///")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": WAIT_SECONDS})
    event.listen(engine, "connect", _settle)
    event.listen(engine, "begin", _begin)
    return Database(engine, path)


def _server(url: str) -> Engine:
    try:
        return create_engine(make_url(url))
    except (ArgumentError, SQLAlchemyError, ImportError, ValueError) as error:
        raise StoreUnusable(
            f"the setting database names no database that can be used here: {error}",
            way_out="name a file, such as project.sqlite, or install the database's driver",
        ) from error


def migrate(database: Database) -> None:
    """Bring the store to the newest schema, in one transaction."""
    from alembic import command  # noqa: PLC0415  (heavy, and seldom needed)
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _settle(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, see _begin
    connection.execute(f"pragma busy_timeout = {WAIT_SECONDS * 1000}")
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
    if "full" in said or "disk I/O" in said:
        return "make room on the disk, and run the command again; nothing was half-written"
    if "locked" in said:
        return "somebody else is writing to this inspection; try again in a minute"
    if "readonly" in said or "unable to open" in said:
        return "look whether the inspection folder can be written to"
    return "iqa doctor"
