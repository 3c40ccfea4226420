"""Where the inspection lies: the folder with its settings."""

from __future__ import annotations

from pathlib import Path

from evidence.errors import NotAnInspection

SETTINGS_FILE = "inspection.toml"


def find_folder(named: Path | None, here: Path) -> Path:
    """Return the inspection folder: the one named, or the nearest upwards from `here`.

    Raises:
        NotAnInspection: it is none, or there is none.
    """
    candidates = [named] if named is not None else [here, *here.parents]
    for folder in candidates:
        if (folder / SETTINGS_FILE).is_file():
            return folder.resolve()
    if named is not None:
        raise NotAnInspection(
            f"{named} is not an inspection folder (it has no {SETTINGS_FILE})",
            way_out=f"iqa init {named}",
        )
    raise NotAnInspection(
        "this folder is not in an inspection",
        way_out="iqa init FOLDER   (or name one: iqa --inspection FOLDER ...)",
    )
