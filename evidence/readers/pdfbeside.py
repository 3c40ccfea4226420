"""What is written onto a PDF and attached to it: comments, form fields, files."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

from evidence.readers.interface import Attachment

WIDGET = 20
"""The kind of annotation that is a form's field."""
_NOTE_TYPES = frozenset({1, 3, 8, 9, 10, 11, 12})
_MOST_ATTACHED = 100


def attached(library: Any, file: Any) -> Iterator[Attachment]:
    """The files that are attached to it, each under a name of its own."""
    taken: set[str] = set()
    for place in range(min(file.count_attachments(), _MOST_ATTACHED)):
        try:
            found = file.get_attachment(place)
            name, content = found.get_name(), bytes(found.get_data())
        except library.PdfiumError:
            continue
        own = re.split(r"[/\\]", "".join(c for c in name if c.isprintable()))[-1].strip(" .")
        own = own or f"attachment {place + 1}"
        own = own if own.casefold() not in taken else f"{place + 1} {own}"
        taken.add(own.casefold())
        if content:
            yield Attachment(own, content)


def written_on(library: Any, sheet: Any) -> Iterator[tuple[int, str, str]]:
    """What was written onto a page: comments with their authors, and filled form fields."""
    raw = library.raw
    for place in range(max(0, raw.FPDFPage_GetAnnotCount(sheet))):
        note = raw.FPDFPage_GetAnnot(sheet, place)
        if not note:
            continue
        kind = raw.FPDFAnnot_GetSubtype(note)
        key = b"V" if kind == WIDGET else b"Contents"
        said = _string(raw, note, key) if kind == WIDGET or kind in _NOTE_TYPES else ""
        author = _string(raw, note, b"T") if kind != WIDGET else ""
        raw.FPDFPage_CloseAnnot(note)
        if said.strip():
            yield kind, said.strip(), author


def _string(raw: Any, note: Any, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
    if size <= 2:  # noqa: PLR2004 - nothing but the end sign
        return ""
    buffer = ctypes.create_string_buffer(size)
    letters = ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(note, key, letters, size)
    text = buffer.raw[: size - 2].decode("utf-16-le", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
