"""A working note as a Word file that people complete; the same note gives the same bytes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from report_builder.plain_note import Grid, Head, Line, Part, PlainNote, Points, Room
from report_builder.word.area_note import SHADE, seal, set_up
from report_builder.word.xml_text import clean


def written(note: PlainNote) -> bytes:
    """Return the note as a .docx that knows whether somebody has edited it since."""
    document = docx.Document()
    made_at = datetime.combine(note.dated, time(), tzinfo=UTC)
    set_up(document, note.title, note.marking, made_at)
    document.add_heading(clean(note.title), 1)
    for part in note.parts:
        _add(document, part)
    return seal(document, made_at)


def _add(document: Document, part: Part) -> None:
    match part:
        case Head(level, text):
            document.add_heading(clean(text), level)
        case Line(text, strong, aside):
            run = document.add_paragraph().add_run(clean(text))
            run.bold, run.italic = strong or None, aside or None
        case Points(items):
            for item in items:
                document.add_paragraph(clean(item), style="List Bullet")
        case Grid():
            _table(document, part)
        case Room(prompt):
            document.add_paragraph(clean(f"[{prompt}]"))


def _table(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.headings), style="Table Grid")
    table.autofit = False
    about: Any = parse_xml(f"<w:tblDescription {nsdecls('w')}/>")
    about.set(f"{{{about.nsmap['w']}}}val", clean(grid.about))
    properties: Any = table._tbl.tblPr
    properties.append(about)
    head: Any = table.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell in head.cells:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Cm(width)
    for place, row in enumerate((grid.headings, *grid.rows)):
        added: Any = table.rows[0] if not place else table.add_row()
        added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, text, width in zip(added.cells, row, grid.widths, strict=True):
            _fill(cell.paragraphs[0], text, bold=place == 0)
            cell.width = Cm(width)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(paragraph: Any, text: str, *, bold: bool) -> None:
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = Pt(10), bold or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
