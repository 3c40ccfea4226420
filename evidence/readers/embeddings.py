"""Files that are embedded in a presentation or a workbook: taken out, and read as their own.

The workbook behind a chart is not among them: the chart shows what it holds.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.compounds import SIGNATURE, Compound
from evidence.readers.interface import Attachment
from evidence.readers.wordml import Parts

_KINDS = frozenset({"package", "oleObject"})
_NATIVE, _CONTENT, _PACKAGE = "\x01Ole10Native", "CONTENTS", "Package"
_OLD = {"WordDocument": ".doc", "Workbook": ".xls", "Book": ".xls", "PowerPoint Document": ".ppt"}
_READ_AS_THEY_ARE = (b"PK\x03\x04", b"%PDF", b"{\\rtf")
_MOST = 100
_MOST_BYTES = 256 * 1024 * 1024


class Embedded:
    """Gathers the files that the parts of a package lead to."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seen: set[str] = set()
        self.files: list[Attachment] = []

    def take(self, relations: dict[str, tuple[str, str]]) -> None:
        """Take out what is embedded; what cannot be is told in a notice."""
        for kind, target in relations.values():
            if kind not in _KINDS or target in self._seen or len(self.files) >= _MOST:
                continue
            self._seen.add(target)
            data = self._parts.content(target)
            found = _taken_out(PurePosixPath(target).name, data) if data else None
            if found is not None:
                self.files.append(self._named(*found))
            elif data is not None:
                words = f"{target} is embedded in it and was not read."
                self._parts.note(Notice("embedded_file", words, target))

    def _named(self, name: str, content: bytes) -> Attachment:
        """An attachment under a name that no other of them has."""
        taken = {file.name.casefold() for file in self.files}
        path, count = PurePosixPath(name), 1
        while name.casefold() in taken:
            count += 1
            name = f"{path.stem} ({count}){path.suffix}"
        return Attachment(name, content)


def _taken_out(name: str, data: bytes) -> tuple[str, bytes] | None:
    """The file that an embedded object is or wraps, with its name; None where it is none."""
    if data.startswith(_READ_AS_THEY_ARE):
        return name, data
    if not data.startswith(SIGNATURE):
        return None
    try:
        compound = Compound(data, most=_MOST_BYTES)
    except UnreadableSource:
        return None
    stem = PurePosixPath(name).stem
    for stream, suffix in _OLD.items():
        if stream in compound.names:
            return f"{stem}{suffix}", data
    if _NATIVE in compound.names:
        return _native(compound.read(_NATIVE))
    return next(_wrapped(compound, stem), None)


def _wrapped(compound: Compound, stem: str) -> Iterator[tuple[str, bytes]]:
    for stream in (_PACKAGE, _CONTENT):
        data = compound.read(stream) if stream in compound.names else b""
        place = data[:1_024].find(b"%PDF")
        if place >= 0:
            yield f"{stem}.pdf", data[place:]
        elif data.startswith(b"PK\x03\x04"):
            yield f"{stem}.zip", data


def _native(data: bytes) -> tuple[str, bytes] | None:
    """The file that a packager object wraps: its name, two paths, and its bytes."""
    try:
        name, place = _until_zero(data, 6)
        _, place = _until_zero(data, place)
        place += 4
        place += 4 + struct.unpack_from("<I", data, place)[0]
        size = struct.unpack_from("<I", data, place)[0]
    except (struct.error, ValueError):
        return None
    own = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    content = data[place + 4 : place + 4 + size]
    return (own.strip(" .") or "embedded", content) if content else None


def _until_zero(data: bytes, place: int) -> tuple[str, int]:
    end = data.index(b"\x00", place)
    return data[place:end].decode("cp1252", errors="replace"), end + 1
