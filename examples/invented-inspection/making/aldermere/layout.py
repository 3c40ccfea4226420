"""How Aldermere's office sets its papers: ruled tables, a marking at the head, a numbered foot."""

import datetime as dt
import runpy
from pathlib import Path

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

MAKING = Path(__file__).resolve().parents[1]
EVIDENCE = MAKING.parent / "evidence" / "Aldermere"
settle = runpy.run_path(str(MAKING / "settle.py"))["settle"]


def frame(document: Document, marking: str, foot: str) -> None:
    """Put the marking at the head of every page and `foot` with the page's number below."""
    section = document.sections[0]
    section.header.paragraphs[0].text = marking
    footer = section.footer.paragraphs[0]
    footer.add_run(foot)
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    put(footer, page)


def put(paragraph: Paragraph, element: BaseOxmlElement) -> None:
    """Add markup that python-docx has no words for to the end of `paragraph`."""
    paragraph._p.append(element)


def grid(document: Document, head: tuple[str, ...], widths: tuple[float, ...], style: str) -> Table:
    """Start a ruled table, its columns `widths` centimetres wide, with a bold first row."""
    table = document.add_table(rows=1, cols=len(head))
    table.style = style
    table.autofit = False
    for cell, words, width in zip(table.rows[0].cells, head, widths, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
        cell.width = Cm(width)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def row(table: Table, *cells: str) -> None:
    """Add a row; a line break in a cell's words starts a new paragraph of that cell."""
    first = table.rows[0].cells
    for above, cell, words in zip(first, table.add_row().cells, cells, strict=True):
        cell.width = above.width
        lead, *others = words.split("\n")
        cell.text = lead
        for paragraph in others:
            cell.add_paragraph(paragraph)


def tracked(kind: str, words: str, author: str, when: str) -> BaseOxmlElement:
    """Words put in (`ins`) or struck out (`del`) while Word was recording changes."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "901" if kind == "ins" else "902")
    change.set(qn("w:author"), author)
    change.set(qn("w:date"), when)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t" if kind == "ins" else "w:delText")
    text.text = words
    run.append(text)
    change.append(run)
    return change


def finish(document: Document, path: Path, author: str, title: str, saved: dt.datetime) -> None:
    """Stamp the properties, save to `path` and make the bytes the same each time."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = author
    properties.title = title
    properties.created = properties.modified = saved
    document.save(str(path))
    settle(path)
