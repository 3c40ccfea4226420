"""Writing files so that a reader never meets half of one.

A file is written beside its target under a temporary name, flushed to the disk and then
renamed. A target that is open in another program is an error before work starts.
"""

from __future__ import annotations

import os
from pathlib import Path

from evidence.errors import OutputBlocked


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        OutputBlocked: the folder is missing or read-only, the disk is full, or the file
            is open in another program.
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _settle_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise OutputBlocked(
            f"{path.name} cannot be written: {error.strerror or error}",
            way_out="close it in Word or Excel, or look whether the folder can be written to",
        ) from error


def require_writable(path: Path) -> None:
    """Refuse a target that could not be replaced, before any work is done for it.

    Raises:
        OutputBlocked: the folder is missing, or the file is open in another program.
    """
    if not path.parent.is_dir():
        raise OutputBlocked(f"there is no folder {path.parent}", way_out="make it first")
    if path.is_dir():
        raise OutputBlocked(f"{path} is a folder", way_out="name a file")
    try:
        if path.exists():
            with path.open("r+b"):
                pass
    except OSError as error:
        raise OutputBlocked(
            f"{path.name} cannot be replaced: {error.strerror or error}",
            way_out="close it in Word or Excel first",
        ) from error
    if any(lock.exists() for lock in _locks(path)):
        raise OutputBlocked(f"{path.name} is open in Word", way_out="close it there first")


def _locks(path: Path) -> tuple[Path, Path]:
    """Word marks an open file by another named ~$ and the name, its first letters cut or not."""
    return path.with_name(f"~${path.name}"), path.with_name(f"~${path.name[2:]}")


def _settle_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # Windows keeps its own order
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
