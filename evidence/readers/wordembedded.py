"""Files within a Word file that are documents in their own right: sheets, reports, scans.

What was pasted as an object lies in the package as it was, or wrapped in a compound file
([MS-OLEDS]); either way it is taken out and becomes a source of its own, like what is
attached to a mail.
"""

from __future__ import annotations

import re
import struct
from pathlib import PurePosixPath

from evidence.errors import UnreadableSource
from evidence.readers.compounds import SIGNATURE, Compound, kind_of
from evidence.readers.interface import Attachment

_NATIVE = "\x01Ole10Native"
_WRAPPED = ("Package", "CONTENTS")
_SUFFIXES = (
    ("excel.sheet.12", ".xlsx"),
    ("excel.sheetmacroenabled", ".xlsm"),
    ("word.document.12", ".docx"),
    ("word.documentmacroenabled", ".docm"),
    ("powerpoint.show.12", ".pptx"),
    ("acro", ".pdf"),
)
_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"{\\rtf")
_UNSAFE = re.compile(r"[^\w .()&,'+-]+")
_LONG_NAME = 120


def taken_out(data: bytes, target: str, program: str, *, most: int) -> Attachment | None:
    """Return the document that a part holds; None where it is no document that is read.

    `program` is what Word says of whose it is ("Excel.Sheet.12"); `most` is how many bytes
    it may have.
    """
    name = PurePosixPath(target).name
    try:
        if not data.startswith(SIGNATURE):
            return _document(data, name, program)
        compound = Compound(data, most=most)
        for stream in _WRAPPED:
            if stream in compound.names:
                return _document(compound.read(stream), name, program)
        if _NATIVE in compound.names:
            return _native(compound.read(_NATIVE))
        kind = kind_of(data, most=most)
    except UnreadableSource:
        return None
    return None if kind == "binary" else Attachment(_named(name, f".{kind}"), data)


def _document(content: bytes, name: str, program: str) -> Attachment | None:
    if not content.startswith(_DOCUMENTS):
        return None
    said = program.casefold()
    suffix = next((suffix for start, suffix in _SUFFIXES if said.startswith(start)), "")
    return Attachment(_named(name, suffix), content)


def _native(stream: bytes) -> Attachment | None:
    """A file of any kind that was dropped into the document, with the name that it had."""
    try:
        place = 6  # its whole size and two flags
        end = stream.index(b"\x00", place)
        label = stream[place:end].decode("cp1252", errors="replace")
        place = stream.index(b"\x00", end + 1) + 1 + 4
        (path,) = struct.unpack_from("<I", stream, place)
        (size,) = struct.unpack_from("<I", stream, place + 4 + path)
    except (ValueError, struct.error):
        return None
    content = stream[place + 8 + path :][:size]
    name = label.replace("\\", "/").rpartition("/")[2]
    return Attachment(_named(name, ""), content) if content else None


def _named(name: str, suffix: str) -> str:
    """A file name without folders or signs that no file name should have."""
    clean = _UNSAFE.sub(" ", name).strip(" .")[-_LONG_NAME:] or "embedded"
    path = PurePosixPath(clean)
    if not suffix or path.suffix.casefold() == suffix:
        return clean
    return f"{path.stem if path.suffix.casefold() == '.bin' else clean}{suffix}"
