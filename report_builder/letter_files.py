"""Letters to Areas as files: where each goes, and never over a person's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from evidence.errors import OutputBlocked
from evidence.files import require_writable, write_whole
from evidence.workspace import Workspace
from report_builder.note_place import target

LETTERS = "letters"


def letter_paths(
    workspace: Workspace, names: Mapping[str, str], out: Path | None
) -> dict[str, Path]:
    """Return where the letter to each Area goes; `names` are those of the files.

    `out` is a folder, or a file for one letter; without it they go to the inspection's own.

    Raises:
        OutputBlocked: several letters would be one file.
    """
    if out is not None and not out.is_dir():
        if len(names) > 1:
            raise OutputBlocked(
                f"{len(names)} letters cannot be one file", way_out="--out FOLDER, or name an Area"
            )
        return dict.fromkeys(names, out)
    folder = out if out is not None else workspace.folder / LETTERS
    return {area: folder / name for area, name in names.items()}


def require_room(workspace: Workspace, paths: Iterable[Path]) -> None:
    """Refuse letters of which one cannot be written, before any is.

    Raises:
        OutputBlocked: a letter cannot be written.
    """
    for path in paths:
        if path.parent == workspace.folder / LETTERS:
            workspace.place(LETTERS)
        require_writable(path)


def put(path: Path, content: bytes) -> Path:
    """Write a letter, beside one that somebody has edited; return where it lies."""
    place, state = target(path, content)
    if state != "same":
        write_whole(place, content)
    return place
