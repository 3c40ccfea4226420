"""The house's Word template: a Word file that shows each style under its own name."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.opc.packuri import PackURI
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.shared import Twips

from report_builder.word import styles
from report_builder.word.house_styles import add_house_styles
from report_builder.word.list_styles import put_in_lists
from report_builder.word.page import Page
from report_builder.word.saving import saved
from report_builder.word.settings import settle
from report_builder.word.takeover import Takeover

_MADE = datetime(2021, 10, 1, tzinfo=UTC)
_WORDS = (
    "Body Text: change any style in this file, its page and its margins, and put a logo into its "
    "header, but keep the styles' names. A report takes its look from here; what is written on "
    "the page stays behind."
)
_ELSEWHERE = {styles.TABLE, styles.TABLE_HEADING, styles.TABLE_TEXT, styles.CALLOUT_LABEL}


@cache
def template() -> bytes:
    """Return the house template, the same bytes every time."""
    document = docx.Document()
    page = Page()
    add_house_styles(document, page)
    document.part.numbering_part.element[:] = []
    put_in_lists(document, {name: styles.style_id(name) for name in styles.NEEDED})
    settle(document.settings.element, "en-GB")
    _set_page(document, page)
    _show_styles(document, page)
    return _without_the_rest(document)


def _set_page(document: Document, page: Page) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.header_distance, section.footer_distance = Twips(page.header), Twips(page.footer)


def _show_styles(document: Document, page: Page) -> None:
    for name in styles.NEEDED:
        if name not in _ELSEWHERE:
            words = _WORDS if name == styles.BODY else styles.as_seen(name)
            document.add_paragraph(words, name)
    document.add_paragraph().add_run(styles.CALLOUT_LABEL, styles.CALLOUT_LABEL)
    document.add_paragraph(styles.as_seen(styles.FOOTNOTE), styles.FOOTNOTE)
    document.add_paragraph().add_run(styles.as_seen(styles.FOOTNOTE_MARK), styles.FOOTNOTE_MARK)
    table = document.add_table(2, 1, styles.TABLE)
    table.columns[0].width = Twips(page.text_width)
    for row, name in zip(table.rows, (styles.TABLE_HEADING, styles.TABLE_TEXT), strict=True):
        row.cells[0].width = Twips(page.text_width)
        row.cells[0].paragraphs[0].text = styles.as_seen(name)
        row.cells[0].paragraphs[0].style = name


def _without_the_rest(document: Document) -> bytes:
    """Return the file without what python-docx's own template carries along."""
    package = Package()
    part = DocumentPart(
        PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, document.element, package
    )
    for relation, look in Takeover(package).look(document.part):
        part.relate_to(look, relation)
    package.relate_to(part, RELATION.OFFICE_DOCUMENT)
    return saved(package, _MADE)
