"""What a picture tells of its making (place, day, camera, author), taken out before it leaves.

Only JPEG and PNG keep such things where they can be found; every other picture stays as it
is. What is seen does not change: a photograph keeps which way up it is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_EXIF, _SEVERAL = b"Exif\0\0", b"MPF\0"
_APP1, _APP2, _APP13, _COMMENT = 0xE1, 0xE2, 0xED, 0xFE
_SCAN, _END = 0xDA, 0xD9
_MARK = 0xFF
_WITHIN_SCAN = frozenset({0x00, _MARK, *range(0xD0, 0xD8)})
"""What follows a mark within a scan without ending it: nothing, filling, or a restart."""
_ORIENTATION = 0x0112
_ENTRY = 12
_TELLING = frozenset({b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"})


def bare(data: bytes) -> bytes:
    """Return a picture without what it tells of its making; one that is damaged as it is."""
    try:
        if data.startswith(_JPEG):
            return _JPEG + b"".join(_jpeg_parts(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_png_chunks(data))
    except (IndexError, struct.error):
        pass  # damaged: whoever reads the copy again says what is still in it
    return data


def _jpeg_parts(data: bytes) -> Iterator[bytes]:
    """Yield the segments that stay, each scan with its segment, up to the picture's end.

    What follows the end are other pictures, such as a phone's small or deep ones.
    """
    at = len(_JPEG)
    while data[at + 1] != _END:
        marker = data[at + 1]
        if data[at] != _MARK:
            raise IndexError("no segment where one begins")
        if marker == _MARK:  # filling
            at += 1
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == _SCAN:
            end = _after_scan(data, end)
        yield _kept(marker, data[at:end])
        at = end
    yield data[at : at + 2]


def _after_scan(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise IndexError("a scan without an end")
        if data[at + 1] not in _WITHIN_SCAN:
            return at
        at += 1


def _kept(marker: int, segment: bytes) -> bytes:
    content = segment[4:]
    if marker == _APP1 and content.startswith(_EXIF):
        return _turned(_orientation(content[len(_EXIF) :]))
    several = marker == _APP2 and content.startswith(_SEVERAL)
    return b"" if several or marker in {_APP1, _APP13, _COMMENT} else segment


def _orientation(tiff: bytes) -> int:
    """Return which way up a photograph is, from 1 to 8; 1 where it does not say."""
    order = "<" if tiff.startswith(b"II") else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(first + 2, first + 2 + count * _ENTRY, _ENTRY):
            tag, _, _, said = struct.unpack_from(f"{order}HHIH", tiff, entry)
            if tag == _ORIENTATION:
                return int(said)
    except struct.error:
        pass  # whatever else it tells goes all the same
    return 1


def _turned(orientation: int) -> bytes:
    """Return the shortest segment that says which way up a photograph is."""
    if orientation == 1:
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    content = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return struct.pack(">BBH", 0xFF, _APP1, len(content) + 2) + content


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        end, kind = at + 12 + length, data[at + 4 : at + 8]
        if end > len(data):
            raise IndexError("a chunk without an end")
        if kind not in _TELLING:
            yield data[at:end]
        at = end
