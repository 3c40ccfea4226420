"""What `iqa doctor` looks at: the machine, the packages, the folder and the store."""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from evidence.database import SCHEMA
from evidence.errors import InspectionError
from evidence.inspection import Inspection
from evidence.place import find_folder
from evidence.workspace import opened

_SYNCHRONISED = ("onedrive", "dropbox", "google drive", "icloud", "sharepoint")
_ROOM = 500 * 1024 * 1024
_SQLITE_SOUND = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. `state` is "ok", "warn" or "fault"."""

    state: str
    check: str
    message: str
    way_out: str = ""


def examine(named: Path | None, here: Path) -> list[Check]:
    """Return everything that was looked at, in order."""
    checks = [_python(), _packages(), _converter(), _sqlite()]
    try:
        folder = find_folder(named, here)
    except InspectionError as error:
        return [*checks, Check("warn", "Inspection", error.message, error.way_out)]
    return [*checks, *_folder(folder), *_store(folder)]


def settings_of(inspection: Inspection) -> dict[str, Any]:
    """Return every setting by its dotted name, as `config set` takes it."""
    flat: dict[str, Any] = {}
    for key, value in asdict(inspection.settings).items():
        if isinstance(value, dict):
            flat.update({f"{key}.{name}": _plain(inner) for name, inner in value.items()})
        else:
            flat[key] = _plain(value)
    for stage in inspection.framework.stages:
        flat.setdefault(f"timetable.{stage.stage_id}", "")
    return flat


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | bool) else str(value)


def _python() -> Check:
    bits = "64 bit" if sys.maxsize > 2**32 else "32 bit"
    return Check("ok", "Python", f"{platform.python_version()}, {bits}")


def _packages() -> Check:
    """Compare the installed packages with what iqa says it needs."""
    missing = []
    try:
        needed = metadata.requires("iqa") or []
    except metadata.PackageNotFoundError:
        return Check("warn", "Packages", "iqa is run from its source without being installed")
    names = [_name(n) for n in needed if "extra ==" not in n]
    for name in names:
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        way = "python3 bootstrap.py iqa doctor   (sets up again)"
        return Check("fault", "Packages", f"missing: {', '.join(missing)}", way)
    return Check("ok", "Packages", f"all {len(names)} that iqa needs are there")


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~; \[]", requirement, maxsplit=1)[0]


def _converter() -> Check:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found:
        return Check("ok", "LibreOffice", "is installed; reports can be laid out and checked")
    return Check("ok", "LibreOffice", "is not installed; reports are made without page numbers")


def _sqlite() -> Check:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < _SQLITE_SOUND:
        return Check(
            "warn",
            "SQLite",
            f"{version} has a rare fault when several programs write at once",
            "let one person at a time work on an inspection",
        )
    return Check("ok", "SQLite", version)


def _folder(folder: Path) -> Iterator[Check]:
    where = str(folder).lower()
    if any(name in where for name in _SYNCHRONISED):
        yield Check(
            "warn",
            "Folder",
            "is in a synchronised folder: two people must not open it at once",
            "keep it in a folder that is not synchronised",
        )
    elif where.startswith("\\\\"):
        yield Check("warn", "Folder", "is on a network share", "keep it on this computer")
    else:
        yield Check("ok", "Folder", "is on this computer")
    free = shutil.disk_usage(folder).free
    state = "ok" if free > _ROOM else "warn"
    yield Check(state, "Disk", f"{free // 2**20:,} MB free")


def _store(folder: Path) -> Iterator[Check]:
    try:
        with opened(folder, any_schema=True) as workspace:
            yield Check("ok", "Configuration", "inspection.toml and framework.yaml are valid")
            workspace.database.require_present()
            revision = workspace.database.revision()
            faults = workspace.database.integrity()
            if revision != SCHEMA:
                said = f"schema {revision or 'none'}; this version needs {SCHEMA}"
                yield Check("fault", "Store", said, "iqa db migrate")
            elif faults:
                yield Check("fault", "Store", "; ".join(faults[:3]), "iqa db restore BACKUP")
            else:
                yield Check("ok", "Store", f"schema {revision}, integrity ok")
    except InspectionError as error:
        yield Check("fault", "Inspection", error.message, error.way_out)
