"""A first look at a folder that is taken in again: is anything in it new?

Most runs over a folder that a team keeps find nothing. To say so takes the files' bytes and
one question to the store, put here without what the other commands load: the libraries for
databases and settings cost more than reading two thousand files. Whenever something is not
plain (a file is new, was refused, a version was replaced, the store is of another kind or
version), this says that it does not know, and the command goes its usual way.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from evidence.errors import UnreadableSource
from evidence.finding import FoundFile, open_once
from evidence.identity import sha256_of
from evidence.place import SETTINGS_FILE
from evidence.readers.limits import Limits

_MIGRATIONS = Path(__file__).parent / "migrations" / "versions"
_COUNTED = "select sha256 from sources where not superseded and not withdrawn"
_REPLACED = "select 1 from sources where superseded limit 1"


def nothing_new(folder: Path, files: Iterable[FoundFile]) -> bool:
    """Whether the bytes of every file are a source already; False where that is not plain."""
    try:
        known = _counted(folder)
        most = Limits().file_bytes
        return bool(known) and all(sha256_of(open_once(f, most=most)) in known for f in files)
    except (UnreadableSource, sqlite3.Error, OSError, ValueError):
        return False


def _counted(folder: Path) -> frozenset[str]:
    """Return the digests of all sources that count now; none where the usual way is wanted."""
    told = tomllib.loads((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    name = told.get("inspection", told).get("database", "project.sqlite")
    if "://" in name:
        return frozenset()
    uri = f"{(folder / name).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as store:
        (version,) = store.execute("select version_num from alembic_version").fetchone()
        # What was replaced may have codings that an interrupted run has still to carry over.
        if version != _newest_version() or store.execute(_REPLACED).fetchone():
            return frozenset()
        return frozenset(sha256 for (sha256,) in store.execute(_COUNTED))


def _newest_version() -> str:
    return max(path.name[:4] for path in _MIGRATIONS.glob("[0-9]*.py"))
