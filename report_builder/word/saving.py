"""Saving a Word file, its entries all of one time: the same report gives the same bytes."""

from __future__ import annotations

import io
import struct
from datetime import datetime

from docx.package import Package

_EARLIEST, _LATEST = 1980, 2107
_END, _ENTRY = struct.Struct("<4s4H2LH"), struct.Struct("<4s4B4H3L5H2L")


def saved(package: Package, made_at: datetime) -> bytes:
    """Return a package as python-docx zips it, every entry dated `made_at`.

    The stamps are written over in place: compressing the report a second time would take
    longer than writing it. Offsets: APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16.
    """
    held = io.BytesIO()
    package.save(held)
    whole = bytearray(held.getvalue())
    entries, _, place = _END.unpack_from(whole, len(whole) - _END.size)[4:7]
    stamp = _stamp(made_at)
    for _ in range(entries):
        entry = _ENTRY.unpack_from(whole, place)
        name, extra, comment = entry[12:15]
        local = entry[-1]
        whole[place + 5] = 0  # the same bytes whichever system the report is built on
        whole[place + 12 : place + 16] = stamp
        whole[local + 10 : local + 14] = stamp
        place += _ENTRY.size + name + extra + comment
    return bytes(whole)


def _stamp(at: datetime) -> bytes:
    """Return a time as a zip holds it, to two seconds, within the years that a zip knows."""
    year = min(max(at.year, _EARLIEST), _LATEST) - _EARLIEST
    time = at.hour << 11 | at.minute << 5 | at.second // 2
    return struct.pack("<HH", time, year << 9 | at.month << 5 | at.day)
