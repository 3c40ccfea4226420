"""The fixed reference: a report of 220 pages by python-docx with its body parsed in bulk.

20 chapters of 40 numbered paragraphs of about 72 words, 60 tables of 15 rows and 6 columns
with captions, a contents field, 20 pictures. It is the fastest plain way that was found to
write such a report; what reads, merges or compares one is measured as a multiple of it.
"""

from __future__ import annotations

import io
import struct
import zlib
from random import Random

from docx import Document
from lxml import etree

CHAPTERS, PARAGRAPHS, WORDS, TABLES = 20, 40, 72, 60
ROWS, COLUMNS = 15, 6
_WORDS = """
    the a of to in and that on for with managers prosecutors assessment files Area guidance
    board quality feedback charging review disclosure victims witnesses recorded agreed found
    timely clear reasons evidence strategy trial court hearing compliance standard training
    supported improved consistent category rating decision actions themes monitored inspected
""".split()  # noqa: SIM905 - as prose it can be read
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


Block = tuple[str, list[str], str]
"""A kind ("heading", "text", "table"), its texts, and a name that stays in the next draft."""


def sentences(random: Random, words: int = WORDS) -> list[str]:
    """Return made-up sentences of about so many words, with a number now and then."""
    found: list[str] = []
    while words > 0:
        length = random.randint(9, 21)
        said = [random.choice(_WORDS) for _ in range(length)]
        if random.random() < 0.5:
            said[length // 2] = f"{random.randint(1, 99)}%"
        found.append(" ".join(said).capitalize() + ".")
        words -= length
    return found


def report() -> list[Block]:
    """Return the report as blocks."""
    random = Random(7)
    blocks: list[Block] = []
    for chapter in range(CHAPTERS):
        blocks.append(
            ("heading", [f"Chapter {chapter + 1} on {random.choice(_WORDS)}"], f"h{chapter}")
        )
        for place in range(PARAGRAPHS):
            blocks.append(("text", sentences(random), f"p{chapter}_{place}"))
            if place % 13 == 12:
                cells = [str(random.randint(1, 210)) for _ in range(ROWS * COLUMNS)]
                blocks.append(("table", cells, f"t{chapter}_{place}"))
    return blocks


def written(blocks: list[Block]) -> bytes:
    """Write it: the package and the pictures by python-docx, the body as one string."""
    document = Document()
    xml = [_contents()]
    for at, (kind, texts, _) in enumerate(blocks):
        xml.append(_table(texts, at) if kind == "table" else _paragraph(texts, kind, at))
    root = etree.fromstring(f"<w:body {_W}>{''.join(xml)}</w:body>")
    body = document.element.body
    for at, block in enumerate(list(root)):
        body.insert(at, block)
    for shade in range(CHAPTERS):
        document.add_picture(io.BytesIO(_picture(shade)))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph(texts: list[str], kind: str, at: int) -> str:
    style = "Heading1" if kind == "heading" else "ListNumber"
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text} </w:t></w:r>' for text in texts)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:bookmarkStart w:id="{at}"'
        f' w:name="_b{at}"/>{runs}<w:bookmarkEnd w:id="{at}"/></w:p>'
    )


def _table(cells: list[str], at: int) -> str:
    rows = [cells[n : n + COLUMNS] for n in range(0, len(cells), COLUMNS)]
    cell = (
        '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>'
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    )
    inside = "".join(f"<w:tr>{''.join(cell.format(c) for c in row)}</w:tr>" for row in rows)
    grid = '<w:gridCol w:w="1500"/>' * COLUMNS
    return (
        '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t xml:space="preserve">Table </w:t>'
        f'</w:r><w:fldSimple w:instr=" SEQ Table "><w:r><w:t>{at}</w:t></w:r></w:fldSimple></w:p>'
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{inside}</w:tbl>"
    )


def _contents() -> str:
    return '<w:p><w:fldSimple w:instr="TOC"><w:r><w:t>Contents</w:t></w:r></w:fldSimple></w:p>'


def _picture(shade: int) -> bytes:
    """A PNG of one shade, 600 by 400."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 600, 400, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\x00" + bytes([shade]) * 600) * 400)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


if __name__ == "__main__":
    written(report())
