"""Changing one setting in `inspection.toml`; the comments of whoever wrote it stay."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime
from difflib import get_close_matches
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from evidence.audit import act, outside_changes
from evidence.config import require_consistent, settings_from
from evidence.errors import ConfigurationInvalid
from evidence.files import write_whole
from evidence.health import settings_of
from evidence.identity import Actor
from evidence.place import SETTINGS_FILE
from evidence.workspace import Workspace


def change(
    workspace: Workspace, key: str, value: str, actor: Actor, at: datetime, *, dry: bool
) -> str | None:
    """Set one setting and return its former value, or None if it has the new one already.

    A value that cannot be changes nothing.

    Raises:
        ConfigurationInvalid: there is no such setting, or it cannot have that value.
    """
    known = settings_of(workspace.inspection)
    if key not in known:
        near = get_close_matches(key, known, n=1)
        raise ConfigurationInvalid(
            f"there is no setting '{key}'",
            way_out=f"did you mean {near[0]}?" if near else "iqa config show",
        )
    path = workspace.folder / SETTINGS_FILE
    text = path.read_bytes().decode("utf-8-sig")
    changed = _changed(workspace, text, key, value)
    before = str(known[key])
    if changed == text:
        return None
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


def _changed(workspace: Workspace, text: str, key: str, value: str) -> str:
    """Return the file's text with the setting changed: as the value reads, else as a text."""
    try:
        return _valid(workspace, _with(text, key, _read(value)))
    except ConfigurationInvalid as fault:
        try:
            return _valid(workspace, _with(text, key, value))
        except ConfigurationInvalid:
            raise fault from None


def _valid(workspace: Workspace, changed: str) -> str:
    require_consistent(workspace.inspection.framework, settings_from(changed), changed)
    return changed


def _with(text: str, key: str, value: Any) -> str:
    document = tomlkit.parse(text)
    table, _, name = key.rpartition(".")
    holder: MutableMapping[str, Any] = document
    # A setting of [inspection] may also stand at the top of the file, and wins there.
    if table or name not in document:
        for part in (table or "inspection").split("."):
            holder = holder.setdefault(part, tomlkit.table())
    if holder.get(name) != value or isinstance(value, bool) != isinstance(holder.get(name), bool):
        holder[name] = value
    return tomlkit.dumps(document)


def _read(value: str) -> Any:
    """Return a value as the file would: a number, list or date as such, else a text."""
    try:
        return tomlkit.value(value)
    except (TOMLKitError, ValueError):
        return value
