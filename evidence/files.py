"""Writing files so that a reader never meets half of one.

A file is written beside its target under a temporary name, flushed to the disk and then
renamed. A target that is open in another program is an error before work starts.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import OutputBlocked

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        OutputBlocked: the folder is missing or read-only, the disk is full, or the file
            is open in another program.
    """
    # A name of its own: two runs may be writing the same file.
    partial = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _settle_folder(path.parent)
    except OSError as error:
        raise OutputBlocked(
            f"{path.name} cannot be written: {error.strerror or error}", way_out=_way(error)
        ) from error
    finally:
        if partial.is_file():
            partial.unlink()


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless it is there.

    Raises:
        OutputBlocked: it cannot be made, or something else has its name.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise OutputBlocked(
            f"the folder {folder} cannot be made: {error.strerror or error}", way_out=_way(error)
        ) from error


def require_writable(path: Path) -> None:
    """Refuse a target that could not be replaced, before any work is done for it.

    Raises:
        OutputBlocked: the folder is missing or read-only, or the file is open in another program.
    """
    if not path.parent.is_dir():
        raise OutputBlocked(f"there is no folder {path.parent}", way_out="make it first")
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "not a regular file"
        raise OutputBlocked(f"{path} is {what}", way_out="name a file")
    if not os.access(path.parent, os.W_OK):
        raise OutputBlocked(f"{path.parent} cannot be written to", way_out="name another folder")
    _require_closed(path)


def _require_closed(path: Path) -> None:
    try:
        if path.exists():
            with path.open("r+b"):
                pass
    except OSError as error:
        raise OutputBlocked(
            f"{path.name} cannot be replaced: {error.strerror or error}",
            way_out="close it in Word or Excel first",
        ) from error
    for program, lock in _locks(path):
        if lock.exists():
            raise OutputBlocked(f"{path.name} is open in {program}", way_out="close it there first")


def _locks(path: Path) -> Iterator[tuple[str, Path]]:
    """Go through the files by which a program marks one that it has open.

    Word's is named ~$ and the file's name, of which it cuts none, one or two letters.
    """
    for cut in range(3):
        yield "Word", path.with_name(f"~${path.name[cut:]}")
    yield "LibreOffice", path.with_name(f".~lock.{path.name}#")


def _way(error: OSError) -> str:
    if error.errno in _NO_ROOM:
        return "make room on the disk, and run the command again; nothing was half-written"
    return "close it in Word or Excel, or look whether the folder can be written to"


def _settle_folder(folder: Path) -> None:
    if not hasattr(os, "O_DIRECTORY"):  # Windows keeps its own order
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
