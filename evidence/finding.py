"""Finding the files that an inspector names, and opening each of them once.

Folders are walked in order; what an office leaves lying about (lock files of open
documents, desktop settings) is passed over. Only regular files are opened: a pipe or a
device would wait for ever, and a link may point at what nobody meant to hand in.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evidence.errors import UnreadableSource
from evidence.readers.limits import MIB

_PASSED_OVER = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"})
_IS_A_LINK = {errno.ELOOP, errno.EMLINK}
_ELSEWHERE = "Put the file itself into the folder, or name it on the command line."


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file as the inspector named it, or as it was found in a folder they named.

    `place` is the path by which its Area and kind are told, with "/" between its parts:
    the named folder's own name, the folders within, and the file's name
    ("inbox/Northshire/CQB.docx"); for a file named directly, its folder and its name.
    `refusal` says why it must not be opened, if so.
    """

    path: Path
    place: str
    refusal: UnreadableSource | None = None


def find_files(paths: Iterable[Path]) -> list[FoundFile]:
    """Return every file named or within a folder named, each once, in order of path.

    A path that does not exist is returned with its refusal, so that it is answered for.
    """
    found: dict[str, FoundFile] = {}
    for path in paths:
        for file in _within(path) if path.is_dir() else [_named(path)]:
            found.setdefault(os.path.normcase(file.path.absolute()), file)
    return list(found.values())


def the_file(path: Path) -> FoundFile:
    """Return the one file that a path names.

    Raises:
        UnreadableSource: it names a folder.
    """
    if path.is_dir():
        raise UnreadableSource(
            "unsupported", f"{path.name} is a folder, not a file.", way_out="Name the file."
        )
    return _named(path)


@contextmanager
def named_in_refusals(path: Path) -> Iterator[None]:
    """Let a refusal say which file it is about, where a command is given several or one."""
    try:
        yield
    except UnreadableSource as refusal:
        if path.name in refusal.message:
            raise
        message = f"{path.name}: {refusal.message}"
        raise UnreadableSource(refusal.code, message, way_out=refusal.way_out) from refusal


def open_once(file: FoundFile, *, most: int) -> bytes:
    """Return the bytes of a regular file of at most `most` bytes.

    Raises:
        UnreadableSource: it may not or cannot be opened, or is too large.
    """
    if file.refusal is not None:
        raise file.refusal
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = _descriptor(file.path, flags)
        with os.fdopen(descriptor, "rb") as stream:
            return _read(descriptor, stream, most)
    except OSError as error:
        raise _unopened(error) from error


def _descriptor(path: Path, flags: int) -> int:
    """Open a path; a link that is meant is followed before the descriptor, never by it."""
    try:
        return os.open(path, flags)
    except OSError as error:
        if error.errno not in _IS_A_LINK:
            raise
        return os.open(os.path.realpath(path), flags)


def _read(descriptor: int, stream: BinaryIO, most: int) -> bytes:
    about = os.fstat(descriptor)
    if not stat.S_ISREG(about.st_mode):
        raise _irregular()
    if about.st_size > most:
        raise _too_large(about.st_size, most)
    data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(len(data), most)
    return data


def _named(path: Path) -> FoundFile:
    whole = path.absolute()
    place = f"{whole.parent.name}/{whole.name}" if whole.parent.name else whole.name
    if not path.exists() and not path.is_symlink():
        return FoundFile(path, place, _missing())
    return FoundFile(path, place, None if path.is_file() else _irregular())


def _within(folder: Path) -> Iterator[FoundFile]:
    root = folder.resolve()
    yield from _walked(folder, f"{root.name}/" if root.name else "", root)


def _walked(folder: Path, place: str, root: Path) -> Iterator[FoundFile]:
    """Go through a folder: its files in order, then its folders; links to folders are not."""
    try:
        with os.scandir(folder) as entries:
            ordered = sorted((e for e in entries if not _passed_over(e.name)), key=_order)
    except OSError as error:
        yield FoundFile(folder, place.rstrip("/"), _unopened(error))
        return
    within = [entry for entry in ordered if entry.is_dir(follow_symlinks=False)]
    for entry in ordered:
        outside = entry.is_symlink() and not _inside(entry.path, root)
        # Not the entry's own words for it: they raise where links go round in a circle.
        if os.path.isdir(entry.path) and not outside:  # noqa: PTH112
            continue  # what a link within the folder shows is met where it lies
        refusal = _leads_out() if outside else None
        if refusal is None and not os.path.isfile(entry.path):  # noqa: PTH113
            refusal = _irregular()
        yield FoundFile(Path(entry.path), f"{place}{entry.name}", refusal)
    for entry in within:
        yield from _walked(Path(entry.path), f"{place}{entry.name}/", root)


def _inside(path: str, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(root)


def _order(entry: os.DirEntry[str]) -> tuple[str, str]:
    return entry.name.casefold(), entry.name


def _passed_over(name: str) -> bool:
    """Whether a name is one that an office leaves behind: ~$minutes.docx, .DS_Store."""
    lower = name.casefold()
    return lower.startswith(("~$", ".", "~wrl")) or lower in _PASSED_OVER


def _missing() -> UnreadableSource:
    return UnreadableSource(
        "unreadable", "There is no such file.", way_out="Check the spelling of the path."
    )


def _irregular() -> UnreadableSource:
    return UnreadableSource(
        "unsafe",
        "It is not a regular file, but a pipe, a device or a broken link.",
        way_out=_ELSEWHERE,
    )


def _leads_out() -> UnreadableSource:
    return UnreadableSource(
        "unsafe", "It is a link that leads out of the folder that was named.", way_out=_ELSEWHERE
    )


def _too_large(size: int, most: int) -> UnreadableSource:
    return UnreadableSource(
        "too_large",
        f"It is larger than {most // MIB:,} MiB ({size / MIB:,.0f} MiB).",
        way_out="Take out its pictures, or split it, and ingest the parts.",
    )


def _unopened(error: OSError) -> UnreadableSource:
    reason = error.strerror or type(error).__name__
    return UnreadableSource(
        "unreadable",
        f"It could not be opened: {reason.lower()}.",
        way_out="Close it in other programs, and check that you may read it.",
    )
