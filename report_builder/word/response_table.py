"""The response table as a Word file: what the CPS said of a draft, and what is answered to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table

from report_builder.word.saving import saved
from report_builder.word.xml_text import clean, escaped

_WIDE = 25.7
"""Centimetres between the margins of A4 on its side."""
_SMALL = Pt(9)
_SHADE = "E7EDF3"


@dataclass(frozen=True, slots=True)
class ResponseTable:
    """A title, a line below it, and the rows under headings; `widths` are shares of the page."""

    title: str
    below: str
    marking: str
    inspectorate: str
    headings: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


def written(table: ResponseTable, at: datetime) -> bytes:
    """Return the table as a .docx; the same table and time give the same bytes."""
    document = docx.Document()
    moment = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    _set_up(document, table, moment)
    document.add_heading(clean(table.title), level=1)
    document.add_paragraph(clean(table.below))
    _fill(document, table)
    return saved(document.part.package, moment)


def _set_up(document: Document, table: ResponseTable, moment: datetime) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("top", "right", "bottom", "left"):
        setattr(section, f"{side}_margin", Cm(2))
    for name in ("Normal", "Heading 1"):
        style = document.styles[name]
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), "Arial")
        for themed in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(themed), None)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for margin in (section.header, section.footer):
        paragraph = margin.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(clean(table.marking)).bold = True
    about = document.core_properties
    about.title, about.subject, about.comments = clean(table.title), clean(table.below)[:255], ""
    about.author = about.last_modified_by = clean(table.inspectorate)
    about.language = "en-GB"
    about.created = about.modified = moment.replace(tzinfo=None)


def _fill(document: Document, table: ResponseTable) -> None:
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.headings))
    made.style = "Table Grid"
    made.autofit = False
    _describe(made, table)
    whole = sum(table.widths)
    widths = [Cm(_WIDE * share / whole) for share in table.widths]
    for place, (row, cells) in enumerate(
        zip(made._tbl.tr_lst, [table.headings, *table.rows], strict=True)
    ):
        properties: Any = row.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if place == 0:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        for cell, text, width in zip(row.tc_lst, cells, widths, strict=True):
            cell.width = width
            _write(cell, text, heading=place == 0)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width


def _describe(made: Table, table: ResponseTable) -> None:
    properties: Any = made._tbl.tblPr
    for name, text in (
        ("tblCaption", table.title),
        ("tblDescription", f"{len(table.rows)} comments, each with the response to it."),
    ):
        properties.append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="{escaped(clean(text))}"/>'))


def _write(cell: Any, text: str, *, heading: bool) -> None:
    if heading:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
        cell.get_or_add_tcPr().append(parse_xml(shade))
    size = int(_SMALL.pt * 2)
    bold = "<w:b/>" if heading else ""
    lines = [
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr>'
        f'<w:r><w:rPr>{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escaped(clean(line))}</w:t></w:r></w:p>'
        for line in text.split("\n")
    ]
    for old in list(cell.p_lst):
        cell.remove(old)
    for line in lines:
        cell.append(parse_xml(line))
