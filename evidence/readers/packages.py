"""A zip package (.docx, .odt, .pptx, .xlsx) opened part by part, under limits.

Nothing is ever extracted to disk, so that no name can lead anywhere; parts are inflated on
demand and counted while they are, since what a zip says of its own sizes is not trusted.
A package whose list of parts is lost is read by the headers of the parts themselves.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import PurePosixPath

from evidence.errors import UnreadableSource
from evidence.notices import Notice
from evidence.readers.limits import MIB, Limits

_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
_HEADER = struct.Struct("<4s5H3I2H")
"""A part's own header: signature, version, flags, method, time, date, CRC, sizes, lengths."""
_SIGNATURE, _END = b"PK\x03\x04", b"PK\x05\x06"
_WIDE = 0xFFFF_FFFF
"""Where a list lies in a zip of more than 4 GiB is said elsewhere."""


class Package:
    """The parts of a zip file, by name, without regard to case.

    Raises:
        UnreadableSource: it is no zip of which anything is left, is encrypted, unsafe, or
            too large.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._data = data
        self._expanded = 0
        self._damaged: list[str] = []
        self._listed = True
        self._zip = _listed(data)
        if self._zip is not None:
            entries = self._zip.infolist()
        else:
            self._listed = False
            entries = _by_headers(data, limits.entries)
            if not entries:
                raise cut_short()
        self._parts = self._checked(entries)

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, as they are written."""
        return tuple(info.filename for info in self._parts.values())

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was odd about the parts that have been read."""
        found = [] if self._listed else [_lost(len(self._parts))]
        found += [
            Notice("damaged_part", f"{name} is damaged; what could be read of it was read.", name)
            for name in dict.fromkeys(self._damaged)
        ]
        return tuple(found)

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
        data, whole = self._inflated(info)
        if not whole:
            if not data:
                raise _damaged_part(name)
            self._damaged.append(name)
        self._expanded += len(data)
        if len(data) > self._limits.part_bytes:
            raise _too_large(
                f"One of its parts unpacks to more than {_mib(self._limits.part_bytes)}."
            )
        if self._expanded > self._limits.expanded_bytes:
            raise _too_large(f"It unpacks to more than {_mib(self._limits.expanded_bytes)}.")
        return data

    def _inflated(self, info: zipfile.ZipInfo) -> tuple[bytes, bool]:
        """A part's bytes, one more than it may have at most, and whether they are sound."""
        raw = self._raw(info)
        if raw is not None and info.compress_type == zipfile.ZIP_DEFLATED:
            return self._deflated(raw, info)
        if raw is not None and info.compress_type == zipfile.ZIP_STORED:
            data = bytes(raw[: self._limits.part_bytes + 1])
            return data, len(raw) == info.file_size and zlib.crc32(data) == info.CRC
        return self._otherwise(info)

    def _deflated(self, raw: memoryview, info: zipfile.ZipInfo) -> tuple[bytes, bool]:
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        most = self._limits.part_bytes + 1
        try:
            data = stream.decompress(raw, most)
        except zlib.error:
            return _what_is_left(raw, most), False
        if len(data) == most:
            return data, True
        return data, stream.eof and (not self._listed or zlib.crc32(data) == info.CRC)

    def _otherwise(self, info: zipfile.ZipInfo) -> tuple[bytes, bool]:
        """Parts that are packed in a rarer way are left to the library."""
        data = bytearray()
        if self._zip is None:
            return b"", False
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    data += chunk
                    if len(data) > self._limits.part_bytes:
                        break
        except _DAMAGE:
            return bytes(data), False
        return bytes(data), True

    def _raw(self, info: zipfile.ZipInfo) -> memoryview | None:
        """A part's packed bytes; None where its own header is not where it should be."""
        start = info.header_offset
        header = self._data[start : start + _HEADER.size]
        if len(header) < _HEADER.size or not header.startswith(_SIGNATURE):
            return None
        *_, name, extra = _HEADER.unpack(header)
        start += _HEADER.size + name + extra
        return memoryview(self._data)[start : start + info.compress_size]

    def _checked(self, entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
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


def _listed(data: bytes) -> zipfile.ZipFile | None:
    """The zip by its own list of parts; None where that is lost or damaged.

    A list at the end may be that of another zip, embedded in one that was cut short there.
    """
    try:
        found = zipfile.ZipFile(io.BytesIO(data))
    except (*_DAMAGE, RuntimeError):
        return None
    end = data.rfind(_END)
    if not data.startswith(_SIGNATURE) or end + 20 > len(data):
        return found
    (said,) = struct.unpack_from("<I", data, end + 16)
    return found if said in {_WIDE, found.start_dir} else None


def _by_headers(data: bytes, most: int) -> list[zipfile.ZipInfo]:
    """The parts that say of themselves that they are there, in a zip that has lost its list."""
    found: list[zipfile.ZipInfo] = []
    start = data.find(_SIGNATURE)
    while start >= 0 and len(found) <= most:
        after = start + 4
        if len(data) >= start + _HEADER.size:
            _, _, flags, *_, packed, _, name, extra = _HEADER.unpack_from(data, start)
            # A part of known size is stepped over: a zip may lie in it.
            after += 0 if flags & _SIZES_FOLLOW else _HEADER.size - 4 + name + extra + packed
        following = data.find(_SIGNATURE, after)
        found += _by_header(data, start, following if following >= 0 else len(data))
        start = following
    return found


def _by_header(data: bytes, start: int, end: int) -> list[zipfile.ZipInfo]:
    if len(data) < start + _HEADER.size:
        return []
    _, _, flags, method, *_, crc, packed, size, name, extra = _HEADER.unpack_from(data, start)
    begins = start + _HEADER.size
    written = data[begins : begins + name].decode("utf-8", errors="replace")
    if not written:
        return []
    info = zipfile.ZipInfo(written.replace("\x00", ""))
    info.header_offset, info.flag_bits, info.compress_type = start, flags, method
    room = max(end - begins - name - extra, 0)
    info.compress_size = room if flags & _SIZES_FOLLOW or not packed else min(packed, room)
    info.CRC, info.file_size = crc, size
    return [info]


def _what_is_left(raw: memoryview, most: int) -> bytes:
    """Inflate byte by byte as far as a damaged part goes."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    data = bytearray()
    for start in range(0, len(raw), 256):
        try:
            data += stream.decompress(raw[start : start + 256], most)
        except zlib.error:
            break
        if len(data) >= most:
            break
    return bytes(data[:most])


def _lost(parts: int) -> Notice:
    return Notice(
        "cut_short",
        f"It is cut short or damaged: its list of parts is lost, and only the {parts:,} that"
        " could still be found were read. Ask for it again.",
    )


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
    if "\x00" in name or name.startswith(("//", "\\\\")):
        return True
    return ".." in name and ".." in name.replace("\\", "/").split("/")


def _mib(size: int) -> str:
    return f"{size // MIB:,} MiB"


def _too_large(message: str) -> UnreadableSource:
    return UnreadableSource(
        "too_large", message, way_out="Copy its text into a new document and ingest that."
    )


def cut_short() -> UnreadableSource:
    """Return the refusal of a file of which too little is left."""
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
