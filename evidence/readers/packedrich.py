"""The rich text of an Outlook message, which is kept packed ([MS-OXRTFCP])."""

from __future__ import annotations

import struct

_PACKED, _PLAIN = b"LZFu", b"MELA"
_HEADER = struct.Struct("<II4sI")
_MOST = 64 * 1024 * 1024
_SIZE = 4_096
_BEGINNING = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}"
    rb"{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New Roman"
    rb"Courier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What each packed text may refer back to: the words that all rich texts begin with."""


def unpacked(data: bytes) -> bytes:
    """Return the rich text; b"" where the data is none, and what there is where it is cut short.

    >>> unpacked(b"") + unpacked(b"no rich text at all")
    b''
    """
    if len(data) < _HEADER.size:
        return b""
    _, size, kind, _ = _HEADER.unpack_from(data)
    body = data[_HEADER.size :]
    if kind == _PLAIN:
        return body[: min(size, _MOST)]
    return _inflated(body, min(size, _MOST)) if kind == _PACKED else b""


def _inflated(body: bytes, size: int) -> bytes:
    window = bytearray(_BEGINNING.ljust(_SIZE, b"\x00"))
    write = len(_BEGINNING)
    said = bytearray()
    place = 0
    while place < len(body) and len(said) < size:
        control = body[place]
        place += 1
        for bit in range(8):
            width = 2 if control >> bit & 1 else 1
            if place + width > len(body):
                return bytes(said[:size])
            if width == 1:
                letters = body[place : place + 1]
            else:
                token = body[place] << 8 | body[place + 1]
                if token >> 4 == write:
                    return bytes(said[:size])
                letters = _earlier(window, token >> 4, (token & 0xF) + 2, write)
            place += width
            said += letters
            for letter in letters:
                window[write] = letter
                write = (write + 1) % _SIZE
    return bytes(said[:size])


def _earlier(window: bytearray, start: int, length: int, write: int) -> bytes:
    """Letters that were said before; they may run into the ones that they make."""
    found = bytearray()
    for step in range(length):
        at = (start + step) % _SIZE
        made = (at - write) % _SIZE
        found.append(found[made] if made < len(found) else window[at])
    return bytes(found)
