"""A zip package (.docx, .odt, .pptx, .xlsx) opened part by part, under limits.

Nothing is ever extracted to disk, so that no name can lead anywhere; parts are inflated on
demand and counted while they are, since what a zip says of its own sizes is not trusted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.limits import MIB, Limits

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


class Package:
    """The parts of a zip file, by name, without regard to case.

    Raises:
        UnreadableSource: it is no whole zip, is encrypted, unsafe, or too large.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._expanded = 0
        self._damaged: list[str] = []
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_DAMAGE, RuntimeError) as error:
            raise _truncated() from error
        self._parts = self._checked()

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, as they are written."""
        return tuple(info.filename for info in self._parts.values())

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was odd about the parts that have been read."""
        return tuple(
            Notice("damaged_part", f"{name} is damaged; what could be read of it was read.", name)
            for name in self._damaged
        )

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def read(self, name: str) -> bytes:
        """Return a part's bytes.

        Raises:
            KeyError: there is no such part.
            UnreadableSource: it is encrypted, or larger than a part may be.
        """
        info = self._parts[_key(name)]
        if info.flag_bits & _ENCRYPTED:
            raise encrypted()
        data = bytearray()
        try:
            for chunk in self._chunks(info):
                data += chunk
                self._count(len(chunk), len(data))
        except _DAMAGE as error:
            if not data:
                raise _damaged_part(name) from error
            self._damaged.append(name)
        return bytes(data)

    def _chunks(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk

    def _count(self, more: int, part: int) -> None:
        self._expanded += more
        if part > self._limits.part_bytes:
            raise _too_large(
                f"One of its parts unpacks to more than {_mib(self._limits.part_bytes)}."
            )
        if self._expanded > self._limits.expanded_bytes:
            raise _too_large(f"It unpacks to more than {_mib(self._limits.expanded_bytes)}.")

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > self._limits.entries:
            raise _too_large(f"It holds more than {self._limits.entries:,} parts.")
        parts: dict[str, zipfile.ZipInfo] = {}
        for info in entries:
            if _leads_out(info.filename):
                raise UnreadableSource(
                    "unsafe",
                    "It holds a part whose name leads out of the file.",
                    way_out="Ask the sender for the document, saved anew.",
                )
            parts.setdefault(_key(info.filename), info)
        return parts


def encrypted() -> UnreadableSource:
    """Return the refusal of a file that is locked with a password or a label."""
    return UnreadableSource(
        "encrypted",
        "It is protected by a password or a sensitivity label.",
        way_out="Open it, remove the protection (File > Info > Protect Document), and save it.",
    )


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return ".." in path.parts or "\x00" in name or path.parts[:1] == ("//",)


def _mib(size: int) -> str:
    return f"{size // MIB:,} MiB"


def _too_large(message: str) -> UnreadableSource:
    return UnreadableSource(
        "too_large", message, way_out="Copy its text into a new document and ingest that."
    )


def _truncated() -> UnreadableSource:
    return UnreadableSource(
        "unreadable",
        "It is cut short or damaged, so that its parts cannot be found.",
        way_out="Ask for it again, or open and repair it in Word and save it.",
    )


def _damaged_part(name: str) -> UnreadableSource:
    return UnreadableSource(
        "unreadable",
        f"Its part {PurePosixPath(name).name} is damaged.",
        way_out="Ask for it again, or open and repair it in Word and save it.",
    )
