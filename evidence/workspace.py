"""The inspection folder: its configuration, its store, and where its files lie.

inspection.toml   what the team chose        originals/   every file as it came
framework.yaml    what is asked, and of whom  drafts/      reports that were built
project.sqlite    the store                   backups/     copies of the store
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.config import (
    FRAMEWORK_FILE,
    SHIPPED_FRAMEWORK,
    load_framework,
    load_inspection,
    load_settings,
    require_consistent,
)
from evidence.database import Database, migrate, open_database
from evidence.errors import AlreadyAnInspection, OutputBlocked
from evidence.files import make_folder, write_whole
from evidence.inspection import Inspection
from evidence.place import SETTINGS_FILE
from evidence.store import EvidenceStore

if TYPE_CHECKING:
    from evidence.masking.interface import NameFinder

ORIGINALS, DRAFTS, BACKUPS = "originals", "drafts", "backups"
_TEMPLATE = Path(__file__).parent / "frameworks" / "inspection.toml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open inspection; `finder` is a trained model's sense of names, where there is one."""

    folder: Path
    inspection: Inspection
    database: Database
    finder: NameFinder | None = None
    kept: EvidenceStore | None = None
    """What has been read of the evidence already (`evidence.read_once`)."""

    @property
    def evidence(self) -> EvidenceStore:
        """The sources and segments gathered so far."""
        return EvidenceStore(self.database) if self.kept is None else self.kept

    def place(self, name: str) -> Path:
        """Return one of the inspection's own folders, made if need be."""
        folder = self.folder / name
        make_folder(folder)
        return folder


@contextmanager
def opened(
    folder: Path,
    *,
    any_schema: bool = False,
    names: Callable[[Inspection], NameFinder | None] | None = None,
) -> Iterator[Workspace]:
    """Open an inspection, and let go of it at the end; `names` finds the model it goes with.

    Raises:
        ConfigurationInvalid: its configuration says something that cannot be.
        WrongSchemaVersion: its store is of another version, unless `any_schema`.
        StoreUnusable: its store is damaged or missing.
    """
    inspection = load_inspection(folder)
    database = open_database(inspection.settings.database, folder)
    try:
        if not any_schema:
            database.require_schema()
        yield Workspace(folder, inspection, database, names(inspection) if names else None)
    finally:
        database.close()


def make(folder: Path, *, settings: Path | None = None, framework: Path | None = None) -> list[str]:
    """Make an inspection folder and return the names of the files made, in order.

    `settings` and `framework` are files to start from; by default the framework of the
    IQA inspection that ships with the product.

    Raises:
        AlreadyAnInspection: the folder is one.
        ConfigurationInvalid: a file to start from is not valid.
        OutputBlocked: the folder cannot be made or written to.
    """
    if (folder / SETTINGS_FILE).exists():
        raise AlreadyAnInspection(
            f"{folder} is an inspection already", way_out="iqa status   (from within it)"
        )
    asked_in, chosen_in = framework or SHIPPED_FRAMEWORK, settings or _TEMPLATE
    chosen = load_settings(chosen_in)
    require_consistent(load_framework(asked_in), chosen)
    asked = asked_in.read_bytes()
    make_folder(folder)
    target = folder / FRAMEWORK_FILE
    if target.exists() and target.read_bytes() != asked:
        raise OutputBlocked(
            f"{folder} holds another {FRAMEWORK_FILE} already",
            way_out=f"iqa init {folder} --framework {target}   (starts from it)",
        )
    write_whole(target, asked)
    database = open_database(chosen.database, folder)
    try:
        migrate(database)
    finally:
        database.close()
    if database.path is not None and os.name == "posix":
        database.path.chmod(0o600)
    # Last, because it is what makes a folder an inspection: a start cut short is repeated.
    write_whole(folder / SETTINGS_FILE, chosen_in.read_bytes())
    return [SETTINGS_FILE, FRAMEWORK_FILE, chosen.database]
