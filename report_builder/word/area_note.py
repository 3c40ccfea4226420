"""The note on an Area as a Word file that inspectors complete; the same note, the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
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

from report_builder.area_note import AreaNote, OnCriterion, in_short
from report_builder.word.saving import saved
from report_builder.word.xml_text import clean

SHADE = "E7EDF3"
INK = RGBColor(0x12, 0x43, 0x6D)
_SIZES = (
    ("Normal", 11),
    ("Heading 1", 18),
    ("Heading 2", 14),
    ("Heading 3", 12),
    ("Heading 4", 11),
)
_BODY = "word/document.xml"
_ROOM = "[For the inspector: {}]"


def written(note: AreaNote) -> bytes:
    """Return the note as a .docx that knows whether somebody has edited it since."""
    document = docx.Document()
    made_at = datetime.combine(note.dated, time(), tzinfo=UTC)
    set_up(document, in_short(note), note.marking, made_at)
    document.add_heading(clean(in_short(note)), 1)
    document.add_paragraph(clean(f"{note.title}. A working note, to be completed by inspectors."))
    document.add_heading("Documents", 2)
    if note.documents:
        _table(document, ("What was asked for", "Received", "Status"), note.documents, (10, 3, 3.6))
    else:
        document.add_paragraph("No document was asked of this Area.")
    document.add_paragraph(clean(note.files)).paragraph_format.space_before = Pt(9)
    for one in note.criteria:
        _criterion(document, one)
    return seal(document, made_at)


def seal(document: Document, made_at: datetime) -> bytes:
    """Return a note's file, which knows from then on whether somebody has edited it."""
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


def set_up(document: Document, title: str, marking: str, made_at: datetime) -> None:
    """Give a note its page, its letters, its language, its marking and its title."""
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
            style.font.color.rgb, style.font.italic = INK, False
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


def _criterion(document: Document, one: OnCriterion) -> None:
    criterion = one.criterion
    document.add_heading(clean(f"{criterion.criterion_id} {criterion.title}"), 2)
    document.add_paragraph(clean(criterion.text)).runs[0].italic = True
    _part(document, "What is evidenced", one.evidenced or "Nothing is coded on this yet.")
    if one.quoted:
        _table(document, ("What it shows", "Words", "Where"), one.quoted, (3.4, 8.6, 4.6))
    _part(document, "What is contradicted", one.contradicted or "No sources contradict each other.")
    _part(document, "What is silent", one.silent or "Every kind of source that came speaks of it.")
    document.add_heading("Still to ask", 3)
    for question, why in one.ask:
        document.add_paragraph(clean(f"{question} (Why: {why}.)"), style="List Bullet")
    if not one.ask:
        document.add_paragraph("Nothing follows from the evidence so far.")
    document.add_paragraph(_ROOM.format("what you make of this, and what you would ask besides"))


def _part(document: Document, heading: str, text: str) -> None:
    document.add_heading(heading, 3)
    document.add_paragraph(clean(text))


def _table(
    document: Document,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    properties: Any = table._tbl.tblPr
    said = clean(", ".join(headings))
    properties.append(parse_xml(f'<w:tblDescription {nsdecls("w")} w:val="{said}"/>'))
    head: Any = table.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell in head.cells:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for place, row in enumerate((headings, *rows)):
        cells = table.rows[0].cells if not place else table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            run = cell.paragraphs[0].add_run(clean(text))
            run.font.size, run.bold = Pt(10), place == 0 or None
            cell.width = Cm(width)
