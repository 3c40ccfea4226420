"""The schema that the migrations make is the one that the stores speak of."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateIndex, CreateTable

import coding.codebook_tables
import coding.model_tables
import coding.sheets.store
import coding.store
import evidence.comment_store
import evidence.examination_store
import evidence.inventory_store
import evidence.mapping_store
import evidence.mask_store
import evidence.quality_store
import evidence.sample_store
import evidence.store
import evidence.volume_store
import report_builder.comments.store
import report_builder.draft_store
import report_builder.override_store
import report_builder.store
from evidence.database import MIGRATIONS, SCHEMA, metadata, migrate, open_database
from tests.builders import inspection

STORES = (
    evidence.store,
    evidence.examination_store,
    evidence.inventory_store,
    evidence.mapping_store,
    evidence.mask_store,
    evidence.comment_store,
    evidence.quality_store,
    evidence.sample_store,
    evidence.volume_store,
    coding.codebook_tables,
    coding.model_tables,
    coding.sheets.store,
    coding.store,
    report_builder.comments.store,
    report_builder.draft_store,
    report_builder.override_store,
    report_builder.store,
)
"""The modules that make the tables known."""


def test_the_program_works_with_the_newest_schema() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    assert ScriptDirectory.from_config(config).get_heads() == [SCHEMA]


def test_the_migrations_make_just_the_tables_that_the_stores_know(tmp_path: Path) -> None:
    database = open_database("project.sqlite", inspection(tmp_path))
    with database.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": _is_ours}
        )

        differences = compare_metadata(context, metadata)
        found = {name for name in inspect(connection).get_table_names() if _is_ours(name)}
    database.close()

    assert differences == []
    assert found == {*metadata.tables, "alembic_version"}


def _is_ours(name: str | None, *_: object) -> bool:
    """Whether a store knows the table; the index of words is SQLite's own."""
    return not (name or "").startswith("passage_words")


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    database = open_database("project.sqlite", inspection(tmp_path))
    migrate(database)

    assert database.revision() == SCHEMA
    assert database.integrity() == []
    database.close()


@pytest.mark.parametrize("table", ["acts", "entries", "outside_changes"])
@pytest.mark.parametrize("deed", ["update {} set act_id = 9", "delete from {}"])
def test_the_log_only_grows(tmp_path: Path, table: str, deed: str) -> None:
    database = open_database("project.sqlite", inspection(tmp_path))
    values = {
        "acts": "(1, 'now', 'x', 'x', 'x', null)",
        "entries": "(1, 0, 'x', 'x', null, 'x')",
        "outside_changes": "(1, 'x', 'x', 'x')",
    }

    def tamper() -> None:
        with database.writing() as connection:
            for name in dict.fromkeys(("acts", table)):
                connection.execute(text(f"insert into {name} values {values[name]}"))
            connection.execute(text(deed.format(table)))

    with pytest.raises(DBAPIError, match="only grows"):
        tamper()
    database.close()


def test_every_table_can_be_made_on_a_database_server() -> None:
    dialect = postgresql.dialect()

    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith("CREATE TABLE")
        for index in table.indexes:
            assert str(CreateIndex(index).compile(dialect=dialect))
            assert index.name
