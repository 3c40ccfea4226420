"""On which page of a PDF each of its named places lies, as its maker laid the pages out."""

from __future__ import annotations

import ctypes
import re

from evidence.errors import UnreadableSource

_PLAIN = re.compile(r"[A-Za-z0-9-]")


def pages_of_places(data: bytes) -> dict[str, int]:
    """Return the page of each named place of a PDF, counted from 1.

    Raises:
        UnreadableSource: it is no PDF that can be opened.
    """
    import pypdfium2  # noqa: PLC0415 - loaded only where pages are laid out
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource("unreadable", "It is a damaged PDF.") from error
    found: dict[str, int] = {}
    length = ctypes.c_long(0)
    try:
        for place in range(pdfium.FPDF_CountNamedDests(file)):
            # Asked without room for the name, it says how many bytes the name takes.
            pdfium.FPDF_GetNamedDest(file, place, None, ctypes.byref(length))
            name = ctypes.create_string_buffer(length.value)
            target = pdfium.FPDF_GetNamedDest(file, place, name, ctypes.byref(length))
            page = pdfium.FPDFDest_GetDestPageIndex(file, target) if target else -1
            if page >= 0:
                found[name.raw.decode("utf-16-le").rstrip("\0")] = page + 1
    finally:
        file.close()
    return found


def place_name(bookmark: str) -> str:
    """Return the name that LibreOffice gives the place of a bookmark: other signs as bytes."""
    return "".join(letter if _PLAIN.fullmatch(letter) else _coded(letter) for letter in bookmark)


def _coded(letter: str) -> str:
    return "".join(
        f"{high:02X}{low:02X}" if high else f"{low:02X}"
        for high, low in zip(*[iter(letter.encode("utf-16-be"))] * 2, strict=True)
    )
