"""The migrations make the tables that the stores expect."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import coding
import evidence
import report_builder
from evidence.database import metadata, migrate, open_database


def test_a_new_store_has_the_tables_that_the_stores_expect(tmp_path: Path) -> None:
    for floor in (evidence, coding, report_builder):
        for module in pkgutil.iter_modules(floor.__path__, f"{floor.__name__}."):
            if module.name.endswith(("store", "tables")):
                importlib.import_module(module.name)
    database = open_database("store.sqlite", tmp_path)
    try:
        migrate(database)
        with database.reading() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            differences = compare_metadata(context, metadata)
    finally:
        database.close()

    assert differences == []
    assert {"requests", "receipts", "meetings", "letters", "marks"} <= set(metadata.tables)
