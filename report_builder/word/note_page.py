"""The page of a working note in Word: its letters and marking, its tables, and its seal.

People complete a note; the seal tells whether somebody has, so that it is not written over.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from report_builder.plain_note import Grid
from report_builder.word.saving import saved
from report_builder.word.xml_text import clean

_SHADE = "E7EDF3"
_INK = RGBColor(0x12, 0x43, 0x6D)
_SIZES = (
    ("Normal", 11),
    ("Heading 1", 18),
    ("Heading 2", 14),
    ("Heading 3", 12),
    ("Heading 4", 11),
)
_BODY = "word/document.xml"


def begun(title: str, dated: date, marking: str) -> Document:
    """Return a note's first page, with its title, letters, language and marking."""
    document = docx.Document()
    _set_up(document, title, marking, _made_at(dated))
    document.add_heading(clean(title), 1)
    return document


def heading(document: Document, text: str, level: int) -> None:
    """Add a heading."""
    _in_style(document, text, f"Heading{level}")


def bullet(document: Document, text: str) -> None:
    """Add an item of a list."""
    _in_style(document, text, "ListBullet")


def _in_style(document: Document, text: str, style_id: str) -> None:
    # By its id in python-docx's own template: to look a style up by name took half of a note.
    added: Any = document.add_paragraph(text)
    added._p.style = style_id


def seal(document: Document, dated: date) -> bytes:
    """Return a note's file, which knows from then on whether somebody has edited it."""
    made_at = _made_at(dated)
    document.core_properties.identifier = _digest(saved(document.part.package, made_at))
    return saved(document.part.package, made_at)


def untouched(data: bytes) -> bool:
    """Whether a note's file is as it was written, with nobody's words in it."""
    try:
        found = docx.Document(BytesIO(data)).core_properties.identifier
        return bool(found) and found == _digest(data)
    except (BadZipFile, KeyError, ValueError):
        return False


def _digest(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as package:
        return sha256(package.read(_BODY)).hexdigest()


def _made_at(dated: date) -> datetime:
    # Midnight of the day on the note: the same note gives the same bytes.
    return datetime.combine(dated, time(), tzinfo=UTC)


def _set_up(document: Document, title: str, marking: str, made_at: datetime) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("top", "right", "bottom", "left"):
        setattr(section, f"{side}_margin", Cm(2.2))
    for name, size in _SIZES:
        style: Any = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for old in [key for key in fonts.attrib if "heme" in str(key)]:
            del fonts.attrib[old]
        if name != "Normal":
            style.font.color.rgb, style.font.italic = _INK, False
    lines = document.styles["Normal"].paragraph_format
    lines.space_after, lines.line_spacing = Pt(5), 1.08
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for margin in (section.header, section.footer):
        line = margin.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(clean(marking)).bold = True
    about = document.core_properties
    about.title, about.author, about.comments = clean(title), "", ""
    about.language, about.last_modified_by = "en-GB", ""
    about.created = about.modified = made_at.replace(tzinfo=None)


def table(document: Document, grid: Grid) -> None:
    """Add a table that a screen reader can follow; no row is split between pages."""
    made = document.add_table(rows=1, cols=len(grid.headings), style="Table Grid")
    made.autofit = False
    about: Any = parse_xml(f"<w:tblDescription {nsdecls('w')}/>")
    about.set(f"{{{about.nsmap['w']}}}val", clean(grid.about))
    properties: Any = made._tbl.tblPr
    properties.append(about)
    head: Any = made.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell in head.cells:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    for column, width in zip(made.columns, grid.widths, strict=True):
        column.width = Cm(width)
    for place, row in enumerate((grid.headings, *grid.rows)):
        added: Any = made.rows[0] if not place else made.add_row()
        added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, text, width in zip(added.cells, row, grid.widths, strict=True):
            _fill(cell.paragraphs[0], text, bold=place == 0)
            cell.width = Cm(width)


def _fill(paragraph: Any, text: str, *, bold: bool) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = Pt(10), bold or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
