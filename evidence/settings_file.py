"""Changing one setting in `inspection.toml`; the comments of whoever wrote it stay."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from evidence.audit import act, outside_changes
from evidence.config import SETTINGS_FILE, require_consistent, settings_from
from evidence.errors import ConfigurationInvalid
from evidence.files import write_whole
from evidence.health import settings_of
from evidence.identity import Actor
from evidence.workspace import Workspace


def change(
    workspace: Workspace, key: str, value: str, actor: Actor, at: datetime, *, dry: bool
) -> str:
    """Set one setting and return its former value; a value that cannot be changes nothing.

    Raises:
        ConfigurationInvalid: there is no such setting, or it cannot have that value.
    """
    known = settings_of(workspace.inspection)
    if key not in known:
        raise ConfigurationInvalid(f"there is no setting '{key}'", way_out="iqa config show")
    path = workspace.folder / SETTINGS_FILE
    changed = _with(path.read_text(encoding="utf-8-sig"), key, value)
    require_consistent(workspace.inspection.framework, settings_from(changed))
    before = str(known[key])
    if dry:
        return before
    summary = f"set {key} to {value}"
    with act(workspace.database, actor, at, command="config set", summary=summary) as doing:
        doing.insert(
            outside_changes,
            {"act_id": doing.act_id, "what": key, "before": before, "after": value},
        )
        write_whole(path, changed.encode())
    return before


def _with(text: str, key: str, value: str) -> str:
    document = tomlkit.parse(text)
    table, _, name = key.rpartition(".")
    holder: MutableMapping[str, Any] = document
    for part in (table or "inspection").split("."):
        holder = holder.setdefault(part, tomlkit.table())
    holder[name] = _read(value)
    return tomlkit.dumps(document)


def _read(value: str) -> Any:
    """Return a value as the file would: a number, list or date as such, else a text."""
    try:
        return tomlkit.value(value)
    except TOMLKitError:
        return value
