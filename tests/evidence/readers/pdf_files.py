"""A maker of small PDFs: words at places, and nothing else.

pdf([at(72, 700, "Hello")])                        a document of one page
"""

from __future__ import annotations

import math

A4 = (595, 842)


def at(x: float, y: float, words: str, *, size: float = 11, bold: bool = False) -> str:
    """Words whose first letter stands at a place, in points from the lower left."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{2 if bold else 1} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def lines(x: float, y: float, *words: str, step: float = 14, size: float = 11) -> str:
    """Lines under each other."""
    return "\n".join(at(x, y - n * step, line, size=size) for n, line in enumerate(words))


def turned(degrees: float, x: float, y: float, *words: str, size: float = 11) -> str:
    """Lines that run at an angle; the first letter of the first stands at a place."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    matrix = f"{cos:.4f} {sin:.4f} {-sin:.4f} {cos:.4f} {x} {y}"
    return f"q {matrix} cm\n{lines(0, 0, *words, size=size)}\nQ"


def pdf(
    *pages: list[str], notes: str = "", picture: bytes = b"", box: str = "", more: str = ""
) -> bytes:
    """A PDF of pages, each a list of what stands on it; `notes` are annotations of the first.

    `box` is where the pages lie, `more` is what else is said of each.
    """
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        (font % "Helvetica").encode(),
        (font % "Helvetica-Bold").encode(),
        _stream(b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 "
                b"/ColorSpace /DeviceGray", picture or bytes(64)),
    ]  # fmt: skip
    kids = []
    box = box or f"0 0 {A4[0]} {A4[1]}"
    for number, content in enumerate(pages):
        shown = "\n".join(content).encode("cp1252")
        objects.append(_stream(b"", shown))
        extra = f"/Annots [{notes}]" if notes and number == 0 else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {extra} {more} "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> "
            "/XObject << /Im 5 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode()
    return _file(objects)


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (head, len(data), data)


def _file(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    return data + b"startxref\n%d\n%%%%EOF\n" % table
