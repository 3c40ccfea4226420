"""Compound files: what Office wrote before 2007, and what Outlook still saves a message as.

A compound file is a small file system: streams, some of them in storages. Their names say
what the file is; `kind_of` tells, and says of a locked one that it is locked.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

import olefile

from evidence.errors import UnreadableSource
from evidence.readers.packages import encrypted

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LOCKED = ("encryptedpackage", "drmencrypteddataspace", "encryptedsummary", "drmcontent")
_STREAMS = (
    ("__substg1.0_", "msg"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_WORD_LOCKED = 0x0100
_SLIDES_LOCKED = 0xF3D1C4DF
_FILE_PASS, _BEGINS, _FEW_RECORDS = 0x2F, frozenset({0x0009, 0x0209, 0x0409, 0x0809}), 40
_DAMAGE = (OSError, ValueError, IndexError, KeyError, TypeError, struct.error, AttributeError,
           OverflowError)  # fmt: skip


class Compound:
    """The streams of a compound file, by their paths ("storage/stream").

    Raises:
        UnreadableSource: its directory is damaged.
    """

    def __init__(self, data: bytes, *, most: int) -> None:
        self._most = most
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
            self.names = tuple("/".join(path) for path in self._file.listdir())
        except _DAMAGE as error:
            raise _damaged() from error

    def read(self, name: str) -> bytes:
        """Return a stream's bytes; b"" where there is none, or it is damaged.

        Raises:
            UnreadableSource: it is larger than a part may be.
        """
        try:
            size = int(self._file.get_size(name))
            if size > self._most:
                raise UnreadableSource(
                    "too_large",
                    "One of its parts is larger than a part may be.",
                    way_out="Copy its text into a new document and ingest that.",
                )
            return bytes(self._file.openstream(name).read())
        except _DAMAGE:
            return b""


def kind_of(data: bytes, *, most: int) -> str:
    """Return "doc", "xls", "ppt" or "msg" for a compound file, or "binary".

    Raises:
        UnreadableSource: it is locked with a password or a label.
    """
    try:
        compound = Compound(data, most=most)
    except UnreadableSource:
        return _kind_by_letters(data)
    names = compound.names
    if any(name.casefold().lstrip("\t").startswith(_LOCKED) for name in names):
        raise encrypted()
    kind = next((kind for start, kind in _STREAMS if any(n.startswith(start) for n in names)), "")
    if kind and _is_locked(compound, kind):
        raise encrypted()
    return kind or _kind_by_letters(data)


def _kind_by_letters(data: bytes) -> str:
    """What a file with a damaged directory is, by the names that lie about in it."""
    folded = data.lower()
    if any(mark.encode("utf-16-le") in folded for mark in _LOCKED[:2]):
        raise encrypted()
    return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "binary")


def _is_locked(compound: Compound, kind: str) -> bool:
    """Whether the content of an old file is encrypted ([MS-DOC], [MS-XLS], [MS-PPT])."""
    if kind == "doc":
        head = compound.read("WordDocument")[:12]
        return len(head) == 12 and bool(struct.unpack_from("<H", head, 10)[0] & _WORD_LOCKED)  # noqa: PLR2004
    if kind == "ppt":
        head = compound.read("Current User")[:16]
        return len(head) == 16 and struct.unpack_from("<I", head, 12)[0] == _SLIDES_LOCKED  # noqa: PLR2004
    if kind == "xls":
        book = compound.read("Workbook") or compound.read("Book")
        return _FILE_PASS in list(_records(book))
    return False


def _records(book: bytes) -> Iterator[int]:
    """The kinds of a workbook's first records."""
    place = 0
    for count in range(_FEW_RECORDS):
        if place + 4 > len(book):
            return
        kind, size = struct.unpack_from("<HH", book, place)
        if count == 0 and kind not in _BEGINS:
            return
        yield kind
        place += 4 + size


def _damaged() -> UnreadableSource:
    return UnreadableSource(
        "unreadable",
        "It is cut short or damaged, so that its parts cannot be found.",
        way_out="Ask for it again, or open it in the program it was made with and save it.",
    )
