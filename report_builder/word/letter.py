"""A letter to an Area as a Word file, on plain paper; the same letter gives the same bytes.

An office pastes it onto its own headed paper, so it takes no look from the report's
template: Arial, A4, a table that a screen reader can follow.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from report_builder.letters import Letter
from report_builder.word.note_page import seal
from report_builder.word.xml_text import clean

_TEXT, _SMALL = Pt(11), Pt(10)
_SHADE = "E7EDF3"


def written(letter: Letter) -> bytes:
    """Return a letter as a .docx that knows whether somebody has edited it since."""
    document = docx.Document()
    made_at = datetime.combine(letter.dated, time(), tzinfo=UTC)
    _set_up(document, letter, made_at)
    _mark(document, letter.marking)
    _line(document, letter.inspectorate, bold=True, after=18)
    _line(document, f"{letter.dated.day} {letter.dated:%B %Y}", after=18)
    for place, line in enumerate(letter.addressee, 1):
        _line(document, line, after=18 if place == len(letter.addressee) else 0)
    _line(document, "Dear colleague")
    _line(document, letter.subject, bold=True)
    for text in letter.before:
        _line(document, text)
    _table(document, letter)
    for place, text in enumerate(letter.after):
        _line(document, text, before=0 if place else 12)
    _sign(document, letter.signed)
    return seal(document, letter.dated)


def _set_up(document: Document, letter: Letter, made_at: datetime) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("top", "right", "bottom", "left"):
        setattr(section, f"{side}_margin", Cm(2.2))
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", _TEXT
    fonts = normal.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), "Arial")
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    about = document.core_properties
    about.title, about.author = clean(letter.subject), clean(letter.inspectorate)
    about.subject, about.comments, about.language = clean(letter.addressee[-1]), "", "en-GB"
    about.last_modified_by = clean(letter.inspectorate)
    about.created = about.modified = made_at.replace(tzinfo=None)


def _mark(document: Document, marking: str) -> None:
    section = document.sections[0]
    for margin in (section.header, section.footer):
        paragraph = margin.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(clean(marking)).bold = True


def _line(
    document: Document, text: str, *, bold: bool = False, before: float = 0, after: float = 9
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.add_run(clean(text)).bold = bold or None
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    return paragraph


def _sign(document: Document, signed: tuple[str, ...]) -> None:
    document.paragraphs[-1].paragraph_format.keep_with_next = True  # never a page of its own
    closing = _line(document, "Yours sincerely", before=6, after=42)
    closing.paragraph_format.keep_with_next = True
    for place, line in enumerate(signed, 1):
        paragraph = _line(document, line, after=0)
        paragraph.paragraph_format.keep_with_next = place < len(signed)


def _table(document: Document, letter: Letter) -> None:
    table = document.add_table(rows=1, cols=len(letter.headings), style="Table Grid")
    table.autofit = False
    _describe(table, letter)
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for cell, text in zip(head.cells, letter.headings, strict=True):
        _fill(cell, text, bold=True)
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))
    for row in letter.rows:
        added = table.add_row()
        added._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        for cell, text in zip(added.cells, row, strict=True):
            _fill(cell, text)
    for column, width in zip(table.columns, map(Cm, letter.widths), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _describe(table: Table, letter: Letter) -> None:
    properties: Any = table._tbl.tblPr
    for name, text in (
        ("tblCaption", letter.about[0]),
        ("tblDescription", f"{len(letter.rows)} {letter.about[1]}."),
    ):
        properties.append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="{text}"/>'))


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(clean(text))
    run.font.size, run.bold = _SMALL, bold or None
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
